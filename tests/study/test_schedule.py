"""Schedules come from FSRS, with the time handed in."""

from datetime import UTC, datetime, timedelta

import pytest
from fsrs import Card, Rating, Scheduler

from guide.study.schedule import Grade, review

START = datetime(2022, 11, 29, 12, 30, tzinfo=UTC)
GRADES: tuple[Grade, ...] = ("good",) * 6 + ("again",) * 2 + ("good",) * 5


def test_wrapper_gives_the_library_intervals() -> None:
    """A history of thirteen answers has the intervals of the library, one by one."""
    card, scheduler, now = Card(card_id=1, due=START), Scheduler(enable_fuzzing=False), START
    expected = []
    for grade in GRADES:
        card, _ = scheduler.review_card(card, Rating[grade.capitalize()], now)
        expected.append((card.due - now).days)
        now = card.due
    schedule, now, intervals = None, START, []
    for grade in GRADES:
        schedule = review(schedule, grade, now)
        intervals.append((schedule.due - now).days)
        now = schedule.due

    assert intervals == expected
    assert intervals[:6] == [0, 2, 11, 46, 163, 498], "the published vector of FSRS-6 with default weights"


def test_clock_set_back_makes_no_negative_interval() -> None:
    """An answer dated before the last one counts as given at the last one's time."""
    first = review(review(None, "good", START), "good", START + timedelta(days=10))
    second = review(first, "good", START - timedelta(days=100))

    assert second.last_review == first.last_review
    assert second.due > START


def test_naive_time_is_refused() -> None:
    """A time without a zone is an error at once."""
    with pytest.raises(ValueError, match="UTC"):
        review(None, "good", datetime(2026, 1, 1))  # noqa: DTZ001
