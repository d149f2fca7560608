"""`abscopal search`: results as lines or JSON."""

from typing import TYPE_CHECKING

from guide.cli.output import print_json, say, say_line, text_width, warn
from guide.layout.lines import Piece, plain_line, wrap
from guide.library.records import Spans
from guide.library.scale import KIND_FACTS, dots
from guide.opening import Guide

if TYPE_CHECKING:
    from guide.search.facts import Fact


def _snippet(spans: Spans) -> str:
    return "".join(span.text for span in spans)


def _fact(fact: "Fact") -> dict[str, object]:
    return {
        "id": fact.entry,
        "label": fact.label,
        "value": fact.value,
        "level": fact.level,
        "sources": list(fact.sources),
    }


def run(
    guide: Guide, query: str, kind: str | None, limit: int, as_json: bool, exactly: bool
) -> int:
    """Print what a query finds; return 1 when it finds nothing."""
    from guide.search.engine import Searcher
    from guide.search.requests import SearchRequest

    request = SearchRequest(query, kind, limit=limit, exactly=exactly)
    answer = Searcher(guide.built, guide.catalogue).search(request)
    fact = answer.fact
    if as_json:
        names = ("id", "kind", "title", "score")
        results = [
            {**{name: getattr(hit, name) for name in names}, "snippet": _snippet(hit.snippet)}
            for hit in answer.hits
        ]
        further = {
            "fact": _fact(fact) if fact else None,
            "near": list(answer.near),
            "notes": list(answer.notes),
        }
        shape = {"query": answer.query, "suggestion": answer.suggestion or None, "results": results}
        print_json({**shape, **{name: value for name, value in further.items() if value}})
        return 0 if answer.hits else 1
    for note in answer.notes:
        warn(note)
    if answer.suggestion:
        say(
            f"Showing results for '{answer.suggestion}';"
            f" use --exactly to search for '{query}' as typed."
        )
    if fact is not None:
        label = " · ".join(
            part for part in (guide.catalogue.heads[fact.entry].title, fact.label) if part
        )
        say_line((Piece("=  "), Piece(label, "b")))
        rest = "".join(
            (
                f" ▏{fact.level}" if fact.level else "",
                f" [{'; '.join(fact.sources)}]" if fact.sources else "",
            )
        )
        for line in wrap([Piece(fact.value + rest)], text_width(), "   ", "   "):
            say(plain_line(line))
    for hit in answer.hits:
        tag = KIND_FACTS[hit.kind].tag
        title, name = Piece(hit.title, "b"), Piece(hit.id, "dim")
        say_line((Piece(f"{tag} "), title, Piece("  "), name, Piece(f"  {dots(hit.level)}")))
        for line in wrap([Piece(_snippet(hit.snippet))], text_width(), "   ", "   "):
            say(plain_line(line))
    if not answer.hits:
        hint = (
            f"did you mean {', '.join(answer.near[:3])}?"
            if answer.near
            else "try fewer or other words"
        )
        warn(f"nothing found for '{query}' ({hint})")
    return 0 if answer.hits else 1
