"""The learner's data from a file, to be merged into what is there: a JSON export or a backup."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

from guide.errors import GuideError
from guide.files import read_file, without_mark
from guide.store.data import LearnerData, leave_out_future
from guide.store.progress import read_backup
from guide.store.wall import (
    ExamRow,
    MarkRow,
    PositionRow,
    ReviewRow,
    ScheduleRow,
    SettingRow,
    StoredSchedule,
    VisitRow,
    validate_all,
)

LARGEST = 500_000_000
"""Bytes; fifty thousand answers take about twenty-five million."""
DATABASE = b"SQLite format 3\0"
EARLIER_RUN = "imported"
"""The run of answers from an export that did not name it yet."""


class _Schedule(msgspec.Struct):
    """A schedule; exports of earlier versions leave out what has a default."""

    due: str
    stability_days: float | None
    difficulty: float | None
    last_review: str | None
    correct: bool = True
    sure: bool = False
    schedule: str | None = None


class _Export(msgspec.Struct):
    """The parts of a JSON export.

    What is in them may be anything: each entry is checked by the wall afterwards, by itself.
    """

    reviews: list[Any]
    schedules: dict[str, Any]
    flagged: list[Any]
    doubted: list[Any]
    pages_read: list[Any]
    settings: dict[str, Any]
    marks: list[Any] = []
    exams: list[Any] = []
    visits: list[Any] = []
    taken_back: list[Any] = []


@dataclass(frozen=True, slots=True)
class LearnerFile:
    """An export or a backup as read.

    Attributes:
        data: What can be merged.
        damaged: How many entries are damaged and left out.
        future: How many are dated later than tomorrow and left out.
    """

    data: LearnerData
    damaged: int
    future: int


def read_learner_file(path: Path, now: datetime) -> LearnerFile:
    """Read an export or a backup.

    Args:
        path: A JSON export, or a backup, which is a database.
        now: Aware UTC time.

    Raises:
        GuideError: The file is neither, cannot be read, or is too large.
    """
    content = without_mark(read_file(path, LARGEST))
    if content.startswith(DATABASE):
        del content
        data, damaged = read_backup(path)
    else:
        data, damaged = _read_export(path, content, now)
    data, future = leave_out_future(data, now)
    return LearnerFile(data, damaged, future)


def _read_export(path: Path, content: bytes, now: datetime) -> tuple[LearnerData, int]:
    try:
        return _arrange(msgspec.json.decode(content, type=_Export), now.isoformat())
    except (ValueError, RecursionError) as error:
        raise GuideError(
            f"{path} is neither an export nor a backup of the learner's data",
            "make one with `abscopal data export` or `abscopal data backup`",
        ) from error


def _arrange(export: _Export, now: str) -> tuple[LearnerData, int]:
    """Return an export as rows, and the number of those that are damaged."""
    marks = [_values(row, MarkRow) for row in export.marks] or [
        (name, kind, now)
        for kind, names in (("flag", export.flagged), ("doubt", export.doubted))
        for name in names
    ]
    answers = [(row, False) for row in export.reviews] + [(row, True) for row in export.taken_back]
    reviews = [
        (number, *_values(row, ReviewRow, run=EARLIER_RUN)[1:-1], undone)
        for number, (row, undone) in enumerate(answers, 1)
    ]
    visits = [(number, *_values(row, VisitRow)[1:]) for number, row in enumerate(export.visits, 1)]
    positions = [
        _values(row, PositionRow)
        for row in export.pages_read
        if not isinstance(row, dict) or "read_at" in row
    ]
    schedules = [_schedule(name, found) for name, found in export.schedules.items()]
    found = (
        validate_all(reviews, ReviewRow),
        validate_all(schedules, ScheduleRow),
        validate_all(marks, MarkRow),
        validate_all([_values(row, ExamRow) for row in export.exams], ExamRow),
        validate_all(positions, PositionRow),
        validate_all(visits, VisitRow),
        validate_all(list(export.settings.items()), SettingRow),
    )
    data = LearnerData(
        reviews=found[0][0],
        schedules=found[1][0],
        marks=found[2][0],
        exams=found[3][0],
        positions=found[4][0],
        visits=found[5][0],
        settings=found[6][0],
    )
    return data, sum(len(bad) for _, bad in found)


def _values(row: object, kind: type[msgspec.Struct], **usual: object) -> tuple[object, ...]:
    """Return the values of a record in the order of its columns; of what is no record, none.

    Args:
        row: The record as it is in the export.
        kind: Its columns.
        usual: Values of fields that exports of earlier versions do not have.
    """
    if not isinstance(row, dict):
        return ()
    return tuple(row.get(name, usual.get(name)) for name in kind.__struct_fields__)


def _schedule(name: str, found: object) -> tuple[object, ...]:
    """Return a schedule in the order of its columns; of a damaged one, no more than the name."""
    try:
        each = msgspec.convert(found, _Schedule)
        stored = each.schedule or _earlier(each)
    except (ValueError, RecursionError):
        return (name,)
    return name, each.due, each.correct, each.sure, stored


def _earlier(schedule: _Schedule) -> str:
    """Return the JSON of a schedule from an export that had no more than its figures."""
    times = (schedule.due, schedule.last_review)
    due, last = (msgspec.convert(time, datetime | None) for time in times)
    if due is None:
        raise ValueError("never due")
    stored = StoredSchedule(2, None, schedule.stability_days, schedule.difficulty, due, last)
    return msgspec.json.encode(stored).decode()
