"""A lock that one build holds at a time, on every system, given back even when it is killed."""

import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from whoosh.util.filelock import FileLock

from guide.errors import GuideError


@contextmanager
def held(path: Path, waiting: Callable[[], object]) -> Iterator[None]:
    """Hold the lock of a file.

    Args:
        path: The file; it is made, and never removed, so that all see the same one.
        waiting: Called once if another process holds the lock.

    Raises:
        GuideError: Something else than a file is there.
        OSError: It cannot be made.
    """
    _make(path)
    lock = FileLock(str(path))
    if not lock.acquire(blocking=False):
        waiting()
        # On Windows an attempt gives up after ten seconds.
        while not lock.acquire(blocking=True):
            continue
    try:
        yield
    finally:
        lock.release()


def _make(path: Path) -> None:
    """Make the file, for its owner alone, unless it is there.

    A link is not followed, and a pipe not waited for.

    Raises:
        GuideError: Something else than a file is there.
        OSError: It cannot be made.
    """
    if path.is_symlink() or (path.exists() and not path.is_file()):
        raise GuideError(f"{path} is not a file", "remove it, then build again")
    flags = os.O_CREAT | os.O_WRONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    handle = os.open(path, flags, stat.S_IRUSR | stat.S_IWUSR)
    os.close(handle)
