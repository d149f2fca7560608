"""The fields of the tool in use: a label and a line to type in for each."""

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Label

from guide.layout.toolbox.tool import Asked
from guide.layout.toolbox.typed import stepped
from guide.ui.widgets.field import WIDEST, Field

MOST = 5
"""Fields that any tool has."""
LONGEST = 60
"""Characters in a field."""


class ToolField(Field):
    """A field of a tool, for numbers, units and schedules; ? and brackets are left to the place."""

    LEFT = "?[]"

    def is_text(self, event: events.Key) -> bool:
        """Take what stands in a number or a schedule; a slash typed first searches."""
        if event.character == "/" and not self.value:
            return False
        return event.is_printable and (event.character or "") not in self.LEFT

    def step(self, by: int) -> None:
        """Raise or lower the number at the cursor by so many steps of its last digit."""
        value, cursor = stepped(self.value, self.cursor_position, by)
        if len(value) <= (self.max_length or WIDEST):
            self.value, self.cursor_position = value, cursor

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Raise the number."""
        event.stop()
        self.step(1)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Lower the number."""
        event.stop()
        self.step(-1)

    def on_resize(self) -> None:
        """Show the number from its first digit; one that is set before there is room scrolls."""
        self.scroll_to(x=0, animate=False, force=True, immediate=True)


class ToolForm(Vertical):
    """As many fields as a tool asks for; the same widgets for every tool."""

    DEFAULT_CSS = """
    ToolForm { height: auto; padding: 1 2 0 2; display: none; }
    ToolForm.-asks { display: block; }
    ToolForm Horizontal { height: 1; display: none; }
    ToolForm Horizontal.-asked { display: block; }
    ToolForm Label { width: 17; color: $dim; }
    ToolForm ToolField {
        height: 1; width: 1fr; max-width: 26; padding: 0 1; background: $raised;
    }
    ToolForm ToolField:focus { background: $line; }
    """

    def __init__(self) -> None:
        super().__init__(id="fields")
        self._labels = [Label("") for _ in range(MOST)]
        self._fields = [
            ToolField(id=f"field-{number}", max_length=LONGEST, compact=True)
            for number in range(1, MOST + 1)
        ]
        self._rows = [
            Horizontal(label, field)
            for label, field in zip(self._labels, self._fields, strict=True)
        ]
        self._asked: tuple[Asked, ...] = ()

    def compose(self) -> ComposeResult:
        """A row for every field that a tool may have."""
        yield from self._rows

    @property
    def fields(self) -> list[ToolField]:
        """The fields that are asked for."""
        return self._fields[: len(self._asked)]

    @property
    def focused(self) -> ToolField | None:
        """The field with the focus."""
        return next((field for field in self.fields if field.has_focus), None)

    @property
    def texts(self) -> tuple[str, ...]:
        """What the fields hold."""
        return tuple(field.value for field in self.fields)

    def ask(self, asked: tuple[Asked, ...], texts: Sequence[str]) -> None:
        """Show fields with what they hold; a tool that asks nothing has no form."""
        self._asked = asked
        self.set_class(bool(asked), "-asks")
        for place, row in enumerate(self._rows):
            row.set_class(place < len(asked), "-asked")
        for label, field, each, text in zip(self._labels, self._fields, asked, texts, strict=False):
            label.update(each.label)
            with field.prevent(ToolField.Changed):
                field.value = text
                field.cursor_position = len(text)
