"""A definition without leaving the place: terms seen on the page first, any other by typing."""

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from guide.layout.lines import Piece, wrap
from guide.library.catalogue import Catalogue
from guide.library.records import Head
from guide.ui.panes.browse import entry_line, matches
from guide.ui.widgets.row_list import Row, RowList

MOST = 40
LINES = 3


def terms_in(text: str, catalogue: Catalogue) -> list[Head]:
    """Return the entries whose title or alias stands in a text as a word, in order of their first place."""
    folded = " ".join(
        "".join(c if c.isalnum() or c in "-/" else " " for c in text.casefold()).split()
    )
    padded = f" {folded} "
    found = []
    for head in catalogue.heads.values():
        places = [
            padded.find(f" {name.casefold()} ")
            for name in (head.title, *head.aliases)
            if len(name) > 1
        ]
        seen = [place for place in places if place >= 0]
        if seen:
            found.append((min(seen), head))
    return [head for _, head in sorted(found, key=lambda item: item[0])]


class DefineScreen(ModalScreen[str | None]):
    """A line to type in and the definitions below it; Enter opens the page, esc closes."""

    DEFAULT_CSS = """
    DefineScreen { align: center bottom; background: $background 20%; }
    DefineScreen Vertical { width: 100%; max-width: 100; height: 16; max-height: 80%; background: $raised; border-top: solid $accent; }
    DefineScreen Input { height: 1; padding: 0 2; background: $raised; }
    DefineScreen RowList { background: $raised; }
    """

    def __init__(self, catalogue: Catalogue, chosen: str, text: str) -> None:
        super().__init__()
        self._catalogue = catalogue
        seen = terms_in(text, catalogue)
        first = [catalogue.heads[chosen]] if chosen else []
        self._seen = [*first, *(head for head in seen if head.id != chosen)]

    def compose(self) -> ComposeResult:
        """Input and list."""
        with Vertical():
            yield Input(
                placeholder="define… (terms on this page below)",
                select_on_focus=False,
                compact=True,
            )
            yield RowList()

    def on_mount(self) -> None:
        """Show the terms of the page."""
        self.query_one(Input).focus()
        self.call_after_refresh(self._fill, "")

    def _fill(self, typed: str) -> None:
        heads = self._seen
        if typed:
            heads = [head for head in self._catalogue.heads.values() if matches(head, typed)]
            heads.sort(
                key=lambda head: (
                    not head.title.casefold().startswith(typed.casefold()),
                    head.kind != "term",
                    len(head.title),
                )
            )
        width = max(self.query_one(RowList).size.width - 4, 30)
        rows = []
        for head in heads[:MOST]:
            summary = wrap([Piece(head.summary, "dim")], width)[: LINES - 1]
            rows.append(Row(head.id, (entry_line(head), *summary)))
        self.query_one(RowList).show_rows(rows)

    @on(Input.Changed)
    def _on_changed(self, event: Input.Changed) -> None:
        self._fill(event.value.strip())

    @on(Input.Submitted)
    def _on_submitted(self) -> None:
        self.dismiss(self.query_one(RowList).current or None)

    @on(RowList.Chosen)
    def _on_chosen(self, message: RowList.Chosen) -> None:
        self.dismiss(message.row)

    def on_key(self, event: events.Key) -> None:
        """Leave, or move in the list while typing."""
        if event.key == "escape":
            event.stop()
            self.dismiss(None)
        elif event.key in ("up", "down", "pageup", "pagedown") and self.query_one(RowList).steer(
            event.key
        ):
            event.stop()
            event.prevent_default()
