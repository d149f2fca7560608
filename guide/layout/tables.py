"""Tables that stay readable: columns as wide as needed, wrapped cells, records if it is narrow."""

from collections.abc import Sequence

from guide.layout.lines import EMPTY, Line, Piece, line_width, width_of, wrap

GAP = 2
MIN_COLUMN = 12
"""Below this a column is no longer readable and the rows become records."""

Cell = Sequence[Piece]


def _natural(cell: Cell) -> int:
    return sum(width_of(piece.text) for piece in cell)


def _longest_word(cell: Cell) -> int:
    return max((width_of(word) for piece in cell for word in piece.text.split()), default=0)


def column_widths(rows: Sequence[Sequence[Cell]], width: int) -> list[int] | None:
    """Share a width among the columns by need; None when they would be too narrow to read."""
    columns = len(rows[0])
    room = width - GAP * (columns - 1)
    wanted = [max(_natural(row[column]) for row in rows) for column in range(columns)]
    if sum(wanted) <= room:
        return wanted
    least = [
        min(max(*(_longest_word(row[column]) for row in rows), 4), max(MIN_COLUMN, room // columns))
        for column in range(columns)
    ]
    if sum(least) > room or room // columns < MIN_COLUMN:
        return None
    spare = room - sum(least)
    extra = [max(want - low, 0) for want, low in zip(wanted, least, strict=True)]
    total = sum(extra) or 1
    return [low + spare * more // total for low, more in zip(least, extra, strict=True)]


def lay_out_table(rows: Sequence[Sequence[Cell]], width: int) -> list[Line]:
    """Return a table as lines: a head, a thin rule, and rows, spaced out only where cells wrap.

    Args:
        rows: The head first; every row has as many cells as the head.
        width: Cells available.
    """
    columns = len(rows[0])
    rows = [tuple(row) + ((),) * (columns - len(row)) for row in rows]
    widths = column_widths(rows, width)
    if widths is None:
        return _records(rows, width)
    head = [[Piece(piece.text, "th") for piece in cell] for cell in rows[0]]
    lines = _row(head, widths)
    lines.append((Piece("─" * (sum(widths) + GAP * (columns - 1)), "rule"),))
    bodies = [_row(row, widths) for row in rows[1:]]
    wraps = any(len(body) > 1 for body in bodies)
    for place, body in enumerate(bodies):
        if place and wraps:
            lines.append(EMPTY)
        lines.extend(body)
    return lines


def _row(row: Sequence[Cell], widths: list[int]) -> list[Line]:
    cells = [wrap(cell, size) for cell, size in zip(row, widths, strict=True)]
    lines = []
    for number in range(max(map(len, cells))):
        line: list[Piece] = []
        for column, (cell, size) in enumerate(zip(cells, widths, strict=True)):
            part = cell[number] if number < len(cell) else EMPTY
            line.extend(part)
            if column < len(widths) - 1:
                line.append(Piece(" " * (size - line_width(part) + GAP)))
        lines.append(tuple(line))
    return lines


def _records(rows: Sequence[Sequence[Cell]], width: int) -> list[Line]:
    """Return each row as a list of heads and cells, for widths too small for columns."""
    lines: list[Line] = []
    heads = [" ".join(piece.text for piece in cell).strip() for cell in rows[0]]
    for row in rows[1:]:
        if lines:
            lines.append(EMPTY)
        lines.extend(
            wrap([Piece(piece.text, piece.style or "b", piece.target) for piece in row[0]], width)
        )
        for head, cell in zip(heads[1:], row[1:], strict=True):
            if cell:
                lines.extend(wrap([Piece(f"{head}: ", "dim"), *cell], width, "  ", "    "))
    return lines
