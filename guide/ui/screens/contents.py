"""The sections of a page, to jump to one."""

from textual.app import ComposeResult

from guide.layout.lines import Piece
from guide.layout.targets import Action, OpenEntry
from guide.ui.places import Place
from guide.ui.screens.keyed import Overlay
from guide.ui.widgets.row_list import Row, RowList


class ContentsScreen(Overlay):
    """Headings in a list."""

    DEFAULT_CSS = """
    ContentsScreen { align: left middle; }
    ContentsScreen RowList {
        width: 48; max-width: 90%; height: auto; max-height: 80%; margin: 0 4; background: $panel;
    }
    """

    def __init__(self, entry: str, headings: tuple[tuple[str, int, int], ...]) -> None:
        super().__init__()
        self._rows = [
            Row(OpenEntry(entry, line=line), ((Piece("  " * (depth - 2) + title),),))
            for title, depth, line in headings
        ]
        self._list = RowList(classes="panel")
        self._list.border_title = "Contents"

    @property
    def place(self) -> Place:
        """The contents."""
        return Place.CONTENTS

    def compose(self) -> ComposeResult:
        """One list above the keys."""
        yield self._list
        yield self.keys_line

    def on_mount(self) -> None:
        """Fill the list."""
        self._list.styles.height = max(len(self._rows), 1) + 2
        self._list.show_rows(self._rows)
        self._list.focus()

    def do(self, action: Action) -> bool:
        """Jump to the chosen section."""
        if action is not Action.OPEN:
            return False
        self.dismiss(self._list.current)
        return True
