"""Older databases are migrated after they were copied; nothing of them is lost."""

import json
import os
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from guide.store.files import FILE, LEFT, LOCK
from guide.store.progress import open_progress
from guide.store.schema import VERSION
from tests.conftest import NOW
from tests.store.test_progress import answer

SCHEMA_1 = Path(__file__).with_name("schema_1.sql")
SCHEDULE = {
    "state": 2,
    "step": None,
    "stability": 5.0,
    "difficulty": 5.0,
    "due": NOW.isoformat(),
    "last_review": NOW.isoformat(),
}


def old_database(folder: Path) -> Path:
    """Make a database of version 1 with two answers, one of them undone."""
    folder.mkdir(parents=True, exist_ok=True)
    db = sqlite3.connect(folder / FILE)
    db.executescript(SCHEMA_1.read_text("utf-8"))
    db.execute("INSERT INTO meta VALUES ('version', '1')")
    for number, (correct, undone) in enumerate([(1, 0), (0, 1)]):
        row = (
            "q-1",
            "run",
            "practice",
            (NOW + timedelta(minutes=number)).isoformat(),
            2,
            correct,
            "good",
            4.5,
            "v",
            None,
            "{}",
            undone,
        )
        db.execute(
            "INSERT INTO reviews"
            " (question, run, mode, answered_at, option, correct, grade, seconds,"
            " content_version, before, after, undone)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            row,
        )
    db.execute(
        "INSERT INTO schedules VALUES ('q-1', ?, ?)", (NOW.isoformat(), json.dumps(SCHEDULE))
    )
    db.execute("INSERT INTO settings VALUES ('theme', 'abscopal-light')")
    db.commit()
    db.close()
    return folder / FILE


def test_old_database_is_copied_and_migrated(tmp_path: Path) -> None:
    """Answers, schedules and settings are there; the copy is the old database."""
    old_database(tmp_path)
    with open_progress(tmp_path, NOW) as progress:
        reviews = progress.reviews.since(NOW - timedelta(days=1))
        schedule = progress.reviews.schedule("q-1")

        assert progress.notices == ()
        assert [(r.question, r.response, r.correct) for r in reviews] == [("q-1", "2", True)]
        assert schedule is not None
        assert (schedule.stability, schedule.recheck) == (5.0, None)
        assert progress.reviews.last_right() == {"q-1": True}
        assert progress.settings()["theme"] == "abscopal-light"
    copy = sqlite3.connect(tmp_path / "learner-version-1.sqlite")
    assert copy.execute("SELECT value FROM meta WHERE name = 'version'").fetchone() == ("1",)
    assert copy.execute("SELECT count(*) FROM reviews").fetchone() == (2,)
    copy.close()


def test_migrated_once(tmp_path: Path) -> None:
    """Opening it again changes nothing, and a new database is of the newest version."""
    old_database(tmp_path)
    for _ in range(2):
        with open_progress(tmp_path, NOW) as progress:
            assert progress.notices == ()
            assert len(progress.reviews.since(NOW - timedelta(days=1))) == 1
    open_progress(tmp_path / "new", NOW).close()

    for folder in (tmp_path, tmp_path / "new"):
        db = sqlite3.connect(folder / FILE)
        assert db.execute("SELECT value FROM meta WHERE name = 'version'").fetchone() == (
            str(VERSION),
        )
        db.close()
    tables = []
    for folder in (tmp_path, tmp_path / "new"):
        db = sqlite3.connect(folder / FILE)
        query = "SELECT name FROM sqlite_master WHERE name NOT LIKE 'sqlite%' ORDER BY name"
        tables.append(db.execute(query).fetchall())
        db.close()
    assert tables[0] == tables[1]


def test_failed_step_leaves_the_old_database(tmp_path: Path) -> None:
    """A migration that fails changes nothing: the file that is set aside is still version 1."""
    path = old_database(tmp_path)
    db = sqlite3.connect(path)
    db.execute("CREATE TABLE exams (other TEXT)")
    db.commit()
    db.close()
    with open_progress(tmp_path, NOW) as progress:
        assert progress.notices
    copy = sqlite3.connect(tmp_path / "learner-version-1.sqlite")
    assert copy.execute("SELECT count(*) FROM reviews").fetchone() == (2,)
    copy.close()


def test_only_an_older_database_is_copied(tmp_path: Path) -> None:
    """One of this version is opened as it is, in a folder that is created with those above it."""
    folder = tmp_path / "a" / "b"
    for _ in range(2):
        with open_progress(folder, NOW) as progress:
            assert progress.path == folder / FILE
    assert {path.name for path in folder.iterdir()} == {FILE, LEFT, LOCK}


def test_a_file_that_is_still_open_counts_as_touched(tmp_path: Path) -> None:
    """The guide that closes it last notes how it was left."""
    with open_progress(tmp_path, NOW):
        open_progress(tmp_path, NOW).close()
        assert not (tmp_path / LEFT).exists()
    assert (tmp_path / LEFT).exists()


