"""Everything that a learner has, as records: read from a database, and merged into another."""

import sqlite3
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar

import msgspec

from guide.counting import counted
from guide.store.connection import Connection
from guide.store.wall import (
    TABLES,
    ExamRow,
    MarkRow,
    PositionRow,
    ReviewRow,
    Row,
    ScheduleRow,
    SettingRow,
    VisitRow,
    columns,
    decode_schedule,
)

T = TypeVar("T", bound=Row)
TIMES = ("answered_at", "marked_at", "started_at", "read_at", "visited_at")
"""The columns that say when something happened; a row has one of them at most."""
TAKEN_BACK = "taken_back"
"""The name of the number of answers that were taken back."""


@dataclass(frozen=True, slots=True)
class AnswerCount:
    """How many answers a database holds.

    Attributes:
        standing: Those that count.
        taken_back: Those that the learner took back.
    """

    standing: int
    taken_back: int

    @property
    def rows(self) -> int:
        """All of them."""
        return self.standing + self.taken_back

    def __str__(self) -> str:
        apart = f", and {self.taken_back:,} taken back" if self.taken_back else ""
        return f"{counted(self.standing, 'answer')}{apart}"


class LearnerData(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that a learner has, one field for each table."""

    reviews: list[ReviewRow] = []
    schedules: list[ScheduleRow] = []
    marks: list[MarkRow] = []
    exams: list[ExamRow] = []
    positions: list[PositionRow] = []
    visits: list[VisitRow] = []
    settings: list[SettingRow] = []

    @property
    def standing(self) -> list[ReviewRow]:
        """The answers that were not taken back."""
        return [row for row in self.reviews if not row.undone]

    @property
    def counts(self) -> dict[str, int]:
        """The number of rows by table, and apart from the answers those taken back."""
        counts = {name: len(getattr(self, name)) for name in TABLES}
        counts["reviews"] = len(self.standing)
        return {**counts, TAKEN_BACK: len(self.reviews) - counts["reviews"]}


def leave_out_future(data: LearnerData, now: datetime) -> tuple[LearnerData, int]:
    """Leave out what is dated after tomorrow, behind which nothing learnt now would ever come.

    Args:
        data: Data from another computer.
        now: Aware UTC time; a clock may be wrong by a day.

    Returns:
        The rest, and how many rows were left out.
    """
    latest = now + timedelta(days=1)
    kept = {
        name: [row for row in getattr(data, name) if (_time_of(row) or now) <= latest]
        for name in TABLES
    }
    count = sum(len(getattr(data, name)) - len(rows) for name, rows in kept.items())
    return LearnerData(**kept), count


def _time_of(row: Row) -> datetime | None:
    """Return when something happened; None when that is not known."""
    if isinstance(row, ScheduleRow):
        return decode_schedule(row.schedule).last_review
    names = (name for name in TIMES if hasattr(row, name))
    return next((getattr(row, name) for name in names), None)


def read_data(db: Connection) -> LearnerData:
    """Read every sound row; damaged ones are reported by the connection.

    Raises:
        StorageError: The data cannot be read.
    """
    return LearnerData(
        reviews=_read(db, "reviews", ReviewRow),
        schedules=_read(db, "schedules", ScheduleRow),
        marks=_read(db, "marks", MarkRow),
        exams=_read(db, "exams", ExamRow),
        positions=_read(db, "positions", PositionRow),
        visits=_read(db, "visits", VisitRow),
        settings=_read(db, "settings", SettingRow),
    )


def _read(db: Connection, table: str, kind: type[T]) -> list[T]:
    return db.read_valid(table, kind, f"SELECT {columns(kind)} FROM {table}")


def count_rows(raw: sqlite3.Connection) -> dict[str, int]:
    """Return the number of rows of each table.

    Raises:
        sqlite3.Error: They cannot be counted.
    """
    return {name: int(raw.execute(f"SELECT count(*) FROM {name}").fetchone()[0]) for name in TABLES}


def count_answers(raw: sqlite3.Connection) -> AnswerCount:
    """Return the number of answers.

    Raises:
        sqlite3.Error: They cannot be counted.
    """
    query = "SELECT count(*), total(undone = 0) FROM reviews"
    rows, standing = map(int, raw.execute(query).fetchone())
    return AnswerCount(standing, rows - standing)


def merge(db: Connection, writer: sqlite3.Connection, data: LearnerData) -> dict[str, int]:
    """Merge data into a database; what is there already is not doubled.

    Of two versions of one thing the later one stays: the schedule of the later answer, the exam
    that was finished, the place that was read last, with the larger share of the page. A setting
    stays as it is. An answer that was taken back on either side is taken back, and a schedule that
    rests on it goes: the caller calculates those that are missing.

    Args:
        db: The database.
        writer: A transaction on it that the caller has begun.
        data: What is added.

    Returns:
        The number of rows added or changed, by table; answers taken back are counted apart.

    Raises:
        StorageError: The data cannot be read.
        sqlite3.Error: It cannot be written.
    """
    there = read_data(db)
    reviews, taken_back = _merge_reviews(writer, there.reviews, data.reviews)
    stale = _resting_on_taken_back(there, data)
    writer.executemany("DELETE FROM schedules WHERE question = ?", [(name,) for name in stale])
    schedules = [row for row in data.schedules if row.question not in stale]
    changed = {
        "reviews": reviews,
        TAKEN_BACK: taken_back,
        "schedules": _merge(
            writer, "schedules", there.schedules, schedules, lambda row: row.question, _studied
        ),
        "marks": _merge(
            writer, "marks", there.marks, data.marks, lambda row: (row.question, row.kind)
        ),
        "exams": _merge(
            writer, "exams", there.exams, data.exams, lambda row: row.run, _is_finished
        ),
        "positions": _merge(
            writer,
            "positions",
            there.positions,
            data.positions,
            lambda row: row.entry,
            lambda row: row.read_at,
        ),
        "visits": _merge(
            writer, "visits", there.visits, data.visits, lambda row: (row.entry, row.visited_at)
        ),
        "settings": _merge(writer, "settings", there.settings, data.settings, lambda row: row.name),
    }
    furthest = [(row.share, row.entry) for row in (*there.positions, *data.positions)]
    writer.executemany("UPDATE positions SET share = max(share, ?) WHERE entry = ?", furthest)
    return changed


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime) else value


def _put(writer: sqlite3.Connection, table: str, row: Row) -> None:
    """Write a row over the one of the same key; a numbered row gets the next number."""
    values = [_plain(value) for value in msgspec.structs.astuple(row)]
    if row.__struct_fields__[0] == "id":
        values[0] = None
    marks = ", ".join("?" * len(values))
    writer.execute(f"INSERT OR REPLACE INTO {table} VALUES ({marks})", values)


def _merge(
    writer: sqlite3.Connection,
    table: str,
    there: list[T],
    rows: list[T],
    key: Callable[[T], Hashable],
    age: Callable[[T], Any] = lambda _row: 0,
) -> int:
    """Write the rows that are new, or later than the one of the same key."""
    known = {key(row): age(row) for row in there}
    count = 0
    for row in rows:
        name, at = key(row), age(row)
        if name not in known or at > known[name]:
            known[name] = at
            _put(writer, table, row)
            count += 1
    return count


def _studied(row: ScheduleRow) -> float:
    """Return when a question was last answered."""
    last = decode_schedule(row.schedule).last_review
    return last.timestamp() if last is not None else 0.0


def _resting_on_taken_back(*sides: LearnerData) -> set[str]:
    """Return the questions of which a schedule follows from an answer that was taken back."""
    taken_back = {
        (row.question, row.answered_at.timestamp())
        for side in sides
        for row in side.reviews
        if row.undone
    }
    schedules = (row for side in sides for row in side.schedules)
    return {row.question for row in schedules if (row.question, _studied(row)) in taken_back}


def _is_finished(row: ExamRow) -> bool:
    return row.finished_at is not None


def _merge_reviews(
    writer: sqlite3.Connection, there: list[ReviewRow], rows: list[ReviewRow]
) -> tuple[int, int]:
    """Write answers in the order in which they were given; one that was undone stays undone.

    Returns:
        How many answers were added, and how many were taken back that were not before.
    """
    known = {(row.question, row.answered_at): row.undone for row in there}
    added = taken_back = 0
    for row in sorted(rows, key=lambda row: (row.answered_at, row.id)):
        key = (row.question, row.answered_at)
        if key not in known:
            _put(writer, "reviews", row)
        elif row.undone and not known[key]:
            writer.execute(
                "UPDATE reviews SET undone = 1 WHERE question = ? AND answered_at = ?",
                (row.question, row.answered_at.isoformat()),
            )
        else:
            continue
        known[key] = row.undone
        added += not row.undone
        taken_back += row.undone
    return added, taken_back
