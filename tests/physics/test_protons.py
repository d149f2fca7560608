"""Protons: range tables, the shape of the Bragg curve, the plateau of a spread-out peak."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.physics.protons import (
    bragg_dose,
    energy_for,
    range_of,
    spread_out_dose,
    straggling,
)


@pytest.mark.parametrize(
    ("energy", "table"), [(70, 4.080), (100, 7.718), (150, 15.77), (200, 25.96), (250, 37.94)]
)
def test_ranges_are_those_of_the_tables(energy: float, table: float) -> None:
    """Within two per cent of NIST PSTAR, as the page on the Bragg peak says."""
    assert range_of(energy) == pytest.approx(table, rel=0.02)


@given(st.floats(1, 400))
def test_energy_and_range_belong_together(energy: float) -> None:
    """The energy for the range of an energy is that energy."""
    assert energy_for(range_of(energy)) == pytest.approx(energy)


def test_straggling_is_that_of_bortfeld() -> None:
    """About 0.25 cm at 200 MeV."""
    assert straggling(range_of(200)) == pytest.approx(0.25, abs=0.01)


@pytest.mark.parametrize("depth", [0, 2, 5, 8, 11, 13])
def test_far_before_the_peak_the_curve_is_bortfelds_for_water(depth: float) -> None:
    """Without straggling 17.93·(R - z)^-0.435 + (0.444 + 31.7·ε/R)·(R - z)^0.565, unit aside."""
    reach, tail = range_of(150), 0.1

    def published(at: float) -> float:
        left = reach - at
        return float(17.93 * left**-0.435 + (0.444 + 31.7 * tail / reach) * left**0.565)

    share = bragg_dose(depth, reach) / bragg_dose(0, reach)
    assert share == pytest.approx(published(depth) / published(0), rel=0.005)


@given(st.floats(60, 250))
def test_the_peak_stands_just_before_the_range(energy: float) -> None:
    """The highest dose is within two spreads before the range, and nothing is far behind it."""
    reach = range_of(energy)
    spread = straggling(reach)
    places = [reach * step / 400 for step in range(480)]
    peak = max(places, key=lambda depth: bragg_dose(depth, reach))

    assert reach - 2 * spread <= peak <= reach
    assert bragg_dose(peak, reach) > 3 * bragg_dose(0, reach)
    assert bragg_dose(reach + 7 * spread, reach) == 0


def test_a_spread_out_peak_has_a_plateau_and_a_higher_entrance() -> None:
    """From 10 to 15 cm the dose is even within a tenth; the entrance is far above one peak's."""
    places = [step / 20 for step in range(340)]
    doses = spread_out_dose(places, 15, 5)
    top = max(doses)
    plateau = [dose for place, dose in zip(places, doses, strict=True) if 10.3 <= place <= 14.4]
    single = spread_out_dose(places, 15, 0)

    assert min(plateau) > 0.9 * top
    assert doses[0] / top > 2 * single[0] / max(single)
    assert doses[-1] == 0


@pytest.mark.parametrize("width", [-1, 15, 20])
def test_a_plateau_lies_in_the_range(width: float) -> None:
    """It cannot begin before the surface."""
    with pytest.raises(ValueError, match="narrower"):
        spread_out_dose([1.0], 15, width)


@pytest.mark.parametrize("value", [0, -1, float("nan")])
def test_ranges_and_energies_are_above_zero(value: float) -> None:
    """Nothing else has a meaning."""
    with pytest.raises(ValueError, match="above 0"):
        range_of(value)
    with pytest.raises(ValueError, match="above 0"):
        energy_for(value)
