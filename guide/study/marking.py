"""Marking: the grade that an answer earns and the schedule that follows from it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from guide.study.answering import Answer
from guide.study.schedule import RULES, Grade, Rules, Schedule, recall, review, with_recheck

RECOGNISED = frozenset({"single", "figure", "card"})
"""Forms whose answer is only recognised: confidence at first sight earns no longer interval."""
RECHECK = timedelta(days=30)
"""Time after which a confident error is asked again.

Confident errors are corrected best, yet about one in five returns (Corral and Carpenter 2022).
"""
LONGEST_SECONDS = 600.0
"""The most that counts for one answer: after this the learner has left the desk."""


@dataclass(frozen=True, slots=True)
class Mark:
    """An answer with what follows from it.

    Attributes:
        answer: The answer.
        grade: How well it was known.
        at: Aware UTC time of the answer.
        seconds: Time from question to answer.
        predicted: Probability of a right answer that FSRS predicted; None for a new question.
        before: The question's schedule before the answer.
        after: The question's schedule from now on.
    """

    answer: Answer
    grade: Grade
    at: datetime
    seconds: float
    predicted: float | None
    before: Schedule | None
    after: Schedule


def infer_grade(answer: Answer, seen: bool) -> Grade:
    """Infer the grade of an answer.

    A wrong answer is "again" and a right one "good". An unsure right answer is "hard". A confident
    right answer is "easy" if it had to be produced (a number, an order, pairs, several); if it was
    only recognised, it is "easy" when the learner has seen the question before.

    Args:
        answer: The answer with its confidence.
        seen: Whether the question has been answered before.
    """
    if not answer.right:
        return "again"
    if answer.confidence == "unsure":
        return "hard"
    if answer.confidence == "sure" and (seen or answer.question.form not in RECOGNISED):
        return "easy"
    return "good"


def mark(
    answer: Answer, before: Schedule | None, at: datetime, seconds: float, rules: Rules = RULES
) -> Mark:
    """Mark an answer.

    A question that was answered confidently but wrongly is asked again after a month, even if
    it is answered right in the meantime.
    """
    grade = infer_grade(answer, before is not None)
    after = review(before, grade, at, rules)
    if not answer.right and answer.confidence == "sure":
        after = with_recheck(after, at + RECHECK)
    elif after.recheck is not None and at >= after.recheck:
        after = with_recheck(after, None)
    predicted = recall(before, at, rules) if before is not None else None
    counted = min(max(seconds, 0.0), LONGEST_SECONDS)
    return Mark(answer, grade, at, counted, predicted, before, after)
