"""Finds the fact of the library that answers a question directly."""

import json
from collections.abc import Iterator
from functools import cached_property
from operator import itemgetter
from typing import Any

from guide.library.records import Head
from guide.search.analysis import entity
from guide.search.damage import as_damage
from guide.search.facts import Fact
from guide.search.names import Names, squeeze
from guide.search.query import Query

TINY = 1e-6
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
            for place, (fact, forms) in enumerate(self._of(number)):
                # Every word beside the entry's name must be in the label; the shorter the label,
                # the closer it fits.
                if fact.label and not any(unit.forms.keys().isdisjoint(forms) for unit in rest):
                    fitting.append((len(rest) / max(len(forms), 1), -place, fact))
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

    def _of(self, number: int) -> Iterator[tuple[Fact, list[str]]]:
        """Yield the facts of an entry, each with the words that ask for it."""
        name = self._heads[number].id
        for label, value, level, sources, section, forms in self._stored.get(name, ()):
            yield Fact(name, label, value, level, tuple(sources), section=section), forms
