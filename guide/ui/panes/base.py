"""What the main screen asks of every pane."""

from textual.containers import Horizontal

from guide.store.progress import Position


class Pane(Horizontal):
    """One tab's place. It is given its data, posts messages, and never touches another pane or the disk."""

    @property
    def place(self) -> str:
        """Name of the place one is in, for the keys that work there."""
        return "home"

    def take_focus(self) -> None:
        """Give the focus to what the reader most likely wants to use."""

    def open_entry(self, entry: str, line: int) -> None:
        """Show a page from a line on."""

    def request(self, target: str) -> None:
        """Act on a target that belongs to this pane."""

    def position(self) -> Position | None:
        """Where the reader stands in a page, None when no page is open."""
        return None

    def chosen_entry(self) -> str:
        """The entry of the chosen link, empty when there is none."""
        return ""

    def visible_text(self) -> str:
        """The text that can be seen."""
        return ""

    def leave(self) -> None:
        """Keep what must be kept: the guide is being closed."""

    def copy_text(self) -> str:
        """What the copy command copies."""
        return ""
