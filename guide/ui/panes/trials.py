"""The tab Trials: a table with filters, a forest plot, a timeline, and the page of a trial."""

from dataclasses import replace

from textual import events, on
from textual.containers import Horizontal, Vertical
from textual.widgets import Input

from guide.counting import counted
from guide.layout.lines import Piece
from guide.layout.targets import (
    FILTER_ACTIONS,
    Action,
    FilterTrials,
    OpenEntry,
    SortTrials,
    Target,
)
from guide.library.trial_choice import Selection, choices, years_of
from guide.library.trial_fields import Field, Order
from guide.library.trial_rows import TrialRow, trial_rows
from guide.ui.command import Hint
from guide.ui.messages import PlaceChanged
from guide.ui.panes.browse import BrowsePane
from guide.ui.places import Place
from guide.ui.screens.choices import ChoicesScreen, Offer
from guide.ui.widgets.field import FindField
from guide.ui.widgets.one_line import OneLine
from guide.ui.widgets.trial_filters import TrialFilters, label_of
from guide.ui.widgets.trials_view import TrialsView, TrialView
from guide.ui.world import World

DETAILS_FROM = 140
"""Columns from which the page of the marked trial stands beside the table."""
ENTER = Hint(frozenset({Place.FILTERING}), "enter", "to the trials", "Go to the trials")
VIEWS = {Action.FOREST: TrialView.FOREST, Action.TIMELINE: TrialView.TIMELINE}


