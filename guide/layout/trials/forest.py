"""The forest plot of trials: every primary ratio in a row on one axis, and never pooled."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from guide.counting import counted
from guide.layout.facts import VERDICT_SIGNS
from guide.layout.lines import Line, Piece, clip, line_width
from guide.layout.trials.axis import Axis
from guide.layout.trials.table import estimate_of, outcome_of, without_ratio
from guide.library.trial_rows import Ratio, TrialRow

SIZES = (("▪", 0), ("■", 100), ("█", 400))
"""Marks with the number of patients from which they stand."""
UNKNOWN_SIZE = "□"
Drawn = tuple[TrialRow, Ratio]
"""A ratio with its trial."""
NAME, NAMES = 8, 26
OUTCOME, OUTCOMES = 8, 22
SMALLEST, WIDEST = 9, 61
"""Cells of the axis."""
READABLE = 13
"""Cells of the axis below which intervals are drawn only, and not in numbers too."""


@dataclass(frozen=True, slots=True)
class ForestRow:
    """A row of the plot.

    Attributes:
        trial: The trial; None for a heading.
        line: What is shown.
    """

    trial: TrialRow | None
    line: Line


@dataclass(frozen=True, slots=True)
class Forest:
    """A forest plot.

    Attributes:
        head: The numbers of the axis, above the rows.
        rows: Ratios first, then the trials that have none.
        notes: How to read it, one line each.
    """

    head: Line
    rows: tuple[ForestRow, ...]
    notes: tuple[str, ...]


def mark_of(n: int | None) -> str:
    """Return the mark for a number of patients, the larger the more."""
    if n is None:
        return UNKNOWN_SIZE
    return next(mark for mark, least in reversed(SIZES) if n >= least)


def forest_of(trials: Sequence[TrialRow], width: int) -> Forest:
    """Return the forest plot of some trials, in their order, in lines of a width.

    Args:
        trials: The trials.
        width: Cells available, 40 at least.
    """
    drawn = [(trial, ratio) for trial in trials for ratio in trial.ratios]
    room = width - 2
    told = [_effect(ratio) for _, ratio in drawn]
    columns = _columns(drawn, room - _longest(told) - 2)
    if columns[2] < READABLE:
        told = [estimate_of(ratio) for _, ratio in drawn]
        columns = _columns(drawn, room - _longest(told) - 2)
    names, outcomes, cells = columns
    axis = Axis.over((ratio for _, ratio in drawn), max(cells, SMALLEST))
    title = "ratio (95% CI)" if _longest(told) >= len("ratio (95% CI)") else "ratio"
    left = Piece(" " * (2 + names + 1 + outcomes + 1))
    head = (left, Piece(axis.head(), "dim"), Piece(f"  {title}", "th"))
    rows: list[ForestRow] = []
    for (trial, ratio), text in zip(drawn, told, strict=True):
        start = _start(trial, ratio, names)
        drawing = _drawing(trial, ratio, outcomes, axis)
        rows.append(ForestRow(trial, (*start, Piece(" "), *drawing, Piece(f"  {text}"))))
    rows += _others(trials, names, width)
    return Forest(head if drawn else (), tuple(rows), notes_of(drawn))


def _columns(drawn: Sequence[Drawn], room: int) -> tuple[int, int, int]:
    """Return the cells of names, outcomes and axis in what room there is for them."""
    names = _share([trial.head.title for trial, _ in drawn], NAME, NAMES, room // 3)
    outcomes = _share([_outcome(ratio) for _, ratio in drawn], OUTCOME, OUTCOMES, room // 4)
    return names, outcomes, min(room - names - outcomes - 2, WIDEST)


def _longest(texts: Sequence[str]) -> int:
    return max(map(len, texts), default=0)


def _share(texts: Sequence[str], least: int, most: int, room: int) -> int:
    return max(least, min(_longest(texts), most, room))


def _start(trial: TrialRow, ratio: Ratio, names: int) -> Line:
    """Return the trial's name, which stands at the first of its ratios only."""
    return (
        _named(trial, names)
        if ratio.result is trial.ratios[0].result
        else (Piece(" " * (names + 2)),)
    )


def _drawing(trial: TrialRow, ratio: Ratio, outcomes: int, axis: Axis) -> Line:
    outcome = _padded(_outcome(ratio), outcomes)
    return (*outcome, Piece(" "), *axis.row(ratio, mark_of(trial.facts.n)))


def _others(trials: Sequence[TrialRow], names: int, width: int) -> Iterator[ForestRow]:
    """Yield the trials without a ratio, with what they found."""
    others = [trial for trial in trials if not trial.ratios]
    if others:
        heading = f"{counted(len(others), 'trial')} without a ratio"
        yield ForestRow(None, (Piece(heading, "h2"),))
    for trial in others:
        line = (*_named(trial, names), Piece(" "), *without_ratio(trial))
        yield ForestRow(trial, clip(line, width))


def _named(trial: TrialRow, width: int) -> Line:
    verdict = trial.facts.verdict
    sign = Piece(f"{VERDICT_SIGNS[verdict].split()[0]} ", f"verdict-{verdict}")
    return (sign, *_padded(trial.head.title, width, "b"))


def _padded(text: str, width: int, style: str = "") -> Line:
    cut = clip((Piece(text, style),), width)
    return (*cut, Piece(" " * (width - line_width(cut))))


def _outcome(ratio: Ratio) -> str:
    result = ratio.result
    analysis = "" if result.analysis == "ITT" else result.analysis
    return ", ".join(part for part in (outcome_of(result), result.population, analysis) if part)


def _effect(ratio: Ratio) -> str:
    if ratio.result.ci is None:
        return f"{ratio.estimate:f} (no CI)"
    low, high = ratio.limits
    level = f", {ratio.result.ci_level:f}% CI" if ratio.unusual else ""
    return f"{ratio.estimate:f} ({low:f}–{high:f}{level})"


def notes_of(drawn: Sequence[Drawn]) -> tuple[str, ...]:
    """Return how to read a plot: its sides, its marks, and that nothing is pooled."""
    if not drawn:
        return ()
    measures = {ratio.result.measure for _, ratio in drawn}
    notes = ["Nothing is pooled."]
    if "HR" in measures:
        notes.append("HR: left of 1 fewer events in the tested arm.")
    if measures & {"OR", "RR"}:
        notes.append("OR, RR of a good outcome: right of 1 is better.")
    sizes = " ".join(f"{mark} {f'{least}+' if least else 'fewer'}" for mark, least in SIZES)
    return (*notes, f"{sizes} patients.")
