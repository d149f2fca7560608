"""The state of an exam and its report."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.library.catalogue import Catalogue
from guide.study.answering import Answer
from guide.study.draft import Draft
from guide.study.exam import Exam, Tally, make_report
from guide.study.presenting import present
from tests.conftest import NOW
from tests.study.samples import QUESTIONS

EXAM = Exam("Exam", tuple(present(question, 1) for question in QUESTIONS), limit=60.0)


def answered(right: int, wrong: int = 0) -> Exam:
    """Return an exam with the first questions right and the following ones confidently wrong."""
    exam = EXAM
    for place in range(right + wrong):
        exam = exam.go(place)
        choice = (0,) if place < right else (1,)
        exam = exam.answer(Answer(exam.current, choice, confidence="sure"))
    return exam


def test_answers_can_be_changed_until_the_end() -> None:
    """The last answer to a question counts; questions without an answer stay open."""
    exam = EXAM.answer(Answer(EXAM.current, (1,)))
    exam = exam.answer(Answer(exam.current, (0,)))

    assert exam.answers[0].right
    assert exam.open_places == (1, 2)
    assert EXAM.answers == {}


def test_answer_to_another_question_is_refused() -> None:
    """An answer must be to the question that is shown."""
    with pytest.raises(ValueError, match=r"^the answer is not to the current question$"):
        EXAM.answer(Answer(EXAM.questions[1], (0,)))


@pytest.mark.parametrize(("place", "shown"), [(-4, 0), (0, 0), (2, 2), (3, 2)])
def test_places_out_of_range_become_the_nearest(place: int, shown: int) -> None:
    """Moving never leaves the exam."""
    assert EXAM.go(place).at == shown


def test_flags_and_struck_options_are_toggled() -> None:
    """Both belong to the question that is shown, and the second time removes them."""
    exam = EXAM.go(1).toggle_flag().strike(2)

    assert exam.flags == {1}
    assert exam.struck == {(1, 2)}
    assert exam.toggle_flag().flags == set()
    assert exam.strike(2).struck == set()


@given(st.lists(st.floats(0.1, 100), max_size=8))
def test_time_counts_for_the_question_shown(parts: list[float]) -> None:
    """All time is used, each part on the question that is shown."""
    exam = EXAM
    for number, seconds in enumerate(parts):
        exam = exam.go(number % 2).tick(seconds)

    assert exam.used == pytest.approx(sum(parts))
    assert exam.seconds.get(0, 0.0) == pytest.approx(sum(parts[::2]))
    assert exam.seconds.get(1, 0.0) == pytest.approx(sum(parts[1::2]))


def test_clock_ends_at_its_limit() -> None:
    """The time left never falls below 0, and the exam is over when none is left."""
    assert (EXAM.tick(59).left, EXAM.tick(59).over) == (1, False)
    assert (EXAM.tick(61).left, EXAM.tick(60).over) == (0, True)


def test_exam_without_a_clock_is_never_over() -> None:
    """The time is still measured."""
    exam = replace(EXAM, limit=None).tick(10_000)

    assert (exam.left, exam.over, exam.used) == (None, False, 10_000)


def test_clock_that_is_set_back_uses_no_time() -> None:
    """Negative time does not count, and no time leaves no trace."""
    for passed in (-5, 0):
        assert EXAM.tick(passed) == EXAM


def test_pause_stops_the_clock_where_it_is_allowed() -> None:
    """An exam that may not be paused goes on."""
    assert EXAM.toggle_pause().tick(5).used == 5
    paused = replace(EXAM, may_pause=True).toggle_pause()

    assert paused.tick(5).used == 0
    assert paused.toggle_pause().tick(5).used == 5


def test_report_counts_open_questions_as_wrong() -> None:
    """The score, the parts, and the places that are wrong or confident errors."""
    report = make_report(answered(right=1, wrong=1))

    assert (report.score, report.total) == (1, 3)
    assert report.topics == (Tally("sample", 1, 3),)
    assert report.levels == (Tally("recall", 1, 3),)
    assert report.wrong == (1, 2)
    assert report.confident_errors == (1,)
    assert report.topics[0].share == pytest.approx(1 / 3)


def test_report_names_levels_in_their_order() -> None:
    """Recall comes before application, whatever the order of the questions."""
    levels = ("application", "recall", "application")
    questions = [
        replace(presented, question=msgspec.structs.replace(presented.question, level=level))
        for presented, level in zip(EXAM.questions, levels, strict=True)
    ]
    report = make_report(replace(EXAM, questions=tuple(questions)))

    assert [(tally.name, tally.total) for tally in report.levels] == [
        ("recall", 1),
        ("application", 2),
    ]


def number_exam(catalogue: Catalogue) -> Exam:
    """Return an exam of a question that asks for a number, then the samples."""
    questions = (catalogue.questions["basics-07"], *QUESTIONS)
    return Exam("Exam", tuple(present(question, 1) for question in questions))


def test_a_complete_entry_is_an_answer_and_stays_as_typed(catalogue: Catalogue) -> None:
    """The number counts without being submitted; nobody has said yet how sure it is."""
    exam = number_exam(catalogue).enter(Draft(text="5,0")).go(1).go(0)

    assert exam.draft == Draft(text="5,0")
    assert (exam.answers[0].number, exam.answers[0].confidence) == (5, "")
    assert exam.answer(Answer(exam.current, (), 5.0, "sure")).draft == Draft(text="5,0")
    assert exam.answer(Answer(exam.current, (), 7.0, "sure")).draft == Draft(text="7")


@pytest.mark.parametrize(("text", "incomplete"), [("5..", (0,)), (",", (0,)), ("", ())])
def test_an_incomplete_entry_is_kept_and_is_no_answer(
    catalogue: Catalogue, text: str, incomplete: tuple[int, ...]
) -> None:
    """It replaces the answer that was there before, and its place is named."""
    exam = number_exam(catalogue).enter(Draft(text="5")).enter(Draft(text=text))

    assert exam.draft == Draft(text=text)
    assert exam.answers == {}
    assert exam.incomplete_places == incomplete


def test_one_press_leaves_no_entry() -> None:
    """Where one key answers there is nothing to enter."""
    assert EXAM.enter(Draft((1,))) == EXAM


@pytest.mark.parametrize(
    ("away", "used"), [(timedelta(seconds=30), 31), (timedelta(days=9), 60), (-timedelta(1), 1)]
)
def test_the_clock_goes_on_while_the_learner_is_away(away: timedelta, used: float) -> None:
    """Time away is used up to the limit, on no question; a clock set back gives none."""
    left = EXAM.tick(1).leave(NOW)
    back = left.come_back(NOW + away)

    assert (back.used, back.seconds, back.left_at) == (used, {0: 1}, None)
    assert back.come_back(NOW + 2 * away) == back


@pytest.mark.parametrize("change", [{"may_pause": True}, {"limit": None}])
def test_the_clock_stands_where_it_may(change: dict[str, Any]) -> None:
    """An exam that may be paused, or has no clock, has its time as it was."""
    exam = replace(EXAM, **change).tick(1)

    assert exam.leave(NOW).come_back(NOW + timedelta(hours=1)) == exam


def test_a_crash_costs_no_time() -> None:
    """An exam that was never left is resumed with the time as it was."""
    exam = EXAM.tick(1)

    assert exam.come_back(NOW + timedelta(hours=1)) == exam
