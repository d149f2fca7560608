"""Files changed in place: by one command at a time, and never over what somebody else wrote."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from guide.errors import GuideError
from guide.files import LARGEST, is_there, move_part, read_file, saying, write_part


@contextmanager
def taking_turns(folder: Path) -> Iterator[None]:
    """Let other commands that change files of a folder wait until the block has run.

    Where the system has no such locks, `replace_file` still sees what others wrote.
    """
    try:
        import fcntl
    except ImportError:
        yield
        return
    with saying(folder):
        handle = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # Some file systems have none.
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def replace_file(path: Path, old: bytes | None, new: bytes) -> None:
    """Write a file that was read before, unless it is another one by now.

    Args:
        path: The file.
        old: What was read; None where there was no file.
        new: What to write.

    Raises:
        GuideError: It has been changed, or cannot be written; it is as it was.
    """
    with saying(path):
        part = write_part(path, new, len, force=True)
        try:
            there = read_file(path, LARGEST) if is_there(path) else None
            if there != old:
                raise GuideError(f"{path} was changed while it was read", "try again")
            move_part(part, path)
        finally:
            part.unlink(missing_ok=True)
