"""What the main screen asks of every pane."""

from collections.abc import Sequence

from textual.containers import Horizontal

from guide.layout.targets import Action, OpenEntry, Target
from guide.store.progress import Position
from guide.ui.command import Hint
from guide.ui.copying import Offer
from guide.ui.places import DIGITS_FREE, Place


class Pane(Horizontal):
    """One tab. It posts messages, and never touches another pane."""

    @property
    def place(self) -> Place:
        """The place whose commands work."""
        raise NotImplementedError

    @property
    def digits_free(self) -> bool:
        """Whether a digit goes to a tab."""
        return self.place in DIGITS_FREE

    def take_focus(self) -> None:
        """Show what is current, and focus what the reader most likely wants to use."""

    @property
    def at_front(self) -> bool:
        """Whether the tab shows what it starts with."""
        raise NotImplementedError

    def show_front(self) -> None:
        """Show what the tab starts with, when it is chosen while it is shown."""
        self.take_focus()

    def open_entry(self, target: OpenEntry) -> None:
        """Show a page."""
        raise NotImplementedError

    def can(self, action: Action) -> bool:
        """Tell whether an action of the place is possible now."""
        del action
        return True

    def refusal(self, action: Action) -> str:
        """Return why an action is not possible now, to say it at its key; empty says nothing."""
        del action
        return ""

    def called(self, action: Action) -> str:
        """Return the label of an action as it fits now; empty leaves that of the table."""
        del action
        return ""

    def hints(self) -> tuple[Hint, ...]:
        """Return what keys enter here now, beside what the table says of the place."""
        return ()

    def do(self, action: Action) -> bool:
        """Do a command; False when this pane does not know it."""
        del action
        return False

    def handle(self, target: Target) -> bool:
        """Act on a target; False when this pane does not know it."""
        del target
        return False

    @property
    def position(self) -> Position | None:
        """Where the reader is in a page; None when no page is open."""
        return None

    @property
    def in_view(self) -> str:
        """What is in view, in the words that name it on the way back."""
        return "the page" if self.position is not None else "the list"

    @property
    def chosen_entry(self) -> str:
        """The entry that the cursor is on; empty when it is on none."""
        return ""

    @property
    def visible_text(self) -> str:
        """The text in view, for defining its terms."""
        return ""

    @property
    def can_copy(self) -> bool:
        """Whether there is anything to copy."""
        return bool(self.copy_text)

    @property
    def copy_text(self) -> str:
        """What the copy command copies at once; empty where it offers a choice, or has nothing."""
        return ""

    def copies(self) -> Sequence[Offer]:
        """Return what the copy command offers to choose from."""
        return ()

    def put_away(self) -> None:
        """Do what must be done before another tab is shown."""

    def leave(self) -> str:
        """Save what must be saved before the guide is closed; return what must be known then."""
        return ""
