"""A backup put in the place of the data, which is backed up before."""

import sqlite3
from contextlib import closing, suppress
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
from guide.store.data import AnswerCount, count_answers
from guide.store.files import BACKUPS, FILE, alone, make_private_folder, refuse_link
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
    source = chosen or _choose(folder)
    if not source.exists():
        raise GuideError(f"there is no file {source}", "`abscopal data status` lists the backups")
    try:
        with closing(load(source)) as raw:
            answers = count_answers(raw)
            path = folder / FILE
            refuse_link(path)
            make_private_folder(folder)
            with alone(folder):
                saved = _save_present(folder, now)
                with verified_copy(raw, path) as part:
                    put_in_place(part, path)
        with closing(load(path)) as again:
            if count_answers(again) != answers:
                raise StorageError(f"{path} reads back differently", "check the disk")
    except sqlite3.Error as error:
        raise GuideError(f"{source} is no sound backup ({error})", "choose another one") from error
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


def _save_present(folder: Path, now: datetime) -> Path | None:
    """Back up what is there, or copy it byte by byte when it is damaged.

    Raises:
        StorageError: It cannot be saved.
        OSError: It cannot be copied.
    """
    path = folder / FILE
    if not path.exists() or not path.stat().st_size:
        return None
    try:
        return back_up_now(folder, now, BEFORE_RESTORE)
    except (StorageError, sqlite3.Error):
        return copy_aside(path, now)
