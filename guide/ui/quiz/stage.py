"""What every stage of the quiz is, and the desk that they share."""

from collections.abc import Callable
from dataclasses import dataclass, field

from guide.coach.bank import Bank
from guide.coach.preferences import Preferences, read_preferences
from guide.layout.lines import Line
from guide.study.answering import Confidence
from guide.study.presenting import PresentedQuestion
from guide.ui.world import World


@dataclass(slots=True)
class Desk:
    """What stages share: the world, the questions, and the pane's ways to change what is shown.

    Attributes:
        show: Puts another stage on.
        relay: Draws the lines anew; True keeps the cursor where it is.
        follow: Goes where a target leads.
        say: Says something in passing; True when it is bad news.
        target: Returns what the cursor is on.
    """

    world: World
    bank: Bank
    show: Callable[["Stage"], None]
    relay: Callable[[bool], None]
    follow: Callable[[str], None]
    say: Callable[[str, bool], None]
    target: Callable[[], str]
    preferences: Preferences = field(init=False)

    def __post_init__(self) -> None:
        self.reread()

    def reread(self) -> None:
        """Read the preferences anew."""
        self.preferences = read_preferences(self.world.progress.settings())


class Stage:
    """One state of the quiz."""

    place = "setup"
    """Name of the place, for the keys that work there."""
    arrows_move = True
    """Whether arrow keys go from target to target."""
    preferred = ""
    """The target that the cursor begins on."""
    typing = False
    """Whether letters are typed, so that none is a command."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def lines(self, width: int) -> list[Line]:
        """Return what is shown in a width."""
        raise NotImplementedError

    def press(self, key: str, character: str) -> bool:
        """Answer a key; False when it means nothing here.

        Args:
            key: As Textual names it, such as "enter" or "a".
            character: What it writes; empty when nothing.
        """
        return False

    def request(self, verb: str, name: str) -> bool:
        """Act on a target; False when it means nothing here."""
        return False

    def tick(self) -> None:
        """Let a second pass."""

    def left(self) -> None:
        """Be told that another stage comes on, or that the guide is closed."""


def confidence_of(character: str, offered: bool) -> tuple[int, Confidence] | None:
    """Return the place and the confidence that one press says: 1–6 unsure, a–f fairly sure, A–F sure; None when it is no answer.

    Where confidence is not offered each of these keys only answers.
    """
    said: Confidence
    if len(character) != 1:
        return None
    if character in "123456":
        place, said = int(character) - 1, "unsure"
    elif character in "abcdef":
        place, said = "abcdef".index(character), "fairly"
    elif character in "ABCDEF":
        place, said = "ABCDEF".index(character), "sure"
    else:
        return None
    return place, said if offered else ""


def submit_confidence(key: str, character: str, offered: bool) -> Confidence | None:
    """Return the confidence of the key that hands in an answer of several steps: enter fairly, + sure, - unsure; None for others."""
    if key == "enter":
        return "fairly" if offered else ""
    if offered and character in ("+", "-"):
        return "sure" if character == "+" else "unsure"
    return None


def answer_hint(asked: PresentedQuestion, offered: bool) -> str:
    """Return how to answer, in one line."""
    last = len(asked.order)
    form = asked.question.form
    if form in ("single", "figure", "card"):
        letters = f"a–{'abcdef'[last - 1]}"
        return (
            f"{letters} answers; unsure 1–{last}, sure {letters.upper()}"
            if offered
            else f"{letters} answers"
        )
    sure = "; + if sure, - if unsure" if offered else ""
    if form == "numeric":
        return f"type the number, enter hands it in{sure}"
    what = {
        "several": "letters tick",
        "order": "letters in the right order",
        "match": "for 1, 2, 3 … the letter that belongs to it",
    }[form]
    return f"{what}, backspace takes back, enter hands in{sure}"
