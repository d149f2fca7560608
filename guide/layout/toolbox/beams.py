"""Range and depth dose of beams, and dose rate."""

from collections.abc import Sequence
from functools import lru_cache

from guide.counting import fixed
from guide.layout.lines import Piece
from guide.layout.plot import Axis, Curve
from guide.layout.toolbox import sources as of
from guide.layout.toolbox.tool import Answer, Asked, Room, Sheet, Tool, together
from guide.layout.toolbox.typed import (
    CENTIMETRES,
    ENERGY,
    GRAY,
    MICROSECONDS,
    MILLISECONDS,
    NO_UNIT,
    Number,
    RefusedError,
)
from guide.physics.dose_rate import (
    CONVENTION,
    USUAL,
    beam_on_time,
    mean_dose_rate,
    pulse_dose_rate,
)
from guide.physics.photons import depth_dose
from guide.physics.protons import energy_for, range_of, spread_out_dose, straggling

ENERGY_OF = Number("Energy", 1, 400, ENERGY)
DEPTH_OF = Number("Depth", 0.1, 60, CENTIMETRES)
PLATEAU_OF = Number("Plateau", 0, 30, CENTIMETRES)
ATTENUATION_OF = Number("μ", 0.005, 0.5, NO_UNIT)
TIME_OF = Number("Time", 0.0001, 10_000_000, MILLISECONDS)
DOSE_OF = Number("Dose", 0.001, 200, GRAY)
PULSES_OF = Number("Pulses", 1, 1_000_000, NO_UNIT)
PULSE_OF = Number("Pulse", 0.001, 1_000_000, MICROSECONDS)
TABLE = ((70, 4.080), (100, 7.718), (150, 15.77), (200, 25.96), (250, 37.94))
"""MeV, and cm of water in the range tables of NIST; page `bragg-peak`."""
LOWEST, HIGHEST = 70, 250
POINTS = 180
"""Places at which a depth dose is calculated; the plot goes straight between them."""
_PULSE_LIMIT = 500.0
"""ms in which Favaudon (2014) gave the dose."""


def rate(value: float) -> str:
    """Return a dose rate with three significant digits and its unit."""
    digits = f"{float(f'{value:.3g}'):,.10f}".rstrip("0").rstrip(".")
    return f"{digits} Gy/s" if value >= 1e-6 else f"{value:.2e} Gy/s"


def lasting(milliseconds: float) -> str:
    """Return a time in the unit in which it is read best."""
    for factor, unit in ((60_000, "min"), (1000, "s"), (1, "ms")):
        if milliseconds >= 2 * factor:
            return f"{fixed(milliseconds / factor, 1)} {unit}"
    return f"{milliseconds * 1000:.3g} µs"


def _range(texts: Sequence[str], room: Room) -> Answer:
    energy, depth = ENERGY_OF.one(texts[0]), DEPTH_OF.one(texts[1])
    reach, wanted = range_of(energy), energy_for(depth)
    sheet = Sheet(room)
    sheet.result(f"Range at {energy:g} MeV", f"{fixed(reach, 2)} cm", f"0.0022 × {energy:g}^1.77")
    sheet.result(
        f"Energy for {depth:g} cm", f"{fixed(wanted, 1)} MeV", f"({depth:g} / 0.0022)^(1/1.77)"
    )
    sheet.result(
        "Straggling of the range",
        f"{fixed(straggling(reach), 2)} cm",
        f"0.012 × {fixed(reach, 2)}^0.935",
    )
    for value in (energy, wanted):
        if not LOWEST <= value <= HIGHEST:
            sheet.warn(f"{fixed(value, 1)} MeV is outside 70–250 MeV, where the rule was compared.")
    rows: list[list[list[Piece]]] = [[[Piece(head)] for head in ("Energy", "Rule", "NIST table")]]
    for known, table in TABLE:
        cells = (f"{known} MeV", f"{fixed(range_of(known), 2)} cm", f"{table:g} cm")
        rows.append([[Piece(together(cell))] for cell in cells])
    sheet.table(rows)
    return sheet.done(
        "R = 0.0022·E^1.77 (cm of water, MeV), E = (R/0.0022)^(1/1.77), σ = 0.012·R^0.935",
        "Within about 2% of tables from 70 to 250 MeV; in a patient the range is less certain. No"
        " planning tool.",
        (("bragg-peak", "the Bragg peak"), ("range-uncertainty", "range uncertainty")),
        (of.BORTFELD, of.NIST),
    )


@lru_cache(maxsize=16)
def _proton_curve(deepest: float, width: float) -> tuple[float, tuple[float, ...]]:
    """Return the step in cm and the doses in per cent of their maximum."""
    step = deepest * 1.15 / (POINTS - 1)
    doses = spread_out_dose([place * step for place in range(POINTS)], deepest, width)
    top = max(doses)
    return step, tuple(100 * dose / top for dose in doses)


def proton_at(depth: float, deepest: float, width: float) -> float:
    """Return the dose of a proton beam at a depth in cm, in per cent of its maximum."""
    step, doses = _proton_curve(deepest, width)
    place = depth / step
    first = int(place)
    if first + 1 >= len(doses):
        return 0.0
    return doses[first] + (place - first) * (doses[first + 1] - doses[first])


