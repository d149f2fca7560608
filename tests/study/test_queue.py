"""What to review today: at most the cap, and after an absence what loses most first."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from fsrs.scheduler import DEFAULT_PARAMETERS
from hypothesis import given
from hypothesis import strategies as st

from guide.study.queue import DAY, choose_due, forecast, loss
from guide.study.schedule import Rules, Schedule, recall, review, with_recheck

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


def test_loss_is_what_another_day_costs() -> None:
    """It is the fall of the probability of recall from now to tomorrow, by the learner's rules."""
    other = Rules(parameters=(*DEFAULT_PARAMETERS[:-1], 0.4))
    schedule = learnt(6)

    for rules in (Rules(), other):
        expected = recall(schedule, NOW, rules) - recall(schedule, NOW + DAY, rules)
        assert loss(schedule, NOW, rules) == expected > 0
    assert loss(schedule, NOW, other) != loss(schedule, NOW)


def test_what_loses_most_depends_on_the_rules() -> None:
    """With flatter forgetting the question that was seen once loses more than the other."""
    flat = Rules(parameters=(*DEFAULT_PARAMETERS[:-1], 0.8))
    schedules = {"twice": learnt(39, repeats=2), "once": learnt(63)}

    assert choose_due(schedules, NOW, cap=1) == ["twice"]
    assert choose_due(schedules, NOW, cap=1, rules=flat) == ["once"]


def test_as_many_as_the_cap_are_ordered_by_their_dates() -> None:
    """When all that is due fits exactly, nothing has to wait."""
    schedules = {f"q{n}": learnt(3 + 9 * n, repeats=1 + n % 3) for n in range(8)}
    due = [name for name, schedule in schedules.items() if schedule.next <= NOW]
    by_date = sorted(due, key=lambda name: schedules[name].next)

    assert choose_due(schedules, NOW, len(due)) == by_date
    assert choose_due(schedules, NOW, len(due) - 1) != by_date[:-1]


def test_due_begins_with_its_minute() -> None:
    """A question, or a recheck, that is due now is asked now, and not a second before."""
    schedule, second = learnt(1), timedelta(seconds=1)
    for each in (schedule, with_recheck(schedule, schedule.due - timedelta(hours=2))):
        assert choose_due({"a": each}, each.next, cap=5) == ["a"]
        assert choose_due({"a": each}, each.next - second, cap=5) == []


def test_confident_errors_come_first() -> None:
    """Questions due for their recheck come before all others that are due, the oldest first."""
    schedules = {
        "old": learnt(9),
        "late": with_recheck(learnt(1), NOW),
        "b": with_recheck(learnt(1), NOW - timedelta(hours=1)),
        "early": with_recheck(learnt(1), NOW - timedelta(hours=9)),
        "a": with_recheck(learnt(1), NOW - timedelta(hours=1)),
    }

    assert choose_due(schedules, NOW, cap=5) == ["early", "a", "b", "late", "old"]
    assert choose_due(schedules, NOW, cap=2) == ["early", "a"]


@pytest.mark.parametrize(
    ("hours", "day"), [(-50, 0), (0, 0), (0.5, 1), (23, 1), (25, 2), (49, 3), (145, None)]
)
def test_forecast_names_the_day(hours: float, day: int | None) -> None:
    """What is due by now is today's, what falls due within 24 hours the next day's."""
    schedule = replace(learnt(9), due=NOW + timedelta(hours=hours))

    assert forecast({"a": schedule}, NOW, 7, 10) == [int(place == day) for place in range(7)]


@given(st.lists(st.floats(0, 400), max_size=60), st.integers(1, 12))
def test_forecast_moves_what_is_above_the_cap(ages: list[float], cap: int) -> None:
    """No day of the forecast is above the cap, and in the long run nothing is dropped."""
    schedules = {f"q{n}": learnt(age) for n, age in enumerate(ages)}
    load = forecast(schedules, NOW, 100, cap)

    assert all(day <= cap for day in load)
    assert sum(load) == len(ages)
