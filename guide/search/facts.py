"""Single facts that answer a question: a property, a result of a trial, what a term means."""

from collections.abc import Iterator
from typing import NamedTuple

from guide.library.facts import ModalityProperties, TrialFacts
from guide.library.records import Entry, Head


class Fact(NamedTuple):
    """A fact from the structured fields of an entry.

    Attributes:
        entry: The entry's id.
        label: What it is about, such as `dose rate` or `PFS`.
        value: What it says, with a unit.
        measure: What kind of figure it is, in words that a query may hold.
        level: Its level of evidence.
        sources: Keys of its references.
    """

    entry: str
    label: str
    value: str
    level: str
    sources: tuple[str, ...]
    measure: str = ""


MEASURES = {
    "HR": "hazard ratio",
    "OR": "odds ratio",
    "RR": "relative risk",
    "median": "median",
    "rate": "rate",
    "difference": "difference",
}


def facts_of(entry: Entry) -> Iterator[Fact]:
    """Yield the facts of an entry."""
    head = entry.head
    match entry.facts:
        case ModalityProperties(properties):
            for row in properties:
                # A unit belongs to a bare number; behind words it stands in brackets.
                worded = row.unit and row.value[-1].isalpha()
                value = f"{row.value} ({row.unit})" if worded else row.quantity
                yield Fact(head.id, row.name, value, row.level, row.sources)
        case TrialFacts():
            yield from _trial_facts(entry.facts, head)
    if head.kind in ("term", "principle", "mechanism", "modality"):
        yield Fact(head.id, "", head.summary, head.level, ())


def _trial_facts(trial: TrialFacts, head: Head) -> Iterator[Fact]:
    for row in trial.results:
        label = f"{row.endpoint}, {row.population}" if row.population else row.endpoint
        measure = MEASURES.get(row.measure, "")
        yield Fact(head.id, label, row.summary, head.level, row.sources, measure)
    note = f" ({trial.n_note})" if trial.n_note else ""
    for label, value in (
        ("patients", "" if trial.n is None else f"n = {trial.n:,}{note}"),
        ("radiotherapy schedule dose", trial.radiotherapy.schedule),
        ("immunotherapy drug schedule", trial.immunotherapy.schedule),
        ("primary end point", trial.primary_endpoint),
        ("verdict result", trial.verdict),
    ):
        if value:
            yield Fact(head.id, label, value, head.level, trial.sources)
