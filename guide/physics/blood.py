"""Dose to blood and its immune cells, as estimated from a treatment plan."""

from math import sqrt

LUNGS, HEART = 0.12, 0.08
"""Shares of the blood dose that lungs and heart give."""
GREAT_VESSELS, CAPILLARIES = 0.45, 0.35
"""Shares that the great vessels and the small vessels of the rest of the body give."""
PER_ROUND = 0.85
ROUNDS = 45
"""Fractions from which all blood has passed the field."""


def edric(lungs: float, heart: float, body: float, fractions: int) -> float:
    """Return the estimated dose of radiation to immune cells (EDRIC) in Gy.

    EDRIC = 0.12·MLD + 0.08·MHD + [0.45 + 0.35·0.85·√(n/45)]·MBD. The coefficients are those of
    EDIC in Chen (2022), DOI 10.3389/fonc.2022.768956, which has the integral dose over 61.8·10³
    in the place of the mean dose of the body; EDRIC has the latter (page `immune-dose`).

    Args:
        lungs: Mean dose MLD of both lungs in Gy.
        heart: Mean dose MHD of the heart in Gy.
        body: Mean dose MBD of the rest of the body in Gy.
        fractions: Number n of fractions, at least 1.

    Raises:
        ValueError: A dose is below 0, or there is no fraction.
    """
    if not min(lungs, heart, body) >= 0 or fractions < 1:
        raise ValueError("doses must not be below 0, fractions at least 1")
    return LUNGS * lungs + HEART * heart + body_weight(fractions) * body


def body_weight(fractions: int) -> float:
    """Return the weight of the mean dose of the body: 0.45 + 0.35·0.85·√(n/45)."""
    return GREAT_VESSELS + CAPILLARIES * PER_ROUND * sqrt(fractions / ROUNDS)
