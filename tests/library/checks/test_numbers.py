"""Numbers are read out of prose, and names are not numbers."""

from hypothesis import given
from hypothesis import strategies as st

from guide.library.checks.numbers import numbers


def test_names_hold_no_numbers() -> None:
    """Digits that belong to a name are left alone."""
    assert numbers("PD-1, CD8, KEYNOTE-412, p16, IL-2 and I-SABR") == set()


def test_one_notation_for_one_number() -> None:
    """A missing zero, zeros at the end and commas between thousands do not make another number."""
    assert numbers("P = .04 and 0.040") == numbers("P = .04") == {"0.04"}
    assert numbers("1,399 or 1399") == {"1399.0"}


@given(st.decimals(min_value=0, max_value=9999, places=2, allow_nan=False))
def test_every_decimal_is_found(number: object) -> None:
    """Whatever is printed is read back."""
    assert numbers(f"it was {number} months") == {str(float(str(number)))}
