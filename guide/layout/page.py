"""A whole page as lines of a width, with its headings and everything that can be followed."""

from dataclasses import dataclass

from guide.counting import counted
from guide.layout.facts import (
    confusion_lines,
    harm_lines,
    identifier_lines,
    property_lines,
    result_lines,
    step_lines,
    trial_lines,
)
from guide.layout.lines import EMPTY, Line, Piece, line_width, pieces_of, wrap
from guide.layout.quoting import with_sentences
from guide.layout.tables import lay_out_table
from guide.layout.targets import OpenEntry, ShowSource
from guide.library.catalogue import Catalogue
from guide.library.facts import FACTS_HEADING, Confusions, ModalityProperties, Steps, TrialFacts
from guide.library.records import Block, Entry, Reference, Spans, prose
from guide.library.scale import KIND_FACTS, dots

MAX_WIDTH = 84
"""Cells; longer lines tire the eye."""
MOST_NAMES = 3
"""Other names below a title; "About this entry" has all of them."""
MOST_LINKS = 30
"""Pages named under "Linked from"; a word such as "fraction" is on hundreds of pages."""


@dataclass(frozen=True, slots=True)
class Laid:
    """A page in lines.

    Attributes:
        lines: From top to bottom.
        headings: Title, depth and line of each heading.
        references: Line of each reference's entry in the list at the end, by key.
        end: The line at which the text ends; identifiers, links and sources follow.
    """

    lines: tuple[Line, ...]
    headings: tuple[tuple[str, int, int], ...]
    references: dict[str, int]
    end: int = 0

    def heading_at(self, line: int) -> str:
        """Return the heading above a line, empty before the first."""
        above = [title for title, _, at in self.headings if at <= line]
        return above[-1] if above else ""


class _Page:
    """A page that is being laid out."""

    def __init__(self, width: int) -> None:
        self.width = width
        self.lines: list[Line] = []
        self.headings: list[tuple[str, int, int]] = []
        self.references: dict[str, int] = {}

    def gap(self) -> None:
        if self.lines and self.lines[-1] != EMPTY:
            self.lines.append(EMPTY)

    def heading(self, title: str, depth: int = 2) -> None:
        self.gap()
        if depth == 2 and self.headings:
            self.lines.append(EMPTY)
        self.headings.append((title, depth, len(self.lines)))
        self.lines.extend(wrap([Piece(title, f"h{min(depth, 3)}")], self.width))
        self.gap()

    def section(self, title: str, lines: list[Line]) -> None:
        if lines:
            self.heading(title)
            self.lines.extend(lines)


def _with_level(spans: Spans, keys: tuple[str, ...]) -> list[Piece]:
    """Return the pieces of a passage; a level that all claims share is shown once, at the end."""
    levels = [span.level for span in spans if span.style == "cite" and span.level]
    if len(set(levels)) <= 1:
        tail = [Piece(f" ▏{levels[0]}", "level")] if levels else []
        return with_sentences([*pieces_of(spans, keys), *tail])
    pieces: list[Piece] = []
    cited = [place for place, span in enumerate(spans) if span.style == "cite" and span.level]
    for place, span in enumerate(spans):
        pieces.extend(pieces_of((span,), keys))
        later = [spans[other].level for other in cited if other > place]
        if place in cited and (not later or later[0] != span.level):
            pieces.append(Piece(f"\u00a0▏{span.level}", "level"))
    return with_sentences(pieces)


def _block(page: _Page, block: Block, keys: tuple[str, ...]) -> None:
    match block.kind:
        case "h":
            page.heading(prose(block.spans), block.depth)
        case "p":
            page.gap()
            page.lines.extend(wrap(_with_level(block.spans, keys), page.width))
        case "li":
            if not page.lines or not _is_item(page.lines[-1]):
                page.gap()
            indent = "  " * (block.depth - 1)
            marker = f"{indent}{block.marker} "
            page.lines.extend(
                wrap(_with_level(block.spans, keys), page.width, marker, " " * len(marker))
            )
        case "quote":
            page.gap()
            page.lines.extend(wrap(_with_level(block.spans, keys), page.width, "│ ", "│ "))
        case "code":
            page.gap()
            for text in block.spans[0].text.split("\n"):
                page.lines.extend(
                    wrap(
                        [Piece(text.lstrip() or " ", "code")],
                        page.width,
                        "  " + " " * (len(text) - len(text.lstrip())),
                        "      ",
                    )
                )
        case "table":
            page.gap()
            page.lines.extend(lay_out_table([_row(row, keys) for row in block.rows], page.width))


def _row(row: tuple[Spans, ...], keys: tuple[str, ...]) -> list[list[Piece]]:
    """Return the cells of a row; a citation in one of them is for it and the first one."""
    first, *rest = row
    name = f"{prose(first)}: "
    return [_with_level(first, keys), *(with_sentences(_with_level(c, keys), name) for c in rest)]


def _is_item(line: Line) -> bool:
    return bool(line) and (
        line[0].text.lstrip()[:1] == "•"
        or line[0].text.startswith("  ")
        or line[0].text.strip().rstrip(".").isdigit()
    )


