"""Completes what is typed: a field of the query language, its value, or a name."""

from collections.abc import Iterator, Sequence

from guide.library.folding import fold
from guide.library.records import Head
from guide.search.filters import ENTITY_FIELDS, FIELDS
from guide.search.names import Names

MIN_FIELD = 3
LOOKED_AT = 6
"""Number of entries with a matching name that are compared with what is typed."""


class Completer:
    """Completes queries."""

    def __init__(self, heads: Sequence[Head], names: Names, values: dict[str, list[str]]) -> None:
        self._heads = heads
        self._names = names
        self._values = values

    def complete(self, text: str) -> str:
        """Return the completed text; empty if nothing begins with what is typed."""
        *_, last = text.rpartition(" ")
        field, colon, value = last.partition(":")
        if colon:
            rest = self._rest(value, self._choices(field.casefold(), value)) if value else ""
        else:
            rest = self._rest(text, self._written(text))
            if not rest and len(last) >= MIN_FIELD:
                rest = self._rest(last, (f"{name}:" for name in FIELDS))
        return text + rest if rest else ""

    def _rest(self, typed: str, choices: Iterator[str] | Sequence[str]) -> str:
        return next(
            (
                choice[len(typed) :]
                for choice in choices
                if choice.casefold().startswith(typed.casefold())
            ),
            "",
        )

    def _begun(self, typed: str) -> list[Head]:
        if not typed.strip():
            return []
        points = self._names.begin(fold(typed), fold(typed), 1.0, 0.0)
        return [
            self._heads[number] for number in sorted(points, key=lambda number: -points[number])
        ]

    def _choices(self, field: str, value: str) -> Iterator[str]:
        if field in ENTITY_FIELDS:
            yield from (head.id for head in self._begun(value) if head.kind == ENTITY_FIELDS[field])
        yield from self._values.get(field, ())

    def _written(self, text: str) -> Iterator[str]:
        for head in self._begun(text)[:LOOKED_AT]:
            yield from (head.title, *head.aliases)
