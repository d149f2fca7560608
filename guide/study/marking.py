"""An answer into a mark: the grade that it earns and the schedule that follows."""

from dataclasses import dataclass
from datetime import datetime

from guide.study.schedule import Grade, Schedule, review
from guide.study.session import Given


@dataclass(frozen=True, slots=True)
class Marked:
    """An answer with what follows from it.

    Attributes:
        given: The answer.
        grade: How well it was known, inferred from the answer, never asked for.
        at: Aware UTC time of the answer.
        seconds: Time from question to answer.
        before: The question's schedule as the answer met it.
        after: The question's schedule from now on.
    """

    given: Given
    grade: Grade
    at: datetime
    seconds: float
    before: Schedule | None
    after: Schedule


def mark(given: Given, before: Schedule | None, at: datetime, seconds: float) -> Marked:
    """Mark an answer: right is good, wrong comes again."""
    grade: Grade = "good" if given.right else "again"
    return Marked(given, grade, at, max(seconds, 0.0), before, review(before, grade, at))
