"""Practice, review and drill: what is drawn, what is rescheduled, what is skipped."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from guide.coach.exam import ExamPlan, RunningExam
from guide.coach.practice import Mode, Practice, draw_practice, draw_review, list_due, select
from guide.coach.study import Study
from guide.errors import StorageError
from guide.study.answering import Answer, right_answer
from guide.study.marking import Mark
from guide.study.run import draw_run
from tests.conftest import NOW
from tests.failing import refused_writes

NUMERIC = "basics-07"
LONG_AGO = NOW - timedelta(days=60)


def start(study: Study, names: Sequence[str], mode: Mode = "practice") -> Practice:
    """Start a run of questions in the order of their names."""
    questions = [study.bank.questions[name] for name in names]
    return Practice(study, draw_run("x", questions, len(questions), 1, names), mode, 1)


def answer(practice: Practice, at: datetime = NOW, right: bool = True) -> Mark:
    """Answer the current question."""
    presented = practice.run.current
    assert presented is not None
    good = right_answer(presented)
    bad = replace(good, choice=good.choice[::-1] if len(good.choice) > 1 else (1,), number=None)
    return practice.answer(good if right else bad, at, 5.0)


def practise(study: Study, names: Sequence[str], at: datetime, mode: Mode = "practice") -> None:
    """Answer questions right."""
    practice = start(study, names, mode)
    for _ in names:
        answer(practice, at)


def names_of(study: Study) -> list[str]:
    """Return the ids of the questions with options."""
    return sorted(study.bank.questions)


def test_drill_reschedules_a_question_once_a_day(study: Study) -> None:
    """Further repetitions on the same day count as answers but leave the schedule."""
    drill = start(study, [NUMERIC], "drill")
    first = answer(drill)
    drill.extend()
    second = answer(drill, NOW + timedelta(minutes=1))
    drill.extend()
    third = answer(drill, NOW + timedelta(days=2))
    reviews = study.progress.reviews

    assert second.after == first.after
    assert second.predicted is None
    assert third.after.due > first.after.due
    assert reviews.schedule(NUMERIC) == third.after
    assert len(reviews.since(NOW)) == 3


def test_practice_reschedules_every_time(study: Study) -> None:
    """Only a drill is limited to one change a day."""
    first = answer(start(study, [NUMERIC]))
    second = answer(start(study, [NUMERIC]), NOW + timedelta(minutes=1))

    assert second.after != first.after


def test_drill_asks_again_with_new_numbers(study: Study) -> None:
    """A drill goes on after its last question; practice ends."""
    drill, practice = start(study, [NUMERIC], "drill"), start(study, [NUMERIC])
    for run in (drill, practice):
        answer(run)
        run.extend()

    assert practice.run.current is None
    assert drill.run.current is not None
    assert drill.run.current.values != drill.run.answers[0].presented.values


def test_review_skips_what_another_window_answered(study: Study) -> None:
    """A question that is no longer due is not asked; the next one that is due is."""
    names = names_of(study)[:3]
    practise(study, names, LONG_AGO)
    review = Practice(study, draw_review(study, NOW, 1), "review", 1)
    drawn = [presented.question.id for presented in review.run.questions]
    practise(study, drawn[:2], NOW)
    review.skip_answered_elsewhere(NOW)

    assert sorted(drawn) == names
    assert review.run.current is not None
    assert review.run.current.question.id == drawn[2]


def test_practice_skips_nothing(study: Study) -> None:
    """Outside a review a question is asked although another window has answered it."""
    practice = start(study, [NUMERIC])
    practise(study, [NUMERIC], NOW)
    practice.skip_answered_elsewhere(NOW)

    assert practice.run.current is not None


def test_cap_counts_reviews_only(study: Study) -> None:
    """Practice, drill and exam leave the day's reviews; each review takes one of them."""
    study.save_preferences(replace(study.preferences, cap=2))
    names = [name for name in names_of(study) if name != NUMERIC]
    practise(study, names[:4], LONG_AGO)
    assert len(list_due(study, NOW)) == 2
    practise(study, names[4:6], NOW)
    practise(study, [NUMERIC], NOW, "drill")
    sit_exam(study, names[6:])
    assert len(list_due(study, NOW)) == 2
    practise(study, list_due(study, NOW)[:1], NOW, "review")

    assert len(list_due(study, NOW)) == 1


