"""Figures drawn in text, curves on a grid and forest plots in rows; and their numbers in words."""

from collections.abc import Sequence
from itertools import pairwise
from math import ceil, floor, log10

from guide.counting import fixed
from guide.layout.lines import EMPTY, Line, Piece, wrap
from guide.library.records import Curve, Figure, Interval

MARKS = "●○▲△"
STYLES = ("data", "", "dim", "b")
HEIGHT = 11
WIDEST = 60
MOST_TICKS = 6
ROUNDING = 1e-9
LABELS = 6
"""Cells for the numbers beside the axis."""


def _nice(value: float) -> str:
    return fixed(value, 0) if abs(value) >= 10 or value == int(value) else fixed(value, 1)


def round_ticks(low: float, high: float) -> list[float]:
    """Return round numbers from `low` to `high`: as many as there may be, six at most.

    Their distance is 1, 2, 2.5 or 5 times a power of ten.
    """
    if high <= low:
        return [low]
    scale = 10.0 ** (floor(log10(high - low)) - 1)
    steps = (scale * factor for factor in (1, 2, 2.5, 5, 10, 20, 25, 50))
    for step in steps:
        first, last = ceil(low / step - ROUNDING), floor(high / step + ROUNDING)
        if last - first < MOST_TICKS:
            return [round(number * step, 10) for number in range(first, last + 1)]
    return [low, high]


def _between(points: Sequence[tuple[float, float]], x: float) -> float | None:
    """Return the height of a line at x, on the straight line between two points; None outside."""
    for (x1, y1), (x2, y2) in pairwise(points):
        if x1 <= x <= x2:
            return y1 + (y2 - y1) * (x - x1) / (x2 - x1) if x2 > x1 else y2
    return None


def _curves(figure: Figure, width: int) -> list[Line]:
    columns = min(width - LABELS - 4 - len(figure.x), WIDEST)
    left = min(x for curve in figure.curves for x, _ in curve.points)
    right = max(x for curve in figure.curves for x, _ in curve.points)
    top = max(y for curve in figure.curves for _, y in curve.points)
    top = 100.0 if figure.kind == "survival" else top
    grid: list[list[Piece]] = [[Piece(" ") for _ in range(columns)] for _ in range(HEIGHT)]
    for number, curve in enumerate(figure.curves):
        for column in range(columns):
            x = left + (right - left) * column / (columns - 1)
            y = _between(curve.points, x)
            if y is not None:
                row = HEIGHT - 1 - round(y / top * (HEIGHT - 1))
                grid[row][column] = Piece(MARKS[number], STYLES[number])
    lines: list[Line] = [(Piece(f"{figure.y}", "dim"),)] if figure.y else []
    labels = {HEIGHT - 1 - round(y / top * (HEIGHT - 1)): y for y in round_ticks(0, top)}
    for row, cells in enumerate(grid):
        label = f"{labels[row]:g}" if row in labels else ""
        lines.append(
            (
                Piece(f"{label:>{LABELS}} ┤" if label else " " * LABELS + " │", "dim"),
                *_joined(cells),
            )
        )
    lines.append((Piece(" " * LABELS + " └" + "─" * columns, "dim"),))
    axis = [" "] * (columns + 6)
    for value in round_ticks(left, right):
        text = f"{value:g}"
        at = round((value - left) / ((right - left) or 1) * (columns - 1)) - len(text) // 2
        at = max(min(at, columns - len(text)), 0)
        axis[at : at + len(text)] = text
    lines.append((Piece(" " * (LABELS + 2) + "".join(axis).rstrip() + f"  {figure.x}", "dim"),))
    for number, curve in enumerate(figure.curves):
        lines.append(
            (
                Piece(" " * (LABELS + 2)),
                Piece(f"{MARKS[number]} ", STYLES[number]),
                Piece(curve.name),
            )
        )
    return lines


def _joined(cells: Sequence[Piece]) -> list[Piece]:
    joined: list[Piece] = []
    for cell in cells:
        if joined and joined[-1].style == cell.style:
            joined[-1] = Piece(joined[-1].text + cell.text, cell.style)
        else:
            joined.append(cell)
    return joined


def _row(row: Interval, names: int, low: float, high: float, columns: int) -> Line:
    def at(value: float) -> int:
        share = (log10(value) - log10(low)) / (log10(high) - log10(low))
        return max(0, min(round(share * (columns - 1)), columns - 1))

    cells = [" "] * columns
    cells[at(1)] = "│"
    for place in range(at(row.low), at(row.high) + 1):
        cells[place] = "─"
    cells[at(row.estimate)] = "■"
    number = f"{fixed(row.estimate, 2)} ({fixed(row.low, 2)}–{fixed(row.high, 2)})"
    return (
        Piece(row.name.ljust(names) + " "),
        Piece("".join(cells), "data"),
        Piece(f"  {number}"),
    )


def _forest(figure: Figure, width: int) -> list[Line]:
    names = max(len(row.name) for row in figure.rows)
    columns = max(min(width - names - 21, 44), 12)
    low = min(*(row.low for row in figure.rows), 0.5) * 0.95
    high = max(*(row.high for row in figure.rows), 1.6) * 1.05
    lines = [_row(row, names, low, high, columns) for row in figure.rows]
    one = max(
        0, min(round((0 - log10(low)) / (log10(high) - log10(low)) * (columns - 1)), columns - 1)
    )
    axis = " " * (names + 1 + one) + "1"
    lines.append((Piece(axis.ljust(names + 1 + columns) + f"  {figure.x}", "dim"),))
    return lines


def figure_lines(figure: Figure, width: int) -> list[Line]:
    """Return a figure with its title, in lines of a width."""
    drawn = _forest(figure, width) if figure.kind == "forest" else _curves(figure, width)
    return [*wrap([Piece(figure.title, "b")], width), *drawn, EMPTY]


def _curve_words(curve: Curve) -> str:
    return f"{curve.name}: " + "; ".join(f"{_nice(x)}: {_nice(y)}" for x, y in curve.points)


def figure_words(figure: Figure) -> list[str]:
    """Return a figure's numbers in words, for plain text and screen readers."""
    if figure.kind == "forest":
        rows = [
            f"{row.name}: {fixed(row.estimate, 2)},"
            f" interval {fixed(row.low, 2)} to {fixed(row.high, 2)}"
            for row in figure.rows
        ]
        return [f"Figure: {figure.title}. {figure.x}.", *rows]
    return [
        f"Figure: {figure.title}. {figure.x} against {figure.y}.",
        *(_curve_words(curve) for curve in figure.curves),
    ]
