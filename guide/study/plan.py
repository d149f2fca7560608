"""A plan to a date: how many new questions and reviews a day lead there, and whether the minutes suffice."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from guide.study.schedule import RULES, Rules, Schedule, review

USUAL_SECONDS = 45.0
"""Seconds an answer takes with reading its reasons, until one's own times are known (ours)."""
LAST_DAYS = 3
"""Days before the date that bring no new question: what is new then is not repeated any more."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a day asks for.

    Attributes:
        days: Days left, today included.
        new_a_day: New questions a day so that all are seen in time.
        reviews_a_day: Reviews a day to expect on average.
        minutes_a_day: Minutes that both take.
        fits: Whether the minutes one has suffice.
        reached: Of the questions not yet seen, how many can be learnt in the minutes one has.
    """

    days: int
    new_a_day: int
    reviews_a_day: int
    minutes_a_day: float
    fits: bool
    reached: int


def repeats(days: int, now: datetime, rules: Rules = RULES) -> int:
    """Return how often a question learnt today and always right comes back within some days."""
    schedule: Schedule = review(None, "good", now, rules)
    count = 0
    while schedule.due <= now + timedelta(days=days):
        count += 1
        schedule = review(schedule, "good", schedule.due, rules)
    return count


def plan(
    until: date,
    minutes: float,
    unseen: int,
    coming: int,
    now: datetime,
    seconds: float = USUAL_SECONDS,
    rules: Rules = RULES,
) -> Plan:
    """Plan the days to an exam.

    Args:
        until: Day of the exam.
        minutes: Minutes a day that one has.
        unseen: Questions never answered.
        coming: Reviews of questions already seen that fall due until then.
        now: Aware UTC time.
        seconds: Seconds an answer takes.
        rules: How questions are scheduled.

    Raises:
        ValueError: The day is not in the future.
    """
    days = (until - now.date()).days
    if days < 1:
        raise ValueError(f"{until} is not in the future")
    learning = max(days - LAST_DAYS, 1)
    each = 1 + repeats(max(days // 2, 1), now, rules)
    answers = coming + unseen * each
    needed = answers * seconds / 60 / days
    room = max(minutes * days * 60 / seconds - coming, 0)
    reached = min(unseen, int(room / each))
    return Plan(
        days,
        -(-reached // learning),
        round((coming + reached * (each - 1)) / days),
        needed,
        needed <= minutes,
        reached,
    )
