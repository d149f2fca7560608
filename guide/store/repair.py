"""A damaged database: its rows are saved into a new one, and the file itself is set aside."""

import json
import sqlite3
from collections.abc import Iterable
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

from guide.counting import counted, was
from guide.errors import GuideError
from guide.store.backups import eligible
from guide.store.connection import Connection
from guide.store.copying import copy_aside, put_in_place, verified_copy
from guide.store.data import LearnerData, merge, read_data
from guide.store.files import ASIDE, FILE, open_to_append, remove_database
from guide.store.loading import load
from guide.store.locks import Presence
from guide.store.pages import Pages
from guide.store.reviews import Reviews
from guide.store.salvage import count_lost, read_rows, version_of
from guide.store.schema import OBJECTS, create, refuse_newer
from guide.store.wall import TABLES, columns, validate


def repair(
    folder: Path, presence: Presence, now: datetime, missing: Iterable[str] = ()
) -> tuple[str, ...]:
    """Replace a damaged database by a new one with everything that can be saved.

    Rows come from the damaged file first, then from the newest backup, then from older ones that
    have more.

    Args:
        folder: The data folder; no connection is open.
        presence: The sign that this guide has it open.
        now: Aware UTC time, for the name of the file that is set aside.
        missing: Tables and indexes that its schema does not have any more.

    Returns:
        What the user must know, one line each.

    Raises:
        GuideError: The data belongs to a newer guide, or another guide has it open.
        OSError: It cannot be written; the damaged file is in its place.
    """
    path = folder / FILE
    with presence.alone(), closing(_new()) as raw:
        pages = Pages.of_file(path)
        refuse_newer(version_of(pages) or 0, path)
        data = read_rows(pages, frozenset(missing) & TABLES.keys())
        saved, lost = _fill(raw, data), count_lost(data)
        used = _fill_from_backups(raw, folder)
        _rebuild_schedules(raw)
        aside = copy_aside(path, now)
        try:
            with verified_copy(raw, path) as part:
                put_in_place(part, path)
        except BaseException:
            remove_database(aside)
            raise
    added = sum(used.values())
    lines = [f"Your data was damaged; it was set aside as {aside.name}."]
    if not saved and not added:
        return (*lines, "Nothing could be saved from it. A new, empty file was created.")
    line = f"A new file was created with {counted(saved, 'answer')} that {was(saved)} saved from it"
    for day, count in used.items():
        line += f" and {count:,} from the backup of {day}"
    if lost > added:
        line += f"; {lost - added:,} {'is' if lost - added == 1 else 'are'} lost"
    return (*lines, f"{line}.")


def _new() -> sqlite3.Connection:
    raw = sqlite3.connect(":memory:", isolation_level=None)
    create(raw)
    return raw


def _fill(raw: sqlite3.Connection, data: LearnerData) -> int:
    """Merge data into a new database; return the number of answers added."""
    db = Connection(raw)
    with db.transaction("what could be saved") as writer:
        return merge(db, writer, data)["reviews"]


def _fill_from_backups(raw: sqlite3.Connection, folder: Path) -> dict[str, int]:
    """Merge the newest sound backup into a new database, and each older one that has more.

    Returns:
        The number of answers added, by the day of the backup; days without one are left out.
    """
    added: dict[str, int] = {}
    most = 0
    for backup in eligible(folder):
        if backup.rows <= most:
            continue
        with suppress(sqlite3.Error, GuideError):
            with closing(load(backup.path)) as source:
                data = read_data(Connection(source))
            most = backup.rows
            if count := _fill(raw, data):
                added[backup.day] = added.get(backup.day, 0) + count
    return added


def _rebuild_schedules(raw: sqlite3.Connection) -> None:
    db = Connection(raw)
    with db.transaction("the schedules") as writer:
        Reviews(db).rebuild_missing(writer)


def set_aside_bad_rows(db: Connection, folder: Path, now: datetime) -> int:
    """Move every row that is damaged into a file of its own.

    A schedule that was damaged is calculated again from the last answer.

    Args:
        db: The connection.
        folder: The data folder.
        now: Aware UTC time.

    Returns:
        The number of rows.

    Raises:
        StorageError: They cannot be read or removed; all are still there.
        OSError: They cannot be written; all are still there.
    """
    bad = [
        (table, row[0], row[1:])
        for table, kind in TABLES.items()
        for row in db.read_all(f"SELECT rowid, {columns(kind)} FROM {table}")
        if not _is_sound(table, row[1:])
    ]
    if not bad:
        return 0
    lines = [
        json.dumps({"table": table, "found": now.isoformat(), "row": [str(each) for each in row]})
        for table, _, row in bad
    ]
    with open_to_append(folder / ASIDE) as file:
        file.write("".join(f"{line}\n" for line in lines))
    with db.transaction("the removal of damaged rows") as writer:
        for table, number, _ in bad:
            writer.execute(f"DELETE FROM {table} WHERE rowid = ?", (number,))
        Reviews(db).rebuild_missing(writer)
    return len(bad)


def _is_sound(table: str, row: tuple[object, ...]) -> bool:
    try:
        validate(row, TABLES[table])
    except ValueError:
        return False
    return True


def find_missing(raw: sqlite3.Connection) -> frozenset[str]:
    """Return the tables and indexes that a database lacks, checking that each table can be read.

    Raises:
        sqlite3.Error: One cannot.
    """
    query = "SELECT name FROM sqlite_master"
    missing = OBJECTS - {name for (name,) in raw.execute(query)}
    for table, kind in TABLES.items():
        if table not in missing:
            raw.execute(f"SELECT {columns(kind)} FROM {table} LIMIT 1").fetchone()
    return missing
