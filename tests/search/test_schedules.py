"""Dose schedules of any style are one token."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.library.folding import fold
from guide.search.schedules import schedules


@pytest.mark.parametrize(
    "text",
    [
        "8 Gy x 3",
        "8 Gy × 3",
        "8Gy*3",
        "3 x 8 Gy",
        "3 × 8 Gy",
        "24 Gy/3",
        "24 Gy in 3",
        "24 Gy in 3 fractions",
        "24 Gy in three fractions",
        "3 fractions of 8 Gy",
        "24 Gy in 8 Gy fractions",
        "24 Gy/3fx",
    ],
)
def test_ways_to_write_a_schedule_meet(text: str) -> None:
    """Dose of a fraction and number of fractions are read from each."""
    assert [schedule.tokens for schedule in schedules(fold(text))] == [("8gyx3",)]


def test_bare_numbers_are_read_both_ways() -> None:
    """Without a unit the dose may be either number, the first one rather."""
    assert [schedule.tokens for schedule in schedules("10x5")] == [("10gyx5", "5gyx10")]


@pytest.mark.parametrize(
    "text",
    [
        "40 Gy/s",
        "60 Gy in 6 weeks",
        "1 x 8 Gy",
        "20 Gy over 14 days",
        "CXCL9",
        "0 Gy x 3",
        "800 Gy x 3",
    ],
)
def test_other_numbers_are_no_schedule(text: str) -> None:
    """A dose rate, a time, a single fraction or an impossible dose is none."""
    assert list(schedules(fold(text))) == []


@given(dose=st.integers(2, 400), count=st.integers(2, 40))
def test_total_and_fraction_dose_agree(dose: int, count: int) -> None:
    """A dose per fraction times its number, and the total in that number, are the same schedule."""
    each = dose / 4
    if each > 100:
        return
    first, second = (
        list(schedules(text))
        for text in (f"{each:g} gy x {count}", f"{each * count:g} gy in {count} fractions")
    )
    assert [s.tokens for s in first] == [s.tokens for s in second]


@given(st.text(max_size=120))
def test_any_text_is_read(text: str) -> None:
    """Schedules lie in order inside the text and never overlap."""
    folded = fold(text)
    found = list(schedules(folded))
    assert all(0 <= s.start < s.end <= len(folded) for s in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
