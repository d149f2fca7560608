"""A definition in place: terms seen on the page first, any other by typing."""

from collections.abc import Sequence

from guide.layout.lines import Piece, wrap
from guide.layout.targets import Action, OpenEntry, SearchFor
from guide.library.catalogue import Catalogue
from guide.library.records import Head
from guide.ui.places import Place
from guide.ui.screens.typed_list import TypedListScreen
from guide.ui.widgets.entry_list import entry_line, matches
from guide.ui.widgets.row_list import Row

MOST = 40
LINES = 3


def terms_in(text: str, catalogue: Catalogue) -> list[Head]:
    """Return the entries whose title or alias is a word of a text, in the order of the text."""
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


class DefineScreen(TypedListScreen):
    """Definitions; Enter opens the page."""

    def __init__(self, catalogue: Catalogue, chosen: str, text: str) -> None:
        """Take what is defined first.

        Args:
            catalogue: The library.
            chosen: The entry of the chosen link; empty when there is none.
            text: The text in view, whose terms are listed.
        """
        super().__init__("a term… (those in view are listed below)", "Define")
        self._catalogue = catalogue
        first = [catalogue.heads[chosen]] if chosen else []
        seen = terms_in(text, catalogue)
        self._seen = [*first, *(head for head in seen if head.id != chosen)]

    @property
    def place(self) -> Place:
        """The definitions."""
        return Place.DEFINE

    def can(self, action: Action) -> bool:
        """Tell whether there is anything to open."""
        return action is not Action.OPEN or self.chosen is not None

    def called(self, action: Action) -> str:
        """Say what Enter does."""
        if action is not Action.OPEN:
            return ""
        return "search" if isinstance(self.chosen, SearchFor) else "open page"

    def rows(self, typed: str, width: int) -> Sequence[Row]:
        """Return title and summary of the terms in view, or of those that match what is typed."""
        heads = self._seen
        if typed:
            start = typed.casefold()
            heads = [head for head in self._catalogue.heads.values() if matches(head, typed)]
            heads.sort(
                key=lambda head: (
                    not head.title.casefold().startswith(start),
                    head.kind != "term",
                    len(head.title),
                )
            )
        rows: list[Row] = []
        for head in heads[:MOST]:
            summary = wrap([Piece(head.summary, "dim")], width)[: LINES - 1]
            rows.append(Row(OpenEntry(head.id), (entry_line(head), *summary)))
        if typed and not rows:
            words = (Piece(f"Enter searches everything for {typed}", "accent"),)
            rows.append(Row(SearchFor(typed), (words,)))
        return rows
