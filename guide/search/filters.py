"""What a query may be narrowed by: fields as index terms, such as `disease:=12` or `kind:trial`."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from guide.library.catalogue import Catalogue
from guide.library.facts import TrialFacts
from guide.library.records import Entry
from guide.library.scale import LEVELS
from guide.search.analysis import entity

ENTITY_FIELDS = {
    "disease": "disease",
    "agent": "agent",
    "modality": "modality",
    "gene": "gene",
    "cell": "cell",
    "mechanism": "mechanism",
}
"""Fields whose value is an entry, and the kind of that entry."""

WORD_FIELDS = ("kind", "level", "verdict", "status", "phase", "timing")
FIELDS = (*WORD_FIELDS, *ENTITY_FIELDS, "year")


class FieldValue(NamedTuple):
    """A value that a field of an entry has: a word, a year, or the token of an entry."""

    field: str
    value: str

    @property
    def term(self) -> str:
        """The index term."""
        return f"{self.field}:{self.value}"

    @property
    def number(self) -> int:
        """The number of the entry that the token stands for."""
        return int(self.value[1:])


def field_values(
    entry: Entry, catalogue: Catalogue, numbers: dict[str, int], broader: dict[str, list[str]]
) -> Iterator[FieldValue]:
    """Yield what narrows a query to an entry; a disease includes its narrower ones."""
    head, trial = entry.head, entry.facts
    yield FieldValue("kind", head.kind)
    if head.level:
        yield FieldValue("level", head.level)
    if isinstance(trial, TrialFacts):
        yield FieldValue("verdict", trial.verdict)
        yield FieldValue("status", trial.status)
        yield FieldValue("phase", trial.phase.casefold())
        yield FieldValue("timing", trial.immunotherapy.timing)
        yield FieldValue("year", str(trial.year))
        named = [
            *(("disease", name) for name in trial.diseases),
            *(("agent", name) for name in trial.immunotherapy.agents),
            *(("modality", name) for name in trial.radiotherapy.modalities),
        ]
    else:
        named = [(field, name) for name in (head.id, *entry.links) for field in ENTITY_FIELDS]
    for field, name in named:
        for wide in (name, *broader.get(name, ())):
            if wide in numbers and (
                head.kind == "trial" or catalogue.heads[wide].kind == ENTITY_FIELDS[field]
            ):
                yield FieldValue(field, entity(numbers[wide]))


def value_terms(
    field: str,
    value: str,
    choices: Sequence[str],
    entries: Callable[[str], Sequence[int]],
    kinds: Sequence[str],
) -> list[str]:
    """Return the index terms of a field's value; none if the field has no such value.

    Args:
        field: One of FIELDS.
        value: As typed, folded; a range is written `2020..2026` or `phase-2..phase-3`, and either
            end may be missing.
        choices: The values that the field has in the library.
        entries: Returns the entries that a name stands for.
        kinds: Kind of each entry by number.
    """
    low, dots, high = value.partition("..")
    if field == "year":
        bounds = (low, high) if dots else (low, low)
        if not all(
            bound == "" or (bound.isdecimal() and len(bound) <= 4) for bound in bounds
        ) or bounds == ("", ""):
            return []
        first, last = int(bounds[0] or 1950), int(bounds[1] or 2100)
        return [
            FieldValue("year", str(year)).term
            for year in range(max(first, 1950), min(last, 2100) + 1)
        ]
    if field in ENTITY_FIELDS:
        return [
            FieldValue(field, entity(number)).term
            for number in entries(value)
            if kinds[number] == ENTITY_FIELDS[field]
        ]
    if field == "level" and dots:
        ends = [
            LEVELS.index(bound) if bound in LEVELS else None
            for bound in (low or LEVELS[0], high or LEVELS[-1])
        ]
        if ends[0] is None or ends[1] is None:
            return []
        return [FieldValue("level", level).term for level in LEVELS[ends[0] : ends[1] + 1]]
    found = [choice for choice in choices if choice == value] or [
        choice for choice in choices if value and choice.startswith(value)
    ]
    return [FieldValue(field, choice).term for choice in found]
