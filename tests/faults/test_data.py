"""The learner's data: damage, backups, moving, deleting, permissions, what reading leaves alone."""

import json
import os
import random
import shutil
import sqlite3
import stat
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guide import faultlog
from guide.errors import GuideError
from guide.exchange.learner import everything_json
from guide.exchange.learner_file import read_learner_file
from guide.exchange.result_file import Result, write_result
from guide.library.catalogue import Catalogue
from guide.store.backups import back_up_daily, list_backups
from guide.store.files import ASIDE, BACKUPS, FILE, LOCK, own_files
from guide.store.progress import Position, Progress, open_progress, read_progress
from guide.store.restoring import restore
from guide.store.schema import VERSION
from guide.study import class_session
from tests.cli.test_quiz import OWN
from tests.conftest import NOW
from tests.damage import ANSWERS, DAMAGES, answer, make_learner, run, zero_page
from tests.faults.program import Program
from tests.store.test_database import old_database

TODAY = "learner-2026-11-23.sqlite"


@pytest.fixture(scope="module")
def learner(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data of a learner with four hundred answers, for tests to copy."""
    folder = tmp_path_factory.mktemp("learner")
    make_learner(folder)
    return folder


@pytest.fixture
def data(learner: Path, program: Program) -> Path:
    """The program's data folder: a learner with four hundred answers and a backup."""
    shutil.copytree(learner, program.data)
    back_up_daily(program.data, NOW)
    return program.data


def count(path: Path) -> int:
    """Return the number of answers in a database."""
    with closing(sqlite3.connect(path)) as db:
        return int(db.execute("SELECT count(*) FROM reviews").fetchone()[0])


def change(path: Path, statement: str) -> None:
    """Change a database behind the guide's back."""
    with closing(sqlite3.connect(path)) as db, db:
        db.execute(statement)


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file in a folder with its bytes."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


# Damage


def test_random_damage_leads_to_no_traceback() -> None:
    """Two damages of each kind; `make damage` makes hundreds."""
    found = run(2 * len(DAMAGES), seed=3)

    assert [fault for outcome in found.values() for fault in outcome.faults] == []
    assert [name for name, outcome in found.items() if outcome.told_again] == []
    for name in ("flip", "spoil_header", "drop", "delete_rows"):
        assert min(found[name].saved) >= ANSWERS - 1, name
    for name in ("flip_many", "zero_page", "write_noise", "swap_pages"):
        assert min(found[name].saved) >= 0.85 * ANSWERS, name


def truncated(path: Path) -> None:
    """Cut the file off."""
    os.truncate(path, 8000)


def rotted(path: Path) -> None:
    """Overwrite pages, and leave size and time as they were."""
    before, bytes_ = path.stat(), bytearray(path.read_bytes())
    bytes_[8192:20480] = b"\xaa" * 12288
    path.write_bytes(bytes(bytes_))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def emptied(path: Path) -> None:
    """Leave nothing of it."""
    path.write_bytes(b"")


def deleted(path: Path) -> None:
    """Delete the file."""
    path.unlink()


def cleared(path: Path) -> None:
    """Leave a sound database without answers."""
    change(path, "DELETE FROM reviews")


LOSSES: list[Callable[[Path], None]] = [truncated, rotted, emptied, deleted, cleared]
losses = pytest.mark.parametrize("lose", LOSSES, ids=lambda lose: lose.__name__)


@losses
def test_restore_brings_everything_back(
    program: Program, data: Path, lose: Callable[[Path], None]
) -> None:
    """From each kind of loss; what was there before is saved first."""
    lose(data / FILE)
    done = program("data", "restore")

    assert (done.status, done.err) == (0, "")
    assert f"Restored {ANSWERS} answers" in done.out
    assert count(data / FILE) == ANSWERS
    saved = [
        path.name for path in own_files(data) if "before" in path.name or "damaged" in path.name
    ]
    assert len(saved) == (0 if lose in (emptied, deleted) else 1)
    assert program("data", "status").status == 0


@losses
def test_a_loss_is_said_by_every_command_that_reads(
    program: Program, data: Path, tmp_path: Path, lose: Callable[[Path], None]
) -> None:
    """Status 1, one line, nothing in the folder changes, and a good export is not replaced."""
    good = tmp_path / "good.json"
    assert program("export", "json", "--out", str(good)).status == 0
    export = good.read_bytes()
    lose(data / FILE)
    before = contents(data)

    for command in (
        ("export", "json", "--out", str(good)),
        ("export", "csv"),
        ("data", "export", "--out", str(good)),
        ("session", "result", "SBF01-002DK"),
    ):
        done = program(*command)
        if lose is not cleared or "--out" in command:
            assert (done.status, done.err.count("\n")) == (1, 1), (command, done)
            assert "Traceback" not in done.err
        assert contents(data) == before, command
    assert program("data", "backup").status == (0 if lose is cleared else 1)
    assert program("doctor").status == (0 if lose is cleared else 1)
    assert good.read_bytes() == export


@losses
def test_a_loss_is_said_at_opening(
    program: Program, data: Path, lose: Callable[[Path], None]
) -> None:
    """What can be saved is, from the file and from the backup; else the backup is offered."""
    lose(data / FILE)
    with open_progress(data, NOW) as progress:
        text = " ".join(progress.notices)
        answers = len(progress.data().reviews)

    if lose in (truncated, rotted):
        assert answers == ANSWERS
        assert ("from the backup of 2026-11-23" in text) is (lose is truncated)
        assert "set aside as learner-damaged-" in text
    else:
        assert f"the backup of 2026-11-23 has {ANSWERS} answers" in text
        assert "abscopal data restore" in text


def test_a_zeroed_page_costs_no_other_one(learner: Path, tmp_path: Path) -> None:
    """Without a backup, almost every answer is saved from the damaged file."""
    folder = shutil.copytree(learner, tmp_path / "data")
    zero_page(folder / FILE, random.Random(5))
    with open_progress(folder, NOW) as progress:
        assert len(progress.data().reviews) >= ANSWERS - 20
        assert len(progress.data().schedules) == 60
    damaged = next(folder.glob("learner-damaged-*.sqlite"))
    assert bytes(4096) in damaged.read_bytes()


def test_damaged_rows_are_set_aside_counted_and_said_once(program: Program, data: Path) -> None:
    """They are in a file of their own afterwards, and the schedule is calculated again."""
    change(data / FILE, "UPDATE schedules SET schedule = '{' WHERE question = 'question-1'")
    change(data / FILE, "UPDATE reviews SET grade = 'fine' WHERE id IN (3, 4)")
    done = program("export", "json")
    assert done.status == 1
    assert "2 entries are damaged in your data (reviews)" in done.err
    assert len(json.loads(done.out)["reviews"]) == ANSWERS - 2

    told = [program("quiz", typed="q\n").err for _ in range(2)]
    assert "3 damaged entries in your data were set aside" in told[0]
    assert "damaged" not in told[1]
    assert len((data / ASIDE).read_text("utf-8").splitlines()) == 3
    with open_progress(data, NOW) as progress:
        assert progress.reviews.schedule("question-1") is not None
    assert "3 damaged entries were set aside earlier" in program("data", "status").out


def test_newer_data_is_left_untouched(program: Program, data: Path) -> None:
    """Byte for byte, whatever the command."""
    change(data / FILE, f"UPDATE meta SET value = '{VERSION + 1}'")
    before = contents(data)

    for command in (
        ("quiz",),
        ("export", "json"),
        ("doctor",),
        ("data", "status"),
        ("data", "backup"),
    ):
        done = program(*command, typed="q\n")
        assert done.status == 1, command
        assert "newer guide" in done.err + done.out
        assert contents(data) == before, command


def test_older_data_is_read_without_a_migration(program: Program) -> None:
    """A command that reads migrates its own copy."""
    old_database(program.data)
    before = contents(program.data)
    done = program("export", "json")

    assert done.status == 0
    assert len(json.loads(done.out)["reviews"]) == 1
    assert contents(program.data) == before


@pytest.mark.parametrize(
    "command",
    [
        ("export", "json"),
        ("export", "csv"),
        ("data", "status"),
        ("data", "backup"),
        ("data", "export"),
        ("data", "restore"),
        ("data", "delete", "--yes"),
        ("session", "result", "SBF01-002DK"),
    ],
    ids=" ".join,
)
def test_a_mistyped_folder_is_said_and_not_created(
    program: Program, command: tuple[str, ...]
) -> None:
    """Only commands that begin to learn create one."""
    done = program(*command)

    assert done.status == 1
    assert str(program.data) in done.out + done.err
    assert not program.data.exists()


# Backups


def wait_for_upkeep(progress: Progress) -> None:
    """Have the day's check and backup done beside the reading, as a front end does."""
    progress.upkeep.start(after=0)
    for thread in threading.enumerate():
        if thread.name == "upkeep":
            thread.join()


def test_backups_are_made_daily_and_seven_are_kept(tmp_path: Path) -> None:
    """The oldest go, and one with more answers than all that are newer stays."""
    for day in range(10):
        now = NOW + timedelta(days=day)
        with open_progress(tmp_path, now) as progress:
            answer(progress, day)
    names = [backup.path.name for backup in list_backups(tmp_path)]
    assert sorted(names) == [
        f"learner-2026-{day}.sqlite"
        for day in ("11-26", "11-27", "11-28", "11-29", "11-30", "12-01", "12-02")
    ]
    assert list_backups(tmp_path)[0].answers == 10

    change(tmp_path / FILE, "DELETE FROM reviews WHERE id > 1")
    for day in range(10, 20):
        open_progress(tmp_path, NOW + timedelta(days=day)).close()
    assert max(backup.answers or 0 for backup in list_backups(tmp_path)) == 10


def test_no_backup_of_nothing(tmp_path: Path) -> None:
    """Data without answers never replaces a backup that has some."""
    open_progress(tmp_path, NOW).close()
    assert list_backups(tmp_path) == []


def test_the_first_day_is_backed_up_at_its_end(tmp_path: Path) -> None:
    """What is learnt after the day's upkeep, which found nothing, is backed up when one leaves."""
    with open_progress(tmp_path, NOW) as progress:
        wait_for_upkeep(progress)
        answer(progress, 0)
        answer(progress, 1)
    assert [(each.path.name, each.answers) for each in list_backups(tmp_path)] == [(TODAY, 2)]

    with open_progress(tmp_path, NOW + timedelta(hours=1)) as progress:
        answer(progress, 2)
    assert [backup.answers for backup in list_backups(tmp_path)] == [3], "one a day, up to date"

    change(tmp_path / FILE, "DELETE FROM reviews WHERE id > 1")
    open_progress(tmp_path, NOW + timedelta(hours=2)).close()
    assert [backup.answers for backup in list_backups(tmp_path)] == [3], "never fewer"


def test_a_backup_that_fails_is_said_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """At leaving too it is one line, and the leaving succeeds; what was learnt is there."""
    told: list[str] = []
    with open_progress(tmp_path, NOW) as progress:
        progress.on_failure = told.append
        wait_for_upkeep(progress)
        answer(progress, 0)
        monkeypatch.setattr("guide.store.copying.sync", lambda path: os.truncate(path, 8192))

    assert ["backup of your data failed" in line for line in told] == [True]
    assert count(tmp_path / FILE) == 1


def test_a_failed_backup_removes_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, learner: Path
) -> None:
    """A copy that reads back differently is no backup; the others stay, and it is said."""
    folder = shutil.copytree(learner, tmp_path / "data")
    for day in range(7):
        back_up_daily(folder, NOW + timedelta(days=day))
    before = contents(folder / BACKUPS)
    monkeypatch.setattr("guide.store.copying.sync", lambda path: os.truncate(path, 8192))
    told: list[str] = []
    with open_progress(folder, NOW + timedelta(days=8)) as progress:
        progress.on_failure = told.append

    assert ["backup of your data failed" in line for line in told] == [True]
    assert contents(folder / BACKUPS) == before


