"""Two shares of patients: difference, ratio, number needed to treat."""

from math import sqrt
from typing import NamedTuple

Z95 = 1.96
"""Standard deviations on each side of an interval that holds 95%."""


class Interval(NamedTuple):
    """An interval from low to high."""

    low: float
    high: float


def number_needed(one: float, other: float) -> float:
    """Return the number of patients to treat for one more to benefit: 100 / |difference|.

    The reciprocal of the absolute risk reduction (Bandolier 18-9, after Cook and Sackett 1995).

    Args:
        one: Per cent of patients in one arm.
        other: Per cent in the other.

    Raises:
        ZeroDivisionError: Both are equal.
    """
    return 100 / abs(one - other)


def difference_interval(one: float, patients1: int, other: float, patients2: int) -> Interval:
    """Return the 95% interval of a difference of two shares, in percentage points.

    The simple method with the standard errors of two proportions; it is too narrow for few
    patients (Bender 2001).

    Args:
        one: Per cent in one arm, 0 to 100.
        patients1: Its patients, at least 1.
        other: Per cent in the other arm, 0 to 100.
        patients2: Its patients, at least 1.

    Raises:
        ValueError: A value is outside its range.
    """
    if min(patients1, patients2) < 1 or not (0 <= one <= 100 and 0 <= other <= 100):
        raise ValueError("arms need patients, and shares lie from 0 to 100")
    error = sqrt(one * (100 - one) / patients1 + other * (100 - other) / patients2)
    return Interval(one - other - Z95 * error, one - other + Z95 * error)
