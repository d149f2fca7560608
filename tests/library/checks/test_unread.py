"""A file that cannot be read is one problem: nothing is reported that only follows from it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from guide.library.checks import check
from guide.library.load import load_content
from tests.conftest import SMALL

FILES = [
    path.relative_to(SMALL).as_posix()
    for path in sorted(SMALL.rglob("*"))
    if path.suffix in (".md", ".toml") and path.name != "words.txt"
]


def unknown_field(text: bytes) -> bytes:
    """Add a field that no model has."""
    at = 4 if text.startswith(b"+++") else 0
    return text[:at] + b"nonsense = 1\n" + text[at:]


def broken_table(text: bytes) -> bytes:
    """Leave a bracket open."""
    at = 4 if text.startswith(b"+++") else 0
    return text[:at] + b"[[nonsense\n" + text[at:]


def not_utf8(text: bytes) -> bytes:
    """Write a byte that is not UTF-8 at the end."""
    return text + b"\xff\n"


@pytest.mark.parametrize("spoil", [unknown_field, broken_table, not_utf8])
@pytest.mark.parametrize("file", FILES)
def test_one_fault_is_one_problem(fresh: Path, file: str, spoil: Callable[[bytes], bytes]) -> None:
    """Whatever names the file's entry, and whatever only it names, is not reported."""
    path = fresh.parent / file
    path.write_bytes(spoil(path.read_bytes()))
    found = check(load_content(fresh))

    assert [problem.file for problem in found] == [file]


def test_the_cause_comes_first_and_all_else_is_still_checked(fresh: Path) -> None:
    """A wrong verdict hides neither a key on another page nor one in its own body."""
    trial, page = fresh / "trials/pacific.md", fresh / "mechanisms/cgas-sting.md"
    text = trial.read_text("utf-8")
    verdict = next(line for line in text.splitlines() if line.startswith("verdict"))
    text = text.replace(verdict, 'verdict = "great"')
    body = "\nThe drug came late [@spiegel2022]{phase-3}, see [[duvalumab]].\n"
    trial.write_text(text + body, "utf-8")
    text = page.read_text("utf-8")
    page.write_text(text.replace("[@mackenzie2017]", "[@makenzie2017]", 1), "utf-8")
    found = check(load_content(fresh))

    assert (found[0].file, found[0].code) == ("content/trials/pacific.md", "schema")
    assert sorted((problem.file, problem.code) for problem in found[1:]) == [
        ("content/mechanisms/cgas-sting.md", "unknown-key"),
        ("content/trials/pacific.md", "unknown-id"),
        ("content/trials/pacific.md", "unknown-key"),
    ]
