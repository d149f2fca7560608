"""A command: its action, keys, label and help."""

from collections.abc import Iterable
from dataclasses import dataclass

from guide.layout.targets import Action
from guide.ui.places import Place

Places = frozenset[Place]


@dataclass(frozen=True, slots=True)
class Keys:
    """Keys of a command in some places.

    Attributes:
        places: Where the keys work.
        names: The keys as Textual names them; the first one is shown.
    """

    places: Places
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Command:
    """Something that can be done.

    Attributes:
        action: What it does.
        label: One or two words for the key bar; empty keeps the command off it.
        help: What it does, in one sentence.
        keys: The keys and the places where they work.
    """

    action: Action
    label: str
    help: str
    keys: tuple[Keys, ...]

    @property
    def places(self) -> Places:
        """Where the command works."""
        return frozenset().union(*(keys.places for keys in self.keys))

    def names_in(self, place: Place) -> tuple[str, ...]:
        """Return the keys of the command in a place, the one to show first."""
        return tuple(name for keys in self.keys if place in keys.places for name in keys.names)

    def shown_in(self, place: Place | None) -> str:
        """Return the key as a reader sees it in a place; without a place, its usual key."""
        names = self.names_in(place) if place is not None else self.keys[0].names
        return shown_key(names[0]) if names else ""


SHOWN_KEYS = {
    "question_mark": "?",
    "slash": "/",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "asterisk": "*",
    "exclamation_mark": "!",
    "plus": "+",
    "minus": "-",
    "escape": "esc",
    "pageup": "page up",
    "pagedown": "page down",
    "ctrl+pageup": "ctrl+pgup",
    "ctrl+pagedown": "ctrl+pgdn",
}


def shown_key(name: str) -> str:
    """Return a key as a reader sees it on the keyboard."""
    return SHOWN_KEYS.get(name, name)


def on(places: Iterable[Place], *names: str) -> Keys:
    """Return keys that work in some places."""
    return Keys(frozenset(places), names)


def command(action: Action, label: str, help: str, *keys: Keys) -> Command:
    """Return a command with its keys, the usual ones first."""
    return Command(action, label, help, keys)


@dataclass(frozen=True, slots=True)
class Hint:
    """Keys shown beside the commands of a place; they enter text, or stand for many commands.

    Attributes:
        places: Where it is shown.
        shown: The keys.
        label: One or two words for the key bar.
        help: What they do, in one sentence.
        actions: It is shown while one of these is possible; always without any.
    """

    places: Places
    shown: str
    label: str
    help: str
    actions: tuple[Action, ...] = ()
