"""A guide that is killed loses at most one keystroke; two guides at once lose nothing."""

import random
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from guide.opening import Guide
from guide.store.files import FILE
from tests.conftest import ROOT

KILLS = 60
ANSWERING = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from guide.coach.exam import ExamPlan, RunningExam
from guide.coach.practice import Practice
from guide.coach.study import open_study
from guide.errors import StorageError
from guide.opening import open_guide
from guide.study.answering import Answer
from guide.study.run import draw_run
from tests.study.samples import QUESTIONS

def insist(write, *values):
    # As a user does who is told that another program uses the data.
    while True:
        try:
            return write(*values)
        except StorageError:
            continue

now = datetime.now(UTC)
study = open_study(open_guide(Path(sys.argv[3])).catalogue, Path(sys.argv[1]), now)
mode, number = sys.argv[2], 0
while True:
    if mode == "exam":
        running = RunningExam.begin(study, ExamPlan("x", QUESTIONS, number, 10, True), now)
        for place, presented in enumerate(running.exam.questions):
            running.step(running.exam.go(place).tick(1).answer(Answer(presented, (place % 3,))))
            print("saved", running.stored.name, place, flush=True)
        running.finish(now)
        print("finished", running.stored.name, flush=True)
    else:
        practice = Practice(study, draw_run("x", QUESTIONS, 3, number), mode, number)
        while practice.run.current is not None:
            answer = Answer(practice.run.current, (number % 3,))
            insist(practice.answer, answer, datetime.now(UTC), 1.0)
            print("saved", len(practice.marks), flush=True)
        if number % 3 == 0:
            insist(practice.undo)
            print("undone", flush=True)
    number += 1
"""


def read_counts(folder: Path) -> tuple[int, int, list[str]]:
    """Return how many answers are saved, how many of them are undone, and whether all is sound."""
    db = sqlite3.connect(folder / FILE)
    saved = db.execute("SELECT count(*), coalesce(sum(undone), 0) FROM reviews").fetchone()
    sound = [row[0] for row in db.execute("PRAGMA integrity_check")]
    db.close()
    return saved[0], saved[1], sound


@pytest.mark.parametrize("mode", ["practice", "review", "drill", "exam"])
def test_killed_at_any_moment(guide: Guide, tmp_path: Path, mode: str) -> None:
    """After each of 25 kills everything reported as saved is saved, and at most one answer more.

    The file is sound every time.
    """
    rng = random.Random(mode)
    told = undone = 0
    for _ in range(KILLS // 4):
        command = _command(guide, tmp_path, mode)
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            first = process.stdout.readline()
            assert first
            # Not a wait: what is tested is a kill at any moment, not only at the end of a step.
            time.sleep(rng.uniform(0, 0.06))
            process.kill()
            lines = [first, *process.stdout.read().splitlines()]
        saved, taken_back, sound = read_counts(tmp_path)
        if mode == "exam":
            told += 3 * sum(line.startswith("finished") for line in lines)
            assert saved in (told, told + 3), "an exam's answers become reviews all together"
            _check_exams(tmp_path, [line.split() for line in lines if line.startswith("saved")])
        else:
            told += sum(line.startswith("saved") for line in lines)
            undone += sum(line.startswith("undone") for line in lines)
            assert told <= saved <= told + 1
            assert undone <= taken_back <= undone + 1
        told, undone = saved, taken_back
        assert sound == ["ok"]


def _command(guide: Guide, folder: Path, mode: str, code: str = ANSWERING) -> list[str]:
    return [sys.executable, "-c", code, str(folder), mode, str(guide.built.folder.parent)]


def _check_exams(folder: Path, told: list[list[str]]) -> None:
    """Check that every answer reported as saved is in its exam's state."""
    db = sqlite3.connect(folder / FILE)
    # The kill may have cut off the last line.
    for _, name, place in (line for line in told if len(line) == 3):
        row = db.execute(
            "SELECT json_extract(state, '$.given.\"' || ? || '\"') FROM exams WHERE run = ?",
            (place, name),
        ).fetchone()
        assert row is not None
        assert row[0] is not None, f"{name}: the answer to {place} is lost"
    db.close()


def test_two_guides_answer_the_same_questions_at_once(guide: Guide, tmp_path: Path) -> None:
    """Both guides' answers are there once, and each schedule follows from the answer before."""
    code = ANSWERING.replace("while True:", "while number < 40:") + "\nstudy.close()\n"
    command = _command(guide, tmp_path, "practice", code)
    processes = [subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) for _ in range(2)]
    said = sum(process.communicate()[0].count(b"saved") for process in processes)
    db = sqlite3.connect(tmp_path / FILE)
    saved = db.execute("SELECT count(*) FROM reviews").fetchone()[0]
    unaware = db.execute(
        "SELECT count(*) FROM reviews AS r WHERE before IS NULL AND undone = 0 AND EXISTS"
        " (SELECT 1 FROM reviews AS e"
        " WHERE e.question = r.question AND e.id < r.id AND e.undone = 0)"
    ).fetchone()[0]
    db.close()

    assert [process.returncode for process in processes] == [0, 0]
    assert saved == said == 240
    assert unaware == 0, "an answer that did not see the one before it"
