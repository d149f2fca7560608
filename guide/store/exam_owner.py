"""The window that an exam goes on in: the one that began or resumed it last, and no other.

An exam is taken over by whoever resumes it, without asking the window that had it: after a crash
that one could never answer. It is told when it next saves.
"""

import sqlite3
from contextlib import suppress

import msgspec

from guide.errors import ExamElsewhereError
from guide.store.wall import ExamOwner

GOES_ON = (
    "this exam goes on in another window",
    "what is saved is what that window saved; resume the exam to go on here",
)
FINISHED = (
    "this exam is finished: it was finished in another window",
    "only what was answered there counts",
)
DISCARDED = ("this exam is discarded: it was discarded in another window", "nothing of it counts")


def _read(writer: sqlite3.Connection, name: str) -> tuple[str | None, str] | None:
    """Return when an exam was finished, and its state; None if there is no such exam."""
    query = "SELECT finished_at, state FROM exams WHERE run = ?"
    row: tuple[str | None, str] | None = writer.execute(query, (name,)).fetchone()
    return row


def check_unfinished(writer: sqlite3.Connection, name: str) -> None:
    """Check that an exam was not finished; one that is gone was not.

    Raises:
        ExamElsewhereError: It was.
    """
    row = _read(writer, name)
    if row is not None and row[0] is not None:
        raise ExamElsewhereError(*FINISHED)


def check_open(writer: sqlite3.Connection, name: str) -> None:
    """Check that an exam was neither finished nor discarded.

    Raises:
        ExamElsewhereError: It was.
    """
    check_unfinished(writer, name)
    if _read(writer, name) is None:
        raise ExamElsewhereError(*DISCARDED)


def check_owner(writer: sqlite3.Connection, name: str, window: str) -> None:
    """Check, in the transaction that writes an exam, that it goes on in the window that does so.

    Raises:
        ExamElsewhereError: It goes on in another one, or has ended.
    """
    check_open(writer, name)
    row = _read(writer, name)
    # A state that rotted meanwhile names no window: what this one knows is the best there is.
    with suppress(ValueError):
        if row is not None and msgspec.json.decode(row[1], type=ExamOwner).window != window:
            raise ExamElsewhereError(*GOES_ON)
