"""What the guide made in a data folder: a name is not enough, since a folder may be anybody's."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

import msgspec

from guide.errors import GuideError
from guide.files import LARGEST, read_file
from guide.library.codec import decode_topic
from guide.store.files import ASIDE, FILE, JOURNALS, LEFT, LOCK, own_files
from guide.store.left import read_note
from guide.store.loading import connect_to_read
from guide.store.pages import Pages
from guide.store.salvage import read_rows
from guide.store.schema import names

SCHEMA = b"CREATE TABLE schedules"
"""What is somewhere in a database of the guide as long as its schema can be read."""
LOG_LINE = b" abscopal "
"""What the first line of the log of faults holds after its time."""


class _Result(msgspec.Struct):
    """What is in every result file."""

    format: int
    code: str
    content_version: str
    sha256: str


def made_files(folder: Path) -> list[Path]:
    """Return the files in a data folder that the guide made, by their names and contents.

    A lock alone is no sign of the guide.

    Raises:
        OSError: The folder cannot be read.
    """
    found = [path for path in own_files(folder) if _is_made(path)]
    return found if any(path.name != LOCK for path in found) else []


def _is_made(path: Path) -> bool:
    if path.name.startswith((".learner-", "learner-damaged-")) or path.name.endswith(".part"):
        return True
    for ending in JOURNALS:
        if path.name.endswith(f".sqlite{ending}"):
            database = path.with_name(path.name.removesuffix(ending))
            return not database.exists() or _is_database(database)
    return _test_of(path)(path)


def _test_of(path: Path) -> Callable[[Path], bool]:
    named = {LOCK: _is_empty, LEFT: _is_note, ASIDE: _is_aside}
    by_ending = {
        ".sqlite": _is_database,
        ".json": _is_topic,
        ".abscopal-result": _is_result,
    }
    return named.get(path.name) or by_ending.get(path.suffix, _is_log)


def _is_empty(path: Path) -> bool:
    return not path.stat().st_size


def _is_note(path: Path) -> bool:
    return read_note(path.with_name(FILE)) is not None


def _is_aside(path: Path) -> bool:
    with suppress(GuideError, ValueError, RecursionError):
        row = json.loads(read_file(path, LARGEST).split(b"\n", 1)[0])
        return isinstance(row, dict) and {"table", "found", "row"} == row.keys()
    return False


def _is_topic(path: Path) -> bool:
    with suppress(GuideError, ValueError, RecursionError):
        return decode_topic(read_file(path, LARGEST)).id == path.stem
    return False


def _is_result(path: Path) -> bool:
    with suppress(GuideError, ValueError, RecursionError):
        msgspec.json.decode(read_file(path, LARGEST), type=_Result)
        return True
    return False


def _is_log(path: Path) -> bool:
    with suppress(GuideError):
        return LOG_LINE in read_file(path, LARGEST).split(b"\n", 1)[0]
    return False


def _is_database(path: Path) -> bool:
    """Tell whether a file is a database of the guide, sound, damaged, or emptied."""
    if _is_empty(path):
        return True
    with suppress(sqlite3.Error, GuideError), closing(connect_to_read(path)) as raw:
        return {"meta", "reviews"} <= names(raw)
    with suppress(GuideError):
        data = read_file(path, LARGEST)
        return SCHEMA in data or any(read_rows(Pages(data)).counts.values())
    return False
