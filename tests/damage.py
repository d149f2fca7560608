"""Random damage to a learner's database: no traceback ever, and what was saved of each kind.

`make damage` makes COUNT=300 damages; a test makes a few of each kind. Every damaged folder is read
by commands that only read, opened to learn, answered in, closed, and read again.
"""

import argparse
import os
import random
import shutil
import sqlite3
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from statistics import mean

import msgspec

from guide.errors import GuideError
from guide.exchange.learner import everything_json, reviews_csv
from guide.store.exams import StoredExam
from guide.store.files import BACKUPS, FILE
from guide.store.progress import Position, Progress, open_progress, read_progress
from guide.store.reviews import Origin
from guide.store.status import inspect
from guide.study.answering import Answer
from guide.study.exam import Exam
from guide.study.marking import mark
from guide.study.presenting import PresentedQuestion, present
from tests.conftest import NOW
from tests.study.samples import QUESTIONS

ANSWERS, ASKED = 400, 60
PAGE = 4096
Damage = Callable[[Path, random.Random], None]


def _presented(number: int) -> PresentedQuestion:
    return present(msgspec.structs.replace(QUESTIONS[0], id=f"question-{number}"), 1)


def answer(progress: Progress, number: int) -> None:
    """Answer one of the questions."""
    asked = Answer(_presented(number % ASKED), (number % 3,), confidence="sure")
    at = NOW + timedelta(hours=number - ANSWERS)
    progress.reviews.record(
        asked.question.id,
        lambda before: mark(asked, before, at, 3.0),
        Origin("run", "practice", "2026.11+x"),
    )


def make_learner(folder: Path) -> None:
    """Make the data of a learner who has used everything, without a backup."""
    with open_progress(folder, NOW) as progress:
        for number in range(ANSWERS):
            answer(progress, number)
        exam = Exam("Exam", tuple(_presented(number) for number in range(20)), 600.0)
        progress.exams.add(StoredExam("exam-1", 7, "", exam.tick(3.0).toggle_flag()), NOW)
        for number in range(40):
            progress.record_visit(f"page-{number}", NOW)
            progress.save_position(Position(f"page-{number}", number, 0.5, "Results"), NOW)
            progress.reviews.toggle_mark(f"question-{number}", "flag", NOW)
        progress.save_settings({"theme": "abscopal-light", "study.cap": "30"})
        progress.save_search("dose")
    shutil.rmtree(folder / BACKUPS)


def _rewrite(path: Path, start: int, data: bytes) -> None:
    with path.open("r+b") as file:
        file.seek(start)
        file.write(data)


def flip(path: Path, rng: random.Random, count: int = 1) -> None:
    """Flip bits anywhere."""
    data = bytearray(path.read_bytes())
    for _ in range(count):
        data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
    path.write_bytes(bytes(data))


def flip_many(path: Path, rng: random.Random) -> None:
    """Flip fifty bits."""
    flip(path, rng, 50)


