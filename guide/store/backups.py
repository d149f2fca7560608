"""Backups: one a day, seven of them, each verified before an older one is removed."""

import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from guide.errors import GuideError, StorageError
from guide.files import say_more
from guide.store.data import AnswerCount, count_answers, count_rows
from guide.store.files import (
    BACKUPS,
    FILE,
    JOURNALS,
    make_private_folder,
    part_beside,
    refuse_link,
    refuse_other,
    remove_database,
    sole_use,
    sync,
)
from guide.store.loading import connect_to_read, load

KEPT = 7
_DAILY = re.compile(r"learner-\d{4}-\d\d-\d\d\.sqlite")
_ANY = re.compile(r"learner-(\d{4}-\d\d-\d\d)[-\w]*\.sqlite")
BEFORE_RESTORE = "-before-restore"
"""The end of the name of a copy of what a restore replaced."""


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup.

    Attributes:
        path: The file.
        day: The day on which it was made, as YYYY-MM-DD; of another file, its name.
        count: The number of answers in it; None when it cannot be read.
    """

    path: Path
    day: str
    count: AnswerCount | None

    @property
    def answers(self) -> int | None:
        """The number of answers in it that count; None when it cannot be read."""
        return self.count.standing if self.count is not None else None

    @property
    def before_restore(self) -> bool:
        """Whether it is a copy of what a restore replaced: used only when the user names it."""
        return self.path.stem.endswith(BEFORE_RESTORE)

    @property
    def rows(self) -> int:
        """The number of answers in it, those taken back included."""
        return self.count.rows if self.count is not None else 0


def list_backups(folder: Path) -> list[Backup]:
    """Return the backups in a data folder, the newest first; damaged ones are listed too."""
    inner = folder / BACKUPS
    if inner.is_symlink() or not inner.is_dir():
        return []
    found = [path for path in inner.iterdir() if _ANY.fullmatch(path.name)]
    return [
        Backup(path, path.name[8:18], count_in(path))
        for path in sorted(found, key=_order, reverse=True)
    ]


def _order(path: Path) -> tuple[float, str]:
    return path.lstat().st_mtime, path.name


def newest_sound(folder: Path) -> Backup | None:
    """Return the newest backup that can be read and has answers; None without one."""
    return next(eligible(folder), None)


def eligible(folder: Path) -> Iterator[Backup]:
    """Yield the backups that may stand in for the data, the newest first.

    They have answers, and are no copies of what a restore replaced.
    """
    found = (backup for backup in list_backups(folder) if backup.answers)
    return (backup for backup in found if not backup.before_restore)


def count_in(path: Path) -> AnswerCount | None:
    """Return the number of answers in a database; None when it cannot be read."""
    try:
        with closing(connect_to_read(path)) as raw:
            return count_answers(raw)
    except (sqlite3.Error, OSError, GuideError):
        return None


def is_due(folder: Path, now: datetime) -> bool:
    """Tell whether there is no backup of today yet."""
    return not _daily_path(folder, now).exists()


def _daily_path(folder: Path, now: datetime) -> Path:
    return folder / BACKUPS / f"learner-{now.astimezone():%Y-%m-%d}.sqlite"


def back_up_daily(folder: Path, now: datetime) -> Path | None:
    """Make today's backup and remove the oldest; None if there is nothing to back up.

    Raises:
        StorageError: It cannot be made; no older one was removed.
    """
    with closing(_connect_source(folder / FILE)) as source:
        if not source.execute("SELECT 1 FROM reviews LIMIT 1").fetchone():
            return None
        target = _daily_path(folder, now)
        write_backup(source, target)
    _remove_oldest(folder)
    return target


def back_up_now(folder: Path, now: datetime, why: str = "") -> Path:
    """Make a backup that is kept until it is removed by hand.

    Args:
        folder: The data folder.
        now: Aware UTC time, for its name.
        why: The end of its name, such as `BEFORE_RESTORE`.

    Raises:
        StorageError: It cannot be made.
    """
    stem = f"learner-{now.astimezone():%Y-%m-%d-%H%M%S}"
    target = folder / BACKUPS / f"{stem}{why}.sqlite"
    number = 2
    while target.exists():
        target = folder / BACKUPS / f"{stem}-{number}{why}.sqlite"
        number += 1
    with closing(_connect_source(folder / FILE)) as source:
        write_backup(source, target)
    return target


def back_up_to(folder: Path, target: Path, force: bool) -> None:
    """Write a backup to a file of any name.

    Args:
        folder: The data folder.
        target: The file.
        force: Replace a file that holds more answers, or is something else.

    Raises:
        GuideError: The file exists and is not replaced, or it cannot be written.
    """
    refuse_link(target)
    refuse_other(target)
    if not target.parent.is_dir():
        raise GuideError(f"the folder {target.parent} does not exist", "create it, or name another")
    with closing(_connect_source(folder / FILE)) as source:
        if target.exists() and not force:
            more = say_more(_count_kinds(target), _in_words(count_rows(source)))
            if more:
                raise GuideError(
                    f"{target} exists and holds more: {more}",
                    "name another, or replace it with --force",
                )
        write_backup(source, target)


def _count_kinds(path: Path) -> dict[str, int]:
    """Return how many rows of each kind a backup has.

    Raises:
        GuideError: It is not a backup.
    """
    try:
        with closing(load(path)) as raw:
            return _in_words(count_rows(raw))
    except (sqlite3.Error, OSError) as error:
        why = f"{path} exists and is not a backup"
        raise GuideError(why, "name another, or --force") from error


def _in_words(counts: dict[str, int]) -> dict[str, int]:
    return {"answers" if table == "reviews" else table: count for table, count in counts.items()}


def _connect_source(path: Path) -> sqlite3.Connection:
    try:
        return connect_to_read(path)
    except sqlite3.Error as error:
        raise StorageError(f"your data cannot be read: {error}") from error


def write_backup(source: sqlite3.Connection, target: Path) -> None:
    """Write a backup; the target is replaced if it exists.

    Args:
        source: The database; a guide that writes to it at the same time does not disturb.
        target: The file.

    Raises:
        StorageError: It cannot be written; the target is as it was.
    """
    with verified_copy(source, target) as part:
        part.replace(target)
        sync(target.parent)


@contextmanager
def verified_copy(source: sqlite3.Connection, target: Path) -> Iterator[Path]:
    """Copy a database beside a target: by SQLite, on the disk, opened again and counted.

    Args:
        source: The database.
        target: Where the copy will be moved while the block runs.

    Yields:
        The copy.

    Raises:
        StorageError: It cannot be written.
    """
    try:
        refuse_link(target.parent)
        make_private_folder(target.parent)
        part = part_beside(target)
        try:
            with closing(sqlite3.connect(part, isolation_level=None)) as copy:
                source.execute("BEGIN")
                counts = count_rows(source)
                source.backup(copy)
                source.execute("ROLLBACK")
                copy.execute("PRAGMA journal_mode = DELETE")
            sync(part)
            with closing(load(part)) as again:
                if count_rows(again) != counts:
                    raise sqlite3.DatabaseError("it reads back differently")
            yield part
        finally:
            remove_database(part)
    except (OSError, sqlite3.Error) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise StorageError(f"{target} could not be written: {why}", "check the disk") from error


def _remove_oldest(folder: Path) -> None:
    """Remove all daily backups but the newest; one with more answers than those stays."""
    daily = [backup for backup in list_backups(folder) if _DAILY.fullmatch(backup.path.name)]
    most = max((backup.rows for backup in daily[:KEPT]), default=0)
    for backup in daily[KEPT:]:
        if backup.rows <= most:
            with suppress(OSError):
                backup.path.unlink()


def put_in_place(part: Path, path: Path) -> None:
    """Move a database to the place of another one, whose log must not be applied to it.

    Raises:
        OSError: It cannot be moved.
        StorageError: Another program uses the other one.
    """
    with sole_use(path):
        for ending in JOURNALS:
            path.with_name(path.name + ending).unlink(missing_ok=True)
        part.replace(path)
    sync(path.parent)


def copy_aside(path: Path, now: datetime) -> Path:
    """Copy a damaged database with its log, byte by byte; return the copy.

    Raises:
        OSError: It cannot be copied.
    """
    stem = f"{path.stem}-damaged-{now:%Y%m%d-%H%M%S}"
    aside, number = path.with_name(stem + path.suffix), 2
    while aside.exists():
        aside = path.with_name(f"{stem}-{number}{path.suffix}")
        number += 1
    try:
        for ending in ("-wal", ""):
            original = path.with_name(path.name + ending)
            if original.exists():
                part = part_beside(aside)
                try:
                    shutil.copyfile(original, part)
                    sync(part)
                    part.replace(aside.with_name(aside.name + ending))
                finally:
                    part.unlink(missing_ok=True)
    except BaseException:
        remove_database(aside)
        raise
    return aside
