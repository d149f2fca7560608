"""Numbers with their nouns, for messages."""

from decimal import ROUND_HALF_UP, Decimal

SURE_DIGITS = 15
"""Significant digits of a number that are its own; those after them are noise of calculating."""
ROUNDED_BELOW = 1e15
"""Numbers from here on have no decimals."""


def plural(number: int, noun: str) -> str:
    """Return the form of a noun for a number, such as "answer", "answers" or "entries"."""
    if number == 1:
        return noun
    consonant_before_y = noun.endswith("y") and noun[-2] not in "aeiou"
    return f"{noun[:-1]}ies" if consonant_before_y else f"{noun}s"


def was(number: int) -> str:
    """Return the verb of a message about a number of things that something was done to."""
    return "was" if number == 1 else "were"


def counted(number: int, noun: str) -> str:
    """Return a number with its noun, such as "1 answer", "2,000 answers" or "3 entries"."""
    return f"{number:,} {plural(number, noun)}"


def fixed(value: float, decimals: int, commas: bool = False) -> str:
    """Return a number with so many decimals, a half rounded away from zero as people do.

    Args:
        value: The number, as it is written: 26.25 becomes 26.3, 2.675 becomes 2.68.
        decimals: How many.
        commas: Write them between thousands.
    """
    if not abs(value) < ROUNDED_BELOW:
        return f"{value:{',' if commas else ''}.{decimals}f}"
    exact = Decimal(f"{value:.{SURE_DIGITS}g}")
    rounded = exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    return f"{rounded or abs(rounded):{',' if commas else ''}f}"


def percent(share: float, decimals: int = 0) -> str:
    """Return a share as per cent: 0.125 is 13%."""
    return f"{fixed(100 * share, decimals)}%"


def duration(minutes: int) -> str:
    """Return a time in hours and minutes, such as "1 h 5 min"."""
    hours, rest = divmod(minutes, 60)
    parts = [f"{hours}\u00a0h"] * bool(hours) + [f"{rest}\u00a0min"] * bool(rest or not hours)
    return " ".join(parts)
