"""SQLite databases as bytes, for formats of other programs that hold one."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from typing import Any


def make_database(fill: Callable[[Any], None]) -> bytes:
    """Return the bytes of a database, made in memory.

    Args:
        fill: Called with a cursor to make and fill its tables.
    """
    with closing(sqlite3.connect(":memory:")) as connection:
        fill(connection.cursor())
        connection.commit()
        return connection.serialize()


def count_notes(data: bytes) -> int:
    """Return the number of notes in the database of an Anki deck.

    Raises:
        ValueError: It is no such database.
    """
    try:
        with closing(sqlite3.connect(":memory:")) as connection:
            connection.deserialize(data)
            return int(connection.execute("SELECT count(*) FROM notes").fetchone()[0])
    except (sqlite3.Error, OverflowError) as error:
        raise ValueError("not the database of a deck") from error
