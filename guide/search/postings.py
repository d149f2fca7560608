"""The Whoosh index: one field of weighted terms, read a block at a time."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from whoosh.fields import FieldType, Schema
from whoosh.filedb.filestore import FileStorage, RamStorage
from whoosh.formats import Format
from whoosh.index import FileIndex

from guide.library.manifest import Built
from guide.search import unpickling
from guide.search.damage import as_damage

unpickling.guard()

FOLDER = "whoosh"
FIELD = "text"
MEMORY = 1024
"""Megabytes, as Whoosh counts them; beyond, postings are written to disk and merged at the end."""
Terms = dict[str, float]


class Impacts(Format):  # type: ignore[misc]
    """A posting is a document and the worth of the term in it, calculated at build time."""

    posting_size = 0

    def word_values(
        self, value: Iterable[tuple[str, float]], _analyzer: object, **_: Any
    ) -> Iterator[tuple[str, int, float, bytes]]:
        """Yield term, frequency, worth and an empty value."""
        for term, worth in value:
            yield term, 1, worth, b""


class ImpactField(FieldType):  # type: ignore[misc]
    """A field that takes terms with their worth instead of a text."""

    def __init__(self) -> None:
        super().__init__(Impacts(), None, scorable=True)


class PostingWriter:
    """Writes documents in the order of their numbers."""

    def __init__(self, generation: Path) -> None:
        self._folder = generation / FOLDER
        self._folder.mkdir()
        self._writer = (
            FileStorage(str(self._folder))
            .create_index(Schema(**{FIELD: ImpactField()}))
            .writer(limitmb=MEMORY, compound=False)
        )

    def add(self, terms: Terms) -> None:
        """Write the next document."""
        self._writer.add_document(**{FIELD: sorted(terms.items())})

    def close(self) -> None:
        """Finish the index as one segment."""
        self._writer.commit(optimize=True)
        for lock in self._folder.glob("*WRITELOCK*"):
            lock.unlink()


class PostingReader:
    """Reads terms of a finished index. It must not be shared between threads."""

    def __init__(self, built: Built) -> None:
        """Open the index of a verified generation, which is in memory.

        Raises:
            DamagedError: It is no index of ours.
        """
        storage = RamStorage()
        storage.files = {
            name.removeprefix(f"{FOLDER}/"): data
            for name, data in built.files.items()
            if name.startswith(f"{FOLDER}/")
        }
        with as_damage():
            self._reader = FileIndex(storage).reader()
            self.documents: int = self._reader.doc_count_all()
        self.of = lru_cache(maxsize=300)(self._read)
        """Document numbers and worths of a term."""
        self.frequency = lru_cache(maxsize=3000)(self._frequency)
        """Number of documents that hold a term."""

    def verify(self) -> int:
        """Read every posting and return the number of terms.

        Raises:
            DamagedError: One cannot be read, or holds what is not ours.
        """
        with as_damage():
            terms = [term.decode() for _, term in self._reader.all_terms()]
        for term in terms:
            self._read(term)
        return len(terms)

    def _frequency(self, term: str) -> int:
        with as_damage():
            known = (FIELD, term) in self._reader
            return int(self._reader.doc_frequency(FIELD, term)) if known else 0

    def _read(self, term: str) -> tuple[list[int], list[float]]:
        numbers: list[int] = []
        worths: list[float] = []
        with as_damage():
            if (FIELD, term) not in self._reader:
                return numbers, worths
            matcher = self._reader.postings(FIELD, term)
            while matcher.is_active():
                # Whoosh returns one posting at a time, in about 3 µs. The arrays of a block are
                # loaded when its first id and weight are read; terms with few postings have lists.
                matcher.id(), matcher.weight()
                numbers.extend(matcher._ids)
                worths.extend(matcher._weights)
                if not hasattr(matcher, "_next_block"):
                    break
                matcher._next_block()
        return numbers, worths
