"""The keys of the place one is in, then all others."""

from textual import events
from textual.app import ComposeResult
from textual.screen import ModalScreen

from guide.layout.lines import EMPTY, Line, Piece, wrap
from guide.ui.commands import COMMANDS, Command, here
from guide.ui.widgets.lines_view import LinesView

PLACES = {
    "home": "Home",
    "list": "the list",
    "page": "the page",
    "find": "the page, finding",
    "setup": "the quiz, choosing",
    "question": "a question",
    "feedback": "the answer",
    "exam": "an exam",
    "overview": "an exam, seen whole",
    "through": "an exam, gone through",
    "room": "a question for a room",
    "score": "the score",
    "progress": "progress",
    "settings": "the settings",
    "typing": "typing a code",
    "tools": "the tools",
}

ABOUT = (
    "Type / to search everything. Letters filter a list; on a page tab goes from link to link and enter follows. "
    "Numbers in square brackets are sources: follow one to see the paper and its DOI. "
    "The word after a thin bar ▏ is the level of evidence of what stands before it; "
    "●○○ is laboratory work or single cases, ●●○ early or observational data in patients, ●●● randomised or pooled data, or a guideline."
)


def help_lines(place: str, width: int) -> tuple[Line, ...]:
    """Return the help in lines: what works here first."""
    own = here(place)
    rest = [command for command in COMMANDS if command not in own]
    lines: list[Line] = [EMPTY, (Piece(f"Keys in {PLACES.get(place, place)}", "h2"),), EMPTY]
    lines += [row for command in own for row in _row(command, width)]
    lines += [EMPTY, (Piece("Elsewhere", "h2"),), EMPTY]
    lines += [row for command in rest for row in _row(command, width)]
    lines += [EMPTY, (Piece("How to read it", "h2"),), EMPTY, *wrap([Piece(ABOUT)], width)]
    lines += [
        EMPTY,
        *wrap(
            [
                Piece(
                    "For learning. Not a medical device; it recommends no treatment. It opens no network connection.",
                    "dim",
                )
            ],
            width,
        ),
    ]
    return (*lines, EMPTY)


def _row(command: Command, width: int) -> list[Line]:
    places = (
        ""
        if command.places == ("everywhere",)
        else f" ({', '.join(PLACES[place] for place in command.places)})"
    )
    rows = wrap([Piece(command.help), Piece(places, "dim")], max(width - 12, 20))
    indent = Piece(" " * 12)
    return [
        (Piece(command.shown.ljust(12), "accent"), *rows[0]),
        *((indent, *row) for row in rows[1:]),
    ]


class HelpView(LinesView):
    """The help's lines."""

    def __init__(self, place: str) -> None:
        super().__init__()
        self._place = place

    def compose_lines(self, width: int) -> tuple[Line, ...]:
        """Return the help."""
        return help_lines(self._place, width)


class HelpScreen(ModalScreen[None]):
    """The help over everything; any of esc, q and ? closes it."""

    DEFAULT_CSS = """
    HelpScreen { align: center middle; background: $background 40%; }
    HelpScreen HelpView { width: 84; max-width: 96%; height: 90%; background: $raised; }
    """

    def __init__(self, place: str) -> None:
        super().__init__()
        self._place = place

    def compose(self) -> ComposeResult:
        """One view."""
        yield HelpView(self._place)

    def on_key(self, event: events.Key) -> None:
        """Close."""
        if event.key in ("escape", "q", "question_mark", "f1"):
            event.stop()
            self.dismiss(None)
