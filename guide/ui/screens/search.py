"""The search over everything: results while one types, a preview beside them, typing never held up."""

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.screen import ModalScreen
from textual.timer import Timer
from textual.widgets import Input

from guide.layout.lines import Line, Piece
from guide.library.scale import KIND_FACTS, KINDS, LEVELS, STRENGTH
from guide.search.requests import SearchRequest
from guide.search.results import SearchResult
from guide.ui.messages import Follow
from guide.ui.search_rows import answer_rows, recent_rows
from guide.ui.widgets.field import Field
from guide.ui.widgets.one_line import OneLine
from guide.ui.widgets.page_view import PageView
from guide.ui.widgets.row_list import RowList
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
NAMES_FROM = 116
"""Columns from which kinds are named in full instead of by their tag."""
WORD_FROM = 126
"""Columns from which the chips of evidence are named beside the kinds in full."""
BADGES = ("any", "●○○", "●●○", "●●●")


class Answered(Message):
    """An answer that took longer than a frame has come."""

    def __init__(self, answer: SearchResult | None, wish: SearchRequest) -> None:
        super().__init__()
        self.answer = answer
        self.wish = wish


class SearchScreen(ModalScreen[str | None]):
    """Enter opens the chosen result, esc leaves."""

    DEFAULT_CSS = """
    SearchScreen { background: $background; }
    SearchScreen Input { height: 1; padding: 0 1; background: $raised; width: 1fr; }
    SearchScreen #asked { height: 1; background: $raised; }
    SearchScreen #prompt { width: 4; background: $raised; }
    SearchScreen #chips { background: $panel; }
    SearchScreen #results { width: 1fr; }
    SearchScreen #preview { width: 1fr; border-left: solid $line; }
    SearchScreen.-single #preview { display: none; }
    """

    def __init__(self, world: World) -> None:
        super().__init__()
        self._world = world
        self._kind = 0
        self._badge = 0
        self._exactly = False
        self._more = False
        self._wish: SearchRequest | None = None
        self._answer: SearchResult | None = None
        self._preview_timer: Timer | None = None

    def compose(self) -> ComposeResult:
        """Input, chips, results with preview, and a line that says what was found."""
        with Horizontal(id="asked"):
            yield OneLine(id="prompt")
            yield Field(
                placeholder='search everything: a name, a number, a question, kind:trial "exact words" -without',
                select_on_focus=False,
                compact=True,
            )
        yield OneLine(id="chips")
        with Horizontal():
            with Vertical():
                yield RowList(id="results")
            yield PageView(self._world.catalogue, id="preview")
        yield OneLine(id="found")

    def on_mount(self) -> None:
        """Begin to type."""
        self.query_one("#prompt", OneLine).show((Piece("  ⌕ ", "accent"),))
        self.query_one("#preview", PageView).can_focus = False

    def on_screen_resume(self) -> None:
        """Begin anew each time the screen is opened."""
        field = self.query_one(Input)
        field.value = ""
        field.focus()
        self._draw_chips()
        self._ask("")

    def on_resize(self, event: events.Resize) -> None:
        """Show the preview where there is room for it."""
        self.set_class(event.size.width < PREVIEW_FROM, "-single")
        self._draw_chips()

    @property
    def _kinds(self) -> list[str]:
        present = self._world.catalogue.counts_by_kind()
        return ["", *(kind for kind in KINDS if kind in present)]

    def _draw_chips(self) -> None:
        wide = self.size.width >= NAMES_FROM
        close = self.size.width < PREVIEW_FROM * 0.7
        pieces: list[Piece] = [Piece(" ")]
        for place, kind in enumerate(self._kinds):
            name = kind or "all"
            label = name if wide or not kind else KIND_FACTS[kind].tag
            chosen = place == self._kind
            gap = "" if close else " "
            pieces.append(
                Piece(
                    f"[{label}]" if chosen else f"{gap}{label}{' '}",
                    "selected" if chosen else "dim",
                    f"kind:{place}",
                )
            )
        roomy = self.size.width >= WORD_FROM if wide else not close
        right = [Piece("evidence " if roomy else "", "dim", "badge:0")]
        for place, badge in enumerate(BADGES):
            chosen = place == self._badge
            right.append(
                Piece(
                    f"[{badge}]" if chosen else f" {badge} ",
                    "selected" if chosen else "dim",
                    f"badge:{place}",
                )
            )
        self.query_one("#chips", OneLine).show(tuple(pieces), tuple(right))

    def _tell(self, front: Line) -> None:
        keys = []
        for key, does in (
            ("enter", "open"),
            ("tab", "kind"),
            ("ctrl+l", "evidence"),
            ("→", "complete"),
            ("esc", "close"),
        ):
            keys += [Piece(key, "accent"), Piece(f" {does}  ", "dim")]
        self.query_one("#found", OneLine).show((Piece(" "), *front), tuple(keys))

    @on(Input.Changed)
    def _on_changed(self, event: Input.Changed) -> None:
        self._exactly = self._more = False
        self._ask(event.value)

    def _chosen(self) -> tuple[str | None, tuple[str, ...]]:
        levels = (
            tuple(level for level in LEVELS if STRENGTH[level] == self._badge)
            if self._badge
            else ()
        )
        return self._kinds[self._kind] or None, levels

    def _ask(self, text: str) -> None:
        """Ask for what is typed; an answer that comes within a frame is painted together with the key."""
        field = self.query_one(Field)
        if not text.strip():
            self._wish = self._answer = None
            self.query_one("#results", RowList).show_rows(
                recent_rows(self._world.progress.searches())
            )
            self._tell(())
            return
        field.offer(self._world.finder.complete(text))
        wish = SearchRequest(
            text, *self._chosen(), self._limit(text), self._exactly, unfinished=True
        )
        self._wish = wish
        answer = self._world.finder.ask(wish)
        try:
            self._show(answer.result(PATIENCE), wish)
        except TimeoutError:
            answer.add_done_callback(lambda done: self.post_message(Answered(done.result(), wish)))

    @on(Answered)
    def _on_answered(self, message: Answered) -> None:
        message.stop()
        self._show(message.answer, message.wish)

    def _limit(self, text: str) -> int:
        """Return how many results are asked for: as many as fit, so that the list need not be laid out anew at each key."""
        if self._more:
            return MORE
        fit = max(self.query_one("#results", RowList).size.height // 2, 1)
        return min(fit, LIMIT_FOR_LETTERS) if len(text.strip()) < 3 else fit

    def _show(self, answer: SearchResult | None, wish: SearchRequest) -> None:
        if answer is None or self._wish is not wish:
            return
        self._answer = answer
        results = self.query_one("#results", RowList)
        rows = answer_rows(answer, self._world.catalogue, results.size.width)
        chosen = results.current if self._more else answer.hits[0].id if answer.hits else ""
        results.show_rows(rows if self._more else rows[: max(results.size.height // 2, 1)], chosen)
        if answer.notes:
            self._tell((Piece(answer.notes[0], "accent"),))
        elif answer.suggestion:
            typed = answer.query.strip()[:30]
            exactly = Piece(f"search exactly for {typed}", "link", "exactly:")
            self._tell(
                (
                    Piece("showing results for "),
                    Piece(answer.suggestion, "b"),
                    Piece(" · "),
                    Piece("ctrl+o ", "accent"),
                    exactly,
                )
            )
        else:
            noun = "result" if len(answer.hits) == 1 else "results"
            more = (
                " · ↓ more"
                if not self._more and len(answer.hits) == self._limit(answer.query)
                else ""
            )
            self._tell(
                (
                    Piece(
                        f"{len(answer.hits)} {noun}{more}" if answer.hits else "nothing found",
                        "dim",
                    ),
                )
            )

    @on(RowList.Highlighted)
    def _on_highlighted(self, message: RowList.Highlighted) -> None:
        if self._preview_timer is not None:
            self._preview_timer.stop()
        self._preview_timer = self.set_timer(PREVIEW_AFTER, self._show_preview)

    def _show_preview(self) -> None:
        """Show the page of the chosen result; results are painted first, while one types nothing else is."""
        row = self.query_one("#results", RowList).current.removeprefix("fact:")
        if row in self._world.catalogue.heads and not self.has_class("-single"):
            self.query_one("#preview", PageView).show(row)

    @on(RowList.Chosen)
    def _on_chosen(self, message: RowList.Chosen) -> None:
        self._choose(message.row)

    @on(Input.Submitted)
    def _on_submitted(self, event: Input.Submitted) -> None:
        """Open the chosen result; a query whose answer is still on its way is answered first."""
        if self._wish is not None and (self._answer is None or self._answer.query != event.value):
            self._show(self._world.finder.ask(self._wish).result(), self._wish)
        self._choose(self.query_one("#results", RowList).current)

    def _choose(self, row: str) -> None:
        """Open what a row stands for: an entry, a tab, or a query to ask."""
        verb, _, name = row.partition(":")
        if verb == "ask":
            field = self.query_one(Input)
            field.value = name
            field.cursor_position = len(name)
        elif row:
            text = self.query_one(Input).value.strip()
            if text and self._answer is not None and self._answer.hits:
                self._world.progress.keep_search(text)
            self.dismiss(name if verb == "fact" else row)

    @on(Follow)
    def _on_follow(self, message: Follow) -> None:
        """Take a click on a chip, on the offer to search exactly, or on a link of the preview."""
        message.stop()
        verb, _, name = message.target.partition(":")
        if verb == "kind":
            self._choose_kind(int(name))
        elif verb == "badge":
            self._choose_badge(int(name))
        elif verb == "exactly":
            self._ask_exactly()
        elif message.target in self._world.catalogue.heads:
            self.dismiss(message.target)

    def _choose_kind(self, place: int) -> None:
        self._kind = place % len(self._kinds)
        self._draw_chips()
        self._ask(self.query_one(Input).value)

    def _choose_badge(self, place: int) -> None:
        self._badge = place % len(BADGES)
        self._draw_chips()
        self._ask(self.query_one(Input).value)

    def _ask_exactly(self) -> None:
        self._exactly = True
        self._ask(self.query_one(Input).value)

    def on_key(self, event: events.Key) -> None:
        """Move in the results while typing."""
        results = self.query_one("#results", RowList)
        if event.key == "escape":
            self.dismiss(None)
        elif event.key in ("tab", "shift+tab"):
            self._choose_kind(self._kind + (1 if event.key == "tab" else -1))
        elif event.key == "ctrl+l":
            self._choose_badge(self._badge + 1)
        elif event.key == "ctrl+o":
            self._ask_exactly()
        elif (
            event.key in ("down", "pagedown")
            and results.cursor == len(results.rows) - 1
            and self._answer
            and not self._more
        ):
            self._more = True
            self._ask(self.query_one(Input).value)
        elif event.key not in ("up", "down", "pageup", "pagedown") or not results.steer(event.key):
            return
        event.stop()
        event.prevent_default()
