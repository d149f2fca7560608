"""What a class's answers say of the items: difficulty, discrimination, which distractors work."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import StatisticsError, correlation

WORKING = 0.05
"""Share of a class from which a distractor works (10.1186/1472-6920-9-40)."""
TOO_HARD, TOO_EASY, TOO_BLUNT = 0.30, 0.70, 0.20
"""Usual limits for exams: difficulty between 0.30 and 0.70, discrimination at least 0.20 (PMC12335845)."""


@dataclass(frozen=True, slots=True)
class Response:
    """One learner's answer to one item."""

    question: str
    response: str
    right: bool
    confidence: str = ""
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class ItemFigures:
    """What a class's answers say of one item.

    Attributes:
        question: Its id.
        answers: How many answered it.
        difficulty: Share that was right: high is easy.
        discrimination: Point-biserial correlation of the item with the score on all other items; None where it has none.
        chosen: How often each response was given, by the response as stored.
        sure_and_wrong: How many were sure and wrong.
        seconds: Median time.
        remarks: What is out of the usual limits, in words.
    """

    question: str
    answers: int
    difficulty: float
    discrimination: float | None
    chosen: dict[str, int]
    sure_and_wrong: int
    seconds: float
    remarks: tuple[str, ...]


def point_biserial(right: Sequence[bool], rest: Sequence[float]) -> float | None:
    """Return the correlation between being right on an item and the score on the rest; None when either does not vary."""
    try:
        return correlation([float(value) for value in right], list(rest))
    except StatisticsError:
        return None


def analyse(
    question: str, keys: Sequence[str], options: Sequence[str], sheets: Sequence[Sequence[Response]]
) -> ItemFigures:
    """Return the figures of one item.

    Args:
        question: Its id.
        keys: Responses that are right, as stored.
        options: All responses of an item with one choice; empty for other forms.
        sheets: The answers of each learner.
    """
    rows = [(sheet, answer) for sheet in sheets for answer in sheet if answer.question == question]
    right = [answer.right for _, answer in rows]
    rest = [
        sum(other.right for other in sheet if other.question != question) / max(len(sheet) - 1, 1)
        for sheet, _ in rows
    ]
    difficulty = sum(right) / max(len(right), 1)
    discrimination = point_biserial(right, rest) if len(rows) > 1 else None
    chosen = Counter(answer.response for _, answer in rows)
    remarks = []
    if difficulty < TOO_HARD:
        remarks.append("hard")
    if difficulty > TOO_EASY:
        remarks.append("easy")
    if discrimination is not None and discrimination < TOO_BLUNT:
        remarks.append(
            "does not tell apart"
            if discrimination >= 0
            else "the better ones miss it: check the key"
        )
    idle = sum(chosen[option] < WORKING * len(rows) for option in options if option not in keys)
    if options and idle:
        remarks.append(f"{idle} idle distractor{'s' if idle > 1 else ''}")
    times = sorted(answer.seconds for _, answer in rows)
    return ItemFigures(
        question,
        len(rows),
        difficulty,
        discrimination,
        dict(chosen),
        sum(answer.confidence == "sure" and not answer.right for _, answer in rows),
        times[len(times) // 2] if times else 0.0,
        tuple(remarks),
    )
