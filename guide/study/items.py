"""What a class's answers say about the items: difficulty, discrimination, distractors."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import StatisticsError, correlation

FUNCTIONING = 0.05
"""Share of a class from which a distractor counts as functioning (10.1186/1472-6920-9-40)."""
TOO_HARD, TOO_EASY, TOO_LOW = 0.30, 0.70, 0.20
"""Usual limits: difficulty 0.30 to 0.70, discrimination from 0.20 (PMC12335845)."""


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
    """What a class's answers say about one item.

    Attributes:
        question: Its id.
        answers: The number of answers.
        difficulty: Share of right answers; a high share means an easy item.
        discrimination: Point-biserial correlation of the item with the score on all other items;
            None where it is not defined.
        chosen: The number of times each response was given, by the response as stored.
        confident_errors: The number of answers that were confident but wrong.
        seconds: Median time.
        remarks: What lies outside the usual limits, in words.
    """

    question: str
    answers: int
    difficulty: float
    discrimination: float | None
    chosen: dict[str, int]
    confident_errors: int
    seconds: float
    remarks: tuple[str, ...]


def point_biserial(right: Sequence[bool], rest: Sequence[float]) -> float | None:
    """Return the correlation between being right on an item and the score on the other items.

    It is None when either of them does not vary.
    """
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
    chosen = Counter(answer.response for _, answer in rows)
    idle = sum(chosen[option] < FUNCTIONING * len(rows) for option in options if option not in keys)
    difficulty = sum(right) / max(len(right), 1)
    discrimination = point_biserial(right, rest)
    times = sorted(answer.seconds for _, answer in rows)
    return ItemFigures(
        question=question,
        answers=len(rows),
        difficulty=difficulty,
        discrimination=discrimination,
        chosen=dict(chosen),
        confident_errors=sum(row.confidence == "sure" and not row.right for _, row in rows),
        seconds=times[len(times) // 2] if times else 0.0,
        remarks=_remarks(difficulty, discrimination, idle),
    )


def _remarks(difficulty: float, discrimination: float | None, idle: int) -> tuple[str, ...]:
    """Return in words what lies outside the usual limits.

    Args:
        difficulty: Share of right answers.
        discrimination: Correlation with the score on the other items; None where not defined.
        idle: How many distractors hardly anybody chose.
    """
    remarks = []
    if difficulty < TOO_HARD:
        remarks.append("hard")
    if difficulty > TOO_EASY:
        remarks.append("easy")
    if discrimination is not None and discrimination < 0:
        remarks.append("stronger learners miss it: check the key")
    elif discrimination is not None and discrimination < TOO_LOW:
        remarks.append("low discrimination")
    if idle:
        remarks.append(f"{idle} idle distractor{'s' if idle > 1 else ''}")
    return tuple(remarks)
