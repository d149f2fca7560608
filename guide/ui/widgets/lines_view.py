"""A scrolling view of lines, drawn row by row; everything that can be followed is reached by key and mouse."""

from textual import events
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from guide.layout.find import Mark, find, marked_line
from guide.layout.lines import EMPTY, Line
from guide.ui.messages import Follow
from guide.ui.paint import paint

Spot = tuple[int, int]
"""Line and piece of something that can be followed."""


class LinesView(ScrollView, can_focus=True):
    """Shows lines. Subclasses make the lines of a width in `compose_lines`."""

    DEFAULT_CSS = """
    LinesView { background: $background; scrollbar-size-vertical: 1; overflow-x: hidden; }
    """

    MARGIN = 2

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._lines: tuple[Line, ...] = ()
        self._spots: list[Spot] = []
        self._chosen: int | None = None
        self._laid_width = -1
        self._strips: dict[tuple[int, int], Strip] = {}
        self.arrows_move = False
        """Whether the arrow keys go from target to target instead of scrolling."""
        self.letters_typed = False
        """Whether letters and Enter are typed into what is shown, so that none of them scrolls or follows."""
        self._sought = ""
        self._marks: dict[int, list[Mark]] = {}
        self._find_lines: list[int] = []
        self._current_find = -1
        self.preferred = ""
        """The target that the cursor begins on where the arrows move it."""

    def compose_lines(self, width: int) -> tuple[Line, ...]:
        """Return the lines for a width of so many cells."""
        raise NotImplementedError

    @property
    def text_width(self) -> int:
        """Cells for text, margins and scroll bar left out."""
        return max(self.size.width - 2 * self.MARGIN - 1, 16)

    @property
    def line_count(self) -> int:
        """How many lines there are."""
        return len(self._lines)

    def relay(self, keep_chosen: bool = False) -> None:
        """Make the lines anew for the present width."""
        self._laid_width = self.size.width
        self._strips.clear()
        self._lines = self.compose_lines(self.text_width) if self.size.width else ()
        self._spots = [
            (y, x)
            for y, line in enumerate(self._lines)
            for x, piece in enumerate(line)
            if piece.target
        ]
        self._spots = [spot for place, spot in enumerate(self._spots) if not self._continues(place)]
        if not keep_chosen or self._chosen is None or self._chosen >= len(self._spots):
            self._chosen = self._first_choice()
        self._look_up()
        # While it fits, always as high as its place: every change of this size costs a layout of the whole screen.
        self.virtual_size = Size(self.size.width, max(len(self._lines), self.size.height))
        self.refresh()

    def _first_choice(self) -> int | None:
        """Return where the cursor begins: nowhere on a page, else on what is preferred or first."""
        if not self.arrows_move or not self._spots:
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
        """Tell whether a spot is the wrapped rest of the one before it."""
        if place == 0:
            return False
        (y, x), (before_y, before_x) = self._spots[place], self._spots[place - 1]
        same = self._lines[y][x].target == self._lines[before_y][before_x].target
        return same and y == before_y + 1 and before_x == len(self._lines[before_y]) - 1

    def on_resize(self) -> None:
        """Lay out anew when the width has changed."""
        if self.size.width != self._laid_width:
            share = self.scroll_offset.y / max(len(self._lines), 1)
            self.relay(keep_chosen=True)
            if share:
                self.scroll_to(y=round(share * len(self._lines)), animate=False)

    def notify_style_update(self) -> None:
        """Draw anew when the theme changes."""
        super().notify_style_update()
        self._strips.clear()
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw one row."""
        row = y + self.scroll_offset.y
        line = self._lines[row] if row < len(self._lines) else EMPTY
        chosen = -1
        if self._chosen is not None and self._spots[self._chosen][0] == row and self.has_focus:
            chosen = self._spots[self._chosen][1]
        if row in self._marks:
            line, chosen = marked_line(line, self._marks[row], self._current_find, chosen), -1
            return paint(line, self.app.theme, self.size.width, self.rich_style, self.MARGIN)
        strip = self._strips.get((row, chosen))
        if strip is None:
            strip = paint(
                line, self.app.theme, self.size.width, self.rich_style, self.MARGIN, chosen
            )
            self._strips[(row, chosen)] = strip
        return strip

    def seek(self, text: str) -> None:
        """Mark every place of a text; the first one from what is visible on becomes the current one. Nothing is marked for nothing."""
        self._sought = text
        self._look_up()
        top = self.scroll_offset.y
        self._current_find = next(
            (n for n, line in enumerate(self._find_lines) if line >= top),
            0 if self._find_lines else -1,
        )
        self._show_find()

    def seek_next(self, step: int) -> None:
        """Go to the next place of the sought text, or the one before; after the last comes the first."""
        if self._find_lines:
            self._current_find = (self._current_find + step) % len(self._find_lines)
        self._show_find()

    @property
    def finds(self) -> tuple[int, int]:
        """Which place of the sought text is the current one, counted from 1, and how many there are."""
        return self._current_find + 1, len(self._find_lines)

    @property
    def sought(self) -> str:
        """The text that is marked; empty when none is."""
        return self._sought

    def _look_up(self) -> None:
        marks = find(self._lines, self._sought) if self._sought else []
        self._marks = {}
        self._find_lines = []
        for mark in marks:
            self._marks.setdefault(mark.line, []).append(mark)
            if mark.number == len(self._find_lines):
                self._find_lines.append(mark.line)
        self._current_find = min(self._current_find, len(self._find_lines) - 1)

    def _show_find(self) -> None:
        if 0 <= self._current_find < len(self._find_lines):
            line = self._find_lines[self._current_find]
            self.scroll_to_region(Region(0, max(line - 2, 0), 1, 5), animate=False, force=True)
        self.refresh()

    @property
    def target(self) -> str:
        """What Enter would follow; empty when nothing is chosen."""
        if self._chosen is None or not self._spots:
            return ""
        y, x = self._spots[self._chosen]
        return self._lines[y][x].target

    def choose(self, step: int) -> None:
        """Move the cursor to the next thing that can be followed, or the one before; begin with what is visible."""
        if not self._spots:
            return
        top, bottom = self.scroll_offset.y, self.scroll_offset.y + self.size.height
        now = self._chosen
        visible = now is not None and top <= self._spots[now][0] < bottom
        if now is None or (not visible and not self.arrows_move):
            within = [place for place, (y, _) in enumerate(self._spots) if top <= y < bottom]
            if within:
                self._chosen = within[0] if step > 0 else within[-1]
            else:
                later = [place for place, (y, _) in enumerate(self._spots) if y >= bottom]
                self._chosen = later[0] if step > 0 and later else 0
        else:
            self._chosen = (now + step) % len(self._spots)
        y, _ = self._spots[self._chosen]
        self.scroll_to_region(Region(0, max(y - 1, 0), 1, 3), animate=False, force=True)
        self.refresh()

    def choose_target(self, target: str) -> None:
        """Put the cursor on a target if it is there."""
        for place, (y, x) in enumerate(self._spots):
            if self._lines[y][x].target == target:
                self._chosen = place
                self.refresh()
                return

    def unchoose(self) -> None:
        """Take the cursor away."""
        self._chosen = None
        self.refresh()

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
        if target:
            event.stop()
            self.choose_target(target)
            self.post_message(Follow(target))

    def on_key(self, event: events.Key) -> None:
        """Scroll and move; letters are left to the place's own commands."""
        if self.letters_typed and event.key in ("enter", "space", "j", "k"):
            return
        page = max(self.size.height - 2, 1)
        steps = {"pagedown": page, "space": page, "pageup": -page, "shift+space": -page}
        if self.arrows_move and event.key in ("up", "down"):
            self.choose(1 if event.key == "down" else -1)
        elif event.key in ("up", "k", "down", "j"):
            self.scroll_relative(y=1 if event.key in ("down", "j") else -1, animate=False)
        elif event.key in steps:
            self.scroll_relative(y=steps[event.key], animate=False)
        elif event.key == "home":
            self.scroll_home(animate=False)
        elif event.key == "end":
            self.scroll_end(animate=False)
        elif event.key in ("tab", "shift+tab"):
            self.choose(1 if event.key == "tab" else -1)
        elif event.key == "enter" and self.target:
            self.post_message(Follow(self.target))
        else:
            return
        event.stop()
        event.prevent_default()
