"""`abscopal list`: every entry in a line, or as JSON with identifiers and seed rows."""

from typing import Any

from guide.cli.output import print_json, say_line
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


def run(guide: Guide, kind: str | None, as_json: bool) -> int:
    """Print the entries in the order of the screen."""
    catalogue = guide.catalogue
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
