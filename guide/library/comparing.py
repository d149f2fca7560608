"""Modalities, agents or trials side by side: for each property what each of them has."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from guide.errors import GuideError, UsageError
from guide.library.called import called, only_one
from guide.library.catalogue import Catalogue
from guide.library.facts import (
    PROPERTY_NAMES,
    ModalityProperties,
    Outcome,
    TrialFacts,
)
from guide.library.records import Block, Entry, Head, Spans, prose
from guide.library.scale import COMPARED

FEWEST, MOST = 2, 4
"""Entries side by side; the whole matrix has more."""


@dataclass(frozen=True, slots=True)
class Value:
    """One statement of a cell.

    Attributes:
        text: What holds, with its unit.
        note: Under which condition, or more of it.
        level: Level of evidence; empty where the source supports a label or a definition.
        sources: Keys of its references.
    """

    text: str
    note: str = ""
    level: str = ""
    sources: tuple[str, ...] = ()


Cell = tuple[Value, ...]
"""What one entry has of a property; empty where its page says nothing."""


def _said(cell: Cell) -> tuple[str, ...]:
    return tuple(" ".join(value.text.casefold().split()) for value in cell)


@dataclass(frozen=True, slots=True)
class Row:
    """A property, with a cell for each entry."""

    name: str
    cells: tuple[Cell, ...]

    def differs(self, place: int, since: int = 0) -> bool:
        """Tell whether a cell says something else than the first one that says anything.

        Args:
            place: Place of the cell.
            since: Place of the first cell that counts.
        """
        first = next((cell for cell in self.cells[since:] if cell), ())
        return bool(self.cells[place]) and _said(self.cells[place]) != _said(first)

    @property
    def same(self) -> bool:
        """Whether all entries have the same, conditions included."""
        notes = {tuple(value.note for value in cell) for cell in self.cells}
        return len({_said(cell) for cell in self.cells}) == 1 and len(notes) == 1


@dataclass(frozen=True, slots=True)
class Comparison:
    """Entries of one kind, and what each has of every property that at least one of them has."""

    heads: tuple[Head, ...]
    rows: tuple[Row, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the entries, in order."""
        return tuple(head.id for head in self.heads)

    @property
    def sources(self) -> tuple[str, ...]:
        """The keys of all references in the order in which the cells name them."""
        keys = [
            key
            for row in self.rows
            for cell in row.cells
            for value in cell
            for key in value.sources
        ]
        return tuple(dict.fromkeys(keys))

    def differences(self) -> "Comparison":
        """Return the comparison without the rows in which all entries have the same."""
        return Comparison(self.heads, tuple(row for row in self.rows if not row.same))


Named = Iterator[tuple[str, Value]]
"""Values, each with the name of its row."""


def _modality(entry: Entry) -> Named:
    held = entry.facts.properties if isinstance(entry.facts, ModalityProperties) else ()
    for item in sorted(held, key=lambda item: PROPERTY_NAMES.index(item.name)):
        yield item.name, Value(item.quantity, item.note, item.level, item.sources)


_IN_NUMBERS = ("property", "value", "source")
"""The head of the table of a drug."""
_DRUG_ROWS = (
    ("half-life", re.compile(r"half-life")),
    ("dose", re.compile(r"\bdose\b")),
)
"""Rows that gather what tables call by longer names, such as `half-life after one dose`."""
_REMARK = re.compile(r"(?P<text>[^()]+) \((?P<note>[^()]+)\)")


def _drug_row(name: str) -> tuple[str, str]:
    """Return the row of a property of a drug, and its own name where that says more."""
    for row, pattern in _DRUG_ROWS:
        if pattern.search(name):
            return row, "" if name == row else name
    return name, ""


def _drug_value(cell: Spans, source: Spans, own: str) -> Value:
    text, note = prose(cell), ""
    if found := _REMARK.fullmatch(text):
        text, note = found["text"], found["note"]
    cites = [span for span in source if span.style == "cite"]
    keys = tuple(key for span in cites for key in span.target.split())
    level = next((span.level for span in cites if span.level), "")
    return Value(text, "; ".join(part for part in (own, note) if part), level, keys)


def _is_in_numbers(block: Block) -> bool:
    heads = tuple(prose(cell).casefold() for cell in block.rows[0]) if block.rows else ()
    return heads == _IN_NUMBERS


def _agent(entry: Entry) -> Named:
    for block in filter(_is_in_numbers, entry.blocks):
        for name, value, source in block.rows[1:]:
            row, own = _drug_row(prose(name))
            yield row, _drug_value(value, source, own)


