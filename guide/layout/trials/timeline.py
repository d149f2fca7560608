"""Trials by year: each year with the names of its trials, those of one verdict side by side."""

from collections.abc import Sequence

from guide.layout.facts import VERDICT_SIGNS
from guide.layout.lines import EMPTY, Line, Piece, clip, width_of
from guide.layout.targets import OpenEntry
from guide.library.trial_choice import in_order
from guide.library.trial_fields import Order
from guide.library.trial_rows import TrialRow

LONGEST = 26
"""Cells of a name at most."""
BETWEEN = 3
INDENT = 11


def timeline_lines(trials: Sequence[TrialRow], width: int) -> tuple[Line, ...]:
    """Return trials by year, the newest first, in lines of a width.

    Each trial leads to its page.
    """
    lines: list[Line] = []
    for year in sorted({trial.facts.year for trial in trials}, reverse=True):
        of_year = in_order((row for row in trials if row.facts.year == year), Order.VERDICT)
        if lines:
            lines.append(EMPTY)
        lines += _year(year, of_year, width)
    return tuple(lines)


def _year(year: int, trials: Sequence[TrialRow], width: int) -> list[Line]:
    start = (Piece(f"{year}", "h2"), Piece(f"{len(trials):>4}   ", "dim"))
    lines: list[list[Piece]] = [list(start)]
    used = INDENT
    for trial in trials:
        target = OpenEntry(trial.head.id)
        (name, *cut) = clip((Piece(trial.head.title, "", target),), LONGEST)
        text = name.text + "".join(piece.text for piece in cut)
        size = width_of(text) + 2
        if used > INDENT and used + size > width:
            lines.append([Piece(" " * INDENT)])
            used = INDENT
        verdict = trial.facts.verdict
        sign = VERDICT_SIGNS[verdict].split()[0]
        lines[-1] += [
            Piece(f"{sign} ", f"verdict-{verdict}"),
            Piece(text, "", target),
            Piece(" " * BETWEEN),
        ]
        used += size + BETWEEN
    return [clip(tuple(line[:-1]), width) for line in lines]
