"""Bytes of a terminal into keys."""

import subprocess
import sys

import pytest
from textual._xterm_parser import XTermParser
from textual.events import Key

from guide.ui.screens.main import MainScreen
from guide.ui.screens.search import SearchScreen
from guide.ui.terminal import keys_of, read_escape_then_character
from guide.ui.world import World
from tests.ui.driving import press, running, screen_of, settled


@pytest.mark.parametrize(
    ("sent", "keys"),
    [
        ("\x1b2", ["escape", "2"]),
        ("\x1bf", ["escape", "f"]),
        ("\x1b/", ["escape", "slash"]),
        ("\x1b?", ["escape", "question_mark"]),
        ("\x1bQ", ["escape", "Q"]),
        ("\x1b[D", ["left"]),
        ("\x1bOP", ["f1"]),
        ("\x1b[5;5~", ["ctrl+pageup"]),
        ("x", ["x"]),
    ],
)
def test_escape_and_a_character_at_once_are_two_keys(sent: str, keys: list[str]) -> None:
    """Escape is read first, then the character; longer sequences are read as before."""
    read_escape_then_character()
    events = [event for event in XTermParser().feed(sent) if isinstance(event, Key)]

    assert [key.key for event in events for key in keys_of(event)] == keys


def test_textual_still_reads_a_sign_of_the_mac() -> None:
    """When this fails Textual reads Escape and 2 by itself: `guide.ui.terminal` can go."""
    code = "from textual._xterm_parser import XTermParser as P; print([*P().feed('\\x1b2')][0].key)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "trade_mark_sign"


async def test_escape_and_a_key_at_once_leave_the_search(world: World) -> None:
    """Escape closes the search although a key follows in the same breath; nothing is typed."""
    async with running(world) as (app, pilot):
        await press(pilot, "/")
        assert screen_of(app) is SearchScreen
        app.post_message(Key("escape-then-2", None))
        await settled(pilot)
        assert screen_of(app) is MainScreen
