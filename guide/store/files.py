"""The files of the data folder: for their owner alone, and no symbolic link is written through."""

import contextlib
import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from guide.errors import GuideError, UsageError
from guide.files import is_same
from guide.parts import remove_left

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

_PART = re.compile(r"\.learner-(\d{1,10})\.part(?:-wal|-shm|-journal)?")
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
    "questions": re.compile(r"[a-z0-9-]+\.json(\.part)?|\.abscopal-\w+-\w+\.part"),
    "results": re.compile(r".+\.abscopal-result(\.part)?|\.abscopal-\w+-\w+\.part"),
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
        if pattern.fullmatch(target.name) and is_same(target.parent, folder / name):
            raise UsageError(f"{target} is a file of the guide's own data", "name another file")


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
    remove_left(path.parent, _PART)
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


def is_taken(path: Path) -> bool:
    """Tell whether a database has this name, or left a journal that a new one would take up."""
    return any(path.with_name(path.name + ending).exists() for ending in ("", *JOURNALS))


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