def zero_page(path: Path, rng: random.Random) -> None:
    """Set a page to zeros."""
    _rewrite(path, PAGE * rng.randrange(path.stat().st_size // PAGE), bytes(PAGE))


def zero_pages(path: Path, rng: random.Random) -> None:
    """Set eight neighbouring pages to zeros."""
    _rewrite(path, PAGE * rng.randrange(path.stat().st_size // PAGE - 8), bytes(8 * PAGE))


def swap_pages(path: Path, rng: random.Random) -> None:
    """Write a page over another one."""
    data, count = path.read_bytes(), path.stat().st_size // PAGE
    place = PAGE * rng.randrange(count)
    _rewrite(path, PAGE * rng.randrange(count), data[place : place + PAGE])


def write_noise(path: Path, rng: random.Random) -> None:
    """Write noise over some bytes."""
    length = rng.randrange(1, 3 * PAGE)
    _rewrite(path, rng.randrange(path.stat().st_size - length), rng.randbytes(length))


def truncate(path: Path, rng: random.Random) -> None:
    """Cut the file off."""
    with path.open("r+b") as file:
        file.truncate(rng.randrange(1, path.stat().st_size))


def spoil_header(path: Path, rng: random.Random) -> None:
    """Write noise over the header."""
    _rewrite(path, 0, rng.randbytes(100))


def empty(path: Path, rng: random.Random) -> None:
    """Leave nothing of the file."""
    path.write_bytes(b"")


def drop(path: Path, rng: random.Random) -> None:
    """Drop a table or an index."""
    with closing(sqlite3.connect(path)) as db, db:
        query = "SELECT type, name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY name"
        kind, name = rng.choice(db.execute(query).fetchall())
        db.execute(f"DROP {kind} {name}")


def delete_rows(path: Path, rng: random.Random) -> None:
    """Delete what the version says, or a setting, or an exam."""
    with closing(sqlite3.connect(path)) as db, db:
        db.execute(f"DELETE FROM {rng.choice(('meta', 'settings', 'exams'))}")


def change_value(path: Path, rng: random.Random) -> None:
    """Write a wrong value into a column of some rows."""
    values = ("", "x", "{", "[]", "2026-13-01", "\x1b]0;x\x07", -1, 0, 2**62, 1e308, -0.5, None)
    with closing(sqlite3.connect(path)) as db, db:
        query = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
        table = rng.choice(db.execute(query).fetchall())[0]
        column = rng.choice(db.execute(f"PRAGMA table_info({table})").fetchall())[1]
        for value in rng.sample(values, len(values)):
            try:
                db.execute(
                    f"UPDATE OR IGNORE {table} SET {column} = ? WHERE rowid % 5 = 0", (value,)
                )
                return
            except sqlite3.Error:
                continue


DAMAGES: tuple[Damage, ...] = (
    flip,
    flip_many,
    zero_page,
    zero_pages,
    swap_pages,
    write_noise,
    truncate,
    spoil_header,
    empty,
    drop,
    delete_rows,
    change_value,
)


@dataclass(slots=True)
class Outcome:
    """What came of the damages of one kind.

    Attributes:
        saved: The number of answers that were there afterwards, for each damage.
        told: How many damages were said.
        told_again: How many were said at the next visit too.
        faults: Exceptions that were not of the guide's own.
    """

    saved: list[int] = field(default_factory=list)
    told: int = 0
    told_again: int = 0
    faults: list[str] = field(default_factory=list)


def read_all(progress: Progress) -> None:
    """Read everything that screens and commands read."""
    reviews = progress.reviews
    everything_json(progress), reviews_csv(progress)
    reviews.schedules(), reviews.last_right(), reviews.confident_errors(), reviews.latest()
    reviews.days(NOW), reviews.seconds(), reviews.due_count(NOW), reviews.done_today(NOW)
    reviews.answered_count(), reviews.orphans(()), reviews.marked("flag")
    progress.exams.find_unfinished({"question-1": QUESTIONS[0]})
    progress.exams.find_finished("x")
    progress.settings(), progress.searches(), progress.visited(), progress.recent(9)
    progress.position("page-1")


def live_on(folder: Path, outcome: Outcome) -> None:
    """Read, learn and read again in a folder that was damaged."""
    told = _visit(folder)[1]
    saved, again = _visit(folder)
    outcome.saved.append(saved - 1)
    outcome.told += bool(told)
    outcome.told_again += bool(again)


def _visit(folder: Path) -> tuple[int, list[str]]:
    """Read and learn; return how many answers there were before, and what was said."""
    told: list[str] = []
    inspect(folder)
    try:
        with read_progress(folder, NOW) as progress:
            read_all(progress)
    except GuideError as error:
        told.append(str(error))
    with open_progress(folder, NOW) as progress:
        told += progress.notices
        progress.on_failure = told.append
        assert progress.path is not None
        read_all(progress)
        saved = len(progress.data().reviews)
        answer(progress, ANSWERS + 1)
        progress.record_visit("page-1", NOW)
        progress.reviews.undo(1)
    return saved, told


def run(count: int, seed: int) -> dict[str, Outcome]:
    """Make some damages of each kind in turn; return what came of them."""
    found: dict[str, Outcome] = defaultdict(Outcome)
    with tempfile.TemporaryDirectory(prefix="damage-") as name:
        template = Path(name) / "template"
        make_learner(template)
        for number in range(count):
            damage, rng = DAMAGES[number % len(DAMAGES)], random.Random(f"{seed}-{number}")
            folder = Path(name) / str(number)
            shutil.copytree(template, folder)
            path = folder / FILE
            before = path.stat()
            damage(path, rng)
            if rng.random() < 0.5 and path.stat().st_size == before.st_size:
                os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))  # as rot does
            outcome = found[damage.__name__]
            try:
                live_on(folder, outcome)
            except Exception as error:  # the fault that is looked for
                outcome.faults.append(f"damage {number} of seed {seed}: {error!r}")
            shutil.rmtree(folder)
    return found


def main() -> int:
    """Print what came of the damages; return 1 if one led to a traceback."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    found = run(options.count, options.seed)
    heads = ("damage", "times", "said", "again", "saved", "least", "tracebacks")
    print("".join(f"{head:>12}" for head in heads))
    for name, outcome in found.items():
        saved = outcome.saved or [0]
        share, least = f"{mean(saved) / ANSWERS:.1%}", min(saved)
        times = len(outcome.saved) + len(outcome.faults)
        row = (name, times, outcome.told, outcome.told_again, share, least, len(outcome.faults))
        print("".join(f"{cell:>12}" for cell in row))
    faults = [fault for outcome in found.values() for fault in outcome.faults]
    for fault in faults:
        print(fault)
    print(f"{options.count} damages of {ANSWERS} answers, {len(faults)} tracebacks")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
