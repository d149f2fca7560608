"""The keys of the current place, then all others: searchable, and Enter does what a line says."""

from collections.abc import Iterator, Sequence

from guide.layout.lines import EMPTY, Line, Piece, wrap
from guide.layout.targets import TAB_ACTIONS, Action, OpenTool, RunCommand, SearchFor
from guide.library.folding import fold
from guide.ui.command import Command, Hint, shown_key
from guide.ui.commands import COMMANDS, HINTS
from guide.ui.keymap import commands_of, hints_of, keys_of
from guide.ui.places import Place
from guide.ui.screens.typed_list import TypedListScreen
from guide.ui.widgets.row_list import Row

Found = tuple[str, Row]
"""The words that find a line, and the line."""
KEY_WIDTH = 14
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
HERE, ELSEWHERE, READING = "Keys in {}", "Elsewhere, or at other times", "How to read it"


class HelpScreen(TypedListScreen):
    """The help above the place that it explains."""

    DEFAULT_CSS = """
    HelpScreen { align: center middle; }
    HelpScreen Vertical { width: 84; max-width: 100%; height: 90%; max-height: 90%; }
    """

    def __init__(
        self, described: Place, possible: frozenset[Action], hints: Sequence[Hint]
    ) -> None:
        """Take what is explained.

        Args:
            described: The place below.
            possible: What can be done there now.
            hints: What keys enter there now, beside the hints of the table.
        """
        super().__init__("search the help…", f"Help: {described}")
        self._described = described
        self._possible = possible
        self._hints = hints

    @property
    def place(self) -> Place:
        """The help."""
        return Place.HELP

    def can(self, action: Action) -> bool:
        """Tell whether the line with the cursor leads anywhere."""
        return action is not Action.OPEN or self._leads

    @property
    def _leads(self) -> bool:
        target = self.chosen
        return target is not None and (
            not isinstance(target, RunCommand) or target.action in self._possible
        )

    def called(self, action: Action) -> str:
        """Say what Enter does."""
        if action is not Action.OPEN:
            return ""
        return {SearchFor: "search", OpenTool: "open"}.get(type(self.chosen), "do it")

    def refusal(self, action: Action) -> str:
        """Say where a command works that is not possible now."""
        target = self.chosen
        if action is not Action.OPEN or not isinstance(target, RunCommand):
            return ""
        command = next(each for each in COMMANDS if each.action is target.action)
        if self._described in command.places:
            return "There is nothing to do that with now."
        places = sorted(command.places)
        more = f" and {len(places) - FEW_PLACES} other places" if len(places) > FEW_PLACES else ""
        return f"This works in {', '.join(places[:FEW_PLACES])}{more}."

    def rows(self, typed: str, width: int) -> Sequence[Row]:
        """Return the lines that have every word typed, below their headings."""
        words = fold(typed).split()
        rows: list[Row] = []
        for heading, lines in (
            (HERE.format(self._described), self._here(width)),
            (ELSEWHERE, self._elsewhere(width)),
            (READING, _reading(width)),
        ):
            found = [row for text, row in lines if all(word in text for word in words)]
            if found:
                above = (EMPTY,) if rows else ()
                rows += [Row(None, (*above, (Piece(heading, "h2"),))), *found]
        if rows:
            return rows
        search = (Piece(f"Enter searches everything for {typed}", "accent"),)
        nothing = (Piece("The help does not say this.", "b"),)
        return [Row(None, (nothing,)), Row(SearchFor(typed), (search,))]

    def _known(self) -> list[Command]:
        """Return the commands with a key here now."""
        can = self._possible.__contains__
        return [
            command
            for command in commands_of(self._described)
            if can(command.action) and keys_of(command, self._described, can)
        ]

    def _here(self, width: int) -> Iterator[Found]:
        can = self._possible.__contains__
        for hint in (*self._hints, *hints_of(self._described, can)):
            yield _hint(hint, width)
        for command in self._known():
            if command.action not in TAB_ACTIONS:
                keys = ", ".join(map(shown_key, keys_of(command, self._described, can)))
                yield _command(command, keys, width)

    def _elsewhere(self, width: int) -> Iterator[Found]:
        hints, known = hints_of(self._described, self._possible.__contains__), self._known()
        for hint in HINTS:
            if hint not in hints:
                yield _hint(hint, width)
        for command in COMMANDS:
            if command not in known and command.action not in TAB_ACTIONS:
                few = len(command.places) <= FEW_PLACES
                where = f" ({', '.join(sorted(command.places))})" if few else ""
                yield _command(command, command.shown_in(None), width, where)


def _reading(width: int) -> Iterator[Found]:
    for text, style in ((ABOUT, ""), (DISCLAIMER, "dim")):
        yield fold(text), Row(OpenTool("about"), tuple(wrap([Piece(text, style)], width)))


def _hint(hint: Hint, width: int) -> Found:
    words = fold(f"{hint.shown} {hint.label} {hint.help}")
    return words, _row(hint.shown, [Piece(hint.help)], None, width)


def _command(command: Command, keys: str, width: int, where: str = "") -> Found:
    words = fold(f"{keys} {command.label} {command.help}{where}")
    said = [Piece(command.help), Piece(where, "dim")]
    return words, _row(keys, said, RunCommand(command.action), width)


def _row(key: str, said: list[Piece], target: RunCommand | None, width: int) -> Row:
    rows = wrap(said, max(width - KEY_WIDTH, 20))
    indent = Piece(" " * KEY_WIDTH)
    lines: list[Line] = [(indent, *row) for row in rows]
    if len(key) >= KEY_WIDTH:
        return Row(target, ((Piece(key, "accent"),), *lines))
    return Row(target, ((Piece(key.ljust(KEY_WIDTH), "accent"), *rows[0]), *lines[1:]))
