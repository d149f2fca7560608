"""Single facts that answer a question by themselves: a property of a modality, a result of a trial, what a term means."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from guide.library.records import Entry
from guide.library.results import estimate_text


class Fact(NamedTuple):
    """A fact that an entry's structured fields hold.

    Attributes:
        entry: The entry's id.
        label: What it says something of, such as `dose rate` or `PFS`.
        value: What it says, with its unit.
        measure: What kind of figure it is, in words that one may ask for.
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
    held: dict[str, Any] = entry.facts
    name = entry.head.id
    for row in held.get("property", ()):
        unit = row.get("unit", "")
        # A unit belongs to a bare number; behind words it stands in brackets.
        value = (
            f"{row['value']} ({unit})"
            if unit and row["value"][-1].isalpha()
            else f"{row['value']} {unit}".strip()
        )
        yield Fact(name, row["name"], value, row["level"], tuple(row["sources"]))
    for row in held.get("result", ()):
        label = ", ".join(part for part in (row["endpoint"], row.get("population", "")) if part)
        measure = MEASURES.get(row["measure"], "")
        yield Fact(
            name, label, estimate_text(row), entry.head.level, tuple(row["sources"]), measure
        )
    sources = tuple(held.get("sources", ()))
    if "n" in held:
        note = f" ({held['n_note']})" if held.get("n_note") else ""
        yield Fact(name, "patients", f"n = {held['n']:,}{note}", entry.head.level, sources)
    for field, label in (
        ("radiotherapy", "radiotherapy schedule dose"),
        ("immunotherapy", "immunotherapy drug schedule"),
    ):
        if held.get(field, {}).get("schedule"):
            yield Fact(name, label, held[field]["schedule"], entry.head.level, sources)
    for field, label in (("primary_endpoint", "primary end point"), ("verdict", "verdict result")):
        if held.get(field):
            yield Fact(name, label, held[field], entry.head.level, sources)
    if entry.head.kind in ("term", "principle", "mechanism", "modality"):
        yield Fact(name, "", entry.head.summary, entry.head.level, ())
