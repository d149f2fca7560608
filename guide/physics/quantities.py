"""The quantities of numeric questions: functions of named parameters, with units and sources.

The sources are pages of the content, which cite the papers.
"""

from collections.abc import Callable, Mapping

from guide.physics.dose_rate import beam_on_time, mean_dose_rate
from guide.physics.linear_quadratic import bed, eqd2, isoeffective_alpha_beta, survival
from guide.physics.protons import range_of
from guide.physics.rates import number_needed
from guide.physics.uneven import generalised_eud


def _total(n: float, d: float, **_: float) -> float:
    """Physical dose in Gy: n fractions of d."""
    return n * d


def _bed(n: float, d: float, ab: float, **_: float) -> float:
    """BED in Gy; see `linear_quadratic.bed`."""
    return bed(int(n), d, ab)


def _eqd2(n: float, d: float, ab: float, **_: float) -> float:
    """EQD2 in Gy; see `linear_quadratic.eqd2`."""
    return eqd2(int(n), d, ab)


def _fractions_for_eqd2(target: float, d: float, ab: float, **_: float) -> float:
    """Number of fractions of d Gy that reach an EQD2 of `target` Gy: page `eqd2`."""
    return target / (d * (d + ab) / (2 + ab))


def _alpha_beta(n1: float, d1: float, n2: float, d2: float, **_: float) -> float:
    """α/β in Gy at which two schedules have equal BED; page `alpha-beta-ratio`."""
    return isoeffective_alpha_beta(n1 * d1, d1, n2 * d2, d2)


def _surviving_percent(d: float, alpha: float, beta: float, **_: float) -> float:
    """Surviving cells in per cent: 100·exp(-αd - βd²); page `linear-quadratic-model`."""
    return 100 * survival(d, alpha, beta)


def _surviving_after_fractions(n: float, d: float, d10: float, **_: float) -> float:
    """Surviving cells in per cent after n doses: 100·10^(-nd/D10).

    Page `lymphocyte-radiosensitivity`.
    """
    return 100 * 10 ** (-n * d / d10)


def _pvdr(peak: float, valley: float, **_: float) -> float:
    """Peak-to-valley dose ratio; page `pvdr`."""
    return peak / valley


def _valley_dose(peak: float, pvdr: float, **_: float) -> float:
    """Valley dose in the unit of the peak dose; page `pvdr`."""
    return peak / pvdr


def _physical_from_rbe(weighted: float, rbe: float, **_: float) -> float:
    """Physical dose in Gy of a dose in Gy(RBE); page `rbe`."""
    return weighted / rbe


def _rbe_weighted(physical: float, rbe: float, **_: float) -> float:
    """RBE-weighted dose in Gy(RBE); page `rbe`."""
    return physical * rbe


def _rbe(reference: float, test: float, **_: float) -> float:
    """RBE: ratio of the doses of reference and tested radiation for equal effect; page `rbe`."""
    return reference / test


def _oer(hypoxic: float, aerobic: float, **_: float) -> float:
    """OER: dose without oxygen over dose with it at equal effect; page `oer`."""
    return hypoxic / aerobic


def _proton_range(energy: float, **_: float) -> float:
    """Range of protons of `energy` MeV in water in cm; see `protons.range_of`."""
    return range_of(energy)


def _beam_on_time(dose: float, rate: float, **_: float) -> float:
    """Time in ms to deliver a dose in Gy at a mean dose rate in Gy/s; page `dose-rate`."""
    return beam_on_time(dose, rate)


def _mean_dose_rate(dose: float, time: float, **_: float) -> float:
    """Mean dose rate in Gy/s of a dose in Gy in `time` ms; page `dose-rate`."""
    return mean_dose_rate(dose, time)


def _survival_from_hazard_ratio(survival: float, hr: float, **_: float) -> float:
    """Survival in per cent in the other arm: 100·(S/100)^HR; page `hazard-ratio`.

    Proportional hazards are assumed.
    """
    return 100 * float((survival / 100) ** hr)


def _absolute_difference(one: float, other: float, **_: float) -> float:
    """Difference of two shares in percentage points."""
    return abs(one - other)


def _number_needed(one: float, other: float, **_: float) -> float:
    """Number of patients to treat for one more to benefit: 100 / |difference in points|."""
    return number_needed(one, other)


def _relative_risk(one: float, other: float, **_: float) -> float:
    """Ratio of two shares."""
    return one / other


def _mean_of_two(dose1: float, dose2: float, share: float, **_: float) -> float:
    """Mean dose in Gy where `share` per cent of a volume gets dose1 and the rest dose2."""
    return (share * dose1 + (100 - share) * dose2) / 100


def _generalised_eud(dose1: float, dose2: float, share: float, a: float, **_: float) -> float:
    """Generalised EUD in Gy of the same two parts: (Σ v·D^a)^(1/a); page `eud`."""
    return generalised_eud((dose1, dose2), (share, 100 - share), a)


QUANTITIES: Mapping[str, Callable[..., float]] = {
    "bed": _bed,
    "eqd2": _eqd2,
    "total-dose": _total,
    "fractions-for-eqd2": _fractions_for_eqd2,
    "alpha-beta": _alpha_beta,
    "surviving-percent": _surviving_percent,
    "surviving-after-fractions": _surviving_after_fractions,
    "pvdr": _pvdr,
    "valley-dose": _valley_dose,
    "physical-from-rbe": _physical_from_rbe,
    "rbe-weighted": _rbe_weighted,
    "rbe": _rbe,
    "oer": _oer,
    "proton-range": _proton_range,
    "beam-on-time": _beam_on_time,
    "mean-dose-rate": _mean_dose_rate,
    "survival-from-hazard-ratio": _survival_from_hazard_ratio,
    "absolute-difference": _absolute_difference,
    "number-needed": _number_needed,
    "relative-risk": _relative_risk,
    "mean-of-two": _mean_of_two,
    "generalised-eud": _generalised_eud,
}


def calculate(quantity: str, parameters: Mapping[str, float]) -> float:
    """Return the value of a quantity.

    Args:
        quantity: A name of `QUANTITIES`.
        parameters: Values by name; those that the quantity does not use are ignored.

    Raises:
        KeyError: There is no such quantity.
        TypeError: A parameter is missing.
        ZeroDivisionError, ValueError: The formula is not defined for these values.
    """
    return QUANTITIES[quantity](**parameters)
