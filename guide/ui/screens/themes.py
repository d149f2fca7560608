"""The themes, each shown on the guide itself while the cursor is on it."""

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult

from guide.layout.lines import Piece
from guide.layout.targets import Action, UseTheme
from guide.ui.places import Place
from guide.ui.screens.keyed import Overlay
from guide.ui.theme import NAMES
from guide.ui.widgets.row_list import Row, RowList

NAME_WIDTH = 22


class ThemesScreen(Overlay):
    """A list of themes; whoever opened it gets the one that was chosen, or None."""

    DEFAULT_CSS = """
    ThemesScreen { align: right bottom; background: transparent; }
    ThemesScreen RowList { width: 66; max-width: 100%; background: $panel; margin-bottom: 1; }
    """

    def __init__(self, themes: Sequence[str], current: str) -> None:
        """Take the themes that the terminal can show, and the one that is shown."""
        super().__init__()
        self._current = UseTheme(current)
        self._rows = [Row(UseTheme(name), (_line(name),)) for name in themes]
        self._list = RowList(classes="panel")
        self._list.border_title = "Theme"

    @property
    def place(self) -> Place:
        """The themes."""
        return Place.THEMES

    def called(self, action: Action) -> str:
        """Say what Enter does."""
        return "use it" if action is Action.OPEN else ""

    def compose(self) -> ComposeResult:
        """One list above the keys."""
        yield self._list
        yield self.keys_line

    def on_mount(self) -> None:
        """Fill the list; the cursor begins on the theme that is shown."""
        self._list.styles.height = len(self._rows) + 2
        self._list.show_rows(self._rows, self._current)
        self._list.focus()

    @on(RowList.Highlighted)
    def _on_highlighted(self, message: RowList.Highlighted) -> None:
        message.stop()
        if isinstance(self._list.current, UseTheme):
            self.app.theme = self._list.current.name

    def do(self, action: Action) -> bool:
        """Use the theme with the cursor."""
        if action is not Action.OPEN:
            return False
        self.dismiss(self._list.current)
        return True


def _line(name: str) -> tuple[Piece, ...]:
    title, known = NAMES[name]
    return Piece(title.ljust(NAME_WIDTH)), Piece(known, "dim")
