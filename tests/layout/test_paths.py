"""A learning path in lines: times, what comes before, what it leads to, what was opened."""

from pathlib import Path

import pytest

from guide.counting import duration
from guide.layout.course import place_lines, where
from guide.layout.lines import Line, Piece, line_width, plain_line
from guide.layout.paths import path_lines, plain_path
from guide.layout.targets import OpenEntry, OpenPath, StartQuiz, StudyMode
from guide.library.catalogue import Catalogue
from guide.library.compile import compile_catalogue
from guide.library.load import load_content
from guide.study.course import Done, UnitPlace, steps_of

SECOND = """id = "a-second-step"
title = "A second step"
summary = "A path that builds on the first one and is read behind it."
audience = "testers"
needs = ["first-steps"]
after = ["Explain the first path", "Quote a number with its study"]
updated = 2026-11-01

[[unit]]
title = "The trial, with a heading so long that nothing else has room on its line"
objectives = ["read-the-trial"]
entries = ["pacific"]
"""


@pytest.fixture
def two_paths(fresh: Path) -> Catalogue:
    """The small library with a second path, which comes behind the first."""
    (fresh / "paths" / "a-second-step.toml").write_text(SECOND, "utf-8")
    return Catalogue(compile_catalogue(load_content(fresh), "0" * 64))


NOTHING = Done({}, {})


def pieces(lines: tuple[Line, ...]) -> list[Piece]:
    """Return the pieces that lead somewhere."""
    return [piece for line in lines for piece in line if piece.target is not None]


@pytest.mark.parametrize(
    ("minutes", "text"), [(0, "0 min"), (45, "45 min"), (60, "1 h"), (125, "2 h 5 min")]
)
def test_duration_reads_as_people_say_it(minutes: int, text: str) -> None:
    """Hours from sixty minutes on, nothing that is zero."""
    assert duration(minutes).replace("\u00a0", " ") == text


def test_path_says_what_it_leads_to_and_how_long_it_takes(catalogue: Catalogue) -> None:
    """The whole and each unit have a time, and the way of counting is said."""
    text = plain_path(catalogue.paths[0], catalogue, 80).replace("\u00a0", " ")

    assert "1 unit, about 5 min" in text
    assert "After this path you can\n  • Name the sensor of DNA\n" in text
    assert "1. The sensor   5 min · 2 pages" in text
    assert "200 words a minute and 2 minutes a question" in text
    assert "Before this: nothing" in text


def test_unit_leads_to_its_pages_and_questions(catalogue: Catalogue) -> None:
    """Every page and the run of questions can be followed."""
    path = catalogue.paths[0]
    found = pieces(path_lines(path, catalogue, NOTHING, 80))

    assert OpenEntry("cgas", place=UnitPlace(path.id, 0)) in [piece.target for piece in found]
    asked = next(piece for piece in found if "1 question" in piece.text)
    assert asked.target == StartQuiz(StudyMode.UNIT, path.id, 0)


def test_pages_that_were_read_are_counted_and_ticked(catalogue: Catalogue) -> None:
    """What was only begun says how far; without a learner nothing is said of it."""
    path, done = catalogue.paths[0], Done({"cgas": 1.0, "cgas-sting": 0.4}, {})
    text = "\n".join(map(plain_line, path_lines(path, catalogue, done, 80)))

    assert "1 of 2 read" in text and text.count("✓") == 1
    assert "cGAS–STING pathway  40% read" in text
    assert " of 2 read" not in plain_path(path, catalogue, 80)


@pytest.mark.parametrize(
    ("right", "line"),
    [
        ({}, "  ? 1 question on this unit"),
        ({"basics-01": False}, "  ? 1 question on this unit  0 of 1 right"),
        ({"basics-01": True}, "  ✓ 1 question on this unit  1 of 1 right"),
    ],
)
def test_questions_say_how_many_were_right(
    catalogue: Catalogue, right: dict[str, bool], line: str
) -> None:
    """The last answers count; all of them right is ticked."""
    lines = path_lines(catalogue.paths[0], catalogue, Done({}, right), 80)

    assert line in list(map(plain_line, lines))


def test_objectives_are_read_and_start_nothing(catalogue: Catalogue) -> None:
    """Only pages and the questions of the unit can be chosen."""
    found = pieces(path_lines(catalogue.paths[0], catalogue, NOTHING, 80))

    assert [piece.target for piece in found if isinstance(piece.target, StartQuiz)] == [
        StartQuiz(StudyMode.UNIT, "first-steps", 0)
    ]


def test_path_links_to_the_one_before_it(two_paths: Catalogue) -> None:
    """It stands behind the path that it needs, although its file comes first."""
    first, second = two_paths.paths
    found = pieces(path_lines(second, two_paths, NOTHING, 80))

    assert (first.id, second.needs) == ("first-steps", ("first-steps",))
    assert Piece("First steps", "link", OpenPath("first-steps")) in found


@pytest.mark.parametrize("width", [40, 58, 76, 84])
def test_nothing_runs_over(two_paths: Catalogue, width: int) -> None:
    """At every width the lines fit, and a long heading has its time on the next line."""
    lines = path_lines(two_paths.paths[1], two_paths, NOTHING, width)

    assert max(map(line_width, lines)) <= width
    assert any("min · 0 of 1 read" in plain_line(line).replace("\u00a0", " ") for line in lines)


@pytest.mark.parametrize("width", [60, 80, 120])
def test_place_of_a_page_fits_into_a_row(two_paths: Catalogue, width: int) -> None:
    """Where one is and what comes next are never cut off together; titles are cut first."""
    for path in two_paths.paths:
        for step in steps_of(path):
            left, right = place_lines(step, two_paths, width)
            assert line_width(left) + line_width(right) + 2 < width
            assert where(step, path) in plain_line(left)
