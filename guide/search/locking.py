"""A lock that one build holds at a time, on every system, given back even when it is killed."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from whoosh.util.filelock import FileLock


@contextmanager
def held(path: Path, waiting: Callable[[], object]) -> Iterator[None]:
    """Hold the lock of a file.

    Args:
        path: The file; it is made, and never removed, so that all see the same one.
        waiting: Called once if another process holds the lock.
    """
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
