"""A backup put in the place of the data, which is backed up before."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from guide.errors import GuideError, StorageError
from guide.store.backups import (
    BEFORE_RESTORE,
    back_up_now,
    copy_aside,
    eligible,
    put_in_place,
    verified_copy,
)
from guide.store.connection import in_words, is_damage
from guide.store.data import AnswerCount, count_answers
from guide.store.files import (
    BACKUPS,
    FILE,
    alone,
    make_private_folder,
    refuse_link,
    refuse_other,
    remove_database,
)
from guide.store.loading import load


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did.

    Attributes:
        source: The backup.
        answers: The number of answers that are there now.
        saved: Where the data from before is now; None if there was none.
    """

    source: Path
    answers: AnswerCount
    saved: Path | None


def restore(folder: Path, chosen: Path | None, now: datetime) -> Restored:
    """Put a backup in the place of the data, which is backed up before.

    Args:
        folder: The data folder.
        chosen: The backup; None for the newest sound one.
        now: Aware UTC time.

    Raises:
        GuideError: There is no sound backup, another guide is open, or it cannot be written; the
            data is as it was.
    """
    path = folder / FILE
    refuse_link(path)
    refuse_other(path)
    source = chosen or _choose(folder)
    if not source.exists():
        raise GuideError(f"there is no file {source}", "`abscopal data status` lists the backups")
    try:
        with closing(load(source)) as raw:
            answers = count_answers(raw)
            make_private_folder(folder)
            with (
                alone(folder),
                _saved_present(folder, now) as saved,
                verified_copy(raw, path) as part,
            ):
                put_in_place(part, path)
        with closing(load(path)) as again:
            if count_answers(again) != answers:
                raise StorageError(f"{path} reads back differently", "check the disk")
    except sqlite3.Error as error:
        raise GuideError(
            f"{source} is not a sound backup ({in_words(error)})", "choose another one"
        ) from error
    except OSError as error:
        raise StorageError(f"the backup cannot be restored: {error.strerror}") from error
    return Restored(source, answers, saved)


def _choose(folder: Path) -> Path:
    """Return the newest backup that is sound and has answers, and no copy before a restore.

    Raises:
        GuideError: There is none.
    """
    for backup in eligible(folder):
        with suppress(sqlite3.Error, GuideError):
            load(backup.path).close()
            return backup.path
    raise GuideError(
        f"there is no sound backup in {folder / BACKUPS}",
        "name a file: abscopal data restore FILE",
    )


@contextmanager
def _saved_present(folder: Path, now: datetime) -> Iterator[Path | None]:
    """Back up what is there, or copy it byte by byte when it is damaged.

    What was saved is removed when the block fails: the data is then still in its place.

    Raises:
        GuideError: It belongs to a newer guide, another program uses it, or it cannot be saved.
        OSError: It cannot be copied.
    """
    path, backups = folder / FILE, folder / BACKUPS
    had_backups, saved = backups.exists(), None
    try:
        if path.exists() and path.stat().st_size:
            sound = _is_sound(path)
            saved = back_up_now(folder, now, BEFORE_RESTORE) if sound else copy_aside(path, now)
        yield saved
    except BaseException:
        with suppress(OSError):
            if saved is not None:
                remove_database(saved)
            if not had_backups and backups.exists():
                backups.rmdir()
        raise


def _is_sound(path: Path) -> bool:
    """Tell whether a database is sound.

    Raises:
        GuideError: It belongs to a newer guide, or cannot be read although it may be sound.
    """
    try:
        load(path).close()
    except sqlite3.Error as error:
        if not is_damage(error):
            raise StorageError(f"{path} cannot be read: {in_words(error)}") from error
        return False
    return True
