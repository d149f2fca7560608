"""The line below a page in which one types what to find in it."""

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Input

from guide.layout.lines import Piece
from guide.ui.messages import Follow
from guide.ui.widgets.field import Field
from guide.ui.widgets.lines_view import LinesView
from guide.ui.widgets.one_line import OneLine


class FindBar(Horizontal):
    """Marks what is typed in a view; enter goes back to the page with the marks kept, esc clears them."""

    DEFAULT_CSS = """
    FindBar { height: 1; display: none; background: $raised; }
    FindBar.-open { display: block; }
    FindBar #sign { width: 8; background: $raised; }
    FindBar Input { width: 1fr; height: 1; background: $raised; }
    FindBar #count { width: 34; background: $raised; }
    """

    def __init__(self, view: LinesView) -> None:
        super().__init__()
        self._view = view

    def compose(self) -> ComposeResult:
        """A sign, the text, and which find of how many."""
        yield OneLine(id="sign")
        yield Field(
            compact=True,
            select_on_focus=True,
            placeholder="find in this page; / again searches everything",
        )
        yield OneLine(id="count")

    def on_mount(self) -> None:
        """Name the bar."""
        self.query_one("#sign", OneLine).show((Piece("  find ", "accent"),))

    @property
    def is_open(self) -> bool:
        """Whether it is shown."""
        return self.has_class("-open")

    def open(self) -> None:
        """Show the bar and take what is typed."""
        self.add_class("-open")
        self.query_one(Input).focus()
        self.tell()

    def close(self) -> None:
        """Take the marks away and go back to the page."""
        self.remove_class("-open")
        self._view.seek("")
        self._view.focus()

    def step(self, by: int) -> None:
        """Go to the next find, or the one before."""
        self._view.seek_next(by)
        self.tell()

    def tell(self) -> None:
        """Say which find of how many is the current one."""
        at, count = self._view.finds
        found = f"{at}/{count}" if count else "not in this page" if self._view.sought else ""
        keys = (
            [
                Piece("n", "accent"),
                Piece(" next  ", "dim"),
                Piece("N", "accent"),
                Piece(" back  ", "dim"),
            ]
            if count
            else []
        )
        self.query_one("#count", OneLine).show(
            (Piece(f" {found}  ", "b"), *keys, Piece("esc", "accent"), Piece(" clear", "dim"))
        )

    @on(Input.Changed)
    def _on_changed(self, event: Input.Changed) -> None:
        event.stop()
        if event.value == "/":
            self.query_one(Input).value = ""
            self.close()
            self.post_message(Follow("do:search_all"))
            return
        self._view.seek(event.value)
        self.tell()

    @on(Input.Submitted)
    def _on_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if self._view.sought:
            self._view.focus()
        else:
            self.close()

    def on_key(self, event: events.Key) -> None:
        """Leave with esc; go from find to find with the arrows while typing."""
        if event.key == "escape":
            self.close()
        elif event.key in ("down", "up"):
            self.step(1 if event.key == "down" else -1)
        else:
            return
        event.stop()
        event.prevent_default()
