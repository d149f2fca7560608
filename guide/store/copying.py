"""Whole databases: copied and verified, moved to the place of another, set aside byte by byte."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

from guide.errors import StorageError
from guide.store.data import count_rows
from guide.store.files import (
    JOURNALS,
    is_taken,
    make_private_folder,
    part_beside,
    refuse_link,
    remove_database,
    sync,
)
from guide.store.loading import load
from guide.store.locks import sole_use


@contextmanager
def verified_copy(source: sqlite3.Connection, target: Path) -> Iterator[Path]:
    """Copy a database beside a target: by SQLite, on the disk, opened again and counted.

    Args:
        source: The database.
        target: Where the copy will be moved while the block runs.

    Yields:
        The copy.

    Raises:
        StorageError: It cannot be written.
    """
    try:
        refuse_link(target.parent)
        make_private_folder(target.parent)
        part = part_beside(target)
        try:
            with closing(sqlite3.connect(part, isolation_level=None)) as copy:
                source.execute("BEGIN")
                counts = count_rows(source)
                source.backup(copy)
                source.execute("ROLLBACK")
                copy.execute("PRAGMA journal_mode = DELETE")
            sync(part)
            with closing(load(part)) as again:
                if count_rows(again) != counts:
                    raise sqlite3.DatabaseError("it reads back differently")
            yield part
        finally:
            remove_database(part)
    except (OSError, sqlite3.Error) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise StorageError(f"{target} could not be written: {why}", "check the disk") from error


def put_in_place(part: Path, path: Path) -> None:
    """Move a database to the place of another one, whose log must not be applied to it.

    Raises:
        OSError: It cannot be moved.
        StorageError: Another program uses the other one.
    """
    with sole_use(path):
        for ending in JOURNALS:
            path.with_name(path.name + ending).unlink(missing_ok=True)
        part.replace(path)
    sync(path.parent)


def copy_aside(path: Path, now: datetime) -> Path:
    """Copy a damaged database with its log, byte by byte; return the copy.

    Raises:
        OSError: It cannot be copied.
    """
    stem = f"{path.stem}-damaged-{now:%Y%m%d-%H%M%S}"
    aside, number = path.with_name(stem + path.suffix), 2
    while is_taken(aside):
        aside = path.with_name(f"{stem}-{number}{path.suffix}")
        number += 1
    try:
        for ending in ("-wal", ""):
            original = path.with_name(path.name + ending)
            if original.exists():
                part = part_beside(aside)
                try:
                    shutil.copyfile(original, part)
                    sync(part)
                    part.replace(aside.with_name(aside.name + ending))
                finally:
                    part.unlink(missing_ok=True)
    except BaseException:
        remove_database(aside)
        raise
    return aside
