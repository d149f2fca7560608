"""How well the learner knows it: mastery, calibration, retention against its prediction, days and time."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from guide.study.schedule import RULES, Rules, Schedule, recall

CONFIDENCES = ("unsure", "fairly", "sure")
EXPECTED = {"unsure": (0.0, 0.67), "fairly": (0.67, 0.8), "sure": (0.8, 1.0)}
"""Shares right that each word stands for: the limits of Gardner-Medwin's certainty-based marking, 67 and 80 %."""


@dataclass(frozen=True, slots=True)
class Mastery:
    """What is known of a part.

    Attributes:
        name: Topic or objective.
        share: Expected share of its questions that would be answered right now; those never answered count as not known.
        seen: How many of its questions were ever answered.
        total: How many it has.
    """

    name: str
    share: float
    seen: int
    total: int


def mastery(
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
    """A point of a curve: what was expected, what came, in how many answers."""

    name: str
    expected: float
    found: float
    count: int


def calibration(answers: Iterable[tuple[str, bool]]) -> list[Point]:
    """Return for each word of confidence how often it was right.

    Args:
        answers: Confidence and whether the answer was right; answers without confidence are passed over.
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


def retention(answers: Iterable[tuple[float, bool]], bins: int = 5) -> list[Point]:
    """Return how often repeated questions were right, by the probability that FSRS had predicted.

    Args:
        answers: Predicted probability and whether the answer was right.
        bins: How many bins of equal count at most.
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
    """On how many days one studied: no chain that breaks, only how many of the last ones, and the longest run so far."""

    last_fortnight: int
    run: int
    longest: int


def rhythm(days: Iterable[date], today: date) -> Rhythm:
    """Return the rhythm of the days with at least one answer; a day missed yesterday does not end a run if today has one."""
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


def weeks(counts: Mapping[date, int], today: date, number: int = 26) -> list[list[int]]:
    """Return answers for a heat map: seven rows from Monday to Sunday, one column a week, the last column this week."""
    monday = today - timedelta(days=today.weekday())
    return [
        [
            counts.get(monday - timedelta(weeks=number - 1 - week) + timedelta(days=weekday), 0)
            for week in range(number)
        ]
        for weekday in range(7)
    ]
