"""The connection to the learner's database.

Every error of SQLite leaves it as a StorageError, and every row that is read has passed the wall.
"""

import sqlite3
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, TypeVar

import msgspec

from guide.errors import StorageError
from guide.store.locks import LOCKED
from guide.store.wall import validate_all

Row = tuple[Any, ...]
Values = tuple[object, ...]
T = TypeVar("T", bound=msgspec.Struct)
CHECK = "check the data folder and the disk"
WAIT_MS, SHORT_WAIT_MS, LAST_WAIT_MS = 400, 15, 1000
"""Milliseconds to wait for another program: for what must be saved, for what may be saved later,
and for that at the end. A frozen screen is worse than a failure that is said."""
PAUSE_SECONDS = 0.002
MOST_WAITING = 500


def connect(target: str) -> sqlite3.Connection:
    """Connect to a database file, or to ":memory:", in autocommit mode.

    Raises:
        sqlite3.Error: It cannot be opened.
    """
    connection = sqlite3.connect(
        target, timeout=WAIT_MS / 1000, isolation_level=None, check_same_thread=False
    )
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


class Connection:
    """An open database in autocommit mode.

    Attributes:
        on_bad: Called with a table and the number of damaged rows that are found, once.
    """

    def __init__(self, raw: sqlite3.Connection) -> None:
        self._raw = raw
        self._seen: set[tuple[str, Row]] = set()
        self._waiting: deque[tuple[str, str, Values]] = deque(maxlen=MOST_WAITING)
        self.on_bad: Callable[[str, int], None] = lambda _table, _count: None

    def read_all(self, query: str, values: Values = ()) -> list[Row]:
        """Return every row of a query.

        Raises:
            StorageError: The data cannot be read.
        """
        try:
            return self._read(query, values)
        except (sqlite3.Error, OverflowError) as error:
            raise StorageError(f"your data cannot be read: {in_words(error)}", CHECK) from error

    def _read(self, query: str, values: Values) -> list[Row]:
        try:
            return self._raw.execute(query, values).fetchall()
        except sqlite3.OperationalError as error:
            if "decode" not in str(error):
                raise
        # A text that is not UTF-8: its row is left out by the wall, not the whole query.
        usual, self._raw.text_factory = self._raw.text_factory, _decode_anyhow
        try:
            return self._raw.execute(query, values).fetchall()
        finally:
            self._raw.text_factory = usual

    def read_one(self, query: str, values: Values = ()) -> Row | None:
        """Return the first row of a query; None when there is none.

        Raises:
            StorageError: The data cannot be read.
        """
        return next(iter(self.read_all(query, values)), None)

    def read_valid(self, table: str, kind: type[T], query: str, values: Values = ()) -> list[T]:
        """Return the rows of a query that are sound; the others are reported.

        Args:
            table: What the rows are, for the report.
            kind: The record of a row, its fields in the order of the query's columns.
            query: The query.
            values: Its values.

        Raises:
            StorageError: The data cannot be read.
        """
        rows = self.read_all(query, values)
        good, bad = validate_all(rows, kind)
        found = {(table, rows[place]) for place in bad} - self._seen
        if found:
            self._seen |= found
            self.on_bad(table, len(found))
        return good

    def write_some_time(self, what: str, statement: str, values: Values) -> None:
        """Write one row now, or, if that fails, with the next one or at the end.

        Args:
            what: What is saved, for the message when it cannot be.
            statement: The statement.
            values: Its values.

        Raises:
            StorageError: It could not be written yet.
        """
        self._waiting.append((what, statement, values))
        self.write_waiting()

    def write_waiting(self, wait: int = SHORT_WAIT_MS) -> None:
        """Write the rows that wait.

        Args:
            wait: Milliseconds to wait for another program.

        Raises:
            StorageError: They could not be written yet.
        """
        try:
            self._raw.execute(f"PRAGMA busy_timeout = {wait}")
            while self._waiting:
                self._raw.execute(*self._waiting[0][1:])
                self._waiting.popleft()
        except sqlite3.Error as error:
            raise _unsaved(self._waiting[-1][0], error) from error
        finally:
            with suppress(sqlite3.Error):
                self._raw.execute(f"PRAGMA busy_timeout = {WAIT_MS}")

    @contextmanager
    def transaction(self, what: str) -> Iterator[sqlite3.Connection]:
        """Write all or nothing, on disk when the block ends.

        Args:
            what: What is saved, for the message when it cannot be.

        Raises:
            StorageError: It cannot be written; nothing of it was saved.
        """
        raw = self._raw
        try:
            try:
                # An answer is on disk before anything else is shown, whatever the power does.
                raw.execute("PRAGMA synchronous = FULL")
                _begin(raw)
                yield raw
                raw.execute("COMMIT")
            finally:
                if raw.in_transaction:
                    raw.execute("ROLLBACK")
                raw.execute("PRAGMA synchronous = NORMAL")
        except (sqlite3.Error, OverflowError) as error:
            raise _unsaved(what, error) from error
        if self._waiting:
            with suppress(StorageError):
                self.write_waiting()

    def close(self) -> int:
        """Write what waits and close the database; return how many rows could not be written."""
        if self._waiting:
            with suppress(StorageError):
                self.write_waiting(LAST_WAIT_MS)
        self._raw.close()
        return len(self._waiting)


def _begin(raw: sqlite3.Connection) -> None:
    """Begin to write; SQLite's own waiting pauses for so long that another guide always wins."""
    until = time.monotonic() + WAIT_MS / 1000
    raw.execute("PRAGMA busy_timeout = 0")
    try:
        while True:
            try:
                raw.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as error:
                if "locked" not in str(error) or time.monotonic() > until:
                    raise
                time.sleep(PAUSE_SECONDS)
            else:
                return
    finally:
        raw.execute(f"PRAGMA busy_timeout = {WAIT_MS}")


def _decode_anyhow(text: bytes) -> str:
    return text.decode("utf-8", "replace")


def in_words(error: Exception) -> str:
    """Return what SQLite says, or what it means where another program holds the lock."""
    return LOCKED if "locked" in str(error) else str(error)


def is_damage(error: sqlite3.Error) -> bool:
    """Tell whether an error means that the database is damaged, and not that it is busy or full."""
    if not isinstance(error, sqlite3.OperationalError):
        return isinstance(error, sqlite3.DatabaseError)
    return any(word in str(error) for word in ("malformed", "no such", "disk image"))


def copy_all(source: sqlite3.Connection, target: sqlite3.Connection) -> None:
    """Copy a database into another one.

    Python's `backup` tries again for ever while another program holds a lock; reading first waits
    as long as the connection's timeout says, and keeps the lock until the copy is complete.

    Raises:
        sqlite3.Error: It cannot be read or written.
    """
    source.execute("BEGIN")
    try:
        source.execute("SELECT 1 FROM sqlite_master").fetchone()
        source.backup(target)
    finally:
        source.execute("ROLLBACK")


def _unsaved(what: str, error: Exception) -> StorageError:
    text = in_words(error)
    hint = "close it, then try again" if text == LOCKED else CHECK
    return StorageError(f"{what} could not be saved: {text}", hint)
