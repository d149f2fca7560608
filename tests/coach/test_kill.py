"""A guide killed at any moment loses at most the keystroke in flight; two guides at once lose and double nothing."""

import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from guide.store.database import FILE
from tests.conftest import ROOT

KILLS = 200
ANSWERING = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from guide.coach.preferences import Preferences
from guide.coach.practice import Practice
from guide.coach.exam import RunningExam
from guide.store.database import open_database
from guide.store.progress import Progress
from guide.study.answering import Answer
from guide.study.run import practice
from tests.study.samples import QUESTIONS

now = datetime.now(UTC)
progress = Progress(open_database(Path(sys.argv[1]), now))
mode, number = sys.argv[2], 0
while True:
    if mode == "exam":
        sitting = RunningExam.begin("x", list(QUESTIONS), number, 10, True, progress, Preferences(), "v", now)
        for place, asked in enumerate(sitting.exam.asked):
            sitting.step(sitting.exam.go(place).tick(1).answer(Answer(asked, (place % 3,))))
            print("kept", sitting.begun.run, place, flush=True)
        sitting.finish(now)
        print("finished", sitting.begun.run, flush=True)
    else:
        run = Practice(practice("x", QUESTIONS, 3, number), mode, progress.reviews, Preferences(), "v", number)
        while run.session.current is not None:
            run.give(Answer(run.session.current, (number % 3,)), datetime.now(UTC), 1.0)
            print("kept", len(run.marks), flush=True)
        if number % 3 == 0:
            run.undo()
            print("undone", flush=True)
    number += 1
"""


def whole(folder: Path) -> tuple[int, int, list[str]]:
    """Return how many answers are kept, how many of them undone, and what the database says of itself."""
    db = sqlite3.connect(folder / FILE)
    kept = db.execute("SELECT count(*), coalesce(sum(undone), 0) FROM reviews").fetchone()
    sound = [row[0] for row in db.execute("PRAGMA integrity_check")]
    db.close()
    return kept[0], kept[1], sound


@pytest.mark.parametrize("mode", ["practice", "review", "drill", "exam"])
def test_killed_at_any_moment(tmp_path: Path, mode: str) -> None:
    """After each of fifty kills per mode everything said to be kept is kept, at most one answer more, and the file is whole."""
    rng = random.Random(mode)
    told = undone = 0
    for _ in range(KILLS // 4):
        said = tmp_path / "said"
        with said.open("w") as out:
            process = subprocess.Popen(
                [sys.executable, "-c", ANSWERING, str(tmp_path), mode], cwd=ROOT, stdout=out
            )
        while not said.stat().st_size:
            assert process.poll() is None
            time.sleep(0.002)
        time.sleep(rng.uniform(0, 0.06))
        process.send_signal(signal.SIGKILL)
        process.wait()
        lines = said.read_text("utf-8").splitlines()
        if mode == "exam":
            told += 3 * sum(line.startswith("finished") for line in lines)
            kept, _, sound = whole(tmp_path)
            assert kept in (told, told + 3), "an exam's answers become reviews all together"
            told = kept
            _exam_answers(tmp_path, [line.split() for line in lines if line.startswith("kept")])
        else:
            told += sum(line.startswith("kept") for line in lines)
            undone += sum(line.startswith("undone") for line in lines)
            kept, taken_back, sound = whole(tmp_path)
            assert told <= kept <= told + 1
            assert undone <= taken_back <= undone + 1
            told, undone = kept, taken_back
        assert sound == ["ok"]


def _exam_answers(folder: Path, told: list[list[str]]) -> None:
    """Every answer said to be kept is in its exam's state."""
    db = sqlite3.connect(folder / FILE)
    for _, run, place in (
        line for line in told if len(line) == 3
    ):  # a line may be cut off by the kill
        row = db.execute(
            "SELECT json_extract(state, '$.given.\"' || ? || '\"') FROM exams WHERE run = ?",
            (place, run),
        ).fetchone()
        assert row is not None
        assert row[0] is not None, f"{run}: the answer to {place} is lost"
    db.close()


def test_two_guides_answer_the_same_questions_at_once(tmp_path: Path) -> None:
    """Both processes' answers are there, each once, and every schedule follows from the last answer to its question."""
    code = ANSWERING.replace("while True:", "while number < 40:")
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(tmp_path), "practice"],
            cwd=ROOT,
            stdout=subprocess.PIPE,
        )
        for _ in range(2)
    ]
    said = sum(process.communicate()[0].count(b"kept") for process in processes)
    db = sqlite3.connect(tmp_path / FILE)
    kept = db.execute("SELECT count(*) FROM reviews").fetchone()[0]
    chains = db.execute(
        "SELECT count(*) FROM reviews AS r WHERE before IS NULL AND undone = 0 AND EXISTS"
        " (SELECT 1 FROM reviews AS e WHERE e.question = r.question AND e.id < r.id AND e.undone = 0)"
    ).fetchone()[0]
    db.close()

    assert [process.returncode for process in processes] == [0, 0]
    assert kept == said == 240
    assert chains == 0, "an answer that did not see the one before it"