@pytest.mark.parametrize(
    "statements",
    [
        ["CREATE TABLE theirs (other TEXT)"],
        ["CREATE TABLE meta (name TEXT, value TEXT)"],
        [
            "CREATE TABLE meta (name TEXT, value TEXT)",
            "INSERT INTO meta VALUES ('version', 'first')",
        ],
    ],
)
def test_a_database_without_a_version_is_set_aside(tmp_path: Path, statements: list[str]) -> None:
    """It is not of this program, and nothing is written into it."""
    with closing(sqlite3.connect(tmp_path / FILE)) as db, db:
        for statement in statements:
            db.execute(statement)
    with open_progress(tmp_path, NOW) as progress:
        assert "set aside" in progress.notices[0]
        answer(progress)
    aside = next(tmp_path.glob("learner-damaged-*.sqlite"))
    with closing(sqlite3.connect(aside)) as db:
        assert db.execute("SELECT count(*) FROM sqlite_master").fetchone() == (1,)


@pytest.mark.parametrize("version", ["0", "", "-1", "00002", "x"])
def test_answers_survive_a_version_that_never_was(tmp_path: Path, version: str) -> None:
    """What can be read of a database without a possible version is saved into a new file."""
    with open_progress(tmp_path, NOW) as progress:
        answer(progress)
    with closing(sqlite3.connect(tmp_path / FILE)) as db, db:
        db.execute("UPDATE meta SET value = ? WHERE name = 'version'", (version,))

    with open_progress(tmp_path, NOW) as progress:
        assert progress.notices
        assert len(progress.reviews.since(NOW - timedelta(days=1))) == 1


def damaged_behind_its_back(folder: Path) -> None:
    """Fill a database, then overwrite its last pages and leave size and time as they were."""
    with open_progress(folder, NOW) as progress:
        for _ in range(300):
            answer(progress)
    path = folder / FILE
    found = path.stat()
    data = bytearray(path.read_bytes())
    data[-12288:] = b"\xaa" * 12288
    path.write_bytes(bytes(data))
    os.utime(path, ns=(found.st_atime_ns, found.st_mtime_ns))


@pytest.mark.parametrize("trace", ["no note of the last closing", "a journal", "another time"])
def test_a_file_that_was_touched_is_checked_completely(tmp_path: Path, trace: str) -> None:
    """Damage that no query meets at opening is found when anything points to a crash."""
    damaged_behind_its_back(tmp_path)
    path = tmp_path / FILE
    if trace == "no note of the last closing":
        (tmp_path / LEFT).unlink()
    elif trace == "a journal":
        path.with_name(f"{FILE}-wal").touch()
    else:
        os.utime(path, (1, 1))
    with open_progress(tmp_path, NOW) as progress:
        assert len(progress.notices) == 2


def test_rot_is_found_though_size_and_time_are_as_they_were(tmp_path: Path) -> None:
    """A checksum of a megabyte is compared at each opening."""
    damaged_behind_its_back(tmp_path)
    with open_progress(tmp_path, NOW) as progress:
        assert len(progress.notices) == 2


def test_damaged_file_is_replaced_by_one_that_saves(tmp_path: Path) -> None:
    """The user reads both, with the name of the old file; answers are kept from then on."""
    (tmp_path / FILE).write_bytes(b"damaged")
    with open_progress(tmp_path, NOW) as progress:
        assert progress.path == tmp_path / FILE
        assert progress.notices == (
            "Your data was damaged; it was set aside as learner-damaged-20261123-120000.sqlite.",
            "Nothing could be saved from it. A new, empty file was created.",
        )
        answer(progress)
    with open_progress(tmp_path, NOW) as progress:
        assert progress.reviews.answered_count() == 1
    assert (tmp_path / "learner-damaged-20261123-120000.sqlite").read_bytes() == b"damaged"


def test_another_programs_database_is_set_aside_with_its_journals(tmp_path: Path) -> None:
    """A table called meta alone does not make it ours; what is still open loses nothing."""
    with closing(sqlite3.connect(tmp_path / FILE)) as db:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("CREATE TABLE meta (other TEXT)")
        db.execute("INSERT INTO meta VALUES ('theirs')")
        db.commit()
        with open_progress(tmp_path, NOW) as progress:
            assert "set aside" in progress.notices[0]
            answer(progress)
            assert progress.reviews.answered_count() == 1
            aside = tmp_path / "learner-damaged-20261123-120000.sqlite"
            assert aside.with_name(f"{aside.name}-wal").exists()
    with closing(sqlite3.connect(aside)) as db:
        assert db.execute("SELECT other FROM meta").fetchall() == [("theirs",)]


def test_a_folder_in_the_place_of_the_file_is_left_alone(tmp_path: Path) -> None:
    """It is no damage: nothing is renamed, and nothing will be saved."""
    (tmp_path / FILE).mkdir()
    with open_progress(tmp_path, NOW) as progress:
        assert progress.notices[0].startswith(
            f"Nothing will be saved: {tmp_path / FILE} is a folder"
        )
        assert progress.path is None
    assert (tmp_path / FILE).is_dir()
