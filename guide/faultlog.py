"""The log of faults: what went wrong inside the guide, with nothing of the user in it.

A fault is an exception that nobody expected. Its text may hold what was typed, and its paths the
user's name: the log holds only types, places in the program, and versions.
"""

import os
import platform
import sys
from datetime import UTC, datetime
from pathlib import Path, PurePath
from traceback import extract_tb

from guide import __version__
from guide.paths import guide_root

NAME = "abscopal.log"
LARGEST = 256 * 1024
"""Bytes after which the log begins again."""
FRAMES = 25
CAUSES = 4


def record(folder: Path, error: BaseException) -> Path | None:
    """Add a fault to the log in a data folder; return the log, or None if it cannot be written."""
    path = folder / NAME
    flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_NOFOLLOW", 0)
    flags |= getattr(os, "O_NONBLOCK", 0)  # A pipe must not hold the guide up.
    try:
        if path.exists() and path.stat().st_size > LARGEST:
            path.unlink()
        with open(os.open(path, flags, 0o600), "a", encoding="utf-8") as log:  # noqa: PTH123
            log.write(describe(error))
    except OSError:
        return None
    return path


def describe(error: BaseException) -> str:
    """Return a fault as text: when, which versions, and for each exception its type and places."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    lines = [f"{now} abscopal {__version__}, Python {platform.python_version()}, {sys.platform}"]
    cause: BaseException | None = error
    for _ in range(CAUSES):
        if cause is None:
            break
        lines.append(f"  {type(cause).__module__}.{type(cause).__qualname__}")
        frames = extract_tb(cause.__traceback__)[-FRAMES:]
        lines += [f"    {place_of(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames]
        cause = cause.__cause__ or cause.__context__
    return "\n".join(lines) + "\n"


def place_of(file: str) -> str:
    """Return the path of a source file inside its package, without the folders above it."""
    path = PurePath(file)
    if not path.is_absolute():
        return path.as_posix()
    if "site-packages" in path.parts:
        at = path.parts.index("site-packages") + 1
        return PurePath(*path.parts[at:]).as_posix()
    if path.is_relative_to(guide_root()):
        return path.relative_to(guide_root()).as_posix()
    return path.name
