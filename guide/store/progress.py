"""The learner's data: answers and exams, and what was read, searched for and set."""

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from guide.store.database import Opened, note_as_left
from guide.store.exams import Exams
from guide.store.reviews import Reviews


@dataclass(frozen=True, slots=True)
class Position:
    """Where the learner stood in a page."""

    entry: str
    line: int
    share: float
    heading: str


SEARCHES = 20
"""How many of the last queries are kept."""


class Progress:
    """The learner's data behind names of the trade; SQL stays inside."""

    def __init__(self, opened: Opened) -> None:
        self._db = opened.connection
        self.reviews = Reviews(opened.connection)
        self.exams = Exams(opened.connection, self.reviews)
        self.notices = opened.notices
        self.path = opened.path

    def close(self) -> None:
        """Close the database."""
        self._db.close()
        if self.path is not None:
            note_as_left(self.path)

    def keep_position(self, position: Position, now: datetime) -> None:
        """Keep where the learner stands in a page."""
        self._write(
            "INSERT INTO positions VALUES (?, ?, ?, ?, ?) ON CONFLICT (entry) DO UPDATE SET"
            " line = excluded.line, share = excluded.share, heading = excluded.heading, read_at = excluded.read_at",
            (position.entry, position.line, position.share, position.heading, now.isoformat()),
        )

    def position(self, entry: str) -> Position | None:
        """Return where the learner stood in a page when it was left."""
        row = self._db.execute(
            "SELECT entry, line, share, heading FROM positions WHERE entry = ?", (entry,)
        ).fetchone()
        return Position(*row) if row else None

    def recent(self, count: int) -> list[Position]:
        """Return the pages read last, the latest first."""
        rows = self._db.execute(
            "SELECT entry, line, share, heading FROM positions ORDER BY read_at DESC LIMIT ?",
            (count,),
        )
        return [Position(*row) for row in rows]

    def visit(self, entry: str, now: datetime) -> None:
        """Keep that a page was opened."""
        self._write(
            "INSERT INTO visits (entry, visited_at) VALUES (?, ?)", (entry, now.isoformat())
        )

    def visited(self) -> set[str]:
        """Return every page ever opened."""
        return {entry for (entry,) in self._db.execute("SELECT DISTINCT entry FROM visits")}

    def settings(self) -> Mapping[str, str]:
        """Return every setting."""
        return dict(self._db.execute("SELECT name, value FROM settings"))

    def set(self, name: str, value: str) -> None:
        """Keep a setting."""
        self._write(
            "INSERT INTO settings VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            (name, value),
        )

    def searches(self) -> tuple[str, ...]:
        """Return the last queries that led to a page, the newest first."""
        kept = self._db.execute("SELECT value FROM settings WHERE name = 'searches'").fetchone()
        return tuple(json.loads(kept[0])) if kept else ()

    def keep_search(self, text: str) -> None:
        """Keep a query among the last ones."""
        others = [query for query in self.searches() if query != text]
        self.set("searches", json.dumps([text, *others][:SEARCHES], ensure_ascii=False))

    def _write(self, statement: str, values: tuple[object, ...]) -> None:
        """Write what may be lost without harm; a full disk or a lock must not end the reading."""
        try:
            self._db.execute(statement, values)
        except sqlite3.Error as error:
            self.notices = (*self.notices, f"Could not be kept: {error}.")
