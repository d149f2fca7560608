"""A logarithmic axis that ratios of many trials share, one row of characters each."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import log

from guide.layout.lines import Line, Piece
from guide.library.trial_rows import Ratio

TICKS = (0.125, 0.25, 0.5, 1.0, 2.0, 4.0, 8.0)
LEAST, MOST = 0.1, 10.0
"""How far the axis goes at most; what lies beyond ends in an arrow."""
ALWAYS = (0.5, 2.0)
"""What every axis shows."""
AIR = 1.04
"""By how much the ends lie beyond the outermost limit."""

MARK = "■"
BEFORE, BEYOND = "<", ">"


@dataclass(frozen=True, slots=True)
class Axis:
    """A logarithmic axis.

    Attributes:
        low: The ratio at its left end.
        high: The ratio at its right end.
        cells: How many characters it has.
    """

    low: float
    high: float
    cells: int

    @classmethod
    def over(cls, ratios: Iterable[Ratio], cells: int) -> "Axis":
        """Return the axis that shows all of some ratios with their intervals."""
        ends = [float(end) for ratio in ratios for end in ratio.limits if end > 0]
        low, high = min((*ends, ALWAYS[0])), max((*ends, ALWAYS[1]))
        return cls(max(low / AIR, LEAST), min(high * AIR, MOST), cells)

    def at(self, ratio: float) -> int:
        """Return the cell of a ratio; the first or the last one where it lies beyond."""
        if ratio <= self.low:
            return 0
        share = log(ratio / self.low) / log(self.high / self.low)
        return min(round(share * (self.cells - 1)), self.cells - 1)

    def head(self) -> str:
        """Return the numbers of the axis, each at its cell, as many as have room."""
        text = [" "] * self.cells
        taken: set[int] = set()
        for tick in sorted(TICKS, key=lambda tick: abs(log(tick))):
            if not self.low <= tick <= self.high:
                continue
            label = f"{tick:g}"
            start = max(0, min(self.at(tick) - len(label) // 2, self.cells - len(label)))
            place = set(range(start - 1, start + len(label) + 1))
            if not place & taken:
                taken |= place
                text[start : start + len(label)] = label
        return "".join(text)

    def empty(self) -> Line:
        """Return the row of a trial without a ratio: the line of no effect alone."""
        one = self.at(1)
        rest = " " * (self.cells - one - 1)
        return (Piece(" " * one), Piece("│", "rule"), Piece(rest))

    def row(self, ratio: Ratio, mark: str = MARK) -> Line:
        """Return the interval and the estimate of a ratio, with the line of no effect."""
        low, high = map(float, ratio.limits)
        first, last = self.at(low), self.at(high)
        cells: list[tuple[str, str]] = [(" ", "")] * self.cells
        one = self.at(1)
        cells[one] = ("│", "rule")
        for place in range(first, last + 1):
            cells[place] = ("┼" if place == one else "─", "data")
        if ratio.result.ci is not None:
            cells[first] = (BEFORE if low < self.low else "├", "data")
            cells[last] = (BEYOND if high > self.high else "┤", "data")
        cells[self.at(float(ratio.estimate))] = (mark, "b")
        return _joined(cells)


def _joined(cells: Iterable[tuple[str, str]]) -> Line:
    """Return cells as pieces, neighbours of one style together."""
    pieces: list[Piece] = []
    for text, style in cells:
        if pieces and pieces[-1].style == style:
            pieces[-1] = Piece(pieces[-1].text + text, style)
        else:
            pieces.append(Piece(text, style))
    return tuple(pieces)
