"""Numbers and schedules as people type them: units, decimal commas, lists; changed by steps."""

import re
from dataclasses import dataclass
from decimal import Decimal

from guide.library.folding import fold
from guide.search.calculation import MOST_TOTAL, calculate
from guide.search.schedules import MAX_COUNT, MAX_DOSE

Units = tuple[tuple[str, float], ...]
GRAY: Units = (("gy", 1), ("gray", 1), ("cgy", 0.01))
PERCENT: Units = (("%", 1), ("percent", 1))
CENTIMETRES: Units = (("cm", 1), ("mm", 0.1))
MILLISECONDS: Units = (("ms", 1), ("s", 1000), ("min", 60_000))
MICROSECONDS: Units = (("us", 1), ("mus", 1), ("ns", 0.001), ("ms", 1000))
DAYS: Units = (("d", 1), ("day", 1), ("days", 1), ("week", 7), ("weeks", 7))
ENERGY: Units = (("mev", 1),)
NO_UNIT: Units = ()
MOST_NUMBERS = 12
"""Numbers in a list."""
_NUMBER = re.compile(
    r"(?<![\w.,])([-+]?(?:\d+(?:[.,]\d+)*|\.\d+)(?:e[-+]?\d{1,4})?)\s*([a-z%]*)(?![\w%])"
)
_THOUSANDS = re.compile(r"[-+]?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?")
_JOINED = re.compile(r"\b(?:and|or)\b")
_BETWEEN = re.compile(r"[\s,;/]")
_SIGNS = {
    "Gy(RBE)": re.compile(r"\(?rbe\)?|\bgye\b|\bprotons?\b|\bcarbon\b"),
    "FLASH": re.compile(r"\bflash\b"),
    "SFRT": re.compile(r"\b(?:sfrt|grid|lattice|mini-?beams?|micro-?beams?)\b"),
}
_STEPPED = re.compile(r"\d+(?:[.,]\d+)?")


class RefusedError(ValueError):
    """What was typed cannot be used; its text says why, in one line."""


@dataclass(frozen=True, slots=True)
class Number:
    """What a field for numbers takes.

    Attributes:
        name: Its label, as messages name it.
        low: The least value that makes sense.
        high: The highest.
        units: Units that may be typed, each with its factor; the first one is the field's own.
    """

    name: str
    low: float
    high: float
    units: Units = NO_UNIT

    def list_of(self, text: str) -> list[float]:
        """Return the numbers of a text, in the unit of the field.

        Raises:
            RefusedError: It has none, too many, other words, another unit or a value out of range.
        """
        folded = _JOINED.sub(";", fold(text))
        found = list(_NUMBER.finditer(folded))
        if not found or _BETWEEN.sub("", _NUMBER.sub("", folded)):
            raise RefusedError(f"{self.name}: type a number, such as {self.high / 2:g}.")
        if len(found) > MOST_NUMBERS:
            raise RefusedError(f"{self.name}: at most {MOST_NUMBERS} numbers.")
        return [self._value(match[1], match[2]) for match in found]

    def one(self, text: str) -> float:
        """Return the only number of a text.

        Raises:
            RefusedError: There is none or more than one, or it cannot be used.
        """
        values = self.list_of(text)
        if len(values) > 1:
            raise RefusedError(f"{self.name}: one number only.")
        return values[0]

    def whole(self, text: str) -> int:
        """Return the only number of a text, which is a whole one.

        Raises:
            RefusedError: It is none.
        """
        value = self.one(text)
        if value != int(value):
            raise RefusedError(f"{self.name}: a whole number.")
        return int(value)

    def _value(self, digits: str, unit: str) -> float:
        factors = dict(self.units)
        if unit and unit not in factors:
            wanted = f"in {own_unit(self.units[0][0])}" if self.units else "without a unit"
            raise RefusedError(f"{self.name}: a number {wanted}, not “{unit}”.")
        plain = digits.replace(",", "" if _THOUSANDS.fullmatch(digits) else ".")
        if plain.count(".") > 1:
            raise RefusedError(f"{self.name}: “{digits}” is no number.")
        value = float(plain) * factors.get(unit, 1)
        if not self.low <= value <= self.high:
            raise RefusedError(f"{self.name}: from {self.low:g} to {self.high:g}.")
        return value


def own_unit(folded: str) -> str:
    """Return a unit as it is written."""
    return {"gy": "Gy", "mev": "MeV", "us": "µs"}.get(folded, folded)


RATIO = Number("α/β", 0.1, 50, GRAY)


@dataclass(frozen=True, slots=True)
class Course:
    """A schedule that was typed.

    Attributes:
        fractions: Number of fractions.
        dose: Gy in each.
        other: The schedule if the numbers stand in the other order; empty if the order is clear.
        signs: What of it one number does not describe: Gy(RBE), FLASH, SFRT.
    """

    fractions: int
    dose: float
    other: str = ""
    signs: tuple[str, ...] = ()

    @property
    def total(self) -> float:
        """Gy in all."""
        return self.fractions * self.dose

    @property
    def text(self) -> str:
        """The schedule in the usual order."""
        return f"{self.fractions} × {self.dose:g} Gy"


def course_of(text: str, name: str = "Schedule") -> Course:
    """Return the schedule that a text is.

    Args:
        text: Such as `8 Gy × 3`, `3 x 8`, `8,0 x 3`, `24 in 3`, `54/3`.
        name: The label of its field, for messages.

    Raises:
        RefusedError: It is none, or one that nobody gives.
    """
    plain = fold(text)
    signs = tuple(sign for sign, words in _SIGNS.items() if words.search(plain))
    for words in _SIGNS.values():
        plain = words.sub(" ", plain)
    found = calculate(plain)
    if found is None:
        numbers = [float(part.replace(",", "")) for part in re.findall(r"\d[\d,]*", plain)[:9]]
        if len(numbers) > 1 and max(numbers) > MAX_COUNT:
            raise RefusedError(
                f"{name}: beyond any schedule. At most {MAX_COUNT} fractions, {MAX_DOSE} Gy in one"
                f" and {MOST_TOTAL:g} Gy in all."
            )
        raise RefusedError(f"{name}: type 8 Gy × 3, 3 x 8, 24 in 3 or 24/3.")
    other = f"{found.other.fractions} × {found.other.dose:g} Gy" if found.other else ""
    return Course(found.fractions, found.dose, other, signs)


def stepped(text: str, cursor: int, by: int) -> tuple[str, int]:
    """Return a text in which the number at the cursor is changed by steps of its last digit.

    Args:
        text: What stands in the field.
        cursor: Place of the cursor; the number that it is in or behind, else the first after it.
        by: Number of steps up, or down below 0. No number goes below 0.

    Returns:
        The text and the place of the cursor, at the end of the number.
    """
    numbers = list(_STEPPED.finditer(text))
    if not numbers:
        return text, cursor
    found = next((number for number in numbers if number.end() >= cursor), numbers[-1])
    plain = Decimal(found[0].replace(",", "."))
    exponent = plain.as_tuple().exponent
    step = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
    changed = str(max(plain + by * step, Decimal(0).quantize(step)))
    if "," in found[0]:
        changed = changed.replace(".", ",")
    return text[: found.start()] + changed + text[found.end() :], found.start() + len(changed)
