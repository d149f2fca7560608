"""A note below the page: the source of a citation, without leaving the place."""

from guide.layout.lines import EMPTY, Line, Piece, wrap
from guide.layout.targets import Action, RunCommand
from guide.library.catalogue import Catalogue
from guide.library.records import Reference
from guide.ui.widgets.lines_view import LinesView


def source_lines(reference: Reference, number: int, width: int) -> tuple[Line, ...]:
    """Return what a note says of a source: all its fields, the kind of study named."""
    flag = [Piece(f"  {reference.flag.replace('-', ' ').upper()}", "bad")] if reference.flag else []
    mark = [Piece(f"[{number}] ", "cite")] if number else []
    lines: list[Line] = wrap([*mark, Piece(reference.title, "b"), *flag], width)
    lines += wrap([Piece(reference.byline)], width)
    ids = [
        f"doi:{reference.doi}" if reference.doi else "",
        f"PMID {reference.pmid}" if reference.pmid else "",
        reference.pmcid,
        reference.nct,
    ]
    named = " · ".join(filter(None, ids)) or reference.url
    between = " · " if named else ""
    lines += wrap([Piece(named, "doi"), Piece(f"{between}{reference.study}", "level")], width)
    if reference.note:
        lines += wrap([Piece(reference.note, "dim")], width)
    return tuple(lines)


class Note(LinesView, can_focus=False):
    """The panel that holds a note."""

    DEFAULT_CSS = """
    Note {
        dock: bottom; height: auto; max-height: 12; display: none;
        background: $raised; border-top: solid $line;
    }
    Note.-open { display: block; }
    """

    def __init__(self, catalogue: Catalogue) -> None:
        super().__init__()
        self._catalogue = catalogue
        self._reference: tuple[str, int] | None = None

    @property
    def is_open(self) -> bool:
        """Whether a note is shown."""
        return self.has_class("-open")

    @property
    def source(self) -> str | None:
        """The key of the source that is shown; None while none is."""
        return self._reference[0] if self._reference is not None and self.is_open else None

    def compose_lines(self, width: int) -> tuple[Line, ...]:
        """Return the source's lines and how to close the note."""
        if self._reference is None:
            return ()
        key, number = self._reference
        lines = source_lines(self._catalogue.references[key], number, min(width, 96))
        return (
            *lines,
            EMPTY,
            (
                Piece("esc", "accent", RunCommand(Action.CLOSE)),
                Piece(" close   ", "dim"),
                Piece("y", "accent", RunCommand(Action.COPY)),
                Piece(" copy", "dim"),
            ),
        )

    def show_source(self, key: str, number: int = 0) -> None:
        """Open the note on a source; one of a page has its number there."""
        self._reference = (key, number)
        self.add_class("-open")
        self.relay()

    def laid_out(self) -> None:
        """Make the note as high as its lines."""
        self.styles.height = self.line_count + 1

    def close(self) -> None:
        """Close the note."""
        self.remove_class("-open")
