"""BED and EQD2: over α/β, of two schedules, of several courses, with time."""

from collections.abc import Sequence

from guide.counting import counted, fixed
from guide.layout.lines import Piece
from guide.layout.toolbox import sources as of
from guide.layout.toolbox.tissues import over_tissues
from guide.layout.toolbox.tool import Answer, Asked, Room, Sheet, Tool, together
from guide.layout.toolbox.typed import DAYS, GRAY, PERCENT, RATIO, Course, Number, course_of
from guide.physics.linear_quadratic import (
    bed,
    eqd2,
    eqd2_of_bed,
    isoeffective_alpha_beta,
    lost_to_time,
)

DISPUTED, REJECTED = 10.0, 18.0
"""Gy in one fraction up to which, and perhaps to which, Brenner (2008) accepts the model."""
FITTED = 6.0
"""Gy in one fraction from which other models fitted cells better; page `linear-quadratic-model`."""
BED_FORMULA = "BED = n·d·(1 + d/(α/β)), EQD2 = BED / (1 + 2/(α/β))"
DAYS_OF = Number("Days", 1, 200, DAYS)
START_OF = Number("Regrowth from day", 0, 200, DAYS)
LOSS_OF = Number("Loss a day", 0, 5, GRAY)
RECOVERED = Number("Recovery", 0, 100, PERCENT)
_SUBSCRIPTS = str.maketrans("0123456789.", "₀₁₂₃₄₅₆₇₈₉.")
_LINKS = (("linear-quadratic-model", "the model"), ("alpha-beta-ratio", "α/β and its sources"))


SIGNS = {
    "Gy(RBE)": "Gy(RBE) is dose already weighted for radiation quality; the result is in Gy(RBE)"
    " too, and holds only as far as its RBE does.",
    "FLASH": "FLASH: the model has no term for dose rate, so one number is misleading here.",
    "SFRT": "Spatially fractionated dose has peaks and valleys: calculate both, not one number.",
}


def gray(value: float) -> str:
    """Return a dose with one decimal and its unit."""
    return f"{fixed(value, 1, commas=True)} Gy"


def below(ratio: float) -> str:
    """Return an α/β as it is written below BED and EQD2."""
    return f"{ratio:g}".translate(_SUBSCRIPTS)


def warn_of(sheet: Sheet, courses: Sequence[Course]) -> None:
    """Write what to doubt in the dose per fraction and in what one number cannot describe."""
    highest = max(course.dose for course in courses)
    for course in courses:
        if course.other:
            sheet.text(f"Read as {course.text}; for the other order type {course.other}.", "dim")
    if highest > REJECTED:
        sheet.warn(
            f"{highest:g} Gy in one fraction: beyond the 18 Gy to which even defenders of the"
            " model (Brenner 2008) perhaps accept it. The number is arithmetic, not evidence."
        )
    elif highest > DISPUTED:
        sheet.warn(
            f"{highest:g} Gy in one fraction: above about 10 Gy the model is disputed. Brenner"
            " (2008) accepts it to 10, perhaps 18 Gy; Kirkpatrick (2008) rejects it there."
        )
    elif highest >= FITTED:
        sheet.text("From 6 Gy in one fraction other models fitted cells better.", "dim")
    for sign in dict.fromkeys(sign for course in courses for sign in course.signs):
        sheet.warn(SIGNS[sign])


def _effects(sheet: Sheet, course: Course, ratio: float) -> None:
    n, d = course.fractions, course.dose
    effective = bed(n, d, ratio)
    sheet.result(f"BED{below(ratio)}", gray(effective), f"{n} × {d:g} × (1 + {d:g}/{ratio:g})")
    formula = f"{fixed(effective, 1)} / (1 + 2/{ratio:g})"
    sheet.result(f"EQD2{below(ratio)}", gray(eqd2(n, d, ratio)), formula)


