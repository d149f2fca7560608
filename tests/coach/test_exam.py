"""An exam on disk: clock, answers and places survive, and the end becomes reviews."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from guide.coach.exam import ExamPlan, RunningExam, find_unfinished
from guide.coach.study import Study
from guide.errors import ExamElsewhereError, StorageError
from guide.library.records import Question
from guide.study.answering import right_answer
from guide.study.draft import Draft
from tests.conftest import NOW
from tests.failing import refused_writes


def begin(study: Study, may_pause: bool = True) -> RunningExam:
    """Begin an exam of all questions in the order of their names."""
    return RunningExam.begin(
        study, ExamPlan("Exam", sorted_questions(study), 5, 10, may_pause), NOW
    )


def sorted_questions(study: Study) -> list[Question]:
    """Return all questions in the order of their names."""
    return [question for _, question in sorted(study.bank.questions.items())]


def answer(running: RunningExam, place: int, seconds: float = 7) -> None:
    """Answer a question right after some seconds."""
    exam = running.exam.go(place).tick(seconds)
    running.step(exam.answer(right_answer(exam.current)))


def test_exam_is_resumed_as_it_was(study: Study) -> None:
    """Answers, flags, struck options, place and time are those of the last step."""
    running = begin(study)
    answer(running, 0)
    answer(running, 4)
    running.step(running.exam.go(2).toggle_flag().strike(1).toggle_pause())
    resumed = RunningExam.resume(study, NOW)

    assert resumed is not None
    assert resumed.exam == running.exam
    assert resumed.stored.lost == ()


def test_clock_is_saved_between_answers(study: Study) -> None:
    """Time that has passed is there after a crash once it was saved."""
    running = begin(study)
    running.pass_time(33)
    running.save()
    running.pass_time(4)
    resumed = RunningExam.resume(study, NOW)

    assert resumed is not None
    assert resumed.exam.used == 33
    assert resumed.exam.seconds == {0: 33}


def test_time_counts_while_the_disk_refuses_writes(study: Study) -> None:
    """Of 60 seconds with a failing disk 60 count, and all are saved afterwards."""
    running, path = begin(study), study.path
    assert path is not None
    with refused_writes(path):
        for second in range(60):
            running.pass_time(1)
            if second % 5 == 0:
                with pytest.raises(StorageError):
                    running.save()
                with pytest.raises(StorageError):
                    running.step(running.exam.toggle_flag())
    running.save()
    resumed = RunningExam.resume(study, NOW)

    assert running.exam.used == 60
    assert running.exam.flags == set()
    assert resumed is not None
    assert resumed.exam.used == 60


def test_step_that_fails_keeps_its_time(study: Study) -> None:
    """The answer is not taken, but the seconds before it are."""
    running, path = begin(study), study.path
    assert path is not None
    with refused_writes(path), pytest.raises(StorageError, match="the exam could not be saved"):
        answer(running, 3)

    assert running.exam.answers == {}
    assert running.exam.at == 0
    assert running.exam.used == 7
    assert running.exam.seconds == {3: 7}


@pytest.mark.parametrize("lost", [0, 2, 7])
def test_answers_keep_their_questions_after_a_content_update(study: Study, lost: int) -> None:
    """A question that the content no longer has is left out; nothing moves to another one."""
    running = begin(study)
    for place in (1, 2, 5, 6):
        answer(running, place, 10 + place)
    running.step(running.exam.go(6).toggle_flag().strike(1))
    exam = running.exam
    gone = exam.questions[lost].question.id
    left = {name: each for name, each in study.bank.questions.items() if name != gone}
    stored = study.progress.exams.find_unfinished(left)

    assert stored is not None
    assert stored.lost == (gone,)
    assert [each.question.id for each in stored.exam.questions] == sorted(left)
    before = {answer.question.id: answer for place, answer in exam.answers.items() if place != lost}
    assert {answer.question.id: answer for answer in stored.exam.answers.values()} == before
    for place, answered in stored.exam.answers.items():
        assert answered.question.id == stored.exam.questions[place].question.id
    names = [each.question.id for each in stored.exam.questions]
    spent = {exam.questions[place].question.id: 10 + place for place in (1, 2, 5, 6)}
    spent.pop(gone, None)
    assert {names[place]: seconds for place, seconds in stored.exam.seconds.items()} == spent
    assert {names[place] for place in stored.exam.flags} == {exam.questions[6].question.id}
    assert {names[place] for place, _ in stored.exam.struck} == {exam.questions[6].question.id}
    assert stored.exam.current.question.id == exam.questions[6].question.id
    assert stored.exam.used == exam.used


def test_end_turns_answers_into_reviews(study: Study) -> None:
    """Answers count once, with their seconds; the exam is no longer open."""
    running = begin(study)
    answer(running, 0)
    answer(running, 1)
    report = running.finish(NOW + timedelta(minutes=5))
    with pytest.raises(ExamElsewhereError, match="is finished"):
        running.finish(NOW + timedelta(minutes=6))
    reviews = study.progress.reviews.since(NOW)

    assert (report.score, report.total) == (2, 8)
    assert [(review.mode, review.correct, review.seconds) for review in reviews] == [
        ("exam", True, 7.0)
    ] * 2
    assert RunningExam.resume(study, NOW) is None


def test_failed_end_leaves_the_exam_open(study: Study) -> None:
    """Nothing counts before all of it is on disk."""
    running, path = begin(study), study.path
    assert path is not None
    answer(running, 0)
    with refused_writes(path), pytest.raises(StorageError):
        running.finish(NOW)

    assert study.progress.reviews.answered_count() == 0
    assert RunningExam.resume(study, NOW) is not None


def test_discarded_exam_does_not_count(study: Study) -> None:
    """Nothing of it is left."""
    running = begin(study)
    answer(running, 0)
    running.discard()

    assert RunningExam.resume(study, NOW) is None
    assert study.progress.reviews.answered_count() == 0


@pytest.mark.parametrize("lost", [None, "basics-01"])
def test_what_was_entered_is_kept(study: Study, lost: str | None) -> None:
    """Half an order and a number that is none are there again, whatever else has gone."""
    running = begin(study)
    names = [each.question.id for each in running.exam.questions]
    order, number = names.index("basics-05"), names.index("basics-07")
    running.step(running.exam.go(order).enter(Draft((2,))))
    running.step(running.exam.go(number).enter(Draft(text="1,2,")))
    left = {name: each for name, each in study.bank.questions.items() if name != lost}
    stored = study.progress.exams.find_unfinished(left)

    assert stored is not None
    drafts = {
        stored.exam.questions[at].question.id: each for at, each in stored.exam.drafts.items()
    }
    assert drafts == {"basics-05": Draft((2,)), "basics-07": Draft(text="1,2,")}
    assert stored.exam.answers == {}


def test_the_clock_goes_on_after_the_exam_was_left(study: Study) -> None:
    """Half a minute away is half a minute of the exam, on no question, and only once."""
    running = begin(study, may_pause=False)
    running.pass_time(10)
    running.leave(NOW)
    resumed = RunningExam.resume(study, NOW + timedelta(seconds=30))
    assert resumed is not None
    resumed.save()
    again = RunningExam.resume(study, NOW + timedelta(hours=1))

    assert resumed.exam.used == 40
    assert resumed.exam.seconds == {0: 10}
    assert again is not None
    assert again.exam.used == 40


STEPS: dict[str, Callable[[RunningExam], object]] = {
    "answer": lambda running: answer(running, 3),
    "clock": RunningExam.save,
    "leave": lambda running: running.leave(NOW),
    "finish": lambda running: running.finish(NOW),
}
"""What a window does with an exam that it believes to be its own."""


def answered(study: Study) -> list[int]:
    """Return the places that are answered in the exam that is not finished."""
    stored = study.progress.exams.find_unfinished(study.bank.questions)
    assert stored is not None
    return sorted(stored.exam.answers)


@pytest.mark.parametrize("step", STEPS)
def test_the_window_that_resumed_an_exam_last_goes_on_with_it(study: Study, step: str) -> None:
    """The first window is told at its next step; nothing that the second one saved is lost."""
    first = begin(study)
    answer(first, 0)
    second = RunningExam.resume(study, NOW)
    assert second is not None
    answer(second, 1)
    with pytest.raises(ExamElsewhereError, match="goes on in another window"):
        STEPS[step](first)
    assert answered(study) == [0, 1]
    answer(second, 2)

    assert answered(study) == [0, 1, 2]
    assert study.progress.reviews.answered_count() == 0
    assert second.finish(NOW).score == 3
    assert study.progress.reviews.answered_count() == 3


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("end", ["finished", "discarded"])
def test_a_window_is_told_that_its_exam_has_ended(study: Study, end: str, step: str) -> None:
    """Neither an answer nor a score is given for an exam that ended in another window."""
    first = begin(study)
    second = RunningExam.resume(study, NOW)
    assert second is not None
    answer(second, 1)
    if end == "finished":
        second.finish(NOW)
    else:
        second.discard()
    with pytest.raises(ExamElsewhereError, match=f"is {end}"):
        STEPS[step](first)

    assert study.progress.reviews.answered_count() == (end == "finished")
    assert RunningExam.resume(study, NOW) is None


def test_a_finished_exam_cannot_be_discarded(study: Study) -> None:
    """Its answers count, and that is said; one that is discarded already is no problem."""
    running = begin(study)
    running.finish(NOW)
    with pytest.raises(ExamElsewhereError, match="is finished"):
        running.discard()
    other = begin(study)
    other.discard()
    other.discard()


def test_an_exam_that_has_just_ended_is_not_taken_over(study: Study) -> None:
    """What was found a moment ago may be finished by now."""
    running = begin(study)
    found = find_unfinished(study, NOW)
    assert found is not None
    running.finish(NOW)
    with pytest.raises(ExamElsewhereError, match="is finished"):
        RunningExam.take_over(study, found, NOW)


def test_answers_keep_their_questions_when_an_exam_goes_on_without_one(
    study: Study,
) -> None:
    """An exam that lost its first question is saved, read again and finished as it is shown."""
    running = RunningExam.begin(
        study, ExamPlan("Exam", sorted_questions(study), 5, code="CODE"), NOW
    )
    answer(running, 3)
    kept = running.exam.questions[3].question.id
    exams, left = study.progress.exams, dict(study.bank.questions)
    del left[running.exam.questions[0].question.id]
    stored = exams.find_unfinished(left)
    assert stored is not None
    exams.save(stored)
    again = exams.find_unfinished(left)
    assert again is not None

    assert [each.question.id for each in again.exam.answers.values()] == [kept]
    exams.finish(stored, [], "v", NOW)
    finished = exams.find_finished("CODE")
    assert finished is not None
    assert [each.question for each in finished.answers] == [kept]
