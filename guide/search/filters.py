"""What a query may be narrowed by: fields as index terms, such as `disease:=12` or `kind:trial`."""

from collections.abc import Callable, Iterator, Sequence

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


def filter_terms(
    entry: Entry, catalogue: Catalogue, numbers: dict[str, int], broader: dict[str, list[str]]
) -> Iterator[str]:
    """Yield the terms that narrow a query to an entry; a disease includes its narrower ones."""
    head, trial = entry.head, entry.facts
    yield f"kind:{head.kind}"
    if head.level:
        yield f"level:{head.level}"
    if isinstance(trial, TrialFacts):
        yield f"verdict:{trial.verdict}"
        yield f"status:{trial.status}"
        yield f"phase:{trial.phase.casefold()}"
        yield f"timing:{trial.immunotherapy.timing}"
        yield f"year:{trial.year}"
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
                yield f"{field}:{entity(numbers[wide])}"


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
        return [f"year:{year}" for year in range(max(first, 1950), min(last, 2100) + 1)]
    if field in ENTITY_FIELDS:
        return [
            f"{field}:{entity(number)}"
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
        return [f"level:{level}" for level in LEVELS[ends[0] : ends[1] + 1]]
    found = [choice for choice in choices if choice == value] or [
        choice for choice in choices if value and choice.startswith(value)
    ]
    return [f"{field}:{choice}" for choice in found]
