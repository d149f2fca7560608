"""A value in words and its unit as one text."""

import re

_NUMBER = r"(?:\d+(?:[.,]\d+)*|\b(?:hundreds?|thousands?)\b)"
_AMOUNT = re.compile(rf"(?<![\w.\-–]){_NUMBER}(?:(?:\s?[–-]\s?| to | and | or | × ){_NUMBER})*")
_TIMES = re.compile(r" × ")


def amount(value: str, unit: str) -> str:
    """Return a value with its unit right after its first number or range.

    So a remark may follow the number: `≥ 40 by convention` in Gy/s is `≥ 40 Gy/s by convention`. A
    value without a number gets the unit in brackets. In `0.5 × 2 a day` the dose is the 0.5.
    """
    if not unit:
        return value
    found = _AMOUNT.search(value)
    if found is None:
        return f"{value} ({unit})"
    times = _TIMES.search(value, found.start(), found.end())
    end = times.start() if times else found.end()
    gap = "" if unit == "%" else " "
    return f"{value[:end]}{gap}{unit}{value[end:]}"