def test_backup_to_a_file_and_its_protection(program: Program, data: Path, tmp_path: Path) -> None:
    """A better backup, or another file, is replaced only by force."""
    target = tmp_path / "stick.sqlite"
    assert program("data", "backup", str(target)).out == f"{target}: {ANSWERS} answers\n"
    before = target.read_bytes()
    change(data / FILE, "DELETE FROM reviews WHERE id > 3")
    done = program("data", "backup", str(target))
    assert (done.status, target.read_bytes()) == (1, before)
    assert f"holds more: {ANSWERS} answers, not 3" in done.err
    assert program("data", "backup", str(target), "--force").status == 0
    assert count(target) == 3
    note = tmp_path / "note.txt"
    note.write_text("mine", "utf-8")
    assert program("data", "backup", str(note)).status == 1
    assert note.read_text("utf-8") == "mine"
    assert program("data", "backup", str(tmp_path / "missing" / "x")).status == 1


def leave_log(path: Path, kind: str) -> None:
    """Make a database that another program left with changes, as when it is killed."""
    away = path.with_name("away.sqlite")
    shutil.copyfile(path, away)
    with closing(sqlite3.connect(away, isolation_level=None)) as db:
        db.execute(f"PRAGMA journal_mode = {kind}")
        db.execute("PRAGMA cache_size = 1")
        db.execute("BEGIN")
        db.execute("DELETE FROM reviews WHERE id > 6")
        if kind == "wal":
            db.execute("COMMIT")
        for ending in ("", "-wal", "-shm", "-journal"):
            if away.with_name(away.name + ending).exists():
                shutil.copyfile(away.with_name(away.name + ending), f"{path}{ending}")
    away.unlink()


