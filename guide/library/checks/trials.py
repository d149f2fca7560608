"""The cards of trials: the order of arms, values by arm, decimals, and what a reader must find."""

from collections.abc import Iterator
from decimal import Decimal

from guide.errors import Problem
from guide.library.facts import names_survival
from guide.library.load import Content, Page
from guide.library.models import ArmValue, Outcome, Trial

AS_PUBLISHED = "limits as published"
Fault = tuple[str, str, str, str]
"""Field where it stands, code, message and hint."""


def check(content: Content) -> Iterator[Problem]:
    """Yield the faults of the trials' structured fields."""
    for page in content.pages:
        if isinstance(page.entry, Trial):
            for field, code, message, hint in _faults(page.entry):
                yield page.source.problem(page.source.line_of(field), code, message, hint)
            yield from _incomplete(page, page.entry)


def _faults(trial: Trial) -> Iterator[Fault]:
    roles = [arm.role for arm in trial.arms]
    if "single" in roles and set(roles) != {"single"}:
        yield "arms", "arm-order", "one arm is `single`, another is not", "compare all or none"
    elif roles != sorted(roles, key=("experimental", "single", "control").index):
        yield "arms", "arm-order", "a control arm stands before an experimental one", "reorder them"
    for row in trial.result:
        yield from _values("result", row.endpoint, row.values, trial)
        uneven = row.ci is not None and len({_decimals(limit) for limit in row.ci}) > 1
        if row.ci is not None and uneven and AS_PUBLISHED not in row.text:
            message = f"{row.endpoint}: {row.ci[0]}–{row.ci[1]} have different decimals"
            yield "result", "lost-zero", message, f"write 0.80, or say '{AS_PUBLISHED}' in `text`"
    if trial.toxicity is not None:
        yield from _values("toxicity", trial.toxicity.label, trial.toxicity.values, trial)
        for harm in trial.toxicity.other:
            yield from _values("toxicity.other", harm.label, harm.values, trial)


def _values(field: str, label: str, values: tuple[ArmValue, ...], trial: Trial) -> Iterator[Fault]:
    order = [arm.name for arm in trial.arms]
    named = [value.arm for value in values]
    for name in named:
        if name not in order:
            yield field, "arm-value", f"{label}: no arm is called '{name}'", "use a name of `arms`"
    places = [order.index(name) for name in named if name in order]
    if places != sorted(set(places)):
        yield field, "arm-value", f"{label}: values are not in the order of the arms", "reorder"


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
