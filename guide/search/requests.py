"""The request that a search answers."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """A query with everything that narrows it.

    Attributes:
        text: The query as typed; `guide.search.parsing` says what it may hold.
        kind: Only entries of this kind; None for all.
        levels: Only entries whose highest evidence has one of these levels; empty for all.
        limit: Number of hits at most.
        exactly: Correct nothing.
        unfinished: The last word may still be typed.
    """

    text: str
    kind: str | None = None
    levels: tuple[str, ...] = ()
    limit: int = 20
    exactly: bool = False
    unfinished: bool = False
