"""What the checks say of learning paths: times of units, circles, pages that are left out."""

from pathlib import Path

import pytest

from guide.errors import Problem
from guide.library.checks import check
from guide.library.checks.learning_paths import page_words
from guide.library.load import load_content
from guide.library.pace import minutes
from tests.library.breakages import BREAKAGES, PATH
from tests.library.test_checks import edit


def found(content: Path, code: str) -> list[Problem]:
    """Return the problems of a code."""
    return [problem for problem in check(load_content(content)) if problem.code == code]


@pytest.mark.parametrize(
    ("words", "questions", "taken"),
    [(0, 0, 5), (400, 0, 5), (2000, 0, 10), (2000, 5, 20), (2499, 0, 10), (2500, 0, 15)],
)
def test_minutes_are_those_of_reading_and_answering(words: int, questions: int, taken: int) -> None:
    """200 words or half a question a minute, to the nearest five, never nothing."""
    assert minutes(words, questions) == taken


def test_fields_of_a_trial_are_read_too(fresh: Path) -> None:
    """A card counts more words than its body, a page without fields its summary and body."""
    pages = load_content(fresh).page_by_id()

    assert page_words(pages["pacific"]) > 2 * page_words(pages["cgas"])
    assert page_words(pages["gray"]) < 60


def test_short_unit_is_named_with_its_line(fresh: Path) -> None:
    """The message says what was counted and allowed, the hint what to do."""
    BREAKAGES["unit-time"](fresh)
    problem = found(fresh, "unit-time")[0]
    text = (fresh / PATH).read_text("utf-8").split("\n")

    assert text[problem.line - 1] == 'title = "The sensor"'
    assert "'The sensor' takes 5 minutes" in problem.message
    assert "a unit takes 15 to 40" in problem.message
    assert "add a page or a question" in problem.hint


def test_long_unit_is_to_be_split(fresh: Path) -> None:
    """Too much is said as clearly as too little."""
    edit(fresh / "standards.toml", "unit_minutes = [5, 40]", "unit_minutes = [1, 4]")

    assert "split it" in found(fresh, "unit-time")[0].hint


def test_nothing_is_said_of_times_where_a_page_is_unread(fresh: Path) -> None:
    """A page with a fault is reported itself, not as a unit that became short."""
    BREAKAGES["unit-time"](fresh)
    (fresh / "entities/genes/cgas.md").write_text("nothing", "utf-8")

    assert not found(fresh, "unit-time") and not found(fresh, "not-in-path")


@pytest.mark.parametrize("names", [("first-steps",), ("other",)])
def test_circle_of_paths_is_refused(fresh: Path, names: tuple[str, ...]) -> None:
    """A path may not need itself, neither at once nor by way of another."""
    other = (fresh / PATH).read_text("utf-8").replace('"first-steps"', '"other"', 1)
    other = other.replace("after =", 'needs = ["first-steps"]\nafter =')
    (fresh / "paths" / "other.toml").write_text(other, "utf-8")
    assert not found(fresh, "path-cycle")

    edit(fresh / PATH, "after =", f'needs = ["{names[0]}"]\nafter =')
    problem = next(each for each in found(fresh, "path-cycle") if each.file.endswith(PATH))

    assert (fresh / PATH).read_text("utf-8").split("\n")[problem.line - 1].startswith("needs")


def test_unknown_path_before_is_refused(fresh: Path) -> None:
    """A path that does not exist is named, with the nearest one."""
    edit(fresh / PATH, "after =", 'needs = ["frist-steps"]\nafter =')

    assert "first-steps" in found(fresh, "unknown-id")[0].hint


@pytest.mark.parametrize(
    "after", ['["Name it"]', '["Name it", "Understand it"]', str(["Name it"] * 6)]
)
def test_after_has_two_to_five_abilities_that_can_be_seen(fresh: Path, after: str) -> None:
    """Too few, too many, and what nobody can see are refused."""
    edit(fresh / PATH, '["Name the sensor of DNA", "Say what PACIFIC showed"]', after)

    assert [problem.code for problem in check(load_content(fresh))].count("schema") == 1


def test_objective_begins_with_what_can_be_seen(fresh: Path) -> None:
    """The message gives examples."""
    edit(fresh / "objectives.toml", "Name the sensor", "Know the sensor")

    assert "Say, Explain, Name" in found(fresh, "schema")[0].message
