"""`abscopal show`: a page, a learning path or a question as plain text or JSON."""

import json
from typing import Any

import msgspec

from guide.cli.listing import seed_fields
from guide.cli.output import print_json, text_width
from guide.cli.pager import say_paged
from guide.layout.page import plain_page
from guide.layout.paths import plain_path
from guide.library.catalogue import Catalogue
from guide.library.facts import Facts
from guide.library.records import Block, Path, plain
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


def path_fields(path: Path, catalogue: Catalogue) -> dict[str, Any]:
    """Return a learning path with the minutes of its units and of the whole."""
    return {
        "id": path.id,
        "kind": "path",
        "title": path.title,
        "summary": path.summary,
        "audience": path.audience,
        "minutes": path.minutes,
        "needs": list(path.needs),
        "after": list(path.after),
        "units": [
            {
                "title": unit.title,
                "minutes": unit.minutes,
                "objectives": [
                    {"id": name, "text": catalogue.objectives.get(name, name)}
                    for name in unit.objectives
                ],
                "entries": list(unit.entries),
                "questions": list(unit.questions),
            }
            for unit in path.units
        ],
    }


def _show_path(guide: Guide, path: Path, as_json: bool) -> None:
    if as_json:
        version = guide.catalogue.content_version
        print_json({**path_fields(path, guide.catalogue), "content_version": version})
    else:
        say_paged(plain_path(path, guide.catalogue, text_width()))


def run(guide: Guide, name: str, as_json: bool) -> int:
    """Print a page, a learning path or a question.

    Raises:
        NotFoundError: Nothing has this id.
    """
    name = name.strip().lower()
    path = guide.catalogue.path_by_id.get(name)
    if path is not None:
        _show_path(guide, path, as_json)
        return 0
    question = guide.catalogue.questions.get(name)
    if question is not None and name not in guide.catalogue.heads:
        from guide.cli.show_question import show_question

        show_question(guide, question, as_json)
        return 0
    entry = guide.catalogue.entry(name)
    if not as_json:
        say_paged(plain_page(entry, guide.catalogue, text_width()))
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
            "plain": entry.plain or None,
            "asks": [msgspec.structs.asdict(ask) for ask in entry.asks],
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
