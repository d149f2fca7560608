"""The matches of a text in a view's lines, and which of them is the current one."""

from guide.layout.find import Mark, find, marked_line
from guide.layout.lines import Line


class Finds:
    """Where a text is found in some lines; one match is the current one while there is any."""

    def __init__(self) -> None:
        self.sought = ""
        """The text that is marked; empty when none is."""
        self._marks: dict[int, list[Mark]] = {}
        self._lines: list[int] = []
        self._current = -1

    def seek(self, text: str, lines: tuple[Line, ...], top: int) -> None:
        """Look for a text; its first match from a line on becomes the current one.

        Args:
            text: The text.
            lines: Where to look.
            top: The line; where none follows it, the first match of all is taken.
        """
        self.sought = text
        self.look_up(lines)
        self._current = next(
            (n for n, line in enumerate(self._lines) if line >= top), 0 if self._lines else -1
        )

    def look_up(self, lines: tuple[Line, ...]) -> None:
        """Look for the same text in other lines; the number of the current match stays."""
        marks = find(lines, self.sought) if self.sought else []
        self._marks = {}
        self._lines = []
        for mark in marks:
            self._marks.setdefault(mark.line, []).append(mark)
            if mark.number == len(self._lines):
                self._lines.append(mark.line)
        self._current = min(self._current, len(self._lines) - 1)

    def step(self, by: int) -> None:
        """Go to the next match (1) or the previous one (-1); after the last comes the first."""
        if self._lines:
            self._current = (self._current + by) % len(self._lines)

    @property
    def numbers(self) -> tuple[int, int]:
        """The number of the current match, counted from 1, and how many there are."""
        return self._current + 1, len(self._lines)

    @property
    def line(self) -> int | None:
        """The line of the current match, counted from 0; None without a match."""
        return self._lines[self._current] if self._current >= 0 else None

    def marked(self, row: int, line: Line, chosen: int) -> Line | None:
        """Return a line with its matches marked; None when there is none in it.

        Args:
            row: Which line it is, counted from 0.
            line: The line.
            chosen: Index of a piece that has the cursor; -1 for none.
        """
        marks = self._marks.get(row)
        return marked_line(line, marks, self._current, chosen) if marks else None
