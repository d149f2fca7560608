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
    Backup,
    back_up_daily,
    back_up_now,
    eligible,
    mark_replaced,
)
from guide.store.connection import in_words, is_damage
from guide.store.copying import copy_aside, put_in_place, verified_copy
from guide.store.data import AnswerCount, count_answers
from guide.store.files import (
    BACKUPS,
    FILE,
    make_private_folder,
    refuse_link,
    refuse_other,
    remove_database,
)
from guide.store.loading import load
from guide.store.locks import alone


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did.

    Attributes:
        source: The backup.
        answers: The number of answers that are there now.
        saved: Where the data from before is now; None if there was none.
        fuller: A sound backup that has more answers; None if there is none or one was chosen.
    """

    source: Path
    answers: AnswerCount
    saved: Path | None
    fuller: Backup | None = None


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
    sound = _sound_backups(folder) if chosen is None else []
    source = chosen or sound[0].path
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
    with suppress(GuideError, sqlite3.Error, OSError):
        if chosen is not None:
            _mark_fuller(folder, source, answers)
        back_up_daily(folder, now)
    fullest = max(sound, key=lambda backup: backup.rows, default=None)
    is_fuller = fullest is not None and fullest.rows > answers.rows
    return Restored(source, answers, saved, fullest if is_fuller else None)


def _mark_fuller(folder: Path, source: Path, answers: AnswerCount) -> None:
    """Mark the backups that hold more than the one that the learner went back to.

    None of them is taken by itself any more: it would bring back what the learner went back from.
    """
    for backup in list(eligible(folder)):
        if backup.path != source and backup.rows > answers.rows:
            mark_replaced(backup)


def _sound_backups(folder: Path) -> list[Backup]:
    """Return the backups that are sound and have answers, the newest first.

    Raises:
        GuideError: There is none.
    """
    found = []
    for backup in list(eligible(folder)):
        with suppress(sqlite3.Error, GuideError):
            load(backup.path).close()
            found.append(backup)
    if not found:
        raise GuideError(
            f"there is no sound backup in {folder / BACKUPS}",
            "name a file: abscopal data restore FILE",
        )
    return found


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
