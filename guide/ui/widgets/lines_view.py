"""A scrolling view of lines, drawn row by row; keys and mouse reach every target."""

from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from guide.errors import GuideError
from guide.layout.ascii_lines import ascii_lines
from guide.layout.lines import EMPTY, Line, Piece, line_width, plain_line, wrap
from guide.layout.targets import Target
from guide.ui.finds import Finds
from guide.ui.messages import Follow, PlaceChanged
from guide.ui.paint import paint, with_pointer

Spot = tuple[int, int]
"""Line and piece of something that leads somewhere."""


class LinesView(ScrollView, can_focus=True, inherit_bindings=False):
    """Shows lines. Subclasses return the lines for a width from `compose_lines`."""

    DEFAULT_CSS = """
    LinesView { background: $background; scrollbar-size-vertical: 1; overflow-x: hidden; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", show=False),
        Binding("down,j", "move(1)", show=False),
        Binding("pageup,shift+space", "scroll_pages(-1)", show=False),
        Binding("pagedown,space", "scroll_pages(1)", show=False),
        Binding("home", "scroll_home", show=False),
        Binding("end", "scroll_end", show=False),
        Binding("tab", "choose(1)", show=False),
        Binding("shift+tab", "choose(-1)", show=False),
    ]

    STEPS: ClassVar[dict[str, int]] = {"up": -1, "k": -1, "down": 1, "j": 1}
    PAGES: ClassVar[dict[str, int]] = {"pageup": -1, "pagedown": 1, "shift+space": -1, "space": 1}

    MARGIN = 2

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._lines: tuple[Line, ...] = ()
        self._spots: list[Spot] = []
        self._chosen: int | None = None
        self._laid_width = -1
        self._strips: dict[tuple[int, int], Strip] = {}
        self.arrows_move = False
        """Whether the arrow keys move from target to target instead of scrolling."""
        self.starts_chosen = True
        """Whether the cursor is on a target from the start where the arrow keys move it."""
        self.pinned = 0
        """How many lines at the top stay in view while the others scroll."""
        self.only_ascii = False
        """Whether signs are written in ASCII; what comes from the library already is."""
        self._finds = Finds()
        self.preferred: Target | None = None
        """The target that the cursor starts on where the arrow keys move it."""

    def compose_lines(self, width: int) -> tuple[Line, ...]:
        """Return the lines for a width in cells."""
        raise NotImplementedError

    @property
    def text_width(self) -> int:
        """Cells for text, without margins and scroll bar."""
        return max(self.size.width - 2 * self.MARGIN - 1, 16)

    @property
    def line_count(self) -> int:
        """How many lines there are."""
        return len(self._lines)

    @property
    def text(self) -> str:
        """All of the text."""
        return "\n".join(plain_line(line) for line in self._lines)

    def relay(self, keep_chosen: bool = False) -> None:
        """Compose the lines again for the current width, as soon as the view has one."""
        if not self.size.width:
            self._laid_width = -1
            return
        self._laid_width = self.size.width
        self._strips.clear()
        try:
            self._lines = self.compose_lines(self.text_width)
            if self.only_ascii:
                self._lines = ascii_lines(self._lines, self.text_width)
        except GuideError as error:
            self._lines = tuple(wrap([Piece(str(error), "bad")], self.text_width))
        self._spots = [
            (y, x)
            for y, line in enumerate(self._lines)
            for x, piece in enumerate(line)
            if piece.target is not None
        ]
        self._spots.sort(key=self.order)
        self._spots = [spot for place, spot in enumerate(self._spots) if not self._continues(place)]
        if not keep_chosen or self._chosen is None or self._chosen >= len(self._spots):
            self._chosen = self._first_choice()
        self._finds.look_up(self._lines)
        # While it fits, always as high as its place: a change costs a layout of the whole screen.
        self.virtual_size = Size(self.size.width, max(len(self._lines), self.size.height))
        self.refresh()
        self.laid_out()
        self.post_message(PlaceChanged())

    def order(self, spot: Spot) -> tuple[int, ...]:
        """Return what the cursor goes by from spot to spot: first the line, then the piece."""
        return spot

    def line(self, y: int) -> Line:
        """Return a line, counted from 0."""
        return self._lines[y]

    def laid_out(self) -> None:
        """Do what had to wait for the lines."""

    def _first_choice(self) -> int | None:
        """Return where the cursor starts: nowhere on a page, else on what is preferred or first."""
        if not self.arrows_move or not self.starts_chosen or not self._spots:
            return None
        return next(
            (
                place
                for place, (y, x) in enumerate(self._spots)
                if self._lines[y][x].target == self.preferred
            ),
            0,
        )

    def _continues(self, place: int) -> bool:
        """Tell whether a spot goes on from the one before it: beside it, or wrapped below it."""
        if place == 0:
            return False
        (y, x), (before_y, before_x) = self._spots[place], self._spots[place - 1]
        same = self._lines[y][x].target == self._lines[before_y][before_x].target
        beside = y == before_y and x == before_x + 1
        below = y == before_y + 1 and before_x == len(self._lines[before_y]) - 1
        return same and (beside or below)

    def on_show(self) -> None:
        """Catch up with what changed while the view was hidden."""
        if self.size.width != self._laid_width:
            self.relay(keep_chosen=True)
        else:
            self.laid_out()

    def on_unmount(self) -> None:
        """Drop the lines: Textual holds a closed screen for as long as a widget remembers it."""
        self._lines, self._spots, self._chosen = (), [], None
        self._strips.clear()
        self.refresh()

    def on_resize(self) -> None:
        """Compose the lines again when the width has changed."""
        if self.size.width != self._laid_width:
            # Lines that are yet to be composed do not begin where those before them stood.
            composed = self._laid_width > 0
            share = self.scroll_offset.y / max(len(self._lines), 1) if composed else 0.0
            self.relay(keep_chosen=True)
            if share:
                self.scroll_to(y=round(share * len(self._lines)), animate=False)
        else:
            self.laid_out()

    def notify_style_update(self) -> None:
        """Draw the view again when the theme changes."""
        super().notify_style_update()
        self._strips.clear()
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw one row."""
        row = y if y < self.pinned else y + self.scroll_offset.y
        line = self._lines[row] if row < len(self._lines) else EMPTY
        chosen = -1
        if self._chosen is not None and self._spots[self._chosen][0] == row and self.has_focus:
            chosen = self._spots[self._chosen][1]
        marked = self._finds.marked(row, line, chosen)
        if marked is not None:
            return paint(marked, self.app.theme, self.size.width, self.rich_style, self.MARGIN)
        strip = self._strips.get((row, chosen))
        if strip is None:
            at, margin = chosen, self.MARGIN
            if self.arrows_move and chosen >= 0:
                (line, at), margin = with_pointer(line, chosen, margin), 0
            strip = paint(line, self.app.theme, self.size.width, self.rich_style, margin, at)
            self._strips[(row, chosen)] = strip
        return strip

    def seek(self, text: str) -> None:
        """Mark every match of a text; the first one in view or below becomes the current one."""
        self._finds.seek(text, self._lines, self.scroll_offset.y)
        self._show_find()

    def seek_next(self, step: int) -> None:
        """Go to the next match (1) or the previous one (-1); after the last comes the first."""
        self._finds.step(step)
        self._show_find()

    @property
    def finds(self) -> tuple[int, int]:
        """The number of the current match, counted from 1, and how many there are."""
        return self._finds.numbers

    @property
    def sought(self) -> str:
        """The text that is marked; empty when none is."""
        return self._finds.sought

    def _show_find(self) -> None:
        line = self._finds.line
        if line is not None:
            self.scroll_to_region(Region(0, max(line - 2, 0), 1, 5), animate=False, force=True)
        self.refresh()

    @property
    def target(self) -> Target | None:
        """What the cursor is on; None when it is on nothing."""
        if self._chosen is None or self._chosen >= len(self._spots):
            return None
        y, x = self._spots[self._chosen]
        return self._lines[y][x].target

    def action_move(self, step: int) -> None:
        """Move from target to target where the arrow keys do so; else scroll by one line."""
        if self.arrows_move:
            self.action_choose(step)
        else:
            self.scroll_relative(y=step, animate=False)

    def action_scroll_pages(self, direction: int) -> None:
        """Scroll by so many pages."""
        self.scroll_relative(y=direction * max(self.size.height - 2, 1), animate=False)

    def action_scroll_home(self) -> None:
        """Scroll to the first line; where the arrow keys move the cursor, it goes along."""
        self.scroll_home(animate=False, immediate=True)
        if self.arrows_move and self._spots:
            self._put_cursor(0)

    def action_scroll_end(self) -> None:
        """Scroll to the last line; where the arrow keys move the cursor, it goes along."""
        self.scroll_end(animate=False, immediate=True)
        if self.arrows_move and self._spots:
            self._put_cursor(len(self._spots) - 1)

    def take_keys(self, keys: Iterator[events.Key]) -> int:
        """Do what keys that wait do here, drawn once; return how many that were."""
        done = 0
        for name, run in groupby(keys, attrgetter("key")):
            if name not in self.STEPS and name not in self.PAGES:
                break
            times = sum(1 for _ in run)
            done += times
            if name in self.PAGES:
                self.action_scroll_pages(self.PAGES[name] * times)
            elif self.arrows_move:
                for _ in range(times):
                    self.action_move(self.STEPS[name])
            else:
                self.action_move(self.STEPS[name] * times)
        return done

    def action_choose(self, step: int) -> None:
        """Move the cursor to the next target (1) or the previous one (-1), first to one in view."""
        if not self._spots:
            return
        top, bottom = self.scroll_offset.y, self.scroll_offset.y + self.size.height
        now = self._chosen
        visible = now is not None and self._is_between(self._spots[now][0], top, bottom)
        if now is None or (not visible and not self.arrows_move):
            within = [
                place
                for place, (y, _) in enumerate(self._spots)
                if self._is_between(y, top, bottom)
            ]
            if within:
                place = within[0] if step > 0 else within[-1]
            else:
                later = [place for place, (y, _) in enumerate(self._spots) if y >= bottom]
                place = later[0] if step > 0 and later else 0
        else:
            place = (now + step) % len(self._spots)
        self._put_cursor(place)

    def _is_between(self, y: int, top: int, bottom: int) -> bool:
        """Tell whether a line is in view: pinned, or below what is pinned."""
        return y < self.pinned or top + self.pinned <= y < bottom

    def _put_cursor(self, place: int) -> None:
        """Put the cursor on a spot and show it."""
        self._chosen = place
        y, _ = self._spots[place]
        if y >= self.pinned:
            above = self.pinned + 1
            region = Region(0, max(y - above, 0), 1, above + 2)
            self.scroll_to_region(region, animate=False, force=True)
        self._moved()

    def in_view(self) -> list[tuple[int, int, Target]]:
        """Return column and row on the screen of each target in view, and the target."""
        top, found = self.scroll_offset.y, []
        for y, x in self._spots:
            target = self._lines[y][x].target
            if target is not None and top <= y < top + self.size.height:
                column = self.MARGIN + line_width(self._lines[y][:x])
                found.append((self.region.x + column, self.region.y + y - top, target))
        return found

    def choose_target(self, target: Target | None) -> None:
        """Put the cursor on a target if it is there."""
        for place, (y, x) in enumerate(self._spots):
            if self._lines[y][x].target == target:
                self._chosen = place
                self._moved()
                return

    def show_cursor(self) -> None:
        """Bring the cursor into view."""
        if self._chosen is not None:
            self._put_cursor(self._chosen)

    def unchoose(self) -> None:
        """Take the cursor away."""
        self._chosen = None
        self._moved()

    def _moved(self) -> None:
        self.refresh()
        self.post_message(PlaceChanged())

    def on_focus(self) -> None:
        """Show the cursor."""
        if self._chosen is not None:
            self.refresh()

    def on_blur(self) -> None:
        """Hide the cursor."""
        if self._chosen is not None:
            self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Follow what was clicked."""
        target = event.style.meta.get("target")
        if target is not None:
            event.stop()
            self.choose_target(target)
            self.post_message(Follow(target))
