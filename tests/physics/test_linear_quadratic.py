"""Biologically effective dose: published values, and what must hold for any schedule."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.physics.linear_quadratic import bed, eqd2


@pytest.mark.parametrize(
    ("fractions", "dose", "expected_bed", "expected_eqd2"),
    [
        (3, 8, 43.2, 36.0),
        (3, 18, 151.2, 126.0),
        (5, 6.6, 54.8, 45.65),
        (28, 1.8, 59.5, 49.6),
        (30, 2, 72.0, 60.0),
    ],
)
def test_known_schedules(
    fractions: int, dose: float, expected_bed: float, expected_eqd2: float
) -> None:
    """Schedules of the evidence, α/β 10 Gy."""
    assert bed(fractions, dose, 10) == pytest.approx(expected_bed, abs=0.05)
    assert eqd2(fractions, dose, 10) == pytest.approx(expected_eqd2, abs=0.05)


@given(st.integers(1, 60), st.floats(0.5, 30), st.floats(1, 20))
def test_bed_is_more_than_dose(fractions: int, dose: float, alpha_beta: float) -> None:
    """BED exceeds the physical dose, and fractions of 2 Gy are their own equivalent."""
    assert bed(fractions, dose, alpha_beta) > fractions * dose
    assert eqd2(fractions, 2.0, alpha_beta) == pytest.approx(2.0 * fractions)


@pytest.mark.parametrize(
    ("fractions", "dose", "alpha_beta"),
    [(0, 2, 10), (1, 0, 10), (1, 2, 0), (1, -2, 10), (1, float("nan"), 10)],
)
def test_impossible_schedules_are_refused(fractions: int, dose: float, alpha_beta: float) -> None:
    """Impossible values raise an error."""
    with pytest.raises(ValueError, match="above 0"):
        bed(fractions, dose, alpha_beta)
