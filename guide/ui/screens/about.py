"""What is known about an entry itself, above its page."""

from textual.app import ComposeResult

from guide.layout.about import about_lines
from guide.layout.lines import Line
from guide.library.catalogue import Catalogue
from guide.library.records import Entry
from guide.ui.places import Place
from guide.ui.screens.keyed import Overlay
from guide.ui.widgets.lines_view import LinesView


class AboutView(LinesView):
    """The lines about an entry."""

    def __init__(self, entry: Entry, catalogue: Catalogue) -> None:
        super().__init__()
        self._entry = entry
        self._catalogue = catalogue

    def compose_lines(self, width: int) -> tuple[Line, ...]:
        """Return the lines."""
        return tuple(about_lines(self._entry, self._catalogue, width))


class AboutScreen(Overlay):
    """Dates, sources and curation of an entry."""

    DEFAULT_CSS = """
    AboutScreen { align: center middle; }
    AboutScreen AboutView { width: 84; max-width: 96%; height: auto; max-height: 90%;
        background: $panel; }
    """

    def __init__(self, entry: Entry, catalogue: Catalogue) -> None:
        super().__init__()
        self._view = AboutView(entry, catalogue)
        self._view.add_class("panel")
        self._view.border_title = "About"

    @property
    def place(self) -> Place:
        """The lines about an entry."""
        return Place.ABOUT

    def compose(self) -> ComposeResult:
        """One view above the keys."""
        yield self._view
        yield self.keys_line
