"""`abscopal bed`: BED and EQD2 of a schedule at each α/β, as text or JSON."""

from collections.abc import Sequence

from guide.cli.output import print_json, say_line, text_width
from guide.cli.search import calculation_fields
from guide.errors import UsageError
from guide.layout.tools import HIGH_DOSE, calculation_lines
from guide.search.calculation import MOST_RATIO, MOST_TOTAL, Calculation, calculate, effects
from guide.search.schedules import MAX_COUNT, MAX_DOSE

LIMITS = (
    f"at most {MAX_COUNT} fractions, {MAX_DOSE:g} Gy in one and {MOST_TOTAL:g} Gy in all,"
    f" α/β up to {MOST_RATIO:g} Gy"
)


def run(schedule: str, ratios: Sequence[str], as_json: bool) -> int:
    """Print BED and EQD2.

    Args:
        schedule: As typed: `8x3`, `24 Gy in 3`, `8,0 Gy × 3`, also with `ab 3`.
        ratios: Each α/β in Gy, as typed; where there is none, that of the schedule or 10 and 3.
        as_json: Whether it is printed for machines.

    Raises:
        UsageError: The schedule or an α/β is none, or beyond what anybody gives.
    """
    found = calculate(schedule)
    if found is None:
        raise UsageError(f"'{schedule}' is no schedule", f"write 8x3 or '24 Gy in 3'; {LIMITS}")
    values = [_ratio(text) for text in ratios]
    if values:
        found = Calculation(
            found.fractions, found.dose, effects(found.fractions, found.dose, values), found.other
        )
    if as_json:
        fields = calculation_fields(found)
        total = round(found.fractions * found.dose, 3)
        print_json(
            {"schedule": schedule, **fields, "total": total, "doubtful": found.dose > HIGH_DOSE}
        )
    else:
        for line in calculation_lines(found, text_width()):
            say_line(line)
    return 0


def _ratio(text: str) -> float:
    try:
        value = float(text.replace(",", ".").casefold().removesuffix("gy"))
    except ValueError:
        value = 0.0
    if not 0 < value <= MOST_RATIO or round(value, 3) == 0:
        raise UsageError(f"'{text}' is no α/β", f"a number of Gy above 0, at most {MOST_RATIO:g}")
    return value
