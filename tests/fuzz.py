"""Random input for everything that reads something from outside.

`make fuzz` runs each target for MINUTES; a test runs a few examples of each. A target may refuse
what it gets with an error of the guide's own; any other exception, or more than ten seconds of
work for one input, is a fault. Hypothesis then prints the smallest input that shows it.
"""

import argparse
import json
import shutil
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from guide.building import build
from guide.coach.overlay import FOLDER, read_overlay
from guide.coach.overview import read_overview
from guide.coach.study import open_study
from guide.errors import GuideError
from guide.exchange.class_session_file import read_session_file
from guide.exchange.learner import everything_json, reviews_csv
from guide.exchange.own_questions import import_questions
from guide.exchange.result_file import decode_result
from guide.layout.quiz.question import question_lines
from guide.library.checks import check
from guide.library.load import load_content
from guide.opening import Guide, open_guide
from guide.paths import built_dir
from guide.search.engine import Searcher
from guide.search.requests import SearchRequest
from guide.study.answering import read_answer, right_answer
from guide.study.presenting import present
from tests.cli.test_quiz import OWN
from tests.conftest import NOW, copy_small
from tests.faults.program import Program

SLOWEST = 10
"""Seconds of work for one input; a file from outside takes two on an idle machine."""
ROUND = 50
"""Examples between two looks at the clock."""
SIGNS = (
    "\0",
    "\x1b]0;x\x07",
    "\u202e",
    "\ufeff",
    "²",
    "٣",
    "ß",
    "İ",
    "'",
    '"',
    '"""',
    "\\",
    "\\u",
    "[[",
    "[@a]{x}",
    "]",
    "{",
    "}",
    "{answer}",
    "|",
    "\n",
    "\r\n",
    "+++",
    "\t",
    "=",
    ".",
    "..",
    "../x",
    "1e999",
    "-1",
    "9" * 50,
    "nan",
    "inf",
    "true",
    "null",
    "kind:",
    "year:1..",
    "-",
    "*",
    "8 gy x 3",
    "\U0001f642",
)
"""What parsers have stumbled over."""
LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=20),
    st.sampled_from(SIGNS),
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=8,
)


@dataclass(frozen=True, eq=False)
class Ground:
    """What the targets work on.

    Attributes:
        content: A content folder that is built.
        guide: The guide made of it.
        folder: A folder for files; targets leave it as they found it.
    """

    content: Path
    guide: Guide
    folder: Path


@contextmanager
def make_ground() -> Iterator[Ground]:
    """Make a small library in a folder that is removed afterwards."""
    with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
        content = copy_small(Path(folder) / "library")
        build(content)
        (Path(folder) / "files").mkdir()
        yield Ground(content, open_guide(built_dir(content)), Path(folder) / "files")


@st.composite
def edited(draw: st.DrawFn, text: str) -> str:
    """Return a text with a few places cut, repeated or filled with what parsers stumble over."""
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(text)))
        size = draw(st.integers(0, 40))
        match draw(st.integers(0, 3)):
            case 0:
                text = text[:at] + text[at + size :]
            case 1:
                text = text[:at] + text[at : at + size] * draw(st.integers(2, 30)) + text[at:]
            case 2:
                text = text[:at] + draw(st.text(max_size=10)) + text[at + size :]
            case _:
                text = text[:at] + draw(st.sampled_from(SIGNS)) + text[at:]
    return text


@st.composite
def changed(draw: st.DrawFn, value: Any) -> Any:
    """Return a JSON value in which one part, at any depth, is another one or is missing."""
    if not isinstance(value, (dict, list)) or not value or draw(st.integers(0, 4)) == 0:
        return draw(VALUES)
    if isinstance(value, list):
        place = draw(st.integers(0, len(value) - 1))
        return [*value[:place], draw(changed(value[place])), *value[place + 1 :]]
    name = draw(st.sampled_from(sorted(value)))
    if draw(st.integers(0, 4)) == 0:
        return {other: item for other, item in value.items() if other != name}
    return {**value, name: draw(changed(value[name]))}


def fuzz_content(ground: Ground, data: st.DataObject) -> None:
    """Check a content folder with one file edited."""
    files = sorted(path for path in ground.content.rglob("*") if path.is_file())
    path = data.draw(st.sampled_from(files))
    before = path.read_bytes()
    try:
        text = data.draw(edited(before.decode()))
        path.write_bytes(text.encode("utf-8", "surrogatepass"))
        for problem in check(load_content(ground.content)):
            assert str(problem)
    finally:
        path.write_bytes(before)


