"""A tab that lists the entries of some kinds beside the page that is read."""

from textual import on
from textual.containers import Vertical

from guide.counting import counted
from guide.layout.lines import Piece, line_width
from guide.layout.targets import TAB_ACTIONS, Action, OpenEntry, Target
from guide.library.records import Part
from guide.ui.command import Hint
from guide.ui.messages import PlaceChanged
from guide.ui.panes.browse import BrowsePane
from guide.ui.places import Place
from guide.ui.widgets.entry_list import EntryList
from guide.ui.widgets.one_line import OneLine
from guide.ui.world import World

DIGITS = Hint(
    frozenset({Place.LIST}), "0–9", "filter", "Digits belong to the filter until it is cleared"
)


class EntriesPane(BrowsePane):
    """Entries in a list that is filtered by typing."""

    def __init__(self, world: World, part: Part) -> None:
        heads = [head for head in world.catalogue.heads.values() if head.kind in part.kinds]
        heads.sort(key=lambda head: part.kinds.index(head.kind))
        self._list = EntryList(heads)
        self._filter = OneLine(id="filter")
        super().__init__(world, Vertical(self._list, self._filter, classes="side"))

    def fill_side(self) -> None:
        """List the entries."""
        self._list.fill()
        self._draw_filter()

    @property
    def side_place(self) -> Place:
        """The list."""
        return Place.LIST

    @property
    def marked(self) -> Target | None:
        """The marked entry."""
        return self._list.current

    def focus_side(self) -> None:
        """Go to the list."""
        self._list.focus()

    def mark(self, row: OpenEntry) -> None:
        """Mark an entry; the filter goes if it hides it."""
        if self._list.typed and all(shown.target != row for shown in self._list.rows):
            self._list.typed = ""
            self._list.fill(row)
        self._list.choose(row)
        self._draw_filter()

    @property
    def digits_free(self) -> bool:
        """Whether a digit goes to a tab, and not into the filter."""
        return super().digits_free and not self._list.typed

    def _draw_filter(self) -> None:
        typed, total = self._list.typed, self._list.total
        if typed:
            found = sum(isinstance(row.target, OpenEntry) for row in self._list.rows)
            count = Piece(f"  {found} of {total} · esc clears", "dim")
            room = self._filter.size.width - line_width((count,)) - 3
            seen = typed if len(typed) <= room else f"…{typed[1 - room :]}"
            self._filter.show((Piece(f"  {seen}▏", "focus"), count))
        else:
            self._filter.show(
                (Piece("  type to filter", "dim"), Piece(f"  {counted(total, 'entry')}", "dim"))
            )

    def show_marked(self) -> None:
        """Show the page of the marked row, and how many entries the filter leaves."""
        self._draw_filter()
        super().show_marked()

    @on(PlaceChanged)
    def _on_place_changed(self) -> None:
        self._draw_filter()

    def can(self, action: Action) -> bool:
        """Tell what is possible in the list, the page and the find bar."""
        filtered = self.place is Place.LIST and bool(self._list.typed)
        if action is Action.CLEAR_FILTER:
            return filtered
        return not filtered if action in TAB_ACTIONS else super().can(action)

    def do(self, action: Action) -> bool:
        """Clear the filter, or do a command of the page or the find bar."""
        if action is not Action.CLEAR_FILTER:
            return super().do(action)
        self._list.filter("")
        self.post_message(PlaceChanged())
        return True

    def hints(self) -> tuple[Hint, ...]:
        """Say that digits are text behind what is typed."""
        return (DIGITS,) if self._list.typed and self.place is Place.LIST else ()

    def put_away(self) -> None:
        """Clear the filter: who comes back looks for something else."""
        if self._list.typed:
            self._list.filter("")
