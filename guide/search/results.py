"""What a search returns: our own records, no object of the search library leaves."""

from dataclasses import dataclass

from guide.library.records import Spans
from guide.search.facts import Fact


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
class SearchResult:
    """What was found.

    Attributes:
        query: As it was asked.
        suggestion: The corrected query that the hits belong to, when little was found as asked; else empty.
        fact: A single fact that answers the query by itself, where the library holds one.
        near: Names most like the query, when nothing was found.
        notes: What of the query could not be understood, one line each.
    """

    query: str
    suggestion: str
    hits: tuple[Hit, ...]
    fact: Fact | None = None
    near: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
