"""A row of pieces that can be clicked: the bar of tabs above, the bar of keys below."""

from textual import events
from textual.strip import Strip
from textual.widget import Widget

from guide.layout.lines import EMPTY, Line, Piece, line_width, plain_line
from guide.ui.messages import Follow
from guide.ui.paint import paint


class OneLine(Widget):
    """One row, redrawn when its pieces change."""

    DEFAULT_CSS = """
    OneLine { height: 1; background: $panel; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._line: Line = EMPTY
        self._right: Line = EMPTY

    def show(self, line: Line, right: Line = EMPTY) -> None:
        """Show pieces from the left, and others at the right end where there is room for them."""
        if (line, right) != (self._line, self._right):
            self._line, self._right = line, right
            self.refresh()

    @property
    def text(self) -> str:
        """What the row says, with the gap before what stands at the right end."""
        return plain_line(self._whole())

    def notify_style_update(self) -> None:
        """Draw the row again when the theme changes."""
        super().notify_style_update()
        self.refresh()

    def _whole(self) -> Line:
        space = self.size.width - line_width(self._line) - line_width(self._right) - 2
        if not self._right or space <= 0:
            return self._line
        return (*self._line, Piece(" " * (space + 1)), *self._right)

    def render_line(self, y: int) -> Strip:
        """Draw the row."""
        return paint(self._whole(), self.app.theme, self.size.width, self.rich_style)

    def on_click(self, event: events.Click) -> None:
        """Follow what was clicked."""
        target = event.style.meta.get("target")
        if target:
            event.stop()
            self.post_message(Follow(target))