def sit_exam(study: Study, names: Sequence[str]) -> None:
    """Answer questions right in an exam."""
    questions = [study.bank.questions[name] for name in names]
    running = RunningExam.begin(study, ExamPlan("x", questions, 1), NOW)
    for place in range(len(names)):
        exam = running.exam.go(place)
        running.step(exam.answer(right_answer(exam.current)))
    running.finish(NOW)


def test_review_that_is_taken_back_leaves_its_room(study: Study) -> None:
    """An undone answer does not count towards the cap, and neither does yesterday's review."""
    study.save_preferences(replace(study.preferences, cap=1))
    names = names_of(study)[:3]
    practise(study, names, LONG_AGO)
    practise(study, names[:1], NOW - timedelta(days=1), "review")
    review = start(study, names[1:2], "review")
    answer(review)
    assert list_due(study, NOW) == []
    review.undo()

    assert len(list_due(study, NOW)) == 1


def test_review_draws_no_lost_questions(study: Study) -> None:
    """A question that the content no longer has is not due."""
    practise(study, [NUMERIC], LONG_AGO)
    study.progress.reviews.hand_over({NUMERIC: "lost"})

    assert list_due(study, NOW) == []


def test_practice_draws_unseen_before_wrong_before_right(study: Study) -> None:
    """What was answered right is drawn only when nothing else is left."""
    names = names_of(study)
    practise(study, names[:3], NOW)
    answer(start(study, names[3:4]), right=False)
    reviews, questions = study.progress.reviews, study.bank.of_topic("")
    drawn = draw_practice("x", questions, reviews, len(names), 1)
    order = [presented.question.id for presented in drawn.questions]

    assert set(order[:4]) == set(names[4:])
    assert order[4] == names[3]


def test_selections(study: Study) -> None:
    """Unseen, last wrong, flagged, or everything."""
    names = names_of(study)
    practise(study, names[:2], NOW)
    answer(start(study, names[1:2]), right=False)
    study.progress.reviews.toggle_mark(names[3], "flag", NOW)
    questions, reviews = study.bank.of_topic(""), study.progress.reviews

    def selected(selection: str) -> set[str]:
        return {question.id for question in select(questions, reviews, selection)}  # type: ignore[arg-type]

    assert selected("all") == set(names)
    assert selected("unseen") == set(names[2:])
    assert selected("wrong") == {names[1]}
    assert selected("flagged") == {names[3]}


def test_undo_takes_back_one_answer_after_the_other(study: Study) -> None:
    """Run, marks and data are as before; with nothing to take back nothing happens."""
    practice = start(study, names_of(study)[:2])
    answer(practice)
    answer(practice)
    for left in (1, 0, 0):
        practice.undo()
        assert len(practice.run.answers) == len(practice.marks) == left
        assert study.progress.reviews.answered_count() == left


def test_failed_write_keeps_the_question(study: Study) -> None:
    """An answer that cannot be saved does not count, and neither does an undo."""
    practice, path = start(study, names_of(study)[:2]), study.path
    assert path is not None
    with refused_writes(path), pytest.raises(StorageError, match="the answer could not be saved"):
        answer(practice)
    assert (practice.run.answers, practice.marks) == ((), [])
    mark = answer(practice)
    with refused_writes(path), pytest.raises(StorageError, match="the undo could not be saved"):
        practice.undo()

    assert practice.marks == [mark]
    assert isinstance(practice.run.answers[0], Answer)
