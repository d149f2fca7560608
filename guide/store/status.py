"""What is in a data folder and whether it is sound; and its removal."""

from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from guide.counting import counted
from guide.errors import GuideError, StorageError
from guide.files import LARGEST, read_file
from guide.store.backups import Backup, list_backups
from guide.store.connection import Connection
from guide.store.data import read_data
from guide.store.files import ASIDE, FILE, LOCK, own_files, own_folders
from guide.store.locks import alone, sole_use
from guide.store.ownership import made_files
from guide.store.snapshot import open_snapshot


@dataclass(frozen=True, slots=True)
class Status:
    """The state of a data folder.

    Attributes:
        path: The database.
        size: Its bytes; 0 when there is none.
        counts: The number of sound rows by table, and apart from the answers those taken back.
        last_answer: The time of the last answer; None without one.
        faults: What is wrong, one line each.
        aside: Rows that were set aside earlier because they were damaged.
        damaged_files: Names of damaged databases that were set aside.
        backups: The backups, the newest first.
    """

    path: Path
    size: int
    counts: dict[str, int]
    last_answer: datetime | None
    faults: tuple[str, ...]
    aside: int
    damaged_files: tuple[str, ...]
    backups: tuple[Backup, ...]


def inspect(folder: Path) -> Status:
    """Check the data in a folder completely; nothing there changes."""
    path, bad = folder / FILE, dict[str, int]()
    faults: list[str] = []
    counts: dict[str, int] = {}
    last = None
    try:
        with closing(open_snapshot(folder).connection) as db:
            counts, last = _count(db, bad)
    except GuideError as error:
        faults.append(str(error))
    faults += [
        f"{counted(count, 'damaged entry')} in {table} left out" for table, count in bad.items()
    ]
    files = own_files(folder) if folder.is_dir() else []
    return Status(
        path=path,
        size=path.stat().st_size if path.is_file() else 0,
        counts=counts,
        last_answer=last,
        faults=tuple(faults),
        aside=_count_lines(folder / ASIDE),
        damaged_files=tuple(
            file.name
            for file in files
            if file.name.startswith("learner-damaged-") and file.suffix == ".sqlite"
        ),
        backups=tuple(list_backups(folder)),
    )


def _count(db: Connection, bad: dict[str, int]) -> tuple[dict[str, int], datetime | None]:
    def note(table: str, count: int) -> None:
        bad[table] = bad.get(table, 0) + count

    db.on_bad = note
    data = read_data(db)
    return data.counts, max((row.answered_at for row in data.standing), default=None)


def _count_lines(path: Path) -> int:
    with suppress(GuideError):
        return read_file(path, LARGEST).count(b"\n")
    return 0


def delete_all(folder: Path) -> list[Path]:
    """Delete every file that the guide made in a data folder, and the folders that are then empty.

    Returns:
        What was deleted.

    Raises:
        GuideError: Another guide has the data open, or another program uses it.
        StorageError: Something could not be deleted.
    """
    try:
        with alone(folder), sole_use(folder / FILE):
            files = made_files(folder)
            for path in files:
                if path.name != LOCK:
                    path.unlink(missing_ok=True)
        (folder / LOCK).unlink(missing_ok=True)
        folders = own_folders(folder)
    except OSError as error:
        raise StorageError(f"{error.filename} cannot be deleted: {error.strerror}") from error
    for inner in (*folders, folder):
        with suppress(OSError):  # Somebody else's files are in it.
            inner.rmdir()
    return files
