"""Every code has a broken fixture that triggers it, and the sound library triggers none."""

import json
from datetime import date
from pathlib import Path

import pytest

from guide.errors import Problem
from guide.library.checks import CODES, check, warnings
from guide.library.load import load_content
from tests.library.breakages import BREAKAGES

TODAY = date(2026, 11, 27)


def all_of(content: Path) -> list[Problem]:
    """Return problems and warnings of a content folder on a day."""
    loaded = load_content(content)
    return [*check(loaded), *warnings(loaded, TODAY)]


def codes_of(content: Path) -> dict[str, list[str]]:
    """Return the problems of a content folder by code."""
    found: dict[str, list[str]] = {}
    for problem in all_of(content):
        found.setdefault(problem.code, []).append(str(problem))
    return found


def test_sound_library_has_no_problem(fresh: Path) -> None:
    """The small library keeps every rule."""
    assert codes_of(fresh) == {}


@pytest.mark.parametrize("code", sorted(CODES))
def test_every_code_is_triggered_by_its_breakage(code: str, fresh: Path) -> None:
    """Breaking one rule reports that rule, with file, line and something to read."""
    BREAKAGES[code](fresh)

    problems = [problem for problem in all_of(fresh) if problem.code == code]

    assert problems, f"{code} was not reported; reported: {codes_of(fresh)}"
    assert all(problem.line >= 1 and problem.message for problem in problems)
    assert all(problem.file.split("/")[0] in ("content", "seeds") for problem in problems)


def test_no_breakage_is_left_over() -> None:
    """Every breakage belongs to a code."""
    assert set(CODES) == set(BREAKAGES)


def test_all_problems_are_gathered_in_one_run(fresh: Path) -> None:
    """One problem does not hide another."""
    for code in ("doi-malformed", "unknown-key", "identifier-malformed", "seed-unknown"):
        BREAKAGES[code](fresh)

    assert {"doi-malformed", "unknown-key", "identifier-malformed", "seed-unknown"} <= set(
        codes_of(fresh)
    )


def test_unknown_link_suggests_the_nearest_id(fresh: Path) -> None:
    """A misspelt link names the id that was meant."""
    edit(fresh / "entities/genes/cgas.md", "[[cgas-sting]]", "[[cgas-stin]]")

    assert "did you mean 'cgas-sting'?" in codes_of(fresh)["unknown-id"][0]


def test_problem_names_the_line(fresh: Path) -> None:
    """The line of a problem is the line to edit."""
    path = fresh / "entities/genes/cgas.md"
    edit(path, "HGNC:21367", "HGNC21367")
    line = path.read_text("utf-8").split("\n").index('hgnc = "HGNC21367"') + 1

    assert codes_of(fresh)["identifier-malformed"][0].startswith(
        f"content/entities/genes/cgas.md:{line}: identifier-malformed "
    )


def edit(path: Path, old: str, new: str) -> None:
    """Replace a text that must be there."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_broken_front_matter_names_its_own_line(fresh: Path) -> None:
    """A TOML fault is reported where it stands in the file, not in the table."""
    path = fresh / "glossary/gray.md"
    edit(path, 'title = "Gray"', 'title = "Gray')

    assert codes_of(fresh)["front-matter"][0].startswith("content/glossary/gray.md:4: ")


def test_check_does_not_change_the_content(fresh: Path) -> None:
    """Checking only reads."""
    before = {path: path.read_bytes() for path in fresh.rglob("*") if path.is_file()}
    codes_of(fresh)

    assert before == {path: path.read_bytes() for path in fresh.rglob("*") if path.is_file()}


def test_problems_survive_json(fresh: Path) -> None:
    """Odd bytes in a file do not stop the report."""
    (fresh / "glossary" / "gray.md").write_bytes(b"+++\nid = \xff\n+++\n")
    found = codes_of(fresh)

    assert "unreadable" in json.dumps(found)


def test_missing_folder_is_one_clear_problem(tmp_path: Path) -> None:
    """A folder that is not there is said to be not there."""
    found = check(load_content(tmp_path / "nowhere"))

    assert [problem.code for problem in found][:1] == ["unreadable"]


def test_status_is_believed_for_six_months(fresh: Path) -> None:
    """A trial's status is out of date half a year after it was looked up, on no day before."""
    loaded = load_content(fresh)

    assert "out-of-date" not in {each.code for each in warnings(loaded, date(2027, 4, 30))}
    assert "out-of-date" in {each.code for each in warnings(loaded, date(2027, 5, 4))}
