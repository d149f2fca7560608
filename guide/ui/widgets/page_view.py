"""A page to read: its lines, where one stands in it, and a note that opens below without leaving it."""

from guide.layout.lines import EMPTY, Line, plain_line
from guide.layout.page import Laid, lay_out
from guide.library.catalogue import Catalogue
from guide.store.progress import Position
from guide.ui.widgets.lines_view import LinesView


class PageView(LinesView):
    """Shows one entry's page."""

    def __init__(
        self, catalogue: Catalogue, *, id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._catalogue = catalogue
        self.entry = ""
        self._laid = Laid((), (), {})

    def compose_lines(self, width: int) -> tuple[Line, ...]:
        """Return the page's lines."""
        if not self.entry:
            return ()
        self._laid = lay_out(self._catalogue.entry(self.entry), self._catalogue, width)
        return (EMPTY, *self._laid.lines, EMPTY)

    def show(self, entry: str, line: int = 0) -> None:
        """Show a page from a line on."""
        if entry != self.entry:
            self.entry = entry
            self._chosen = None
            self._sought = ""
            self.relay()
        self.scroll_to(y=line, animate=False, force=True)

    @property
    def headings(self) -> tuple[tuple[str, int, int], ...]:
        """Title, depth and line of each heading."""
        return tuple((title, depth, line + 1) for title, depth, line in self._laid.headings)

    def position(self) -> Position | None:
        """Where the reader stands."""
        if not self.entry:
            return None
        top = self.scroll_offset.y
        end = max(self.line_count - self.size.height, 1)
        share = min(top / end, 1.0) if self.line_count > self.size.height else 1.0
        return Position(self.entry, top, share, self._laid.heading_at(top + 2))

    def visible_text(self) -> str:
        """The text that can be seen."""
        top = self.scroll_offset.y
        return " ".join(plain_line(line) for line in self._lines[top : top + self.size.height])
