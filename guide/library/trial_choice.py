"""Choosing among trials: filters with their values, and the order of the rows."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from guide.errors import UsageError
from guide.library.records import Head
from guide.library.trial_fields import FALLING, Field, Order
from guide.library.trial_rows import VERDICT_ORDER, TrialRow

FIRST_YEAR, LAST_YEAR = 1950, 2100
BEGUN = 3
"""Letters from which the beginning of a verdict means the verdict."""
_YEARS = re.compile(r"(\d{4})?\s*(\.\.|–|-)?\s*(\d{4})?")


class Choice(NamedTuple):
    """A value of a filter.

    Attributes:
        value: As `--disease` and its like take it.
        title: What it is called.
        trials: How many trials have it.
    """

    value: str
    title: str
    trials: int


@dataclass(frozen=True, slots=True)
class Selection:
    """Filters and order.

    Attributes:
        filters: The value of each field that is narrowed.
        words: Words that a trial must hold, as typed.
        order: The column that the rows are sorted by.
        reverse: Whether against its usual direction.
    """

    filters: tuple[tuple[Field, str], ...] = ()
    words: str = ""
    order: Order = Order.YEAR
    reverse: bool = False

    @property
    def narrows(self) -> bool:
        """Whether any trial may be left out."""
        return bool(self.filters or self.words.strip())

    def value(self, field: Field) -> str:
        """Return the value of a field; empty where it is not narrowed."""
        return dict(self.filters).get(field, "")

    def with_value(self, field: Field, value: str) -> "Selection":
        """Return the selection with another value of a field; an empty one takes it back."""
        kept = {name: old for name, old in self.filters if name is not field}
        if value:
            kept[field] = value
        return replace(self, filters=tuple((name, kept[name]) for name in Field if name in kept))

    def sorted_by(self, order: Order) -> "Selection":
        """Return the selection sorted by a column; by the same one again, the other way round."""
        return replace(self, order=order, reverse=order is self.order and not self.reverse)

    def of(self, rows: Iterable[TrialRow]) -> tuple[TrialRow, ...]:
        """Return the rows that all filters leave, in order."""
        words = self.words.casefold().split()
        kept = [
            row
            for row in rows
            if all(_has(row, field, value) for field, value in self.filters)
            and all(_holds(row, word) for word in words)
        ]
        return in_order(kept, self.order, self.reverse)


def years_of(value: str) -> tuple[int, int] | None:
    """Return the first and last year of `2020`, `2020..`, `..2020` or `2020..2023`; else None."""
    found = _YEARS.fullmatch(value.strip())
    if found is None:
        return None
    first, dots, last = found.groups()
    if not (first or last) or (last and not dots):
        return None
    low = int(first) if first else FIRST_YEAR
    high = int(last) if last else LAST_YEAR if dots else low
    return (low, high) if FIRST_YEAR <= low <= high <= LAST_YEAR else None


def _has(row: TrialRow, field: Field, value: str) -> bool:
    facts = row.facts
    match field:
        case Field.DISEASE | Field.MODALITY | Field.AGENT:
            return value in row.groups[field]
        case Field.PHASE:
            return value in row.phases if value in "123" else value == facts.phase
        case Field.TIMING:
            return value == facts.immunotherapy.timing
        case Field.VERDICT:
            return value == facts.verdict
        case Field.YEAR:
            years = years_of(value)
            return years is not None and years[0] <= facts.year <= years[1]


def _holds(row: TrialRow, word: str) -> bool:
    """Tell whether a trial holds a word; the beginning of a verdict means the verdict alone."""
    if len(word) >= BEGUN and any(name.startswith(word) for name in VERDICT_ORDER):
        return row.facts.verdict.startswith(word)
    if word.isdecimal() and len(word) < 4:
        return word in row.words
    return any(word in held if len(word) >= BEGUN else held.startswith(word) for held in row.words)


def choices(
    field: Field, rows: Sequence[TrialRow], selection: Selection, heads: Mapping[str, Head]
) -> tuple[Choice, ...]:
    """Return the values of a field, with the trials that each leaves beside the other filters.

    Those of diseases, modalities and agents come by their number of trials, the others in their
    own order.
    """
    others = selection.with_value(field, "").of(rows)
    counts: Counter[str] = Counter()
    for row in others:
        counts.update(_values(row, field))
    if field in (Field.DISEASE, Field.MODALITY, Field.AGENT):
        named = [(value, heads[value].title) for value in counts]
        ranked = sorted(named, key=lambda item: (-counts[item[0]], item[1].casefold()))
    elif field is Field.VERDICT:
        ranked = [(value, value) for value in VERDICT_ORDER if value in counts]
    elif field is Field.YEAR:
        ranked = [(value, value) for value in sorted(counts, reverse=True)]
    elif field is Field.PHASE:
        numbered = sorted(value for value in counts if value in "123")
        rest = sorted(value for value in counts if value not in "123")
        ranked = [*((value, f"phase {value}") for value in numbered), *((v, v) for v in rest)]
    else:
        ranked = [(value, value) for value, _ in counts.most_common()]
    return tuple(Choice(value, title, counts[value]) for value, title in ranked)


def _values(row: TrialRow, field: Field) -> Collection[str]:
    match field:
        case Field.DISEASE | Field.MODALITY | Field.AGENT:
            return row.groups[field]
        case Field.PHASE:
            return set(row.phases) or {row.facts.phase}
        case Field.TIMING:
            return (row.facts.immunotherapy.timing,)
        case Field.VERDICT:
            return (row.facts.verdict,)
        case Field.YEAR:
            return (str(row.facts.year),)


def value_of(field: Field, typed: str, rows: Sequence[TrialRow], heads: Mapping[str, Head]) -> str:
    """Return the value of a field that is meant by what is typed.

    That is the value itself, a title, another name or the beginning of one.

    Raises:
        UsageError: No trial has such a value, or several values are meant.
    """
    wanted = " ".join(typed.casefold().split())
    if field is Field.YEAR:
        if years_of(wanted) is None:
            raise UsageError(f"'{typed}' is no year", "write 2020, 2020.., ..2020 or 2020..2023")
        return wanted
    wanted = wanted.removeprefix("phase ") if field is Field.PHASE else wanted
    known = {choice.value: choice for choice in choices(field, rows, Selection(), heads)}
    names = {value: _names(value, heads.get(value)) for value in known}
    for fits in (_is, str.startswith):
        found = [value for value in known if any(fits(name, wanted) for name in names[value])]
        if len(found) == 1 and wanted:
            return found[0]
        if found and wanted:
            named = ", ".join(found[:4]) + (", …" if len(found) > 4 else "")
            raise UsageError(f"'{typed}' may be more than one {field}", named)
    from guide.library.nearest import nearest_name

    close = nearest_name(wanted, {name for each in names.values() for name in each})
    listed = ", ".join(list(known)[:6])
    hint = f"did you mean '{close}'?" if close else f"such as {listed}"
    raise UsageError(f"no trial has the {field} '{typed}'", hint)


def _is(name: str, wanted: str) -> bool:
    return name == wanted


def _names(value: str, head: Head | None) -> list[str]:
    named = (head.title, *head.aliases) if head is not None else ()
    return [name.casefold() for name in (value, *named)]


Key = tuple[float, str] | None
"""By what rows are sorted: a number, then a text; None comes last."""


def _effect(row: TrialRow) -> Key:
    ratio = next(iter(row.ratios), None)
    return None if ratio is None else (float(ratio.estimate), "")


def _text(of: Callable[[TrialRow], str]) -> Callable[[TrialRow], Key]:
    return lambda row: (0.0, of(row).casefold()) if of(row) else None


KEYS: dict[Order, Callable[[TrialRow], Key]] = {
    Order.VERDICT: lambda row: (float(VERDICT_ORDER.index(row.facts.verdict)), ""),
    Order.NAME: _text(lambda row: row.head.title),
    Order.DISEASE: _text(lambda row: row.disease),
    Order.RADIOTHERAPY: _text(lambda row: row.radiotherapy),
    Order.DRUG: _text(lambda row: row.drug),
    Order.PHASE: lambda row: (float(row.phases[-1]), "") if row.phases else None,
    Order.N: lambda row: None if row.facts.n is None else (float(row.facts.n), ""),
    Order.OUTCOME: _text(lambda row: row.shown.endpoint if row.shown else ""),
    Order.EFFECT: _effect,
    Order.YEAR: lambda row: (float(row.facts.year), ""),
    Order.STATUS: _text(lambda row: row.facts.status),
}


def in_order(rows: Iterable[TrialRow], order: Order, reverse: bool = False) -> tuple[TrialRow, ...]:
    """Return rows sorted by a column, those of one value by name, those without any last."""
    named = sorted(rows, key=lambda row: row.head.title.casefold())
    keyed = [(KEYS[order](row), row) for row in named]
    known = sorted(
        ((key, row) for key, row in keyed if key is not None),
        key=lambda item: item[0],
        reverse=(order in FALLING) is not reverse,
    )
    return (*(row for _, row in known), *(row for key, row in keyed if key is None))
