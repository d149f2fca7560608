"""The learner's data: answers and exams, and what was read, searched for and set."""

import json
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from guide.counting import counted, plural
from guide.errors import StorageError
from guide.store.data import LearnerData, merge, read_data
from guide.store.database import Opened, open_database
from guide.store.exams import Exams
from guide.store.left import write_note
from guide.store.reviews import Reviews
from guide.store.snapshot import open_file_to_read, open_snapshot
from guide.store.upkeep import Upkeep
from guide.store.wall import (
    FOLLOWING,
    SAVE_SETTING,
    PositionRow,
    SettingRow,
    columns,
    read_place,
    read_searches,
)
from guide.study.course import UnitPlace

SEARCHES = 20
"""The number of last queries that are remembered."""


@dataclass(frozen=True, slots=True)
class Position:
    """Where the learner was in a page.

    Attributes:
        entry: Id of the page.
        line: The first line shown.
        share: Share of the page that was read at the most, from 0 to 1.
        heading: The heading above that line.
    """

    entry: str
    line: int
    share: float
    heading: str


class Progress:
    """The learner's data; SQL stays inside.

    Every method raises StorageError when the data cannot be read. When it cannot be written,
    settings raise StorageError too; positions, visits, searches and the path that is followed,
    which can be saved later as well, call `on_failure` instead. A damaged row is left out and said
    once.

    Attributes:
        reviews: Answers and schedules.
        exams: Exams.
        notices: What the user must know, one line each, until a front end listens to `on_failure`.
        path: The database file; None when the data is in memory only.
        unsaved: Why nothing will be saved; empty when it will be.
    """

    def __init__(self, opened: Opened, now: datetime) -> None:
        self._db = opened.connection
        self._opened = opened
        self._failing = False
        self._listener: Callable[[str], None] | None = None
        self.reviews = Reviews(opened.connection)
        self.exams = Exams(opened.connection, self.reviews)
        self.notices = opened.notices
        self.path = opened.path
        self.unsaved = opened.unsaved
        self.upkeep = Upkeep(opened, now)
        self._db.on_bad = self._say_bad

    @property
    def on_failure(self) -> Callable[[str], None]:
        """What is called with one line about what could not be saved, or is damaged."""
        return self._listener or self._take_notice

    @on_failure.setter
    def on_failure(self, listener: Callable[[str], None]) -> None:
        self._listener = listener

    def _take_notice(self, line: str) -> None:
        self.notices = (*self.notices, line)

    def _say_bad(self, table: str, count: int) -> None:
        entries = "entry is" if count == 1 else "entries are"
        self.on_failure(
            f"{count} {entries} damaged in your data ({table}) and left out;"
            " `abscopal data status` says more."
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the database; the day's check and backup are done if they have not been."""
        for line in self.upkeep.finish():
            self.on_failure(line)
        lost = self._db.close()
        if lost:
            self.on_failure(
                f"{counted(lost, 'place')} or {plural(lost, 'page')} of this visit"
                " could not be saved."
            )
        if self.path is not None:
            write_note(self.path, self.upkeep.checked)
        if self._opened.presence is not None:
            self._opened.presence.close()

    def data(self) -> LearnerData:
        """Return everything that there is."""
        return read_data(self._db)

    def merge(self, data: LearnerData) -> dict[str, int]:
        """Add data that is not there yet, all or nothing.

        Returns:
            The number of entries added or changed, by table.

        Raises:
            StorageError: It cannot be written; nothing has changed.
        """
        with self._db.transaction("the data") as writer:
            added = merge(self._db, writer, data)
            self.reviews.rebuild_missing(writer)
        return added

    def save_position(self, position: Position, now: datetime) -> None:
        """Save where the learner is in a page; how far it was read never becomes less."""
        self._try_to_write(
            "your place in the page",
            "INSERT INTO positions VALUES (?, ?, ?, ?, ?) ON CONFLICT (entry) DO UPDATE SET"
            " line = excluded.line, share = max(share, excluded.share), heading = excluded.heading,"
            " read_at = excluded.read_at",
            (position.entry, position.line, position.share, position.heading, now.isoformat()),
        )

    def position(self, entry: str) -> Position | None:
        """Return where the learner was in a page; None if it was never opened."""
        query = f"SELECT {columns(PositionRow)} FROM positions WHERE entry = ?"
        rows = self._db.read_valid("positions", PositionRow, query, (entry,))
        return _position(rows[0]) if rows else None

    def recent(self, count: int) -> list[Position]:
        """Return the pages read last, the latest first."""
        query = f"SELECT {columns(PositionRow)} FROM positions ORDER BY read_at DESC LIMIT ?"
        return [
            _position(row) for row in self._db.read_valid("positions", PositionRow, query, (count,))
        ]

    def shares(self) -> dict[str, float]:
        """Return how far each page was read, from 0 to 1."""
        rows = self._db.read_all("SELECT entry, share FROM positions")
        return {
            entry: share
            for entry, share in rows
            if isinstance(entry, str) and isinstance(share, float)
        }

    def record_visit(self, entry: str, now: datetime) -> None:
        """Save that a page was opened."""
        self._try_to_write(
            "the visit of the page",
            "INSERT INTO visits (entry, visited_at) VALUES (?, ?)",
            (entry, now.isoformat()),
        )

    def visited(self) -> set[str]:
        """Return every page ever opened."""
        rows = self._db.read_all("SELECT DISTINCT entry FROM visits")
        return {entry for (entry,) in rows if isinstance(entry, str)}

    def settings(self) -> Mapping[str, str]:
        """Return every setting."""
        query = f"SELECT {columns(SettingRow)} FROM settings"
        rows = self._db.read_valid("settings", SettingRow, query)
        return {row.name: row.value for row in rows}

    def save_settings(self, settings: Mapping[str, str]) -> None:
        """Save settings, all or none.

        Raises:
            StorageError: They cannot be written.
        """
        with self._db.transaction("the setting") as writer:
            writer.executemany(SAVE_SETTING, settings.items())

    def searches(self) -> tuple[str, ...]:
        """Return the last queries that led to a page, the newest first."""
        text = self.settings().get("searches")
        return read_searches(text) if text is not None else ()

    def save_search(self, text: str) -> None:
        """Save a query among the last ones."""
        others = [query for query in self.searches() if query != text]
        queries = json.dumps([text, *others][:SEARCHES], ensure_ascii=False)
        self._try_to_write("the search", SAVE_SETTING, ("searches", queries))

    def following(self) -> UnitPlace | None:
        """Return the unit of the learning path that was last read from; None if none ever was."""
        text = self.settings().get(FOLLOWING)
        return UnitPlace(*read_place(text)) if text is not None else None

    def follow(self, place: UnitPlace) -> None:
        """Save that a unit of a learning path is being read."""
        text = json.dumps([place.path, place.unit])
        self._try_to_write("your place in the path", SAVE_SETTING, (FOLLOWING, text))

    def _try_to_write(self, what: str, statement: str, values: tuple[object, ...]) -> None:
        """Write what can also be saved later: a full disk must not end the reading.

        It is tried again with the next write and at the end; a row of failures is said once.
        """
        try:
            self._db.write_some_time(what, statement, values)
        except StorageError as error:
            if not self._failing:
                self.on_failure(str(error))
            self._failing = True
        else:
            self._failing = False


def _position(row: PositionRow) -> Position:
    return Position(row.entry, row.line, row.share, row.heading)


def open_progress(folder: Path, now: datetime) -> Progress:
    """Open the learner's data in a folder, to learn.

    Args:
        folder: The data folder; created when it is missing.
        now: Aware UTC time.

    Raises:
        GuideError: The data belongs to a newer guide; it is left untouched.
    """
    return Progress(open_database(folder, now), now)


def read_progress(folder: Path, now: datetime) -> Progress:
    """Open a copy of the learner's data in a folder, to read: nothing in the folder changes.

    Args:
        folder: The data folder.
        now: Aware UTC time.

    Raises:
        GuideError: There is no data, it is damaged, or it belongs to a newer guide.
    """
    return Progress(open_snapshot(folder), now)


def read_backup(path: Path) -> tuple[LearnerData, int]:
    """Read a backup, or any database of this program.

    Returns:
        The data, and how many of its rows are damaged and left out.

    Raises:
        GuideError: It cannot be read, is damaged, or belongs to a newer guide.
    """
    bad: list[int] = []
    with closing(open_file_to_read(path).connection) as db:
        db.on_bad = lambda _table, count: bad.append(count)
        return read_data(db), sum(bad)
