"""Figures of a trial that cannot be: intervals, shares, sums of arms, and values that are words."""

import re
from collections.abc import Iterator
from decimal import Decimal

from guide.library.toml_places import Path
from guide.library.trial import ArmValue, Outcome, Trial

RATIOS = ("HR", "OR", "RR")
NUMBER = r"\d+(?:,\d{3})*(?:\.\d+)?"
VALUE = re.compile(rf"(?:[<>≤≥~] ?)?−?{NUMBER}(?: of {NUMBER})?\+?|not (?:reached|estimable)")
"""What one arm reached, without its unit."""
P_VALUE = re.compile(r"(?:[<>=≤≥] ?)?(?:0?\.\d+|[01](?:\.0+)?)(?!\d)")
"""How a P value begins; words such as `one-sided` may follow."""
DECIMAL_COMMA = re.compile(r"\d+,(?!\d{3}\b)\d+")
PER_CENT = "%"

Fault = tuple[Path, str, str, str]
"""Where it stands, code, message and hint."""


def faults(trial: Trial) -> Iterator[Fault]:
    """Yield the figures of a trial that cannot be right."""
    yield from _patients(trial)
    for number, row in enumerate(trial.result):
        place: Path = ("result", number)
        yield from _estimate(place, row)
        if row.p and not P_VALUE.match(row.p):
            message = f"{row.endpoint}: '{row.p}' is not a P value"
            yield (*place, "p"), "value-form", message, "begin with a number up to 1, such as <.001"
        yield from _values(place, row.endpoint, row.values, row.unit)
    if (harm := trial.toxicity) is not None:
        yield from _values(("toxicity",), harm.label, harm.values, harm.unit)
        for number, line in enumerate(harm.other):
            yield from _values(("toxicity", "other", number), line.label, line.values, line.unit)


def _patients(trial: Trial) -> Iterator[Fault]:
    arms = [arm.n for arm in trial.arms if arm.n is not None]
    if trial.n is None or trial.n_note or not arms:
        return
    total, whole = sum(arms), len(arms) == len(trial.arms)
    if total > trial.n or (whole and total != trial.n):
        message = f"n is {trial.n}, but the arms have {' + '.join(map(str, arms))} = {total}"
        yield ("n",), "arm-sum", message, "correct one of them, or say in `n_note` what n counts"


def _estimate(place: Path, row: Outcome) -> Iterator[Fault]:
    code = "impossible-figure"
    if row.measure in RATIOS and row.estimate is not None and row.estimate <= 0:
        message = f"{row.endpoint}: {row.measure} {row.estimate} is not more than 0"
        yield (*place, "estimate"), code, message, "correct it, or the measure"
    if not 50 <= row.ci_level < 100:
        message = f"{row.endpoint}: an interval cannot have the level {row.ci_level}%"
        yield (*place, "ci_level"), code, message, "write 95, or the level as published"
    if row.ci is None:
        return
    low, high = row.ci
    if low >= high:
        message = f"{row.endpoint}: the interval {low}–{high} does not go from low to high"
        yield (*place, "ci"), code, message, "write the lower limit first"
    elif row.estimate is not None and not low <= row.estimate <= high:
        message = f"{row.endpoint}: {row.estimate} is outside of its interval {low}–{high}"
        yield (*place, "estimate"), code, message, "correct one of them from the source"


def _values(place: Path, label: str, values: tuple[ArmValue, ...], unit: str) -> Iterator[Fault]:
    for number, row in enumerate(values):
        here, text = (*place, "values", number), row.value
        share = unit == PER_CENT
        if not VALUE.fullmatch(text) or (share and " of " in text):
            yield here, "value-form", f"{label}: '{text}' is not a value", _value_hint(text, unit)
        elif share and not 0 <= _number(text) <= 100:
            message = f"{label}: {text}% is not between 0 and 100"
            yield here, "impossible-figure", message, "correct it, or the unit"


def _value_hint(text: str, unit: str) -> str:
    """Say how to write a value that has another form."""
    bare = text.removesuffix(unit).rstrip()
    if unit and bare != text and VALUE.fullmatch(bare):
        return f"write {bare}; the unit stands under `unit`"
    if DECIMAL_COMMA.fullmatch(bare):
        return f"write {bare.replace(',', '.')} with a point"
    return "write a number as published, or 'not reached'; other words belong under `text`"


def _number(text: str) -> Decimal:
    """Return the number of a value; 0 where it has none."""
    found = re.search(rf"−?{NUMBER}", text)
    return Decimal(found[0].replace(",", "").replace("−", "-")) if found else Decimal(0)
