"""Finds the fact of the library that answers a question directly."""

import json
from collections.abc import Iterable, Iterator, Sequence, Set
from functools import cached_property
from operator import itemgetter
from typing import Any

from guide.library.records import Head
from guide.search.analysis import entity
from guide.search.damage import as_damage
from guide.search.facts import AskedBy, Fact
from guide.search.names import Names, squeeze
from guide.search.query import Query, Unit

TINY = 1e-6
MOSTLY = 0.5
"""Share of the worth of the words beside a name that must be in a label."""
OF_A_ROW = 1.2
"""Worth of the words that ask for a row of a table: more than of `radiation` or `dose` alone."""
MOST = 3
"""Analyses of one end point that are shown."""


class Facts:
    """The facts of the library, read at the first use."""

    def __init__(self, stored: bytes, heads: list[Head]) -> None:
        self._bytes = stored
        self._heads = heads

    @cached_property
    def _stored(self) -> dict[str, list[list[Any]]]:
        with as_damage():
            stored: dict[str, list[list[Any]]] = json.loads(self._bytes)
            return stored

    def answers(self, query: Query, best: int, names: Names) -> tuple[Fact, ...]:
        """Return the fact whose entry and label together are what the query asks for, if any.

        Other analyses of the same end point follow it.

        Args:
            query: The query.
            best: The first hit, whose one-line meaning answers a query that only names it.
            names: The names of the entries.
        """
        fitting: list[tuple[float, int, Fact]] = []
        for number, (share, _) in query.entities.items():
            token = entity(number)
            rest = [unit for unit in query.units if token not in unit.forms]
            if not rest or share <= 0:
                continue
            enough = self._heads[number].kind == "trial" or _mass(rest) >= OF_A_ROW
            for place, (fact, asked_by) in enumerate(self._of(number)):
                closeness = _closeness(rest, asked_by) if fact.label and enough else 0.0
                if closeness:
                    fitting.append((closeness, -place, fact))
        if fitting:
            closest = max(fitting, key=itemgetter(0, 1))[2]
            others = [
                fact
                for *_, fact in fitting
                if (fact.entry, fact.label) == closest[:2] and fact.value != closest.value
            ]
            return (closest, *others[: MOST - 1])
        wholly_named = query.entities.get(best, (0.0, 0))[0] > 1 - TINY
        if best in names.exact(squeeze(query.words)) or (
            wholly_named and len(query.words) > len(query.units)
        ):
            return tuple(fact for fact, _ in self._of(best) if not fact.label)[:1]
        return ()

    def _of(self, number: int) -> Iterator[tuple[Fact, AskedBy]]:
        """Yield the facts of an entry, each with the words that ask for it."""
        name = self._heads[number].id
        for label, value, level, sources, section, asked_by in self._stored.get(name, ()):
            fact = Fact(name, label, value, level, tuple(sources), section=section)
            yield fact, AskedBy(*asked_by)


def _mass(units: Iterable[Unit]) -> float:
    return sum(unit.mass for unit in units)


def _closeness(rest: Sequence[Unit], asked_by: AskedBy) -> float:
    """Return how closely the words beside an entry's name ask for a fact; 0 if they do not.

    Every word must be in the label, the measure or the value, most of them not in the value alone;
    the larger their part of the label, the closer they fit.
    """
    asked = {form for unit in rest for form in unit.forms}
    label = set(asked_by.label)
    label.update(*(title for title in asked_by.titles if title and title[-1] in asked))
    words = label.union(asked_by.measure)
    told = words.union(asked_by.value)

    def within(forms: Set[str]) -> list[Unit]:
        return [unit for unit in rest if not unit.forms.keys().isdisjoint(forms)]

    if len(within(told)) < len(rest) or _mass(within(words)) < MOSTLY * _mass(rest):
        return 0.0
    return len(within(label)) / max(len(label), 1) or TINY
