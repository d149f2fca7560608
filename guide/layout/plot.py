"""Curves as text: two by four dots of braille in a cell, axes with round numbers, a key below."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import floor, isfinite, log10

from guide.layout.figures import round_ticks
from guide.layout.lines import Line, Piece, wrap

DOTS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
"""Bits of a braille cell by row and column."""
BRAILLE = 0x2800
LABELS = 6
"""Cells for the numbers beside the axis."""
NARROWEST = 16
STYLES = ("data", "", "dim")
PATTERNS = ((1, 0), (4, 3), (1, 2))
"""Dots drawn and left out in turn: a line, dashes, dots; so that no curve needs its colour."""
SAMPLES = ("⠤⠤⠤", "⠤⠀⠤", "⠄⠄⠄")


@dataclass(frozen=True, slots=True)
class Curve:
    """A curve.

    Attributes:
        name: What it shows, for the key.
        at: Its height at a place; not finite where there is none.
    """

    name: str
    at: Callable[[float], float]


@dataclass(frozen=True, slots=True)
class Axis:
    """An axis.

    Attributes:
        name: What it measures, with the unit.
        low: Its first value; above 0 on a logarithmic axis.
        high: Its last value, above `low`.
        log: Whether equal steps are equal ratios.
    """

    name: str
    low: float
    high: float
    log: bool = False

    def share(self, value: float) -> float:
        """Return where a value stands: 0 at the first one, 1 at the last."""
        if self.log:
            value = log10(value) if value > 0 else float("-inf")
            return (value - log10(self.low)) / (log10(self.high) - log10(self.low))
        return (value - self.low) / (self.high - self.low)

    def ticks(self) -> list[float]:
        """Return the round values that are written beside the axis."""
        if not self.log:
            return round_ticks(self.low, self.high)
        first, last = round(log10(self.low)), round(log10(self.high))
        step = -(-(last - first) // 4)
        return [10.0**power for power in range(last, first - 1, -step)]


def _shown(value: float) -> str:
    return f"{value:.0e}".replace("e-0", "e-") if 0 < value < 0.001 else f"{value:g}"


class _Canvas:
    """Cells of braille; each has the style of the curve that was drawn in it first."""

    def __init__(self, columns: int, rows: int) -> None:
        self.columns, self.rows = columns, rows
        self._bits = [[0] * columns for _ in range(rows)]
        self._styles = [[""] * columns for _ in range(rows)]

    def dot(self, x: int, y: int, style: str) -> None:
        """Draw a dot, counted from the upper left."""
        column, row = x // 2, y // 4
        self._bits[row][column] |= DOTS[y % 4][x % 2]
        self._styles[row][column] = self._styles[row][column] or style

    def row(self, number: int) -> list[Piece]:
        """Return a row as pieces."""
        cells = zip(self._styles[number], self._bits[number], strict=True)
        return [
            Piece("".join(chr(BRAILLE + bits) if bits else " " for _, bits in run), style)
            for style, run in groupby(cells, key=lambda cell: cell[0])
        ]


def _draw(canvas: _Canvas, curve: Curve, place: int, x: Axis, y: Axis) -> None:
    """Draw a curve: in every column of dots one, and those that join it to the one before it."""
    on, off = PATTERNS[place]
    across, down = canvas.columns * 2, canvas.rows * 4
    before: int | None = None
    for column in range(across):
        value = curve.at(x.low + (x.high - x.low) * column / (across - 1))
        share = y.share(value) if isfinite(value) else float("nan")
        if not -0.5 / down <= share <= 1 + 0.5 / down:
            before = None
            continue
        at = min(max(round((1 - share) * (down - 1)), 0), down - 1)
        start = at if before is None else before + (at > before) - (at < before)
        for row in range(min(start, at), max(start, at) + 1):
            if (column + row if start != at else column) % (on + off) < on:
                canvas.dot(column, row, STYLES[place])
        before = at


def _axis_line(axis: Axis, columns: int) -> Line:
    text = [" "] * (LABELS + 2 + columns)
    for value in axis.ticks():
        label = _shown(value)
        at = LABELS + 2 + floor(axis.share(value) * (columns - 1)) - len(label) // 2
        at = max(min(at, len(text) - len(label)), LABELS + 1)
        if all(cell == " " for cell in text[max(at - 1, 0) : at + len(label)]):
            text[at : at + len(label)] = label
    return (Piece("".join(text).rstrip(), "dim"),)


def plot_lines(curves: Sequence[Curve], x: Axis, y: Axis, width: int, height: int) -> list[Line]:
    """Return curves drawn in lines, with axes and a key.

    Args:
        curves: At most three, drawn as a line, in dashes and in dots.
        x: The axis below.
        y: The axis on the left.
        width: Cells available.
        height: Rows for the curves, without axis and key.
    """
    columns = max(width - LABELS - 2, NARROWEST)
    canvas = _Canvas(columns, height)
    for place, curve in enumerate(curves):
        _draw(canvas, curve, place, x, y)
    labels: dict[int, str] = {}
    for value in y.ticks():
        labels.setdefault(round((1 - y.share(value)) * (height - 1)), _shown(value))
    lines: list[Line] = [*wrap([Piece(y.name, "dim")], width)]
    for number in range(height):
        label = labels.get(number)
        edge = f"{label:>{LABELS}} ┤" if label else " " * LABELS + " │"
        lines.append((Piece(edge, "dim"), *canvas.row(number)))
    lines.append((Piece(" " * LABELS + " └" + "─" * columns, "dim"),))
    lines.append(_axis_line(x, columns))
    key = [Piece(f"{x.name}   ", "dim")]
    for place, curve in enumerate(curves):
        name = curve.name.replace(" ", "\u00a0")
        key += [Piece(f"{SAMPLES[place]}\u00a0", STYLES[place]), Piece(f"{name}   ")]
    lines += wrap(key, max(width, LABELS + 2), " " * (LABELS + 2), " " * (LABELS + 2))
    return lines
