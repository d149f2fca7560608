"""Numbers as people type them, and numbers that a key changes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.layout.toolbox.typed import (
    GRAY,
    RATIO,
    Number,
    RefusedError,
    course_of,
    stepped,
)

DOSE = Number("Dose", 0, 5000, GRAY)


@pytest.mark.parametrize(
    ("typed", "values"),
    [
        ("8", [8]),
        ("8,5", [8.5]),
        ("8.5 Gy", [8.5]),
        ("800 cGy", [8]),
        ("1,200", [1200]),
        ("0,125", [0.125]),
        (".5", [0.5]),
        ("10 3", [10, 3]),
        ("10, 3 and 2,5 Gy", [10, 3, 2.5]),
        ("1e2", [100]),
    ],
)
def test_numbers_as_typed(typed: str, values: list[float]) -> None:
    """Units, decimal commas, thousands and lists are read as meant."""
    assert DOSE.list_of(typed) == pytest.approx(values)


@pytest.mark.parametrize("typed", ["", "Gy", "8 kg", "8..5", "-1", "1e999", "8 x 3", "nan", "∞"])
def test_what_is_no_number_is_refused(typed: str) -> None:
    """One line says so."""
    with pytest.raises(RefusedError, match=r"^Dose: "):
        DOSE.list_of(typed)


def test_one_number_where_one_is_wanted() -> None:
    """A list is refused there, and so is a list without end."""
    with pytest.raises(RefusedError, match="one number only"):
        RATIO.one("3 10")
    with pytest.raises(RefusedError, match="at most 12"):
        RATIO.list_of("3 " * 13)


@pytest.mark.parametrize(
    "typed", ["8Gy×3", "8 Gy x 3", "3 x 8 Gy", "8,0 x 3", "24 in 3", "24/3", "24 Gy in 3 fractions"]
)
def test_schedules_as_typed(typed: str) -> None:
    """Eight grays three times, however it is written."""
    course = course_of(typed)
    assert (course.fractions, course.dose, course.total) == (3, 8, 24)


@pytest.mark.parametrize(
    ("text", "cursor", "by", "changed"),
    [
        ("8 Gy × 3", 8, 1, "8 Gy × 4"),
        ("8 Gy × 3", 1, 1, "9 Gy × 3"),
        ("8 Gy × 3", 0, -1, "7 Gy × 3"),
        ("0.03", 4, 1, "0.04"),
        ("8,0 x 3", 3, 2, "8,2 x 3"),
        ("1", 1, -5, "0"),
        ("9", 1, 1, "10"),
        ("0.05", 2, -9, "0.00"),
        ("no number", 3, 1, "no number"),
        ("", 0, 1, ""),
    ],
)
def test_the_number_at_the_cursor_is_changed(text: str, cursor: int, by: int, changed: str) -> None:
    """By steps of its last digit; no number goes below zero."""
    assert stepped(text, cursor, by)[0] == changed


@given(st.text(max_size=30), st.integers(0, 40), st.integers(-20, 20))
def test_steps_keep_the_cursor_in_the_text(text: str, cursor: int, by: int) -> None:
    """Whatever is in the field, and a step up is undone by a step down."""
    up, at = stepped(text, min(cursor, len(text)), abs(by))
    assert 0 <= at <= len(up)
    assert 0 <= stepped(up, at, -abs(by))[1] <= len(up) + 1