@pytest.mark.parametrize("kind", ["wal", "delete"])
@pytest.mark.parametrize("name", ["stick.sqlite", FILE])
def test_a_log_beside_the_target_is_not_applied_to_the_backup(
    program: Program, data: Path, tmp_path: Path, kind: str, name: str
) -> None:
    """It is another program's: the backup is refused in one line, and by force it is removed."""
    (tmp_path / "stick").mkdir()
    target = tmp_path / "stick" / name
    assert program("data", "backup", str(target)).status == 0
    leave_log(target, kind)
    before = contents(target.parent)
    assert len(before) > 1
    done = program("data", "backup", str(target))
    assert (done.status, done.is_quiet) == (1, True), done
    assert "--force" in done.err
    assert contents(target.parent) == before

    done = program("data", "backup", str(target), "--force")
    assert (done.status, done.out) == (0, f"{target}: {ANSWERS} answers\n"), done
    assert contents(target.parent).keys() == {name}
    assert count(target) == ANSWERS


def test_a_log_without_its_database_is_no_part_of_the_backup(
    program: Program, data: Path, tmp_path: Path
) -> None:
    """It is left alone, since its database may only be elsewhere; an empty one is removed."""
    target = tmp_path / "stick.sqlite"
    log = tmp_path / "stick.sqlite-wal"
    log.write_bytes(b"x" * 5000)
    done = program("data", "backup", str(target))
    assert (done.status, done.is_quiet, target.exists()) == (1, True, False), done
    log.write_bytes(b"")
    assert program("data", "backup", str(target)).status == 0
    assert (count(target), log.exists()) == (ANSWERS, False)


@pytest.mark.parametrize("force", [(), ("--force",)])
@pytest.mark.parametrize("script", ["PRAGMA journal_mode = WAL; SELECT * FROM reviews", "BEGIN"])
def test_a_backup_replaces_nothing_that_is_open(
    program: Program, data: Path, tmp_path: Path, script: str, force: tuple[str, ...]
) -> None:
    """A program that reads the earlier backup, or has it open with a log, keeps it."""
    target = tmp_path / "stick.sqlite"
    assert program("data", "backup", str(target)).status == 0
    with held(target, f"{script}; SELECT * FROM reviews"):
        before = target.read_bytes()
        done = program("data", "backup", str(target), *force)
        assert (done.status, done.is_quiet) == (1, True), done
        assert "uses" in done.err
        assert target.read_bytes() == before
    assert count(target) == ANSWERS


@pytest.mark.parametrize("force", [(), ("--force",)])
def test_a_backup_does_not_replace_the_data_of_an_open_guide(
    program: Program, data: Path, tmp_path: Path, force: tuple[str, ...]
) -> None:
    """Whatever the guide has written so far: what it writes later would be lost."""
    other = tmp_path / "other"
    with open_progress(other, NOW) as progress:
        answer(progress, 0)
        before = (other / FILE).read_bytes()
        done = program("data", "backup", str(other / FILE), *force)

        assert (done.status, done.is_quiet) == (1, True), done
        assert str(other) in done.err
        assert (other / FILE).read_bytes() == before
    with read_progress(other, NOW) as progress:
        assert len(progress.data().reviews) == 1


def test_a_log_of_a_removed_backup_is_no_part_of_a_new_one(tmp_path: Path) -> None:
    """Nor among the automatic ones."""
    with open_progress(tmp_path, NOW) as progress:
        answer(progress, 0)
    (tmp_path / BACKUPS / TODAY).unlink(missing_ok=True)
    (tmp_path / BACKUPS).mkdir(exist_ok=True)
    (tmp_path / BACKUPS / f"{TODAY}-wal").write_bytes(b"x" * 5000)
    (tmp_path / BACKUPS / f"{TODAY}-journal").write_bytes(b"x" * 5000)

    assert back_up_daily(tmp_path, NOW) == tmp_path / BACKUPS / TODAY
    assert [path.name for path in (tmp_path / BACKUPS).iterdir()] == [TODAY]


@pytest.mark.parametrize("content", [b"", b"text", b"SQLite format 3\0" + b"\xff" * 5000])
def test_restore_verifies_first(
    program: Program, data: Path, tmp_path: Path, content: bytes
) -> None:
    """A file that is no sound backup changes nothing."""
    (tmp_path / "bad").write_bytes(content)
    before = (data / FILE).read_bytes()
    done = program("data", "restore", str(tmp_path / "bad"))

    assert (done.status, done.is_quiet) == (1, True)
    assert "not a sound backup" in done.err
    assert (data / FILE).read_bytes() == before


def test_restore_waits_for_no_open_guide(data: Path) -> None:
    """A guide that has the data open would write into a file that is gone."""
    with open_progress(data, NOW), pytest.raises(GuideError, match="another guide has your data"):
        restore(data, None, NOW)


# Moving


def test_a_learner_moves_with_one_file(program: Program, data: Path, tmp_path: Path) -> None:
    """Export there, import here: everything is there once, also after a second import."""
    file = tmp_path / "me.json"
    assert program("data", "export", "--out", str(file)).status == 0
    other = Program(program.content, tmp_path / "laptop")
    done = other("data", "import", str(file))
    assert (done.status, done.err) == (0, "")
    assert f"Added {ANSWERS} of {ANSWERS} answers" in done.out
    with read_progress(data, NOW) as here, read_progress(other.data, NOW) as there:
        assert everything_json(here) == everything_json(there)
    again = other("data", "import", str(file))
    assert f"Added 0 of {ANSWERS} answers; there are now {ANSWERS}" in again.out
    backup = next((data / BACKUPS).iterdir())
    assert "Added 0 of" in other("data", "import", str(backup)).out


def test_exports_of_earlier_versions_are_imported(program: Program, tmp_path: Path) -> None:
    """They named neither runs nor exams nor places."""
    file = tmp_path / "old.json"
    review = {
        "question": "q-1",
        "mode": "practice",
        "answered_at": NOW.isoformat(),
        "response": "1",
        "correct": True,
        "confidence": "",
        "grade": "good",
        "seconds": 3.0,
        "predicted": None,
        "content_version": "v",
    }
    schedule = {
        "due": NOW.isoformat(),
        "stability_days": 2.0,
        "difficulty": 5.0,
        "last_review": NOW.isoformat(),
    }
    file.write_text(
        json.dumps(
            {
                "reviews": [review, {**review, "grade": "fine"}],
                "schedules": {"q-1": schedule},
                "flagged": ["q-1"],
                "doubted": [],
                "pages_read": [{"entry": "gray", "share": 1.0}],
                "settings": {"theme": "abscopal-light"},
            }
        ),
        "utf-8",
    )
    done = program("data", "import", str(file))

    assert done.status == 1
    assert "1 damaged entry in" in done.err
    with read_progress(program.data, NOW) as progress:
        found = progress.reviews.schedule("q-1")
        assert found is not None
        assert found.stability == 2.0
        assert progress.reviews.marked("flag") == {"q-1"}
        assert len(progress.data().reviews) == 1


