"""A comparison as lines: a column for each entry, a row for each property, differences marked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from guide.counting import counted
from guide.layout.facts import VERDICT_SIGNS
from guide.layout.lines import EMPTY, Line, Piece, clip, line_width, plain_line, wrap
from guide.layout.page import reference_lines
from guide.layout.targets import OpenEntry, ShowSource
from guide.library.catalogue import Catalogue
from guide.library.comparing import Cell, Comparison, Row, Value
from guide.library.records import Head
from guide.library.scale import STRENGTH, dots

GAP = 3
"""Cells before a column; the sign of a difference stands in the middle of them."""
DIFFERS = "≠"
NARROWEST, WIDEST = 17, 42
"""Cells of a column of text."""
ROOMY = 90
"""Cells of a view from which the names of properties have more room."""
TALLEST = 3
"""Lines of a title; more would leave too little room below."""
LABELS = (14, 18)
"""Cells of the names of properties, in a narrow and in a roomy view."""
SHORT = 40
"""Characters of values that stand out from their remarks; a row with longer ones is text."""
NOTHING = "–"
"""What stands where a page says nothing of a property."""


@dataclass(frozen=True, slots=True)
class Window:
    """The columns of a comparison that are in view, and how much is told in each.

    Attributes:
        first: Place of the first column in view.
        count: How many columns are in view.
        whole: Whether remarks are told whole, or only how they begin.
    """

    first: int
    count: int
    whole: bool = False

    @property
    def places(self) -> range:
        """The places of the columns in view."""
        return range(self.first, self.first + self.count)


def _label_width(width: int) -> int:
    return LABELS[width >= ROOMY]


def columns_that_fit(width: int) -> int:
    """Return how many columns of text stand side by side in a width, at least one."""
    return max((width - _label_width(width)) // (NARROWEST + GAP), 1)


def window(comparison: Comparison, width: int, first: int = 0, whole: bool = False) -> Window:
    """Return the columns in view in a width, from a first one on; no cell is left empty."""
    count = min(columns_that_fit(width), len(comparison.heads))
    return Window(max(min(first, len(comparison.heads) - count), 0), count, whole)


def brief(note: str) -> str:
    """Return how a remark begins, as far as its first stop; an ellipsis says that it goes on."""
    ends = [place for stop in (". ", "; ") if (place := note.find(stop)) > 0]
    return f"{note[: min(ends)]} …" if ends else note.removesuffix(".")


def is_cut(comparison: Comparison) -> bool:
    """Tell whether a remark of a comparison is longer than what is told of it at first."""
    return any(
        brief(value.note).endswith(" …")
        for row in comparison.rows
        for cell in row.cells
        for value in cell
    )


def _text(row: Row, value: Value) -> Piece:
    if row.name == "verdict":
        return Piece(VERDICT_SIGNS.get(value.text, value.text), f"verdict-{value.text}")
    if value.text in STRENGTH:
        return Piece(f"{dots(value.text)} {value.text}", "b")
    is_short = all(len(each.text) <= SHORT for cell in row.cells for each in cell)
    return Piece(value.text, "b" if is_short else "")


def _numbers(value: Value, sources: Sequence[str]) -> list[Piece]:
    pieces: list[Piece] = []
    for key in value.sources:
        number = Piece(str(sources.index(key) + 1), "cite", ShowSource(key))
        pieces += [Piece(", " if pieces else "[", "cite"), number]
    return [*pieces, Piece("]", "cite")] if pieces else []


def _told(row: Row, value: Value, whole: bool) -> list[Piece]:
    """Return a statement with its remark."""
    note = value.note if whole else brief(value.note)
    return [_text(row, value), *([Piece(f" – {note}", "dim")] if note else [])]


def _support(value: Value, sources: Sequence[str]) -> list[Piece]:
    """Return the level of a statement and the numbers of its sources."""
    level = f"{dots(value.level)}\u00a0{value.level}" if value.level else ""
    cited = _numbers(value, sources)
    return [*([Piece(level, "level")] if level else []), *([Piece(" ")] if cited else []), *cited]


def _cell(row: Row, cell: Cell, sources: Sequence[str], whole: bool, width: int) -> list[Line]:
    """Return a cell: each statement, and its level with the sources on a line of its own."""
    lines: list[Line] = []
    for value in cell:
        told, support = _told(row, value, whole), _support(value, sources)
        if value.level:
            lines += [*wrap(told, width), *wrap(support, width)]
        else:
            lines += wrap([*told, *support], width)
    return lines or [(Piece(NOTHING, "dim"),)]


def _beside(
    label: list[Line], columns: Sequence[tuple[str, list[Line]]], sizes: tuple[int, int]
) -> Iterator[Line]:
    """Yield a label and columns side by side, each column behind its sign.

    Args:
        label: The lines of the label.
        columns: Sign and lines of each column.
        sizes: Cells of the label and of a column.
    """
    size, width = sizes
    for number in range(max(len(label), *(len(lines) for _, lines in columns))):
        line = list(label[number]) if number < len(label) else []
        line.append(Piece(" " * (size - line_width(tuple(line)))))
        for sign, lines in columns:
            part = lines[number] if number < len(lines) else EMPTY
            line.append(Piece((sign if not number else "").center(GAP), "b"))
            line += [*part, Piece(" " * (width - line_width(part)))]
        yield tuple(line)


def _title(head: Head, width: int) -> list[Line]:
    """Return a title as a link: on its first line alone, so that the cursor stops there once."""
    lines = wrap([Piece(head.title, "link", OpenEntry(head.id))], width)
    if len(lines) > TALLEST:
        lines[TALLEST - 1] = clip((*lines[TALLEST - 1], Piece(" …", "link")), width)
    first, *rest = lines[:TALLEST]
    return [first, *((Piece(plain_line(line), "link"),) for line in rest)]


def _sizes(view: Window, width: int) -> tuple[int, int]:
    size = _label_width(width)
    return size, min((width - size) // view.count - GAP, WIDEST)


def head_lines(comparison: Comparison, view: Window, width: int) -> list[Line]:
    """Return the titles of the columns in view, and a rule below them."""
    size, column = _sizes(view, width)
    total = len(comparison.heads)
    corner: list[Line] = []
    if view.count < total:
        told = f"{view.first + 1}–{view.first + view.count} of {total}"
        corner = [(Piece(told, "dim"),)]
    titles = [("", _title(comparison.heads[place], column)) for place in view.places]
    lines = list(_beside(corner, titles, (size, column)))
    return [*lines, (Piece("─" * (size + view.count * (column + GAP)), "rule"),)]


def row_lines(comparison: Comparison, view: Window, width: int) -> list[Line]:
    """Return the rows of the columns in view; a row of which none has anything is left out."""
    size, column = _sizes(view, width)
    sources = comparison.sources
    lines: list[Line] = []
    for row in comparison.rows:
        if not any(row.cells[place] for place in view.places):
            continue
        cells = [
            (
                DIFFERS if row.differs(place, view.first) else "",
                _cell(row, row.cells[place], sources, view.whole, column),
            )
            for place in view.places
        ]
        label = wrap([Piece(row.name, "h3")], size)
        lines += [*([EMPTY] if lines else []), *_beside(label, cells, (size, column))]
    return lines


def hidden_line(comparison: Comparison, only_differences: bool) -> Line:
    """Return how many rows are the same for all entries, and whether they are left out."""
    same = sum(row.same for row in comparison.rows)
    if only_differences:
        left = f"{counted(same, 'row')} left out" if same else "no row left out"
        return (Piece(f"only differences: {left}, as all have the same", "dim"),)
    return (Piece(f"{DIFFERS} differs from the first that says anything", "dim"),)


def plain_comparison(comparison: Comparison, catalogue: Catalogue, width: int) -> str:
    """Return a comparison as plain text with its sources: a table where all columns fit.

    Where they do not, each property has a line for each entry.
    """
    view = window(comparison, width, whole=True)
    if view.count == len(comparison.heads):
        lines = [*head_lines(comparison, view, width), *row_lines(comparison, view, width)]
    else:
        lines = _records(comparison, width)
    lines += [EMPTY, hidden_line(comparison, False)]
    if comparison.sources:
        lines += [EMPTY, (Piece("Sources"),)]
    for number, key in enumerate(comparison.sources, 1):
        lines += reference_lines(number, catalogue.references[key], width)
    text = "\n".join(plain_line(line).replace("\u00a0", " ") for line in lines)
    return text.replace("─", "-") + "\n"


def _records(comparison: Comparison, width: int) -> list[Line]:
    lines: list[Line] = []
    for row in comparison.rows:
        lines += [*([EMPTY] if lines else []), (Piece(row.name, "h3"),)]
        for place, (head, cell) in enumerate(zip(comparison.heads, row.cells, strict=True)):
            sign = DIFFERS if row.differs(place) else ""
            pieces = [Piece(f"{head.title}: ", "b")]
            for number, value in enumerate(cell):
                pieces += [Piece("; ")] if number else []
                between = [Piece(" ")] if value.level else []
                pieces += [*_told(row, value, True), *between, *_support(value, comparison.sources)]
            pieces += [] if cell else [Piece(NOTHING, "dim")]
            lines += wrap(pieces, width, sign.ljust(2), "    ")
    return lines
