"""How well the learner knows the content: mastery, calibration, retention, days of study."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from guide.study.schedule import RULES, Rules, Schedule, recall

CONFIDENCES = ("unsure", "fairly", "sure")
EXPECTED = {"unsure": (0.0, 0.67), "fairly": (0.67, 0.8), "sure": (0.8, 1.0)}
"""Shares of right answers that each word stands for.

The limits, 67 and 80 %, are those of certainty-based marking (Gardner-Medwin).
"""


@dataclass(frozen=True, slots=True)
class Mastery:
    """How well a part is known.

    Attributes:
        name: Topic or objective.
        share: Share of its questions that would be answered right now, from 0 to 1; questions
            never answered count as unknown.
        seen: How many of its questions were ever answered.
        total: How many questions it has.
    """

    name: str
    share: float
    seen: int
    total: int


def measure_mastery(
    groups: Mapping[str, Sequence[str]],
    schedules: Mapping[str, Schedule],
    now: datetime,
    rules: Rules = RULES,
) -> list[Mastery]:
    """Return the mastery of each group of questions."""
    known = {name: recall(schedule, now, rules) for name, schedule in schedules.items()}
    return [
        Mastery(
            name,
            sum(known.get(q, 0.0) for q in questions) / max(len(questions), 1),
            sum(q in known for q in questions),
            len(questions),
        )
        for name, questions in groups.items()
    ]


@dataclass(frozen=True, slots=True)
class Point:
    """A point of a curve: the share expected, the share found, and the number of answers."""

    name: str
    expected: float
    found: float
    count: int


def measure_calibration(answers: Iterable[tuple[str, bool]]) -> list[Point]:
    """Return how often answers were right for each word of confidence.

    Args:
        answers: Confidence and whether the answer was right; answers without confidence are
            ignored.
    """
    right: dict[str, list[bool]] = {name: [] for name in CONFIDENCES}
    for confidence, correct in answers:
        if confidence in right:
            right[confidence].append(correct)
    return [
        Point(name, sum(EXPECTED[name]) / 2, sum(found) / len(found), len(found))
        for name, found in right.items()
        if found
    ]


def measure_retention(answers: Iterable[tuple[float, bool]], bins: int = 5) -> list[Point]:
    """Return how often repeated questions were right, by the probability that FSRS predicted.

    Args:
        answers: Predicted probability and whether the answer was right.
        bins: The greatest number of bins, which hold equally many answers.
    """
    ordered = sorted(answers)
    size = max(-(-len(ordered) // bins), 1)
    parts = [ordered[at : at + size] for at in range(0, len(ordered), size)]
    return [
        Point(
            "",
            sum(p for p, _ in part) / len(part),
            sum(right for _, right in part) / len(part),
            len(part),
        )
        for part in parts
    ]


@dataclass(frozen=True, slots=True)
class Rhythm:
    """On how many days the learner studied.

    Attributes:
        last_fortnight: Days with answers among the last 14.
        run: Consecutive days up to today or yesterday.
        longest: The longest run of consecutive days.
    """

    last_fortnight: int
    run: int
    longest: int


def measure_rhythm(days: Iterable[date], today: date) -> Rhythm:
    """Return the rhythm of the days with at least one answer.

    A run that reached yesterday is still alive today.
    """
    studied = sorted(set(days))
    longest = run = 0
    before: date | None = None
    for day in studied:
        run = run + 1 if before is not None and day - before <= timedelta(days=1) else 1
        longest = max(longest, run)
        before = day
    alive = before is not None and today - before <= timedelta(days=1)
    return Rhythm(
        sum(today - timedelta(days=14) < day <= today for day in studied),
        run if alive else 0,
        longest,
    )


def arrange_weeks(counts: Mapping[date, int], today: date, number: int = 26) -> list[list[int]]:
    """Return the answers of each day for a heat map.

    There are seven rows from Monday to Sunday and one column a week; the last column is this week.
    """
    monday = today - timedelta(days=today.weekday())
    return [
        [
            counts.get(monday - timedelta(weeks=number - 1 - week) + timedelta(days=weekday), 0)
            for week in range(number)
        ]
        for weekday in range(7)
    ]
