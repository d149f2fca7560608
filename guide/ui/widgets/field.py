"""A line to type in that does not lay the whole screen out anew at every key."""

from textual.geometry import Size
from textual.widgets import Input

WIDEST = 400


class Field(Input):
    """Textual's input, its inner width held still: every change of it would cost a layout of the screen."""

    def validate_virtual_size(self, _size: Size) -> Size:
        """Keep the width that any query fits in."""
        return Size(WIDEST, 1)

    def offer(self, completed: str) -> None:
        """Show how what is typed may go on; the right arrow takes it. Shown with the key itself, not a moment later."""
        self._suggestion = completed
