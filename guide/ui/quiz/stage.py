"""What every stage of the quiz is, and the desk that they share."""

from collections.abc import Callable
from dataclasses import dataclass

from guide.coach.bank import Bank
from guide.coach.preferences import Preferences
from guide.coach.study import Study
from guide.layout.lines import Line
from guide.layout.targets import Action, Target
from guide.study.presenting import PresentedQuestion
from guide.ui.command import Hint
from guide.ui.places import Place
from guide.ui.world import World


@dataclass(slots=True)
class Desk:
    """What stages share: the world, and the pane's ways to change the screen.

    Attributes:
        show: Shows another stage.
        relay: Composes the lines again; True keeps the cursor where it is.
        follow: Asks for a target.
        say: Shows a notice; True when it is bad news.
        target: Returns what the cursor is on.
    """

    world: World
    show: Callable[["Stage"], None]
    relay: Callable[[bool], None]
    follow: Callable[[Target], None]
    say: Callable[[str, bool], None]
    target: Callable[[], Target | None]

    @property
    def study(self) -> Study:
        """The library and the learner's data."""
        return self.world.study

    @property
    def bank(self) -> Bank:
        """Every question."""
        return self.study.bank

    @property
    def preferences(self) -> Preferences:
        """What the learner has set."""
        return self.study.preferences


class Stage:
    """One state of the quiz."""

    place = Place.SETUP
    """The place whose commands work."""
    arrows_move = True
    """Whether arrow keys move from target to target."""
    starts_chosen = True
    """Whether the cursor is on a target from the start."""
    pinned = 0
    """How many lines at the top stay in view while the others scroll."""
    preferred: Target | None = None
    """The target that the cursor starts on."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def lines(self, width: int) -> list[Line]:
        """Return what is shown in a width."""
        raise NotImplementedError

    @property
    def question(self) -> PresentedQuestion | None:
        """The question whose sources can be shown; None when there is none."""
        return None

    def can(self, action: Action) -> bool:
        """Tell whether an action of the place is possible now."""
        return action not in (Action.CLOSE, Action.SAVE_RESULT)

    def called(self, action: Action) -> str:
        """Return the label of an action as it fits now; empty leaves that of the table."""
        del action
        return ""

    def hints(self) -> tuple[Hint, ...]:
        """Return what can be typed now."""
        return ()

    def do(self, action: Action) -> bool:
        """Do a command; False when this stage does not know it."""
        del action
        return False

    def handle(self, target: Target) -> bool:
        """Act on a target; False when this stage does not know it."""
        del target
        return False

    def enter_text(self, key: str, character: str) -> bool:
        """Take a key that is typed as text; False when it is none here.

        Args:
            key: The key as Textual names it, such as "backspace".
            character: What the key writes; empty when it writes nothing.
        """
        del key, character
        return False

    def tick(self) -> None:
        """Let a second pass."""

    def left(self) -> None:
        """Save what must be saved before another stage is shown or the guide is closed."""
