"""How commands print: the one place where text from outside leaves for the terminal.

Control, invisible and direction characters become escapes here, whatever they come from: content,
own questions, result files, names of files, arguments. Colour is off in pipes and under NO_COLOR.
"""

import json
import os
import shutil
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, TextIO

from guide.inert import json_inert, visible, visible_lines

if TYPE_CHECKING:
    from guide.layout.lines import Line

PIPED_WIDTH = 80
WIDEST = 84
LONGEST = 2000
"""Characters of a warning; of a longer one the middle is left out."""
STYLED = {"b": "\x1b[1m", "dim": "\x1b[2m"}
RESET = "\x1b[0m"
"""What begins a style of pieces in the plain terminal; other styles are plain there."""


def say(text: str = "", err: bool = False) -> None:
    """Print one line."""
    if err:
        with suppress(OSError):  # It is raised again at the end.
            sys.stdout.flush()
    stream = sys.stderr if err else sys.stdout
    stream.write(f"{_shown(visible(text), stream)}\n")


def say_line(line: "Line") -> None:
    """Print a line of pieces, bold and dim where colour may be used."""
    styled = coloured()
    parts = [
        f"{STYLED[piece.style]}{text}{RESET}" if styled and piece.style in STYLED else text
        for piece in line
        for text in (_shown(visible(piece.text), sys.stdout),)
    ]
    sys.stdout.write("".join(parts).rstrip() + "\n")


def say_page(text: str, err: bool = False) -> None:
    """Print text of several lines that ends with a line end."""
    if not err:
        sys.stdout.write(_shown(visible_lines(text), sys.stdout))
        return
    with suppress(OSError):  # That standard error is closed or full is no error.
        sys.stderr.write(_shown(visible_lines(text), sys.stderr))


def _shown(text: str, stream: TextIO) -> str:
    """Return a text as a stream can have it: in ASCII where that is all it takes."""
    if text.isascii() or (stream.encoding or "").lower() not in ("ascii", "us-ascii"):
        return text
    from guide.library.ascii_like import ascii_text

    return ascii_text(text)


def write_text(text: str) -> None:
    """Write a whole file to standard output, as it is: its format has made it inert."""
    sys.stdout.write(text)


def print_json(value: object) -> None:
    """Print a value as JSON, in UTF-8 or, where output has another encoding, in ASCII."""
    utf8 = (getattr(sys.stdout, "encoding", None) or "utf-8").lower().replace("-", "") == "utf8"
    sys.stdout.write(json_inert(json.dumps(value, ensure_ascii=not utf8, indent=1)) + "\n")


def warn(message: str) -> None:
    """Print a warning of one line to standard error; that this is closed or full is no error."""
    if len(message) > LONGEST:
        message = f"{message[: LONGEST // 2]} … {message[-LONGEST // 2 :]}"
    with suppress(OSError):
        say(f"abscopal: {message}", err=True)


def coloured() -> bool:
    """Tell whether colour may be used: on a terminal, unless NO_COLOR is set."""
    return (
        sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    )


def text_width(widest: int = WIDEST) -> int:
    """Return the cells to write in: 80 when piped, else those of the terminal up to `widest`."""
    if not sys.stdout.isatty():
        return PIPED_WIDTH
    return max(40, min(shutil.get_terminal_size((PIPED_WIDTH, 24)).columns - 1, widest))
