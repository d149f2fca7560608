"""Dose arithmetic typed as a query: `8x3 ab3`, `bed 54/3 ab 10`, `eqd2 45 gy in 15`."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from guide.library.folding import fold
from guide.physics.linear_quadratic import bed, eqd2
from guide.search.schedules import Reading, schedules
from guide.search.typed import cleaned

COMMON_RATIOS = (3.0, 10.0)
"""α/β in Gy of late-reacting tissue and of most tumours; the page `alpha-beta-ratio` has them."""
MOST_TOTAL = 200.0
"""Gy. No schedule has a higher dose."""
MOST_RATIO = 50.0
"""Gy. No tissue has a higher α/β."""
LARGE = 20.0
"""Gy. In `30x2` the first number is rather a number of fractions than a dose above this."""
USUAL = 1.5
"""Gy. The other number is then at least such a dose."""
LONGEST = 120
"""Characters. What is longer is no calculation."""

_NUMBER = r"(\d{1,4}(?:\.\d{1,4})?)"
_RATIO = re.compile(
    rf"(?<![a-z])(?:alpha\s*/?\s*beta|a\s*/\s*b|ab)(?:\s+ratio)?\s*(?:of|is|=|:)?\s*{_NUMBER}(?:\s*gy)?"
    rf"(?:\s*(?:and|or|,)\s*{_NUMBER}(?:\s*gy)?)?(?![\d.])"
)
_RATIO_LIST = re.compile(r"((?<![a-z])(?:beta|b|ab)\s*[=:]?\s*\d+),(?=\d\d)", re.IGNORECASE)
"""Two α/β with a mere comma, `ab 3,10`; a decimal has one digit behind it, `ab 2,5`."""
_WEEKS = re.compile(r"\b(?:over|in|within) \d{1,2} (?:weeks?|days?)\b")
_QUANTITY = re.compile(rf"\b(?:bed|eqd2)[_/(]?{_NUMBER}?\)?(?![\w.])")
_BARE_TOTAL = re.compile(rf"(?<![\w.]){_NUMBER}\s*(?:/|in|over)\s*(\d{{1,3}})(?![\w.])")
_FILLER = frozenset(
    (
        "a",
        "an",
        "and",
        "at",
        "calculate",
        "compute",
        "dose",
        "each",
        "f",
        "for",
        "fr",
        "fraction",
        "fractions",
        "fx",
        "give",
        "gives",
        "gy",
        "in",
        "is",
        "of",
        "schedule",
        "the",
        "to",
        "total",
        "what",
        "with",
    )
)


@dataclass(frozen=True, slots=True)
class Effect:
    """What a schedule is worth at one α/β, all in Gy; see `guide.physics.linear_quadratic`."""

    alpha_beta: float
    bed: float
    eqd2: float


@dataclass(frozen=True, slots=True)
class Calculation:
    """A calculated schedule.

    Attributes:
        fractions: Number of fractions.
        dose: Gy in each.
        effects: BED and EQD2 at each α/β; at 3 and 10 Gy where none was given.
        other: What the numbers mean if they stand in the other order; None if the order is clear.
    """

    fractions: int
    dose: float
    effects: tuple[Effect, ...]
    other: Reading | None


def effects(fractions: int, dose: float, ratios: Iterable[float]) -> tuple[Effect, ...]:
    """Return BED and EQD2 of a schedule at each α/β, each α/β once.

    Args:
        fractions: Number of fractions.
        dose: Gy in each.
        ratios: α/β in Gy.
    """
    return tuple(
        Effect(ratio, bed(fractions, dose, ratio), eqd2(fractions, dose, ratio))
        for ratio in dict.fromkeys(ratios)
    )


def _is_sound(reading: Reading) -> bool:
    return reading.dose * reading.fractions <= MOST_TOTAL


def _with_unit(found: re.Match[str]) -> str:
    """Return a total and a number of fractions with the unit; less than 1 Gy is a mere fraction."""
    return f"{found[1]} gy/{found[2]}" if float(found[1]) >= float(found[2]) else found[0]


def calculate(query: str) -> Calculation | None:
    """Return BED and EQD2 of the schedule that a query consists of.

    Args:
        query: As typed.

    Returns:
        None if it has other words, no schedule or several, or numbers that nobody means.
    """
    if len(query) > LONGEST:
        return None
    text = _WEEKS.sub(" ", fold(cleaned(_RATIO_LIST.sub(r"\1, ", query))))
    ratios: list[float] = []

    def take(found: re.Match[str]) -> str:
        ratios.extend(float(number) for number in found.groups() if number)
        return " "

    text = _QUANTITY.sub(take, _RATIO.sub(take, text))
    if "gy" not in text:
        text = _BARE_TOTAL.sub(_with_unit, text)
    found = list(schedules(text, fewest=1))
    if len(found) != 1 or any(not 0 < ratio <= MOST_RATIO for ratio in ratios):
        return None
    rest = text[: found[0].start] + " " + text[found[0].end :]
    readings = [reading for reading in found[0].readings if _is_sound(reading)]
    if not readings or not _FILLER.issuperset(re.findall(r"[^\s,;?=.]+", rest)):
        return None
    chosen, *others = readings
    if others and chosen.dose > LARGE and others[0].dose >= USUAL:
        chosen, others = others[0], [chosen]
    found_effects = effects(chosen.fractions, chosen.dose, ratios or COMMON_RATIOS)
    return Calculation(chosen.fractions, chosen.dose, found_effects, others[0] if others else None)
