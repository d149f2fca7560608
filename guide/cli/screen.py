"""The full-screen guide: what the program does when no command is given."""

import os
import secrets
import sys
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TextIO

from guide import clock
from guide.cli.output import say, warn
from guide.errors import UsageError
from guide.library.ascii_like import ascii_text
from guide.opening import Guide
from guide.ui.ability import SYSTEMS, ability_of

PLAIN = "use search, show, list or quiz; see `abscopal --help`"
CANNOT_DRAW = ("dumb", "unknown")
"""Values of TERM for what only prints."""


def run(guide: Guide, data: Path, only_ascii: bool | None = None) -> int:
    """Open the guide on the terminal; return when the user leaves.

    Args:
        guide: The library.
        data: Folder of the learner's data.
        only_ascii: Whether only ASCII is to be written; None leaves it to what the terminal can.

    Raises:
        UsageError: There is no terminal to draw on.
        CrashError: The guide is at fault, and could not go on.
    """
    if not (_is_terminal(sys.stdin) and _is_terminal(sys.stdout)):
        raise UsageError("the full-screen guide needs a terminal", f"in a pipe {PLAIN}")
    if os.environ.get("TERM", "") in CANNOT_DRAW:
        raise UsageError("this terminal cannot show the full-screen guide", PLAIN)
    # Sizes in the environment would hide every later change of the terminal's own size.
    for name in ("COLUMNS", "LINES"):
        os.environ.pop(name, None)
    # An empty NO_COLOR asks for nothing; Textual would take it as set.
    if not os.environ.get("NO_COLOR"):
        os.environ.pop("NO_COLOR", None)
    # Settings of Textual for its developers do harm: a log that cannot be opened ends the program.
    for name in [name for name in os.environ if name.startswith("TEXTUAL")]:
        del os.environ[name]
    # Textual paints at the next frame: with 120 a second a key waits at most 8 ms instead of 16.
    os.environ["TEXTUAL_FPS"] = "120"
    # While a search runs in its thread, the screen gets its turn after 1 ms instead of 5.
    sys.setswitchinterval(0.001)
    # Sizes reported between the keys, and a mouse in pixels: two modes less to give back.
    os.environ["TEXTUAL_SMOOTH_SCROLL"] = "0"
    ability = ability_of(os.environ, sys.platform == "win32")
    if only_ascii is not None:
        ability = replace(ability, ascii=only_ascii)
    if ability.ascii:
        guide = guide.in_ascii()
    if sys.platform != "win32":
        os.environ["TEXTUAL_COLOR_SYSTEM"] = SYSTEMS[ability.colours]
    from guide.coach.study import open_study
    from guide.ui.app import GuideApp
    from guide.ui.world import Finder, World

    rewrite = ascii_text if ability.ascii else None
    with (
        open_study(guide.catalogue, data, clock.now()) as study,
        closing(Finder(guide.built, guide.catalogue, rewrite)) as finder,
    ):
        world = World(
            study=study,
            finder=finder,
            now=clock.now,
            monotonic=time.monotonic,
            draw_seed=lambda: secrets.randbits(64),
            ascii=ability.ascii,
        )
        app = GuideApp(world, ability)
        study.progress.upkeep.start()
        try:
            app.run()
        except Exception as error:
            app.faults.take(error)
            app.give_up(error)
        finally:
            app.give_back_terminal()
            # What closing the data has to say comes after the screen.
            study.progress.on_failure = warn
        if app.crash is not None:
            raise app.crash
        for line in app.said_on_leaving:
            say(line)
        return app.return_code or 0


def _is_terminal(stream: TextIO | None) -> bool:
    """Tell whether a stream is a terminal; a closed one is none."""
    return stream is not None and not stream.closed and stream.isatty()
