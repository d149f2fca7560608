"""Locks on the learner's data: against other guides, and against every program that uses SQLite."""

import contextlib
import os
import time
from collections.abc import Iterator
from pathlib import Path

from guide.errors import GuideError, StorageError
from guide.store.files import FILE_MODE, LOCK, refuse_other

LOCK_SECONDS = 2.0
LOCKED = "another program uses your data"
SHARED_FIRST, SHARED_BYTES = 0x40000002, 510
"""The bytes that SQLite locks while it reads; see https://www.sqlite.org/lockingv3.html."""


@contextlib.contextmanager
def sole_use(path: Path) -> Iterator[None]:
    """Keep every program that uses SQLite away from a database while the block runs.

    No connection of this process may be open. Only POSIX needs it: elsewhere a file that is open
    cannot be replaced.

    Raises:
        StorageError: Another program uses it.
        OSError: It cannot be opened.
    """
    if os.name != "posix" or not path.is_file():
        yield
        return
    import fcntl

    mine = os.access(path, os.W_OK)
    with path.open("r+b" if mine else "rb") as file:
        kind = fcntl.LOCK_EX if mine else fcntl.LOCK_SH
        try:
            fcntl.lockf(file, kind | fcntl.LOCK_NB, SHARED_BYTES, SHARED_FIRST)
        except (BlockingIOError, PermissionError) as error:
            why = f"{path} stays as it is: {LOCKED}"
            raise StorageError(why, "close it, then try again") from error
        yield


class Presence:
    """A sign that a guide has the data in a folder open, so that no other one replaces it.

    Only POSIX has locks that several processes can share; elsewhere a file that is open cannot be
    replaced anyway.
    """

    def __init__(self, folder: Path) -> None:
        """Take the sign, shared with other guides.

        Args:
            folder: The data folder; where nothing can be written there is no sign.
        """
        self._folder = folder
        self._handle: int | None = None
        flags = os.O_CREAT | os.O_RDWR | getattr(os, "O_NOFOLLOW", 0)
        with contextlib.suppress(OSError):
            self._handle = os.open(folder / LOCK, flags, FILE_MODE)
            _lock(self._handle, exclusive=False)

    @contextlib.contextmanager
    def alone(self) -> Iterator[None]:
        """Keep other guides away while the block runs.

        Raises:
            GuideError: Another guide has the data open.
            OSError: The folder cannot be written.
        """
        if self._handle is None:
            raise PermissionError(13, "the folder cannot be written")
        try:
            _lock(self._handle, exclusive=True)
        except OSError as error:
            raise GuideError(
                f"another guide has your data in {self._folder} open", "close it and try again"
            ) from error
        try:
            yield
        finally:
            _lock(self._handle, exclusive=False)

    def close(self) -> None:
        """Give the sign back."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None


@contextlib.contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Keep other guides away from the data in a folder while the block runs.

    Raises:
        GuideError: Another guide has the data open, or the sign for that is no file.
        OSError: The folder cannot be written.
    """
    refuse_other(folder / LOCK)
    with contextlib.closing(Presence(folder)) as presence, presence.alone():
        yield


def _lock(handle: int, exclusive: bool) -> None:
    """Lock a file; wait a moment for another guide that is replacing the data.

    Raises:
        OSError: Another process has locked it.
    """
    if os.name != "posix":
        return None
    import fcntl

    kind = fcntl.LOCK_EX if exclusive else fcntl.LOCK_SH
    until = time.monotonic() + LOCK_SECONDS
    while True:
        try:
            return fcntl.flock(handle, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            if exclusive or time.monotonic() > until:
                raise
        time.sleep(0.02)
