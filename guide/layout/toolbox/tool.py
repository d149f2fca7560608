"""What a tool is: fields to fill in, and an answer of results, warnings, sources and limits."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from guide.layout.lines import EMPTY, Line, Piece, wrap
from guide.layout.plot import Axis, Curve, plot_lines
from guide.layout.tables import lay_out_table
from guide.layout.targets import OpenEntry, ShowSource, ToolName
from guide.layout.toolbox.sources import Source

LEARNING = "For learning, not for patient care."
LOWEST_PLOT, HIGHEST_PLOT = 7, 14
SHORT = 24
"""Characters of a value that is never broken between two lines."""


@dataclass(frozen=True, slots=True)
class Room:
    """The place that an answer has.

    Attributes:
        width: Cells in a line.
        height: Lines in view, after which curves are cut to be in view with their numbers.
        holds: Tells whether the library has a page.
    """

    width: int
    height: int
    holds: Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer.

    Attributes:
        lines: What is shown.
        copied: The results with their formulas, as one line.
    """

    lines: tuple[Line, ...]
    copied: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A field of a tool: its label, and what it holds at first."""

    label: str
    start: str


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool.

    Attributes:
        name: What targets call it.
        title: What readers call it.
        words: More words that find it.
        asked: Its fields.
        answer: Its answer for what the fields hold; raises `RefusedError` with one line.
    """

    name: ToolName
    title: str
    words: str
    asked: tuple[Asked, ...]
    answer: Callable[[Sequence[str], Room], Answer]


def together(text: str) -> str:
    """Return a text that is broken between two lines only where it does not fit on one."""
    return text.replace(" ", "\u00a0")


class Sheet:
    """An answer that is being written."""

    def __init__(self, room: Room) -> None:
        self.room = room
        self._lines: list[Line] = []
        self._copied: list[str] = []

    def result(self, name: str, value: str, formula: str = "") -> None:
        """Write a result; the formula has its numbers filled in."""
        whole = together(value) if len(value) <= SHORT else value
        row = [Piece(together(f"{name} "), "dim"), Piece(whole, "result")]
        if formula:
            row += [Piece(" "), Piece(together(f"= {formula}"))]
        self._lines += wrap(row, self.room.width, "", "  ")
        self._copied.append(f"{name} = {formula} = {value}" if formula else f"{name} = {value}")

    def note(self, text: str) -> None:
        """Add to the copied line what a table shows."""
        self._copied.append(text)

    def text(self, text: str, style: str = "") -> None:
        """Write a paragraph."""
        self._lines += wrap([Piece(text, style)], self.room.width)

    def line(self, pieces: Sequence[Piece], indent: str = "") -> None:
        """Write pieces; what does not fit goes on below an indent."""
        self._lines += wrap(pieces, self.room.width, "", indent)

    def blank(self) -> None:
        """Leave a line free."""
        if self._lines and self._lines[-1] != EMPTY:
            self._lines.append(EMPTY)

    def warn(self, text: str) -> None:
        """Write what to doubt, behind a sign."""
        self._lines += wrap([Piece("! ", "warn"), Piece(text, "warn")], self.room.width, "", "  ")

    def table(self, rows: Sequence[Sequence[Sequence[Piece]]]) -> None:
        """Write a table, its head first."""
        self.blank()
        self._lines += lay_out_table(rows, self.room.width)

    def plot(self, curves: Sequence[Curve], x: Axis, y: Axis) -> None:
        """Draw curves, as high as leaves room for the numbers."""
        height = min(max(self.room.height // 2 - 3, LOWEST_PLOT), HIGHEST_PLOT)
        self.blank()
        self._lines += plot_lines(curves, x, y, self.room.width, height)

    def done(
        self, formula: str, limits: str, pages: Sequence[tuple[str, str]], sources: Sequence[Source]
    ) -> Answer:
        """Write formula, limits, pages and sources, and return the answer.

        Args:
            formula: The formulas with their letters.
            limits: What the result does not say.
            pages: Ids and names of pages to read on.
            sources: Where formula and values come from.
        """
        width = self.room.width
        self.blank()
        self._lines += wrap([Piece("Formula: ", "dim"), Piece(formula, "code")], width, "", "  ")
        self._lines += wrap(
            [Piece("Limits: ", "dim"), Piece(f"{limits} "), Piece(LEARNING, "b")], width, "", "  "
        )
        line = [Piece("Sources: ", "dim")]
        for place, source in enumerate(sources):
            line += [
                Piece("; " if place else ""),
                Piece(source.short, "link", ShowSource(source.key)),
                Piece(f", {source.place}"),
            ]
        self._lines += wrap(line, width, "", "  ")
        known = [(page, name) for page, name in pages if self.room.holds(page)]
        if known:
            line = [Piece("Read on: ", "dim")]
            for place, (page, name) in enumerate(known):
                line += [Piece(" · " if place else ""), Piece(name, "link", OpenEntry(page))]
            self._lines += wrap(line, width, "", "  ")
        first = f"; {sources[0].short}" if sources else ""
        copied = f"{'; '.join(self._copied)} [{formula}{first}; for learning]"
        return Answer(tuple(self._lines), copied)
