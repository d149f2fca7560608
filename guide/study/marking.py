"""An answer into a mark: the grade that it earns, never asked for, and the schedule that follows."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from guide.study.answering import Answer
from guide.study.schedule import RULES, Grade, Rules, Schedule, recall, rechecked, review

RECOGNISED = frozenset({"single", "figure", "card"})
"""Forms in which the answer is only recognised or judged by oneself: being sure at first sight earns no longer interval."""
RECHECK = timedelta(days=30)
"""Errors made with confidence are corrected best, yet about one in five comes back later (Corral and Carpenter 2022)."""
LONGEST_SECONDS = 600.0
"""An answer that took longer was left lying."""


@dataclass(frozen=True, slots=True)
class Marked:
    """An answer with what follows from it.

    Attributes:
        given: The answer.
        grade: How well it was known.
        at: Aware UTC time of the answer.
        seconds: Time from question to answer.
        predicted: Probability of a right answer that FSRS had expected; None for a question never answered before.
        before: The question's schedule as the answer met it.
        after: The question's schedule from now on.
    """

    given: Answer
    grade: Grade
    at: datetime
    seconds: float
    predicted: float | None
    before: Schedule | None
    after: Schedule


def grade_of(given: Answer, seen: bool) -> Grade:
    """Return the grade of an answer.

    Wrong is again. Right is good; said to be unsure it is hard; said to be sure it is easy where the answer had to be produced
    (a number, an order, pairs, several), and where it was recognised only if it was remembered from before.

    Args:
        given: The answer with its confidence.
        seen: Whether the question had been answered before.
    """
    if not given.right:
        return "again"
    if given.confidence == "unsure":
        return "hard"
    if given.confidence == "sure" and (seen or given.asked.question.form not in RECOGNISED):
        return "easy"
    return "good"


def mark(
    given: Answer, before: Schedule | None, at: datetime, seconds: float, rules: Rules = RULES
) -> Marked:
    """Mark an answer; one that was sure and wrong comes back after a month even if it is right until then."""
    grade = grade_of(given, before is not None)
    after = review(before, grade, at, rules)
    if not given.right and given.confidence == "sure":
        after = rechecked(after, at + RECHECK)
    elif after.recheck is not None and at >= after.recheck:
        after = rechecked(after, None)
    predicted = recall(before, at, rules) if before is not None else None
    return Marked(
        given, grade, at, min(max(seconds, 0.0), LONGEST_SECONDS), predicted, before, after
    )
