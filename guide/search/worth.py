"""What a page is found by: its passages and structured fields, and the worth of each term in it."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from guide.library.records import Entry, prose
from guide.search.analysis import entity

_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9(])")


def passages(entry: Entry) -> list[str]:
    """Return the sentences of a page that a result may show, beginning with the summary."""
    found = [entry.head.summary]
    for block in entry.blocks:
        if block.kind in ("p", "li", "quote"):
            found.extend(_SENTENCE.split(prose(block.spans)))
        elif block.kind == "table":
            found.extend(" · ".join(prose(cell) for cell in row) for row in block.rows[1:])
    return [text.strip() for text in found if len(text.split()) > 3 and not text.startswith("See ")]


def facts_text(entry: Entry) -> Iterator[str]:
    """Yield the texts of the structured fields: a trial is found by its drug, dose or endpoint."""

    def texts(value: object) -> Iterator[str]:
        match value:
            case str():
                yield value
            case tuple():
                for item in value:
                    yield from texts(item)
            case Struct():
                for name in value.__struct_fields__:
                    if name not in ("sources", "level", "timing", "status"):
                        yield from texts(getattr(value, name))

    yield from texts(entry.facts)


class Weigher:
    """Calculates what each term is worth in a document."""

    def __init__(self, knowledge: dict[str, Any], numbers: dict[str, int]) -> None:
        ranking = knowledge["ranking"]
        self._fields: dict[str, float] = ranking["field"]
        self._half, self._length, self._average = (
            ranking["saturation"][name] for name in ("half", "length", "average")
        )
        broader: dict[str, list[str]] = knowledge["broader"]
        self._broader = {
            entity(numbers[name]): [entity(numbers[wide]) for wide in wider if wide in numbers]
            for name, wider in broader.items()
            if name in numbers
        }

    def worths(self, fields: dict[str, list[str]]) -> dict[str, float]:
        """Return the worth of each term from the terms of each field, repetitions included."""
        length = len(fields["body"]) + len(fields["facts"])
        half = self._half * (1 - self._length + self._length * length / self._average)
        total: dict[str, float] = {}
        for field, terms in fields.items():
            counts = Counter(terms)
            for term, count in list(counts.items()):
                for wide in self._broader.get(term, ()):
                    counts[wide] += count
            slope = half if field == "body" else self._half / 2
            for term, count in counts.items():
                total[term] = total.get(term, 0.0) + self._fields[field] * count / (count + slope)
        return {term: round(worth, 3) for term, worth in total.items()}
