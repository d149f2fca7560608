"""Dose schedules in any notation as one token: `8 Gy x 3`, `24 Gy in 3 fractions`, `24 Gy/3`."""

import re
from collections.abc import Iterator
from typing import NamedTuple

_NUMBER = r"(\d+(?:\.\d+)?)"
_DIGITS = 12
"""More digits than any dose or count has."""
_TIMES = r"\s*[x×*]\s*"
_GY = r"\s*-?gy(?:\(rbe\))?"
_PATTERNS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), order)
    for pattern, order in (
        (rf"{_NUMBER}{_GY}{_TIMES}(\d+)\b", "each"),
        (rf"\b(\d+){_TIMES}{_NUMBER}{_GY}\b", "count each"),
        (rf"\b(\d+) fractions? of {_NUMBER}{_GY}\b", "count each"),
        (
            rf"{_NUMBER}{_GY}(?: total)? (?:in|over|/) ?(\d+)\b"
            r"(?! ?(?:weeks?|days?|months?|years?|patients?|hours?|h\b|%))",
            "total",
        ),
        (rf"{_NUMBER}{_GY}/(\d+)\b", "total"),
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
MAX_DOSE = 100
MAX_COUNT = 60


class Schedule(NamedTuple):
    """A schedule in a folded text.

    Attributes:
        tokens: Dose per fraction in Gy and number of fractions, such as `8gyx3`; two if the order
            is not clear.
        start: Where its characters begin.
        end: Where they end.
    """

    tokens: tuple[str, ...]
    start: int
    end: int


def _token(dose: float, count: int) -> str:
    return (
        f"{round(dose, 2):g}gyx{count}" if 0 < dose <= MAX_DOSE and 1 < count <= MAX_COUNT else ""
    )


def schedules(folded: str) -> Iterator[Schedule]:
    """Yield the schedules of a text in order; where patterns overlap, the first one counts."""
    if "gy" not in folded and "x" not in folded and "×" not in folded:
        return
    taken: list[Schedule] = []
    for pattern, order in _PATTERNS:
        for match in pattern.finditer(folded):
            if any(match.start() < other.end and other.start < match.end() for other in taken):
                continue
            if max(len(match[1]), len(match[2])) > _DIGITS:
                continue
            left = float(match[1])
            right = float(_NAMED.get(match[2], 0) or match[2])
            if order == "each":
                found = [_token(left, int(right))]
            elif order == "count each":
                found = [_token(right, int(left))]
            elif order == "total":
                found = [_token(left / right if right else 0, int(right))]
            else:
                found = [
                    _token(left, int(right)),
                    _token(right, int(left)) if left.is_integer() else "",
                ]
            tokens = tuple(token for token in dict.fromkeys(found) if token)
            if tokens:
                taken.append(Schedule(tokens, match.start(), match.end()))
    yield from sorted(taken, key=lambda schedule: schedule.start)
