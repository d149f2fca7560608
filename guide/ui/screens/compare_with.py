"""Choosing what is compared: entries of one kind, one after another."""

from collections.abc import Iterator, Sequence

from guide.counting import counted
from guide.layout.lines import Piece
from guide.layout.targets import Action, OpenComparison
from guide.library.catalogue import Catalogue
from guide.library.comparing import MOST, comparable, matrix
from guide.library.records import Head
from guide.library.scale import KIND_FACTS, MATRICES
from guide.ui.places import Place
from guide.ui.screens.typed_list import TypedListScreen
from guide.ui.widgets.entry_list import entry_line, matches
from guide.ui.widgets.row_list import Row

FULL = f"{MOST} stand side by side at most: take one out before you add another."
FIRST = "compare… (choose the first of two to four)"


class CompareWithScreen(TypedListScreen):
    """What is compared so far, to be taken out, and what can be added."""

    def __init__(self, catalogue: Catalogue, ids: tuple[str, ...]) -> None:
        """Take what is compared so far; without it, anything that can be compared is offered.

        Args:
            catalogue: The library.
            ids: Ids of entries of one kind.
        """
        self._catalogue = catalogue
        self._ids = ids
        titles = ", ".join(catalogue.heads[name].title for name in ids)
        super().__init__(f"compare {titles} with…" if ids else FIRST, "Compare")

    @property
    def place(self) -> Place:
        """What to compare."""
        return Place.COMPARE_WITH

    def can(self, action: Action) -> bool:
        """Tell whether a row can be chosen."""
        return action is not Action.OPEN or self.chosen is not None

    def called(self, action: Action) -> str:
        """Say what Enter does with the row."""
        if action is not Action.OPEN or not isinstance(self.chosen, OpenComparison):
            return ""
        if self.chosen.every:
            return "show"
        return "take out" if len(self.chosen.ids) < len(self._ids) else "add"

    def rows(self, typed: str, width: int) -> Sequence[Row]:
        """Return what can be added, the nearest first, and before or behind it what else is of use.

        That is the whole matrix before anything is chosen, then what can be taken out.
        """
        del width
        if typed:
            rows = [*self._to_add(typed)]
        elif self._ids:
            rows = [*self._to_add(""), *self._to_take_out()]
        else:
            rows = [*self._matrices(), *self._to_add("")]
        return rows or [Row(None, ((Piece("No name fits.", "b"),),))]

    def _to_add(self, typed: str) -> Iterator[Row]:
        if len(self._ids) >= MOST:
            yield Row(None, ((Piece(FULL, "dim"),),))
            return
        kind = self._catalogue.heads[self._ids[0]].kind if self._ids else ""
        heads = [head for head in comparable(self._catalogue, kind) if head.id not in self._ids]
        shown = ""
        for head in sorted(heads, key=self._rank(typed)):
            if typed and not matches(head, typed):
                continue
            if not kind and head.kind != shown:
                shown = head.kind
                yield Row(None, ((Piece(KIND_FACTS[shown].plural, "h2"),),))
            yield Row(OpenComparison((*self._ids, head.id)), (entry_line(head),))

    def _rank(self, typed: str) -> "_Rank":
        pages = [self._catalogue.entry(name) for name in self._ids]
        near = {name for page in pages for name in (*page.links, *page.linked_from)}
        return _Rank(typed.casefold(), near, bool(self._ids))

    def _to_take_out(self) -> Iterator[Row]:
        for name in self._ids:
            left = tuple(other for other in self._ids if other != name)
            title = self._catalogue.heads[name].title
            line = (Piece("✓ ", "good"), Piece(title), Piece("  take it out", "dim"))
            yield Row(OpenComparison(left), (line,))

    def _matrices(self) -> Iterator[Row]:
        yield Row(None, ((Piece("The whole matrix", "h2"),),))
        for kind in MATRICES:
            number = len(matrix(self._catalogue, kind))
            if number > 1:
                noun = {"agent": "drug"}.get(kind, kind)
                told = f"all {counted(number, noun)}"
                yield Row(OpenComparison((), kind), ((Piece(told),),))


class _Rank:
    """The order of entries: those that begin as typed, those near to what is compared, the rest."""

    def __init__(self, typed: str, near: set[str], several: bool) -> None:
        self._typed = typed
        self._near = near
        self._several = several

    def __call__(self, head: Head) -> tuple[bool, bool]:
        begins = self._several and head.title.casefold().startswith(self._typed)
        return not begins, head.id not in self._near
