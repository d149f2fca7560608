"""Older databases are brought forward, after a copy was made; nothing of them is lost."""

import json
import sqlite3
from datetime import timedelta
from pathlib import Path

from guide.store.database import FILE, VERSION, open_database
from guide.store.progress import Progress
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
            " (question, run, mode, answered_at, option, correct, grade, seconds, content_version, before, after, undone)"
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


def test_old_database_is_brought_forward_and_copied_before(tmp_path: Path) -> None:
    """Answers, schedules and settings are there; the copy is the old database."""
    old_database(tmp_path)
    progress = Progress(open_database(tmp_path, NOW))

    assert progress.notices == ()
    assert [
        (r.question, r.response, r.correct) for r in progress.reviews.since(NOW - timedelta(days=1))
    ] == [("q-1", "2", True)]
    schedule = progress.reviews.schedule("q-1")
    assert schedule is not None
    assert (schedule.stability, schedule.recheck) == (5.0, None)
    assert progress.reviews.last_right() == {"q-1": True}
    assert progress.settings()["theme"] == "abscopal-light"
    progress.close()
    copy = sqlite3.connect(tmp_path / "learner-version-1.sqlite")
    assert copy.execute("SELECT value FROM meta WHERE name = 'version'").fetchone() == ("1",)
    assert copy.execute("SELECT count(*) FROM reviews").fetchone() == (2,)
    copy.close()


def test_brought_forward_once(tmp_path: Path) -> None:
    """Opening it again changes nothing, and a new database is of the newest version."""
    old_database(tmp_path)
    for _ in range(2):
        Progress(open_database(tmp_path, NOW)).close()
    Progress(open_database(tmp_path / "new", NOW)).close()

    for folder in (tmp_path, tmp_path / "new"):
        db = sqlite3.connect(folder / FILE)
        assert db.execute("SELECT value FROM meta WHERE name = 'version'").fetchone() == (
            str(VERSION),
        )
        db.close()
    tables = []
    for folder in (tmp_path, tmp_path / "new"):
        db = sqlite3.connect(folder / FILE)
        tables.append(
            sorted(
                db.execute(
                    "SELECT name, replace(sql, '\"', '') FROM sqlite_master WHERE name NOT LIKE 'sqlite%'"
                )
            )
        )
        db.close()
    assert [name for name, _ in tables[0]] == [name for name, _ in tables[1]]


def test_failed_step_leaves_the_old_database(tmp_path: Path) -> None:
    """A step that cannot be done changes nothing: what is found is still version 1, set aside whole, never half-way."""
    path = old_database(tmp_path)
    db = sqlite3.connect(path)
    db.execute("CREATE TABLE exams (other TEXT)")
    db.commit()
    db.close()
    progress = Progress(open_database(tmp_path, NOW))

    assert progress.notices
    copy = sqlite3.connect(tmp_path / "learner-version-1.sqlite")
    assert copy.execute("SELECT count(*) FROM reviews").fetchone() == (2,)
    copy.close()
    progress.close()