def _outcome(row: Outcome) -> Value:
    told = row.brief or row.text
    note = "; ".join(part for part in (row.group, row.by_arm if row.effect else "") if part)
    return Value(f"{row.endpoint} {told}", note, "", row.sources)


def _trial(entry: Entry, titles: Callable[[Sequence[str]], str]) -> Named:
    facts = entry.facts
    if not isinstance(facts, TrialFacts):
        return
    says_more = facts.status not in (facts.verdict, "reported")
    yield "verdict", Value(facts.verdict, facts.status if says_more else "")
    yield "year", Value(str(facts.year))
    for row in facts.main_results:
        yield "effect", _outcome(row)
    if facts.survival_results:
        yield "survival", _outcome(facts.survival_results[0])
    elif facts.survival is not None:
        told = facts.survival
        yield "survival", Value(f"OS {told.status}", told.text, "", told.sources)
    yield from _harm(facts)
    yield "setting", Value(facts.setting)
    yield "disease", Value(titles(facts.diseases))
    yield "patients", Value("" if facts.n is None else f"{facts.n:,}", facts.n_note)
    for arm in facts.arms:
        count = "" if arm.n is None else f" (n = {arm.n:,})"
        yield "arms", Value(f"{arm.name}{count}", arm.note)
    yield "radiotherapy", Value(titles(facts.radiotherapy.modalities), facts.radiotherapy.schedule)
    yield "immunotherapy", Value(titles(facts.immunotherapy.agents), facts.immunotherapy.schedule)
    yield "timing", Value(facts.immunotherapy.timing)
    yield "phase", Value(facts.phase)
    yield "design", Value(facts.design)
    yield "primary end point", Value(facts.primary_endpoint)
    for name, found in (("follow-up", facts.follow_up), ("changed", facts.practice)):
        if found is not None:
            yield name, Value(found.text, "", "", found.sources)


def _harm(facts: TrialFacts) -> Named:
    if facts.toxicity is None:
        return
    for event in facts.toxicity.events[:1]:
        yield "harm", Value(f"{event.label} {event.summary}", "", "", event.sources)
    if not facts.toxicity.events:
        yield "harm", Value("rates by arm not reported", "", "", facts.toxicity.not_reported)


_VERDICTS = ("positive", "negative", "mixed", "single-arm", "ongoing", "terminated")


def _trials(catalogue: Catalogue, heads: Sequence[Head]) -> Row:
    """Return how many trials of the library have each of some modalities or agents."""
    counts: dict[str, dict[str, int]] = {head.id: {} for head in heads}
    for head in catalogue.heads.values():
        facts = catalogue.entry(head.id).facts if head.kind == "trial" else None
        if isinstance(facts, TrialFacts):
            for name in {*facts.radiotherapy.modalities, *facts.immunotherapy.agents}:
                if name in counts:
                    counts[name][facts.verdict] = counts[name].get(facts.verdict, 0) + 1
    return Row("trials in this guide", tuple(_counted(counts[head.id]) for head in heads))


def _counted(verdicts: dict[str, int]) -> Cell:
    total = sum(verdicts.values())
    note = ", ".join(f"{verdicts[name]} {name}" for name in _VERDICTS if name in verdicts)
    return (Value(str(total), note),)


def _values(catalogue: Catalogue, head: Head) -> Named:
    def titles(ids: Sequence[str]) -> str:
        return ", ".join(catalogue.heads[name].title for name in ids if name in catalogue.heads)

    entry = catalogue.entry(head.id)
    if head.level:
        yield "highest evidence", Value(head.level)
    match head.kind:
        case "modality":
            yield from _modality(entry)
        case "agent":
            yield from _agent(entry)
        case "trial":
            yield from _trial(entry, titles)


def _ordered(columns: Sequence[dict[str, list[Value]]]) -> list[str]:
    """Return the names of all rows: each behind the name that it follows where it stands."""
    names: list[str] = []
    for column in columns:
        after = 0
        for name in column:
            if name in names:
                after = names.index(name) + 1
            else:
                names.insert(after, name)
                after += 1
    return names


