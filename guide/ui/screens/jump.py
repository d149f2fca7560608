"""A letter on every link and citation in view: to type it is to follow it."""

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult

from guide.layout.lines import Piece
from guide.layout.targets import Action, Target
from guide.ui.places import Place
from guide.ui.screens.keyed import Overlay
from guide.ui.widgets.one_line import OneLine

LETTERS = "asdfghjklqwertuiopzxcvbnm"
"""Those under the fingers first."""

Spot = tuple[int, int, Target]
"""Column and row on the screen of something that leads somewhere, and where it leads."""


def letters(count: int) -> list[str]:
    """Return as many labels, all of one letter if there are enough, else all of two."""
    if count <= len(LETTERS):
        return list(LETTERS[:count])
    return [first + second for first in LETTERS for second in LETTERS][:count]


class Letter(OneLine):
    """A label above the link that it follows."""

    DEFAULT_CSS = """
    Letter { position: absolute; width: auto; background: transparent; }
    """

    def __init__(self, name: str, spot: Spot) -> None:
        super().__init__()
        column, row, self.target = spot
        self.letters = name
        self.styles.offset = (column, row)
        self.styles.width = len(name)
        self.show((Piece(name, "cursor", self.target),))


class JumpScreen(Overlay):
    """The labels above a page; it closes with the target whose label was typed."""

    DEFAULT_CSS = """
    JumpScreen, JumpScreen:ansi { background: transparent; }
    """

    def __init__(self, spots: Sequence[Spot]) -> None:
        super().__init__()
        names = letters(len(spots))
        self._labels = [Letter(*each) for each in zip(names, spots, strict=False)]
        self._typed = ""

    @property
    def place(self) -> Place:
        """The letters of links."""
        return Place.JUMPING

    def compose(self) -> ComposeResult:
        """The labels above the keys."""
        yield from self._labels
        yield self.keys_line

    async def on_key(self, event: events.Key) -> None:
        """Follow the label that is typed; a letter that begins none closes them."""
        if len(event.key) != 1 or event.character is None:
            await super().on_key(event)
            return
        event.stop()
        self._typed += event.character
        left = [label for label in self._labels if label.letters.startswith(self._typed)]
        if not left:
            self.dismiss(None)
        elif left[0].letters == self._typed:
            self.dismiss(left[0].target)
        else:
            for label in self._labels:
                label.display = label in left

    def do(self, action: Action) -> bool:
        """Do nothing but what every overlay does."""
        del action
        return False