class TrialsPane(BrowsePane):
    """Trials side by side; a page that is read has them as a list on its left."""

    DEFAULT_CSS = """
    TrialsPane #words { height: 1; display: none; background: $raised; }
    TrialsPane #words.-open { display: block; }
    TrialsPane #words OneLine { width: 10; background: $raised; }
    TrialsPane #words Input { width: 1fr; height: 1; background: $raised; }
    """

    def __init__(self, world: World) -> None:
        self._trials: tuple[TrialRow, ...] = ()
        self._selection = Selection()
        self._view = TrialView.TABLE
        self._filters = TrialFilters(world.catalogue.heads)
        self._shown = TrialsView()
        self._field = FindField(
            compact=True,
            select_on_focus=True,
            placeholder="words, such as: neg sbrt nsclc; / searches everything",
        )
        self._words = Horizontal(OneLine(id="filter-sign"), self._field, id="words")
        side = Vertical(self._filters, self._shown, self._words, classes="side")
        super().__init__(world, side)
        self._beside.add_class("-away")

    def fill_side(self) -> None:
        """Read the trials and show them."""
        self._trials = trial_rows(self._world.catalogue, self._world.finder.wider())
        self.query_one("#filter-sign", OneLine).show((Piece("  filter ", "focus"),))
        self._draw()

    def _draw(self) -> None:
        shown = self._selection.of(self._trials)
        self._filters.draw(len(shown), len(self._trials), self._selection)
        self._shown.show(shown, self._selection, self._view)
        self.post_message(PlaceChanged())

    @property
    def side_place(self) -> Place:
        """The trials, or the line with words to filter by."""
        return Place.FILTERING if self._field.has_focus else Place.TRIALS

    @property
    def at_front(self) -> bool:
        """Whether the table has the focus."""
        return self.place is Place.TRIALS and self._view is TrialView.TABLE

    @property
    def marked(self) -> Target | None:
        """The marked trial."""
        return self._shown.current

    def focus_side(self) -> None:
        """Go to the trials."""
        self._shown.take_focus()

    def show_front(self) -> None:
        """Show the table."""
        self._view = TrialView.TABLE
        self._draw()
        super().show_front()

    def mark(self, row: OpenEntry) -> None:
        """Mark a trial; the filters go if they hide it."""
        if all(trial.head.id != row.id for trial in self._selection.of(self._trials)):
            self._selection = replace(self._selection, filters=(), words="")
            self._field.value = ""
            self._draw()
        self._shown.choose(row)

    def _arrange(self) -> None:
        """Give the trials the whole width, but for the page that is read or has room beside."""
        narrow = self.screen.has_class("narrow")
        details = not self._reading and self.screen.size.width >= DETAILS_FROM
        self.set_class(self._reading and not narrow, "-reading")
        self.set_class(details, "-details")
        self._side.set_class(narrow and self._reading, "-away")
        self._beside.set_class(not self._reading and not details, "-away")

    def on_resize(self) -> None:
        """Arrange again, with the page of the marked trial where it has room now."""
        super().on_resize()
        self.call_after_refresh(self.show_marked)

    def take_focus(self) -> None:
        """Go to the trials, with the page of the marked one beside them where it has room."""
        super().take_focus()
        self.call_after_refresh(self.show_marked)

    def show_marked(self) -> None:
        """Show the page of the marked trial, if it has room beside the others."""
        if not self._beside.has_class("-away"):
            super().show_marked()

    @on(PlaceChanged)
    def _on_place_changed(self) -> None:
        if self._view is TrialView.TIMELINE and not self._reading:
            self.show_marked()

    @on(Input.Changed)
    def _on_words_changed(self, event: Input.Changed) -> None:
        if event.input is self._field:
            event.stop()
            self._selection = replace(self._selection, words=event.value)
            self._draw()

    @on(Input.Submitted)
    def _on_words_submitted(self, event: Input.Submitted) -> None:
        if event.input is self._field:
            event.stop()
            self._close_words()

    def _close_words(self) -> None:
        self._words.set_class(bool(self._field.value), "-open")
        self._shown.take_focus()

    def can(self, action: Action) -> bool:
        """Tell what is possible with the trials, the page and the find bar."""
        match action:
            case Action.CLEAR_FILTER:
                return self._selection.narrows
            case Action.TABLE:
                return self._view is not TrialView.TABLE
            case Action.CLOSE if self.place is Place.FILTERING:
                return True
            case _:
                return super().can(action)

    def called(self, action: Action) -> str:
        """Say that the key of a view leads back from it, and what Escape does to words."""
        if action is Action.CLOSE and self.place is Place.FILTERING:
            return "clear"
        return "table" if VIEWS.get(action) is self._view else ""

    def hints(self) -> tuple[Hint, ...]:
        """Say how to go on from the words that are typed."""
        return (ENTER,) if self.place is Place.FILTERING else ()

    def do(self, action: Action) -> bool:
        """Filter, sort or show the trials in another way, or do a command of the page."""
        match action:
            case Action.FILTER_WORDS:
                self._words.add_class("-open")
                self._field.focus()
            case Action.CLEAR_FILTER:
                self._clear()
            case Action.CLOSE if self.place is Place.FILTERING:
                self._field.value = ""
                self._close_words()
            case Action.FOREST | Action.TIMELINE | Action.TABLE:
                view = VIEWS.get(action, TrialView.TABLE)
                self._view = TrialView.TABLE if view is self._view else view
                self._draw()
                self._shown.take_focus()
            case Action.SORT:
                self._choose_order()
            case Action.REVERSE:
                self.handle(SortTrials(self._selection.order))
            case _ if action in FILTER_ACTIONS:
                self._choose_value(FILTER_ACTIONS[action])
            case _:
                return super().do(action)
        self.post_message(PlaceChanged())
        return True

    def _clear(self) -> None:
        self._selection = replace(self._selection, filters=(), words="")
        self._field.value = ""
        self._words.remove_class("-open")
        self._draw()

    def handle(self, target: Target) -> bool:
        """Filter or sort the trials."""
        match target:
            case FilterTrials(field, value):
                self._selection = self._selection.with_value(field, value)
            case SortTrials(order):
                self._selection = self._selection.sorted_by(order)
            case _:
                return super().handle(target)
        self._draw()
        return True

    def _choose_order(self) -> None:
        offers = [Offer(SortTrials(order), order.value) for order in Order]
        now = SortTrials(self._selection.order)
        self.app.push_screen(ChoicesScreen("sort by…", offers, now), self._follow)

    def _choose_value(self, field: Field) -> None:
        heads = self._world.catalogue.heads
        found = choices(field, self._trials, self._selection, heads)
        label = label_of(field)
        offers = [Offer(FilterTrials(field), f"any {label}")]
        for value, title, trials in found:
            names = (value, *heads[value].aliases) if value in heads else (value,)
            target = FilterTrials(field, value)
            offers.append(Offer(target, title, counted(trials, "trial"), names))
        now = FilterTrials(field, self._selection.value(field))
        if field is Field.YEAR:
            screen = ChoicesScreen("year, or 2020.. or 2020..2023", offers, now, _years)
        else:
            screen = ChoicesScreen(f"{label}…", offers, now)
        self.app.push_screen(screen, self._follow)

    def on_key(self, event: events.Key) -> None:
        """Move in the trials while words are typed."""
        if self.place is Place.FILTERING and event.key in ("down", "up"):
            event.stop()
            self._shown.take_focus()


def _years(typed: str) -> Offer | None:
    """Return the years that are typed as a choice."""
    found = years_of(typed)
    if found is None or found[0] == found[1]:
        return None
    return Offer(FilterTrials(Field.YEAR, typed), typed, "these years")
