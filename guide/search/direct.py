"""A direct answer: the one fact of the library that a question asks for."""

import json
from functools import cached_property
from pathlib import Path
from typing import Any

from guide.library.records import Head
from guide.search.analysis import entity
from guide.search.facts import Fact
from guide.search.names import Names, squeeze
from guide.search.units import Query
from guide.search.words import Lexicon

TINY = 1e-6


class Facts:
    """The facts of the library, read when first asked for."""

    def __init__(self, path: Path, heads: list[Head]) -> None:
        self._path = path
        self._heads = heads

    @cached_property
    def _held(self) -> dict[str, list[list[Any]]]:
        held: dict[str, list[list[Any]]] = json.loads(self._path.read_text("utf-8"))
        return held

    def answer(self, query: Query, best: int, names: Names, lexicon: Lexicon) -> Fact | None:
        """Return the fact whose entry and label together are what the query asks for; None when there is none.

        Args:
            query: The query.
            best: The first hit, whose one-line meaning answers a query that only names it.
            names: The names of the entries.
            lexicon: Its spelling.
        """
        best_fact: tuple[float, int, Fact] | None = None
        for number, (share, _) in query.entities.items():
            head = self._heads[number]
            token = entity(number)
            rest = [unit for unit in query.units if token not in unit.forms]
            if not rest or share <= 0:
                continue
            for place, (label, value, level, sources, forms) in enumerate(
                self._held.get(head.id, ())
            ):
                if not label:
                    continue
                held = [unit for unit in rest if not unit.forms.keys().isdisjoint(forms)]
                if len(held) == len(rest):
                    # Every word beside the entry's name must be in the label; the shorter the label, the closer it fits.
                    fit = len(held) / max(len(forms), 1)
                    if best_fact is None or (fit, -place) > best_fact[:2]:
                        best_fact = (
                            fit,
                            -place,
                            Fact(head.id, label, value, level, tuple(sources)),
                        )
        if best_fact is not None:
            return best_fact[2]
        wholly_named = query.entities.get(best, (0.0, 0))[0] > 1 - TINY
        if best in names.exact(squeeze(query.words)) or (
            wholly_named and len(query.words) > len(query.units)
        ):
            for label, value, level, sources, _ in self._held.get(self._heads[best].id, ()):
                if not label:
                    return Fact(self._heads[best].id, label, value, level, tuple(sources))
        return None
