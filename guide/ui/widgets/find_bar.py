"""The line below a page for the text to find in it."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Input

from guide.layout.lines import Piece
from guide.layout.targets import Action, RunCommand
from guide.ui.widgets.field import FindField
from guide.ui.widgets.lines_view import LinesView
from guide.ui.widgets.one_line import OneLine


class FindBar(Horizontal):
    """Marks the matches in a view; Enter returns to the page with its marks, Esc clears them."""

    DEFAULT_CSS = """
    FindBar { height: 1; display: none; background: $raised; }
    FindBar.-open { display: block; }
    FindBar #sign { width: 8; background: $raised; }
    FindBar Input { width: 1fr; height: 1; background: $raised; }
    FindBar #count { width: 38; background: $raised; }
    """

    def __init__(self, view: LinesView) -> None:
        super().__init__()
        self._view = view

    def compose(self) -> ComposeResult:
        """A label, the text, and the number of the current match."""
        yield OneLine(id="sign")
        yield FindField(
            compact=True,
            select_on_focus=True,
            placeholder="find in this page; / searches everything",
        )
        yield OneLine(id="count")

    def on_mount(self) -> None:
        """Name the bar."""
        self.query_one("#sign", OneLine).show((Piece("  find ", "focus"),))

    @property
    def is_open(self) -> bool:
        """Whether it is shown."""
        return self.has_class("-open")

    def open(self) -> None:
        """Show the bar and focus its field."""
        self.add_class("-open")
        self.query_one(Input).focus()
        self.tell()

    def close(self) -> None:
        """Clear the marks and return to the page."""
        self.remove_class("-open")
        self._view.seek("")
        self._view.focus()

    def step(self, by: int) -> None:
        """Go to the next match (1) or the previous one (-1)."""
        self._view.seek_next(by)
        self.tell()

    def tell(self) -> None:
        """Show the number of the current match and how many there are."""
        at, count = self._view.finds
        found = f"{at}/{count}" if count else "not in this page" if self._view.sought else ""
        forward, back = RunCommand(Action.FIND_NEXT), RunCommand(Action.FIND_PREVIOUS)
        keys: list[Piece] = []
        if count and self.has_focus_within:
            # A letter is text while the field has the focus.
            keys = [
                Piece("enter, then ", "dim"),
                Piece("n", "accent", forward),
                Piece(" / ", "dim"),
                Piece("N", "accent", back),
                Piece("  "),
            ]
        elif count:
            keys = [
                Piece("n", "accent", forward),
                Piece(" next  ", "dim"),
                Piece("N", "accent", back),
                Piece(" back  ", "dim"),
            ]
        self.query_one("#count", OneLine).show(
            (
                Piece(f" {found}  ", "b"),
                *keys,
                Piece("esc", "accent", RunCommand(Action.CLOSE)),
                Piece(" clear", "dim"),
            )
        )

    def on_descendant_focus(self) -> None:
        """Name the keys that work while one types."""
        self.tell()

    def on_descendant_blur(self) -> None:
        """Name the keys that work in the page."""
        self.tell()

    @on(Input.Changed)
    def _on_changed(self, event: Input.Changed) -> None:
        event.stop()
        self._view.seek(event.value)
        self.tell()

    @on(Input.Submitted)
    def _on_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if self._view.sought:
            self._view.focus()
        else:
            self.close()
