"""`abscopal define`: what a term means, as text or JSON."""

from typing import Any

import msgspec

from guide.cli.output import print_json, say_page, text_width
from guide.layout.definition import definition_of, plain_definition, sources_of
from guide.library.called import called, only_one
from guide.library.facts import Confusions
from guide.library.records import Entry, Head, plain
from guide.opening import Guide


def run(guide: Guide, name: str, as_json: bool) -> int:
    """Print a definition; of several entries of one name that of the glossary.

    Raises:
        NotFoundError: Nothing is called so.
    """
    heads = list(guide.catalogue.heads.values())
    found = called(name, heads)
    terms = [head for head in found if head.kind == "term"]
    first = only_one(name, heads, terms or found)
    others = tuple(head for head in found if head != first)
    entry = guide.catalogue.entry(first.id)
    if as_json:
        print_json(_fields(guide, entry, others))
    else:
        say_page(plain_definition(entry, others, guide.catalogue, text_width()))
    return 0


def _fields(guide: Guide, entry: Entry, others: tuple[Head, ...]) -> dict[str, Any]:
    head, block = entry.head, definition_of(entry)
    confusions = entry.facts.confusions if isinstance(entry.facts, Confusions) else ()
    return {
        "id": head.id,
        "kind": head.kind,
        "title": head.title,
        "aliases": list(head.aliases),
        "summary": head.summary,
        "definition": plain(block.spans) if block is not None else None,
        "plain": entry.plain or None,
        "confuse": [
            {"term": each.term, "why": each.why, "id": each.id or None} for each in confusions
        ],
        "references": [
            {
                "number": entry.references.index(key) + 1,
                **msgspec.structs.asdict(guide.catalogue.references[key]),
            }
            for key in sources_of(block)
        ],
        "others": [each.id for each in others],
        "content_version": guide.catalogue.content_version,
    }
