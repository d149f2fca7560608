"""The files of the data folder: for their owner alone, and no symbolic link is written through."""

import contextlib
import os
import re
import stat
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from guide.errors import GuideError, StorageError, UsageError

FILE = "learner.sqlite"
LEFT = "learner.left"
"""What the database was like when it was last closed."""
LOCK = "learner.lock"
"""Locked, shared, by every guide that has the database open."""
ASIDE = "learner-aside.jsonl"
"""Rows that were set aside because they are damaged, one JSON object a line."""
BACKUPS = "backups"
JOURNALS = ("-wal", "-shm", "-journal")
FILE_MODE, FOLDER_MODE = 0o600, 0o700
LOCK_SECONDS = 2.0
LOCKED = "another program uses your data"
SHARED_FIRST, SHARED_BYTES = 0x40000002, 510
"""The bytes that SQLite locks while it reads; see https://www.sqlite.org/lockingv3.html."""

_OURS = {
    "": re.compile(
        r"learner(-version-\d+|-damaged-[\d-]+)?\.sqlite(-wal|-shm|-journal)?"
        r"|learner\.(left|lock)|learner-aside\.jsonl|\.learner-\d+\.part(-wal|-shm|-journal)?"
        r"|(crashes|abscopal)\.log(\.\d)?"
    ),
    BACKUPS: re.compile(
        r"learner-\d{4}-\d\d-\d\d(-\d{6}(-\d+)?(-before-restore)?)?\.sqlite"
        r"|\.learner-\d+\.part(-wal|-shm|-journal)?"
    ),
    "questions": re.compile(r"[a-z0-9-]+\.json(\.part)?"),
    "results": re.compile(r".+\.abscopal-result(\.part)?"),
}
"""The names that the guide gives to its files, by the folder in the data folder."""


def make_private_folder(folder: Path) -> None:
    """Create a folder for its owner alone unless it exists.

    Raises:
        OSError: It cannot be created, or a symbolic link is in its place.
    """
    folder.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)


def refuse_link(path: Path) -> None:
    """Check that a path is not a symbolic link, through which nothing is written.

    Raises:
        GuideError: It is one.
    """
    if path.is_symlink():
        raise GuideError(
            f"{path} is a symbolic link and is not followed",
            "put the file itself there, or name its folder with --data",
        )


def refuse_other(path: Path) -> None:
    """Check that nothing but a regular file has a name: opening a pipe would wait for ever.

    Raises:
        GuideError: A folder, a pipe or a device has it.
    """
    try:
        mode = path.stat().st_mode
    except OSError:
        return  # There is none; or whoever opens it finds out why it cannot be looked at.
    if not stat.S_ISREG(mode):
        what = "a folder" if stat.S_ISDIR(mode) else "not a file"
        raise GuideError(f"{path} is {what}", "move it away, or name another with --data")


def refuse_own(folder: Path, target: Path) -> None:
    """Check that a file to be written is none of the guide's own in a data folder.

    Raises:
        UsageError: It is one, or would be taken for one.
    """
    for name, pattern in _OURS.items():
        if pattern.fullmatch(target.name) and _is_same(target.parent, folder / name):
            raise UsageError(f"{target} is a file of the guide's own data", "name another file")


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False


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


def create_private(path: Path) -> None:
    """Create an empty file for its owner alone unless it exists.

    Raises:
        OSError: It cannot be created.
    """
    flags = os.O_CREAT | os.O_WRONLY | getattr(os, "O_NOFOLLOW", 0)
    os.close(os.open(path, flags, FILE_MODE))


def part_beside(path: Path) -> Path:
    """Return a new, empty, private file beside another, to be written and then moved there.

    Raises:
        OSError: It cannot be created.
    """
    part = path.with_name(f".learner-{os.getpid()}.part")
    remove_database(part)
    os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, FILE_MODE))
    return part


def replace_private(path: Path, data: bytes) -> None:
    """Write a small private file completely or not at all.

    Raises:
        OSError: It cannot be written.
    """
    part = part_beside(path)
    try:
        part.write_bytes(data)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


@contextlib.contextmanager
def open_to_append(path: Path) -> Iterator[TextIO]:
    """Open a private text file to append; what was written is on the disk at the end.

    Raises:
        OSError: It cannot be written.
    """
    flags = os.O_CREAT | os.O_APPEND | os.O_WRONLY | getattr(os, "O_NOFOLLOW", 0)
    flags |= getattr(os, "O_NONBLOCK", 0)  # A pipe must not hold the guide up.
    with open(os.open(path, flags, FILE_MODE), "a", encoding="utf-8") as file:  # noqa: PTH123
        yield file
        file.flush()
        os.fsync(file.fileno())


def remove_database(path: Path) -> None:
    """Remove a database file with its journals, as far as they exist.

    Raises:
        OSError: One cannot be removed.
    """
    for ending in (*JOURNALS, ""):
        path.with_name(path.name + ending).unlink(missing_ok=True)


def sync(path: Path) -> None:
    """Put a file or folder on the disk, where the system can do that.

    Raises:
        OSError: It cannot be done.
    """
    if path.is_dir() and not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def own_files(folder: Path) -> list[Path]:
    """Return the files in a data folder that the guide made; no folder that is a link is entered.

    Raises:
        OSError: The folder cannot be read.
    """
    found = []
    for name, pattern in _OURS.items():
        inner = folder / name
        if name and (inner.is_symlink() or not inner.is_dir()):
            continue
        with os.scandir(inner) as entries:
            found += [
                Path(entry.path)
                for entry in entries
                if pattern.fullmatch(entry.name) and entry.is_file(follow_symlinks=False)
            ]
    return sorted(found)


def own_folders(folder: Path) -> list[Path]:
    """Return the folders in a data folder that the guide makes, the innermost first."""
    inner = [folder / name for name in _OURS if name]
    return [path for path in inner if path.is_dir() and not path.is_symlink()]


def tighten(folder: Path) -> None:
    """Take the permissions of others away from what the guide made.

    The data folder itself is left as it is when somebody else's files are in it.
    """
    if os.name != "posix":
        return
    with contextlib.suppress(OSError):
        files, folders = own_files(folder), own_folders(folder)
        known = {path.name for path in (*files, *folders) if path.parent == folder}
        if FILE in known and not set(os.listdir(folder)) - known:  # noqa: PTH208 - names suffice
            folders.append(folder)
        for path, mode in [(each, FILE_MODE) for each in files] + [
            (each, FOLDER_MODE) for each in folders
        ]:
            if stat.S_IMODE(path.lstat().st_mode) & 0o077:
                path.chmod(mode)


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
