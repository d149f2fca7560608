"""The bar of tabs above every place."""

from collections.abc import Callable, Iterable

from textual import events

from guide.layout.lines import Piece
from guide.layout.targets import TAB_ACTIONS, Action, OpenTab, RunCommand
from guide.library.records import Part
from guide.ui.keymap import BY_ACTION
from guide.ui.places import Place
from guide.ui.widgets.one_line import OneLine

BESIDE = {Action.NEXT_TAB: 1, Action.PREVIOUS_TAB: -1}
TAB_KEYS = {
    name: action
    for action in (*TAB_ACTIONS, *BESIDE)
    for name in BY_ACTION[action].names_in(Place.HOME)
}
NAME_FROM = 92
"""Columns from which the guide's own name stands before the tabs."""
WHOLE_FROM = 78
"""Columns from which the names of the tabs are written out, with a space on each side."""
VERSION_FROM = 120
"""Columns from which search and version stand at the right end."""


SHORTEST = 4
"""Cells that a name keeps, however narrow the bar is."""


class TabBar(OneLine):
    """The tabs, in the order of their numbers; a click opens one."""

    def __init__(self, parts: tuple[Part, ...], content_version: str) -> None:
        """Take what the bar shows.

        Args:
            parts: The tabs that list entries.
            content_version: The version of the content.
        """
        super().__init__(id="tabs")
        self.tabs: list[tuple[str, OpenTab]] = [
            ("Home", OpenTab("home")),
            *((part.title, OpenTab(part.id)) for part in parts),
            ("Quiz", OpenTab("quiz")),
            ("Tools", OpenTab("tools")),
        ]
        self._version = content_version.partition("+")[0]

    def draw(self, current: str, width: int) -> None:
        """Show the tabs as they fit into a width, with the current one marked."""
        pieces = [Piece(" Abscopal ", "title")] if width >= NAME_FROM else []
        titles = [title for title, _ in self.tabs]
        apart = width >= WHOLE_FROM
        names = titles if apart else shortened(titles, width - len(titles) - 1)
        for name, (_, target) in zip(names, self.tabs, strict=True):
            style = "selected" if target.name == current else "dim"
            pieces.append(Piece(f" {name} " if apart else f" {name}", style, target))
        right = (
            Piece("/ search", "dim", RunCommand(Action.SEARCH)),
            Piece(f"   content {self._version}", "dim"),
        )
        self.show(tuple(pieces), right if width >= VERSION_FROM else ())

    def numbered(self, action: Action) -> str | None:
        """Return the name of the tab that an action goes to; None when there is none."""
        number = TAB_ACTIONS.index(action)
        return self.tabs[number][1].name if number < len(self.tabs) else None

    def after(self, name: str, action: Action) -> str | None:
        """Return the tab that an action leads to from another one; None when there is none."""
        if action in TAB_ACTIONS:
            return self.numbered(action)
        by = BESIDE.get(action, 0)
        names = [target.name for _, target in self.tabs]
        # A place without a tab is between the last one and the first.
        at = names.index(name) if name in names else min(-by, 0)
        return names[(at + by) % len(names)] if by else None

    def path(
        self, start: str, keys: Iterable[events.Key], digits_free: Callable[[str], bool]
    ) -> list[str]:
        """Return the tabs that keys lead to, up to the first key that leads to none.

        Args:
            start: The tab that is shown.
            keys: Keys that wait.
            digits_free: Tells whether a digit leads from a tab to another one.
        """
        path = [start]
        for key in keys:
            action = TAB_KEYS.get(key.key)
            if action is None or (action in TAB_ACTIONS and not digits_free(path[-1])):
                break
            name = self.after(path[-1], action)
            if name is None:
                break
            path.append(name)
        return path[1:]


def shortened(titles: list[str], room: int) -> list[str]:
    """Return titles that fit into so many cells together: the longest lose their ends.

    A title that was cut ends with a full stop, as an abbreviation does.
    """
    kept = [len(title) for title in titles]
    while sum(kept) > room and max(kept) > SHORTEST:
        kept[kept.index(max(kept))] -= 1
    return [
        title if size == len(title) else f"{title[: size - 1]}."
        for title, size in zip(titles, kept, strict=True)
    ]


def needed(start: str, path: list[str]) -> list[str]:
    """Return what must be opened of a path of tabs: not what is left again at once.

    A tab that is chosen while it is shown goes to its front; to come back to the first one, it
    must be left.
    """
    last = path[-1]
    came = len(path)
    while came and path[came - 1] == last:
        came -= 1
    if last == start:
        return [*path[came - 1 : came + 2]] if came else [last]
    return path[came : came + 2]
