"""Reading a database without touching it: a verified copy in memory."""

import shutil
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from guide.store.connection import copy_all, in_words
from guide.store.files import JOURNALS, refuse_other
from guide.store.left import has_journal
from guide.store.locks import LOCKED
from guide.store.schema import OBJECTS, VERSION, migrate, names, read_version, refuse_newer

READ_WAIT_SECONDS = 0.4


def connect_to_read(path: Path) -> sqlite3.Connection:
    """Open a database file that is not changed by it.

    Raises:
        GuideError: It is no regular file.
        sqlite3.Error: It cannot be opened, or another program keeps it locked.
    """
    for ending in ("", *JOURNALS):
        refuse_other(path.with_name(path.name + ending))
    if has_journal(path):
        connection = _connect(path, "mode=ro")
        try:
            connection.execute("SELECT 1 FROM sqlite_master").fetchone()
        except sqlite3.OperationalError as error:
            connection.close()
            if in_words(error) == LOCKED:
                raise
            # Nothing can be written beside the file: the disk is full, or only for reading.
            if has_log(path):
                return _read_elsewhere(path, error)
        except BaseException:
            connection.close()
            raise
        else:
            return connection
    # A file without a log is not open elsewhere, and is then read without any lock.
    return _connect(path, "mode=ro&immutable=1")


def has_log(path: Path) -> bool:
    """Tell whether there is a log with something in it."""
    logs = (path.with_name(path.name + ending) for ending in ("-wal", "-journal"))
    return any(log.exists() and log.stat().st_size for log in logs)


def _read_elsewhere(path: Path, reason: sqlite3.Error) -> sqlite3.Connection:
    """Return a copy in memory of a database whose log cannot be applied where it is.

    Raises:
        sqlite3.Error: It cannot be read elsewhere either.
    """
    memory = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    try:
        with tempfile.TemporaryDirectory(prefix="abscopal-") as name:
            for ending in ("", "-wal", "-journal"):
                file = path.with_name(path.name + ending)
                if file.exists():
                    shutil.copyfile(file, Path(name) / file.name)
            with closing(sqlite3.connect(Path(name) / path.name, isolation_level=None)) as copy:
                copy_all(copy, memory)
    except OSError as error:
        memory.close()
        raise reason from error
    except BaseException:
        memory.close()
        raise
    return memory


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    return sqlite3.connect(
        f"{path.absolute().as_uri()}?{mode}",
        uri=True,
        timeout=READ_WAIT_SECONDS,
        isolation_level=None,
        check_same_thread=False,
    )


def load(path: Path) -> sqlite3.Connection:
    """Return a verified copy of a database in memory, of this guide's version.

    Raises:
        GuideError: It was created by a newer guide.
        sqlite3.DatabaseError: It is damaged, or not a database of this program.
        sqlite3.OperationalError: It cannot be read.
    """
    memory = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    try:
        with closing(connect_to_read(path)) as source:
            copy_all(source, memory)
        check(memory)
        version = read_version(memory)
        refuse_newer(version, path)
        if version < VERSION:
            migrate(memory, version)
        missing = OBJECTS - names(memory)
        if missing:
            raise sqlite3.DatabaseError(f"without {', '.join(sorted(missing))}")
    except BaseException:
        memory.close()
        raise
    return memory


def check(connection: sqlite3.Connection) -> None:
    """Check a database completely.

    Raises:
        sqlite3.DatabaseError: It is damaged.
    """
    if connection.execute("PRAGMA integrity_check(1)").fetchone() != ("ok",):
        raise sqlite3.DatabaseError("damaged")
    if "meta" not in names(connection):
        raise sqlite3.DatabaseError("not a database of this program")


def check_version(path: Path) -> None:
    """Refuse a database of a newer guide before anything is opened for writing.

    Raises:
        GuideError: It was created by a newer guide.
    """
    try:
        with closing(connect_to_read(path)) as source:
            version = read_version(source)
    except sqlite3.Error:
        return  # Damaged, or busy: what opens it finds out.
    refuse_newer(version, path)
