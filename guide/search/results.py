"""What a search returns: records of the guide, never objects of the search library."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import msgspec

from guide.library.codec import rewritten
from guide.library.records import Spans
from guide.search.choices import Choice
from guide.search.facts import Fact, Finding
from guide.search.wishes import ReadAs


@dataclass(frozen=True, slots=True)
class Hit:
    """One result.

    Attributes:
        score: Weight of its rank, comparable within one search only.
        snippet: The best passage, with the words of the query in the style "mark"; where the page
            answers the same question, that question.
        answers: Whether the snippet is a question that the page answers.
        section: The heading under which it does; empty for the beginning of the page.
        finding: What a trial found; None for another entry.
    """

    id: str
    kind: str
    title: str
    level: str
    score: float
    snippet: Spans
    answers: bool = False
    section: str = ""
    finding: Finding | None = None


@dataclass(frozen=True, slots=True)
class SearchResult:
    """What was found.

    Attributes:
        query: The query as typed.
        suggestion: The corrected query that the hits belong to; empty if nothing was corrected.
        facts: A fact that answers the query by itself, if the library has one, and other analyses
            of the same end point.
        near: The names most similar to the query, if nothing was found.
        notes: What of the query was not understood, one line each.
        choices: The values of a field that ends the query and has no value yet.
        read_as: Fields that words of the query were read as; each can be taken back.
    """

    query: str
    suggestion: str
    hits: tuple[Hit, ...]
    facts: tuple[Fact, ...] = ()
    near: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    read_as: tuple[ReadAs, ...] = ()
    choices: tuple[Choice, ...] = ()


def rewritten_result(result: SearchResult, rewrite: Callable[[str], str]) -> SearchResult:
    """Return a result with every text rewritten but the query, which stays as typed."""
    made = msgspec.convert(rewritten(msgspec.to_builtins(result), rewrite), SearchResult)
    return replace(made, query=result.query)
