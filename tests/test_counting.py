"""Numbers with their nouns."""

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.counting import counted, fixed, percent


@pytest.mark.parametrize(
    ("number", "noun", "said"),
    [
        (0, "answer", "0 answers"),
        (1, "answer", "1 answer"),
        (1, "entry", "1 entry"),
        (2, "entry", "2 entries"),
        (2, "day", "2 days"),
        (3, "day", "3 days"),
        (12345, "more page", "12,345 more pages"),
    ],
)
def test_numbers_are_said_with_their_nouns(number: int, noun: str, said: str) -> None:
    """One is singular, everything else plural."""
    assert counted(number, noun) == said


@given(number=st.decimals(-(10**9), 10**9, places=4, allow_nan=False), decimals=st.integers(0, 3))
def test_halves_are_rounded_away_from_zero(number: Decimal, decimals: int) -> None:
    """As the number is written, whatever binary fraction stands for it."""
    exact = number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    shown = fixed(float(number), decimals)

    assert Decimal(shown) == exact
    assert len(shown.partition(".")[2]) == decimals
    assert shown.startswith("-") == (exact < 0)
    assert fixed(float(number), decimals, commas=True).replace(",", "") == shown


@pytest.mark.parametrize(
    ("number", "decimals", "shown"),
    [(18.75, 1, "18.8"), (26.25, 1, "26.3"), (15 * 1.15, 1, "17.3"), (2.675, 2, "2.68")],
)
def test_noise_of_calculating_is_not_shown(number: float, decimals: int, shown: str) -> None:
    """A half that a calculation gives, but for the last bits, is a half."""
    assert fixed(number, decimals) == shown


@given(st.floats())
def test_every_number_can_be_shown(number: float) -> None:
    """The huge, the tiny, and what is none."""
    assert fixed(number, 1)


def test_shares_are_rounded_alike() -> None:
    """Per cent too."""
    assert (percent(0.125), percent(0.145), percent(0.9985, 1)) == ("13%", "15%", "99.9%")
