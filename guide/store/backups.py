"""Backups: one a day, seven of them, each verified before an older one is removed."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from guide import clock
from guide.errors import GuideError, StorageError
from guide.files import say_more
from guide.store.copying import put_in_place, verified_copy
from guide.store.data import AnswerCount, count_answers, count_rows
from guide.store.files import (
    BACKUPS,
    FILE,
    JOURNALS,
    LOCK,
    is_taken,
    refuse_link,
    refuse_other,
)
from guide.store.loading import connect_to_read, has_log, load
from guide.store.locks import alone

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
        last: The time of the last of them, as it is stored; empty without one.
    """

    path: Path
    day: str
    count: AnswerCount | None
    last: str = ""

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
    """Return the backups in a data folder, the newest first; damaged ones are listed too.

    The newest one goes on longest in its answers, or holds most of them, or has the latest name.
    The times of the files say when somebody copied them.
    """
    inner = folder / BACKUPS
    if inner.is_symlink() or not inner.is_dir():
        return []
    found = [_read(path) for path in inner.iterdir() if _ANY.fullmatch(path.name)]
    return sorted(found, key=lambda each: (each.last, each.rows, each.path.stem), reverse=True)


def _read(path: Path) -> Backup:
    day = path.name[8:18]
    try:
        with closing(connect_to_read(path)) as raw:
            last = raw.execute("SELECT max(answered_at) FROM reviews").fetchone()[0]
            return Backup(path, day, count_answers(raw), str(last or ""))
    except (sqlite3.Error, OSError, GuideError):
        return Backup(path, day, None)


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


def is_behind(folder: Path, now: datetime) -> bool:
    """Tell whether today's backup is missing, or has fewer answers than the data.

    One that has more is never replaced.
    """
    if is_due(folder, now):
        return True
    found, data = count_in(_daily_path(folder, now)), count_in(folder / FILE)
    return data is not None and (found is None or found.rows < data.rows)


def _daily_path(folder: Path, now: datetime) -> Path:
    return folder / BACKUPS / f"learner-{clock.local(now):%Y-%m-%d}.sqlite"


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


def _free(path: Path, why: str) -> Path:
    """Return a name that is not taken: that of a backup with this end, numbered from 2."""
    target = path.with_stem(f"{path.stem}{why}")
    number = 2
    while is_taken(target):
        target = path.with_stem(f"{path.stem}-{number}{why}")
        number += 1
    return target


def mark_replaced(backup: Backup) -> None:
    """Name a backup as a copy of what a restore replaced, so that only its name chooses it."""
    backup.path.rename(_free(backup.path, BEFORE_RESTORE))


def back_up_now(folder: Path, now: datetime, why: str = "") -> Path:
    """Make a backup that is kept until it is removed by hand.

    Args:
        folder: The data folder.
        now: Aware UTC time, for its name.
        why: The end of its name, such as `BEFORE_RESTORE`.

    Raises:
        StorageError: It cannot be made.
    """
    target = _free(folder / BACKUPS / f"learner-{clock.local(now):%Y-%m-%d-%H%M%S}.sqlite", why)
    with closing(_connect_source(folder / FILE)) as source:
        write_backup(source, target)
    return target


def back_up_to(folder: Path, target: Path, force: bool) -> None:
    """Write a backup to a file of any name.

    Args:
        folder: The data folder.
        target: The file.
        force: Replace a file that holds more answers, is something else, or has a log.

    Raises:
        GuideError: The file exists and is not replaced, or it cannot be written; it is then as it
            was.
    """
    refuse_link(target)
    for ending in ("", *JOURNALS):
        refuse_other(target.with_name(target.name + ending))
    if not target.parent.is_dir():
        raise GuideError(f"the folder {target.parent} does not exist", "create it, or name another")
    with _without_guides(target), closing(_connect_source(folder / FILE)) as source:
        if has_log(target) and not force:
            raise GuideError(
                f"another program left changes of {target} in a log beside it",
                "open and close it in that program, name another, or replace it with --force",
            )
        if target.exists() and not force:
            more = say_more(_count_kinds(target), _in_words(count_rows(source)))
            if more:
                raise GuideError(
                    f"{target} exists and holds more: {more}",
                    "name another, or replace it with --force",
                )
        write_backup(source, target)


@contextmanager
def _without_guides(target: Path) -> Iterator[None]:
    """Keep guides away while the block runs, where a target is the data in another data folder.

    Raises:
        GuideError: A guide has it open.
        StorageError: The folder cannot be written.
    """
    if target.name != FILE or not (target.parent / LOCK).exists():
        yield
        return
    try:
        with alone(target.parent):
            yield
    except OSError as error:
        raise StorageError(f"{target} could not be written: {error.strerror}") from error


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
        counts = _count_in_file(part)
        put_in_place(part, target)
        if _count_in_file(target) != counts:
            raise sqlite3.DatabaseError("it reads back differently")


def _count_in_file(path: Path) -> dict[str, int]:
    with closing(connect_to_read(path)) as raw:
        return count_rows(raw)


def _remove_oldest(folder: Path) -> None:
    """Remove all daily backups but the newest; one with more answers than those stays."""
    daily = [backup for backup in list_backups(folder) if _DAILY.fullmatch(backup.path.name)]
    daily.sort(key=lambda backup: backup.day, reverse=True)
    most = max((backup.rows for backup in daily[:KEPT]), default=0)
    for backup in daily[KEPT:]:
        if backup.rows <= most:
            with suppress(OSError):
                backup.path.unlink()
