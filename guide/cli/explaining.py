"""`abscopal search --explain`: how a query was understood, and why its first hits stand first."""

from guide.cli.output import print_json, say, say_line, text_width
from guide.layout.lines import Piece, plain_line, wrap
from guide.opening import Guide
from guide.search.explaining import ExplainedHit, Explanation
from guide.search.requests import SearchRequest

FORMS = 6
"""Forms of a word that are printed."""
LABEL = 11


def run(guide: Guide, request: SearchRequest, as_json: bool) -> int:
    """Print how a query is understood; return 1 when it finds nothing."""
    from guide.search.engine import Searcher

    explanation = Searcher(guide.built, guide.catalogue).explain(request)
    if as_json:
        print_json(_for_machines(explanation))
    else:
        _say(explanation)
    return 0 if explanation.first else 1


def _row(label: str, text: str) -> None:
    """Print a labelled text, wrapped beside its label; nothing where there is no text."""
    if text:
        front = f"{label:<{LABEL}} "
        for line in wrap([Piece(text)], text_width(), front, " " * len(front)):
            say(plain_line(line))


def _say(explanation: Explanation) -> None:
    for unit in explanation.units:
        others = ", ".join(unit.forms[1:FORMS])
        found = others if unit.known else "in no page"
        _row("looks for", f"{unit.raw}  {unit.worth:.1f}{f'  also {found}' if found else ''}")
    _row("left out", ", ".join(explanation.left_out))
    names = (f"{title} ({share:.0%} of the query)" for title, share in explanation.names)
    _row("names", ", ".join(names))
    _row("wants", explanation.kind)
    _row("read as", " ".join(explanation.read_as))
    _row("corrected", explanation.corrected)
    for note in explanation.notes:
        _row("note", note)
    _row("answer", explanation.answer)
    for place, hit in enumerate(explanation.first, 1):
        say()
        say_line((Piece(f"{place}  "), Piece(hit.title, "b"), Piece(f"  {hit.id}", "dim")))
        _row("points", _points(hit))
        _row("asks", hit.asks)
        _row("holds", ", ".join(hit.holds))
        _row("lacks", ", ".join(hit.lacks))


def _points(hit: ExplainedHit) -> str:
    """Return the points of a hit as a sum; gains are shares of the points for words."""
    points = hit.points
    gains = (
        (points.passage, "words in one passage"),
        (points.adjacent, "words side by side"),
        (points.asked, "a question it answers"),
        (points.title, "its title"),
    )
    raised = (f"{share:.0%} for {why}" for share, why in gains if round(share, 2))
    shown = ", ".join(raised)
    words = f"words {points.words:.1f}{f' raised by {shown}' if shown else ''}"
    name = f"name {points.name:.1f}{_why_named(points.name)}"
    return f"{points.total:.1f} = {name} + {words}"


def _why_named(points: float) -> str:
    """Return why an entry has so many points for its name, as `index/ranking.toml` gives them."""
    for least, why in ((1000, "the query is its name"), (500, "its name beside words that ask")):
        if points >= least:
            return f" ({why})"
    return " (named among other words, or begun)" if points else ""


def _for_machines(explanation: Explanation) -> dict[str, object]:
    return {
        "units": [
            {"as_typed": unit.raw, "worth": round(unit.worth, 2), "forms": list(unit.forms)}
            for unit in explanation.units
        ],
        "left_out": list(explanation.left_out),
        "names": [{"title": title, "share": round(share, 3)} for title, share in explanation.names],
        "kind": explanation.kind or None,
        "read_as": list(explanation.read_as),
        "corrected": explanation.corrected or None,
        "notes": list(explanation.notes),
        "answer": explanation.answer or None,
        "first": [
            {
                "id": hit.id,
                "title": hit.title,
                "points": {
                    "total": round(hit.points.total, 2),
                    **{name: round(value, 2) for name, value in hit.points._asdict().items()},
                },
                "asks": hit.asks or None,
                "holds": list(hit.holds),
                "lacks": list(hit.lacks),
            }
            for hit in explanation.first
        ],
    }
