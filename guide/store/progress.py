"""The learner's data: answers and exams, and what was read, searched for and set."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from guide.errors import StorageError
from guide.store.connection import decode_json
from guide.store.database import Opened, note_as_left, open_database
from guide.store.exams import Exams
from guide.store.reviews import Reviews

SEARCHES = 20
"""The number of last queries that are remembered."""
SAVE_SETTING = (
    "INSERT INTO settings VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value"
)


@dataclass(frozen=True, slots=True)
class Position:
    """Where the learner was in a page.

    Attributes:
        entry: Id of the page.
        line: The first line shown.
        share: Share of the page that was read, from 0 to 1.
        heading: The heading above that line.
    """

    entry: str
    line: int
    share: float
    heading: str


class Progress:
    """The learner's data; SQL stays inside.

    Every method raises StorageError when the data cannot be read. When it cannot be written,
    settings raise StorageError too; positions, visits and searches, which may be lost without
    harm, call `on_failure` instead.

    Attributes:
        reviews: Answers and schedules.
        exams: Exams.
        notices: What the user must know about the opening, one line each.
        path: The database file; None when the data is in memory only.
        on_failure: Called with one line when something that may be lost cannot be written.
    """

    def __init__(self, opened: Opened) -> None:
        self._db = opened.connection
        self.reviews = Reviews(opened.connection)
        self.exams = Exams(opened.connection, self.reviews)
        self.notices = opened.notices
        self.path = opened.path
        self.on_failure: Callable[[str], None] = lambda _message: None

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
        """Close the database."""
        self._db.close()
        if self.path is not None:
            note_as_left(self.path)

    def save_position(self, position: Position, now: datetime) -> None:
        """Save where the learner is in a page."""
        self._try_to_write(
            "your place in the page",
            "INSERT INTO positions VALUES (?, ?, ?, ?, ?) ON CONFLICT (entry) DO UPDATE SET"
            " line = excluded.line, share = excluded.share, heading = excluded.heading,"
            " read_at = excluded.read_at",
            (position.entry, position.line, position.share, position.heading, now.isoformat()),
        )

    def position(self, entry: str) -> Position | None:
        """Return where the learner was in a page; None if it was never opened."""
        row = self._db.read_one(
            "SELECT entry, line, share, heading FROM positions WHERE entry = ?", (entry,)
        )
        return Position(*row) if row else None

    def recent(self, count: int) -> list[Position]:
        """Return the pages read last, the latest first."""
        rows = self._db.read_all(
            "SELECT entry, line, share, heading FROM positions ORDER BY read_at DESC LIMIT ?",
            (count,),
        )
        return [Position(*row) for row in rows]

    def record_visit(self, entry: str, now: datetime) -> None:
        """Save that a page was opened."""
        self._try_to_write(
            "the visit of the page",
            "INSERT INTO visits (entry, visited_at) VALUES (?, ?)",
            (entry, now.isoformat()),
        )

    def visited(self) -> set[str]:
        """Return every page ever opened."""
        return {entry for (entry,) in self._db.read_all("SELECT DISTINCT entry FROM visits")}

    def settings(self) -> Mapping[str, str]:
        """Return every setting."""
        return dict(self._db.read_all("SELECT name, value FROM settings"))

    def save_settings(self, settings: Mapping[str, str]) -> None:
        """Save settings, all or none.

        Raises:
            StorageError: They cannot be written.
        """
        with self._db.transaction("the setting") as writer:
            writer.executemany(SAVE_SETTING, settings.items())

    def searches(self) -> tuple[str, ...]:
        """Return the last queries that led to a page, the newest first."""
        row = self._db.read_one("SELECT value FROM settings WHERE name = 'searches'")
        return tuple(decode_json("the list of searches", row[0])) if row else ()

    def save_search(self, text: str) -> None:
        """Save a query among the last ones."""
        others = [query for query in self.searches() if query != text]
        queries = json.dumps([text, *others][:SEARCHES], ensure_ascii=False)
        self._try_to_write("the search", SAVE_SETTING, ("searches", queries))

    def _try_to_write(self, what: str, statement: str, values: tuple[object, ...]) -> None:
        """Write what may be lost without harm: a full disk must not end the reading."""
        try:
            self._db.write(what, statement, values)
        except StorageError as error:
            self.on_failure(str(error))


def open_progress(folder: Path, now: datetime) -> Progress:
    """Open the learner's data in a folder.

    Args:
        folder: The data folder; created when it is missing.
        now: Aware UTC time.

    Raises:
        GuideError: The data belongs to a newer guide; it is left untouched.
    """
    return Progress(open_database(folder, now))
