"""What can be saved of a damaged database: every row that is still a row of one of the tables."""

from itertools import pairwise
from pathlib import Path

import msgspec

from guide.store.data import LearnerData
from guide.store.pages import Pages, Values
from guide.store.wall import TABLES, Row, ScheduleRow, decode_schedule, validate

LONGEST_GAP = 1_000_000
"""More missing numbers than this are no lost answers, but a damaged number."""


def version_of(pages: Pages) -> int | None:
    """Return the version of the schema in the pages of a database; None when it is lost."""
    for _, values in pages.rows():
        if len(values) == 2 and values[0] == "version" and str(values[1]).isdecimal():
            return int(values[1])
    return None


def read_rows(pages: Pages, dropped: frozenset[str] = frozenset()) -> LearnerData:
    """Return every sound row in the pages of a database.

    Args:
        pages: The pages.
        dropped: Tables that are not in the schema any more, whose pages may be free.
    """
    found: dict[str, list[Row]] = {name: [] for name in TABLES}
    kinds = {name: kind for name, kind in TABLES.items() if name in dropped}
    for free, among in ((False, TABLES), (True, kinds)):
        for number, values in pages.rows(free) if among else ():
            for table, row in _recognise(number, values, among):
                found[table].append(row)
    return LearnerData(**found)  # type: ignore[arg-type]


def _recognise(number: int, values: Values, kinds: dict[str, type[Row]]) -> list[tuple[str, Row]]:
    """Return the table of a row with the row as its record; nothing when no table fits."""
    for table, kind in kinds.items():
        fields = kind.__struct_fields__
        if len(fields) != len(values):
            continue
        numbered = fields[0] == "id"
        if numbered != (values[0] is None):
            continue
        row = (number, *values[1:]) if numbered else values
        if kind is ScheduleRow:
            row = _with_due(row)
        try:
            return [(table, validate(row, kind))]
        except ValueError:
            continue
    return []


def _with_due(row: Values) -> Values:
    """Return a row of `schedules` with the time that its schedule says: that may be damaged."""
    try:
        return (row[0], decode_schedule(row[4]).next.isoformat(), *row[2:])
    except (ValueError, TypeError, msgspec.MsgspecError):
        return row


def count_lost(data: LearnerData) -> int:
    """Return how many answers are missing; they are numbered, and none is ever removed."""
    numbers = sorted(row.id for row in data.reviews)
    gaps = (after - before - 1 for before, after in pairwise(numbers))
    return sum(gap for gap in gaps if gap < LONGEST_GAP) + (numbers[0] - 1 if numbers else 0)


def read_damaged(path: Path, dropped: frozenset[str] = frozenset()) -> LearnerData:
    """Return what can be saved of a database that is not open.

    Raises:
        OSError: The file cannot be read.
    """
    return read_rows(Pages.of_file(path), dropped)
