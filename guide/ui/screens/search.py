"""The search over everything: results while one types, a preview beside them, typing never held up."""

from textual import events, on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.timer import Timer
from textual.widgets import Input

from guide.library.records import Spans
from guide.library.scale import KIND_FACTS, KINDS, dots
from guide.reading.lines import EMPTY, Line, Piece
from guide.search.answers import Answer, Hit
from guide.ui.messages import Follow
from guide.ui.widgets.one_line import OneLine
from guide.ui.widgets.page_view import PageView
from guide.ui.widgets.row_list import Row, RowList
from guide.ui.world import World

LIMIT = 25
LIMIT_FOR_LETTERS = 9
"""For one or two letters only the nearest names are of use."""
PREVIEW_AFTER = 0.12
"""Seconds without a key after which the preview follows."""
PREVIEW_FROM = 100
"""Columns from which the preview stands beside the results."""


def snippet_line(snippet: Spans, width: int) -> Line:
    """Return a snippet as one line that shows its first hit, cut at the front where it must be."""
    pieces = [Piece(span.text, "mark" if span.style == "mark" else "dim") for span in snippet]
    before = 0
    for piece in pieces:
        if piece.style == "mark":
            break
        before += len(piece.text)
    if pieces and before > width * 2 // 3 and before < sum(len(piece.text) for piece in pieces):
        text = pieces[0].text
        cut = text[max(len(text) - width // 2, 0) :]
        pieces[0] = Piece("… " + cut.split(" ", 1)[-1], "dim")
    return (Piece("   "), *pieces)


def result_row(hit: Hit, width: int) -> Row:
    """Return a result in two lines: tag, title and badge, then its best passage."""
    tag = Piece(f"{KIND_FACTS[hit.kind].tag} ", f"kind-{hit.kind}")
    badge = Piece(f"  {dots(hit.level)}", "dim") if hit.level else Piece("")
    return Row(hit.id, ((tag, Piece(hit.title, "b"), badge), snippet_line(hit.snippet, width)))


class SearchScreen(ModalScreen[str | None]):
    """Enter opens the chosen result, esc leaves."""

    DEFAULT_CSS = """
    SearchScreen { background: $background; }
    SearchScreen Input { height: 1; padding: 0 1; background: $raised; width: 1fr; }
    SearchScreen #asked { height: 1; background: $raised; }
    SearchScreen #prompt { width: 4; background: $raised; }
    SearchScreen #kinds { background: $panel; }
    SearchScreen #results { width: 1fr; }
    SearchScreen #preview { width: 1fr; border-left: solid $line; }
    SearchScreen.-single #preview { display: none; }
    """

    def __init__(self, world: World) -> None:
        super().__init__()
        self._world = world
        self._kind = 0
        self._wanted = ""
        self._answer: Answer | None = None
        self._preview_timer: Timer | None = None

    def compose(self) -> ComposeResult:
        """Input, kinds, results with preview, and a line that says what was found."""
        with Horizontal(id="asked"):
            yield OneLine(id="prompt")
            yield Input(placeholder="search everything: a name, a number, a question", select_on_focus=False, compact=True)
        yield OneLine(id="kinds")
        with Horizontal():
            with Vertical():
                yield RowList(id="results")
            yield PageView(self._world.catalogue, id="preview")
        yield OneLine(id="found")

    def on_mount(self) -> None:
        """Begin to type."""
        self.query_one("#prompt", OneLine).show((Piece("  ⌕ ", "accent"),))
        self.query_one("#preview", PageView).can_focus = False
        self._draw_kinds()
        self._tell(())

    def on_screen_resume(self) -> None:
        """Begin anew each time the screen is opened."""
        field = self.query_one(Input)
        field.value = ""
        field.focus()
        self._ask("")

    def on_resize(self, event: events.Resize) -> None:
        """Show the preview where there is room for it."""
        self.set_class(event.size.width < PREVIEW_FROM, "-single")

    @property
    def _kinds(self) -> list[str]:
        present = self._world.catalogue.counts_by_kind()
        return ["", *(kind for kind in KINDS if kind in present)]

    def _draw_kinds(self) -> None:
        pieces: list[Piece] = [Piece(" ")]
        for place, kind in enumerate(self._kinds):
            label = f"[{kind or 'all'}]" if place == self._kind else f" {kind or 'all'} "
            pieces.append(Piece(label, "selected" if place == self._kind else "dim", f"kind:{place}"))
        self.query_one("#kinds", OneLine).show(tuple(pieces))

    def _tell(self, front: Line) -> None:
        keys = (
            Piece("enter", "accent"),
            Piece(" open · "),
            Piece("tab", "accent"),
            Piece(" kind · "),
            Piece("esc", "accent"),
            Piece(" close"),
        )
        self.query_one("#found", OneLine).show((Piece(" "), *front), tuple(Piece(piece.text, piece.style or "dim") for piece in keys))

    @on(Input.Changed)
    def _on_changed(self, event: Input.Changed) -> None:
        self._ask(event.value)

    def _ask(self, text: str) -> None:
        self._wanted = f"{self._kind} {text}"
        if text.strip():
            self._find(text, self._kinds[self._kind] or None, self._wanted)
        else:
            self._answer = None
            self.query_one("#results", RowList).show_rows(())
            self._tell(())

    @work(thread=True, exclusive=True)
    def _find(self, text: str, kind: str | None, asked: str) -> None:
        limit = LIMIT if len(text.strip()) >= 3 else LIMIT_FOR_LETTERS
        answer = self._world.finder.search(text, kind, limit, lambda: self._wanted == asked)
        if answer is not None and self._wanted == asked and self.is_attached:
            self.app.call_from_thread(self._show, answer, asked)

    def _show(self, answer: Answer, asked: str) -> None:
        if self._wanted != asked:
            return
        self._answer = answer
        results = self.query_one("#results", RowList)
        rows = [result_row(hit, results.size.width) for hit in answer.hits]
        if not rows:
            rows = self._nothing(answer)
        results.show_rows(rows)
        if answer.suggestion:
            self._tell((Piece("showing results for "), Piece(answer.suggestion, "b")))
        else:
            noun = "result" if len(answer.hits) == 1 else "results"
            self._tell((Piece(f"{len(answer.hits)} {noun}" if answer.hits else "nothing found", "dim"),))

    def _nothing(self, answer: Answer) -> list[Row]:
        """Return rows that help on: where to browse."""
        rows = [
            Row(
                "",
                (
                    (Piece(f"Nothing found for “{answer.query.strip()[:60]}”.", "b"), Piece(" Fewer or other words may help, or browse:")),
                    EMPTY,
                ),
            )
        ]
        rows += [Row(f"tab:{part.id}", ((Piece(part.title, "accent"),), EMPTY)) for part in self._world.catalogue.parts]
        return rows

    @on(RowList.Highlighted)
    def _on_highlighted(self, message: RowList.Highlighted) -> None:
        if self._preview_timer is not None:
            self._preview_timer.stop()
        self._preview_timer = self.set_timer(PREVIEW_AFTER, self._show_preview)

    def _show_preview(self) -> None:
        """Show the page of the chosen result; results are painted first, while one types nothing else is."""
        row = self.query_one("#results", RowList).current
        if row in self._world.catalogue.heads and not self.has_class("-single"):
            self.query_one("#preview", PageView).show(row)

    @on(RowList.Chosen)
    def _on_chosen(self, message: RowList.Chosen) -> None:
        self.dismiss(message.row)

    @on(Input.Submitted)
    def _on_submitted(self, event: Input.Submitted) -> None:
        """Open the chosen result; a query whose answer is still on its way is answered first."""
        if self._answer is None or self._answer.query != event.value:
            answer = self._world.finder.search(event.value, self._kinds[self._kind] or None, LIMIT, lambda: True)
            if answer is not None and event.value.strip():
                self._show(answer, self._wanted)
        current = self.query_one("#results", RowList).current
        if current:
            self.dismiss(current)

    @on(Follow)
    def _on_follow(self, message: Follow) -> None:
        """Take a click on a kind, or on a link of the preview."""
        message.stop()
        verb, _, name = message.target.partition(":")
        if verb == "kind":
            self._choose_kind(int(name))
        elif message.target in self._world.catalogue.heads:
            self.dismiss(message.target)

    def _choose_kind(self, place: int) -> None:
        self._kind = place % len(self._kinds)
        self._draw_kinds()
        self._ask(self.query_one(Input).value)

    def on_key(self, event: events.Key) -> None:
        """Move in the results while typing."""
        results = self.query_one("#results", RowList)
        if event.key == "escape":
            self.dismiss(None)
        elif event.key in ("tab", "shift+tab"):
            self._choose_kind(self._kind + (1 if event.key == "tab" else -1))
        elif event.key not in ("up", "down", "pageup", "pagedown") or not results.steer(event.key):
            return
        event.stop()
        event.prevent_default()
