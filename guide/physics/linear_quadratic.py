"""The linear–quadratic model: cell survival, biologically effective dose, equivalent dose, time."""

from math import exp


def _check(fractions: int, dose: float, alpha_beta: float) -> None:
    if fractions < 1 or not dose > 0 or not alpha_beta > 0:
        raise ValueError("fractions must be at least 1, dose and α/β above 0")


def bed(fractions: int, dose: float, alpha_beta: float) -> float:
    """Return the biologically effective dose in Gy.

    BED = n·d·(1 + d/(α/β)), without a term for time. The page `linear-quadratic-model` of the
    content has its source and its limits.

    Args:
        fractions: Number n of fractions, at least 1.
        dose: Dose d per fraction in Gy, above 0.
        alpha_beta: α/β in Gy, above 0.

    Raises:
        ValueError: A value is outside its range.
    """
    _check(fractions, dose, alpha_beta)
    return fractions * dose * (1 + dose / alpha_beta)


def eqd2_of_bed(effective: float, alpha_beta: float) -> float:
    """Return the dose in Gy that has a BED in fractions of 2 Gy: BED / (1 + 2/(α/β)).

    Args:
        effective: BED in Gy.
        alpha_beta: α/β in Gy, above 0.

    Raises:
        ValueError: α/β is not above 0.
    """
    if not alpha_beta > 0:
        raise ValueError("α/β must be above 0")
    return effective / (1 + 2 / alpha_beta)


def eqd2(fractions: int, dose: float, alpha_beta: float) -> float:
    """Return the dose in Gy that has the same effect in fractions of 2 Gy.

    EQD2 = BED / (1 + 2/(α/β)); the page `eqd2` of the content has its source.

    Args:
        fractions: Number of fractions, at least 1.
        dose: Dose per fraction in Gy, above 0.
        alpha_beta: α/β in Gy, above 0.

    Raises:
        ValueError: A value is outside its range.
    """
    return eqd2_of_bed(bed(fractions, dose, alpha_beta), alpha_beta)


def isoeffective_alpha_beta(total1: float, dose1: float, total2: float, dose2: float) -> float:
    """Return the α/β in Gy at which two schedules have equal BED; page `alpha-beta-ratio`.

    From D1·(1 + d1/(α/β)) = D2·(1 + d2/(α/β)); below 0 where no α/β makes them equal.

    Args:
        total1: Total dose D1 in Gy.
        dose1: Its dose per fraction in Gy.
        total2: Total dose D2 in Gy.
        dose2: Its dose per fraction in Gy.

    Raises:
        ZeroDivisionError: Both have the same total dose.
    """
    return (total2 * dose2 - total1 * dose1) / (total1 - total2)


def lost_to_time(days: float, start: float, per_day: float) -> float:
    """Return the BED in Gy that repopulation takes away: K·(T - Tk) from day Tk on, else 0.

    The form of Dale in Voyant and Julian (2017), DOI 10.29328/journal.jro.1001005; the page
    `linear-quadratic-model` has it with values.

    Args:
        days: Overall time T in days.
        start: Day Tk on which repopulation begins.
        per_day: K in Gy of BED a day.

    Raises:
        ValueError: A value is below 0.
    """
    if not min(days, start, per_day) >= 0:
        raise ValueError("times and the loss a day must not be below 0")
    return per_day * max(days - start, 0.0)


def survival(dose: float, alpha: float, beta: float) -> float:
    """Return the share of cells that survive one dose: exp(-αD - βD²).

    Page `linear-quadratic-model`; McMahon (2019), DOI 10.1088/1361-6560/aaf26a.

    Args:
        dose: D in Gy, at least 0.
        alpha: α per Gy, at least 0.
        beta: β per Gy², at least 0.

    Raises:
        ValueError: A value is below 0.
    """
    if not min(dose, alpha, beta) >= 0:
        raise ValueError("dose, α and β must not be below 0")
    return exp(-alpha * dose - beta * dose * dose)


def survival_straight(dose: float, alpha: float, beta: float, transition: float) -> float:
    """Return the share of cells that survive one dose by the linear–quadratic–linear model.

    As `survival` up to the transition dose dT, from there on straight (Voyant and Julian 2017,
    DOI 10.29328/journal.jro.1001005). The line here is the tangent, of slope α + 2β·dT.

    Args:
        dose: D in Gy, at least 0.
        alpha: α per Gy, at least 0.
        beta: β per Gy², at least 0.
        transition: dT in Gy, at least 0.

    Raises:
        ValueError: A value is below 0.
    """
    if not transition >= 0:
        raise ValueError("the transition dose must not be below 0")
    bent = survival(min(dose, transition), alpha, beta)
    return bent * exp(-(alpha + 2 * beta * transition) * max(dose - transition, 0.0))
