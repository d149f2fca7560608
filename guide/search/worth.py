"""What a page is found by: its passages and structured fields, and the worth of each term in it."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from math import log
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


def rarity(frequency: int, documents: int) -> float:
    """Return the worth of a term that stands in so many of all documents: the IDF of BM25."""
    return log(1 + (documents - frequency + 0.5) / (frequency + 0.5))


Fields = dict[str, list[str]]
"""The terms of each field of a page, with repetitions."""


def averages(pages: Sequence[Fields]) -> dict[str, float]:
    """Return the number of terms that each field has on average; 1 for a field without any."""
    return {
        field: sum(len(page[field]) for page in pages) / len(pages) or 1.0
        for field in (pages[0] if pages else ())
    }


class Weigher:
    """Calculates what each term is worth in a document: the term part of BM25F.

    Source: Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond, 2009,
    section 3.6. The rest, the rarity of the term, is multiplied when a query is answered.
    """

    def __init__(
        self, knowledge: dict[str, Any], numbers: dict[str, int], averages: dict[str, float]
    ) -> None:
        """Take the knowledge of the index, the numbers of entries, and what `averages` returns."""
        ranking = knowledge["ranking"]
        self._fields: dict[str, float] = ranking["field"]
        self._length: dict[str, float] = ranking["length"]
        self._averages = averages
        self._half: float = ranking["half"]
        broader: dict[str, list[str]] = knowledge["broader"]
        self._broader = {
            entity(numbers[name]): [entity(numbers[wide]) for wide in wider if wide in numbers]
            for name, wider in broader.items()
            if name in numbers
        }

    def worths(self, fields: Fields) -> dict[str, float]:
        """Return the worth of each term of a page, 0 to 1."""
        total: dict[str, float] = {}
        for field, terms in fields.items():
            counts = Counter(terms)
            for term, count in list(counts.items()):
                for wide in self._broader.get(term, ()):
                    counts[wide] += count
            share = self._length[field]
            norm = 1 - share + share * len(terms) / self._averages[field]
            for term, count in counts.items():
                total[term] = total.get(term, 0.0) + self._fields[field] * count / norm
        return {term: round(sum_ / (sum_ + self._half), 4) for term, sum_ in total.items()}
