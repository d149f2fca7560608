"""Rows as CSV that a spreadsheet shows and never calculates."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

from guide.inert import visible

_NUMBER = re.compile(r"[-+]?\d[\d,.]*(?:e[-+]?\d+)?", re.IGNORECASE)
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What a cell begins with that a spreadsheet takes for a formula."""


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return rows below a header.

    A text that a spreadsheet would take for a formula begins with an apostrophe.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return text.getvalue()


def _cell(value: object) -> object:
    if not isinstance(value, str):
        return value
    shown = visible(value)
    # Other spreadsheets than the first look behind leading spaces.
    begins = value.lstrip(" ").startswith(FORMULA) and not _NUMBER.fullmatch(value)
    return f"'{shown}" if begins else shown


def read_rows(data: bytes, columns: Sequence[str]) -> list[list[str]]:
    """Return the rows below the header.

    Raises:
        ValueError: The bytes are not CSV with these columns.
    """
    try:
        rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    except csv.Error as error:
        raise ValueError("not CSV") from error
    if not rows or rows[0] != list(columns) or any(len(row) != len(columns) for row in rows):
        raise ValueError("other columns")
    return rows[1:]