def compare(catalogue: Catalogue, ids: Sequence[str]) -> Comparison:
    """Compare entries of one kind, as many as are given.

    Raises:
        NotFoundError: Nothing has one of these ids.
        UsageError: They are of several kinds, or of one that cannot be compared.
    """
    heads = tuple(catalogue.entry(name).head for name in dict.fromkeys(ids))
    _refuse_mixed(heads)
    columns: list[dict[str, list[Value]]] = []
    for head in heads:
        column: dict[str, list[Value]] = {}
        for name, value in _values(catalogue, head):
            if value.text or value.note:
                shown = value if value.text else Value(value.note, "", value.level, value.sources)
                column.setdefault(name, []).append(shown)
        columns.append(column)
    names = _ordered(columns)
    if heads[0].kind == "modality":
        names.sort(key=lambda name: PROPERTY_NAMES.index(name) if name in PROPERTY_NAMES else -1)
    rows = [Row(name, tuple(tuple(each.get(name, ())) for each in columns)) for name in names]
    if heads[0].kind != "trial":
        rows.append(_trials(catalogue, heads))
    return Comparison(heads, tuple(rows))


def _kind(head: Head) -> str:
    return f"{'an' if head.kind[0] in 'aeo' else 'a'} {head.kind}"


def _refuse_mixed(heads: Sequence[Head]) -> None:
    for head in heads:
        if head.kind not in COMPARED:
            raise UsageError(
                f"{head.title} is {_kind(head)}", "modalities, agents and trials can be compared"
            )
        if head.kind != heads[0].kind:
            raise UsageError(
                f"{heads[0].title} is {_kind(heads[0])}, {head.title} {_kind(head)}",
                "compare entries of one kind",
            )


def comparable(catalogue: Catalogue, kind: str = "") -> list[Head]:
    """Return the entries that can be compared, of a kind or of all."""
    kinds = (kind,) if kind else COMPARED
    return [head for head in catalogue.heads.values() if head.kind in kinds]


def matrix(catalogue: Catalogue, kind: str) -> tuple[str, ...]:
    """Return the ids of all entries of a kind that have properties to compare."""
    return tuple(
        head.id
        for head in comparable(catalogue, kind)
        if kind != "agent" or any(_agent(catalogue.entry(head.id)))
    )


def chosen(catalogue: Catalogue, names: Sequence[str]) -> tuple[str, ...]:
    """Return the ids of two to four entries of one kind by what people call them.

    Names that mean several entries are understood by the others: all are of one kind.

    Raises:
        NotFoundError: A name means no entry, or several of one kind.
        UsageError: There are too few or too many, one is named twice, or they are of several kinds.
    """
    if not FEWEST <= len(names) <= MOST:
        raise UsageError(
            f"two to four can be compared, {len(names)} named",
            "such as `abscopal compare proton carbon-ion`",
        )
    heads = comparable(catalogue)
    found = [called(name, heads) for name in names]
    kinds = [
        kind for kind in COMPARED if all(any(head.kind == kind for head in each) for each in found)
    ]
    if kinds:
        found = [[head for head in each if head.kind == kinds[0]] for each in found]
    else:
        _refuse_other_kinds(catalogue, names, found)
    ids = tuple(only_one(*each).id for each in zip(names, [heads] * len(names), found, strict=True))
    twice = next((name for name in ids if ids.count(name) > 1), "")
    if twice:
        raise UsageError(f"{catalogue.heads[twice].title} is named twice", "name another one")
    _refuse_mixed([catalogue.heads[name] for name in ids])
    return ids


def _refuse_other_kinds(
    catalogue: Catalogue, names: Sequence[str], found: Sequence[Sequence[Head]]
) -> None:
    """Say of a name that nothing comparable has, what it is."""
    for name, each in zip(names, found, strict=True):
        others = called(name, catalogue.heads.values()) if not each else []
        if others:
            _refuse_mixed(others[:1])


def asked(catalogue: Catalogue, query: str) -> tuple[str, ...]:
    """Return the ids of the entries that a query wants compared; none where it wants no such thing.

    A query wants that if it has `v`, `vs` or `versus` between names, or begins with "compare".
    """
    text = query.strip()
    begins = _BEGINS.match(text)
    parts = _BETWEEN.split(text[begins.end() :] if begins else text)
    if begins and len(parts) == 1:
        parts = _AND.split(parts[0])
    try:
        return chosen(catalogue, [part.strip(" ?.") for part in parts])
    except GuideError:
        return ()


_BEGINS = re.compile(r"compare\s+", re.IGNORECASE)
_BETWEEN = re.compile(r"\s+(?:vs?\.?|versus|against|compared (?:with|to))\s+", re.IGNORECASE)
_AND = re.compile(r"\s*,\s*(?:and\s+)?|\s+(?:and|with|to)\s+", re.IGNORECASE)
