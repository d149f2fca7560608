"""What to review today: never a pile, the steep part of forgetting first after an absence."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from guide.study.queue import due, forecast, loss
from guide.study.schedule import Schedule, rechecked, review

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def learnt(days_ago: float, repeats: int = 1) -> Schedule:
    """Return the schedule of a question that was right several times, the last time some days ago."""
    schedule, at = None, NOW - timedelta(days=days_ago)
    starts = [at - timedelta(days=30 * n) for n in range(repeats - 1, -1, -1)]
    for start in starts:
        schedule = review(schedule, "good", start)
    assert schedule is not None
    return schedule


def test_longest_overdue_first_while_all_fits() -> None:
    """With room for all the order is that of their dates, and what is not due stays away."""
    schedules = {"new": learnt(4), "old": learnt(9), "fresh": learnt(0.5)}

    assert due(schedules, NOW, cap=10) == ["old", "new"]


def test_cap_holds_and_counts_what_was_done() -> None:
    """Never more than the cap, less what was done today."""
    schedules = {f"q{n}": learnt(5 + n) for n in range(20)}

    assert len(due(schedules, NOW, cap=8)) == 8
    assert len(due(schedules, NOW, cap=8, done_today=6)) == 2
    assert due(schedules, NOW, cap=8, done_today=9) == []


def test_after_an_absence_what_loses_most_comes_first() -> None:
    """What is chosen loses at least as much by waiting as what is left for later."""
    schedules = {f"q{n}": learnt(3 + 4 * n, repeats=1 + n % 3) for n in range(30)}
    chosen = due(schedules, NOW, cap=10)
    waiting = [
        name for name, schedule in schedules.items() if schedule.next <= NOW and name not in chosen
    ]

    assert waiting
    assert min(loss(schedules[name], NOW) for name in chosen) >= max(
        loss(schedules[name], NOW) for name in waiting
    )


def test_sure_and_wrong_leads() -> None:
    """What is to be rechecked stands before everything else that is due."""
    schedules = {"old": learnt(9), "sure": rechecked(learnt(1), NOW - timedelta(hours=1))}

    assert due(schedules, NOW, cap=5) == ["sure", "old"]


@given(st.lists(st.floats(0, 400), max_size=60), st.integers(1, 12))
def test_forecast_moves_what_is_above_the_cap(ages: list[float], cap: int) -> None:
    """No day of the forecast is above the cap, and in the long run nothing is dropped."""
    schedules = {f"q{n}": learnt(age) for n, age in enumerate(ages)}
    load = forecast(schedules, NOW, 100, cap)

    assert all(day <= cap for day in load)
    assert sum(load) == len(ages)
