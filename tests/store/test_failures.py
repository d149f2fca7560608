"""Failures of the database leave the store as errors with one line for the user."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from guide.errors import StorageError
from guide.store.exams import StoredExam
from guide.store.files import FILE
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
    ("the exam", lambda progress: progress.exams.finish(EXAM, [], "v", NOW)),
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
def test_damaged_schedule_follows_from_the_last_answer(progress: Progress, damage: str) -> None:
    """A schedule that cannot be decoded is calculated again, and that is said once."""
    after = answer(progress)[1].after
    told: list[str] = []
    progress.on_failure = told.append
    db = sqlite3.connect(file_of(progress))
    with db:
        db.execute("UPDATE schedules SET schedule = ?", (damage,))
    db.close()

    for _ in range(2):
        assert progress.reviews.schedules() == {"sample-0": after}
        assert progress.reviews.schedule("sample-0") == after
    assert ["damaged" in line for line in told] == [True]


def test_position_is_stored(tmp_path: Path) -> None:
    """The place in a page is there at the next opening, with the newest place only."""
    with open_progress(tmp_path, NOW) as progress:
        progress.save_position(Position("gray", 3, 0.2, "Head"), NOW)
        progress.save_position(Position("gray", 9, 0.7, "Foot"), NOW)
    with open_progress(tmp_path, NOW) as progress:
        assert progress.position("gray") == Position("gray", 9, 0.7, "Foot")
        assert progress.recent(5) == [Position("gray", 9, 0.7, "Foot")]


@pytest.mark.parametrize(
    ("table", "change", "read", "left"),
    [
        ("exams", "state = '{'", lambda data: data.exams.find_unfinished({}), None),
        ("exams", "questions = '{'", lambda data: data.exams.find_unfinished({}), None),
        ("exams", "state = '{}'", lambda data: data.exams.find_unfinished({}), None),
        ("settings", "value = '{'", lambda data: data.searches(), ()),
        ("reviews", "answered_at = 'soon'", lambda data: data.reviews.latest(), None),
        ("positions", "share = 1e999", lambda data: data.recent(3), []),
        (
            "marks",
            "question = CAST(x'ff' AS TEXT)",
            lambda data: data.reviews.marked("flag"),
            set(),
        ),
        ("marks", "question = 'a b'", lambda data: data.reviews.marked("flag"), set()),
    ],
)
def test_damaged_values_are_left_out_and_said_once(
    progress: Progress, table: str, change: str, read: Callable[[Progress], object], left: object
) -> None:
    """The user reads where it is; everything else can be read."""
    told: list[str] = []
    progress.on_failure = told.append
    answer(progress)
    progress.exams.add(EXAM, NOW)
    progress.save_search("dose")
    progress.save_position(Position("gray", 1, 0.1, ""), NOW)
    progress.reviews.toggle_mark("sample-0", "flag", NOW)
    with closing(sqlite3.connect(file_of(progress))) as db, db:
        db.execute(f"UPDATE {table} SET {change}")

    for _ in range(2):
        assert read(progress) == left
    assert told == [
        f"1 entry is damaged in your data ({table}) and left out; `abscopal data status` says more."
    ]


def test_writes_that_failed_are_saved_with_the_next_one(progress: Progress) -> None:
    """Nothing is lost when the disk has room again, and a row of failures is said once."""
    told: list[str] = []
    progress.on_failure = told.append
    with refused_writes(file_of(progress)):
        for number in range(3):
            progress.record_visit(f"page-{number}", NOW)
    progress.record_visit("gray", NOW)

    assert len(told) == 1
    assert progress.visited() == {"page-0", "page-1", "page-2", "gray"}


def test_writes_that_failed_are_saved_at_the_end(tmp_path: Path) -> None:
    """Closing writes what waits."""
    with open_progress(tmp_path, NOW) as progress, refused_writes(file_of(progress)):
        progress.record_visit("gray", NOW)
    with open_progress(tmp_path, NOW) as progress:
        assert progress.visited() == {"gray"}


def test_writes_that_never_succeed_are_said_at_the_end(tmp_path: Path) -> None:
    """The user reads how much of the visit is lost."""
    told: list[str] = []
    with open_progress(tmp_path, NOW) as progress:
        progress.on_failure = told.append
        with closing(sqlite3.connect(file_of(progress))) as db:
            db.execute("DROP TABLE visits")
        progress.record_visit("gray", NOW)
    assert told[-1] == "1 place or page of this visit could not be saved."


def test_a_lock_of_another_program_is_said_and_passes(tmp_path: Path) -> None:
    """The guide opens, reads, says what it cannot save, and saves it afterwards."""
    open_progress(tmp_path, NOW).close()
    with closing(sqlite3.connect(tmp_path / FILE, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with open_progress(tmp_path, NOW) as progress:
            told: list[str] = []
            progress.on_failure = told.append
            progress.record_visit("gray", NOW)
            with pytest.raises(StorageError, match="the answer could not be saved: another"):
                answer(progress)
            assert ["another program uses your data" in line for line in told] == [True]
            other.execute("ROLLBACK")
            answer(progress)
            assert progress.reviews.last_right() == {"sample-0": True}
    with open_progress(tmp_path, NOW) as progress:
        assert progress.visited() == {"gray"}
