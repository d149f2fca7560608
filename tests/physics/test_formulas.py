"""Formulas of the tools against values of the pages of the guide, and what must always hold."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.physics.blood import edric
from guide.physics.dose_rate import beam_on_time, mean_dose_rate, pulse_dose_rate
from guide.physics.linear_quadratic import (
    bed,
    isoeffective_alpha_beta,
    lost_to_time,
    survival,
    survival_straight,
)
from guide.physics.photons import depth_dose
from guide.physics.rates import difference_interval, number_needed
from guide.physics.uneven import generalised_eud, profile, pvdr

DOSES = st.floats(0, 40)


def test_time_as_on_the_page_of_the_model() -> None:
    """66 Gy in 33 fractions over 45 days: 67.0 Gy; a week costs 5.0 Gy."""
    assert bed(33, 2, 10) - lost_to_time(45, 28, 0.72) == pytest.approx(67.0, abs=0.05)
    assert lost_to_time(52, 28, 0.72) - lost_to_time(45, 28, 0.72) == pytest.approx(5.0, abs=0.05)
    assert lost_to_time(28, 28, 0.72) == 0


def test_survival_as_on_the_page_of_the_model() -> None:
    """α 0.3 and β 0.03: 4 Gy leave 0.19, two doses of 2 Gy 0.24."""
    assert survival(4, 0.3, 0.03) == pytest.approx(0.19, abs=0.005)
    assert survival(2, 0.3, 0.03) ** 2 == pytest.approx(0.24, abs=0.005)


@given(DOSES, st.floats(0, 20))
def test_the_straight_model_kills_less_at_high_dose_only(dose: float, transition: float) -> None:
    """Up to the transition dose both are one curve; behind it the bent one falls faster."""
    straight, bent = survival_straight(dose, 0.3, 0.03, transition), survival(dose, 0.3, 0.03)
    if dose <= transition:
        assert straight == bent
    else:
        assert straight >= bent


@given(st.floats(0.5, 30), st.integers(1, 40), st.floats(0.5, 30), st.integers(1, 40))
def test_isoeffect_is_where_both_are_equal(d1: float, n1: int, d2: float, n2: int) -> None:
    """At that α/β both schedules have one BED, where there is one."""
    if abs(n1 * d1 - n2 * d2) < 0.01:
        return
    ratio = isoeffective_alpha_beta(n1 * d1, d1, n2 * d2, d2)
    if ratio > 0.01:
        assert bed(n1, d1, ratio) == pytest.approx(bed(n2, d2, ratio), rel=1e-6)


def test_edric_as_on_its_page() -> None:
    """Lungs 15, heart 10, body 6 Gy, 30 fractions: 6.8 Gy."""
    assert edric(15, 10, 6, 30) == pytest.approx(6.8, abs=0.05)


def test_dose_rates_as_on_their_page() -> None:
    """8 Gy at 40 Gy/s take 0.2 s, at 0.03 Gy/s 267 s; 15 Gy in 90 ms are 167 Gy/s."""
    assert beam_on_time(8, 40) == pytest.approx(200)
    assert beam_on_time(8, 0.03) == pytest.approx(267_000, rel=0.002)
    assert mean_dose_rate(15, 90) == pytest.approx(166.7, abs=0.1)
    assert pulse_dose_rate(10, 10, 1) == pytest.approx(1e6)


@given(st.lists(st.tuples(DOSES, st.floats(0.1, 100)), min_size=1, max_size=6))
def test_eud_lies_between_the_lowest_and_the_highest_dose(parts: list[tuple[float, float]]) -> None:
    """It rises with a, and is the mean at 1."""
    doses, shares = [dose for dose, _ in parts], [share for _, share in parts]
    values = [generalised_eud(doses, shares, a) for a in (-20, -1, 1, 8, 60)]
    mean = sum(d * v for d, v in parts) / sum(shares)

    assert values[2] == pytest.approx(mean, abs=1e-9)
    for before, after in pairwise(values):
        assert before <= after + 1e-6
    assert min(doses) - 1e-6 <= values[0]
    assert values[-1] <= max(doses) + 1e-6


@given(st.floats(1, 100), st.floats(0.01, 1), st.floats(0.1, 0.9), st.floats(-30, 30))
def test_a_profile_goes_from_valley_to_peak(
    peak: float, share: float, width: float, at: float
) -> None:
    """The dose is that of the peak in its centre, of the valley between, never outside of both."""
    valley = peak * share
    dose = profile(at, peak, valley, width, 1)

    assert profile(3, peak, valley, width, 1) == pytest.approx(peak)
    assert profile(2.5, peak, valley, width, 1) == pytest.approx(valley, rel=1e-6)
    assert valley - 1e-6 <= dose <= peak + 1e-6
    assert pvdr(peak, valley) == pytest.approx(1 / share)


def test_photons_as_on_their_page() -> None:
    """10% at the surface, all at 1.5 cm, 56% at 10 cm with μ 0.05."""
    assert depth_dose(0, 0.05) == pytest.approx(10)
    assert depth_dose(1.5, 0.05) == pytest.approx(100)
    assert depth_dose(10, 0.05) == pytest.approx(56, abs=0.5)


def test_number_needed_and_its_interval() -> None:
    """PACIFIC at five years: 42.9% and 33.4% of 476 and 237 patients."""
    assert number_needed(42.9, 33.4) == pytest.approx(10.5, abs=0.05)
    interval = difference_interval(42.9, 476, 33.4, 237)
    assert interval.low == pytest.approx(2.0, abs=0.05)
    assert interval.high == pytest.approx(17.0, abs=0.05)


@pytest.mark.parametrize(
    "call",
    [
        lambda: lost_to_time(-1, 0, 0),
        lambda: survival(-1, 0.3, 0.03),
        lambda: survival_straight(1, 0.3, 0.03, float("nan")),
        lambda: edric(-1, 0, 0, 1),
        lambda: edric(1, 1, 1, 0),
        lambda: mean_dose_rate(1, 0),
        lambda: beam_on_time(0, 1),
        lambda: pulse_dose_rate(1, 0, 1),
        lambda: generalised_eud([], [], 1),
        lambda: generalised_eud([1], [1, 2], 1),
        lambda: generalised_eud([1], [1], 0),
        lambda: pvdr(1, 2),
        lambda: profile(0, 2, 1, 2, 1),
        lambda: depth_dose(-1, 0.05),
        lambda: difference_interval(50, 0, 50, 10),
        lambda: difference_interval(150, 10, 50, 10),
    ],
)
def test_impossible_values_are_refused(call: "object") -> None:
    """Each formula says so instead of making a value up."""
    assert callable(call)
    with pytest.raises(ValueError, match=r"\w"):
        call()
