"""The bank of questions in figures: forms, levels, places and lengths of keys, objectives."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

NUMERIC = re.compile(
    r"[<>≤≥≈~]?\s*[-−]?\d+(?:,\d{3})*(?:\.\d+)?(?:\s*(?:[–-]|to)\s*\d+(?:\.\d+)?)?\s*(?P<unit>[^\d\s].{0,20})?"
)
"""An option that is a number or a range, with its unit."""
FOUR = 4


class OptionLike(Protocol):
    """An option."""

    @property
    def text(self) -> str:
        """Its text."""

    @property
    def right(self) -> bool:
        """Whether it is right."""


class QuestionLike(Protocol):
    """A question, from the content's files or from the compiled catalogue."""

    @property
    def form(self) -> str:
        """Its form."""

    @property
    def level(self) -> str:
        """Its level."""

    @property
    def evidence(self) -> str:
        """Its level of evidence."""

    @property
    def objective(self) -> str:
        """The objective that it tests."""

    @property
    def twin_of(self) -> str | None:
        """The question whose twin it is, if any."""

    @property
    def options(self) -> Sequence[OptionLike]:
        """Its options."""


@dataclass(frozen=True)
class Statistics:
    """The bank in figures.

    Attributes:
        total: How many questions.
        forms, levels, evidence: How many of each.
        positions: How often the key stands at A to D in questions with one key of four.
        longest: Share of these questions, except those of numbers, whose key is the longest.
        twins: How many questions are twins of another.
        objectives: How many questions test each objective.
    """

    total: int
    forms: dict[str, int]
    levels: dict[str, int]
    evidence: dict[str, int]
    positions: tuple[int, ...]
    longest: float
    twins: int
    objectives: dict[str, int]


def of_four(questions: Iterable[QuestionLike]) -> list[QuestionLike]:
    """Return the questions with one key among four options."""
    single = [
        question
        for question in questions
        if question.form in ("single", "figure") and len(question.options) == FOUR
    ]
    return [
        question for question in single if sum(option.right for option in question.options) == 1
    ]


def positions(questions: Iterable[QuestionLike]) -> tuple[int, ...]:
    """Return how often the key stands at each of the four places."""
    places = Counter(
        next(n for n, option in enumerate(question.options) if option.right)
        for question in of_four(questions)
    )
    return tuple(places[place] for place in range(FOUR))


def longest_share(questions: Iterable[QuestionLike]) -> float:
    """Return the share of questions of four, without those of numbers, with the longest key."""
    worded = [
        q
        for q in of_four(questions)
        if not all(NUMERIC.fullmatch(option.text) for option in q.options)
    ]
    longest = 0
    for question in worded:
        key = next(len(option.text) for option in question.options if option.right)
        longest += key > max(len(option.text) for option in question.options if not option.right)
    return longest / len(worded) if worded else 0.0


def statistics(questions: Sequence[QuestionLike], objectives: Iterable[str]) -> Statistics:
    """Return the figures of a bank."""
    tested = Counter(question.objective for question in questions)
    return Statistics(
        len(questions),
        dict(Counter(question.form for question in questions).most_common()),
        dict(Counter(question.level for question in questions).most_common()),
        dict(Counter(question.evidence for question in questions).most_common()),
        positions(questions),
        longest_share(questions),
        sum(bool(question.twin_of) for question in questions),
        {name: tested[name] for name in objectives},
    )
