"""A plan towards a date: new questions and reviews a day, and whether the time suffices."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from guide.study.schedule import RULES, Rules, Schedule, review

USUAL_SECONDS = 45.0
"""Seconds that an answer takes with reading its reasons, until the learner's pace is known.

The number is our own estimate.
"""
LAST_DAYS = 3
"""Days before the date without a new question, which could not be repeated in time."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What each day requires.

    Attributes:
        days: Days left, today included.
        new_a_day: New questions a day so that all are seen in time.
        reviews_a_day: Reviews to expect on an average day.
        minutes_a_day: Minutes that both take.
        fits: Whether the learner's minutes suffice.
        reached: How many of the unseen questions can be learnt in the learner's minutes.
    """

    days: int
    new_a_day: int
    reviews_a_day: int
    minutes_a_day: float
    fits: bool
    reached: int

    @property
    def learning(self) -> int:
        """Days with new questions; those after them are for repeating only."""
        return max(self.days - LAST_DAYS, 1)


@dataclass(frozen=True, slots=True)
class Workload:
    """What is left to learn.

    Attributes:
        unseen: Questions never answered.
        coming: Reviews of seen questions that fall due before the date.
        seconds: Seconds that an answer takes.
    """

    unseen: int
    coming: int
    seconds: float = USUAL_SECONDS


def count_repeats(days: int, now: datetime, rules: Rules = RULES) -> int:
    """Return how often a question learnt today, and always right, comes back within some days."""
    schedule: Schedule = review(None, "good", now, rules)
    count = 0
    while schedule.due <= now + timedelta(days=days):
        count += 1
        schedule = review(schedule, "good", schedule.due, rules)
    return count


def make_plan(
    until: date, minutes: float, work: Workload, now: datetime, rules: Rules = RULES
) -> Plan:
    """Plan the days to an exam.

    Args:
        until: Day of the exam.
        minutes: Minutes a day that the learner has.
        work: What is left to learn.
        now: Aware UTC time.
        rules: How questions are scheduled.

    Raises:
        ValueError: The day is not in the future.
    """
    days = (until - now.date()).days
    if days < 1:
        raise ValueError(f"{until} is not in the future")
    learning = max(days - LAST_DAYS, 1)
    each = 1 + count_repeats(max(days // 2, 1), now, rules)
    answers = work.coming + work.unseen * each
    needed = answers * work.seconds / 60 / days
    room = max(minutes * days * 60 / work.seconds - work.coming, 0)
    reached = min(work.unseen, int(room / each))
    return Plan(
        days=days,
        new_a_day=-(-reached // learning),
        reviews_a_day=round((work.coming + reached * (each - 1)) / days),
        minutes_a_day=needed,
        fits=needed <= minutes,
        reached=reached,
    )
