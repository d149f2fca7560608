"""A page to read: its lines, and where the reader is in it."""

from guide.layout.lines import EMPTY, Line, plain_line
from guide.layout.page import Laid, lay_out
from guide.layout.targets import OpenEntry, ShowSource
from guide.library.catalogue import Catalogue
from guide.store.progress import Position
from guide.ui.widgets.lines_view import LinesView


class PageView(LinesView):
    """Shows the page of one entry."""

    def __init__(
        self, catalogue: Catalogue, *, id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._catalogue = catalogue
        self.entry = ""
        self._laid = Laid((), (), {})
        self._wanted: OpenEntry | None = None

    def compose_lines(self, width: int) -> tuple[Line, ...]:
        """Return the lines of the page."""
        if not self.entry:
            self._laid = Laid((), (), {})
            return ()
        self._laid = lay_out(self._catalogue.entry(self.entry), self._catalogue, width)
        return (EMPTY, *self._laid.lines, EMPTY)

    def show(self, target: OpenEntry) -> None:
        """Show a page from its section or line on; a hidden view does so when it is shown."""
        self._wanted = target
        if target.id != self.entry:
            self.entry = target.id
            self.unchoose()
            self.seek("")
            self.relay()
        elif self.size.width:
            self.laid_out()

    def clear(self) -> None:
        """Show nothing."""
        self.entry = ""
        self._wanted = None
        self.relay()

    def laid_out(self) -> None:
        """Scroll to the section or line that was asked for."""
        if self._wanted is None:
            return
        line = self._wanted.line or 0
        if self._wanted.section is not None:
            titles = [title for title, _, _ in self.headings]
            if self._wanted.section in titles:
                line = self.headings[titles.index(self._wanted.section)][2]
        self._wanted = None
        self.scroll_to(y=line, animate=False, force=True, immediate=True)

    @property
    def headings(self) -> tuple[tuple[str, int, int], ...]:
        """Title, depth and line of each heading."""
        return tuple((title, depth, line + 1) for title, depth, line in self._laid.headings)

    def cited(self, shown: str | None) -> ShowSource | None:
        """Return the citation to copy: under the cursor, of the source shown, the first in view.

        Args:
            shown: Key of the source that a note shows; None without one.
        """
        chosen = self.target
        if isinstance(chosen, ShowSource) and shown in (None, chosen.key):
            return chosen
        if shown is not None:
            return ShowSource(shown)
        top = self.scroll_offset.y
        return next(
            (
                piece.target
                for line in self._lines[top : top + self.size.height]
                for piece in line
                if isinstance(piece.target, ShowSource)
            ),
            None,
        )

    def position(self) -> Position | None:
        """Where the reader is; None before the page has been laid out.

        A page is read when the end of its text is in view.
        """
        if not self.entry or self._wanted is not None:
            return None
        top = self.scroll_offset.y
        last = self._laid.end + 1 - self.size.height
        share = min(top / last, 1.0) if last > 0 else 1.0
        return Position(self.entry, top, share, self._laid.heading_at(top + 2))

    @property
    def visible_text(self) -> str:
        """The text in view."""
        top = self.scroll_offset.y
        return " ".join(plain_line(line) for line in self._lines[top : top + self.size.height])