def _dose(texts: Sequence[str], room: Room) -> Answer:
    course, own = course_of(texts[0]), RATIO.list_of(texts[1])
    sheet = Sheet(room)
    sheet.text(
        f"{counted(course.fractions, 'fraction')} of {course.dose:g} Gy, {course.total:g} Gy in all"
    )
    for ratio in dict.fromkeys(own):
        _effects(sheet, course, ratio)
    warn_of(sheet, [course])
    over_tissues(sheet, course, own)
    return sheet.done(
        BED_FORMULA,
        "No term for time, dose rate or immune effect; the values of α/β are wide estimates.",
        (*_LINKS, ("eqd2", "EQD2")),
        (of.LQ_REVIEW, of.VAN_LEEUWEN, of.BRENNER, of.KIRKPATRICK),
    )


def _schedules(texts: Sequence[str], room: Room) -> Answer:
    first, second = course_of(texts[0], "First"), course_of(texts[1], "Second")
    sheet = Sheet(room)
    rows: list[list[list[Piece]]] = [
        [[Piece(head)] for head in ("", first.text, second.text, "first / second")],
        [
            [Piece("total dose")],
            [Piece(together(f"{first.total:g} Gy"))],
            [Piece(together(f"{second.total:g} Gy"))],
            [Piece(fixed(first.total / second.total, 2))],
        ],
    ]
    for ratio in dict.fromkeys(RATIO.list_of(texts[2])):
        for name, function in (("BED", bed), ("EQD2", eqd2)):
            one, other = (function(each.fractions, each.dose, ratio) for each in (first, second))
            rows.append(
                [
                    [Piece(f"{name}{below(ratio)}")],
                    [Piece(together(gray(one)), "result")],
                    [Piece(together(gray(other)), "result")],
                    [Piece(fixed(one / other, 2))],
                ]
            )
            sheet.note(
                f"{name}{below(ratio)}: {first.text} {gray(one)}, {second.text} {gray(other)}"
            )
    sheet.table(rows)
    sheet.blank()
    equal = _equal_at(first, second)
    sheet.text(equal)
    warn_of(sheet, [first, second])
    return sheet.done(
        BED_FORMULA,
        "Equal BED is not equal outcome: it holds for one tissue and one effect at a time.",
        (*_LINKS, ("bed", "BED")),
        (of.LQ_REVIEW, of.VAN_LEEUWEN, of.BRENNER),
    )


def _equal_at(first: Course, second: Course) -> str:
    if first.total == second.total:
        return "The same total dose: the larger fractions have the higher BED at any α/β."
    ratio = isoeffective_alpha_beta(first.total, first.dose, second.total, second.dose)
    if ratio > 0:
        return f"Both have the same BED at α/β = {fixed(ratio, 1)} Gy."
    higher = max(first, second, key=lambda each: each.total)
    return f"{higher.text} has the higher BED at any α/β."


def _sum(texts: Sequence[str], room: Room) -> Answer:
    *typed, ratio_text, recovered_text = texts
    courses = [
        course_of(text, f"Course {number}") for number, text in enumerate(typed, 1) if text.strip()
    ]
    if not courses:
        courses = [course_of("", "Course 1")]
    ratio, recovered = RATIO.one(ratio_text), RECOVERED.one(recovered_text)
    sheet = Sheet(room)
    parts, total = [], 0.0
    for place, course in enumerate(courses):
        effective = bed(course.fractions, course.dose, ratio)
        last = place == len(courses) - 1
        left = effective if last else effective * (1 - recovered / 100)
        formula = f"{course.fractions} × {course.dose:g} × (1 + {course.dose:g}/{ratio:g})"
        if recovered and not last:
            formula += f" × (1 - {recovered:g}/100)"
        sheet.result(f"Course {place + 1}: BED{below(ratio)}", gray(left), formula)
        parts.append(fixed(left, 1))
        total += left
    sheet.result(f"Sum of BED{below(ratio)}", gray(total), " + ".join(parts))
    sheet.result(
        f"EQD2{below(ratio)}",
        gray(eqd2_of_bed(total, ratio)),
        f"{fixed(total, 1)} / (1 + 2/{ratio:g})",
    )
    sheet.blank()
    if recovered:
        sheet.warn(
            f"Recovery of {recovered:g}% is your assumption, taken off every course but the last."
            " In most plans it is assumed, not measured; human numbers exist mainly for the cord."
        )
    else:
        sheet.text("Recovery is off (0%): every course counts in full.", "dim")
    warn_of(sheet, courses)
    return sheet.done(
        "sum of n·d·(1 + d/(α/β)) over the courses, EQD2 = sum / (1 + 2/(α/β))",
        "Adds doses as if they met in one point of one tissue; plans are summed point by point.",
        (("re-irradiation-tolerance", "re-irradiation and its limits"), *_LINKS),
        (of.HOSKIN, of.LQ_REVIEW, of.KIRKPATRICK_CORD),
    )


