"""What Textual reads from a terminal as something else than was typed.

A terminal sends Escape as one byte, and Alt with a key as Escape and that key: Escape followed at
once by 2 looks like Alt+2. Textual 8.2 reads that as the sign that a Mac writes with the keys,
such as "™", or waits for more and then reads "^". The guide has no command on Alt with a
character, so it reads Escape, then the character. `tests/ui/test_terminal.py` fails when
Textual reads it so by itself, and this module can go.
"""

from typing import NamedTuple, cast

from textual import events
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual.keys import _character_to_key

ESCAPE = "\x1b"
BEGINNINGS = "[]OPNX^_"
"""Characters that begin a longer sequence after Escape."""
PREFIX = "escape-then-"


class _Pair(NamedTuple):
    """A stand-in for Textual's enumeration of keys."""

    value: str


def read_escape_then_character() -> None:
    """Enter Escape with each character into Textual's table of sequences, as a key of its own."""
    table = cast("dict[str, object]", ANSI_SEQUENCES_KEYS)
    for code in range(ord(" ") + 1, ord("~") + 1):
        character = chr(code)
        if character not in BEGINNINGS:
            table[ESCAPE + character] = (_Pair(PREFIX + character),)


def keys_of(event: events.Key) -> list[events.Key]:
    """Return the keys that were pressed: two for Escape followed at once by a character."""
    if not event.key.startswith(PREFIX):
        return [event]
    character = event.key.removeprefix(PREFIX)
    name = character if character.isalnum() else _character_to_key(character)
    return [events.Key("escape", ESCAPE), events.Key(name, character)]
