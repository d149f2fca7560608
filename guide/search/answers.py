"""What a search returns: our own records, no object of the search library leaves."""

from dataclasses import dataclass

from guide.library.records import Spans


@dataclass(frozen=True, slots=True)
class Hit:
    """One result.

    Attributes:
        score: Its rank's weight; comparable within one answer only.
        snippet: The best passage, words of the query in style "mark".
    """

    id: str
    kind: str
    title: str
    level: str
    score: float
    snippet: Spans


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found.

    Attributes:
        query: As it was asked.
        suggestion: The corrected query that the hits belong to, when little was found as asked; else empty.
    """

    query: str
    suggestion: str
    hits: tuple[Hit, ...]
