"""The search over everything: results while you type, a preview beside them."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Input

from guide.errors import GuideError
from guide.layout.further import Further
from guide.layout.lines import Line, Piece
from guide.layout.targets import (
    Action,
    ChooseEvidence,
    ChooseKind,
    OpenComparison,
    OpenEntry,
    RunCommand,
    SearchFor,
    Target,
)
from guide.library.scale import COMPARED
from guide.search.requests import SearchRequest
from guide.search.results import SearchResult
from guide.ui.key_bar import key_bar
from guide.ui.places import Place
from guide.ui.screens.keyed import Overlay
from guide.ui.search_beside import Beside, cut, kept
from guide.ui.search_rows import (
    answer_rows,
    best,
    choice_rows,
    hit_rows,
    nothing_rows,
    recent_rows,
    summary_line,
)
from guide.ui.widgets.field import Field
from guide.ui.widgets.one_line import OneLine
from guide.ui.widgets.page_view import PageView
from guide.ui.widgets.row_list import RowList
from guide.ui.widgets.search_chips import SearchChips
from guide.ui.widgets.trial_chips import TrialChips
from guide.ui.world import World

MORE = 100
"""How many results are fetched when one goes on below the last that fits on the screen."""
LIMIT_FOR_LETTERS = 9
"""For one or two letters only the nearest names are of use."""
PATIENCE = 0.012
"""Seconds that a key waits for its answer before it is painted without."""
PREVIEW_AFTER = 0.12
"""Seconds without a key after which the preview follows."""
PREVIEW_FROM = 100
"""Columns from which the preview stands beside the results."""
PLACEHOLDER = 'search everything: a name, a number, a question, kind:trial "exact words" -without'


class Found(Message):
    """A result that took longer than a frame has arrived."""

    def __init__(self, answer: "Future[SearchResult | None]", request: SearchRequest) -> None:
        super().__init__()
        self.answer = answer
        self.request = request


class SearchScreen(Overlay):
    """A field, chips to narrow the search, results and a preview."""

    DEFAULT_CSS = """
    SearchScreen, SearchScreen:ansi { background: $background; }
    SearchScreen Field { height: 1; padding: 0 1; background: $raised; width: 1fr; }
    SearchScreen #asked { height: 1; background: $raised; }
    SearchScreen #prompt { width: 4; background: $raised; }
    SearchScreen #chips { background: $panel; }
    SearchScreen #results { width: 1fr; }
    SearchScreen #preview { width: 1fr; border-left: solid $line; }
    SearchScreen.-single #preview { display: none; }
    """

    def __init__(self, world: World, commands: Callable[[], Sequence[Further]]) -> None:
        """Take what is searched.

        Args:
            world: The library with its search.
            commands: Returns the commands that can be found, when the search is opened.
        """
        super().__init__()
        self._world = world
        self._beside = Beside(world.finder, commands)
        self._hits_shown = 0
        self._exact_text = ""
        """The query that is searched for exactly as typed; empty if none is."""
        self._more = False
        self._opening = False
        self._request: SearchRequest | None = None
        self._result: SearchResult | None = None
        self._preview_timer: Timer | None = None
        self._field = Field(placeholder=PLACEHOLDER, select_on_focus=False, compact=True)
        self._list = RowList(id="results")
        self._preview = PageView(world.catalogue, id="preview")
        self._preview.can_focus = False
        self._chips = SearchChips(world.catalogue.counts_by_kind())
        self._trial_chips = TrialChips(id="trial-chips")
        self._found = OneLine(id="found")
        self._opens_with: str | None = None

    @property
    def place(self) -> Place:
        """The search."""
        return Place.SEARCH

    def compose(self) -> ComposeResult:
        """Field, chips, results with preview, and a line on what was found."""
        with Horizontal(id="asked"):
            yield OneLine(id="prompt")
            yield self._field
        yield self._chips
        yield self._trial_chips
        with Horizontal():
            with Vertical():
                yield self._list
            yield self._preview
        yield self._found

    def on_mount(self) -> None:
        """Draw the prompt."""
        self.query_one("#prompt", OneLine).show((Piece("  ⌕ ", "focus"),))

    def start_with(self, query: str) -> None:
        """Start again when the search is shown next, with a query in the field."""
        self._opens_with = query

    def on_screen_resume(self) -> None:
        """Start again if the search is opened, not if an overlay above it is closed."""
        self._field.focus()
        if self._opens_with is None:
            return
        query, self._opens_with = self._opens_with, None
        self._chips.reset()
        self._beside.look_again()
        self._opening = self._more = False
        self._exact_text = ""
        self._field.value = query
        self._field.cursor_position = len(query)
        self._draw_chips()
        self._ask()

    def on_resize(self, event: events.Resize) -> None:
        """Show the preview where there is room for it."""
        self.set_class(event.size.width < PREVIEW_FROM, "-single")
        self._draw_chips()

    def _draw_chips(self) -> None:
        self._chips.draw(self.size.width)
        self._draw_fields()

    def _draw_fields(self) -> None:
        """Show the chips of trials, which follow the query; the others do not."""
        trials = self._chips.kind == "trial"
        result = self._result
        newest = result is not None and result.query == self._field.value
        read_as = result.read_as if result is not None and newest else ()
        self._trial_chips.draw(self._field.value, trials, read_as, self.size.width)

    def _say(self, front: Line) -> None:
        self._found.show((Piece(" "), *front), key_bar(self.place, self.can, self.size.width // 2))

    @on(Input.Changed)
    def _on_changed(self) -> None:
        self._more = self._opening = False
        self._draw_fields()
        self._ask()

    def _ask(self) -> None:
        """Ask for what is typed; a result that comes within a frame is painted with the key."""
        text = self._field.value
        if not text.strip():
            self._request = self._result = None
            self._draw_fields()
            self._list.show_rows(recent_rows(self._recent()))
            self._show_preview()
            self._say(())
            return
        self._field.offer(self._world.finder.complete(text))
        kind, levels, limit = self._chips.kind, self._chips.levels, self._limit(text) + 1
        exactly = text == self._exact_text
        request = SearchRequest(text, kind, levels, limit, exactly, unfinished=True)
        self._request = request
        future = self._world.finder.ask(request)
        try:
            self._show(future.result(PATIENCE), request)
        except TimeoutError:
            future.add_done_callback(lambda done: self.post_message(Found(done, request)))

    def _recent(self) -> tuple[str, ...]:
        try:
            return self._world.study.progress.searches()
        except GuideError as error:
            self.notify(str(error), severity="error", markup=False)
            return ()

    @on(Found)
    def _on_found(self, message: Found) -> None:
        message.stop()
        self._show(message.answer.result(), message.request)

    def _limit(self, text: str) -> int:
        """Return how many results to show: as many as fit, so that the list keeps its height."""
        if self._more:
            return MORE
        fit = max(self._list.size.height // 2, 1)
        return min(fit, LIMIT_FOR_LETTERS) if len(text.strip()) < 3 else fit

    def _show(self, result: SearchResult | None, request: SearchRequest) -> None:
        if result is None or self._request is not request:
            return
        self._result = result
        self._draw_fields()
        catalogue = self._world.catalogue
        answers = answer_rows(result, catalogue, self._list.size.width)
        beside = self._beside.rows(request)
        hits = hit_rows(result, self._list.size.width)
        choices = choice_rows(result)
        chosen = choices[0].target if choices else best(result, answers)
        if self._more:
            chosen = kept(self._list.current, hits, self._hits_shown, beside)
        else:
            tall = sum(len(row.lines) for row in answers)
            hits = cut(hits, self._limit(request.text), (tall + 1) // 2, len(beside))
        rows = [*answers, *choices, *hits, *beside]
        if not rows:
            rows = nothing_rows(result, catalogue.parts, self._chips.narrowed())
            rows = rows[: self._limit(request.text)]
        self._list.show_rows(rows, chosen)
        self._hits_shown = len(hits)
        if not hits:
            self._show_preview()
        exactly: Line = (Piece("exactly as typed · ", "dim"),) if request.exactly else ()
        self._say((*exactly, *summary_line(result, len(hits), self._more)))
        if self._opening:
            self._open(self._list.current)

    @on(RowList.Highlighted)
    def _on_highlighted(self) -> None:
        if self._preview_timer is not None:
            self._preview_timer.stop()
        self._preview_timer = self.set_timer(PREVIEW_AFTER, self._show_preview)

    def _show_preview(self) -> None:
        """Show the page of the chosen result; clear the preview where there is none."""
        row = self._list.current
        if isinstance(row, OpenEntry) and not self.has_class("-single"):
            self._preview.show(row)
        else:
            self._preview.clear()

    @property
    def _comparable(self) -> OpenComparison | None:
        """What begins a comparison with the chosen result; None where it cannot be compared."""
        row = self._list.current
        if (
            not isinstance(row, OpenEntry)
            or self._world.catalogue.heads[row.id].kind not in COMPARED
        ):
            return None
        return OpenComparison((row.id,))

    def can(self, action: Action) -> bool:
        """Tell what is possible with what is typed."""
        match action:
            case Action.COMPLETE:
                return bool(self._field.offered) and self._field.cursor_at_end
            case Action.COMPARE:
                return self._comparable is not None
            case Action.SEARCH_EXACTLY | Action.SEARCH:
                return bool(self._field.value.strip())
            case _:
                return True

    def do(self, action: Action) -> bool:
        """Move in the results while typing, narrow the search, or open a result."""
        match action:
            case Action.OPEN:
                self._submit()
            case Action.UP:
                self._list.action_move(-1)
            case Action.PAGE_UP:
                self._list.action_move_page(-1)
            case Action.DOWN | Action.PAGE_DOWN:
                self._go_down(action)
            case Action.NEXT_KIND:
                self._chips.step_kind(1)
                self._narrow()
            case Action.PREVIOUS_KIND:
                self._chips.step_kind(-1)
                self._narrow()
            case Action.NEXT_EVIDENCE:
                self._chips.step_evidence()
                self._narrow()
            case Action.COMPLETE:
                self._field.action_cursor_right()
            case Action.SEARCH_EXACTLY:
                again = self._field.value == self._exact_text
                self._exact_text = "" if again else self._field.value
                self._ask()
            case Action.COMPARE:
                self._open(self._comparable)
            case Action.SEARCH:
                self._exact_text = ""
                self._chips.reset()
                self._narrow()
                self._field.action_select_all()
            case _:
                return False
        return True

    async def handle(self, target: Target) -> bool:
        """Narrow the search, search for a row's words, or open a result."""
        match target:
            case RunCommand() if target != self._list.current:
                return await super().handle(target)
            case _:
                self._open(target)
        return True

    def _go_down(self, action: Action) -> None:
        last = self._list.cursor == len(self._list.rows) - 1
        if last and self._result is not None and not self._more:
            self._more = True
            self._ask()
        elif action is Action.DOWN:
            self._list.action_move(1)
        else:
            self._list.action_move_page(1)

    def _narrow(self) -> None:
        """Draw the chips as they are chosen, and search with them."""
        self._draw_chips()
        self._ask()

    def _submit(self) -> None:
        """Open the chosen result; while the search still runs, as soon as its result is there."""
        if self._request is not None and (
            self._result is None or self._result.query != self._request.text
        ):
            self._opening = True
        else:
            self._open(self._list.current)

    def _open(self, target: Target | None) -> None:
        self._opening = False
        if isinstance(target, ChooseKind):
            self._chips.choose_kind(target.place)
            self._narrow()
        elif isinstance(target, ChooseEvidence):
            self._chips.choose_evidence(target.place)
            self._narrow()
        elif isinstance(target, SearchFor):
            if self._field.value == self._exact_text:
                self._exact_text = target.query
            self._field.value = target.query
            self._field.cursor_position = len(target.query)
        elif target is not None:
            self._save_query()
            self.dismiss(target)

    def _save_query(self) -> None:
        """Save a query that led somewhere among the last ones; a failure does not hold it up."""
        text = self._field.value.strip()
        if text and self._result is not None and self._result.hits:
            self._world.study.progress.save_search(text)
