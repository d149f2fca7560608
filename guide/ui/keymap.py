"""Look-ups in the table of commands: what a key does in a place, and what the key bar shows."""

from collections.abc import Callable
from functools import lru_cache

from guide.layout.targets import Action
from guide.ui.command import Command, Hint
from guide.ui.commands import COMMANDS, HINTS
from guide.ui.places import MAIN, Place

BY_ACTION = {command.action: command for command in COMMANDS}

Can = Callable[[Action], bool]
"""Tells whether an action is possible now."""


@lru_cache(maxsize=len(Place))
def commands_of(place: Place) -> tuple[Command, ...]:
    """Return the commands that work in a place, in the order of the table."""
    return tuple(command for command in COMMANDS if place in command.places)


def action_of(place: Place, key: str, can: Can) -> Action | None:
    """Return what a key does in a place now: the first possible command that has the key."""
    for command in commands_of(place):
        if key in command.names_in(place) and can(command.action):
            return command.action
    return None


def hints_of(place: Place, can: Can) -> list[Hint]:
    """Return the hints of the table for a place now."""
    here = [hint for hint in HINTS if place in hint.places]
    return [hint for hint in here if not hint.actions or any(map(can, hint.actions))]


def keys_of(command: Command, place: Place, can: Can) -> list[str]:
    """Return the keys that do a command in a place now; those that do another are left out."""
    names = command.names_in(place)
    return [name for name in names if action_of(place, name, can) is command.action]


def key_bar_commands(place: Place, can: Can) -> list[Command]:
    """Return the labelled commands possible now: help, the place's own, those of every place.

    A command is left out when a command before it takes its key.
    """
    taken: set[str] = set()
    own: list[Command] = []
    common: list[Command] = []
    for command in commands_of(place):
        names = command.names_in(place)
        if not can(command.action) or names[0] in taken:
            continue
        taken.update(names)
        if command.label:
            (common if command.places >= MAIN - {Place.PAGE, Place.FINDING} else own).append(
                command
            )
    lead = [command for command in (*common, *own) if command.action is Action.HELP]
    rest = [command for command in (*own, *common) if command not in lead]
    return [*lead, *rest]
