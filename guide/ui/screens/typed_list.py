"""An overlay with a line to type in and a list below it that follows what is typed."""

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input

from guide.layout.targets import Action, Target
from guide.ui.screens.keyed import Overlay
from guide.ui.widgets.field import Field
from guide.ui.widgets.row_list import Row, RowList


class TypedListScreen(Overlay):
    """The base of the definitions, the command palette and the help."""

    DEFAULT_CSS = """
    TypedListScreen { align: center bottom; }
    TypedListScreen Vertical {
        width: 100%; max-width: 100; height: 16; max-height: 80%;
        background: $panel;
    }
    TypedListScreen Field { height: 1; padding: 0 2; background: $raised; }
    """

    def __init__(self, placeholder: str, title: str) -> None:
        """Take what stands in the empty line to type in, and above it."""
        super().__init__()
        self._title = title
        self._field = Field(placeholder=placeholder, select_on_focus=False, compact=True)
        self._list = RowList()

    @property
    def chosen(self) -> Target | None:
        """Where the marked row leads; None when there is none."""
        return self._list.current

    def rows(self, typed: str, width: int) -> Sequence[Row]:
        """Return the rows for what is typed, in a width in cells."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """Field and list above the keys."""
        with Vertical(classes="panel") as panel:
            panel.border_title = self._title
            yield self._field
            yield self._list
        yield self.keys_line

    def on_mount(self) -> None:
        """Begin to type."""
        self._field.focus()
        self.call_after_refresh(self._fill)

    def _fill(self) -> None:
        width = max(self._list.size.width - 4, 30)
        self._list.show_rows(self.rows(self._field.value.strip(), width))
        self.draw_keys()

    @on(Input.Changed)
    def _on_changed(self) -> None:
        self._fill()

    def do(self, action: Action) -> bool:
        """Move in the list while typing, and open what is chosen."""
        match action:
            case Action.UP:
                self._list.action_move(-1)
            case Action.DOWN:
                self._list.action_move(1)
            case Action.PAGE_UP:
                self._list.action_move_page(-1)
            case Action.PAGE_DOWN:
                self._list.action_move_page(1)
            case Action.OPEN:
                self.dismiss(self._list.current)
            case _:
                return False
        return True
