"""The connection to the learner's database: every error of SQLite leaves it as a StorageError."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from guide.errors import StorageError

Row = tuple[Any, ...]
Values = tuple[object, ...]
CHECK = "check the data folder and the disk"


class Connection:
    """An open database in autocommit mode."""

    def __init__(self, raw: sqlite3.Connection) -> None:
        self._raw = raw

    def read_all(self, query: str, values: Values = ()) -> list[Row]:
        """Return every row of a query.

        Raises:
            StorageError: The data cannot be read.
        """
        try:
            return self._raw.execute(query, values).fetchall()
        except sqlite3.Error as error:
            raise StorageError(f"your data cannot be read: {error}", CHECK) from error

    def read_one(self, query: str, values: Values = ()) -> Row | None:
        """Return the first row of a query; None when there is none.

        Raises:
            StorageError: The data cannot be read.
        """
        return next(iter(self.read_all(query, values)), None)

    def write(self, what: str, statement: str, values: Values) -> None:
        """Write one row that a power failure may lose without harm.

        Args:
            what: What is saved, for the message when it cannot be.
            statement: The statement.
            values: Its values.

        Raises:
            StorageError: It cannot be written.
        """
        try:
            self._raw.execute(statement, values)
        except sqlite3.Error as error:
            raise _unsaved(what, error) from error

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
                raw.execute("BEGIN IMMEDIATE")
                yield raw
                raw.execute("COMMIT")
            finally:
                if raw.in_transaction:
                    raw.execute("ROLLBACK")
                raw.execute("PRAGMA synchronous = NORMAL")
        except sqlite3.Error as error:
            raise _unsaved(what, error) from error

    def close(self) -> None:
        """Close the database."""
        self._raw.close()


def _unsaved(what: str, error: sqlite3.Error) -> StorageError:
    return StorageError(f"{what} could not be saved: {error}", CHECK)


@contextmanager
def decoding(what: str) -> Iterator[None]:
    """Decode a stored value.

    Args:
        what: What is decoded, for the message when it cannot be.

    Raises:
        StorageError: It is damaged.
    """
    try:
        yield
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise StorageError(f"{what} in your data is damaged", CHECK) from error


def decode_json(what: str, text: str) -> Any:
    """Decode stored JSON.

    Args:
        what: What is decoded, for the message when it cannot be.
        text: The JSON.

    Raises:
        StorageError: It is damaged.
    """
    with decoding(what):
        return json.loads(text)
