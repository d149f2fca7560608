"""A learner's database that fails: writes that are refused, and tables that are lost."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

TABLES = ("reviews", "schedules", "marks", "exams", "positions", "visits", "settings")


@contextmanager
def refused_writes(path: Path) -> Iterator[None]:
    """Refuse every write to a database, as a full disk does, until the block ends."""
    names = [(table, event) for table in TABLES for event in ("INSERT", "UPDATE", "DELETE")]
    _run(
        path,
        "".join(
            f"CREATE TRIGGER refuse_{event}_{table} BEFORE {event} ON {table}"
            " BEGIN SELECT RAISE(ABORT, 'the disk is full'); END;"
            for table, event in names
        ),
    )
    yield
    _run(path, "".join(f"DROP TRIGGER refuse_{event}_{table};" for table, event in names))


def lose_tables(path: Path) -> None:
    """Remove every table, so that nothing can be read."""
    _run(path, "".join(f"DROP TABLE {table};" for table in TABLES))


def _run(path: Path, script: str) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.executescript(script)
