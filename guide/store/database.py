"""Opening the learner's database: made when missing, set aside when damaged, kept in memory when nothing can be written."""

import re
import sqlite3
import time
from dataclasses import dataclass
from datetime import datetime
from importlib import resources
from pathlib import Path

from guide.errors import GuideError

FILE = "learner.sqlite"
LEFT = "learner.left"
"""Size and time of the database when it was closed last."""
VERSION = 2
"""Version of `schema.sql`; a newer database is refused untouched."""

BUSY_SECONDS = 5
PAUSE = 0.02


@dataclass(frozen=True, slots=True)
class Opened:
    """An open database.

    Attributes:
        connection: In autocommit mode; writers begin and commit their own transactions.
        notices: What the reader must be told, one line each: nothing is kept, a damaged file was set aside.
        path: Where the data is; None when it is in memory only.
    """

    connection: sqlite3.Connection
    notices: tuple[str, ...]
    path: Path | None


def _connect(target: str) -> sqlite3.Connection:
    connection = sqlite3.connect(
        target, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
    )
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


def _create(connection: sqlite3.Connection) -> None:
    schema = resources.files("guide.store").joinpath("schema.sql").read_text("utf-8")
    connection.executescript(
        f"BEGIN IMMEDIATE;\n{schema}\nINSERT INTO meta VALUES ('version', '{VERSION}');\nCOMMIT;"
    )


def _stamp(path: Path) -> str:
    found = path.stat()
    return f"{found.st_size} {found.st_mtime_ns}"


def note_as_left(path: Path) -> None:
    """Note size and time of a database that was closed: reading a large one whole at each opening would delay the first screen."""
    try:
        if not path.with_name(path.name + "-wal").exists():
            path.with_name(LEFT).write_text(_stamp(path), "utf-8")
    except OSError:
        return  # It is then read whole at the next opening.


def _is_as_left(path: Path) -> bool:
    """Tell whether nothing has touched the file since it was closed."""
    try:
        return not path.with_name(path.name + "-wal").exists() and path.with_name(LEFT).read_text(
            "utf-8"
        ) == _stamp(path)
    except (OSError, ValueError):
        return False


def _open_file(path: Path) -> sqlite3.Connection:
    """Open or make the database file.

    Raises:
        sqlite3.DatabaseError: The file is no whole database of ours.
        GuideError: It was made by a newer guide.
    """
    unchanged = _is_as_left(path)
    connection = _connect(str(path))
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        tables = {
            name
            for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        }
        if not tables:
            _create_once(connection)
        elif "meta" not in tables:
            raise sqlite3.DatabaseError("no database of this program")
        row = connection.execute("SELECT value FROM meta WHERE name = 'version'").fetchone()
        if row is None or not str(row[0]).isdigit():
            raise sqlite3.DatabaseError("no version")
        if int(row[0]) < VERSION:
            migrate(connection, path, int(row[0]))
        if int(row[0]) > VERSION:
            raise GuideError(
                f"the learner's data in {path} was made by a newer guide (version {row[0]}, this one reads {VERSION})",
                "use the newer guide, or choose another folder with --data",
            )
        if not unchanged and connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
            raise sqlite3.DatabaseError("damaged")
    except BaseException:
        connection.close()
        raise
    return connection


def migrate(connection: sqlite3.Connection, path: Path, found: int) -> None:
    """Bring an older database to this version, one step after another, after copying it beside itself.

    The steps of all versions are one transaction: killed in between, the old database is still whole.
    """
    backup = path.with_name(f"{path.stem}-version-{found}{path.suffix}")
    if not backup.exists():
        part = backup.with_name(backup.name + ".part")
        copy = sqlite3.connect(part)
        try:
            connection.backup(copy)
        finally:
            copy.close()
        part.replace(backup)
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


def _create_once(connection: sqlite3.Connection) -> None:
    """Make the tables unless another guide that opens at the same moment has just made them."""
    try:
        _create(connection)
    except sqlite3.OperationalError as error:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        if "already exists" not in str(error):
            raise


def _in_memory(why: str) -> Opened:
    connection = _connect(":memory:")
    _create(connection)
    return Opened(connection, (f"Nothing will be kept: {why}.",), None)


def _set_aside(path: Path, now: datetime) -> Path:
    """Rename a damaged database with its journal files; return the new name."""
    aside = path.with_name(f"{path.stem}-damaged-{now:%Y%m%d-%H%M%S}{path.suffix}")
    path.rename(aside)
    for ending in ("-wal", "-shm"):
        journal = path.with_name(path.name + ending)
        if journal.exists():
            journal.rename(aside.with_name(aside.name + ending))
    return aside


def open_database(folder: Path, now: datetime) -> Opened:
    """Open the learner's database.

    Args:
        folder: The data folder; made when it is missing.
        now: Aware UTC time, for the name of a file that is set aside.

    Raises:
        GuideError: The database belongs to a newer guide; it is left untouched.
    """
    path = folder / FILE
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        return _in_memory(f"the data folder {folder} cannot be made ({error.strerror})")
    try:
        connection = _open_when_free(path)
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("ROLLBACK")
        return Opened(connection, (), path)
    except sqlite3.OperationalError as error:
        if not _is_damage(error):
            return _in_memory(f"the data folder {folder} cannot be written ({error})")
        return _start_afresh(path, now)
    except sqlite3.DatabaseError:
        return _start_afresh(path, now)


def _open_when_free(path: Path) -> sqlite3.Connection:
    """Open the file; wait while another guide makes or migrates it, for which SQLite's own waiting does not always hold."""
    until = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            return _open_file(path)
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > until:
                raise
            time.sleep(PAUSE)


def _is_damage(error: sqlite3.OperationalError) -> bool:
    return any(word in str(error) for word in ("malformed", "no such", "disk image"))


def _start_afresh(path: Path, now: datetime) -> Opened:
    try:
        aside = _set_aside(path, now)
        connection = _open_file(path)
    except (OSError, sqlite3.Error) as error:
        return _in_memory(f"the learner's data is damaged and cannot be set aside ({error})")
    return Opened(
        connection,
        (
            f"The learner's data was damaged; it is set aside as {aside.name}.",
            "A fresh, empty file was started.",
        ),
        path,
    )
