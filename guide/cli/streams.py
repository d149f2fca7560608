"""Standard input and output: UTF-8, and where a terminal has another encoding never an error."""

import codecs
import io
import os
import sys
from typing import TextIO

HANDLER = "abscopal-ascii"
"""Name of the error handler that writes in ASCII what an encoding lacks."""


def _replace(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    from guide.library.ascii_like import ascii_like

    return "".join(map(ascii_like, error.object[error.start : error.end])), error.end


def set_up_streams() -> None:
    """Make standard input and output fit for any text.

    Pipes and files are UTF-8, unless PYTHONIOENCODING says otherwise. A terminal keeps its own
    encoding. A stream that is closed leads nowhere, so that no file opened later takes its place.
    """
    for handle in range(3):
        try:
            os.fstat(handle)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
    sys.stdin = sys.stdin or _nowhere("r")
    sys.stdout = sys.stdout or _nowhere("w")
    sys.stderr = sys.stderr or _nowhere("w")
    codecs.register_error(HANDLER, _replace)
    chosen = bool(os.environ.get("PYTHONIOENCODING"))
    for stream, errors in ((sys.stdin, "replace"), (sys.stdout, HANDLER), (sys.stderr, HANDLER)):
        if isinstance(stream, io.TextIOWrapper):
            own = chosen or stream.isatty()
            stream.reconfigure(encoding=stream.encoding if own else "utf-8", errors=errors)


def write_ascii(only: bool) -> None:
    """Write to standard output and error in ASCII only, or in UTF-8 whatever the locale is."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="ascii" if only else "utf-8", errors=HANDLER)


def _nowhere(mode: str) -> TextIO:
    return open(os.devnull, mode, encoding="utf-8")  # type: ignore[return-value] # noqa: PTH123
