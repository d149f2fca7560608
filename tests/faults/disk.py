"""A disk that fills up: what was saved stays, what was not is said, and later it works again.

Not among the usual tests: `make faults-disk` mounts the disk and runs them.
"""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from guide.coach.exam import ExamPlan, RunningExam
from guide.coach.study import open_study
from guide.errors import StorageError
from guide.library.catalogue import Catalogue
from guide.store.backups import back_up_daily, list_backups
from guide.store.files import BACKUPS, FILE, own_files
from guide.store.progress import open_progress
from guide.store.restoring import restore
from guide.study.answering import Answer
from tests.conftest import NOW
from tests.damage import ANSWERS, answer, make_learner
from tests.disk import DISK
from tests.faults.program import Program
from tests.faults.test_files import own
from tests.study.samples import QUESTIONS


class Disk:
    """A small disk.

    Attributes:
        folder: Where it is.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._filler = folder / "filler"

    def fill(self, left: int = 0) -> None:
        """Fill it but for some bytes."""
        with self._filler.open("ab") as file:
            for size in (65536, 4096):
                try:
                    while True:
                        os.write(file.fileno(), bytes(size))
                except OSError:
                    continue
        os.truncate(self._filler, max(self._filler.stat().st_size - left, 0))

    def free(self) -> None:
        """Make room again."""
        self._filler.unlink()

    @contextmanager
    def read_only(self) -> Iterator[None]:
        """Allow only reading while the block runs."""
        subprocess.run(["mount", "-o", "remount,ro", str(self.folder)], check=True)
        try:
            yield
        finally:
            subprocess.run(["mount", "-o", "remount,rw", str(self.folder)], check=True)

    @property
    def parts(self) -> list[Path]:
        """Files that were begun and not removed."""
        return [path for path in self.folder.rglob("*") if path.name.endswith(".part")]


@pytest.fixture
def disk() -> Iterator[Disk]:
    """The disk, empty."""
    folder = Path(os.environ[DISK])
    yield Disk(folder)
    for path in folder.iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()


@pytest.mark.parametrize("left", [0, 4096, 20_000, 200_000])
def test_answers_that_were_saved_are_there(disk: Disk, left: int) -> None:
    """Each answer is saved or refused; with room again, the next one is saved."""
    folder, saved = disk.folder / "data", 0
    with open_progress(folder, NOW) as progress:
        answer(progress, 0)
        saved += 1
        disk.fill(left)
        with pytest.raises(StorageError, match="the answer could not be saved"):
            for number in range(1, 5000):
                answer(progress, number)
                saved += 1
        for _ in range(3):
            progress.record_visit("gray", NOW)
        assert len(progress.data().reviews) == saved
        disk.free()
        answer(progress, 6000)
        assert len(progress.data().reviews) == saved + 1
        assert progress.visited() == {"gray"}
    with open_progress(folder, NOW) as progress:
        assert progress.notices == ()
        assert len(progress.data().reviews) == saved + 1


def test_an_exam_goes_on_when_there_is_room(disk: Disk, catalogue: Catalogue) -> None:
    """What could not be saved is refused, nothing of the exam is lost, and it can be finished."""
    with open_study(catalogue, disk.folder / "data", NOW) as study:
        running = RunningExam.begin(study, ExamPlan("x", QUESTIONS, 1, 10), NOW)
        running.step(running.exam.answer(Answer(running.exam.questions[0], (0,))))
        disk.fill()
        refused = 0
        for place in range(400):
            try:
                running.step(running.exam.go(place % 3).tick(1.0))
            except StorageError:
                refused += 1
        assert refused
        assert running.exam.used == 400.0
        with pytest.raises(StorageError, match="the exam could not be saved"):
            for _ in range(400):
                running.save()
        disk.free()
        assert running.finish(NOW).score == 1
    with open_progress(disk.folder / "data", NOW) as progress:
        assert len(progress.data().reviews) == 1


def test_a_backup_that_does_not_fit_is_said(disk: Disk) -> None:
    """The older ones stay, and nothing half-written does."""
    folder = disk.folder / "data"
    make_learner(folder)
    back_up_daily(folder, NOW)
    before = {path.name: path.read_bytes() for path in (folder / BACKUPS).iterdir()}
    disk.fill(100_000)
    told: list[str] = []
    with open_progress(folder, NOW + timedelta(days=1)) as progress:
        progress.on_failure = told.append
    assert any("backup of your data failed" in line for line in told)
    assert {path.name: path.read_bytes() for path in (folder / BACKUPS).iterdir()} == before
    assert disk.parts == []
    disk.free()
    open_progress(folder, NOW + timedelta(days=2)).close()
    assert [backup.answers for backup in list_backups(folder)] == [ANSWERS, ANSWERS]


@pytest.mark.parametrize("command", [("export", "json", "--out"), ("data", "export", "--out")])
def test_an_export_that_does_not_fit_replaces_nothing(
    program: Program, disk: Disk, command: tuple[str, ...]
) -> None:
    """The good file is as it was."""
    make_learner(program.data)
    target = disk.folder / "me.json"
    assert program(*command, str(target)).status == 0
    before = target.read_bytes()
    disk.fill()
    done = program(*command, str(target))
    assert (done.status, done.is_quiet) == (1, True)
    assert (target.read_bytes(), disk.parts) == (before, [])
    assert program("data", "backup", str(disk.folder / "x.sqlite")).status == 1
    assert not (disk.folder / "x.sqlite").exists()
    assert disk.parts == []


def test_a_restore_that_does_not_fit_changes_nothing(disk: Disk) -> None:
    """Data and backups are as they were."""
    folder = disk.folder / "data"
    make_learner(folder)
    back_up_daily(folder, NOW)
    before = {path: path.read_bytes() for path in own_files(folder)}
    disk.fill(8192)
    for _ in range(3):
        with pytest.raises(StorageError, match=r"disk is full|No space left"):
            restore(folder, None, NOW)
    after = {path: path.read_bytes() for path in own_files(folder)}
    assert after == before
    assert disk.parts == []


def test_a_repair_that_does_not_fit_leaves_the_damaged_file(disk: Disk) -> None:
    """It is repaired when there is room."""
    folder = disk.folder / "data"
    make_learner(folder)
    os.truncate(folder / FILE, 200_000)
    before = (folder / FILE).read_bytes()
    disk.fill(8192)
    with open_progress(folder, NOW) as progress:
        assert progress.path is None
        assert progress.notices[0].startswith("Nothing will be saved")
    assert (folder / FILE).read_bytes() == before
    assert disk.parts == []
    disk.free()
    with open_progress(folder, NOW) as progress:
        assert len(progress.data().reviews) > ANSWERS / 4


def test_a_full_disk_is_said_at_opening(program: Program, disk: Disk) -> None:
    """The guide can be used, says that nothing will be saved, and at the end what is lost."""
    disk.fill()
    full = Program(program.content, disk.folder / "data")
    done = full("quiz", "-n", "1", typed="A\n1\n5\nAB\nABC\nABCD\nABCDE\ny\n")

    assert done.status == 1
    assert "Nothing will be saved" in done.err
    assert "are lost" in done.err.splitlines()[-1]
    assert "Traceback" not in done.err


def test_an_exam_on_a_full_disk_is_not_called_saved(program: Program, disk: Disk) -> None:
    """It is lost when the learner stops, and why is said."""
    open_progress(disk.folder / "data", NOW).close()
    disk.fill()
    full = Program(program.content, disk.folder / "data")
    done = full("quiz", "--mode", "exam", "-n", "2", typed="q\n")

    assert done.status == 1
    assert "saved. Run" not in done.out
    assert "your answers to this exam are lost" in done.err


@pytest.mark.parametrize("left", [0, 4096, 40_000])
def test_sound_data_can_be_rescued_from_a_full_disk(
    program: Program, disk: Disk, tmp_path: Path, left: int
) -> None:
    """After a try to learn, which leaves nothing, it is read, exported and backed up elsewhere."""
    folder = disk.folder / "data"
    make_learner(folder)
    disk.fill(left)
    full = Program(program.content, folder)
    for command in (
        ("quiz", "-n", "1"),
        ("data", "status"),
        ("data", "export", "--out", str(tmp_path / "me.json")),
        ("data", "backup", str(tmp_path / "me.sqlite")),
    ):
        done = full(*command, typed="q\n")
        assert done.status == 0, (command, done)
    assert f"{ANSWERS} answers" in full("data", "backup", str(tmp_path / "me.sqlite")).out
    assert not [path for path in folder.iterdir() if path.name.startswith(f"{FILE}-")]


def test_an_empty_log_is_no_hindrance(program: Program, disk: Disk, tmp_path: Path) -> None:
    """An earlier version left one on a full disk."""
    folder = disk.folder / "data"
    make_learner(folder)
    (folder / f"{FILE}-wal").touch()
    disk.fill()
    full = Program(program.content, folder)
    assert full("data", "status").status == 0
    assert full("data", "backup", str(tmp_path / "me.sqlite")).status == 0


def test_a_log_that_was_left_is_read_on_a_full_disk(
    program: Program, disk: Disk, tmp_path: Path
) -> None:
    """The guide was killed because of it; its last answers are in the log alone."""
    folder, open_ = disk.folder / "data", tmp_path / "open"
    make_learner(open_)
    folder.mkdir()
    with open_progress(open_, NOW) as progress:
        answer(progress, ANSWERS)
        for name in (FILE, f"{FILE}-wal"):
            shutil.copy(open_ / name, folder / name)
    disk.fill()
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    full = Program(program.content, folder)
    assert f"{ANSWERS + 1} answers" in full("data", "status").out
    target = str(tmp_path / "me.sqlite")
    assert full("data", "backup", target).out == f"{target}: {ANSWERS + 1} answers\n"
    after = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert {name: after[name] for name in before} == before


@pytest.mark.parametrize("log", ["none", "empty", "left"])
def test_a_disk_for_reading_only(program: Program, disk: Disk, tmp_path: Path, log: str) -> None:
    """Everything is read from it, and an exam on it is not called saved."""
    folder, open_ = disk.folder / "data", tmp_path / "open"
    make_learner(open_)
    with closing(sqlite3.connect(open_ / FILE)) as db, db:
        db.execute("DELETE FROM exams")
    shutil.copytree(open_, folder)
    match log:
        case "empty":
            (folder / f"{FILE}-wal").touch()
        case "left":
            with open_progress(open_, NOW) as progress:
                answer(progress, ANSWERS)
                for name in (FILE, f"{FILE}-wal"):
                    shutil.copy(open_ / name, folder / name)
    count = ANSWERS + (log == "left")
    here, target = Program(program.content, folder), str(tmp_path / "me.sqlite")
    with disk.read_only():
        assert here("data", "status").status == 0
        assert here("data", "backup", target).out == f"{target}: {count} answers\n"
        assert here("export", "csv").out.count("\n") == count + 1
        done = here("quiz", "--mode", "exam", "-n", "2", typed="q\n")
        assert done.status == 1
        assert "your answers to this exam are lost" in done.err
        done = here("data", "restore", target)
        assert (done.status, done.is_quiet) == (1, True)


def test_own_questions_are_imported_all_or_none(
    program: Program, disk: Disk, tmp_path: Path
) -> None:
    """A second file that does not fit takes the first one with it."""
    folder = disk.folder / "data"
    full = Program(program.content, folder)
    (tmp_path / "aaa.toml").write_text(own("aaa", "aaa-01"), "utf-8")
    assert full("import", str(tmp_path / "aaa.toml")).status == 0
    before = {path: path.read_bytes() for path in (folder / "questions").iterdir()}
    (tmp_path / "aaa.toml").write_text(own("aaa", "aaa-02"), "utf-8")
    question = "[[question]]" + own("bbb", "bbb-01").split("[[question]]")[1]
    more = (question.replace("bbb-01", f"bbb-{number}") for number in range(10, 30))
    (tmp_path / "bbb.toml").write_text(own("bbb", "bbb-01") + "".join(more), "utf-8")
    disk.fill(4096)
    files = [str(tmp_path / name) for name in ("aaa.toml", "bbb.toml")]
    assert full("import", *files).status == 1
    assert {path: path.read_bytes() for path in (folder / "questions").iterdir()} == before
    disk.free()
    assert full("import", *files).status == 0
