"""What can be copied here, to choose by letter, arrows or mouse."""

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult

from guide.layout.lines import Piece, wrap
from guide.layout.targets import Action, CopyText
from guide.ui.copying import Offer
from guide.ui.places import Place
from guide.ui.screens.keyed import Overlay
from guide.ui.widgets.row_list import Row, RowList

LABEL_WIDTH = 14
LINES = 2
"""Lines of each text that are shown."""
WIDEST = 100


class CopyScreen(Overlay):
    """A list of offers; it closes with the text that was chosen."""

    DEFAULT_CSS = """
    CopyScreen { align: center bottom; }
    CopyScreen RowList { width: 100%; max-width: 100; background: $panel; margin-bottom: 1; }
    """

    def __init__(self, offers: Sequence[Offer]) -> None:
        super().__init__()
        self._offers = offers
        self._list = RowList(classes="panel")
        self._list.border_title = "Copy"

    @property
    def place(self) -> Place:
        """What can be copied."""
        return Place.COPYING

    def called(self, action: Action) -> str:
        """Say what Enter does."""
        return "copy it" if action is Action.OPEN else ""

    def compose(self) -> ComposeResult:
        """One list above the keys."""
        yield self._list
        yield self.keys_line

    def on_mount(self) -> None:
        """Fill the list."""
        rows = [_row(offer, min(self.app.size.width, WIDEST) - 6) for offer in self._offers]
        self._list.styles.height = min(
            sum(len(row.lines) for row in rows) + 2, self.app.size.height - 2
        )
        self._list.show_rows(rows)
        self._list.focus()

    async def on_key(self, event: events.Key) -> None:
        """Copy what begins with the letter."""
        for offer in self._offers:
            if event.character == offer.letter:
                event.stop()
                self.dismiss(CopyText(offer.text))
                return
        await super().on_key(event)

    def do(self, action: Action) -> bool:
        """Copy what has the cursor."""
        if action is not Action.OPEN:
            return False
        self.dismiss(self._list.current)
        return True


def _row(offer: Offer, width: int) -> Row:
    """Return a row with the letter, the label and the beginning of the text."""
    text = " ".join(offer.text.split())
    lines = wrap([Piece(text, "dim")], width - LABEL_WIDTH)
    if len(lines) > LINES:
        lines = [*lines[: LINES - 1], (*lines[LINES - 1], Piece(" …", "dim"))]
    name = (Piece(f"{offer.letter}  ", "accent"), Piece(offer.label.ljust(LABEL_WIDTH - 3)))
    indent = Piece(" " * LABEL_WIDTH)
    return Row(CopyText(offer.text), ((*name, *lines[0]), *((indent, *line) for line in lines[1:])))
