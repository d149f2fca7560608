"""What the search shows below the pages: commands, tools, learning paths and questions."""

from collections.abc import Callable, Sequence

from guide.layout.further import Further, matching, searchable
from guide.layout.lines import Piece
from guide.layout.targets import Target
from guide.search.requests import SearchRequest
from guide.ui.widgets.row_list import Row
from guide.ui.world import Finder


class Beside:
    """Finds what is no page, with the commands that are possible when the search is opened."""

    def __init__(self, finder: Finder, commands: Callable[[], Sequence[Further]]) -> None:
        """Take what may be found.

        Args:
            finder: The search, which knows tools, paths and questions.
            commands: Returns the commands that are possible now.
        """
        self._finder = finder
        self._possible = commands
        self._commands: list[tuple[str, Further]] = []

    def look_again(self) -> None:
        """Ask which commands are possible now."""
        self._commands = [searchable(item) for item in self._possible()]

    def rows(self, request: SearchRequest) -> list[Row]:
        """Return rows of one line; none while chips narrow the search to pages."""
        if request.kind or request.levels:
            return []
        return [
            Row(item.target, ((Piece(f"{item.kind}  ", "accent"), Piece(item.title)),))
            for item in matching(request.text, (*self._commands, *self._finder.further))
        ]


def cut(hits: list[Row], room: int, others: int, beside: int) -> list[Row]:
    """Return as many hits as fit; one stays however small the list is.

    Args:
        hits: Rows of two lines.
        room: Rows of two lines that fit.
        others: Rows of two lines or more above the hits.
        beside: Rows of one line below them.
    """
    return hits[: max(room - others - (beside + 1) // 2, 1)]


def kept(
    current: Target | None, hits: Sequence[Row], shown: int, beside: Sequence[Row]
) -> Target | None:
    """Return where the cursor is when more hits are shown.

    Args:
        current: The row that has it.
        hits: All hits.
        shown: How many of them were shown before.
        beside: The rows below them; from there the cursor goes on to the first new hit.
    """
    new = current in [row.target for row in beside] and shown < len(hits)
    return hits[shown].target if new else current
