"""A list of rows with one cursor, drawn row by row so that a thousand rows cost nothing."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import groupby
from operator import attrgetter
from typing import ClassVar

from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from guide.layout.lines import EMPTY, Line, Piece, clip
from guide.layout.targets import Target
from guide.ui.messages import Follow
from guide.ui.paint import looks_of, paint
from guide.ui.theme import chosen_as_one


@lru_cache(maxsize=2000)
def _clickable(place: int) -> Style:
    """Return a style that tells which row is under the mouse."""
    return Style(meta={"row": place})


@dataclass(frozen=True, slots=True)
class Row:
    """One row.

    Attributes:
        target: Where the row leads; None for a heading.
        lines: What is shown; all rows of a list that lead somewhere have as many lines.
    """

    target: Target | None
    lines: tuple[Line, ...]

    @property
    def height(self) -> int:
        """How many lines it has."""
        return len(self.lines)


@dataclass(frozen=True)
class LateRow:
    """A row of one line, which is laid out when it is first drawn.

    Attributes:
        target: Where the row leads.
        lay_out: Returns the line.
    """

    target: Target | None
    lay_out: Callable[[], Line]
    height: ClassVar[int] = 1

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """What is shown."""
        return (self.lay_out(),)


AnyRow = Row | LateRow


class RowList(ScrollView, can_focus=True, inherit_bindings=False):
    """Rows to move through and choose from."""

    DEFAULT_CSS = """
    RowList { background: $panel; scrollbar-size-vertical: 1; overflow-x: hidden; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("pageup", "move_page(-1)", show=False),
        Binding("pagedown", "move_page(1)", show=False),
        Binding("home", "move_to_end(-1)", show=False),
        Binding("end", "move_to_end(1)", show=False),
    ]

    MOVES = frozenset({"up", "down", "pageup", "pagedown", "home", "end"})

    class Highlighted(Message):
        """The cursor may be on another row."""

        def can_replace(self, message: Message) -> bool:
            """Show what the cursor is on once for several moves that wait."""
            return isinstance(message, RowList.Highlighted)

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.rows: Sequence[AnyRow] = ()
        self.cursor: int | None = None
        self._tops: list[int] = []
        self._row_of_line: list[tuple[int, int]] = []

    def show_rows(self, rows: Sequence[AnyRow], chosen: Target | None = None) -> None:
        """Show rows; the cursor goes to the chosen target, else to the first row with a target."""
        self.rows = rows
        self._tops = []
        self._row_of_line = []
        for place, row in enumerate(rows):
            self._tops.append(len(self._row_of_line))
            self._row_of_line.extend((place, number) for number in range(row.height))
        self._fit()
        targets = [row.target for row in rows]
        if chosen is not None and chosen in targets:
            self.cursor = targets.index(chosen)
        else:
            self.cursor = next((n for n, target in enumerate(targets) if target is not None), None)
        self.scroll_home(animate=False)
        self._show_cursor()
        self.post_message(self.Highlighted())

    @property
    def current(self) -> Target | None:
        """The target of the row with the cursor; None when there is none."""
        if self.cursor is None or self.cursor >= len(self.rows):
            return None
        return self.rows[self.cursor].target

    def choose(self, target: Target) -> None:
        """Put the cursor on a row, without a message."""
        for place, row in enumerate(self.rows):
            if row.target == target:
                self.cursor = place
                self._show_cursor()
                return

    def action_move(self, step: int) -> None:
        """Move the cursor by so many rows; headings are left out."""
        places = [place for place, row in enumerate(self.rows) if row.target is not None]
        if not places:
            return
        at = places.index(self.cursor) if self.cursor in places else 0
        self.cursor = places[max(0, min(at + step, len(places) - 1))]
        self._show_cursor()
        self.post_message(self.Highlighted())

    def action_move_page(self, direction: int) -> None:
        """Move the cursor by so many pages."""
        self.action_move(direction * max(self.size.height - 2, 1))

    def action_move_to_end(self, direction: int) -> None:
        """Move the cursor to the first row (-1) or the last (1)."""
        self.action_move(direction * len(self.rows))

    def take_keys(self, keys: Iterator[events.Key]) -> int:
        """Do what keys that wait do here, drawn once; return how many that were."""
        done = 0
        for name, run in groupby(keys, attrgetter("key")):
            if name not in self.MOVES:
                break
            times = sum(1 for _ in run)
            done += times
            match name:
                case "up" | "down":
                    self.action_move(times if name == "down" else -times)
                case "pageup" | "pagedown":
                    self.action_move_page(times if name == "pagedown" else -times)
                case _:
                    self.action_move_to_end(1 if name == "end" else -1)
        return done

    def _fit(self) -> None:
        """Set the height of the list: while it fits, always that of its place.

        Every change of the virtual size costs a layout of the whole screen.
        """
        height = max(len(self._row_of_line), self.size.height)
        self.virtual_size = Size(self.size.width, height)

    def _show_cursor(self) -> None:
        if self.cursor is not None and self.cursor < len(self._tops):
            top = self._tops[self.cursor]
            height = self.rows[self.cursor].height
            heading = self.cursor > 0 and self.rows[self.cursor - 1].target is None
            region = Region(0, top - heading, 1, height + heading)
            self.scroll_to_region(region, animate=False, force=True)
        self.refresh()

    def on_unmount(self) -> None:
        """Drop the rows: Textual holds a closed screen for as long as a widget remembers it."""
        self.rows, self.cursor = (), None
        self._tops, self._row_of_line = [], []
        self.refresh()

    def on_resize(self) -> None:
        """Keep the cursor in view."""
        self._fit()
        self._show_cursor()

    def notify_style_update(self) -> None:
        """Draw the list again when the theme changes."""
        super().notify_style_update()
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw one line of the screen."""
        at = y + self.scroll_offset.y
        width = self.size.width
        if at >= len(self._row_of_line):
            return paint(EMPTY, self.app.theme, width, self.rich_style)
        place, number = self._row_of_line[at]
        row = self.rows[place]
        here = place == self.cursor
        sign = Piece("▸ " if here and number == 0 else "  ", "focus")
        background = self.rich_style
        if here:
            background = background + looks_of(self.app.theme)["selected"]
        if row.target is not None:
            background = background + _clickable(place)
        line = clip((sign, *row.lines[number]), width - 1)
        if here and chosen_as_one(self.app.theme):
            line = tuple(piece._replace(style="selected") for piece in line)
        return paint(line, self.app.theme, width, background)

    def on_click(self, event: events.Click) -> None:
        """Follow the row that was clicked."""
        place = event.style.meta.get("row")
        if place is None or place >= len(self.rows):
            return
        target = self.rows[place].target
        if target is not None:
            event.stop()
            self.focus()
            self.cursor = place
            self._show_cursor()
            self.post_message(Follow(target))
