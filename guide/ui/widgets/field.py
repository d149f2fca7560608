"""Lines to type in, which cost no layout of the screen at each key."""

from textual import events
from textual.geometry import Size
from textual.widgets import Input

from guide.search.typed import joined

WIDEST = 400


class Field(Input):
    """Textual's input with an inner width that does not change.

    Every change of that width would cost a layout of the whole screen. Pasted lines are joined, and
    what is typed or pasted is cut so that it fits.
    """

    def _on_paste(self, event: events.Paste) -> None:
        event.text = joined(event.text)[: self._room]

    @property
    def _room(self) -> int:
        """How many characters may come in the place of what is selected."""
        limit = min(self.max_length or WIDEST, WIDEST)
        return max(limit - len(self.value) + len(self.selected_text), 0)

    def validate_virtual_size(self, _size: Size) -> Size:
        """Return a width that any query fits in."""
        return Size(WIDEST, 1)

    def offer(self, completed: str) -> None:
        """Show how the text may go on; the right arrow takes it.

        The offer is shown with the key itself, not a moment later as Textual's suggester would.
        """
        self._suggestion = completed

    @property
    def offered(self) -> str:
        """The offer that is shown; empty when there is none."""
        return self._suggestion

    def action_copy(self) -> None:
        """Copy what is selected; with nothing selected ctrl+c says how to quit, as elsewhere."""
        if self.selected_text:
            super().action_copy()
        else:
            self.app.action_help_quit()

    def is_text(self, event: events.Key) -> bool:
        """Tell whether a key is typed into this field."""
        return event.is_printable

    def on_key(self, event: events.Key) -> None:
        """Leave a key that is no text here to the place, and drop text that has no room."""
        if not event.is_printable:
            return
        if not self.is_text(event):
            event.prevent_default()
        elif not self._room:
            event.prevent_default()
            event.stop()


class FindField(Field):
    """The field of the find bar: a slash typed first is a command."""

    def is_text(self, event: events.Key) -> bool:
        """Take every character but a first slash."""
        return event.is_printable and not (event.character == "/" and not self.value)
