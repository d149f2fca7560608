"""What a search returns: records of the guide, never objects of the search library."""

from dataclasses import dataclass

from guide.library.records import Spans
from guide.search.facts import Fact


@dataclass(frozen=True, slots=True)
class Hit:
    """One result.

    Attributes:
        score: Weight of its rank, comparable within one search only.
        snippet: The best passage, with the words of the query in the style "mark".
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
        query: The query as typed.
        suggestion: The corrected query that the hits belong to; empty if nothing was corrected.
        fact: A fact that answers the query by itself, if the library has one.
        near: The names most similar to the query, if nothing was found.
        notes: What of the query was not understood, one line each.
    """

    query: str
    suggestion: str
    hits: tuple[Hit, ...]
    fact: Fact | None = None
    near: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
