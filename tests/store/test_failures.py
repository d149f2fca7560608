"""Failures of the database leave the store as errors with one line for the user."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from guide.errors import StorageError
from guide.store.exams import StoredExam
from guide.store.progress import Position, Progress, open_progress
from guide.study.exam import Exam
from guide.study.presenting import present
from tests.conftest import NOW
from tests.failing import lose_tables, refused_writes
from tests.store.test_progress import answer
from tests.study.samples import QUESTIONS

EXAM = StoredExam("exam-1", 1, "", Exam("Exam", (present(QUESTIONS[0], 1),)))
READS: list[Callable[[Progress], object]] = [
    lambda progress: progress.settings(),
    lambda progress: progress.searches(),
    lambda progress: progress.visited(),
    lambda progress: progress.recent(3),
    lambda progress: progress.position("gray"),
    lambda progress: progress.exams.find_unfinished({}),
    lambda progress: progress.reviews.schedule("sample-0"),
    lambda progress: progress.reviews.schedules(),
    lambda progress: progress.reviews.last_right(),
    lambda progress: progress.reviews.latest(),
    lambda progress: progress.reviews.days(NOW),
    lambda progress: progress.reviews.since(NOW),
    lambda progress: progress.reviews.seconds(),
    lambda progress: progress.reviews.marked("flag"),
    lambda progress: progress.reviews.due_count(NOW),
    lambda progress: progress.reviews.done_today(NOW),
    lambda progress: progress.reviews.confident_errors(),
]
WRITES: dict[str, Callable[[Progress], object]] = {
    "the setting": lambda progress: progress.save_settings({"theme": "abscopal-light"}),
    "the exam": lambda progress: progress.exams.add(EXAM, NOW),
    "the mark": lambda progress: progress.reviews.toggle_mark("sample-0", "flag", NOW),
    "the answer": answer,
}
HARMLESS: dict[str, Callable[[Progress], None]] = {
    "your place in the page": lambda progress: progress.save_position(
        Position("gray", 1, 0.1, ""), NOW
    ),
    "the visit of the page": lambda progress: progress.record_visit("gray", NOW),
    "the search": lambda progress: progress.save_search("dose"),
}
CHANGES: list[tuple[str, Callable[[Progress], object]]] = [
    ("the exam", lambda progress: progress.exams.save(EXAM)),
    ("the exam", lambda progress: progress.exams.finish("exam-1", [], "v", NOW)),
    ("the exam", lambda progress: progress.exams.discard("exam-1")),
    ("the undo", lambda progress: progress.reviews.undo(1)),
    (
        "the history of replaced questions",
        lambda progress: progress.reviews.hand_over({"sample-0": "new"}),
    ),
]
"""Writes that change what is there, each with its name in the message."""


def file_of(progress: Progress) -> Path:
    """Return the database file."""
    assert progress.path is not None
    return progress.path


@pytest.mark.parametrize("read", READS)
def test_failed_reads_are_storage_errors(
    progress: Progress, read: Callable[[Progress], object]
) -> None:
    """The user reads one line, whatever could not be read."""
    lose_tables(file_of(progress))
    with pytest.raises(StorageError, match="your data cannot be read") as caught:
        read(progress)
    assert caught.value.hint == "check the data folder and the disk"


@pytest.mark.parametrize("what", WRITES)
def test_failed_writes_are_storage_errors(progress: Progress, what: str) -> None:
    """The user reads what was not saved, and nothing of it was."""
    with refused_writes(file_of(progress)), pytest.raises(StorageError) as caught:
        WRITES[what](progress)

    assert caught.value.message == f"{what} could not be saved: the disk is full"
    assert caught.value.hint == "check the data folder and the disk"
    assert progress.reviews.last_right() == {}
    assert progress.settings() == {}


@pytest.mark.parametrize(("what", "change"), CHANGES)
def test_failed_changes_leave_what_was_there(
    progress: Progress, what: str, change: Callable[[Progress], object]
) -> None:
    """Exam, answer and history are as before."""
    progress.exams.add(EXAM, NOW)
    answer(progress)
    with refused_writes(file_of(progress)), pytest.raises(StorageError) as caught:
        change(progress)

    assert caught.value.message == f"{what} could not be saved: the disk is full"
    assert progress.reviews.last_right() == {"sample-0": True}
    assert progress.exams.find_unfinished({"sample-0": QUESTIONS[0]}) == EXAM


@pytest.mark.parametrize("what", HARMLESS)
def test_harmless_writes_report_a_failure(progress: Progress, what: str) -> None:
    """Positions, visits and searches may be lost, but not in silence."""
    told: list[str] = []
    progress.on_failure = told.append
    with refused_writes(file_of(progress)):
        HARMLESS[what](progress)

    assert told == [
        f"{what} could not be saved: the disk is full (check the data folder and the disk)"
    ]


@pytest.mark.parametrize("what", HARMLESS)
def test_harmless_writes_may_fail_unheard(progress: Progress, what: str) -> None:
    """Before anybody listens, such as in a command, a failure ends nothing."""
    with refused_writes(file_of(progress)):
        HARMLESS[what](progress)

    assert progress.reviews.last_right() == {}


def test_writing_works_again_after_a_failure(progress: Progress) -> None:
    """A transaction that failed leaves nothing open."""
    with refused_writes(file_of(progress)), pytest.raises(StorageError):
        answer(progress)
    answer(progress)

    assert progress.reviews.last_right() == {"sample-0": True}


@pytest.mark.parametrize("damage", ["{", "[]", '{"due": "never"}'])
def test_damaged_values_are_storage_errors(tmp_path: Path, progress: Progress, damage: str) -> None:
    """A value that cannot be decoded is named."""
    answer(progress)
    db = sqlite3.connect(file_of(progress))
    with db:
        db.execute("UPDATE schedules SET schedule = ?", (damage,))
    db.close()
    with pytest.raises(StorageError, match="a schedule in your data is damaged"):
        progress.reviews.schedules()


def test_position_is_stored(tmp_path: Path) -> None:
    """The place in a page is there at the next opening, with the newest place only."""
    with open_progress(tmp_path, NOW) as progress:
        progress.save_position(Position("gray", 3, 0.2, "Head"), NOW)
        progress.save_position(Position("gray", 9, 0.7, "Foot"), NOW)
    with open_progress(tmp_path, NOW) as progress:
        assert progress.position("gray") == Position("gray", 9, 0.7, "Foot")
        assert progress.recent(5) == [Position("gray", 9, 0.7, "Foot")]


@pytest.mark.parametrize(
    ("statement", "read", "what"),
    [
        ("UPDATE exams SET state = '{'", lambda data: data.exams.find_unfinished({}), "the exam"),
        (
            "UPDATE exams SET questions = '{'",
            lambda data: data.exams.find_unfinished({}),
            "the exam",
        ),
        (
            "UPDATE exams SET state = '{}'",
            lambda data: data.exams.find_unfinished({}),
            "the unfinished exam",
        ),
        (
            "UPDATE settings SET value = '{' WHERE name = 'searches'",
            lambda data: data.searches(),
            "the list of searches",
        ),
        (
            "UPDATE reviews SET answered_at = 'soon'",
            lambda data: data.reviews.latest(),
            "the time of an answer",
        ),
    ],
)
def test_damaged_values_are_named(
    progress: Progress, statement: str, read: Callable[[Progress], object], what: str
) -> None:
    """The user reads which part of the data is damaged, and what to do."""
    answer(progress)
    progress.exams.add(EXAM, NOW)
    progress.save_search("dose")
    with closing(sqlite3.connect(file_of(progress))) as db, db:
        db.execute(statement)
    with pytest.raises(StorageError) as caught:
        read(progress)

    assert caught.value.message == f"{what} in your data is damaged"
    assert caught.value.hint == "check the data folder and the disk"
