"""What to review today: at most the cap, and after an absence what loses most first."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from guide.study.queue import choose_due, forecast, loss
from guide.study.schedule import Schedule, review, with_recheck

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def learnt(days_ago: float, repeats: int = 1) -> Schedule:
    """Return the schedule of a question that was right several times, last some days ago."""
    schedule, at = None, NOW - timedelta(days=days_ago)
    starts = [at - timedelta(days=30 * n) for n in range(repeats - 1, -1, -1)]
    for start in starts:
        schedule = review(schedule, "good", start)
    assert schedule is not None
    return schedule


def test_longest_overdue_first_while_all_fits() -> None:
    """With room for all the order is that of their dates, and what is not due stays away."""
    schedules = {"new": learnt(4), "old": learnt(9), "fresh": learnt(0.5)}

    assert choose_due(schedules, NOW, cap=10) == ["old", "new"]


def test_cap_holds_and_counts_what_was_done() -> None:
    """Never more than the cap, less what was done today."""
    schedules = {f"q{n}": learnt(5 + n) for n in range(20)}

    assert len(choose_due(schedules, NOW, cap=8)) == 8
    assert len(choose_due(schedules, NOW, cap=8, done_today=6)) == 2
    assert choose_due(schedules, NOW, cap=8, done_today=9) == []


def test_after_an_absence_what_loses_most_comes_first() -> None:
    """What is chosen loses at least as much by waiting as what is left for later."""
    schedules = {f"q{n}": learnt(3 + 4 * n, repeats=1 + n % 3) for n in range(30)}
    chosen = choose_due(schedules, NOW, cap=10)
    waiting = [
        name for name, schedule in schedules.items() if schedule.next <= NOW and name not in chosen
    ]

    assert waiting
    assert min(loss(schedules[name], NOW) for name in chosen) >= max(
        loss(schedules[name], NOW) for name in waiting
    )


def test_confident_errors_come_first() -> None:
    """A question due for its recheck comes before all others that are due."""
    schedules = {"old": learnt(9), "sure": with_recheck(learnt(1), NOW - timedelta(hours=1))}

    assert choose_due(schedules, NOW, cap=5) == ["sure", "old"]


@given(st.lists(st.floats(0, 400), max_size=60), st.integers(1, 12))
def test_forecast_moves_what_is_above_the_cap(ages: list[float], cap: int) -> None:
    """No day of the forecast is above the cap, and in the long run nothing is dropped."""
    schedules = {f"q{n}": learnt(age) for n, age in enumerate(ages)}
    load = forecast(schedules, NOW, 100, cap)

    assert all(day <= cap for day in load)
    assert sum(load) == len(ages)
