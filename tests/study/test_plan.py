"""A plan towards a date: whether the time suffices, and never a day in the past."""

from datetime import UTC, datetime, timedelta

import pytest

from guide.study.plan import Workload, make_plan

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def test_enough_time_reaches_everything() -> None:
    """A hundred days and half an hour a day see a hundred questions."""
    found = make_plan(NOW.date() + timedelta(days=100), 30, Workload(100, 0), NOW)

    assert found.fits
    assert found.reached == 100
    assert found.new_a_day * 97 >= 100


def test_too_little_time_says_what_is_reached() -> None:
    """With five minutes a day for a week most stays unseen, and the plan says so."""
    found = make_plan(NOW.date() + timedelta(days=7), 5, Workload(400, 0), NOW)

    assert not found.fits
    assert 0 < found.reached < 60
    assert found.minutes_a_day > 5


def test_reviews_already_coming_take_their_share() -> None:
    """Reviews that are due by then leave less room for new questions."""
    day = NOW.date() + timedelta(days=10)

    with_reviews = make_plan(day, 10, Workload(300, 100), NOW)
    without = make_plan(day, 10, Workload(300, 0), NOW)

    assert with_reviews.reached < without.reached


def test_a_day_in_the_past_is_refused() -> None:
    """Today is too late as well."""
    with pytest.raises(ValueError, match="future"):
        make_plan(NOW.date(), 10, Workload(5, 0), NOW)
