"""BED and EQD2 of one schedule over the α/β of tissues, with the sources of the values."""

from collections.abc import Sequence
from typing import NamedTuple

from guide.counting import fixed
from guide.layout.lines import Piece
from guide.layout.targets import ShowSource
from guide.layout.toolbox import sources as of
from guide.layout.toolbox.sources import Source
from guide.layout.toolbox.tool import Sheet, together
from guide.layout.toolbox.typed import Course
from guide.physics.linear_quadratic import bed, eqd2


class Tissue(NamedTuple):
    """An α/β in Gy with what it stands for; the page `alpha-beta-ratio` has the values."""

    ratio: float
    name: str
    source: Source | None


TISSUES = (
    Tissue(0.87, "spinal cord, myelopathy", of.KIRKPATRICK_CORD),
    Tissue(1.5, "prostate cancer, 1–2", of.MORGAN),
    Tissue(3, "late reactions, 2–4", of.THAMES),
    Tissue(3.5, "breast cancer, 1.2–5.7", of.HAVILAND),
    Tissue(10, "many tumours, early reactions", of.DASU),
)
TYPED = "as you typed it"
RULE = 64
"""Cells of the table; where there are fewer, what does not fit stands below the numbers."""
INDENT = 7


def over_tissues(sheet: Sheet, course: Course, own: Sequence[float]) -> None:
    """Write BED and EQD2 at every known α/β and at those that were typed."""
    known = {tissue.ratio for tissue in TISSUES}
    listed = [*TISSUES, *(Tissue(ratio, TYPED, None) for ratio in own if ratio not in known)]
    sheet.blank()
    sheet.line([Piece(together(_columns("α/β", "BED", "EQD2") + "in Gy"), "th")])
    sheet.line([Piece("─" * min(sheet.room.width, RULE), "rule")])
    for tissue in sorted(listed, key=lambda each: each.ratio):
        style = "b" if tissue.ratio in own else ""
        values = (f(course.fractions, course.dose, tissue.ratio) for f in (bed, eqd2))
        mark = "▸" if tissue.ratio in own else ""
        numbers = _columns(f"{mark}{tissue.ratio:g}", *(fixed(value, 1) for value in values))
        row = [Piece(together(numbers), style), Piece(tissue.name)]
        if tissue.source is not None:
            source = tissue.source
            row += [Piece(" "), Piece(together(source.short), "link", ShowSource(source.key))]
        sheet.line(row, " " * (len(numbers) if sheet.room.width >= RULE else INDENT))


def _columns(ratio: str, effective: str, equivalent: str) -> str:
    return f"{ratio:>5}{effective:>7}{equivalent:>7}  "
