"""Opening the learner's database.

It is created when it is missing, set aside when it is damaged, and held in memory when the data
folder cannot be written.
"""

import re
import sqlite3
import time
from dataclasses import dataclass
from datetime import datetime
from importlib import resources
from pathlib import Path

from guide.errors import GuideError
from guide.store.connection import Connection

FILE = "learner.sqlite"
LEFT = "learner.left"
"""Size and time of the database when it was last closed."""
VERSION = 2
"""Version of `schema.sql`; a newer database is refused and left untouched."""

BUSY_SECONDS = 5
PAUSE = 0.02


@dataclass(frozen=True, slots=True)
class Opened:
    """An open database.

    Attributes:
        connection: The connection; whoever opened the database closes it.
        notices: What the user must know, one line each, such as that nothing will be saved or
            that a damaged file was set aside.
        path: The database file; None when it is in memory only.
    """

    connection: Connection
    notices: tuple[str, ...]
    path: Path | None


def open_database(folder: Path, now: datetime) -> Opened:
    """Open the learner's database.

    Args:
        folder: The data folder; created when it is missing.
        now: Aware UTC time, for the name of a file that is set aside.

    Raises:
        GuideError: The database belongs to a newer guide; it is left untouched.
    """
    path = folder / FILE
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        return _in_memory(f"the data folder {folder} cannot be created ({error.strerror})")
    try:
        return Opened(Connection(_open_when_free(path)), (), path)
    except sqlite3.OperationalError as error:
        if not _is_damage(error):
            return _in_memory(f"the data folder {folder} cannot be written ({error})")
        return _replace_damaged(path, now)
    except sqlite3.DatabaseError:
        return _replace_damaged(path, now)
    except OSError as error:
        return _in_memory(f"the data folder {folder} cannot be written ({error.strerror})")


def note_as_left(path: Path) -> None:
    """Note size and time of a database that was closed.

    An unchanged database need not be checked completely at the next opening, which would delay the
    first screen when it is large.
    """
    try:
        if not path.with_name(path.name + "-wal").exists():
            path.with_name(LEFT).write_text(_stamp(path), "utf-8")
    except OSError:
        return  # It is then checked completely at the next opening.


def _is_as_left(path: Path) -> bool:
    """Tell whether nothing has touched the file since it was closed."""
    try:
        if path.with_name(path.name + "-wal").exists():
            return False
        return path.with_name(LEFT).read_text("utf-8") == _stamp(path)
    except (OSError, ValueError):
        return False


def _stamp(path: Path) -> str:
    found = path.stat()
    return f"{found.st_size} {found.st_mtime_ns}"


def _connect(target: str) -> sqlite3.Connection:
    connection = sqlite3.connect(
        target, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
    )
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


def _open_when_free(path: Path) -> sqlite3.Connection:
    """Open the file once no other guide is creating or migrating it.

    SQLite's own waiting does not cover every step of that.
    """
    until = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            return _open_file(path)
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > until:
                raise
            time.sleep(PAUSE)


def _open_file(path: Path) -> sqlite3.Connection:
    """Open or create the database file.

    Raises:
        sqlite3.DatabaseError: The file is damaged, or not a database of this program.
        GuideError: It was created by a newer guide.
    """
    unchanged = _is_as_left(path)
    connection = _connect(str(path))
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        query = "SELECT name FROM sqlite_master WHERE type = 'table'"
        tables = {name for (name,) in connection.execute(query)}
        if not tables:
            _create_once(connection)
        elif "meta" not in tables:
            raise sqlite3.DatabaseError("not a database of this program")
        _bring_up_to_date(connection, path)
        if not unchanged and connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
            raise sqlite3.DatabaseError("damaged")
        # Fails at once where only reading is allowed.
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("ROLLBACK")
    except BaseException:
        connection.close()
        raise
    return connection


def _create(connection: sqlite3.Connection) -> None:
    schema = resources.files("guide.store").joinpath("schema.sql").read_text("utf-8")
    connection.executescript(
        f"BEGIN IMMEDIATE;\n{schema}\nINSERT INTO meta VALUES ('version', '{VERSION}');\nCOMMIT;"
    )


def _create_once(connection: sqlite3.Connection) -> None:
    """Create the tables unless another guide that opens at the same moment has just done so."""
    try:
        _create(connection)
    except sqlite3.OperationalError as error:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        if "already exists" not in str(error):
            raise


def _bring_up_to_date(connection: sqlite3.Connection, path: Path) -> None:
    """Migrate an older database.

    Raises:
        sqlite3.DatabaseError: It has no version.
        GuideError: It was created by a newer guide.
    """
    row = connection.execute("SELECT value FROM meta WHERE name = 'version'").fetchone()
    if row is None or not str(row[0]).isdecimal():
        raise sqlite3.DatabaseError("no version")
    found = int(row[0])
    if found > VERSION:
        raise GuideError(
            f"your data in {path} was created by a newer guide"
            f" (version {found}; this one reads version {VERSION})",
            "use the newer guide, or choose another folder with --data",
        )
    if found < VERSION:
        _migrate(connection, path, found)


def _migrate(connection: sqlite3.Connection, path: Path, found: int) -> None:
    """Bring an older database to this version, step by step, after copying it.

    The steps of all versions are one transaction: if the program is killed in between, the old
    database is intact.
    """
    _back_up(connection, path.with_name(f"{path.stem}-version-{found}{path.suffix}"))
    folder = resources.files("guide.store").joinpath("migrations")
    connection.execute("BEGIN IMMEDIATE")
    try:
        # Another guide may have migrated it while this one waited for the lock.
        row = connection.execute("SELECT value FROM meta WHERE name = 'version'").fetchone()
        for version in range(int(row[0]) + 1, VERSION + 1):
            script = folder.joinpath(f"to_{version}.sql").read_text("utf-8")
            for statement in re.sub(r"--.*", "", script).split(";"):
                connection.execute(statement)
            connection.execute("UPDATE meta SET value = ? WHERE name = 'version'", (str(version),))
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def _back_up(connection: sqlite3.Connection, backup: Path) -> None:
    """Copy a database unless the copy exists."""
    if backup.exists():
        return
    part = backup.with_name(backup.name + ".part")
    copy = sqlite3.connect(part)
    try:
        connection.backup(copy)
    finally:
        copy.close()
    part.replace(backup)


def _in_memory(why: str) -> Opened:
    connection = _connect(":memory:")
    _create(connection)
    return Opened(Connection(connection), (f"Nothing will be saved: {why}.",), None)


def _is_damage(error: sqlite3.OperationalError) -> bool:
    return any(word in str(error) for word in ("malformed", "no such", "disk image"))


def _replace_damaged(path: Path, now: datetime) -> Opened:
    try:
        aside = _set_aside(path, now)
        connection = _open_file(path)
    except (OSError, sqlite3.Error) as error:
        return _in_memory(f"your data is damaged and cannot be set aside ({error})")
    notices = (
        f"Your data was damaged; it was set aside as {aside.name}.",
        "A new, empty file was created.",
    )
    return Opened(Connection(connection), notices, path)


def _set_aside(path: Path, now: datetime) -> Path:
    """Rename a damaged database with its journal files; return the new name."""
    aside = path.with_name(f"{path.stem}-damaged-{now:%Y%m%d-%H%M%S}{path.suffix}")
    path.rename(aside)
    for ending in ("-wal", "-shm"):
        journal = path.with_name(path.name + ending)
        if journal.exists():
            journal.rename(aside.with_name(aside.name + ending))
    return aside