def _depth(texts: Sequence[str], room: Room) -> Answer:
    energy, width = ENERGY_OF.one(texts[0]), PLATEAU_OF.one(texts[1])
    attenuation = ATTENUATION_OF.one(texts[2])
    deepest = range_of(energy)
    if width >= deepest:
        raise RefusedError(f"Plateau: below the range of {fixed(deepest, 1)} cm.")
    sheet = Sheet(room)
    name = "proton peak" if not width else f"protons, plateau of {width:g} cm"
    sheet.plot(
        [
            Curve(name, lambda depth: proton_at(depth, deepest, width)),
            Curve("megavoltage photons", lambda depth: depth_dose(depth, attenuation)),
        ],
        Axis("depth in cm of water", 0, deepest * 1.3),
        Axis("% of each beam's own maximum", 0, 105),
    )
    sheet.blank()
    sheet.result("Proton range", f"{fixed(deepest, 1)} cm", f"0.0022 × {energy:g}^1.77")
    entrance, behind = proton_at(0, deepest, width), deepest * 1.2
    sheet.result("Entrance", f"{fixed(entrance, 0)}%")
    sheet.result(
        f"Photons at {fixed(behind, 1)} cm, behind the protons",
        f"{fixed(depth_dose(behind, attenuation), 0)}%",
        f"100 × (101.5 / {fixed(100 + behind, 1)})² × e^(-{attenuation:g} ×"
        f" {fixed(behind - 1.5, 1)})"
        if behind >= 1.5
        else "",
    )
    if energy > HIGHEST:
        sheet.warn(f"{energy:g} MeV is above 250 MeV, to which the rule was compared.")
    return sheet.done(
        "protons: range rule, nuclear loss and Gaussian straggling; photons: inverse square and"
        " e^(-μ(d - 1.5 cm)), build-up sketched from 10% at the surface",
        "One beam each, scaled to its own maximum: plans combine beams. The plateau droops, since"
        " its weights leave out straggling. Carbon is not drawn: its tail of fragments needs"
        " another model.",
        (("photon-depth-dose", "photon depth dose"), ("sobp", "spread-out Bragg peak")),
        (of.BORTFELD, of.JETTE, of.PHOTONS),
    )


def _rate(texts: Sequence[str], room: Room) -> Answer:
    dose, time = DOSE_OF.one(texts[0]), TIME_OF.one(texts[1])
    pulses, length = PULSES_OF.whole(texts[2]), PULSE_OF.one(texts[3])
    mean = mean_dose_rate(dose, time)
    sheet = Sheet(room)
    sheet.result("Mean dose rate", rate(mean), f"{dose:g} Gy / {lasting(time)}")
    if pulses * length > time * 1000 * (1 + 1e-9):
        raise RefusedError("Pulses: together they last longer than the time in all.")
    sheet.result("Dose of a pulse", f"{dose / pulses:.3g} Gy", f"{dose:g} / {pulses:,}")
    sheet.result(
        "Rate within a pulse",
        rate(pulse_dose_rate(dose, pulses, length)),
        f"{dose / pulses:.3g} Gy / {lasting(length / 1000)}",
    )
    sheet.result(
        f"Usual beam of {USUAL:g} Gy/s would take",
        lasting(beam_on_time(dose, USUAL)),
        f"{dose:g} / {USUAL:g}",
    )
    sheet.blank()
    above, short = mean >= CONVENTION, time <= _PULSE_LIMIT
    sheet.text(
        f"By the convention of 40 Gy/s this {'is' if above else 'is not'} FLASH; the founding mouse"
        f" work also gave the dose within 500 ms, which this is {'' if short else 'not '}within."
    )
    sheet.warn(
        "40 Gy/s is a convention, not a threshold. Mice were not spared at 35 Gy/s (Venkatesulu"
        " 2019) nor at about 120 Gy/s (Cancers 2023)."
    )
    return sheet.done(
        "mean rate = D / T, pulse rate = (D / n) / t",
        "Which rate counts is unsettled. A rate alone does not define FLASH: dose, pulses, volume"
        " and oxygen count too.",
        (("dose-rate", "dose rate"), ("flash", "FLASH")),
        (of.MCGARRIGLE, of.FAVAUDON, of.VENKATESULU, of.MGH),
    )


BEAM_TOOLS = (
    Tool(
        "range",
        "Proton range",
        "bragg energy depth range water bortfeld",
        (Asked("Energy in MeV", "150"), Asked("Depth in cm", "10")),
        _range,
    ),
    Tool(
        "depth",
        "Depth dose",
        "bragg peak photon proton curve sobp plot",
        (
            Asked("Protons in MeV", "150"),
            Asked("Plateau in cm", "0"),
            Asked("Photon μ per cm", "0.05"),
        ),
        _depth,
    ),
    Tool(
        "rate",
        "Dose rate, FLASH",
        "flash dose rate pulse gy/s definition",
        (
            Asked("Dose in Gy", "8"),
            Asked("Time in ms", "200"),
            Asked("Pulses", "20"),
            Asked("Pulse in µs", "2"),
        ),
        _rate,
    ),
)
