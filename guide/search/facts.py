"""Single facts that answer a question: a property, a result of a trial, what a term means."""

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from guide.library.facts import (
    FACTS_HEADING,
    ModalityProperties,
    Outcome,
    TrialFacts,
    compared,
)
from guide.library.records import Entry, Head, prose


class Role(StrEnum):
    """What a fact says of its entry; each is asked for in its own way."""

    DEFINITION = "definition"
    PROPERTY = "property"
    ROW = "row"
    PRIMARY = "primary"
    RESULT = "result"
    MAIN_HARM = "main harm"
    HARM = "harm"
    DESIGN = "design"


class Fact(NamedTuple):
    """A fact from the structured fields of an entry.

    Attributes:
        entry: The entry's id.
        label: What it is about, such as `dose rate` or `PFS`.
        value: What it says, with a unit.
        level: Its level of evidence.
        sources: Keys of its references.
        role: What it says of its entry.
        measure: What kind of figure it is, in words that a query may hold.
        section: The heading under which it stands; empty for the beginning of the page.
    """

    entry: str
    label: str
    value: str
    level: str
    sources: tuple[str, ...]
    role: Role
    measure: str = ""
    section: str = ""


MEASURES = {
    "HR": "hazard ratio",
    "OR": "odds ratio",
    "RR": "relative risk",
    "median": "median",
    "rate": "rate",
    "difference": "difference",
}

BY_UNIT = {"months": "median", "years": "median", "%": "rate"}
"""What the value of each arm is called, by its unit."""

WORDED = frozenset(
    {
        "",
        "lymphocyte sparing",
        "immune effects",
        "human evidence",
        "availability",
        "immunotherapy",
        "primary end point",
        "verdict",
        "target",
        "brand name",
    }
)
"""Labels that ask for words; every other one asks for a number."""
TABULATED = frozenset({"principle", "mechanism", "modality", "agent", "term"})
"""Kinds of page whose tables are read row by row."""
HARM = "rate risk incidence"
"""Words for how often harm was seen."""
ALL_HARM = f"{HARM} toxicity side effects harm"
"""Words for harm of any kind, of which the main line of a trial tells."""
SHORT = 5
"""Letters of an abbreviated end point, such as OS or PFS."""
_NUMBER = re.compile(r"(?<![\w-])\d|\bhundred|\bthousand|\bnot reached\b", re.IGNORECASE)
_OVERALL = re.compile(r"\bOS\b")


class Finding(NamedTuple):
    """What a trial found, as short as a row of results has room for.

    Attributes:
        verdict: Such as `positive`.
        effect: The primary end point with its estimate and interval; empty where none is reported.
        n: Number of patients; None where it is not known.
    """

    verdict: str
    effect: str
    n: int | None


def finding_of(entry: Entry) -> Finding | None:
    """Return what a trial found; None for another entry."""
    if not isinstance(entry.facts, TrialFacts):
        return None
    primary = [row for row in entry.facts.results if row.primary]
    told = [row for row in primary if row.effect] or [row for row in primary if row.by_arm]
    # The result of all patients comes before that of a part of them.
    told.sort(key=lambda row: bool(row.population))
    return Finding(entry.facts.verdict, _effect(told[0]) if told else "", entry.facts.n)


def _effect(row: Outcome) -> str:
    """Return a result with its end point, which stands behind the figures if it is long."""
    whom = f", {row.population}" if row.population else ""
    if len(row.endpoint) <= SHORT:
        return f"{row.endpoint} {row.brief}{whom}"
    return f"{row.brief}, {row.endpoint}{whom}"


def facts_of(entry: Entry) -> Iterator[Fact]:
    """Yield the facts of an entry that answer a question; a remark without a number does not."""
    for fact in _all_facts(entry):
        if fact.label in WORDED or _NUMBER.search(fact.value):
            yield fact


def _all_facts(entry: Entry) -> Iterator[Fact]:
    head = entry.head
    match entry.facts:
        case ModalityProperties(properties):
            for row in properties:
                section = FACTS_HEADING[ModalityProperties]
                yield Fact(
                    head.id,
                    row.name,
                    row.quantity,
                    row.level,
                    row.sources,
                    Role.PROPERTY,
                    section=section,
                )
        case TrialFacts():
            yield from _trial_facts(entry.facts, head)
    if head.kind in TABULATED:
        yield from _table_facts(entry)
    if head.kind in ("term", "principle", "mechanism", "modality"):
        # The level of a page is that of its best study, not of its definition.
        yield Fact(head.id, "", head.summary, "", (), Role.DEFINITION)


def _table_facts(entry: Entry) -> Iterator[Fact]:
    """Yield each row of a page's tables; its first cell says what it is about."""
    section = ""
    for block in entry.blocks:
        if block.kind == "h":
            section = prose(block.spans)
        heads = [prose(cell) for cell in block.rows[0]] if block.rows else []
        for row in block.rows[1:]:
            label, *cells = map(prose, row)
            told = [(head, cell) for head, cell in zip(heads[1:], cells, strict=False) if cell]
            cited = [span for cell in row for span in cell if span.style == "cite"]
            if not told or not cited:
                continue
            named = [cell if len(told) == 1 else f"{head}: {cell}" for head, cell in told]
            sources = dict.fromkeys(key for span in cited for key in span.target.split())
            level = next((span.level for span in cited if span.level), "")
            yield Fact(
                entry.head.id,
                label,
                " · ".join(named),
                level,
                tuple(sources),
                Role.ROW,
                " ".join(head for head, _ in told),
                section,
            )


def _trial_facts(trial: TrialFacts, head: Head) -> Iterator[Fact]:
    section = FACTS_HEADING[TrialFacts]
    for row in trial.results:
        label = f"{row.endpoint}, {row.population}" if row.population else row.endpoint
        role = Role.PRIMARY if row.primary else Role.RESULT
        yield Fact(
            head.id, label, row.summary, head.level, row.sources, role, _measure(row), section
        )
    for place, event in enumerate(trial.toxicity.events if trial.toxicity else ()):
        by_arm = " v ".join(
            f"{each.arm} {compared((each,), event.unit)}".strip() for each in event.values
        )
        told = ", ".join(part for part in (by_arm, event.text) if part)
        role, words = (Role.HARM, HARM) if place else (Role.MAIN_HARM, ALL_HARM)
        yield Fact(head.id, event.label, told, head.level, event.sources, role, words, section)
    note = f" ({trial.n_note})" if trial.n_note else ""
    for label, value, measure in (
        ("patients", "" if trial.n is None else f"n = {trial.n:,}{note}", "number n size"),
        ("radiotherapy", trial.radiotherapy.schedule, "schedule dose"),
        ("immunotherapy", trial.immunotherapy.schedule, "drug schedule dose"),
        ("primary end point", trial.primary_endpoint, ""),
        ("verdict", trial.verdict, "result"),
    ):
        if value:
            yield Fact(head.id, label, value, head.level, trial.sources, Role.DESIGN, measure)


def _measure(row: Outcome) -> str:
    """Return what kind of figure a result is; survival without more is overall survival."""
    kinds = [MEASURES.get(row.measure, ""), BY_UNIT.get(row.unit, "") if row.values else ""]
    return " ".join([*kinds, "survival" if _OVERALL.search(row.endpoint) else ""])
