"""Long text page by page: through the program that PAGER names, else `less`, on a terminal only."""

import os
import shlex
import shutil
import signal
import subprocess
import sys
from contextlib import suppress

from guide import paths
from guide.cli.output import say_page
from guide.inert import visible_lines

LESS = "FRX"
"""Options of `less` where LESS has none: end at once if all fits, leave the text in view."""


def say_paged(text: str) -> None:
    """Print text of several lines, through the pager where the terminal has fewer rows."""
    command = _pager() if _is_longer(text) else []
    if not command or not _page(text, command):
        say_page(text)


def _is_longer(text: str) -> bool:
    """Tell whether a text goes to a terminal that can page and has fewer rows."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()) or os.environ.get("TERM") == "dumb":
        return False
    return text.count("\n") >= shutil.get_terminal_size().lines


def _pager() -> list[str]:
    """Return the pager with its arguments; nothing where there is none that can be started."""
    try:
        command = shlex.split(os.environ.get("PAGER", "")) or ["less"]
    except ValueError:  # a quotation mark without its partner
        return []
    program = shutil.which(command[0])
    return [program, *command[1:]] if program is not None else []


def _page(text: str, command: list[str]) -> bool:
    """Give a text to a pager and wait for its end; False if it cannot be started."""
    environment = {"LESS": LESS, **paths.outside_environment()}
    data = visible_lines(text).encode(sys.stdout.encoding, sys.stdout.errors or "replace")
    # The pager takes ctrl+c for itself; the guide must not end and leave it alone.
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        with subprocess.Popen(command, stdin=subprocess.PIPE, env=environment) as process:
            with suppress(BrokenPipeError):  # Who has read enough closes the pager.
                process.communicate(data)
            return True
    except OSError:
        return False
    finally:
        signal.signal(signal.SIGINT, before)
