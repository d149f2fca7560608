"""What the database was like when it was closed: rot is found without reading all of it.

The note holds size, time and a checksum of each megabyte. A later opening reads one of them, in
turn, which takes less than a millisecond; a small database is read whole.
"""

import zlib
from datetime import date
from pathlib import Path
from typing import Literal

import msgspec

from guide.errors import GuideError
from guide.files import read_file
from guide.store.files import LEFT, replace_private

LARGEST = 10_000_000
"""Bytes of the note: the checksums of some hundred thousand megabytes."""
CHUNK = 1 << 20
"""Bytes of one checksum."""
JOURNALS = ("-wal", "-journal")
"""Endings of what SQLite leaves beside a database that is open or was not closed."""
State = Literal["as left", "touched", "rotten"]


class Note(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the database was like when it was closed.

    Attributes:
        size: Its bytes.
        time: When it was changed, in nanoseconds.
        sums: The checksum of each megabyte.
        turn: The megabyte that is read at the next opening.
        checked: The day on which it was last checked completely; None if that is not known.
    """

    size: int
    time: int
    sums: tuple[int, ...]
    turn: int
    checked: date | None


def read_note(path: Path) -> Note | None:
    """Return the note about a database; None when there is none that can be read."""
    try:
        return msgspec.json.decode(read_file(path.with_name(LEFT), LARGEST), type=Note)
    except (GuideError, ValueError, RecursionError):
        return None


def write_note(path: Path, checked: date | None) -> None:
    """Note what a database that was closed is like.

    Nothing is noted while another guide has it open. No connection of this process may be open:
    SQLite's locks on the file would end with the reading.

    Args:
        path: The database.
        checked: The day on which it was last checked completely.
    """
    try:
        if has_journal(path):
            return
        before, found = read_note(path), path.stat()
        with path.open("rb") as file:
            sums = tuple(zlib.crc32(chunk) for chunk in iter(lambda: file.read(CHUNK), b""))
        turn = ((before.turn if before is not None else 0) + 1) % max(len(sums), 1)
        note = Note(found.st_size, found.st_mtime_ns, sums, turn, checked)
        replace_private(path.with_name(LEFT), msgspec.json.encode(note))
    except OSError:
        return  # It is then checked completely at the next opening.


def compare_with_note(path: Path, note: Note | None, whole: bool = False) -> State:
    """Compare a database that is not open with what it was like when it was closed.

    Args:
        path: The database.
        note: What was noted.
        whole: Read all of it instead of one megabyte.

    Returns:
        "as left"; "touched" when something may have written to it since, or the last guide did
        not end cleanly; "rotten" when its bytes changed although nothing wrote to it.
    """
    try:
        found = path.stat()
        if note is None or has_journal(path):
            return "touched"
        if (found.st_size, found.st_mtime_ns) != (note.size, note.time):
            return "touched"
        with path.open("rb") as file:
            for place in range(len(note.sums)) if whole else (note.turn,):
                file.seek(place * CHUNK)
                if zlib.crc32(file.read(CHUNK)) != note.sums[place]:
                    return "rotten"
    except (OSError, IndexError):
        return "touched"
    return "as left"


def has_journal(path: Path) -> bool:
    """Tell whether a database is open somewhere, or was not closed."""
    return any(path.with_name(path.name + ending).exists() for ending in JOURNALS)
