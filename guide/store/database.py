"""Opening the learner's database to learn; `snapshot.py` opens it only to read.

It is created when it is missing, repaired when it is damaged, and held in memory when the data
folder cannot be written.
"""

import sqlite3
import time
from collections.abc import Set
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from guide.counting import counted, was
from guide.errors import GuideError, StorageError
from guide.store.backups import newest_sound
from guide.store.connection import WAIT_MS, Connection, connect, in_words, is_damage
from guide.store.files import (
    ASIDE,
    FILE,
    JOURNALS,
    LEFT,
    LOCK,
    create_private,
    make_private_folder,
    refuse_link,
    refuse_other,
    tighten,
)
from guide.store.left import State, compare_with_note, read_note
from guide.store.loading import check, check_version, load
from guide.store.locks import Presence, sole_use
from guide.store.repair import find_missing, repair, set_aside_bad_rows
from guide.store.schema import (
    OBJECTS,
    VERSION,
    copy_once,
    create,
    create_once,
    migrate,
    names,
    read_version,
    refuse_newer,
)

OPEN_SECONDS = 2
"""Seconds to wait for another guide that creates or migrates the file."""
PAUSE = 0.02
NEWEST_BYTES = 8192
"""Bytes of a file that another guide has just begun to create; a larger one had tables."""
RESTORE = "`abscopal data restore` brings it back"


@dataclass(frozen=True, slots=True)
class Opened:
    """An open database.

    Attributes:
        connection: The connection; whoever opened the database closes it.
        notices: What the user must know, one line each, such as that nothing will be saved or
            that a damaged file was set aside.
        path: The database file; None when it is in memory only.
        checked: The day on which it was last checked completely; None if that is not known.
        presence: The sign that the data is open; None when it is in memory only.
        unsaved: Why nothing will be saved; empty when it will be.
    """

    connection: Connection
    notices: tuple[str, ...]
    path: Path | None
    checked: date | None = None
    presence: Presence | None = None
    unsaved: str = ""


def open_database(folder: Path, now: datetime) -> Opened:
    """Open the learner's database to learn.

    Args:
        folder: The data folder; created when it is missing.
        now: Aware UTC time, for the name of a file that is set aside.

    Raises:
        GuideError: The database belongs to a newer guide, or is a symbolic link; it is left
            untouched.
    """
    path = folder / FILE
    try:
        make_private_folder(folder)
    except OSError as error:
        return _in_memory(f"the data folder {folder} cannot be created ({error.strerror})")
    for name in (FILE, *(f"{FILE}{ending}" for ending in JOURNALS), LEFT, LOCK, ASIDE):
        refuse_link(folder / name)
        try:
            refuse_other(folder / name)
        except GuideError as error:
            return _in_memory(error.message)
    was_there = path.exists()
    emptied = was_there and not path.stat().st_size
    if was_there and not emptied:
        check_version(path)
    tighten(folder)
    try:
        opened = _open_sound(path, now, "touched" if emptied else None)
    except sqlite3.Error as error:
        return _in_memory(f"{path} cannot be written ({in_words(error)})", path)
    except OSError as error:
        return _in_memory(f"{path} cannot be written ({error.strerror})", path)
    return _with_notice_of_loss(opened, folder, emptied)


def _open_sound(path: Path, now: datetime, known: State | None) -> Opened:
    """Open the file, after it was repaired if it is damaged.

    Raises:
        GuideError: It belongs to a newer guide, or is damaged while another guide has it open.
        OSError: It cannot be written.
        sqlite3.Error: It cannot be opened.
    """
    presence, there = Presence(path.parent), _files_of(path)
    try:
        note = read_note(path)
        state = known or compare_with_note(path, note)
        checked = note.checked if note is not None and state == "as left" else None
        raw, notices = _open_or_repair(path, presence, now, state)
        db = Connection(raw)
        if state == "rotten" and not notices:
            notices = _explain_rot(db, path.parent, now)
    except BaseException:
        _remove_made(path, there, presence)
        presence.close()
        raise
    return Opened(db, notices, path, checked, presence)


def _files_of(path: Path) -> set[Path]:
    """Return the files of a database that exist."""
    files = (path.with_name(path.name + ending) for ending in ("", *JOURNALS))
    return {file for file in files if file.exists()}


def _remove_made(path: Path, there: set[Path], presence: Presence) -> None:
    """Remove the empty files that an opening made before it failed, if nobody else uses them."""
    with suppress(GuideError, OSError), presence.alone(), sole_use(path):
        made = _files_of(path) - there
        if not any(file.stat().st_size for file in made if not file.name.endswith("-shm")):
            for file in made:
                file.unlink()


