"""A plan towards a date: whether the time suffices, and never a day in the past."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.study.plan import LAST_DAYS, Plan, Workload, count_repeats, make_plan
from guide.study.schedule import Rules

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
OFTEN = Rules(retention=0.95)


def plan(days: int, minutes: float, work: Workload, rules: Rules | None = None) -> Plan:
    """Plan some days from now."""
    return make_plan(NOW.date() + timedelta(days=days), minutes, work, NOW, rules or Rules())


@pytest.mark.parametrize(
    ("days", "repeats"), [(1, 0), (2, 1), (12, 1), (13, 2), (58, 2), (59, 3), (221, 3), (222, 4)]
)
def test_repeats_are_those_of_the_published_intervals(days: int, repeats: int) -> None:
    """With 2, 11, 46 and 163 days between them they fall on the days 2, 13, 59 and 222."""
    assert count_repeats(days, NOW) == repeats


def test_more_retention_repeats_more_often() -> None:
    """The rules decide how often a question comes back."""
    assert [count_repeats(days, NOW, OFTEN) for days in (1, 60)] == [1, 4]
    assert [count_repeats(days, NOW) for days in (1, 60)] == [0, 3]


@pytest.mark.parametrize(
    ("days", "minutes", "work", "expected"),
    [
        # Half of ten days brings each question back once: 5 + 20 × 2 answers of a minute.
        (10, 10, Workload(20, 5, 60.0), Plan(10, 3, 2, 4.5, True, 20)),
        # One day has no room for repeats, and ten minutes for ten answers of a minute.
        (1, 10, Workload(20, 0, 60.0), Plan(1, 10, 0, 20.0, False, 10)),
        # Two days: nothing comes back within the first one.
        (2, 10, Workload(20, 0, 60.0), Plan(2, 20, 0, 10.0, True, 20)),
        # Four days: all that is new stands on the first, so that it can still be repeated.
        (4, 10, Workload(20, 0, 60.0), Plan(4, 20, 5, 10.0, True, 20)),
        # Five days leave two for what is new.
        (5, 10, Workload(20, 0, 60.0), Plan(5, 10, 4, 8.0, True, 20)),
        # Reviews that come anyway take all the time: nothing new is reached.
        (30, 1, Workload(50, 100, 30.0), Plan(30, 0, 3, 125 / 30, False, 0)),
        (2, 1, Workload(3, 5, 60.0), Plan(2, 0, 2, 4.0, False, 0)),
        # An hour is sixty answers of a minute.
        (1, 60, Workload(100, 0, 60.0), Plan(1, 60, 0, 100.0, False, 60)),
        # Thirty days: each question comes back on the days 2 and 13.
        (30, 10, Workload(50, 0, 30.0), Plan(30, 2, 3, 2.5, True, 50)),
        # Ten answers of a minute, two for each question: five of eight are reached.
        (10, 1, Workload(8, 0, 60.0), Plan(10, 1, 0, 1.6, False, 5)),
        # Nothing is left to learn.
        (10, 10, Workload(0, 0, 60.0), Plan(10, 0, 0, 0.0, True, 0)),
    ],
)
def test_plans_by_hand(days: int, minutes: float, work: Workload, expected: Plan) -> None:
    """What each day requires, calculated on paper."""
    found = plan(days, minutes, work)

    assert found.minutes_a_day == pytest.approx(expected.minutes_a_day)
    figures = ("days", "new_a_day", "reviews_a_day", "fits", "reached")
    assert [getattr(found, name) for name in figures] == [
        getattr(expected, name) for name in figures
    ]


def test_more_retention_takes_more_time() -> None:
    """The rules of the learner are those of the plan."""
    usual, often = (plan(60, 30, Workload(100, 0), rules) for rules in (Rules(), OFTEN))

    assert often.minutes_a_day > usual.minutes_a_day


@given(
    st.integers(1, 120),
    st.integers(1, 120),
    st.integers(0, 600),
    st.integers(0, 600),
    st.sampled_from([7.0, 20.0, 45.0, 61.0]),
)
def test_plans_keep_their_promises(
    days: int, minutes: int, unseen: int, coming: int, seconds: float
) -> None:
    """What fits reaches everything, early enough; what does not fit leaves something out."""
    found = plan(days, minutes, Workload(unseen, coming, seconds))

    assert 0 <= found.reached <= unseen
    assert found.new_a_day * max(days - LAST_DAYS, 1) >= found.reached
    assert found.fits is (found.minutes_a_day <= minutes)
    if found.fits:
        assert found.reached == unseen


@given(st.integers(2, 60), st.integers(0, 300), st.integers(1, 200))
def test_reviews_already_coming_take_their_share(days: int, coming: int, more: int) -> None:
    """Reviews that are due by then never leave more room for new questions."""
    less = plan(days, 10, Workload(300, coming + more))
    found = plan(days, 10, Workload(300, coming))

    assert less.reached <= found.reached
    assert less.minutes_a_day > found.minutes_a_day


@pytest.mark.parametrize("days", [0, -1, -400])
def test_a_day_in_the_past_is_refused(days: int) -> None:
    """Today is too late as well."""
    with pytest.raises(ValueError, match="future"):
        plan(days, 10, Workload(5, 0))
