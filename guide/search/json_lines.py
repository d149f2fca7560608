"""A file with a line of JSON for each entry, and another with the places where the lines begin."""

import json
from array import array
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any, BinaryIO, Generic, TypeVar

from guide.library.manifest import Built
from guide.search.damage import as_damage

T = TypeVar("T")
CACHED = 600


def _names(name: str) -> tuple[str, str]:
    return f"{name}.jsonl", f"{name}.starts"


class LineWriter:
    """Writes the lines of entries one after another."""

    def __init__(self, folder: Path, name: str) -> None:
        lines, starts = _names(name)
        self._starts_path = folder / starts
        self._starts = array("Q")
        self._file: BinaryIO = (folder / lines).open("wb")

    def add(self, value: object) -> None:
        """Write the line of the next entry."""
        self._starts.append(self._file.tell())
        self._file.write(
            json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
        )

    def close(self) -> None:
        """Finish both files."""
        self._file.close()
        with self._starts_path.open("wb") as file:
            self._starts.tofile(file)


class LineReader(Generic[T]):
    """Reads the lines of entries on demand."""

    def __init__(self, built: Built, name: str, decode: Callable[[Any], T]) -> None:
        """Open the lines of a built index.

        Args:
            built: The index.
            name: Name of the lines.
            decode: Makes records of what a line holds; only what is ours can be decoded.
        """
        lines, starts = _names(name)
        self._lines = built.read(lines)
        self._starts = array("Q", built.read(starts))
        self._decode = decode
        self.of = lru_cache(maxsize=CACHED)(self._read)
        """What the line of an entry holds, by the entry's number."""

    def _read(self, number: int) -> T:
        with as_damage():
            start = self._starts[number]
            line = self._lines[start : self._lines.find(b"\n", start)]
            return self._decode(json.loads(line))
