"""Modalities, agents or trials side by side, in a place of their own without a tab."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical

from guide.counting import counted
from guide.layout.comparison import (
    head_lines,
    hidden_line,
    is_cut,
    row_lines,
    window,
)
from guide.layout.lines import EMPTY, Line, Piece, clip, line_width
from guide.layout.targets import Action, OpenComparison, OpenEntry, ShowSource, Target
from guide.library.comparing import Comparison, compare, matrix
from guide.library.scale import MATRICES
from guide.ui.compare_commands import COMPARE_COMMANDS
from guide.ui.copying import Offer, of_source
from guide.ui.messages import Follow, PlaceChanged
from guide.ui.panes.base import Pane
from guide.ui.places import Place
from guide.ui.screens.compare_with import CompareWithScreen
from guide.ui.widgets.lines_view import LinesView
from guide.ui.widgets.note import Note
from guide.ui.widgets.one_line import OneLine
from guide.ui.world import World

OF_A_TABLE = frozenset(command.action for command in COMPARE_COMMANDS)
"""What is possible only once something is compared."""


class ComparisonView(LinesView):
    """The table; its head stays in view, and as many columns are shown as have room."""

    def __init__(self) -> None:
        super().__init__(id="comparison")
        self.comparison: Comparison | None = None
        self.first = 0
        """The first column in view, as far as the view has room for those behind it."""
        self.whole = False
        """Whether remarks are told whole."""

    def compose_lines(self, width: int) -> tuple[Line, ...]:
        """Return the table for the columns that have room."""
        if self.comparison is None:
            return ()
        view = window(self.comparison, width, self.first, self.whole)
        head = head_lines(self.comparison, view, width)
        self.first, self.pinned = view.first, len(head)
        return (*head, *row_lines(self.comparison, view, width), EMPTY)

    def can_pan(self, by: int) -> bool:
        """Tell whether there are columns to the right (1) or to the left (-1)."""
        if self.comparison is None:
            return False
        view = window(self.comparison, self.text_width, self.first + by)
        return view.first != self.first

    def pan(self, by: int) -> None:
        """Go one column to the right (1) or to the left (-1)."""
        self.first += by
        self.relay()


class ComparePane(Pane):
    """A line on what is compared, the table, and below it the source of a citation."""

    def __init__(self, world: World) -> None:
        super().__init__(classes="pane")
        self._world = world
        self._target = OpenComparison()
        self._whole: Comparison | None = None
        self._only_differences = False
        self._head = OneLine(id="compared")
        self._view = ComparisonView()
        self._view.only_ascii = world.ascii
        self._note = Note(world.catalogue)

    def compose(self) -> ComposeResult:
        """Line, table and note."""
        yield Vertical(self._head, self._view, self._note, classes="beside")

    @property
    def place(self) -> Place:
        """A comparison."""
        return Place.COMPARE

    @property
    def at_front(self) -> bool:
        """Whether the table has the focus."""
        return self._view.has_focus

    def take_focus(self) -> None:
        """Go to the table."""
        self._view.focus()

    @property
    def in_view(self) -> str:
        """The comparison."""
        return "the comparison"

    def _show(self) -> None:
        """Show what is compared, from its first column and row on."""
        catalogue, target = self._world.catalogue, self._target
        every = matrix(catalogue, target.every) if target.every else ()
        whole = compare(catalogue, tuple(dict.fromkeys((*target.ids, *every))))
        self._whole = whole
        self._note.close()
        self._view.comparison = whole.differences() if self._only_differences else whole
        self._view.first = 0
        self._view.unchoose()
        self._view.relay()
        self._view.scroll_home(animate=False)
        self._draw_head()

    def _draw_head(self) -> None:
        whole = self._whole
        if whole is None:
            return
        kind = whole.heads[0].kind
        nouns = counted(len(whole.heads), {"agent": "drug"}.get(kind, kind))
        left = (Piece("  Compare  ", "title"), Piece(nouns, "dim"))
        right = hidden_line(whole, self._only_differences)
        room = self.size.width - line_width(left) - 5
        self._head.show(left, clip(right, max(room, 10)))

    def on_resize(self) -> None:
        """Say as much in the line above the table as has room."""
        self._draw_head()

    def handle(self, target: Target) -> bool:
        """Show a comparison, or the source of a citation in it."""
        match target:
            case OpenComparison():
                self._target = target
                self._show()
            case ShowSource(key):
                shown = self._view.comparison
                if shown is not None and key in shown.sources:
                    self._note.show_source(key, shown.sources.index(key) + 1)
            case _:
                return False
        self.post_message(PlaceChanged())
        return True

    def can(self, action: Action) -> bool:
        """Tell what is possible with what is compared."""
        whole, shown, target = self._whole, self._view.comparison, self._target
        if whole is None or shown is None:
            return action not in OF_A_TABLE
        match action:
            case Action.FOLLOW:
                possible = self._view.target is not None
            case Action.CLOSE:
                possible = self._note.is_open
            case Action.NEXT_COLUMN | Action.PREVIOUS_COLUMN:
                possible = self._view.can_pan(1 if action is Action.NEXT_COLUMN else -1)
            case Action.MATRIX if target.every:
                possible = len(target.ids) > 1
            case Action.MATRIX:
                possible = whole.heads[0].kind in MATRICES
            case Action.ONLY_DIFFERENCES:
                possible = any(row.same for row in whole.rows)
            case Action.REMARKS:
                possible = self._view.whole or is_cut(shown)
            case _:
                possible = True
        return possible

    def refusal(self, action: Action) -> str:
        """Say why no row can be left out."""
        return "In no row do all have the same." if action is Action.ONLY_DIFFERENCES else ""

    def called(self, action: Action) -> str:
        """Say what a switch does now."""
        match action:
            case Action.ONLY_DIFFERENCES if self._only_differences:
                return "all rows"
            case Action.REMARKS if self._view.whole:
                return "short remarks"
            case Action.MATRIX if self._target.every:
                return "only these"
            case Action.COPY:
                return "copy the source" if self._note.source else "copy as Markdown"
        return ""

    def do(self, action: Action) -> bool:
        """Do a command of the comparison."""
        match action:
            case Action.FOLLOW:
                self._follow(self._view.target)
            case Action.NEXT_LINK:
                self._view.action_choose(1)
            case Action.PREVIOUS_LINK:
                self._view.action_choose(-1)
            case Action.CLOSE:
                self._note.close()
            case Action.NEXT_COLUMN:
                self._view.pan(1)
            case Action.PREVIOUS_COLUMN:
                self._view.pan(-1)
            case Action.ONLY_DIFFERENCES:
                self._only_differences = not self._only_differences
                self._show()
            case Action.REMARKS:
                self._view.whole = not self._view.whole
                self._view.relay(keep_chosen=True)
            case Action.MATRIX:
                self._switch_matrix()
            case Action.CHOOSE_COMPARED:
                picker = CompareWithScreen(self._world.catalogue, self._target.ids)
                self.app.push_screen(picker, self._follow)
            case _:
                return False
        self.post_message(PlaceChanged())
        return True

    def _switch_matrix(self) -> None:
        """Show all entries of the kind, or again only those that were chosen."""
        shown = self._view.comparison
        if self._target.every:
            self._target = OpenComparison(self._target.ids)
        elif shown is not None:
            self._target = OpenComparison(self._target.ids, shown.heads[0].kind)
        self._show()

    def _follow(self, target: Target | None) -> None:
        """Follow a target; Escape leads back from a page to the comparison."""
        if isinstance(target, OpenEntry):
            target = OpenEntry(target.id, returns=True)
        if target is not None:
            self.post_message(Follow(target))

    @property
    def chosen_entry(self) -> str:
        """The entry of the chosen title."""
        target = self._view.target
        return target.id if isinstance(target, OpenEntry) else ""

    @property
    def visible_text(self) -> str:
        """The text of the table."""
        return self._view.text

    @property
    def can_copy(self) -> bool:
        """Whether anything is compared; the table is written only when it is copied."""
        return self._whole is not None

    def copies(self) -> Sequence[Offer]:
        """Return the open source in every format."""
        source = self._note.source
        return list(of_source(self._world.catalogue.references[source], None)) if source else ()

    @property
    def copy_text(self) -> str:
        """The comparison as Markdown."""
        shown = self._view.comparison
        if shown is None:
            return ""
        from guide.exchange.comparison import comparison_markdown

        return comparison_markdown(shown, self._world.catalogue)
