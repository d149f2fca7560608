"""`abscopal list`: every entry or learning path in a line, or as JSON."""

from typing import Any

from guide.cli.output import print_json, say_line
from guide.counting import duration
from guide.layout.lines import Piece
from guide.library.catalogue import Catalogue
from guide.library.records import Entry
from guide.opening import Guide


def seed_fields(entry: Entry, catalogue: Catalogue) -> list[dict[str, Any]]:
    """Return the seed rows that an entry answers, each with its verdict and note."""
    rows = []
    for answer in entry.seed:
        row = catalogue.seed_rows[answer.row]
        identifier = f"{row.namespace}:{row.identifier}" if row.namespace else row.identifier
        rows.append(
            {
                "row": row.id,
                "list": row.list,
                "text": row.text,
                "identifier": identifier or None,
                "verdict": answer.verdict,
                "note": answer.note or None,
            }
        )
    return rows


def _list_paths(catalogue: Catalogue, as_json: bool) -> None:
    """Print the learning paths, basics first, with the minutes that each takes."""
    from guide.cli.show import path_fields

    if as_json:
        print_json([path_fields(path, catalogue) for path in catalogue.paths])
        return
    width = max((len(path.id) for path in catalogue.paths), default=0)
    for path in catalogue.paths:
        time = Piece(duration(path.minutes).replace("\u00a0", " ").rjust(10), "dim")
        say_line((Piece(f"{path.id.ljust(width)}  "), time, Piece(f"  {path.title}")))


def run(guide: Guide, kind: str | None, as_json: bool) -> int:
    """Print the entries in the order of the screen, or with the kind "path" the learning paths."""
    catalogue = guide.catalogue
    if kind == "path":
        _list_paths(catalogue, as_json)
        return 0
    heads = [head for head in catalogue.heads.values() if kind in (None, head.kind)]
    if as_json:
        entries = [catalogue.entry(head.id) for head in heads]
        print_json(
            [
                {
                    "id": entry.head.id,
                    "kind": entry.head.kind,
                    "title": entry.head.title,
                    "aliases": list(entry.head.aliases),
                    "identifiers": entry.identifiers,
                    "seed": seed_fields(entry, catalogue),
                }
                for entry in entries
            ]
        )
        return 0
    width = max((len(head.id) for head in heads), default=0)
    for head in heads:
        kind_piece = Piece(head.kind.ljust(9), "dim")
        say_line((Piece(f"{head.id.ljust(width)}  "), kind_piece, Piece(f"  {head.title}")))
    return 0
