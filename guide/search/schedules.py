"""Dose schedules in any notation as one token: `8 Gy x 3`, `24 Gy in 3 fractions`, `24 Gy/3`."""

import re
from collections.abc import Iterator
from typing import NamedTuple

_NUMBER = r"(?<![\d.,])(\d+(?:\.\d+)?|\.\d+)"
_DIGITS = 12
"""More digits than any dose or count has."""
_TIMES = r"\s*[x×*]\s*"
_GY = r"\s*-?gy(?:\(rbe\))?"
_COUNT_ENDS = r"(?![\d]|\.\d)(?:\b|(?=f))"
"""A number of fractions ends here: `3`, `3fx`, `3f`, not `3.5`."""
_PATTERNS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), order)
    for pattern, order in (
        (rf"{_NUMBER}{_GY} (?:in|at|by|with|/) ?{_NUMBER}{_GY}(?: fractions?)?\b", "total each"),
        (rf"{_NUMBER}{_GY}/{_NUMBER}{_GY}\b", "total each"),
        (rf"{_NUMBER}{_GY}{_TIMES}(\d+){_COUNT_ENDS}", "each"),
        (rf"\b(\d+){_TIMES}{_NUMBER}{_GY}\b", "count each"),
        (rf"\b(\d+) fractions? of {_NUMBER}{_GY}\b", "count each"),
        (
            rf"{_NUMBER}{_GY}(?: total)? (?:in|over|/) ?(\d+){_COUNT_ENDS}"
            r"(?! ?(?:-?gy|weeks?|days?|months?|years?|patients?|hours?|h\b|%))",
            "total",
        ),
        (rf"{_NUMBER}{_GY}/(\d+){_COUNT_ENDS}(?! ?-?gy)", "total"),
        (
            rf"{_NUMBER}{_GY} in (one|two|three|four|five|six|eight|ten|fifteen) fractions?\b",
            "total",
        ),
        (rf"\b{_NUMBER}{_TIMES}(\d+)\b(?!{_GY})", "bare"),
    )
)
_NAMED = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "eight": 8,
    "ten": 10,
    "fifteen": 15,
}
_FORM = re.compile(r"[0-9.]+gyx[0-9]+")
TINY = 1e-6
MAX_DOSE = 100
MAX_COUNT = 60


class Reading(NamedTuple):
    """What a schedule may mean: a dose per fraction in Gy and a number of fractions."""

    dose: float
    fractions: int

    @property
    def token(self) -> str:
        """The token of the index, such as `8gyx3`."""
        return f"{round(self.dose, 2):g}gyx{self.fractions}"


class Schedule(NamedTuple):
    """A schedule in a folded text.

    Attributes:
        readings: What it may mean; two if the order is not clear.
        start: Where its characters begin.
        end: Where they end.
    """

    readings: tuple[Reading, ...]
    start: int
    end: int

    @property
    def tokens(self) -> tuple[str, ...]:
        """The tokens of its readings."""
        return tuple(dict.fromkeys(reading.token for reading in self.readings))


def is_schedule(form: str) -> bool:
    """Tell whether an index form is that of a schedule."""
    return _FORM.fullmatch(form) is not None


def _readings(order: str, left: float, right: float) -> list[Reading]:
    """Return what two numbers mean in an order of `_PATTERNS`."""
    match order:
        case "each":
            return [Reading(left, int(right))]
        case "count each":
            return [Reading(right, int(left))]
        case "total each":
            count = left / right if right else 0.0
            return [Reading(right, round(count))] if abs(count - round(count)) < TINY else []
        case "total":
            return [Reading(left / right if right else 0, int(right))]
    swapped = [Reading(right, int(left))] if left.is_integer() else []
    return [Reading(left, int(right)), *swapped]


def schedules(folded: str, fewest: int = 2) -> Iterator[Schedule]:
    """Yield the schedules of a text in order; where patterns overlap, the first one counts.

    Args:
        folded: The text, folded.
        fewest: Number of fractions that a schedule must have.
    """
    if "gy" not in folded and "x" not in folded and "×" not in folded:
        return
    taken: list[Schedule] = []
    for pattern, order in _PATTERNS:
        for match in pattern.finditer(folded):
            if any(match.start() < other.end and other.start < match.end() for other in taken):
                continue
            if max(len(match[1]), len(match[2])) > _DIGITS:
                continue
            right = float(_NAMED.get(match[2], 0) or match[2])
            readings = tuple(
                reading
                for reading in dict.fromkeys(_readings(order, float(match[1]), right))
                if 0 < reading.dose <= MAX_DOSE and fewest <= reading.fractions <= MAX_COUNT
            )
            if readings:
                taken.append(Schedule(readings, match.start(), match.end()))
    yield from sorted(taken, key=lambda schedule: schedule.start)
