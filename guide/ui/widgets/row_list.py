"""A list of rows with one cursor, drawn row by row so that a thousand rows cost nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from guide.layout.lines import EMPTY, Line, Piece, clip
from guide.ui.paint import looks_of, paint


@lru_cache(maxsize=2000)
def _meant(row: str) -> Style:
    """Return a style that tells which row a click meets."""
    return Style(meta={"row": row})


@dataclass(frozen=True, slots=True)
class Row:
    """One row: a heading when it has no id.

    Attributes:
        id: What it stands for; empty for a heading.
        lines: What is shown; all rows of a list that have an id have as many lines.
    """

    id: str
    lines: tuple[Line, ...]


class RowList(ScrollView, can_focus=True):
    """Rows to go through and choose from."""

    DEFAULT_CSS = """
    RowList { background: $panel; scrollbar-size-vertical: 1; overflow-x: hidden; }
    """

    class Highlighted(Message):
        """The cursor stands on another row."""

        def __init__(self, sender: "RowList", row: str) -> None:
            super().__init__()
            self.sender = sender
            self.row = row

    class Chosen(Message):
        """A row was clicked or entered."""

        def __init__(self, sender: "RowList", row: str) -> None:
            super().__init__()
            self.sender = sender
            self.row = row

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.rows: Sequence[Row] = ()
        self._tops: list[int] = []
        self._row_of_line: list[tuple[int, int]] = []
        self.cursor: int | None = None

    def show_rows(self, rows: Sequence[Row], chosen: str = "") -> None:
        """Show rows; the cursor goes to the chosen id, else to the first row with one."""
        self.rows = rows
        self._tops = []
        self._row_of_line = []
        for place, row in enumerate(rows):
            self._tops.append(len(self._row_of_line))
            self._row_of_line.extend((place, number) for number in range(len(row.lines)))
        self._fit()
        ids = [row.id for row in rows]
        self.cursor = (
            ids.index(chosen)
            if chosen and chosen in ids
            else next((n for n, name in enumerate(ids) if name), None)
        )
        self.scroll_home(animate=False)
        self._show_cursor()
        self._announce()

    @property
    def current(self) -> str:
        """Id of the row with the cursor, empty when there is none."""
        return (
            self.rows[self.cursor].id
            if self.cursor is not None and self.cursor < len(self.rows)
            else ""
        )

    def choose(self, name: str) -> None:
        """Put the cursor on a row without saying so."""
        for place, row in enumerate(self.rows):
            if row.id == name:
                self.cursor = place
                self._show_cursor()
                return

    def move(self, step: int) -> None:
        """Move the cursor by so many rows, headings left out."""
        ids = [place for place, row in enumerate(self.rows) if row.id]
        if not ids:
            return
        at = ids.index(self.cursor) if self.cursor in ids else 0
        self.cursor = ids[max(0, min(at + step, len(ids) - 1))]
        self._show_cursor()
        self._announce()

    def _fit(self) -> None:
        """Say how high the list is; while it fits, always as high as its place, since every change costs a layout of the screen."""
        self.virtual_size = Size(self.size.width, max(len(self._row_of_line), self.size.height))

    def _announce(self) -> None:
        if self.current:
            self.post_message(self.Highlighted(self, self.current))

    def _show_cursor(self) -> None:
        if self.cursor is not None and self.cursor < len(self._tops):
            top = self._tops[self.cursor]
            height = len(self.rows[self.cursor].lines)
            above = 1 if self.cursor and not self.rows[self.cursor - 1].id else 0
            self.scroll_to_region(
                Region(0, top - above, 1, height + above), animate=False, force=True
            )
        self.refresh()

    def on_resize(self) -> None:
        """Keep the cursor in sight."""
        self._fit()
        self._show_cursor()

    def notify_style_update(self) -> None:
        """Draw anew when the theme changes."""
        super().notify_style_update()
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw one row of the screen."""
        at = y + self.scroll_offset.y
        width = self.size.width
        if at >= len(self._row_of_line):
            return paint(EMPTY, self.app.theme, width, self.rich_style)
        place, number = self._row_of_line[at]
        row = self.rows[place]
        here = place == self.cursor
        sign = Piece("▸ " if here and number == 0 else "  ", "accent")
        background = self.rich_style
        if here:
            background = background + looks_of(self.app.theme)["selected"]
        if row.id:
            background = background + _meant(row.id)
        return paint(clip((sign, *row.lines[number]), width - 1), self.app.theme, width, background)

    def on_click(self, event: events.Click) -> None:
        """Choose the row that was clicked."""
        name = event.style.meta.get("row")
        if name:
            event.stop()
            self.focus()
            self.choose(name)
            self.post_message(self.Chosen(self, name))

    def steer(self, key: str) -> bool:
        """Act on a key of movement or choice; return whether it was one."""
        page = max(self.size.height - 2, 1)
        steps = {
            "up": -1,
            "down": 1,
            "pageup": -page,
            "pagedown": page,
            "home": -len(self.rows),
            "end": len(self.rows),
        }
        if key in steps:
            self.move(steps[key])
        elif key == "enter" and self.current:
            self.post_message(self.Chosen(self, self.current))
        else:
            return False
        return True

    def on_key(self, event: events.Key) -> None:
        """Move and choose."""
        if self.steer(event.key):
            event.stop()
            event.prevent_default()
