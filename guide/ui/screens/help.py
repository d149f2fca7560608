"""The keys of the current place, then all others."""

from collections.abc import Sequence

from textual.app import ComposeResult

from guide.layout.lines import EMPTY, Line, Piece, wrap
from guide.layout.targets import TAB_ACTIONS, Action
from guide.ui.command import Command, Hint, shown_key
from guide.ui.commands import COMMANDS, HINTS
from guide.ui.keymap import Can, commands_of, hints_of, keys_of
from guide.ui.places import Place
from guide.ui.screens.keyed import Overlay
from guide.ui.widgets.lines_view import LinesView

KEY_WIDTH = 12
FEW_PLACES = 3
"""A command that works in more places is listed without them."""
ABOUT = (
    "Type / to search everything. Letters filter a list; on a page tab goes from link to link and "
    "enter follows it. Numbers in square brackets are sources: follow one to see the paper and its "
    "DOI. The word after a thin bar ▏ is the level of evidence of what stands before it; ●○○ is "
    "laboratory work or single cases, ●●○ early or observational data in patients, "
    "●●● randomised or pooled data, or a guideline."
)
DISCLAIMER = (
    "For learning. Not a medical device; it recommends no treatment. "
    "The guide opens no network connection."
)


def help_lines(place: Place, can: Can, hints: Sequence[Hint], width: int) -> tuple[Line, ...]:
    """Return the help in lines: what works here now, then all else.

    Args:
        place: The place that is explained.
        can: Tells whether an action is possible there now.
        hints: What keys enter there now, beside the hints of the table.
        width: Cells available.
    """
    lines: list[Line] = [EMPTY, (Piece(f"Keys in {place}", "h2"),), EMPTY]
    known = hints_of(place, can)
    for hint in (*hints, *known):
        lines += _row(hint.shown, hint.help, "", width)
    here: list[Command] = []
    for command in commands_of(place):
        keys = keys_of(command, place, can) if can(command.action) else []
        if keys:
            here.append(command)
            if command.action not in TAB_ACTIONS:
                lines += _row(", ".join(map(shown_key, keys)), command.help, "", width)
    lines += [EMPTY, (Piece("Elsewhere, or at other times", "h2"),), EMPTY]
    for hint in HINTS:
        if hint not in known:
            lines += _row(hint.shown, hint.help, "", width)
    for command in COMMANDS:
        if command not in here and command.action not in TAB_ACTIONS:
            few = len(command.places) <= FEW_PLACES
            where = f" ({', '.join(sorted(command.places))})" if few else ""
            lines += _row(command.shown_in(None), command.help, where, width)
    lines += [EMPTY, (Piece("How to read it", "h2"),), EMPTY, *wrap([Piece(ABOUT)], width)]
    return (*lines, EMPTY, *wrap([Piece(DISCLAIMER, "dim")], width), EMPTY)


def _row(key: str, help: str, where: str, width: int) -> list[Line]:
    rows = wrap([Piece(help), Piece(where, "dim")], max(width - KEY_WIDTH, 20))
    indent = Piece(" " * KEY_WIDTH)
    if len(key) >= KEY_WIDTH:
        return [(Piece(key, "accent"),), *((indent, *row) for row in rows)]
    first = (Piece(key.ljust(KEY_WIDTH), "accent"), *rows[0])
    return [first, *((indent, *row) for row in rows[1:])]


class HelpView(LinesView):
    """The help's lines."""

    def __init__(self, described: Place, can: Can, hints: Sequence[Hint]) -> None:
        super().__init__()
        self._described = described
        self._can = can
        self._hints = hints

    def compose_lines(self, width: int) -> tuple[Line, ...]:
        """Return the help."""
        return help_lines(self._described, self._can, self._hints, width)


class HelpScreen(Overlay):
    """The help above the place that it explains."""

    DEFAULT_CSS = """
    HelpScreen { align: center middle; background: $background 40%; }
    HelpScreen HelpView { width: 84; max-width: 96%; height: 90%; background: $raised; }
    """

    def __init__(
        self, described: Place, possible: frozenset[Action], hints: Sequence[Hint]
    ) -> None:
        """Take what is explained.

        Args:
            described: The place below.
            possible: What can be done there now.
            hints: What keys enter there now.
        """
        super().__init__()
        self._view = HelpView(described, possible.__contains__, hints)

    @property
    def place(self) -> Place:
        """The help."""
        return Place.HELP

    def compose(self) -> ComposeResult:
        """One view above the keys."""
        yield self._view
        yield self.keys_line
