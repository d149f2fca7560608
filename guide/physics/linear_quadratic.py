"""Biologically effective dose by the linear–quadratic model."""


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
    if fractions < 1 or not dose > 0 or not alpha_beta > 0:
        raise ValueError("fractions must be at least 1, dose and α/β above 0")
    return fractions * dose * (1 + dose / alpha_beta)


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
    return bed(fractions, dose, alpha_beta) / (1 + 2 / alpha_beta)
