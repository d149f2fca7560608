"""`abscopal trials`: trials as a table, a forest plot, a timeline or JSON."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from guide.cli.output import print_json, say, say_line, text_width
from guide.counting import counted
from guide.layout.lines import Piece, wrap
from guide.layout.trials.forest import forest_of
from guide.layout.trials.table import SIGNS, Table, note_of
from guide.layout.trials.timeline import timeline_lines
from guide.library.facts import Outcome
from guide.library.trial_choice import Selection, value_of
from guide.library.trial_fields import Field, Order
from guide.library.trial_rows import TrialRow, trial_rows
from guide.opening import Guide
from guide.search.wider import read_wider

WIDEST = 160
"""Cells of a table at most."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for, as typed.

    Attributes:
        values: The value of each field by its name; None where it is not narrowed.
        words: Words that a trial must hold.
        sort: The column to sort by.
        reverse: Whether the other way round.
    """

    values: Mapping[str, str | None]
    words: str
    sort: str
    reverse: bool


def run(guide: Guide, asked: Asked, view: str) -> int:
    """Print the trials that are asked for as "table", "forest", "timeline" or "json".

    Returns:
        1 if there is none.

    Raises:
        UsageError: A field has no such value.
    """
    rows = trial_rows(guide.catalogue, read_wider(guide.built))
    selection = Selection((), asked.words, Order(asked.sort), asked.reverse)
    for field in Field:
        typed = asked.values.get(field)
        if typed is not None:
            selection = selection.with_value(
                field, value_of(field, typed, rows, guide.catalogue.heads)
            )
    chosen = selection.of(rows)
    if view == "json":
        print_json([trial_fields(row) for row in chosen])
    elif chosen:
        _say_count(len(chosen), len(rows), selection)
        width = text_width(WIDEST)
        if view == "forest":
            _say_forest(chosen, width)
        elif view == "timeline":
            for line in timeline_lines(chosen, width):
                say_line(line)
            say()
            _say_notes([SIGNS], width)
        else:
            _say_table(chosen, selection, width)
    else:
        say("No trial fits.")
    return 0 if chosen else 1


def _say_count(count: int, total: int, selection: Selection) -> None:
    narrowed = [f"{field}: {value}" for field, value in selection.filters]
    narrowed += [f"words: {selection.words}"] * bool(selection.words)
    number = counted(total, "trial") if count == total else f"{count} of {counted(total, 'trial')}"
    say_line((Piece(" · ".join((number, *narrowed)), "b"),))
    say()


def _say_table(rows: Sequence[TrialRow], selection: Selection, width: int) -> None:
    table = Table.fitting(rows, width)
    say_line(tuple(Piece(piece.text, "dim") for piece in table.head(selection)))
    for row in rows:
        say_line(table.line(row))
    say()
    _say_notes([note_of(width)], width)


def _say_forest(rows: Sequence[TrialRow], width: int) -> None:
    forest = forest_of(rows, width)
    if forest.head:
        say_line(forest.head)
    for row in forest.rows:
        if row.trial is None and row is not forest.rows[0]:
            say()
        say_line(row.line)
    say()
    _say_notes([*forest.notes, SIGNS], width)


def _say_notes(notes: Sequence[str], width: int) -> None:
    for note in notes:
        for line in wrap([Piece(note, "dim")], width):
            say_line(line)


def trial_fields(row: TrialRow) -> dict[str, Any]:
    """Return a trial for machines; numbers of results are text, as they were published."""
    facts = row.facts
    return {
        "id": row.head.id,
        "title": row.head.title,
        "verdict": facts.verdict,
        "status": facts.status,
        "phase": facts.phase,
        "n": facts.n,
        "year": facts.year,
        "diseases": list(facts.diseases),
        "modalities": list(facts.radiotherapy.modalities),
        "radiotherapy": facts.radiotherapy.schedule,
        "agents": list(facts.immunotherapy.agents),
        "drug": facts.immunotherapy.schedule,
        "timing": facts.immunotherapy.timing,
        "primary_endpoint": facts.primary_endpoint,
        "primary": [_result_fields(result) for result in facts.results if result.primary],
    }


def _result_fields(row: Outcome) -> dict[str, Any]:
    return {
        "endpoint": row.endpoint,
        "population": row.population or None,
        "analysis": row.analysis or None,
        "measure": row.measure,
        "estimate": None if row.estimate is None else f"{row.estimate:f}",
        "ci": None if row.ci is None else [f"{end:f}" for end in row.ci],
        "ci_level": f"{row.ci_level or Decimal(95):f}" if row.ci is not None else None,
        "p": row.p or None,
        "values": [{"arm": value.arm, "value": value.value} for value in row.values],
        "unit": row.unit or None,
        "text": row.text or None,
        "sources": list(row.sources),
    }
