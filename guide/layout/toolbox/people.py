"""Dose to immune cells (EDRIC), and the number needed to treat."""

from collections.abc import Sequence
from math import ceil

from guide.counting import fixed
from guide.layout.toolbox import sources as of
from guide.layout.toolbox.tool import Answer, Asked, Room, Sheet, Tool
from guide.layout.toolbox.typed import GRAY, NO_UNIT, PERCENT, Number
from guide.physics.blood import HEART, LUNGS, body_weight, edric
from guide.physics.rates import difference_interval, number_needed

ORGAN_OF = {name: Number(name, 0, 100, GRAY) for name in ("Lungs", "Heart", "Body")}
FRACTIONS_OF = Number("Fractions", 1, 60, NO_UNIT)
RATE_OF = {name: Number(name, 0, 100, PERCENT) for name in ("With", "Without")}
PATIENTS_OF = {
    name: Number(name, 1, 100_000, NO_UNIT) for name in ("Patients with", "Patients without")
}
LEAST = 0.01
"""Percentage points below which a difference is none."""


def _edric(texts: Sequence[str], room: Room) -> Answer:
    lungs, heart, body = (
        asked.one(text) for asked, text in zip(ORGAN_OF.values(), texts[:3], strict=True)
    )
    n = FRACTIONS_OF.whole(texts[3])
    sheet = Sheet(room)
    total = edric(lungs, heart, body, n)
    sheet.result(
        "EDRIC",
        f"{fixed(total, 1)} Gy",
        f"0.12 × {lungs:g} + 0.08 × {heart:g} + (0.45 + 0.2975 × √({n}/45)) × {body:g}",
    )
    parts = (LUNGS * lungs, HEART * heart, body_weight(n) * body)
    shares = (f"{name} {fixed(part, 1)}" for name, part in zip(ORGAN_OF, parts, strict=True))
    sheet.text(f"Of it in Gy: {', '.join(shares).lower()}.", "dim")
    sheet.blank()
    sheet.text(
        "For comparison: EDIC in RTOG 0617 had medians of 5.6 and 6.3 Gy by arm (2.1–12.2); EDRIC"
        " in 345 patients after surgery for lung cancer a mean of 6.26 Gy."
    )
    sheet.warn(
        "An index of a model, not a measured dose. Links with survival are retrospective, and it"
        " rises with tumour size and heart dose, which may explain them."
    )
    return sheet.done(
        "EDRIC = 0.12·MLD + 0.08·MHD + (0.45 + 0.35·0.85·√(n/45))·MBD",
        "The mean dose of the body depends on the length of the scan, so cut-offs do not carry"
        " over. EDIC has the integral dose in its place. Circulating cells are a few percent of"
        " all lymphocytes.",
        (("immune-dose", "EDIC and EDRIC"), ("radiation-induced-lymphopenia", "lymphopenia")),
        (of.CHEN, of.EDRIC_PORT, of.JIN),
    )


def _needed(difference: float) -> str:
    return f"{ceil(round(number_needed(difference, 0), 6)):,}"


def _interval(sheet: Sheet, low: float, high: float) -> None:
    """Write the interval of the number needed from that of the difference."""
    if low > LEAST or high < -LEAST:
        near, far = sorted((abs(low), abs(high)))
        sheet.result("95% interval", f"{_needed(far)} to {_needed(near)}")
    else:
        harm = f"1 in {_needed(low)}" if low < -LEAST else "none"
        benefit = f"1 in {_needed(high)}" if high > LEAST else "none"
        sheet.result(
            "95% interval", f"worse in {harm}, through no difference, to better in {benefit}"
        )
        sheet.warn("The interval of the difference holds 0: there may be benefit, harm or neither.")
    sheet.text(f"From a difference of {fixed(low, 1)} to {fixed(high, 1)} points.", "dim")


def _nnt(texts: Sequence[str], room: Room) -> Answer:
    one, other = (asked.one(text) for asked, text in zip(RATE_OF.values(), texts[:2], strict=True))
    sheet = Sheet(room)
    sheet.result("Difference", f"{fixed(one - other, 1)} points", f"{one:g} - {other:g}")
    if other:
        sheet.result("Ratio", fixed(one / other, 2), f"{one:g} / {other:g}")
    if abs(one - other) < LEAST:
        sheet.text("No difference: no number of patients to treat.")
    else:
        difference = abs(one - other)
        sheet.result(
            "Number needed to treat", f"{_needed(difference)}", f"100 / {difference:g}, rounded up"
        )
        patients = [text for text in texts[2:4] if text.strip()]
        if len(patients) == 2:
            arms = [
                asked.whole(text)
                for asked, text in zip(PATIENTS_OF.values(), patients, strict=True)
            ]
            _interval(sheet, *difference_interval(one, arms[0], other, arms[1]))
        else:
            sheet.text("With the patients of both arms there is an interval, too.", "dim")
    sheet.blank()
    sheet.text(
        "Rates of something good, such as survival: to help one more. Rates of something bad: to"
        " spare one more, or to harm one more, whichever arm is higher. The numbers at first are"
        " survival at five years in PACIFIC.",
        "dim",
    )
    return sheet.done(
        "NNT = 100 / |difference in percentage points|",
        "Belongs to one end point, one time and one population. Censored survival needs"
        " Kaplan–Meier rates at one time; the interval here is for plain shares.",
        (("hazard-ratio", "the hazard ratio"), ("pacific", "PACIFIC")),
        (of.BANDOLIER, of.COCHRANE),
    )


PEOPLE_TOOLS = (
    Tool(
        "edric",
        "EDRIC",
        "edic dose to immune cells blood lymphocytes lymphopenia",
        (
            Asked("Lungs in Gy", "15"),
            Asked("Heart in Gy", "10"),
            Asked("Body in Gy", "6"),
            Asked("Fractions", "30"),
        ),
        _edric,
    ),
    Tool(
        "nnt",
        "Number to treat",
        "nnt number needed to treat absolute risk difference rates",
        (
            Asked("With, in %", "42.9"),
            Asked("Without, in %", "33.4"),
            Asked("Patients with", "476"),
            Asked("Patients without", "237"),
        ),
        _nnt,
    ),
)
