"""Entries as rows of a list that is filtered by typing."""

from collections.abc import Iterator
from itertools import chain

from textual import events

from guide.layout.lines import EMPTY, Line, Piece
from guide.layout.targets import OpenEntry, SearchFor, Target
from guide.library.records import Head
from guide.library.scale import KIND_FACTS, dots
from guide.ui.messages import PlaceChanged
from guide.ui.widgets.row_list import Row, RowList


def entry_line(head: Head) -> Line:
    """Return an entry's row in a list: tag, badge and title, so that colour is never alone."""
    badge = Piece(f"{dots(head.level)} ", "dim") if head.kind != "term" else Piece("")
    return (Piece(f"{KIND_FACTS[head.kind].tag} ", "tag"), badge, Piece(head.title))


def matches(head: Head, typed: str) -> bool:
    """Tell whether a title or an alias holds what is typed.

    It must stand at the start of a word, or from three letters on anywhere.
    """
    wanted = typed.casefold()
    for name in (head.title, *head.aliases):
        folded = name.casefold()
        if (
            folded.startswith(wanted)
            or f" {wanted}" in folded
            or f"-{wanted}" in folded
            or (len(wanted) > 2 and wanted in folded)
        ):
            return True
    return False


def typed_after(typed: str, key: events.Key) -> str | None:
    """Return what is typed after a key; None when the key is not for the filter."""
    letter = key.character or ""
    if key.key == "backspace" and typed:
        return typed[:-1]
    if key.key == "ctrl+u" and typed:
        return ""
    if letter.isprintable() and (letter.isalpha() or (typed and letter)) and letter not in "/?[]":
        return typed + letter
    return None


class EntryList(RowList):
    """A list that is filtered by typing."""

    def __init__(self, heads: list[Head]) -> None:
        super().__init__(id="list")
        self._heads = heads
        self.typed = ""

    @property
    def total(self) -> int:
        """How many entries there are without the filter."""
        return len(self._heads)

    def fill(self, chosen: Target | None = None) -> None:
        """Show the entries that match the filter, under a heading for each kind."""
        rows: list[Row] = []
        kind = ""
        several = len({head.kind for head in self._heads}) > 1
        for head in self._heads:
            if self.typed and not matches(head, self.typed):
                continue
            if several and head.kind != kind:
                kind = head.kind
                rows.append(Row(None, ((Piece(KIND_FACTS[kind].plural, "h2"),),)))
            rows.append(Row(OpenEntry(head.id), (entry_line(head),)))
        if not rows:
            nothing = (Piece("No name fits.", "b"),)
            words = (Piece(f"Enter searches everything for {self.typed}", "accent"),)
            rows = [Row(None, (nothing, EMPTY)), Row(SearchFor(self.typed), (words,))]
        self.show_rows(rows, chosen or self.current)

    def filter(self, typed: str) -> None:
        """Show only the entries that match what is typed."""
        self.typed = typed
        self.fill()
        self.post_message(PlaceChanged())

    def on_key(self, event: events.Key) -> None:
        """Take a letter into the filter."""
        typed = typed_after(self.typed, event)
        if typed is not None:
            self.filter(typed)
            event.stop()
            event.prevent_default()

    def take_keys(self, keys: Iterator[events.Key]) -> int:
        """Take several letters into the filter at once, or move."""
        typed, done = self.typed, 0
        for key in keys:
            after = typed_after(typed, key)
            if after is None:
                return self._typed_at_once(typed, done) or super().take_keys(chain((key,), keys))
            typed, done = after, done + 1
        return self._typed_at_once(typed, done)

    def _typed_at_once(self, typed: str, keys: int) -> int:
        if keys:
            self.filter(typed)
        return keys