def fuzz_own_questions(ground: Ground, data: st.DataObject) -> None:
    """Import a file of own questions; what was imported can be asked."""
    catalogue, folder = ground.guide.catalogue, ground.folder
    basics = (ground.content / "questions" / "basics.toml").read_text("utf-8")
    text = data.draw(edited(data.draw(st.sampled_from([OWN, basics.replace("basics", "own")]))))
    (folder / "own.toml").write_bytes(text.encode("utf-8", "surrogatepass"))
    try:
        imported = import_questions([folder / "own.toml"], catalogue, folder, catalogue.questions)
        assert bool(imported.topics) != bool(imported.problems)
        _ask_all(folder, bool(imported.topics))
    finally:
        shutil.rmtree(folder / FOLDER, ignore_errors=True)


def fuzz_overlay(ground: Ground, data: st.DataObject) -> None:
    """Read a file of own questions in the data folder that something has changed."""
    overlay = ground.folder / FOLDER
    overlay.mkdir(mode=0o700)
    try:
        value = data.draw(changed(_own_topic(ground)))
        (overlay / "basics.json").write_text(json.dumps(value), "utf-8")
        _ask_all(ground.folder, False)
    finally:
        shutil.rmtree(overlay)


@cache
def _own_topic(ground: Ground) -> Any:
    from guide.library.codec import OwnTopic, encode_topic

    questions = tuple(ground.guide.catalogue.questions.values())
    return json.loads(encode_topic(OwnTopic("basics", "Basics", questions)))


def _ask_all(folder: Path, some: bool) -> None:
    """Present, show and answer every own question in a folder."""
    overlay = read_overlay(folder)
    assert bool(overlay.questions) or not some
    for question in overlay.questions.values():
        for number in range(3):
            presented = present(question, number)
            right = right_answer(presented)
            assert right.right
            assert question_lines(presented, 76, right)
            read_answer(presented, "AB")
            read_answer(presented, "1,5")


def fuzz_results(ground: Ground, data: st.DataObject) -> None:
    """Read bytes of a result, sealed rightly or not, and a class session's file."""
    from tests.faults.test_files import real_result, sealed

    body = json.loads(_encoded(real_result(ground.guide.catalogue)))
    found = data.draw(changed(body))
    text = sealed(found) if isinstance(found, dict) else json.dumps(found).encode()
    with _refusing(ValueError):
        decode_result(text)
    (ground.folder / "x.abscopal-session").write_bytes(data.draw(st.binary(max_size=30)) or text)
    with _refusing(GuideError):
        read_session_file(ground.folder / "x.abscopal-session")


def _encoded(result: Any) -> bytes:
    from guide.exchange.result_file import encode_result

    return encode_result(result)


def fuzz_manifest(ground: Ground, data: st.DataObject) -> None:
    """Open a built folder whose manifest was changed."""
    path = built_dir(ground.content) / "manifest.json"
    before = path.read_bytes()
    try:
        if data.draw(st.booleans()):
            path.write_text(data.draw(edited(before.decode())), "utf-8", "surrogatepass")
        else:
            path.write_text(json.dumps(data.draw(changed(json.loads(before)))), "utf-8")
        with _refusing(GuideError):
            open_guide(built_dir(ground.content))
    finally:
        path.write_bytes(before)


def fuzz_rows(ground: Ground, data: st.DataObject) -> None:
    """Open and read a learner's data in which a value of a row was changed."""
    learner = ground.folder / "learner"
    shutil.copytree(_learner(ground), learner)
    try:
        with closing(sqlite3.connect(learner / "learner.sqlite")) as database:
            tables = [name for (name,) in database.execute(TABLES)]
            table = data.draw(st.sampled_from(tables))
            columns = [row[1] for row in database.execute(f"PRAGMA table_info({table})")]
            column = data.draw(st.sampled_from(columns))
            value = data.draw(LEAVES.filter(_fits_sqlite) | st.binary(max_size=9))
            try:
                database.execute(f"UPDATE OR IGNORE {table} SET {column} = ?", (value,))
                database.commit()
            except sqlite3.Error:
                return  # The schema itself refuses it.
        with _refusing(GuideError), open_study(ground.guide.catalogue, learner, NOW) as study:
            read_overview(study, NOW)
            everything_json(study.progress)
            reviews_csv(study.progress)
            study.progress.exams.find_unfinished(study.bank.questions)
            study.progress.exams.find_finished("x")
            study.progress.searches()
    finally:
        shutil.rmtree(learner)


TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"


def _fits_sqlite(value: object) -> bool:
    if isinstance(value, str):
        return not any("\ud800" <= character <= "\udfff" for character in value)
    return not isinstance(value, int) or abs(value) < 2**63


@cache
def _learner(ground: Ground) -> Path:
    """Return the data folder of a learner who has answered and begun an exam."""
    folder = ground.folder / "template"
    program = Program(ground.content, folder)
    assert program("quiz", "-n", "8", typed="A\nA\n5\n" * 4).status == 0
    assert program("quiz", "--mode", "exam", "-n", "8", typed="A\nA\nq\n").status == 0
    return folder