def _head(page: _Page, entry: Entry) -> None:
    head = entry.head
    dated = f"reviewed {entry.reviewed[:7]}" if entry.reviewed else f"updated {entry.updated[:7]}"
    title, right = [Piece(head.title, "title")], Piece(f"{head.kind} · {dated}", "dim")
    space = page.width - line_width(tuple(title)) - len(right.text)
    if space >= 2:
        page.lines.append((*title, Piece(" " * space), right))
    else:
        page.lines.extend([*wrap(title, page.width), *wrap([right], page.width)])
    names = [name for name in head.aliases if name.casefold() != head.title.casefold()]
    if names:
        more = [f"{len(names) - MOST_NAMES}\u00a0more"] * (len(names) > MOST_NAMES)
        said = " · ".join([*names[:MOST_NAMES], *more])
        page.lines.extend(wrap([Piece(said, "dim")], page.width))
    page.gap()
    page.lines.extend(wrap([Piece(head.summary, "summary")], page.width))
    if head.level or head.kind == "trial":
        evidence = Piece(f"{dots(head.level)} {head.level or 'no result yet'}", "level")
        page.lines.extend(wrap([Piece("Highest evidence ", "dim"), evidence], page.width))


def reference_lines(number: int, reference: Reference, width: int) -> list[Line]:
    """Return a source of the list: number, title, authors, journal, year and identifier."""
    flag = [Piece(f" {reference.flag.replace('-', ' ').upper()}", "bad")] if reference.flag else []
    pieces = [
        Piece(f"{reference.sentence} "),
        Piece(f"{reference.byline} ", "dim"),
        Piece(reference.identifier, "doi", ShowSource(reference.key)),
        *flag,
    ]
    if reference.note.startswith("Identifier not seen"):
        pieces.append(Piece(" (identifier not seen)", "dim"))
    marker = f"{number:>2}. "
    return wrap(pieces, width, marker, " " * len(marker))


def _linked_from(entry: Entry, catalogue: Catalogue, width: int) -> list[Line]:
    linked = [catalogue.heads[name] for name in entry.linked_from if name in catalogue.heads]
    pieces: list[Piece] = []
    for place, head in enumerate(linked[:MOST_LINKS]):
        pieces += [
            Piece(" · " if place else ""),
            Piece(f"{KIND_FACTS[head.kind].tag} ", "tag"),
            Piece(head.title, "link", OpenEntry(head.id)),
        ]
    if len(linked) > MOST_LINKS:
        pieces.append(Piece(f" · and {counted(len(linked) - MOST_LINKS, 'more page')}", "dim"))
    return wrap([piece for piece in pieces if piece.text], width) if pieces else []


def _in_plain_words(page: _Page, plain: str) -> None:
    """Add the page in a patient's words, marked as such."""
    page.gap()
    pieces = [Piece("In plain words: ", "b"), Piece(plain, "summary")]
    page.lines.extend(wrap(pieces, page.width))


def _asks(entry: Entry, page: _Page) -> list[Line]:
    """Return the questions that the page answers, each as a link to its section."""
    lines: list[Line] = []
    headings = {title for title, _, _ in page.headings}
    for ask in entry.asks:
        facts = FACTS_HEADING.get(type(entry.facts), "")
        section = facts if ask.section == "facts" else ask.section
        # The lead, and the fields of a trial without results, stand at the top.
        known = section in headings
        target = OpenEntry(entry.head.id, section if known else None, None if known else 0)
        lines.extend(wrap([Piece(ask.question, "link", target)], page.width, "• ", "  "))
    return lines


def lay_out(entry: Entry, catalogue: Catalogue, width: int) -> Laid:
    """Return an entry's page in lines of at most `width` cells, never more than 84."""
    page = _Page(max(min(width, MAX_WIDTH), 20))
    keys = entry.references
    _head(page, entry)
    if isinstance(entry.facts, TrialFacts):
        page.gap()
        page.lines.extend(trial_lines(entry.facts, entry, catalogue, page.width))
        page.section("Results", result_lines(entry.facts, entry, page.width))
        page.section("Harm", harm_lines(entry.facts, entry, page.width))
        page.heading("What it means")
    plain = entry.plain
    for block in entry.blocks:
        if plain and block.kind == "h":
            _in_plain_words(page, plain)
            plain = ""
        _block(page, block, keys)
    if plain:
        _in_plain_words(page, plain)
    match entry.facts:
        case Steps(steps):
            page.section("Step by step", step_lines(steps, entry, catalogue, page.width))
        case ModalityProperties(properties):
            page.section("Properties", property_lines(properties, entry, page.width))
        case Confusions(confusions):
            page.section("Do not confuse with", confusion_lines(confusions, page.width))
    end = len(page.lines)
    page.section("Identifiers", identifier_lines(entry, page.width))
    page.section("This page answers", _asks(entry, page))
    page.section(
        "Where it is used" if entry.head.kind == "term" else "Linked from",
        _linked_from(entry, catalogue, page.width),
    )
    if keys:
        page.heading("References")
        for number, key in enumerate(keys, 1):
            page.references[key] = len(page.lines)
            page.lines.extend(reference_lines(number, catalogue.references[key], page.width))
    return Laid(tuple(page.lines), tuple(page.headings), page.references, end)


def plain_page(entry: Entry, catalogue: Catalogue, width: int = 80) -> str:
    """Return an entry's page as plain text of a width.

    Lines and bars that a screen reader would spell out are replaced.
    """
    # Brackets round a level take a cell more than the bar does, at most three times on a line.
    lines = lay_out(entry, catalogue, width - 3).lines
    return (
        "\n".join(
            "".join(_plain(piece) for piece in line).rstrip().replace("\u00a0", " ")
            for line in lines
        )
        + "\n"
    )


def _plain(piece: Piece) -> str:
    if piece.style == "level" and "▏" in piece.text:
        return piece.text.replace("▏", "(") + ")"
    return piece.text.replace("─", "-") if piece.style == "rule" else piece.text.replace("│", "|")
