"""Surviving cells, peaks and valleys, equivalent uniform dose."""

from collections.abc import Sequence

from guide.counting import fixed
from guide.layout.plot import Axis, Curve
from guide.layout.toolbox import sources as of
from guide.layout.toolbox.tool import Answer, Asked, Room, Sheet, Tool
from guide.layout.toolbox.typed import (
    CENTIMETRES,
    GRAY,
    NO_UNIT,
    PERCENT,
    Number,
    RefusedError,
)
from guide.physics.linear_quadratic import survival, survival_straight
from guide.physics.uneven import generalised_eud, profile, pvdr

ALPHA_OF = Number("α", 0.001, 2, NO_UNIT)
BETA_OF = Number("β", 0, 0.5, NO_UNIT)
STRAIGHT_OF = Number("Straight from", 0, 50, GRAY)
CELL_DOSE_OF = Number("Dose", 0.1, 50, GRAY)
PEAK_OF = Number("Peak", 0.1, 1000, GRAY)
VALLEY_OF = Number("Valley", 0.001, 1000, GRAY)
WIDTH_OF = Number("Width", 0.001, 20, CENTIMETRES)
SPACING_OF = Number("Spacing", 0.002, 40, CENTIMETRES)
PART_OF = Number("Doses", 0, 200, GRAY)
SHARE_OF = Number("Shares", 0, 100, PERCENT)
TISSUE_OF = Number("a", -100, 100, NO_UNIT)
SMALLEST_A = 0.01
LOWEST_SHARE = 1e-12
"""Share of surviving cells that ends the axis."""


def _share(value: float) -> str:
    percent = 100 * value
    return f"{fixed(percent, 1)}%" if percent >= 1 else f"{percent:.2g}%"


def _survival(texts: Sequence[str], room: Room) -> Answer:
    alpha, beta = ALPHA_OF.one(texts[0]), BETA_OF.one(texts[1])
    straight, dose = STRAIGHT_OF.one(texts[2]), CELL_DOSE_OF.one(texts[3])
    sheet = Sheet(room)
    plain, bent = survival(dose, alpha, beta), survival_straight(dose, alpha, beta, straight)
    last = max(dose * 1.5, 10.0)
    lowest = max(survival(last, alpha, beta), LOWEST_SHARE)
    decade = 10.0 ** -next(power for power in range(1, 13) if 10.0**-power <= lowest * 1.0001)
    sheet.plot(
        [
            Curve("LQ", lambda at: survival(at, alpha, beta)),
            Curve(
                f"LQ-L from {straight:g} Gy",
                lambda at: survival_straight(at, alpha, beta, straight),
            ),
        ],
        Axis("dose in Gy, given at once", 0, last),
        Axis("share of cells that survive", decade, 1, log=True),
    )
    sheet.blank()
    sheet.result(
        f"LQ at {dose:g} Gy", _share(plain), f"e^(-{alpha:g} × {dose:g} - {beta:g} × {dose:g}²)"
    )
    slope = alpha + 2 * beta * straight
    if dose > straight:
        sheet.result(
            f"LQ-L at {dose:g} Gy",
            _share(bent),
            f"e^(-{alpha:g} × {straight:g} - {beta:g} × {straight:g}² - {slope:.3g} ×"
            f" {dose - straight:g})",
        )
    else:
        sheet.text(f"Up to {straight:g} Gy LQ-L is the same as LQ.", "dim")
    if beta:
        sheet.result("α/β", f"{alpha / beta:.3g} Gy", f"{alpha:g} / {beta:g}")
    return sheet.done(
        "LQ: S = e^(-αD - βD²); LQ-L above dT: S = S(dT)·e^(-(α + 2β·dT)·(D - dT))",
        "α 0.3 and β 0.03 are for illustration. LQ-L is drawn with its tangent at dT; fits may have"
        " another slope. Other models fitted cells better from 6 Gy. No oxygen, vessels, immunity.",
        (("linear-quadratic-model", "the model"), ("lq-l-model", "LQ-L")),
        (of.MCMAHON, of.VOYANT, of.CELLS),
    )


