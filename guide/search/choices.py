"""The values that a field may be narrowed to, with how many entries each leaves."""

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from guide.library.records import Head
from guide.search.analysis import entity
from guide.search.filters import ENTITY_FIELDS, FIELDS, FieldValue
from guide.search.postings import PostingReader

YEARS = range(1950, 2101)


class Choice(NamedTuple):
    """A value of a field.

    Attributes:
        field: The field.
        value: The value as it is typed, in quotation marks if it has several words.
        title: What it is called.
        entries: Number of entries that it leaves.
    """

    field: str
    value: str
    title: str
    entries: int

    @property
    def typed(self) -> str:
        """The field with the value, as it is typed."""
        return f"{self.field}:{self.value}"


def begun_field(query: str) -> tuple[str, str]:
    """Return a query without a field at its end that has no value yet, and that field."""
    rest, _, last = query.rpartition(" ")
    field = last.removesuffix(":").casefold()
    return (rest, field) if last.endswith(":") and field in FIELDS else (query, "")


class Chooser:
    """Knows the values of every field."""

    def __init__(
        self, heads: Sequence[Head], values: dict[str, list[str]], postings: PostingReader
    ) -> None:
        self._heads = heads
        self._values = values
        self._postings = postings

    def choices(self, field: str, allowed: Collection[int] | None) -> tuple[Choice, ...]:
        """Return the values of a field, those with most entries first.

        Args:
            field: The field.
            allowed: The entries that are searched; None for all.
        """
        found = []
        for value, typed, title in self._each(field):
            numbers = self._postings.of(FieldValue(field, value).term)[0]
            count = sum(allowed is None or number in allowed for number in numbers)
            if count:
                quoted = f'"{typed}"' if " " in typed else typed
                found.append(Choice(field, quoted, title, count))
        return tuple(sorted(found, key=lambda choice: -choice.entries))

    def _each(self, field: str) -> Iterator[tuple[str, str, str]]:
        """Yield each value as in the index, as typed, and what it is called."""
        if field in ENTITY_FIELDS:
            for number, head in enumerate(self._heads):
                if head.kind == ENTITY_FIELDS[field]:
                    yield entity(number), head.id, head.title
        elif field == "year":
            for year in reversed(YEARS):
                yield str(year), str(year), str(year)
        else:
            for value in self._values.get(field, ()):
                yield value, value, value
