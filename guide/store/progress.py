"""What the learner did and what is due: every answer is one transaction, on disk before the next question shows."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from guide.errors import GuideError
from guide.store.database import Opened
from guide.study.marking import Marked
from guide.study.schedule import Schedule


@dataclass(frozen=True, slots=True)
class Position:
    """Where the learner stood in a page."""

    entry: str
    line: int
    share: float
    heading: str


@dataclass(frozen=True, slots=True)
class Day:
    """How many answers were given on one day (UTC), and how many of them were right."""

    day: str
    answered: int
    right: int


SEARCHES = 20
"""How many of the last queries are kept."""


def _dump(schedule: Schedule | None) -> str | None:
    if schedule is None:
        return None
    fields = asdict(schedule)
    for name in ("due", "last_review"):
        fields[name] = fields[name].isoformat() if fields[name] is not None else None
    return json.dumps(fields)


def _load(text: str) -> Schedule:
    fields: dict[str, Any] = json.loads(text)
    for name in ("due", "last_review"):
        fields[name] = datetime.fromisoformat(fields[name]) if fields[name] else None
    return Schedule(**fields)


class Progress:
    """The learner's data behind names of the trade; SQL stays inside."""

    def __init__(self, opened: Opened) -> None:
        self._db = opened.connection
        self.notices = opened.notices
        self.path = opened.path

    def close(self) -> None:
        """Close the database."""
        self._db.close()

    def schedule(self, question: str) -> Schedule | None:
        """Return the schedule of a question, None if it was never answered."""
        row = self._db.execute("SELECT schedule FROM schedules WHERE question = ?", (question,)).fetchone()
        return _load(row[0]) if row else None

    def record(self, marked: Marked, run: str, mode: str, content_version: str) -> int:
        """Keep an answer and the question's new schedule, both or neither, on disk when this returns.

        Args:
            marked: The answer with its mark.
            run: Name of the run that it belongs to.
            mode: "practice", "review" or "exam".
            content_version: Version of the content that asked.

        Returns:
            The number of the review, for `undo`.

        Raises:
            GuideError: It could not be written; nothing was kept of it.
        """
        question = marked.given.asked.question.id
        try:
            # An answer reaches the disk before anything else is shown; a reading position may be lost with the power.
            self._db.execute("PRAGMA synchronous = FULL")
            self._db.execute("BEGIN IMMEDIATE")
            cursor = self._db.execute(
                "INSERT INTO reviews (question, run, mode, answered_at, option, correct, grade, seconds, content_version, before, after)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    question,
                    run,
                    mode,
                    marked.at.isoformat(),
                    marked.given.option,
                    int(marked.given.right),
                    marked.grade,
                    marked.seconds,
                    content_version,
                    _dump(marked.before),
                    _dump(marked.after),
                ),
            )
            self._keep(question, marked.after)
            self._db.execute("COMMIT")
        except sqlite3.Error as error:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
            raise GuideError(f"the answer could not be kept: {error}", "check the data folder and the disk") from error
        finally:
            self._db.execute("PRAGMA synchronous = NORMAL")
        return int(cursor.lastrowid or 0)

    def _keep(self, question: str, schedule: Schedule) -> None:
        self._db.execute(
            "INSERT INTO schedules VALUES (?, ?, ?) ON CONFLICT (question) DO UPDATE SET due = excluded.due, schedule = excluded.schedule",
            (question, schedule.due.isoformat(), _dump(schedule)),
        )

    def undo(self, review: int) -> None:
        """Mark a review as undone and give its question the schedule it had before; no row is deleted."""
        row = self._db.execute("SELECT question, before FROM reviews WHERE id = ? AND undone = 0", (review,)).fetchone()
        if row is None:
            return
        question, before = row
        self._db.execute("BEGIN IMMEDIATE")
        self._db.execute("UPDATE reviews SET undone = 1 WHERE id = ?", (review,))
        if before is not None:
            self._keep(question, _load(before))
        else:
            self._db.execute("DELETE FROM schedules WHERE question = ?", (question,))
        self._db.execute("COMMIT")

    def due(self, now: datetime) -> list[str]:
        """Return the questions that are due, the longest overdue first."""
        rows = self._db.execute("SELECT question FROM schedules WHERE due <= ? ORDER BY due, question", (now.isoformat(),))
        return [name for (name,) in rows]

    def answered(self) -> dict[str, bool]:
        """Return every question ever answered, with whether the last answer was right."""
        rows = self._db.execute("SELECT question, correct FROM reviews WHERE undone = 0 ORDER BY id")
        return {name: bool(correct) for name, correct in rows}

    def answered_count(self) -> int:
        """Return how many different questions were ever answered."""
        row = self._db.execute("SELECT count(DISTINCT question) FROM reviews WHERE undone = 0").fetchone()
        return int(row[0])

    def orphans(self, known: Iterable[str]) -> list[str]:
        """Return the questions in the data that the content no longer has; they are kept."""
        here = set(known)
        return sorted(name for (name,) in self._db.execute("SELECT DISTINCT question FROM reviews") if name not in here)

    def days(self, now: datetime, count: int = 7) -> list[Day]:
        """Return the last days, oldest first, today last, days without answers included."""
        first = (now - timedelta(days=count - 1)).date()
        rows = self._db.execute(
            "SELECT substr(answered_at, 1, 10), count(*), sum(correct) FROM reviews WHERE undone = 0 AND answered_at >= ? GROUP BY 1",
            (first.isoformat(),),
        )
        found = {day: Day(day, answered, right) for day, answered, right in rows}
        days = [(first + timedelta(days=step)).isoformat() for step in range(count)]
        return [found.get(day, Day(day, 0, 0)) for day in days]

    def keep_position(self, position: Position, now: datetime) -> None:
        """Keep where the learner stands in a page."""
        self._write(
            "INSERT INTO positions VALUES (?, ?, ?, ?, ?) ON CONFLICT (entry) DO UPDATE SET"
            " line = excluded.line, share = excluded.share, heading = excluded.heading, read_at = excluded.read_at",
            (position.entry, position.line, position.share, position.heading, now.isoformat()),
        )

    def position(self, entry: str) -> Position | None:
        """Return where the learner stood in a page when it was left."""
        row = self._db.execute("SELECT entry, line, share, heading FROM positions WHERE entry = ?", (entry,)).fetchone()
        return Position(*row) if row else None

    def recent(self, count: int) -> list[Position]:
        """Return the pages read last, the latest first."""
        rows = self._db.execute("SELECT entry, line, share, heading FROM positions ORDER BY read_at DESC LIMIT ?", (count,))
        return [Position(*row) for row in rows]

    def visit(self, entry: str, now: datetime) -> None:
        """Keep that a page was opened."""
        self._write("INSERT INTO visits (entry, visited_at) VALUES (?, ?)", (entry, now.isoformat()))

    def visited(self) -> set[str]:
        """Return every page ever opened."""
        return {entry for (entry,) in self._db.execute("SELECT DISTINCT entry FROM visits")}

    def settings(self) -> Mapping[str, str]:
        """Return every setting."""
        return dict(self._db.execute("SELECT name, value FROM settings"))

    def set(self, name: str, value: str) -> None:
        """Keep a setting."""
        self._write("INSERT INTO settings VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value", (name, value))

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
