"""A file with the packed records of each entry, and another with the places where each ends."""

import zlib
from array import array
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO, Generic, TypeVar

import msgspec

from guide.library.manifest import Built
from guide.search.damage import as_damage

T = TypeVar("T")
CACHED = 600
MOST_BYTES = 4_000_000
"""The records of an entry are smaller; whatever goes on is damage."""
_encode = msgspec.msgpack.Encoder().encode


def _names(name: str) -> tuple[str, str]:
    return f"{name}.z", f"{name}.ends"


class PackedWriter:
    """Writes the records of entries one after another."""

    def __init__(self, folder: Path, name: str) -> None:
        packed, ends = _names(name)
        self._ends_path = folder / ends
        self._ends = array("Q")
        self._file: BinaryIO = (folder / packed).open("wb")

    def add(self, records: object) -> None:
        """Write the records of the next entry."""
        self._file.write(zlib.compress(_encode(records), 9))
        self._ends.append(self._file.tell())

    def close(self) -> None:
        """Finish both files."""
        self._file.close()
        with self._ends_path.open("wb") as file:
            self._ends.tofile(file)


class PackedReader(Generic[T]):
    """Reads the records of entries on demand."""

    def __init__(self, built: Built, name: str, record: type[T]) -> None:
        """Open the records of a built index.

        Args:
            built: The index.
            name: Name of the records.
            record: What each is; anything else is damage.
        """
        packed, ends = _names(name)
        self._packed = built.read(packed)
        self._ends = array("Q", built.read(ends))
        self._decode = msgspec.msgpack.Decoder(tuple[record, ...]).decode  # type: ignore[valid-type]
        self.of = lru_cache(maxsize=CACHED)(self._read)
        """The records of an entry, by the entry's number."""

    def _read(self, number: int) -> tuple[T, ...]:
        with as_damage():
            start = self._ends[number - 1] if number else 0
            unpacking = zlib.decompressobj()
            data = unpacking.decompress(self._packed[start : self._ends[number]], MOST_BYTES)
            return self._decode(data)