COMMANDS = [
    "search",
    "show",
    "list",
    "quiz",
    "stats",
    "doctor",
    "session",
    "create",
    "paper",
    "report",
    "result",
    "export",
    "anki",
    "csv",
    "json",
    "import",
    "--json",
    "--kind",
    "--limit",
    "-n",
    "--topic",
    "--mode",
    "exam",
    "drill",
    "review",
    "--which",
    "unseen",
    "--minutes",
    "--code",
    "--result",
    "--name",
    "--seed",
    "--out",
    "--csv",
    "--html",
    "--cards",
    "--forget",
    "--force",
    "--exactly",
    "--questions",
    "--help",
    "--version",
    "pacific",
    "cgas",
    "basics",
    "trial",
    "own.toml",
    "x",
    "5",
]


def fuzz_arguments(ground: Ground, data: st.DataObject) -> None:
    """Run the program with words in any order; it neither crashes nor lets a control through."""
    word = st.sampled_from(COMMANDS) | st.sampled_from(SIGNS) | st.text(max_size=20)
    arguments = data.draw(
        st.lists(word.filter(lambda text: not set(text) & set("/\0")), max_size=6)
    )
    typed = data.draw(st.sampled_from(["", "q\n", "A\n1\nABCD\nq\n", "\x1b\n\0\n²\n"]))
    with tempfile.TemporaryDirectory(dir=ground.folder) as folder, _inside(Path(folder)):
        done = Program(ground.content, Path(folder) / "data")(*arguments, typed=typed)
    assert done.status in (0, 1, 2), done
    assert "Traceback" not in done.err, done
    assert not set(done.out + done.err) & set("\x1b\x07\u202e\r\0"), done


def fuzz_search(ground: Ground, data: st.DataObject) -> None:
    """Search for anything."""
    part = st.sampled_from(SIGNS) | st.text(max_size=12) | st.sampled_from(COMMANDS)
    query = data.draw(st.sampled_from(["", " "])).join(data.draw(st.lists(part, max_size=8)))
    request = SearchRequest(query, None, exactly=data.draw(st.booleans()))
    assert _searcher(ground).search(request) is not None


@cache
def _searcher(ground: Ground) -> Searcher:
    return Searcher(ground.guide.built, ground.guide.catalogue)


@contextmanager
def _inside(folder: Path) -> Iterator[None]:
    """Work in a folder, so that what is written by default is written there."""
    from contextlib import chdir

    with chdir(folder):
        yield


@contextmanager
def _refusing(kind: type[Exception]) -> Iterator[None]:
    """Allow that the input is refused, in words."""
    try:
        yield
    except kind as error:
        assert str(error).isprintable() or isinstance(error, GuideError)


TARGETS: dict[str, Callable[[Ground, st.DataObject], None]] = {
    "content": fuzz_content,
    "own-questions": fuzz_own_questions,
    "overlay": fuzz_overlay,
    "results": fuzz_results,
    "manifest": fuzz_manifest,
    "rows": fuzz_rows,
    "arguments": fuzz_arguments,
    "search": fuzz_search,
}


def run_examples(name: str, ground: Ground, number: int, examples: int) -> int:
    """Run examples of a target; return how many it survived, or raise the first fault, made small.

    Args:
        name: The target.
        ground: What it works on.
        number: Seed of the examples.
        examples: How many.
    """
    target, survived = TARGETS[name], 0

    @seed(number)
    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate, Phase.shrink],
        print_blob=True,
    )
    @given(st.data())
    def run(data: st.DataObject) -> None:
        nonlocal survived
        started = time.process_time()
        target(ground, data)
        assert time.process_time() - started < SLOWEST, "too slow"
        survived += 1

    run()
    return survived


def main() -> int:
    """Run the targets that were named, or all, each for the time that was given."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("targets", nargs="*", help=", ".join(TARGETS))
    options = parser.parse_args()
    targets = options.targets or list(TARGETS)
    if not set(targets) <= set(TARGETS):
        parser.error(f"the targets are {', '.join(TARGETS)}")
    failed = 0
    with make_ground() as ground:
        for name in targets:
            until, number, survived = time.monotonic() + options.minutes * 60, 0, 0
            try:
                while time.monotonic() < until:
                    survived += run_examples(name, ground, number, ROUND)
                    number += 1
            except Exception as error:  # the fault that was looked for
                failed += 1
                print(f"{name}: {error!r}", *getattr(error, "__notes__", ()), sep="\n", flush=True)
            print(f"{name:<14} {survived:>8,} examples", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
