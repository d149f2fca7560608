"""The command palette: every command that is possible now, by name."""

from collections.abc import Sequence

from guide.layout.lines import Piece, clip
from guide.layout.targets import Action, OpenTab, RunCommand, SearchFor
from guide.ui.command import Command
from guide.ui.places import Place
from guide.ui.screens.typed_list import TypedListScreen
from guide.ui.widgets.row_list import Row

KEY_WIDTH = 12
LEFT_OUT = frozenset({Action.PALETTE, *(Action(f"tab-{number}") for number in range(1, 9))})
"""Tabs are listed by their titles."""


class PaletteScreen(TypedListScreen):
    """Commands and tabs, filtered by what is typed."""

    def __init__(
        self, below: Place, commands: Sequence[Command], tabs: Sequence[tuple[str, OpenTab]]
    ) -> None:
        """Take the commands that are possible below.

        Args:
            below: The place in which they are done.
            commands: The commands.
            tabs: Title and target of each tab.
        """
        super().__init__("a word of the command…", "Commands")
        self._entries: list[tuple[str, Row]] = []
        for command in commands:
            if command.action in LEFT_OUT:
                continue
            key = command.shown_in(below)
            self._add(key, command.label, command.help, RunCommand(command.action))
        for number, (title, target) in enumerate(tabs, 1):
            self._add(str(number), "", f"Go to {title}", target)

    def _add(self, key: str, label: str, help: str, target: RunCommand | OpenTab) -> None:
        line = (Piece(key.ljust(KEY_WIDTH), "accent"), Piece(help))
        self._entries.append((f"{label} {help}".casefold(), Row(target, (line,))))

    @property
    def place(self) -> Place:
        """The palette."""
        return Place.PALETTE

    def can(self, action: Action) -> bool:
        """Tell whether there is anything to do."""
        return action is not Action.OPEN or self.chosen is not None

    def called(self, action: Action) -> str:
        """Say what Enter does."""
        if action is not Action.OPEN:
            return ""
        return "search" if isinstance(self.chosen, SearchFor) else "do it"

    def rows(self, typed: str, width: int) -> Sequence[Row]:
        """Return the commands that hold every word typed; those that begin so stand first.

        Where there is none, the row that searches the guide for what is typed follows.
        """
        words = typed.casefold().split()
        found = [
            (not text.startswith(tuple(words) or ""), row)
            for text, row in self._entries
            if all(word in text for word in words)
        ]
        if not found:
            nothing = (Piece("No command is called so.", "b"),)
            search = (Piece(f"Enter searches everything for {typed}", "accent"),)
            return [Row(None, (nothing,)), Row(SearchFor(typed), (clip(search, width),))]
        found.sort(key=lambda item: item[0])
        return [Row(row.target, tuple(clip(line, width) for line in row.lines)) for _, row in found]
