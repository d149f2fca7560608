"""The rows in the pages of a damaged database, read without SQLite.

SQLite follows the tree of pages from its root and stops at the first page that is damaged. Here
every page that holds rows is read by itself, as https://www.sqlite.org/fileformat2.html describes
it, so that a page that is lost costs no other one.
"""

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HEADER = 100
LEAF = 0x0D
"""Type of a page with rows of a table."""
USUAL_SIZE = 4096
WAL_HEADER, FRAME_HEADER = 32, 24
Values = tuple[Any, ...]


class Pages:
    """The pages of a database with those of its write-ahead log."""

    def __init__(self, data: bytes, log: bytes = b"") -> None:
        """Take the bytes of the file and of its log; neither needs to be sound."""
        self._data = data
        self._size = _page_size(data, log)
        self._newer = _committed(log, self._size)
        reserved = data[20] if len(data) > HEADER else 0
        self._usable = self._size - (reserved if reserved <= 32 else 0)

    @classmethod
    def of_file(cls, path: Path) -> "Pages":
        """Read a database file and its log.

        Raises:
            OSError: The file cannot be read.
        """
        log = path.with_name(path.name + "-wal")
        return cls(path.read_bytes(), log.read_bytes() if log.is_file() else b"")

    def _page(self, number: int) -> bytes:
        """Return a page, empty when there is none; pages are counted from 1."""
        if number in self._newer:
            return self._newer[number]
        return self._data[(number - 1) * self._size : number * self._size] if number > 0 else b""

    def rows(self, free: bool = False) -> Iterator[tuple[int, Values]]:
        """Yield the number and the values of every row that can be read.

        Args:
            free: Read the pages that are free instead of those in use; they hold what was removed,
                such as a table that was dropped.
        """
        count = max((len(self._data) - 1) // self._size + 1, *self._newer, 0)
        unused = self._free_pages(count)
        for number in range(1, count + 1):
            if (number in unused) == free:
                yield from self._rows_of(number)

    def _free_pages(self, count: int) -> set[int]:
        """Return the pages in the list of free ones, as far as it can be followed."""
        free: set[int] = set()
        head = self._page(1)
        trunk = int.from_bytes(head[32:36], "big") if head.startswith(b"SQLite format 3\0") else 0
        while 1 < trunk <= count and trunk not in free:
            page = self._page(trunk)
            leaves = int.from_bytes(page[4:8], "big")
            if len(page) < self._size or leaves > self._usable // 4 - 2:
                break
            free.add(trunk)
            free.update(struct.unpack_from(f">{leaves}I", page, 8))
            trunk = int.from_bytes(page[:4], "big")
        return free

    def _rows_of(self, number: int) -> Iterator[tuple[int, Values]]:
        page, start = self._page(number), HEADER if number == 1 else 0
        if len(page) < start + 8 or page[start] != LEAF:
            return
        cells = int.from_bytes(page[start + 3 : start + 5], "big")
        for place in range(min(cells, self._size // 4)):
            at = start + 8 + 2 * place
            try:
                yield self._read_cell(page, int.from_bytes(page[at : at + 2], "big"))
            except (IndexError, ValueError, struct.error):
                continue  # This row is lost; the next one need not be.

    def _read_cell(self, page: bytes, at: int) -> tuple[int, Values]:
        length, at = _varint(page, at)
        number, at = _varint(page, at)
        most = self._usable - 35
        if length > len(self._data) + len(self._newer) * self._size:
            raise ValueError("longer than the file")
        if length <= most:
            return number, _read_record(page[at : at + length])
        least = (self._usable - 12) * 32 // 255 - 23
        here = least + (length - least) % (self._usable - 4)
        here = here if here <= most else least
        payload = bytearray(page[at : at + here])
        following = int.from_bytes(page[at + here : at + here + 4], "big")
        while len(payload) < length:
            overflow = self._page(following)
            if len(overflow) < 5:
                raise ValueError("the rest of the row is lost")
            payload += overflow[4 : min(self._usable, 4 + length - len(payload))]
            following = int.from_bytes(overflow[:4], "big")
        return number, _read_record(bytes(payload))


def _page_size(data: bytes, log: bytes) -> int:
    """Return the size of a page in bytes, from the header of the file or of its log."""
    found = int.from_bytes(data[16:18], "big")
    for size in (65536 if found == 1 else found, int.from_bytes(log[8:12], "big")):
        if 512 <= size <= 65536 and size & (size - 1) == 0:
            return size
    return USUAL_SIZE


def _committed(log: bytes, size: int) -> dict[int, bytes]:
    """Return the newest committed page of each number in a write-ahead log."""
    found: dict[int, bytes] = {}
    pending: dict[int, bytes] = {}
    salt = log[16:24]
    for at in range(WAL_HEADER, len(log) - FRAME_HEADER - size + 1, FRAME_HEADER + size):
        number, pages = struct.unpack_from(">II", log, at)
        if log[at + 8 : at + 16] != salt:
            break
        pending[number] = log[at + FRAME_HEADER : at + FRAME_HEADER + size]
        if pages:
            found.update(pending)
            pending.clear()
    return found


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """Read a number of variable length; return it and the place behind it."""
    value = 0
    for place in range(8):
        byte = data[at + place]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + place + 1
    value = value << 8 | data[at + 8]
    return value - (1 << 64 if value >= 1 << 63 else 0), at + 9


def _read_record(data: bytes) -> Values:
    """Read the values of a row."""
    end, at = _varint(data, 0)
    kinds = []
    while at < end:
        kind, at = _varint(data, at)
        kinds.append(kind)
    values: list[Any] = []
    for kind in kinds:
        value, end = _read_value(data, end, kind)
        values.append(value)
    return tuple(values)


def _read_value(data: bytes, at: int, kind: int) -> tuple[Any, int]:
    """Read a value of a serial type; return it and the place behind it.

    Raises:
        ValueError: The type does not exist, or the value is cut off.
    """
    if kind in (0, 8, 9):
        return (None, 0, 1)[max(kind - 7, 0)], at
    if kind in (10, 11) or kind < 0:
        raise ValueError("no such type")
    length = (0, 1, 2, 3, 4, 6, 8, 8)[kind] if kind < 8 else (kind - 12) // 2
    part = data[at : at + length]
    if len(part) < length:
        raise ValueError("cut off")
    if kind == 7:
        return struct.unpack(">d", part)[0], at + length
    if kind < 7:
        return int.from_bytes(part, "big", signed=True), at + length
    return part if kind % 2 == 0 else part.decode("utf-8"), at + length
