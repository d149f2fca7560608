"""One line while the terminal is too small for anything else."""

from textual.app import ComposeResult
from textual.events import Resize
from textual.screen import ModalScreen
from textual.widgets import Static

MIN_COLUMNS, MIN_ROWS = 60, 16


class TooSmall(ModalScreen[None]):
    """Says which size is needed; the app takes it away once there is room."""

    DEFAULT_CSS = """
    TooSmall { align: center middle; background: $background; }
    TooSmall Static { width: auto; max-width: 100%; }
    """

    BINDINGS = [("q", "app.quit", "Quit")]

    def compose(self) -> ComposeResult:
        """Show the line."""
        yield Static(id="size", markup=False)

    def on_resize(self, event: Resize) -> None:
        """Say how large it is now."""
        text = f"Abscopal needs {MIN_COLUMNS}×{MIN_ROWS}; this is {event.size.width}×{event.size.height}."
        self.query_one("#size", Static).update(text)
