"""Opening a verified copy of the learner's database, to read; nothing in the folder changes."""

import sqlite3
from pathlib import Path

from guide.errors import GuideError, StorageError
from guide.store.backups import newest_sound
from guide.store.connection import Connection, in_words, is_damage
from guide.store.database import RESTORE, Opened
from guide.store.files import FILE, refuse_other
from guide.store.loading import load


def open_snapshot(folder: Path) -> Opened:
    """Open a copy of the learner's database in memory, to read; nothing in the folder changes.

    Raises:
        GuideError: There is no data, it is damaged, or it belongs to a newer guide.
    """
    path = folder / FILE
    refuse_other(path)
    if not folder.is_dir():
        raise GuideError(f"there is no data folder {folder}", "name another with --data")
    if not path.exists() or not path.stat().st_size:
        backup = newest_sound(folder)
        what = "is empty" if path.exists() else "is not there"
        hint = "name another folder with --data"
        if backup is not None:
            hint = f"a backup of {backup.day} has {backup.count}: {RESTORE}"
        raise GuideError(f"there is no data in {folder}: {FILE} {what}", hint)
    return open_file_to_read(path)


def open_file_to_read(path: Path) -> Opened:
    """Open a copy of a database in memory.

    Raises:
        GuideError: It cannot be read, is damaged, or belongs to a newer guide.
    """
    try:
        return Opened(Connection(load(path)), (), None)
    except sqlite3.Error as error:
        if not is_damage(error):
            raise StorageError(f"the data in {path} cannot be read: {in_words(error)}") from error
        raise _damaged(path) from error


def _damaged(path: Path) -> GuideError:
    return GuideError(
        f"the data in {path} is damaged",
        "open the guide, which saves what it can, or `abscopal data restore`",
    )
