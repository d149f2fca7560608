"""What is known about an entry itself: its dates, its sources, and what curation found."""

from guide.counting import counted
from guide.layout.facts import curation_lines
from guide.layout.lines import EMPTY, Line, Piece, wrap
from guide.library.catalogue import Catalogue
from guide.library.facts import TrialFacts
from guide.library.records import Entry


def about_lines(entry: Entry, catalogue: Catalogue, width: int) -> list[Line]:
    """Return dates, sources, all names and what was searched, then rows of seeds with verdicts."""
    reviewed = f"reviewed {entry.reviewed}" if entry.reviewed else "not yet reviewed"
    facts = [
        ("Id", f"{entry.head.id} ({entry.head.kind})"),
        ("Dates", f"updated {entry.updated}, {reviewed}"),
        ("Sources", counted(len(entry.references), "source")),
        ("Content", catalogue.content_version),
    ]
    if entry.head.aliases:
        facts.append(("Names", " · ".join(entry.head.aliases)))
    if isinstance(entry.facts, TrialFacts) and entry.facts.searched:
        facts.append(("Searched", entry.facts.searched))
    lines: list[Line] = [EMPTY, (Piece(f"About {entry.head.title}", "h2"),), EMPTY]
    for name, text in facts:
        lines += wrap([Piece(text)], width, f"{name:<9}", " " * 9)
    found = curation_lines(entry, catalogue, width)
    if found:
        intro = "Rows of the lists that this guide was begun with, each with what was found of it:"
        lines += [EMPTY, *wrap([Piece(intro, "dim")], width), EMPTY, *found]
    return [*lines, EMPTY]
