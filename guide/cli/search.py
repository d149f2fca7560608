"""`abscopal search`: results as lines or JSON."""

from typing import TYPE_CHECKING

from guide.cli.output import print_json, say, say_line, text_width, warn
from guide.layout.findings import cited, finding_pieces
from guide.layout.lines import Piece, plain_line, wrap
from guide.layout.tools import calculation_lines
from guide.library.comparing import asked
from guide.library.records import Spans
from guide.library.scale import KIND_FACTS, dots
from guide.opening import Guide

if TYPE_CHECKING:
    from collections.abc import Sequence

    from guide.search.calculation import Calculation
    from guide.search.facts import Fact
    from guide.search.requests import SearchRequest


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


def calculation_fields(calculation: "Calculation") -> dict[str, object]:
    """Return a calculated schedule for machines; every dose is in Gy."""
    return {
        "fractions": calculation.fractions,
        "dose": calculation.dose,
        "effects": [
            {
                "alpha_beta": effect.alpha_beta,
                "bed": round(effect.bed, 3),
                "eqd2": round(effect.eqd2, 3),
            }
            for effect in calculation.effects
        ],
    }


def _say_facts(facts: "Sequence[Fact]", guide: Guide) -> None:
    """Print a direct answer, then other analyses of the same end point."""
    if not facts:
        return
    title = guide.catalogue.heads[facts[0].entry].title
    label = " · ".join(part for part in (title, facts[0].label) if part)
    say_line((Piece("=  "), Piece(label, "b")))
    for fact in facts:
        level = f" ▏{fact.level}" if fact.level else ""
        source = cited(fact, guide.catalogue)
        label = f"{fact.label}: " if fact.label != facts[0].label else ""
        told = f"{label}{fact.value}{level}{f' [{source}]' if source else ''}"
        for line in wrap([Piece(told)], text_width(), "   ", "   "):
            say(plain_line(line))


def request_of(query: str, kind: str | None, limit: int, exactly: bool) -> "SearchRequest":
    """Return what is searched for, as the screen would after the last key."""
    from guide.search.requests import SearchRequest
    from guide.search.typed import joined

    return SearchRequest(joined(query), kind, limit=limit, exactly=exactly, unfinished=True)


def run(guide: Guide, request: "SearchRequest", as_json: bool) -> int:
    """Print what a query finds; return 1 when it finds nothing."""
    from guide.search.calculation import calculate
    from guide.search.engine import Searcher

    query = request.text
    answer = Searcher(guide.built, guide.catalogue).search(request)
    calculation = calculate(query)
    facts = answer.facts if calculation is None else ()
    compared = asked(guide.catalogue, query)
    found = 0 if answer.hits or answer.choices or compared or calculation is not None else 1
    if as_json:
        names = ("id", "kind", "title", "score")
        results = [
            {
                **{name: getattr(hit, name) for name in names},
                "snippet": _snippet(hit.snippet),
                **({"answers": True, "section": hit.section} if hit.answers else {}),
            }
            for hit in answer.hits
        ]
        further = {
            "read_as": [read.shown for read in answer.read_as],
            "calculation": calculation_fields(calculation) if calculation else None,
            "compare": list(compared),
            "fact": _fact(facts[0]) if facts else None,
            "more_facts": [_fact(fact) for fact in facts[1:]],
            "choices": [
                {"typed": choice.typed, "title": choice.title, "entries": choice.entries}
                for choice in answer.choices
            ],
            "near": list(answer.near),
            "notes": list(answer.notes),
        }
        shape = {"query": answer.query, "suggestion": answer.suggestion or None, "results": results}
        print_json({**shape, **{name: value for name, value in further.items() if value}})
        return found
    for note in answer.notes:
        warn(note)
    if answer.suggestion:
        say(
            f"Showing results for '{answer.suggestion}';"
            f" use --exactly to search for '{query}' as typed."
        )
    if answer.read_as:
        fields = " ".join(read.shown for read in answer.read_as)
        say(f"Read as {fields}; use --exactly to search for the words as typed.")
    for choice in answer.choices:
        say(f"{choice.typed}  {choice.title}  {choice.entries}")
    if calculation is not None:
        for line in calculation_lines(calculation, text_width()):
            say_line(line)
    if compared:
        say(f"Side by side: abscopal compare {' '.join(compared)}")
    _say_facts(facts, guide)
    for hit in answer.hits:
        tag = KIND_FACTS[hit.kind].tag
        title, name = Piece(hit.title, "b"), Piece(hit.id, "dim")
        badge = Piece(f"  {dots(hit.level)}")
        say_line((Piece(f"{tag} "), title, Piece("  "), name, badge, *finding_pieces(hit.finding)))
        answers = "answers: " if hit.answers else ""
        for line in wrap([Piece(answers + _snippet(hit.snippet))], text_width(), "   ", "   "):
            say(plain_line(line))
    if found == 1:
        hint = "try fewer or other words"
        if answer.read_as:
            hint = "no trial fits all of these fields: leave one out"
        elif answer.near:
            hint = f"did you mean {', '.join(answer.near[:3])}?"
        warn(f"nothing found for '{query}' ({hint})")
    return found