def _time(texts: Sequence[str], room: Room) -> Answer:
    course, ratio = course_of(texts[0]), RATIO.one(texts[1])
    days, start, loss = DAYS_OF.one(texts[2]), START_OF.one(texts[3]), LOSS_OF.one(texts[4])
    n, d = course.fractions, course.dose
    effective, lost = bed(n, d, ratio), lost_to_time(days, start, loss)
    sheet = Sheet(room)
    sheet.result(
        f"BED{below(ratio)} without time", gray(effective), f"{n} × {d:g} × (1 + {d:g}/{ratio:g})"
    )
    if lost >= effective:
        sheet.warn("Repopulation would take away the whole effect: such values make no sense.")
    else:
        span = f"({days:g} - {start:g})" if days > start else "0"
        sheet.result(
            f"BED{below(ratio)} with time",
            gray(effective - lost),
            f"{fixed(effective, 1)} - {loss:g} × {span}",
        )
        sheet.result(
            f"EQD2{below(ratio)} with time",
            gray(eqd2_of_bed(effective - lost, ratio)),
            f"{fixed(effective - lost, 1)} / (1 + 2/{ratio:g})",
        )
    if days <= start:
        sheet.text(f"The course ends before repopulation begins on day {start:g}.", "dim")
    sheet.result(
        "A week longer costs a further", gray(lost_to_time(days + 7, start, loss) - lost), ""
    )
    sheet.blank()
    sheet.text(
        "For head and neck cancer Withers (1988) found about 0.6 Gy a day in 2 Gy fractions from"
        " about day 28 (± 7); at α/β 10 Gy that is 0.6 × 1.2 = 0.72 Gy of BED a day.",
        "dim",
    )
    warn_of(sheet, [course])
    return sheet.done(
        "BED = n·d·(1 + d/(α/β)) - K·(T - Tk), for T > Tk",
        "K and Tk belong to one tumour type; how large repopulation is has been questioned"
        " (Bentzen 1991).",
        (("dna-repair-and-time-factor", "the time factor"), *_LINKS),
        (of.WITHERS, of.VOYANT, of.BENTZEN, of.THAMES),
    )


DOSE_TOOLS = (
    Tool(
        "dose",
        "BED and EQD2",
        "dose calculator arithmetic fractions biologically effective",
        (Asked("Schedule", "8 Gy × 3"), Asked("α/β in Gy", "10")),
        _dose,
    ),
    Tool(
        "schedules",
        "Two schedules",
        "compare fractionation isoeffective",
        (Asked("First", "8 Gy × 3"), Asked("Second", "2 Gy × 30"), Asked("α/β in Gy", "10 3")),
        _schedules,
    ),
    Tool(
        "sum",
        "Sum of courses",
        "re-irradiation cumulative recovery",
        (
            Asked("Course 1", "25 × 1.8 Gy"),
            Asked("Course 2", "5 × 4 Gy"),
            Asked("Course 3", ""),
            Asked("α/β in Gy", "2"),
            Asked("Recovery in %", "0"),
        ),
        _sum,
    ),
    Tool(
        "time",
        "Time factor",
        "repopulation gap interruption overall treatment",
        (
            Asked("Schedule", "33 × 2 Gy"),
            Asked("α/β in Gy", "10"),
            Asked("Days in all", "45"),
            Asked("Regrowth, day", "28"),
            Asked("BED lost a day", "0.72"),
        ),
        _time,
    ),
)
