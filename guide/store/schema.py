"""The schema of the learner's database, and how an older one is brought to it."""

import re
import sqlite3
from importlib import resources
from pathlib import Path

from guide.errors import GuideError
from guide.store.connection import copy_all
from guide.store.files import part_beside, remove_database, sync

VERSION = 2
"""Version of `schema.sql`; a newer database is refused and left untouched."""
OBJECTS = frozenset(
    {
        *("meta", "reviews", "schedules", "marks", "exams", "positions", "visits", "settings"),
        *("reviews_by_question", "reviews_by_time", "schedules_by_due", "positions_by_time"),
    }
)
"""Tables and indexes that a database of this version has."""


def create(connection: sqlite3.Connection) -> None:
    """Create the tables.

    Raises:
        sqlite3.Error: They cannot be created.
    """
    schema = resources.files("guide.store").joinpath("schema.sql").read_text("utf-8")
    connection.executescript(
        f"BEGIN IMMEDIATE;\n{schema}\nINSERT INTO meta VALUES ('version', '{VERSION}');\nCOMMIT;"
    )


def create_once(connection: sqlite3.Connection) -> None:
    """Create the tables unless another guide that opens at the same moment has just done so."""
    try:
        create(connection)
    except sqlite3.OperationalError as error:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        if "already exists" not in str(error):
            raise


def names(connection: sqlite3.Connection) -> set[str]:
    """Return the tables and indexes that a database has.

    Raises:
        sqlite3.Error: They cannot be read.
    """
    query = "SELECT name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'"
    return {str(name) for (name,) in connection.execute(query)}


def read_version(connection: sqlite3.Connection) -> int:
    """Return the version of a database.

    Raises:
        sqlite3.DatabaseError: It has none.
    """
    row = connection.execute("SELECT value FROM meta WHERE name = 'version'").fetchone()
    if row is None or not re.fullmatch(r"[1-9][0-9]{0,5}", str(row[0])):
        raise sqlite3.DatabaseError("no version")
    return int(row[0])


def refuse_newer(version: int, path: Path) -> None:
    """Check that a database is not newer than this guide.

    Raises:
        GuideError: It is.
    """
    if version > VERSION:
        raise GuideError(
            f"your data in {path} was created by a newer guide"
            f" (version {version}; this one reads version {VERSION}); it is left untouched",
            "use the newer guide, or choose another folder with --data",
        )


def migrate(connection: sqlite3.Connection, version: int) -> None:
    """Bring an older database to this version, step by step, in one transaction.

    If the program is killed in between, the old database is intact.

    Raises:
        sqlite3.Error: A step failed; nothing has changed.
    """
    folder = resources.files("guide.store").joinpath("migrations")
    connection.execute("BEGIN IMMEDIATE")
    try:
        # Another guide may have migrated it while this one waited for the lock.
        for step in range(max(read_version(connection), version) + 1, VERSION + 1):
            script = folder.joinpath(f"to_{step}.sql").read_text("utf-8")
            for statement in re.sub(r"--.*", "", script).split(";"):
                connection.execute(statement)
            connection.execute("UPDATE meta SET value = ? WHERE name = 'version'", (str(step),))
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def copy_once(connection: sqlite3.Connection, target: Path) -> None:
    """Copy a database unless the copy exists.

    Raises:
        OSError: It cannot be written.
        sqlite3.Error: It cannot be copied.
    """
    if target.exists():
        return
    part = part_beside(target)
    try:
        copy = sqlite3.connect(part)
        try:
            copy_all(connection, copy)
        finally:
            copy.close()
        sync(part)
        remove_database(target)  # A log that an earlier copy left is no part of this one.
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
