"""Whether a question can be asked at all: a record of the right types may still be none.

The library's questions are checked before they are compiled. Those of the learner's own come from
a file that anything may have written since.
"""

import math
import re
from collections.abc import Iterator
from itertools import islice, product

import msgspec

from guide.library.records import Figure, Numeric, Question
from guide.physics.quantities import QUANTITIES, calculate
from guide.study.answering import LETTERS

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST_ID = 80
LONGEST_TEXT = 4000
LONGEST_AXIS = 24
MOST_CURVES = 4
LARGEST = 1e9
DRAWS = 2000
"""Combinations of drawn numbers that are tried."""
KEYS = {"single": (1, 1), "figure": (1, 1), "several": (1, 6), "order": (0, 6), "match": (0, 6)}
"""How many options may be right, by form."""


def is_id(text: str) -> bool:
    """Tell whether a text is an id, and so may be part of a file's name."""
    return len(text) <= LONGEST_ID and SLUG.fullmatch(text) is not None


def is_sound(question: Question) -> bool:
    """Tell whether a question can be presented, answered and shown."""
    return (
        is_id(question.id)
        and is_id(question.entry)
        and is_id(question.topic)
        and all(len(text) <= LONGEST_TEXT for text in _texts(msgspec.to_builtins(question)))
        and (question.figure is not None) == (question.form == "figure")
        and (question.figure is None or _is_drawable(question.figure))
        and (question.numeric is not None) == (question.form == "numeric")
        and (_has_options(question) if question.numeric is None else _is_numeric(question))
    )


def _has_options(question: Question) -> bool:
    """Tell whether a question of any form but numeric has options as the form needs them."""
    if question.form not in KEYS:
        return False
    least, most = KEYS[question.form]
    return (
        2 <= len(question.options) <= len(LETTERS)
        and least <= len(question.keys) <= most
        and all(bool(option.pair) == (question.form == "match") for option in question.options)
    )


def _is_numeric(question: Question) -> bool:
    return (
        question.numeric is not None and not question.options and _is_calculable(question.numeric)
    )


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, item in value.items():
            yield from _texts(name)
            yield from _texts(item)
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from _texts(item)


def _are_numbers(*values: float) -> bool:
    return all(math.isfinite(value) and abs(value) <= LARGEST for value in values)


def _is_drawable(figure: Figure) -> bool:
    if len(figure.x) > LONGEST_AXIS:
        return False
    if figure.kind == "forest":
        return bool(figure.rows) and all(
            _are_numbers(row.low, row.estimate, row.high) and 0 < row.low <= row.high
            for row in figure.rows
        )
    points = [point for curve in figure.curves for point in curve.points]
    highest = max((height for _, height in points), default=0)
    return (
        figure.kind in ("survival", "curve")
        and 0 < len(figure.curves) <= MOST_CURVES
        and all(len(curve.points) > 1 for curve in figure.curves)
        and all(_are_numbers(*point) and point[1] >= 0 for point in points)
        and 0 < highest <= (100 if figure.kind == "survival" else LARGEST)
    )


def _is_calculable(numeric: Numeric) -> bool:
    """Tell whether every combination of the numbers has an answer."""
    if not (
        numeric.draw
        and all(values and _are_numbers(*values) for values in numeric.draw.values())
        and 0 < numeric.tolerance <= 100
        and 0 <= numeric.decimals <= 6
        and all(mistake.quantity in QUANTITIES for mistake in numeric.mistakes)
    ):
        return False
    for values in islice(product(*numeric.draw.values()), DRAWS):
        try:
            answer = calculate(numeric.quantity, dict(zip(numeric.draw, values, strict=True)))
        except (LookupError, TypeError, ValueError, ArithmeticError):
            return False
        if isinstance(answer, complex) or not _are_numbers(answer):
            return False
    return True
