"""What a term means in a few lines: the summary, the exact definition, what it is mixed up with."""

from guide.layout.facts import confusion_lines
from guide.layout.lines import EMPTY, Line, Piece, pieces_of, plain_line, wrap
from guide.layout.page import reference_lines
from guide.library.catalogue import Catalogue
from guide.library.facts import Confusions
from guide.library.records import Block, Entry, Head


def definition_of(entry: Entry) -> Block | None:
    """Return the first paragraph of a page, which defines what it is about; None without one."""
    return next((block for block in entry.blocks if block.kind == "p"), None)


def sources_of(block: Block | None) -> tuple[str, ...]:
    """Return the keys of the references that a paragraph cites, in their order."""
    spans = block.spans if block is not None else ()
    keys = [key for span in spans if span.style == "cite" for key in span.target.split()]
    return tuple(dict.fromkeys(keys))


def definition_lines(
    entry: Entry, others: tuple[Head, ...], catalogue: Catalogue, width: int
) -> list[Line]:
    """Return a definition in lines of a width.

    Args:
        entry: What is defined.
        others: Other entries of the same name.
        catalogue: The library.
        width: Cells.
    """
    head, block = entry.head, definition_of(entry)
    lines = wrap([Piece(head.title, "b"), Piece(f" ({head.kind})", "dim")], width)
    names = [name for name in head.aliases if name.casefold() != head.title.casefold()]
    lines += wrap([Piece(" · ".join(names), "dim")], width) if names else []
    lines += [EMPTY, *wrap([Piece(head.summary)], width)]
    if block is not None:
        lines += [EMPTY, *wrap(pieces_of(block.spans, entry.references), width)]
    if isinstance(entry.facts, Confusions) and entry.facts.confusions:
        lines += [EMPTY, (Piece("Do not confuse with", "b"),)]
        lines += confusion_lines(entry.facts.confusions, width)
    if keys := sources_of(block):
        lines += [EMPTY, (Piece("Sources", "b"),)]
        for key in keys:
            number = entry.references.index(key) + 1
            lines += reference_lines(number, catalogue.references[key], width)
    further = "; also ".join([f"abscopal show {each.id}" for each in (head, *others)])
    return [*lines, EMPTY, *wrap([Piece(f"The whole page: {further}", "dim")], width)]


def plain_definition(
    entry: Entry, others: tuple[Head, ...], catalogue: Catalogue, width: int
) -> str:
    """Return a definition as plain text."""
    lines = definition_lines(entry, others, catalogue, width)
    return "\n".join(plain_line(line).replace("\u00a0", " ") for line in lines) + "\n"