EARLIER = {
    "due": NOW.isoformat(),
    "stability_days": 2.0,
    "difficulty": 5.0,
    "last_review": NOW.isoformat(),
}
"""A schedule in an export of an earlier version."""


@pytest.mark.parametrize(
    ("part", "bad"),
    [
        ("schedules", {"q-2": {**EARLIER, "due": "soon"}}),
        ("schedules", {"q-2": {**EARLIER, "due": None}}),
        ("schedules", {"q-2": {**EARLIER, "last_review": "2026-11-20T07:00:00"}}),
        ("schedules", {"q-2": {**EARLIER, "stability_days": "long"}}),
        ("schedules", {"q-2": {"due": NOW.isoformat()}}),
        ("schedules", {"q-2": 3}),
        ("reviews", [3]),
        ("taken_back", [[]]),
        ("flagged", [3]),
        ("doubted", [None]),
        ("pages_read", ["gray"]),
        ("settings", {"theme": 3}),
        ("marks", ["q-1"]),
        ("exams", [None]),
        ("visits", [3]),
    ],
)
def test_one_bad_entry_costs_no_other(
    program: Program, tmp_path: Path, part: str, bad: object
) -> None:
    """It is counted and left out, whatever is wrong with it; the rest of the export comes in."""
    export: dict[str, object] = {
        "reviews": [],
        "schedules": {"q-1": EARLIER},
        "flagged": ["q-1"],
        "doubted": [],
        "pages_read": [],
        "settings": {},
    }
    there = export.get(part)
    match there, bad:
        case dict(), dict():
            export[part] = {**there, **bad}
        case list(), list():
            export[part] = [*there, *bad]
        case _:
            export[part] = bad
    file = tmp_path / "old.json"
    file.write_text(json.dumps(export), "utf-8")
    done = program("data", "import", str(file))

    assert (done.status, done.err.count("\n")) == (1, 1), done
    assert "1 damaged entry in" in done.err
    with read_progress(program.data, NOW) as progress:
        assert progress.reviews.schedules().keys() == {"q-1"}
        assert progress.reviews.marked("flag") == (set() if part == "marks" else {"q-1"})


@pytest.mark.parametrize(
    "content",
    [b"", b"{}", b"[" * 100_000, b'{"reviews": 3}', b"\xff\xfe", b"SQLite format 3\0xxxx"],
)
def test_what_is_no_export_is_refused(program: Program, tmp_path: Path, content: bytes) -> None:
    """In one line, and no data folder is created."""
    file = tmp_path / "x"
    file.write_bytes(content)
    done = program("data", "import", str(file))

    assert (done.status, done.is_quiet) == (1, True)
    assert not program.data.exists()


@given(
    here=st.lists(st.integers(0, 40), max_size=12),
    there=st.lists(st.integers(0, 40), max_size=12),
)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_merging_doubles_nothing_and_loses_nothing(here: list[int], there: list[int]) -> None:
    """Every answer of both is there once, in the order of time, however often they are merged."""
    import tempfile

    with tempfile.TemporaryDirectory() as name:
        folders = Path(name) / "here", Path(name) / "there"
        for folder, numbers in zip(folders, (here, there), strict=True):
            with open_progress(folder, NOW) as progress:
                for number in sorted(set(numbers)):
                    answer(progress, number)
                    progress.save_position(
                        Position("gray", number, 0.5, ""), NOW + timedelta(hours=number)
                    )
        (Path(name) / "export.json").write_text(_export(folders[1]), "utf-8")
        found = read_learner_file(Path(name) / "export.json", NOW + timedelta(days=2))
        with open_progress(folders[0], NOW) as progress:
            progress.merge(found.data)
            once = everything_json(progress)
            assert set(progress.merge(found.data).values()) == {0}
            assert everything_json(progress) == once
            hours = [
                (row.answered_at - NOW) // timedelta(hours=1) + ANSWERS
                for row in progress.reviews.since(NOW - timedelta(hours=ANSWERS + 1))
            ]
            place = progress.position("gray")
    assert (found.damaged, found.future) == (0, 0)
    assert hours == sorted({*here, *there})
    assert (place.line if place is not None else None) == max([*here, *there], default=None)


@pytest.fixture
def theirs(tmp_path: Path) -> Path:
    """The data of another learner with two answers and a page."""
    with open_progress(tmp_path / "theirs", NOW) as progress:
        answer(progress, 0)
        answer(progress, 1)
        progress.save_position(Position("gray", 3, 0.5, ""), NOW)
    return tmp_path / "theirs"


@pytest.mark.parametrize("year", [2035, 2799, 2801, 2999])
def test_what_is_dated_in_the_future_is_left_out(
    program: Program, theirs: Path, tmp_path: Path, year: int
) -> None:
    """Nothing learnt now would come after it, and what follows from it might have no year."""
    late = NOW.replace(year=year, month=12, day=31).isoformat()
    facts = json.loads(_export(theirs))
    facts["reviews"].append({**facts["reviews"][0], "answered_at": late})
    facts["pages_read"].append({**facts["pages_read"][0], "entry": "late", "read_at": late})
    facts["visits"].append({"entry": "late", "visited_at": late})
    (tmp_path / "export.json").write_text(json.dumps(facts), "utf-8")

    done = program("data", "import", str(tmp_path / "export.json"))
    assert done.status == 1
    told = done.err.splitlines()
    assert sum(int(line.split()[1]) for line in told) == 3, told
    assert all(line.endswith("left out") for line in told)
    with open_progress(program.data, NOW) as progress:
        found = progress.data()
    assert (len(found.reviews), len(found.positions), len(found.visits)) == (2, 1, 0)
    assert program("data", "status").status == 0


def test_a_backup_from_the_future_is_left_out(program: Program, theirs: Path) -> None:
    """Answers and schedules; what was learnt before them stays."""
    change(theirs / FILE, "UPDATE reviews SET answered_at = '2035-01-01T00:00:00+00:00'")
    done = program("data", "import", str(theirs / FILE))

    assert done.status == 1
    assert "2 entries dated later than tomorrow" in done.err


@pytest.mark.parametrize("field", ["due", "last_review"])
def test_no_schedule_is_due_after_all_years(
    program: Program, theirs: Path, tmp_path: Path, field: str
) -> None:
    """It is calculated again from the answers, and the question comes back."""
    facts = json.loads(_export(theirs))
    for schedule in facts["schedules"].values():
        stored = {**json.loads(schedule["schedule"]), field: "2999-12-31T00:00:00+00:00"}
        schedule["schedule"], schedule["due"] = json.dumps(stored), stored["due"]
    (tmp_path / "export.json").write_text(json.dumps(facts), "utf-8")

    assert program("data", "import", str(tmp_path / "export.json")).status == 1
    with open_progress(program.data, NOW) as progress:
        schedules = progress.reviews.schedules().values()
    assert [schedule.due.year for schedule in schedules] == [NOW.year] * 2
    assert program("data", "status").status == 0


