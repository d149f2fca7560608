"""`abscopal show`: a page as plain text or JSON."""

import json
from typing import Any

import msgspec

from guide.cli.listing import seed_fields
from guide.cli.output import print_json, say_page, text_width
from guide.layout.page import plain_page
from guide.library.facts import Facts
from guide.library.records import Block, plain
from guide.opening import Guide


def _block_text(block: Block) -> str:
    match block.kind:
        case "h":
            return f"{'#' * block.depth} {plain(block.spans)}"
        case "li":
            return f"{'  ' * (block.depth - 1)}{block.marker} {plain(block.spans)}"
        case "table":
            return "\n".join(" | ".join(plain(cell) for cell in row) for row in block.rows)
        case _:
            return plain(block.spans)


def _fields(facts: Facts) -> dict[str, Any]:
    """Return the structured fields of an entry, named as in the content, without defaults.

    The `values` of a result are bare strings in the order of the arms, as they have always been;
    `by_arm` has them with the names of their arms.
    """
    encoded = msgspec.json.Encoder(decimal_format="number").encode(facts)
    fields = {name: value for name, value in json.loads(encoded).items() if name != "type"}
    for result in fields.get("result", ()):
        if "values" in result:
            result["by_arm"] = result["values"]
            result["values"] = [row["value"] for row in result["values"]]
    return fields


def run(guide: Guide, entry_id: str, as_json: bool) -> int:
    """Print a page.

    Raises:
        NotFoundError: Nothing has this id.
    """
    entry = guide.catalogue.entry(entry_id.strip().lower())
    if not as_json:
        say_page(plain_page(entry, guide.catalogue, text_width()))
        return 0
    references: list[dict[str, Any]] = []
    for number, key in enumerate(entry.references, 1):
        fields = msgspec.structs.asdict(guide.catalogue.references[key])
        references.append(
            {
                "number": number,
                **{name: value if value != "" else None for name, value in fields.items()},
            }
        )
    print_json(
        {
            "id": entry.head.id,
            "kind": entry.head.kind,
            "title": entry.head.title,
            "aliases": list(entry.head.aliases),
            "summary": entry.head.summary,
            "level": entry.head.level or None,
            "body": "\n\n".join(_block_text(block) for block in entry.blocks),
            "identifiers": entry.identifiers,
            "seed": seed_fields(entry, guide.catalogue),
            "references": references,
            "links": list(entry.links),
            "linked_from": list(entry.linked_from),
            "facts": _fields(entry.facts) if entry.facts else {},
            "updated": entry.updated,
            "reviewed": entry.reviewed or None,
            "content_version": guide.catalogue.content_version,
        }
    )
    return 0
