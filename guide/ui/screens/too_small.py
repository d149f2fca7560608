"""One line while the terminal is too small for anything else."""

from textual.app import ComposeResult
from textual.events import Resize
from textual.geometry import Size
from textual.widgets import Static

from guide.ui.places import Place
from guide.ui.screens.keyed import Overlay

MIN_COLUMNS, MIN_ROWS = 60, 16


def fits(size: Size) -> bool:
    """Tell whether the guide can be shown in a size."""
    return size.width >= MIN_COLUMNS and size.height >= MIN_ROWS


class TooSmall(Overlay):
    """Says which size is needed; the app closes it once there is room."""

    DEFAULT_CSS = """
    TooSmall { align: center middle; background: $background; }
    TooSmall Static { width: auto; max-width: 100%; }
    """

    @property
    def place(self) -> Place:
        """A terminal that is too small."""
        return Place.TOO_SMALL

    def compose(self) -> ComposeResult:
        """One line."""
        yield Static(id="size", markup=False)

    def on_screen_resume(self) -> None:
        """Close at once if there was room again while something else lay above."""
        if fits(self.app.size):
            self.dismiss()

    def on_resize(self, event: Resize) -> None:
        """Say how large the terminal is now."""
        size = f"{event.size.width}×{event.size.height}"
        text = f"Abscopal needs {MIN_COLUMNS}×{MIN_ROWS}; this is {size}."
        self.query_one("#size", Static).update(text)
