"""Trials as a table: one line each, as many columns as fit."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from guide.layout.facts import VERDICT_SIGNS
from guide.layout.lines import Line, Piece, clip, line_width, width_of
from guide.layout.targets import SortTrials
from guide.layout.trials.axis import Axis
from guide.library.facts import Outcome
from guide.library.trial_choice import Selection
from guide.library.trial_fields import FALLING, Order
from guide.library.trial_rows import Ratio, TrialRow, short_endpoint

GAP = 1
_TIME = re.compile(r"^\d+-(?:month|year) ")
UNUSUAL = "*"
"""Behind an interval that is not one of 95%."""
SIGNS = "  ".join(VERDICT_SIGNS.values())
NOTES = (
    f"{SIGNS}  {UNUSUAL} not a 95% interval: the page says which",
    f"{SIGNS.replace('  ', ' ')}  {UNUSUAL} not 95%",
    f"✓ pos ✗ neg ± mixed ○ one arm … open ■ ended {UNUSUAL} not 95%",
    "",
)
"""What the signs of a table mean, in more and in fewer words."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column.

    Attributes:
        order: What a click on its head sorts by.
        title: Its head.
        least: Cells that it needs.
        most: Cells that it can use.
        rank: The lower, the longer it stays where there is little room.
    """

    order: Order
    title: str
    least: int
    most: int
    rank: int


SIGN = 1
COLUMNS = (
    Column(Order.NAME, "Trial", 16, 28, 0),
    Column(Order.DISEASE, "Disease", 11, 22, 7),
    Column(Order.RADIOTHERAPY, "Radiotherapy", 12, 22, 9),
    Column(Order.DRUG, "Drug, when", 20, 28, 8),
    Column(Order.PHASE, "Ph", 3, 3, 6),
    Column(Order.N, "n", 5, 5, 4),
    Column(Order.OUTCOME, "Outcome", 7, 14, 3),
    Column(Order.EFFECT, "Ratio", 6, 17, 1),
    Column(Order.STATUS, "Status", 10, 10, 10),
    Column(Order.YEAR, "Year", 5, 5, 2),
)
AXIS = Column(Order.EFFECT, "", 12, 41, 5)
"""The drawn interval, behind the effect."""
BY_RANK = sorted((*COLUMNS, AXIS), key=lambda column: column.rank)
NAME, EFFECT, YEAR = BY_RANK[:3]
WHOLE = sum(column.least + 1 for column in BY_RANK if column.order is not Order.STATUS) + 1
"""Cells from which all columns but the status stand; below, a ratio has its interval in numbers."""
NARROW = 46
"""Cells below which only names and years stand."""
GROWING = (Order.DRUG, Order.NAME, Order.DISEASE, Order.RADIOTHERAPY, Order.OUTCOME)
"""Columns that grow to what they hold, in this order."""


@dataclass(frozen=True, slots=True)
class Table:
    """The columns that fit into a width, each with its cells.

    Attributes:
        columns: The columns with their widths, from the left.
        axis: The axis of the drawn intervals; None where there is no room for it.
    """

    columns: tuple[tuple[Column, int], ...]
    axis: Axis | None

    @classmethod
    def fitting(cls, rows: Sequence[TrialRow], width: int) -> "Table":
        """Return the table of some trials in a width."""
        widths = _chosen(width)
        spare = width - SIGN - sum(cells + GAP for cells in widths.values())
        for column, wanted in _growth(rows, widths, spare):
            more = max(min(wanted, spare), 0)
            widths[column] += more
            spare -= more
        ratios = [ratio for row in rows for ratio in row.ratios[:1]]
        axis = Axis.over(ratios, widths[AXIS]) if AXIS in widths else None
        return cls(tuple((col, widths[col]) for col in COLUMNS if col in widths), axis)

    def head(self, selection: Selection) -> Line:
        """Return the heads of the columns; each sorts by its column."""
        pieces: list[Piece] = [_head(Order.VERDICT, "", SIGN, selection)]
        for column, width in self.columns:
            pieces += [Piece(" " * GAP), _head(column.order, column.title, width, selection)]
            if column.order is Order.EFFECT and self.axis is not None:
                pieces += [Piece(" " * GAP), Piece(self.axis.head(), "dim")]
        return tuple(pieces)

    def line(self, row: TrialRow) -> Line:
        """Return a trial as a line."""
        verdict = row.facts.verdict
        pieces: list[Piece] = [Piece(VERDICT_SIGNS[verdict].split()[0], f"verdict-{verdict}")]
        numbers = (Order.OUTCOME, Order.EFFECT)
        joined = sum(width + GAP for column, width in self.columns if column.order in numbers)
        joined += self.axis.cells + GAP if self.axis is not None else 0
        told = False
        for column, width in self.columns:
            if column.order not in numbers or row.ratios:
                pieces += [Piece(" " * GAP), *_cell(row, column, width)]
                if column.order is Order.EFFECT and self.axis is not None:
                    pieces += [Piece(" " * GAP), *self.axis.row(row.ratios[0])]
            elif not told:
                told = True
                pieces += [Piece(" " * GAP), *_padded(without_ratio(row), joined - GAP)]
        return tuple(pieces)


def _chosen(width: int) -> dict[Column, int]:
    """Return the columns for a width with their cells: by rank, as long as each has room."""
    if width < NARROW:
        return {NAME: NAME.least, YEAR: YEAR.least}
    chosen: dict[Column, int] = {}
    used = SIGN
    for column in BY_RANK:
        cells = column.most if column is EFFECT and width < WHOLE else column.least
        used += cells + GAP
        if used > width:
            break
        chosen[column] = cells
    return chosen


def _growth(
    rows: Sequence[TrialRow], widths: Mapping[Column, int], spare: int
) -> Iterator[tuple[Column, int]]:
    """Yield what each column could use beside what it needs, the most urgent first."""
    by_order = {column.order: column for column in COLUMNS if column in widths}
    effect = by_order.get(Order.EFFECT)
    if effect is not None and effect.most - widths[effect] <= spare:
        yield effect, effect.most - widths[effect]
    if AXIS in widths:
        yield AXIS, spare // 4
    for order in GROWING:
        column = by_order.get(order)
        if column is not None:
            longest = max((len(TEXTS[order](row)) for row in rows), default=0)
            yield column, min(longest, column.most) - column.least
    if AXIS in widths:
        yield AXIS, AXIS.most - AXIS.least
    else:
        yield NAME, spare


def _head(order: Order, title: str, width: int, selection: Selection) -> Piece:
    here = order is selection.order
    falling = (order in FALLING) is not selection.reverse
    arrow = ("↓" if falling else "↑") if here else ""
    if order is Order.EFFECT and width > len("Ratio (95% CI)"):
        title = "Ratio (95% CI)"
    text = f"{title[: width - len(arrow)]}{arrow}"
    aligned = text.rjust(width) if order is Order.N else text.ljust(width)
    return Piece(aligned, "accent" if here else "th", SortTrials(order))


TEXTS: dict[Order, Callable[[TrialRow], str]] = {
    Order.VERDICT: lambda row: row.facts.verdict,
    Order.NAME: lambda row: row.head.title,
    Order.DISEASE: lambda row: row.disease,
    Order.RADIOTHERAPY: lambda row: row.radiotherapy,
    Order.DRUG: lambda row: " ".join(part for part in (row.drug, row.when) if part) or "–",
    Order.PHASE: lambda row: row.phase,
    Order.N: lambda row: "" if row.facts.n is None else f"{row.facts.n:,}",
    Order.OUTCOME: lambda row: outcome_of(row.ratios[0].result) if row.ratios else "",
    Order.EFFECT: lambda row: effect_of(row.ratios[0]) if row.ratios else "",
    Order.STATUS: lambda row: row.facts.status,
    Order.YEAR: lambda row: str(row.facts.year),
}
"""What stands in each column."""


def _cell(row: TrialRow, column: Column, width: int) -> Line:
    text = TEXTS[column.order](row)
    if column.order is Order.N:
        return (Piece(text.rjust(width)),)
    if column.order is Order.DRUG and row.drug and row.when:
        room = width - len(row.when) - 1
        drug = _padded((Piece(row.drug),), min(room, len(row.drug)))
        return _padded((*drug, Piece(f" {row.when}", "dim")), width)
    if column.order is Order.OUTCOME and len(text) > width:
        text = _TIME.sub("", text.partition(",")[0])
        measure = row.ratios[0].result.measure
        text = text if text.endswith(measure) else f"{text} {measure}"
    if column.order is Order.EFFECT and width < column.most:
        text = estimate_of(row.ratios[0])
    styles = {Order.NAME: "b", Order.EFFECT: "b"}
    return _padded((Piece(text, styles.get(column.order, "")),), width)


def _padded(line: Line, width: int) -> Line:
    """Return a line of exactly a width."""
    cut = clip(line, width)
    return (*cut, Piece(" " * (width - line_width(cut))))


def note_of(width: int) -> str:
    """Return what the signs mean, in as many words as a width has room for."""
    return next(note for note in NOTES if width_of(note) <= width)


def outcome_of(row: Outcome) -> str:
    """Return the end point of a result and its measure, such as `PFS HR`."""
    return f"{short_endpoint(row.endpoint)} {row.measure}"


def effect_of(ratio: Ratio) -> str:
    """Return a ratio with its interval, such as `0.68 (0.53–0.87)`; a star where it is not 95%."""
    if ratio.result.ci is None:
        return f"{ratio.estimate:f} (no CI)"
    low, high = ratio.limits
    return f"{ratio.estimate:f} ({low:f}–{high:f}){UNUSUAL * ratio.unusual}"


def estimate_of(ratio: Ratio) -> str:
    """Return a ratio alone, with a star where its interval is not one of 95%."""
    return f"{ratio.estimate:f}{UNUSUAL * ratio.unusual}"


def without_ratio(row: TrialRow) -> Line:
    """Return what a trial found that is no ratio, or what it waits for."""
    shown = row.shown
    if shown is not None:
        told = shown.effect or shown.by_arm or shown.text
        return (Piece(f"{short_endpoint(shown.endpoint)}: {told}"),)
    state = {"ongoing": "no result yet", "terminated": "ended early"}
    said = state.get(row.facts.status, "no result on the primary end point")
    return (Piece(f"{said} · {short_endpoint(row.facts.primary_endpoint)}", "dim"),)