def _peaks(texts: Sequence[str], room: Room) -> Answer:
    peak, valley = PEAK_OF.one(texts[0]), VALLEY_OF.one(texts[1])
    width, spacing = WIDTH_OF.one(texts[2]), SPACING_OF.one(texts[3])
    if valley > peak:
        raise RefusedError("Valley: not above the peak.")
    if width >= spacing:
        raise RefusedError("Width: below the spacing from centre to centre.")
    sheet = Sheet(room)
    ratio = pvdr(peak, valley)
    sheet.plot(
        [Curve("dose across the peaks", lambda at: profile(at, peak, valley, width, spacing))],
        Axis("cm from the centre", -1.5 * spacing, 1.5 * spacing),
        Axis("Gy", 0, peak * 1.05),
    )
    sheet.blank()
    sheet.result("PVDR", f"{ratio:.3g}", f"{peak:g} / {valley:g}")
    sheet.result("Valley to peak", f"{1 / ratio:.2g}", f"1 / {ratio:.3g}")
    sheet.result("Open width", f"{fixed(100 * width / spacing, 0)}%", f"{width:g} / {spacing:g}")
    sheet.warn("A ratio alone says nothing: state peak dose, valley dose and geometry with it.")
    return sheet.done(
        "PVDR = D(peak) / D(valley)",
        "The shape is a sketch: Gaussian peaks of that width at half height. PVDR changes with"
        " depth and motion, and predicts no immune effect.",
        (("pvdr", "PVDR"), ("sfrt", "spatial fractionation"), ("lattice", "lattice")),
        (of.PRESAGE, of.LITE_SABR),
    )


def _eud(texts: Sequence[str], room: Room) -> Answer:
    doses, shares = PART_OF.list_of(texts[0]), SHARE_OF.list_of(texts[1])
    if len(doses) != len(shares):
        raise RefusedError(f"Shares: {len(doses)} doses need as many shares, not {len(shares)}.")
    if not sum(shares):
        raise RefusedError("Shares: not all of them 0.")
    parameters = list(dict.fromkeys(TISSUE_OF.list_of(texts[2])))
    if any(abs(a) < SMALLEST_A for a in parameters):
        raise RefusedError("a: not 0; 1 is the mean dose.")
    sheet = Sheet(room)
    whole = sum(shares)
    for a in parameters:
        parts = " + ".join(
            f"{share / whole:.3g} × {dose:g}^{a:g}"
            for dose, share in zip(doses, shares, strict=True)
        )
        value = f"{fixed(generalised_eud(doses, shares, a), 1)} Gy"
        sheet.result(f"gEUD, a = {a:g}", value, f"({parts})^(1/{a:g})")
    sheet.blank()
    if abs(whole - 100) > 0.5:
        sheet.text(f"The shares add up to {whole:g}% and were scaled to 100%.", "dim")
    sheet.text(
        "a = 1 is the mean; large positive a leans to the maximum, as in organs harmed by hot"
        " spots; negative a to the minimum, as in tumours that fail at cold spots.",
        "dim",
    )
    return sheet.done(
        "gEUD = (Σ v·D^a)^(1/a)",
        "Means nothing without a. Drops where the dose lies, knows no fraction size and no"
        " bystander, vascular or immune effect.",
        (("eud", "EUD"), ("dose-volume-histogram", "dose–volume histogram")),
        (of.GAY,),
    )


UNEVEN_TOOLS = (
    Tool(
        "survival",
        "Survival curve",
        "cells lq lq-l linear quadratic plot",
        (
            Asked("α per Gy", "0.3"),
            Asked("β per Gy²", "0.03"),
            Asked("Straight from Gy", "6"),
            Asked("Dose in Gy", "12"),
        ),
        _survival,
    ),
    Tool(
        "peaks",
        "Peaks and valleys",
        "pvdr sfrt lattice grid minibeam microbeam profile",
        (
            Asked("Peak in Gy", "66.7"),
            Asked("Valley in Gy", "20"),
            Asked("Width in cm", "1.5"),
            Asked("Spacing in cm", "6"),
        ),
        _peaks,
    ),
    Tool(
        "eud",
        "EUD",
        "equivalent uniform dose histogram",
        (Asked("Doses in Gy", "66.7 20"), Asked("Shares in %", "5 95"), Asked("a", "1 8 -10")),
        _eud,
    ),
)