def _export(folder: Path) -> str:
    with read_progress(folder, NOW) as progress:
        return everything_json(progress)


# Deleting


def test_delete_removes_only_what_the_guide_made(program: Program, data: Path) -> None:
    """Files of others stay, and with them the folder."""
    theirs = data / "learner-thesis.sqlite", data / BACKUPS / "photo.jpg"
    for path in theirs:
        path.write_text("mine", "utf-8")
    outside = data.parent / "outside.sqlite"
    outside.write_text("mine", "utf-8")
    (data / BACKUPS / "learner-2026-01-01.sqlite").symlink_to(outside)
    asked = program("data", "delete")
    assert (asked.status, asked.is_quiet) == (2, True)
    assert "--yes" in asked.err
    assert (data / FILE).exists()

    assert program("data", "delete", "--yes").status == 0
    assert own_files(data) == []
    assert all(path.read_text("utf-8") == "mine" for path in (*theirs, outside))


def test_delete_leaves_no_folder_of_its_own(program: Program, data: Path) -> None:
    """Nothing is left of a learner who had nothing else there."""
    assert program("data", "delete", "--yes").status == 0
    assert not data.exists()
    assert program("data", "delete", "--yes").status == 1


def test_delete_refuses_while_a_guide_is_open(program: Program, data: Path) -> None:
    """It would write into a file that is gone."""
    with open_progress(data, NOW):
        done = program("data", "delete", "--yes")
    assert (done.status, count(data / FILE)) == (1, ANSWERS)


# Permissions and links


def mode(path: Path) -> int:
    """Return the permissions of a file."""
    return stat.S_IMODE(path.lstat().st_mode)


