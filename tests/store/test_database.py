"""Older databases are migrated after they were copied; nothing of them is lost."""

import json
import sqlite3
from datetime import timedelta
from pathlib import Path

from guide.store.database import FILE, VERSION
from guide.store.progress import open_progress
from tests.conftest import NOW

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
        open_progress(tmp_path, NOW).close()
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
