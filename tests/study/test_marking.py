"""Marks: the grade, the schedule and the prediction that follow from an answer."""

from datetime import UTC, datetime, timedelta

import pytest
from fsrs.scheduler import DEFAULT_PARAMETERS

from guide.library.catalogue import Catalogue
from guide.study.answering import Answer, Confidence
from guide.study.marking import LONGEST_SECONDS, RECHECK, mark
from guide.study.presenting import present
from guide.study.schedule import Rules, Schedule, recall, review, with_recheck
from tests.study.samples import QUESTIONS

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
RULES = Rules(retention=0.8, parameters=(*DEFAULT_PARAMETERS[:-1], 0.4))
"""Rules that differ from the usual ones in every figure."""


def answer(right: bool = True, confidence: Confidence = "") -> Answer:
    """Answer a question with three options."""
    return Answer(present(QUESTIONS[0], 1), (0 if right else 1,), None, confidence)


def learnt(recheck: datetime | None = None) -> Schedule:
    """Return the schedule of a question that was answered right nine days ago."""
    return with_recheck(review(None, "good", NOW - timedelta(days=9), RULES), recheck)


def test_first_answer_begins_a_schedule() -> None:
    """Nothing was predicted, and the schedule is that of the grade."""
    marked = mark(answer(), None, NOW, 5.0, RULES)

    assert (marked.grade, marked.predicted, marked.before) == ("good", None, None)
    assert marked.after == review(None, "good", NOW, RULES)


def test_later_answer_goes_on_with_the_schedule() -> None:
    """It is compared with what the rules predicted, and the schedule follows from the last one."""
    marked = mark(answer(), learnt(), NOW, 5.0, RULES)

    assert marked.before == learnt()
    assert marked.predicted == recall(learnt(), NOW, RULES) != recall(learnt(), NOW)
    assert marked.after == review(learnt(), "good", NOW, RULES) != review(learnt(), "good", NOW)


@pytest.mark.parametrize(("before", "grade"), [(None, "good"), (learnt(), "easy")])
def test_what_is_recognised_is_easy_only_the_second_time(
    before: Schedule | None, grade: str
) -> None:
    """Confidence at first sight earns no longer interval."""
    assert mark(answer(confidence="sure"), before, NOW, 5.0).grade == grade


@pytest.mark.parametrize(
    ("right", "confidence", "returns"),
    [
        (False, "sure", True),
        (False, "fairly", False),
        (False, "unsure", False),
        (False, "", False),
        (True, "sure", False),
        (True, "", False),
    ],
)
def test_only_confident_errors_are_checked_again(
    right: bool, confidence: Confidence, returns: bool
) -> None:
    """They return after a month; a guess, or what was right, follows its schedule."""
    marked = mark(answer(right, confidence), None, NOW, 5.0)

    assert marked.after.recheck == (NOW + RECHECK if returns else None)


@pytest.mark.parametrize(("hours", "kept"), [(1, True), (0, False), (-1, False)])
def test_recheck_stays_until_it_was_due(hours: int, kept: bool) -> None:
    """An earlier right answer leaves it; from its time on a right answer ends it."""
    at = NOW + timedelta(hours=hours)

    assert mark(answer(), learnt(at), NOW, 5.0).after.recheck == (at if kept else None)


@pytest.mark.parametrize(
    ("seconds", "counted"),
    [(-3.0, 0.0), (0.0, 0.0), (0.4, 0.4), (599.0, 599.0), (4000.0, LONGEST_SECONDS)],
)
def test_time_at_the_desk_counts(seconds: float, counted: float) -> None:
    """Never less than nothing, and at most ten minutes."""
    assert mark(answer(), None, NOW, seconds).seconds == counted


def test_what_is_produced_is_easy_the_first_time(catalogue: Catalogue) -> None:
    """A number that is calculated with confidence is known."""
    presented = present(catalogue.questions["basics-07"], 1)
    calculated = Answer(presented, (), presented.answer, "sure")

    assert mark(calculated, None, NOW, 5.0).grade == "easy"
