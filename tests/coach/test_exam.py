"""An exam on disk: clock, answers and places survive, and the end becomes reviews."""

from datetime import timedelta

import pytest

from guide.coach.exam import ExamPlan, RunningExam
from guide.coach.study import Study
from guide.errors import StorageError
from guide.study.answering import right_answer
from guide.study.draft import Draft
from tests.conftest import NOW
from tests.failing import refused_writes


def begin(study: Study, may_pause: bool = True) -> RunningExam:
    """Begin an exam of all questions in the order of their names."""
    questions = [question for _, question in sorted(study.bank.questions.items())]
    return RunningExam.begin(study, ExamPlan("Exam", questions, 5, 10, may_pause), NOW)


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