def test_files_are_for_their_owner_alone(program: Program, data: Path) -> None:
    """New ones, and those that an earlier version created."""
    for path in (data, *data.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    old = os.umask(0)
    try:
        assert program("quiz", typed="q\n").status == 0
        assert program("data", "backup").status == 0
        with open_progress(data, NOW) as progress:
            answer(progress, ANSWERS)
            found = {path: mode(path) for path in data.rglob("*")}
    finally:
        os.umask(old)
    assert f"{FILE}-wal" in {path.name for path in found}
    assert {value for path, value in found.items() if path.is_file()} == {0o600}
    assert {value for path, value in found.items() if path.is_dir()} == {0o700}
    assert mode(data) == 0o700


def test_a_folder_with_other_things_keeps_its_permissions(program: Program, data: Path) -> None:
    """Somebody may share it for another reason; the guide's files are tightened all the same."""
    (data / "thesis.txt").write_text("mine", "utf-8")
    data.chmod(0o755)
    assert program("quiz", typed="q\n").status == 0

    assert (mode(data), mode(data / FILE)) == (0o755, 0o600)


@pytest.mark.parametrize("name", [FILE, "learner.left", "learner.lock"])
def test_no_link_is_written_through(program: Program, tmp_path: Path, name: str) -> None:
    """One line says which; what it points to is as it was."""
    program.data.mkdir()
    victim = tmp_path / "victim"
    victim.write_bytes(b"")
    (program.data / name).symlink_to(victim)
    done = program("quiz", typed="q\n")

    assert (done.status, done.is_quiet) == (1, True)
    assert "is a symbolic link" in done.err
    assert victim.read_bytes() == b""


def test_backups_are_not_written_through_a_link(data: Path, tmp_path: Path) -> None:
    """A link in the place of the folder gets nothing."""
    outside = tmp_path / "outside"
    outside.mkdir()
    shutil.rmtree(data / BACKUPS)
    (data / BACKUPS).symlink_to(outside)
    told: list[str] = []
    with open_progress(data, NOW + timedelta(days=1)) as progress:
        progress.on_failure = told.append

    assert ["is a symbolic link" in line for line in told] == [True]
    assert list(outside.iterdir()) == []


# Counts, and what a restore replaces


def test_restoring_twice_does_not_undo_itself(program: Program, data: Path) -> None:
    """What a restore replaced is marked and used only when it is named."""
    change(data / FILE, "DELETE FROM reviews WHERE id > 5")
    assert program("data", "restore").status == 0
    saved = next((data / BACKUPS).glob("*-before-restore.sqlite"))
    again = program("data", "restore")
    assert f"Restored {ANSWERS} answers" in again.out
    status = program("data", "status").out
    assert f"{saved.name}: 5 answers; made before a restore" in status
    found = json.loads(program("data", "status", "--json").out)["backups"]
    assert sorted(each["before_restore"] for each in found) == [False, False, True, True]

    assert "Restored 5 answers" in program("data", "restore", str(saved)).out


def test_damaged_data_is_not_filled_from_what_a_restore_replaced(
    program: Program, data: Path
) -> None:
    """Answers that the learner went back from stay away."""
    earlier = data / BACKUPS / "learner-2026-11-01.sqlite"
    shutil.copy(data / BACKUPS / TODAY, earlier)
    with open_progress(data, NOW) as progress:
        answer(progress, ANSWERS)
    assert program("data", "restore", str(earlier)).status == 0
    truncated(data / FILE)
    with open_progress(data, NOW) as progress:
        assert progress.data().counts["reviews"] == ANSWERS


def test_going_back_twice_on_one_day_keeps_away_what_was_gone_back_from_each_time(
    program: Program, data: Path
) -> None:
    """The second time the names of the first marks are taken."""
    earlier = data / BACKUPS / "learner-2026-11-01.sqlite"
    shutil.copy(data / BACKUPS / TODAY, earlier)
    for _ in range(2):
        with open_progress(data, NOW) as progress:
            answer(progress, ANSWERS)
        assert program("data", "restore", str(earlier)).status == 0
    truncated(data / FILE)
    with open_progress(data, NOW) as progress:
        assert progress.data().counts["reviews"] == ANSWERS


@pytest.fixture
def three(data: Path) -> Path:
    """The data folder with three backups, of which the older ones have less."""
    for day, most in (("2026-11-21", 300), ("2026-11-22", 350)):
        path = data / BACKUPS / f"learner-{day}.sqlite"
        shutil.copy(data / BACKUPS / TODAY, path)
        change(path, f"DELETE FROM reviews WHERE id > {most}")
    return data


@pytest.mark.parametrize("copied", ["newest-first", "at-once", "touched"])
def test_the_times_of_files_say_nothing_about_backups(
    program: Program, three: Path, copied: str
) -> None:
    """A folder that was copied has any times; restore, repair and the list go by the answers."""
    paths = sorted((three / BACKUPS).iterdir())
    for age, path in enumerate(paths):
        at = {"newest-first": age, "at-once": 0, "touched": age % 2}[copied]
        os.utime(path, (NOW.timestamp() - at, NOW.timestamp() - at))
    found = json.loads(program("data", "status", "--json").out)["backups"]
    assert [each["day"] for each in found] == ["2026-11-23", "2026-11-22", "2026-11-21"]

    emptied(three / FILE)
    assert f"Restored {ANSWERS} answers" in program("data", "restore").out
    truncated(three / FILE)
    with open_progress(three, NOW) as progress:
        assert progress.data().counts["reviews"] == ANSWERS


def test_a_touched_backup_is_removed_in_its_turn(data: Path) -> None:
    """The oldest by name goes when there are too many."""
    for day in range(11, 23):
        path = shutil.copy(data / BACKUPS / TODAY, data / BACKUPS / f"learner-2026-11-{day}.sqlite")
        os.utime(path, (NOW.timestamp() + 40 - day, NOW.timestamp() + 40 - day))
    back_up_daily(data, NOW)

    assert [each.day[8:] for each in list_backups(data)] == [str(day) for day in range(23, 16, -1)]


def test_an_older_backup_that_has_more_is_named_and_used(program: Program, data: Path) -> None:
    """The data was lost, and a few answers later backed up: nothing is forgotten."""
    old = (data / BACKUPS / TODAY).rename(data / BACKUPS / "learner-2026-11-20.sqlite")
    change(data / FILE, "DELETE FROM reviews")
    with open_progress(data, NOW) as progress:
        for number in range(ANSWERS, ANSWERS + 3):
            answer(progress, number)
    back_up_daily(data, NOW)
    done = program("data", "restore")
    assert "Restored 3 answers" in done.out
    assert f"An older backup has more ({ANSWERS} answers)" in done.out
    assert str(old) in done.out

    shutil.copy(data / FILE, data / "copy")
    truncated(data / FILE)
    with open_progress(data, NOW) as progress:
        assert progress.data().counts["reviews"] == ANSWERS + 3
        assert f"{ANSWERS} from the backup of 2026-11-20" in " ".join(progress.notices)
    (data / "copy").replace(data / FILE)
    assert program("data", "import", str(old)).status == 0
    assert count(data / FILE) == ANSWERS + 3


def test_repair_passes_over_a_backup_that_is_damaged(program: Program, three: Path) -> None:
    """The next one stands in for it."""
    zero_page(three / BACKUPS / TODAY, random.Random(5))
    emptied(three / FILE)
    (three / FILE).write_bytes(b"\xaa" * 8192)
    with open_progress(three, NOW) as progress:
        assert progress.data().counts["reviews"] == 350


@pytest.mark.skipif(os.name != "posix", reason="elsewhere nobody knows who has ended")
def test_what_a_killed_process_left_is_removed_by_the_next(
    program: Program, data: Path, tmp_path: Path
) -> None:
    """Only regular files with the names of parts, of processes that have ended."""
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
    dead, alive = process.pid, os.getppid()
    backups = data / BACKUPS
    left = [
        tmp_path / f".abscopal-{dead}-ab_1.part",
        backups / f".learner-{dead}.part",
        backups / f".learner-{dead}.part-journal",
        data / f".learner-{dead}.part",
    ]
    kept = [
        tmp_path / f".abscopal-{alive}-ab_1.part",
        tmp_path / f".abscopal-{dead}-ab_1.old",
        tmp_path / f".abscopal-{dead}.part",
        tmp_path / f"abscopal-{dead}-ab_1.part",
        tmp_path / f".learner-{dead}.part",
        backups / f".learner-{alive}.part",
        backups / f".learner-{dead}.part-more",
    ]
    for path in (*left, *kept):
        path.write_text("half", "utf-8")
    link, folder = tmp_path / f".abscopal-{dead}-link.part", tmp_path / f".abscopal-{dead}-dir.part"
    link.symlink_to(kept[0])
    folder.mkdir()

    assert program("export", "json", "--out", str(tmp_path / "all.json")).status == 0
    assert program("data", "backup").status == 0
    with open_progress(data, NOW) as progress:
        answer(progress, ANSWERS)
    assert [path for path in left if path.exists()] == []
    assert [path for path in (*kept, link, folder) if not path.exists()] == []


def test_restore_of_a_missing_file_says_so(program: Program, data: Path) -> None:
    """It is not called damaged."""
    done = program("data", "restore", str(data / "nofile"))

    assert (done.status, done.is_quiet) == (1, True)
    assert f"there is no file {data / 'nofile'}" in done.err


def test_answers_taken_back_are_counted_apart(program: Program, tmp_path: Path) -> None:
    """Status, backups, exports, import and doctor agree on how many answers stand."""
    with open_progress(program.data, NOW) as progress:
        for place in range(4):
            answer(progress, place)
        progress.reviews.undo(max(row.id for row in progress.data().reviews))
    file = tmp_path / "b.sqlite"

    assert program("data", "backup", str(file)).out == f"{file}: 3 answers, and 1 taken back\n"
    status = program("data", "status").out
    assert "3 answers\n" in status
    assert "1 answer taken back\n" in status
    assert "3 answers, and 1 taken back" in status
    assert len(json.loads(program("export", "json").out)["reviews"]) == 3
    assert "3 answers\n" in program("doctor").out
    other = Program(program.content, tmp_path / "other")
    assert "Added 3 of 3 answers; there are now 3" in other("data", "import", str(file)).out
    assert program("data", "backup", str(file)).status == 0


def test_doctor_finds_nothing_wrong_before_the_first_use(program: Program) -> None:
    """No data yet is the normal beginning, wherever the data will be; none is created."""
    done = program("doctor")

    assert done.status == 0
    assert f"ok    data       {program.data}: none yet" in done.out
    assert not program.data.exists()

    program.data.mkdir()
    (program.data / "notes.txt").write_text("made by somebody else", "utf-8")
    done = program("doctor")

    assert done.status == 0
    assert f"ok    data       {program.data}: none yet" in done.out


def test_as_many_files_are_deleted_as_were_listed(program: Program, data: Path) -> None:
    """The lock is one of them."""
    assert program("quiz", typed="q\n").status == 0
    listed = len(own_files(data))
    done = program("data", "delete", "--yes")

    assert f"Deleted {listed} files" in done.out
    assert not data.exists()


# Other programs, pipes and folders


READERS: tuple[tuple[str, ...], ...] = (
    ("data", "status"),
    ("data", "export"),
    ("data", "backup"),
    ("export", "csv"),
    ("quiz", "-n", "1"),
)
HOLD = {
    "exclusive mode": "PRAGMA locking_mode=EXCLUSIVE; INSERT INTO settings VALUES ('x', 'y')",
    "exclusive transaction": "PRAGMA journal_mode=DELETE; BEGIN EXCLUSIVE;"
    " INSERT INTO settings VALUES ('x', 'y')",
}


@contextmanager
def held(path: Path, script: str) -> Iterator[None]:
    """Let another program hold a lock on a database while the block runs."""
    program = (
        "import sqlite3, sys\n"
        "db = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "for each in sys.argv[2].split(';'): db.execute(each)\n"
        "print('held', flush=True)\n"
        "sys.stdin.read()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, str(path), script],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        yield
        assert other.stdin is not None
        other.stdin.close()


@pytest.mark.parametrize("script", HOLD.values(), ids=HOLD)
def test_a_lock_of_another_program_is_said(program: Program, data: Path, script: str) -> None:
    """One line after a moment; nothing waits for ever, and nothing is replaced."""
    with held(data / FILE, script):
        before = (data / FILE).read_bytes()
        backups = contents(data / BACKUPS)
        changers = (
            ("data", "restore"),
            ("data", "restore", str(data / FILE)),
            ("data", "delete", "--yes"),
        )
        for command in (*READERS, *changers):
            done = program(*command, typed="q\n")
            assert done.is_quiet, done
            assert "another program uses your data" in done.err, command
            assert done.status == (0 if command[0] == "quiz" else 1), command
        assert (data / FILE).read_bytes() == before
        assert contents(data / BACKUPS) == backups
    assert program("data", "status").status == 0


def test_restore_does_not_replace_what_another_program_reads(program: Program, data: Path) -> None:
    """What that program writes later would be lost."""
    with held(data / FILE, "PRAGMA user_version; BEGIN; SELECT * FROM reviews"):
        done = program("data", "restore")
    assert (done.status, done.is_quiet) == (1, True)
    assert "another program uses your data" in done.err
    assert [path.name for path in (data / BACKUPS).iterdir()] == [TODAY]


@pytest.mark.parametrize("kind", ["pipe", "folder"])
@pytest.mark.parametrize(
    "name", [FILE, f"{FILE}-wal", "learner.left", LOCK, ASIDE, f"{BACKUPS}/{TODAY}"]
)
def test_what_is_no_file_is_never_opened(
    program: Program, data: Path, kind: str, name: str
) -> None:
    """A pipe would wait for ever; one line names it."""
    path = data / name
    path.unlink(missing_ok=True)
    if kind == "pipe":
        os.mkfifo(path)
    else:
        path.mkdir()
    for command in (*READERS, ("data", "restore"), ("doctor",)):
        done = program(*command, typed="q\n")
        assert done.is_quiet, (command, done)
        assert done.status in (0, 1), (command, done)
        if name == FILE:
            assert done.status == (0 if command[0] == "quiz" else 1)
            assert str(path) in done.err + done.out, (command, done)
    assert program("data", "delete", "--yes").status == (1 if name == LOCK else 0)
    assert path.is_fifo() if kind == "pipe" else path.is_dir()


def test_a_pipe_in_the_place_of_the_log_holds_nothing_up(tmp_path: Path) -> None:
    """A fault is then not logged, and the guide goes on."""
    os.mkfifo(tmp_path / faultlog.NAME)

    assert faultlog.record(tmp_path, ZeroDivisionError()) is None
    assert (tmp_path / faultlog.NAME).is_fifo()


def test_a_folder_in_the_place_of_the_data_is_said(program: Program) -> None:
    """Restore, status and quiz name it; delete does not claim it."""
    path = program.data / FILE
    path.mkdir(parents=True)
    (path / "thesis.txt").write_text("mine", "utf-8")
    for command in (("data", "restore"), ("data", "status"), ("quiz",)):
        done = program(*command, typed="q\n")
        assert (done.status in (0, 1), done.err.count("\n")) == (True, 1), done
        assert f"{path} is a folder" in done.err, command
    assert program("data", "delete", "--yes").status == 1
    assert (path / "thesis.txt").exists()


def test_a_missing_backup_is_not_created(program: Program, data: Path, tmp_path: Path) -> None:
    """A mistyped name stays free."""
    for command in (("data", "restore"), ("data", "import")):
        assert program(*command, str(tmp_path / "nothing.sqlite")).status == 1
        assert not (tmp_path / "nothing.sqlite").exists()


@pytest.mark.parametrize("force", [(), ("--force",)])
def test_a_backup_replaces_only_files(
    program: Program, data: Path, tmp_path: Path, force: tuple[str, ...]
) -> None:
    """Neither a pipe nor a device."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for target in (pipe, Path("/dev/null")):
        done = program("data", "backup", str(target), *force)
        assert (done.status, done.is_quiet) == (1, True), done
    assert pipe.is_fifo()


def test_the_data_of_the_guide_is_no_target(program: Program, data: Path) -> None:
    """Not even by force, and not by another name of the folder."""
    (data.parent / "link").symlink_to(data)
    before = contents(data)
    for name in (FILE, f"{FILE}-wal", "learner.left", f"{BACKUPS}/{TODAY}", "questions/x.json"):
        (data / "questions").mkdir(exist_ok=True)
        for target in (data / name, data.parent / "link" / name):
            for command in (
                ("data", "backup", str(target)),
                ("data", "export", "--out", str(target)),
                ("export", "csv", "--out", str(target)),
                ("export", "anki", "--out", str(target)),
                ("session", "create", "--out", str(target)),
            ):
                done = program(*command, "--force")
                assert (done.status, done.is_quiet) == (2, True), (command, done)
    assert contents(data) == before


def test_a_failed_restore_leaves_nothing(
    program: Program, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sound data is not called damaged, and what the try made is gone."""
    before = contents(data)

    def fail(_part: Path, _path: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("guide.store.restoring.put_in_place", fail)
    for _ in range(2):
        done = program("data", "restore")
        assert (done.status, done.is_quiet) == (1, True)
        assert "No space left" in done.err
    del before[LOCK], (after := contents(data))[LOCK]
    assert after == before


def test_a_failed_repair_sets_nothing_aside(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The damaged file stays where it is, once."""
    truncated(data / FILE)

    def fail(_part: Path, _path: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("guide.store.repair.put_in_place", fail)
    for _ in range(2):
        with open_progress(data, NOW) as progress:
            assert progress.path is None
    assert list(data.glob("*damaged*")) == []


# Exports and deleting


@pytest.mark.parametrize(
    ("table", "kind"),
    [
        ("reviews", "answers"),
        ("schedules", "schedules"),
        ("exams", "exams"),
        ("marks", "marks"),
        ("positions", "positions"),
        ("visits", "visits"),
        ("settings", "settings"),
    ],
)
def test_an_export_and_a_backup_replace_no_more_of_any_kind(
    program: Program, data: Path, tmp_path: Path, table: str, kind: str
) -> None:
    """However much there is of the other kinds."""
    targets = {"export": tmp_path / "me.json", "backup": tmp_path / "me.sqlite"}
    commands = {
        "export": ("data", "export", "--out", str(targets["export"])),
        "backup": ("data", "backup", str(targets["backup"])),
    }
    for name, target in targets.items():
        assert program(*commands[name]).status == 0
        targets[name] = target
    before = {name: target.read_bytes() for name, target in targets.items()}
    with closing(sqlite3.connect(data / FILE)) as db, db:
        db.execute(f"DELETE FROM {table} WHERE rowid = (SELECT min(rowid) FROM {table})")
        for number in range(1000 if table != "positions" else 0):
            at = NOW.isoformat()
            db.execute("INSERT INTO positions VALUES (?, 1, 0.5, '', ?)", (f"more-{number}", at))
    for name, target in targets.items():
        done = program(*commands[name])
        assert (done.status, done.is_quiet) == (1, True), done
        assert f" {kind}, not " in done.err
        assert target.read_bytes() == before[name]
        assert program(*commands[name], "--force").status == 0


FOREIGN = {
    "questions/package.json": b'{"name": "app", "version": "1.0.0"}',
    "crashes.log": b"segfault\n",
    "abscopal.log": b"my own notes\n",
    "results/alice.abscopal-result": b"her result, typed by hand",
    FILE: b"hi",
    "learner.left": b"left",
    LOCK: b"a lock",
    ASIDE: b"aside\n",
    f"{BACKUPS}/learner-2026-01-01.sqlite": b"backup",
}


def test_delete_claims_nothing_by_its_name(program: Program, data: Path) -> None:
    """What holds something else is somebody else's, whatever it is called."""
    foreign = {name: text for name, text in FOREIGN.items() if name not in (FILE, LOCK)}
    for name, text in foreign.items():
        (data / name).parent.mkdir(exist_ok=True)
        (data / name).write_bytes(text)
    assert program("data", "delete", "--yes").status == 0

    assert contents(data) == foreign


def test_delete_refuses_a_folder_without_data(program: Program) -> None:
    """Nothing in it is the guide's, although everything is called so; also another database."""
    for name, text in FOREIGN.items():
        (program.data / name).parent.mkdir(parents=True, exist_ok=True)
        (program.data / name).write_bytes(text)
    other = program.data / f"{BACKUPS}/learner-2026-01-02.sqlite"
    with closing(sqlite3.connect(other)) as db, db:
        db.execute("CREATE TABLE reviews (id)")
    before = contents(program.data)
    done = program("data", "delete", "--yes")

    assert (done.status, done.is_quiet) == (1, True)
    assert "nothing of the guide" in done.err
    assert contents(program.data) == before


@pytest.mark.parametrize("lose", [truncated, rotted, emptied])
def test_delete_knows_damaged_data(
    program: Program, data: Path, lose: Callable[[Path], None]
) -> None:
    """What cannot be opened any more is deleted all the same, with what was set aside."""
    lose(data / FILE)
    (data / "learner-damaged-20261123-120000.sqlite").write_bytes(b"what is left of it")
    (data / f"{FILE}-wal").write_bytes(b"")
    assert program("data", "delete", "--yes").status == 0

    assert not data.exists()


def test_delete_knows_everything_that_the_guide_makes(
    program: Program, data: Path, tmp_path: Path
) -> None:
    """Own topics, results, rows set aside, the log of faults, notes, backups."""
    (tmp_path / "mine.toml").write_text(OWN, "utf-8")
    assert program("import", str(tmp_path / "mine.toml")).status == 0
    change(data / FILE, "UPDATE reviews SET grade = 'fine' WHERE id = 3")
    done = program("quiz", "--code", "SBF01-002DK", typed="A\n" * 60)
    faultlog.record(data, ZeroDivisionError())
    (data / "results").mkdir(exist_ok=True)
    result = Result("SBF01-002DK", "2026.11", "Ada", NOW.isoformat(), ("basics-01",), ())
    write_result(result, data / "results")
    names = {path.name for path in data.rglob("*") if path.is_file()}
    assert {"mine.json", ASIDE, "abscopal.log", FILE, LOCK, "learner.left", TODAY} <= names, done
    assert program("data", "delete", "--yes").status == 0

    assert not data.exists()


# Where nothing can be saved


@pytest.fixture
def nowhere(program: Program, tmp_path: Path) -> Program:
    """The program with a data folder that cannot be created."""
    in_the_way = tmp_path / "file"
    in_the_way.write_text("")
    return Program(program.content, in_the_way / "data")


def quiz_arguments(
    catalogue: Catalogue, folder: Path, arguments: tuple[str, ...]
) -> tuple[list[str], tuple[str, ...]]:
    """Return the arguments with a class code put in, and where a class exam writes its result."""
    code = class_session.make_code(catalogue.content_version, list(catalogue.topics), "", 3, 7)
    there = [argument.format(code=code) for argument in arguments]
    result = ("--result", str(folder / "out.abscopal-result")) if "--code" in there else ()
    return there, result


@pytest.mark.parametrize("arguments", [("--mode", "exam", "-n", "2"), ("--code", "{code}")])
def test_an_exam_in_memory_is_not_called_saved(
    program: Program,
    nowhere: Program,
    catalogue: Catalogue,
    tmp_path: Path,
    arguments: tuple[str, ...],
) -> None:
    """It is lost when the learner stops, and why is said; the status tells scripts."""
    there, result = quiz_arguments(catalogue, tmp_path, arguments)
    done = nowhere("quiz", *there, *result, typed="q\n")

    assert done.status == 1
    assert "saved. Run" not in done.out
    assert "your answers to this exam are lost" in done.err
    assert "cannot be created (Not a directory)" in done.err.splitlines()[-1]
    assert program("quiz", *there, typed="q\n").status == 0


@pytest.mark.parametrize(
    "arguments",
    [("-n", "2"), ("--mode", "drill"), ("--mode", "exam", "-n", "2"), ("--code", "{code}")],
    ids=["practice", "drill", "exam", "class"],
)
def test_answers_in_memory_end_with_an_error(
    nowhere: Program, catalogue: Catalogue, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    """They are lost, and why is said, also after the last question; without any, all is well."""
    there, result = quiz_arguments(catalogue, tmp_path, arguments)
    replies = "A\n1\n5\nAB\nABC\nABCD\ny\n" * 10
    done = nowhere("quiz", *there, *result, typed=replies)

    assert "Score: " in done.out
    assert done.status == 1
    assert "are lost, they were in memory only: " in done.err.splitlines()[-1]
    assert (tmp_path / "out.abscopal-result").exists() is bool(result)
    assert nowhere("quiz", "-n", "1", typed="q\n").status == 0


def test_exports_with_a_byte_order_mark_are_read(
    program: Program, data: Path, tmp_path: Path
) -> None:
    """Notepad adds one; such a file is also protected."""
    file = tmp_path / "me.json"
    assert program("data", "export", "--out", str(file)).status == 0
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
    other = Program(program.content, tmp_path / "other")
    done = other("data", "import", str(file))

    assert (done.status, done.err) == (0, "")
    assert program("data", "export", "--out", str(file)).status == 0
