"""The trials as a table, a forest plot or a timeline; one of them is shown."""

from collections.abc import Sequence
from enum import StrEnum
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from guide.layout.lines import Line, Piece
from guide.layout.targets import OpenEntry, Target
from guide.layout.trials.forest import forest_of
from guide.layout.trials.table import NARROW, Table, note_of
from guide.layout.trials.timeline import timeline_lines
from guide.library.trial_choice import Selection
from guide.library.trial_rows import TrialRow
from guide.ui.messages import PlaceChanged
from guide.ui.widgets.lines_view import LinesView
from guide.ui.widgets.one_line import OneLine
from guide.ui.widgets.row_list import LateRow, Row, RowList

POINTER = 2
"""Cells of a row before its line."""
BEHIND = 2
"""Cells kept free behind it, for the scroll bar."""
NOTHING = (Row(None, ((Piece("No trial fits; esc clears the filters.", "b"),),)),)


class TrialView(StrEnum):
    """Ways to show the trials."""

    TABLE = "table"
    FOREST = "forest"
    TIMELINE = "timeline"


class Timeline(LinesView):
    """Trials year by year; up and down go from line to line, left and right from name to name."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "choose(-1)", show=False),
        Binding("right", "choose(1)", show=False),
    ]

    def __init__(self) -> None:
        super().__init__(id="timeline")
        self.arrows_move = True
        self.trials: Sequence[TrialRow] = ()

    def compose_lines(self, width: int) -> tuple[Line, ...]:
        """Return the trials by year."""
        return timeline_lines(self.trials, width) or NOTHING[0].lines

    def action_move(self, step: int) -> None:
        """Go to the name above (-1) or below (1), in another line."""
        if self._chosen is None:
            self.action_choose(step)
            return
        y, x = self._spots[self._chosen]
        others = [spot for spot in self._spots if (spot[0] - y) * step > 0]
        if others:
            line = min(others, key=lambda spot: abs(spot[0] - y))[0]
            nearest = min(
                (spot for spot in others if spot[0] == line), key=lambda spot: abs(spot[1] - x)
            )
            self._put_cursor(self._spots.index(nearest))


def _page_of(trial: TrialRow | None) -> OpenEntry | None:
    return OpenEntry(trial.head.id) if trial is not None else None


class TrialsView(Vertical):
    """Heads, rows and a line on how to read them."""

    DEFAULT_CSS = """
    TrialsView { height: 1fr; }
    TrialsView #heads { background: $panel; }
    TrialsView RowList { height: 1fr; background: $background; }
    TrialsView Timeline { height: 1fr; display: none; }
    TrialsView #more-signs { display: none; }
    TrialsView.-forest #more-signs { display: block; }
    TrialsView.-timeline Timeline { display: block; }
    TrialsView.-timeline RowList { display: none; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._heads = OneLine(id="heads")
        self._rows = RowList(id="list")
        self._timeline = Timeline()
        self._foot = OneLine(id="signs")
        self._more = OneLine(id="more-signs")
        self._trials: Sequence[TrialRow] = ()
        self._selection = Selection()
        self._view = TrialView.TABLE
        self._wanted: Target | None = None

    def compose(self) -> ComposeResult:
        """From top to bottom."""
        yield self._heads
        yield self._rows
        yield self._timeline
        yield self._foot
        yield self._more

    @property
    def current(self) -> Target | None:
        """Where the cursor leads; before there are rows, where it will be."""
        if not self._rows.rows:
            return self._wanted
        return self._timeline.target if self._is_timeline else self._rows.current

    @property
    def _is_timeline(self) -> bool:
        return self.has_class("-timeline")

    def take_focus(self) -> None:
        """Focus what is shown."""
        (self._timeline if self._is_timeline else self._rows).focus()

    def choose(self, row: Target) -> None:
        """Put the cursor on a trial."""
        self._wanted = row
        self._rows.choose(row)
        self._timeline.choose_target(row)

    def show(self, trials: Sequence[TrialRow], selection: Selection, view: TrialView) -> None:
        """Show trials; the cursor stays on its trial, or goes to the first one."""
        chosen = self.current
        self._trials, self._selection, self._view = trials, selection, view
        self._relay(chosen)

    def on_resize(self) -> None:
        """Fit the columns into the new width."""
        self._relay(self.current)
        self.post_message(PlaceChanged())

    def _relay(self, chosen: Target | None) -> None:
        if not self.size.width:
            return
        width = self.size.width - POINTER - BEHIND
        view = self._view if width >= NARROW else TrialView.TABLE
        self.set_class(view is TrialView.TIMELINE, "-timeline")
        self.set_class(view is TrialView.FOREST, "-forest")
        match view:
            case TrialView.TABLE:
                self._show_table(width, chosen)
            case TrialView.FOREST:
                self._show_forest(width, chosen)
            case TrialView.TIMELINE:
                self._say((Piece("Year   n", "th"),), note_of(width))
                self._timeline.trials = self._trials
                self._timeline.preferred = chosen
                self._timeline.relay()

    def _say(self, head: Line, *notes: str) -> None:
        """Show the heads, and below the rows how to read them."""
        start = Piece(" " * POINTER)
        self._heads.show((start, *head))
        for line, note in zip((self._foot, self._more), (*notes, ""), strict=False):
            line.show((start, Piece(note, "dim")))

    def _show_table(self, width: int, chosen: Target | None) -> None:
        table = Table.fitting(self._trials, width)
        self._say(table.head(self._selection), note_of(width))
        rows = [LateRow(_page_of(row), partial(table.line, row)) for row in self._trials]
        self._rows.show_rows(rows or NOTHING, chosen)

    def _show_forest(self, width: int, chosen: Target | None) -> None:
        """Show the plot; a cursor that was on a trial without a ratio goes to the first one."""
        forest = forest_of(self._trials, width)
        pooled, *rest, sizes = forest.notes or ("", "")
        self._say(forest.head, f"{pooled}  {sizes}", "  ".join(rest))
        rows = [Row(_page_of(row.trial), (row.line,)) for row in forest.rows]
        drawn = [_page_of(trial) for trial in self._trials if trial.ratios]
        self._rows.show_rows(rows or NOTHING, chosen if chosen in drawn else None)
