"""Exams in the learner's data: saved as they are, found as they were, ended once."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

import pytest

from guide.errors import ExamElsewhereError
from guide.library.records import Question
from guide.store.exams import StoredExam
from guide.store.progress import Progress
from guide.store.reviews import Marker, Origin
from guide.study.answering import Answer
from guide.study.exam import Exam
from guide.study.marking import mark
from guide.study.presenting import present
from tests.conftest import NOW
from tests.study.samples import QUESTIONS

BANK: Mapping[str, Question] = {question.id: question for question in QUESTIONS}
SEED = 3


def stored_exam(name: str = "exam-1", limit: float | None = 60.0) -> StoredExam:
    """Return an exam of the sample questions with something of everything."""
    presented = tuple(present(question, SEED) for question in QUESTIONS)
    exam = Exam("The exam", presented, limit=limit, may_pause=True)
    exam = exam.tick(2.5).answer(Answer(presented[0], (1,), None, "sure"))
    exam = exam.go(2).tick(4.0).toggle_flag().strike(1)
    return StoredExam(name, SEED, "CODE", exam)


@pytest.mark.parametrize("limit", [None, 60.0])
@pytest.mark.parametrize("paused", [False, True])
def test_exam_comes_back_as_it_was(progress: Progress, limit: float | None, paused: bool) -> None:
    """Title, seed, code, limit and every part of its state."""
    stored = stored_exam(limit=limit)
    stored = replace(stored, exam=replace(stored.exam, paused=paused))
    progress.exams.add(stored, NOW)

    assert progress.exams.find_unfinished(BANK) == stored


def test_saving_replaces_the_state_of_that_exam_only(progress: Progress) -> None:
    """The latest of two unfinished exams is found, each with its own state."""
    first, second = stored_exam("exam-1"), stored_exam("exam-2")
    progress.exams.add(second, NOW + timedelta(hours=1))
    progress.exams.add(first, NOW)
    changed = replace(second, exam=second.exam.go(1).tick(1.0))
    progress.exams.save(changed)
    assert progress.exams.find_unfinished(BANK) == changed
    progress.exams.discard("exam-2")

    assert progress.exams.find_unfinished(BANK) == first


@pytest.mark.parametrize(("lost", "at"), [("sample-0", 1), ("sample-1", 1), ("sample-2", 1)])
def test_lost_question_leaves_the_others_in_their_places(
    progress: Progress, lost: str, at: int
) -> None:
    """Times, flags and struck options stay with their questions; what was shown gives way."""
    stored = stored_exam()
    progress.exams.add(stored, NOW)
    left = {name: question for name, question in BANK.items() if name != lost}
    found = progress.exams.find_unfinished(left)
    assert found is not None
    names = [presented.question.id for presented in found.exam.questions]

    assert names == sorted(left)
    assert found.lost == (lost,)
    assert found.exam.at == at
    assert {names[place]: spent for place, spent in found.exam.seconds.items()} == {
        name: spent for name, spent in (("sample-0", 2.5), ("sample-2", 4.0)) if name != lost
    }
    assert [names[place] for place in found.exam.answers] == (
        [] if lost == "sample-0" else ["sample-0"]
    )
    flagged = [] if lost == "sample-2" else ["sample-2"]
    assert [names[place] for place in found.exam.flags] == flagged
    assert [(names[place], option) for place, option in found.exam.struck] == [
        (name, 1) for name in flagged
    ]


@pytest.mark.parametrize("name", sorted(BANK))
def test_the_last_question_left_is_shown(progress: Progress, name: str) -> None:
    """Whatever was shown before, there is only one place."""
    progress.exams.add(stored_exam(), NOW)
    found = progress.exams.find_unfinished({name: BANK[name]})

    assert found is not None
    assert found.exam.current.question.id == name


def test_exam_without_any_question_left_is_empty(progress: Progress) -> None:
    """All its questions are named as lost."""
    progress.exams.add(stored_exam(), NOW)
    found = progress.exams.find_unfinished({})

    assert found is not None
    assert (found.exam.questions, found.exam.at) == ((), 0)
    assert found.lost == tuple(sorted(BANK))


def answers(exam: Exam) -> list[tuple[str, Marker]]:
    """Return the answers of an exam as they are saved at its end."""
    return [
        (each.question.id, lambda before, each=each: mark(each, before, NOW, 5.0))  # type: ignore[misc]
        for each in exam.answers.values()
    ]


def test_end_goes_on_with_the_schedules(progress: Progress) -> None:
    """A question that was answered before is compared with what was predicted."""
    stored = stored_exam()
    given = stored.exam.answers[0]
    progress.reviews.record(
        "sample-0",
        lambda before: mark(given, before, NOW - timedelta(days=9), 5.0),
        Origin("run", "practice", "v"),
    )
    before = progress.reviews.schedule("sample-0")
    progress.exams.add(stored, NOW)
    progress.exams.finish(stored, answers(stored.exam), "v", NOW)

    assert before is not None
    assert progress.reviews.schedule("sample-0") == mark(given, before, NOW, 5.0).after
    assert progress.reviews.since(NOW)[0].predicted is not None


def test_exam_ends_once(progress: Progress) -> None:
    """Its answers become reviews of the mode exam; afterwards nothing changes it."""
    stored, exams = stored_exam(), progress.exams
    exams.add(stored, NOW)
    exams.add(stored_exam("exam-2"), NOW - timedelta(hours=1))
    exams.finish(stored, answers(stored.exam), "v", NOW)
    with pytest.raises(ExamElsewhereError, match="is finished"):
        exams.finish(stored, answers(stored.exam), "v", NOW)
    with pytest.raises(ExamElsewhereError, match="is finished"):
        exams.save(stored)
    with pytest.raises(ExamElsewhereError, match="is finished"):
        exams.discard("exam-1")
    reviews = progress.reviews.since(NOW)
    other = exams.find_unfinished(BANK)

    assert [(each.question, each.mode, each.content_version) for each in reviews] == [
        ("sample-0", "exam", "v")
    ]
    assert other is not None
    assert other.name == "exam-2"
    with pytest.raises(ExamElsewhereError, match="is discarded"):
        exams.finish(stored_exam("exam-9"), [], "v", NOW)
