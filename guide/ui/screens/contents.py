"""The sections of a page, to jump to one."""

from textual import events, on
from textual.app import ComposeResult
from textual.screen import ModalScreen

from guide.layout.lines import Piece
from guide.ui.widgets.row_list import Row, RowList


class ContentsScreen(ModalScreen[int | None]):
    """Headings in a list; Enter jumps, esc leaves."""

    DEFAULT_CSS = """
    ContentsScreen { align: left middle; background: $background 40%; }
    ContentsScreen RowList { width: 48; max-width: 90%; height: auto; max-height: 80%; margin: 0 4; background: $raised; }
    """

    def __init__(self, headings: tuple[tuple[str, int, int], ...]) -> None:
        super().__init__()
        self._headings = headings

    def compose(self) -> ComposeResult:
        """One list."""
        yield RowList()

    def on_mount(self) -> None:
        """Fill it."""
        rows = [
            Row(str(line), ((Piece("  " * (depth - 2) + title),),))
            for title, depth, line in self._headings
        ]
        found = self.query_one(RowList)
        found.styles.height = max(len(rows), 1)
        found.show_rows(rows)
        found.focus()

    @on(RowList.Chosen)
    def _on_chosen(self, message: RowList.Chosen) -> None:
        self.dismiss(int(message.row))

    def on_key(self, event: events.Key) -> None:
        """Leave."""
        if event.key in ("escape", "t", "q"):
            event.stop()
            self.dismiss(None)
