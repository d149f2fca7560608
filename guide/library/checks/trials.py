"""The cards of trials: the order of arms, values by arm, decimals, and what a reader must find."""

from collections.abc import Iterator
from decimal import Decimal

from guide.errors import Problem
from guide.library.checks.figures import Fault, faults
from guide.library.facts import names_survival
from guide.library.load import Content, Page
from guide.library.toml_places import Path
from guide.library.trial import ArmValue, Outcome, Trial

COMPARES = ("HR", "OR", "RR", "difference")
"""Measures that compare arms, and so have an estimate."""
AS_PUBLISHED = "limits as published"


def check(content: Content) -> Iterator[Problem]:
    """Yield the faults of the trials' structured fields."""
    for page in content.pages:
        if isinstance(page.entry, Trial):
            for place, code, message, hint in (*_faults(page.entry), *faults(page.entry)):
                yield page.source.problem(page.source.place(place), code, message, hint)
            yield from _incomplete(page, page.entry)


def _faults(trial: Trial) -> Iterator[Fault]:
    roles = [arm.role for arm in trial.arms]
    if "single" in roles and set(roles) != {"single"}:
        yield ("arms",), "arm-order", "one arm is `single`, another is not", "compare all or none"
    elif roles != sorted(roles, key=("experimental", "single", "control").index):
        yield (
            ("arms",),
            "arm-order",
            "a control arm stands before an experimental one",
            "reorder them",
        )
    for number, row in enumerate(trial.result):
        place: Path = ("result", number)
        yield from _values(place, row.endpoint, row.values, trial)
        yield from _measured(place, row)
        uneven = row.ci is not None and len({_decimals(limit) for limit in row.ci}) > 1
        if row.ci is not None and uneven and AS_PUBLISHED not in row.text:
            message = f"{row.endpoint}: {row.ci[0]}–{row.ci[1]} have different decimals"
            yield (
                (*place, "ci"),
                "lost-zero",
                message,
                f"write 0.80, or say '{AS_PUBLISHED}' in `text`",
            )
    if trial.toxicity is not None:
        yield from _values(("toxicity",), trial.toxicity.label, trial.toxicity.values, trial)
        for number, harm in enumerate(trial.toxicity.other):
            yield from _values(("toxicity", "other", number), harm.label, harm.values, trial)


def _measured(place: Path, row: Outcome) -> Iterator[Fault]:
    """Find estimates without a measure that has one, and the reverse."""
    compares = row.measure in COMPARES
    code, said = "measure-estimate", f"{row.endpoint}: the measure is {row.measure}"
    if compares and row.estimate is None:
        hint = 'add `estimate`, or write measure = "text"'
        yield (*place, "measure"), code, f"{said}, and there is no estimate", hint
    elif not compares and row.estimate is not None:
        hint = f"use one of {', '.join(COMPARES)}, or write the number under `values`"
        yield (
            (*place, "measure"),
            code,
            f"{said}, and the estimate {row.estimate} has no meaning",
            hint,
        )
    if row.ci is not None and row.estimate is None:
        hint = "add `estimate`, or say the interval in `text`"
        yield (*place, "ci"), code, f"{row.endpoint}: an interval stands without an estimate", hint
    given = {"rate": row.values, "median": row.values, "text": row.text}
    if not given.get(row.measure, True):
        field = "text" if row.measure == "text" else "values"
        yield (*place, "measure"), code, f"{said}, and there is no `{field}`", f"add `{field}`"


def _values(place: Path, label: str, values: tuple[ArmValue, ...], trial: Trial) -> Iterator[Fault]:
    order = [arm.name for arm in trial.arms]
    named = [value.arm for value in values]
    for name in named:
        if name not in order:
            yield (
                (*place, "values"),
                "arm-value",
                f"{label}: no arm is called '{name}'",
                "use a name of `arms`",
            )
    places = [order.index(name) for name in named if name in order]
    if places != sorted(set(places)):
        yield (
            (*place, "values"),
            "arm-value",
            f"{label}: values are not in the order of the arms",
            "reorder",
        )


def _decimals(number: Decimal) -> int:
    return max(0, -int(number.as_tuple().exponent))


def is_late_phase(trial: Trial) -> bool:
    """Tell whether a trial has reported and is of phase 2 or 3, also in part: 1/2, 2R/3."""
    return trial.status == "reported" and any(digit in trial.phase for digit in "23")


def missing_fields(trial: Trial) -> list[str]:
    """Return what a reader of a reported phase 2 or 3 trial expects and the card does not have."""
    survival = any(names_survival(row.endpoint) for row in trial.result)
    found = {
        "harm ([toxicity], or `not_reported` there)": trial.toxicity is not None,
        "[follow_up]": trial.follow_up is not None,
        "overall survival (a result or [survival])": survival or trial.survival is not None,
        "the registry number (identifiers.nct or `no_nct`)": bool(
            trial.identifiers.nct or trial.no_nct
        ),
        "a primary result with a number (or `no_number`)": bool(trial.no_number)
        or any(_has_number(row) for row in trial.result),
    }
    return [name for name, there in found.items() if not there]


def _has_number(row: Outcome) -> bool:
    numbers = any(any(map(str.isdigit, value.value)) for value in row.values)
    return row.primary and (row.estimate is not None or numbers)


def _incomplete(page: Page, trial: Trial) -> Iterator[Problem]:
    missing = missing_fields(trial) if is_late_phase(trial) else []
    if missing:
        message = f"the card lacks {', '.join(missing)}"
        yield page.source.problem(
            page.source.line_of("status"), "trial-incomplete", message, "see docs/content-format.md"
        )
    if trial.survival is not None and any(names_survival(row.endpoint) for row in trial.result):
        message = "[survival] stands beside a result for overall survival"
        line = page.source.line_of("survival")
        yield page.source.problem(line, "trial-incomplete", message, "delete [survival]")