def _open_or_repair(
    path: Path, presence: Presence, now: datetime, state: State
) -> tuple[sqlite3.Connection, tuple[str, ...]]:
    missing: frozenset[str] = frozenset()
    try:
        return _open_when_free(path, state), ()
    except _LacksError as error:
        missing = error.names
    except sqlite3.Error as error:
        if not is_damage(error):
            raise
    try:
        notices = repair(path.parent, presence, now, missing)
    except StorageError as error:
        raise OSError(0, f"it is damaged, and {error.message}") from error
    return _open_when_free(path, "touched"), notices


def _explain_rot(db: Connection, folder: Path, now: datetime) -> tuple[str, ...]:
    """Return what to say when bytes changed on the disk and SQLite still reads the file."""
    line = "Your data changed on the disk although nothing wrote to it; it can still be read."
    backup = newest_sound(folder)
    if backup is not None:
        line += f" To go back to the backup of {backup.day}: `abscopal data restore`."
    with suppress(StorageError, OSError):
        count = set_aside_bad_rows(db, folder, now)
        if count:
            return (line, f"{counted(count, 'damaged entry')} {was(count)} set aside.")
    return (line,)


def _with_notice_of_loss(opened: Opened, folder: Path, emptied: bool) -> Opened:
    """Add a notice when there are no answers but a backup has some."""
    try:
        if opened.notices or opened.connection.read_one("SELECT 1 FROM reviews LIMIT 1"):
            return opened
    except StorageError:
        return opened
    backup = newest_sound(folder)
    if backup is not None:
        line = f"Your data is empty, but the backup of {backup.day} has {backup.count}: {RESTORE}."
    elif emptied:
        line = "Your data file had been emptied (0 bytes); a new one was created."
    else:
        return opened
    return Opened(opened.connection, (line,), opened.path, opened.checked, opened.presence)


class _LacksError(sqlite3.DatabaseError):
    """The database lacks tables or indexes."""

    def __init__(self, missing: Set[str]) -> None:
        super().__init__(f"without {', '.join(sorted(missing))}")
        self.names = frozenset(missing)


def _open_when_free(path: Path, state: State) -> sqlite3.Connection:
    """Open the file once no other guide is creating or migrating it.

    SQLite's own waiting does not cover every step of that.
    """
    until = time.monotonic() + OPEN_SECONDS
    while True:
        try:
            return _open_file(path, state)
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > until:
                raise
            time.sleep(PAUSE)


def _open_file(path: Path, state: State) -> sqlite3.Connection:
    """Open or create the database file.

    Raises:
        OSError: It cannot be created.
        sqlite3.DatabaseError: The file is damaged, or not a database of this program.
        GuideError: It was created by a newer guide.
    """
    create_private(path)
    connection = connect(str(path))
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        found = names(connection)
        if not found and path.stat().st_size <= NEWEST_BYTES:
            create_once(connection)
        elif "meta" not in found:
            raise _LacksError(OBJECTS - found)
        _bring_up_to_date(connection, path)
        missing = find_missing(connection)
        if missing:
            raise _LacksError(missing)
        if state != "as left":
            check(connection)
        _check_writable(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _check_writable(connection: sqlite3.Connection) -> None:
    """Fail at once where only reading is allowed; another guide that writes now is no failure."""
    connection.execute("PRAGMA busy_timeout = 0")
    try:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("ROLLBACK")
    except sqlite3.OperationalError as error:
        if "locked" not in str(error):
            raise
    connection.execute(f"PRAGMA busy_timeout = {WAIT_MS}")


def _bring_up_to_date(connection: sqlite3.Connection, path: Path) -> None:
    """Migrate an older database after copying it.

    Raises:
        sqlite3.DatabaseError: It has no version.
        GuideError: It was created by a newer guide.
    """
    version = read_version(connection)
    refuse_newer(version, path)
    if version < VERSION:
        copy_once(connection, path.with_name(f"{path.stem}-version-{version}{path.suffix}"))
        migrate(connection, version)


def _in_memory(why: str, path: Path | None = None) -> Opened:
    """Open a database in memory, with what is in the file as far as that can be read."""
    connection = None
    if path is not None and path.is_file():
        with suppress(sqlite3.Error, GuideError):
            connection = load(path)
    if connection is None:
        connection = connect(":memory:")
        create(connection)
    notice = f"Nothing will be saved: {why}."
    return Opened(Connection(connection), (notice,), None, unsaved=why)
