"""What the learner answered and when it comes back: every answer is one transaction, on disk before anything else shows."""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from guide.errors import GuideError
from guide.study.marking import Marked
from guide.study.schedule import Schedule

Marker = Callable[[Schedule | None], Marked]
"""Marks an answer, given the schedule that the question has at the moment of writing."""


@dataclass(frozen=True, slots=True)
class Day:
    """How many answers were given on one day (local time), how many of them were right, and how long they took."""

    day: str
    answered: int
    right: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Review:
    """One answer as it is kept."""

    question: str
    mode: str
    answered_at: str
    response: str
    correct: bool
    confidence: str
    grade: str
    seconds: float
    predicted: float | None
    content_version: str


def dump(schedule: Schedule | None) -> str | None:
    """Write a schedule as JSON."""
    if schedule is None:
        return None
    fields = asdict(schedule)
    for name in ("due", "last_review", "recheck"):
        fields[name] = fields[name].isoformat() if fields[name] is not None else None
    return json.dumps(fields)


def load(text: str) -> Schedule:
    """Read a schedule; one that was written before there were rechecks has none."""
    fields: dict[str, Any] = json.loads(text)
    for name in ("due", "last_review", "recheck"):
        fields[name] = datetime.fromisoformat(fields[name]) if fields.get(name) else None
    return Schedule(**fields)


@contextmanager
def transaction(db: sqlite3.Connection, what: str) -> Iterator[None]:
    """Write all or nothing, on disk when it ends.

    Raises:
        GuideError: It could not be written; nothing was kept of it.
    """
    try:
        # An answer reaches the disk before anything else is shown; a reading position may be lost with the power.
        db.execute("PRAGMA synchronous = FULL")
        db.execute("BEGIN IMMEDIATE")
        yield
        db.execute("COMMIT")
    except sqlite3.Error as error:
        raise GuideError(
            f"{what} could not be kept: {error}", "check the data folder and the disk"
        ) from error
    finally:
        if db.in_transaction:
            db.execute("ROLLBACK")
        db.execute("PRAGMA synchronous = NORMAL")


class Reviews:
    """Reviews, schedules and marks of questions."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def schedule(self, question: str) -> Schedule | None:
        """Return the schedule of a question, None if it was never answered."""
        row = self._db.execute(
            "SELECT schedule FROM schedules WHERE question = ?", (question,)
        ).fetchone()
        return load(row[0]) if row else None

    def schedules(self) -> dict[str, Schedule]:
        """Return every schedule by question."""
        return {
            name: load(text)
            for name, text in self._db.execute("SELECT question, schedule FROM schedules")
        }

    def record(
        self, question: str, marker: Marker, run: str, mode: str, content_version: str
    ) -> tuple[int, Marked]:
        """Keep an answer and the question's new schedule, both or neither, on disk when this returns.

        Args:
            question: Id of the question.
            marker: Called within the transaction, so that two guides that answer at once both count.
            run: Name of the run that it belongs to.
            mode: "practice", "review", "exam" or "drill".
            content_version: Version of the content that asked.

        Returns:
            The number of the review, for `undo`, and the mark.

        Raises:
            GuideError: It could not be written; nothing was kept of it.
        """
        with transaction(self._db, "the answer"):
            marked = marker(self.schedule(question))
            number = self._insert(marked, run, mode, content_version)
        return number, marked

    def record_all(
        self, answers: Iterable[tuple[str, Marker]], run: str, content_version: str
    ) -> None:
        """Keep the answers of an exam within a transaction that the caller has begun."""
        for question, marker in answers:
            self._insert(marker(self.schedule(question)), run, "exam", content_version)

    def _insert(self, marked: Marked, run: str, mode: str, content_version: str) -> int:
        question = marked.given.asked.question.id
        cursor = self._db.execute(
            "INSERT INTO reviews (question, run, mode, answered_at, response, correct, confidence, grade, seconds, predicted,"
            " content_version, before) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                question,
                run,
                mode,
                marked.at.isoformat(),
                marked.given.response,
                int(marked.given.right),
                marked.given.confidence,
                marked.grade,
                marked.seconds,
                marked.predicted,
                content_version,
                dump(marked.before),
            ),
        )
        self._keep(question, marked.after, marked.given.right, marked.given.confidence == "sure")
        return int(cursor.lastrowid or 0)

    def _keep(self, question: str, schedule: Schedule, correct: bool, sure: bool) -> None:
        self._db.execute(
            "INSERT INTO schedules VALUES (?, ?, ?, ?, ?) ON CONFLICT (question) DO UPDATE SET"
            " due = excluded.due, correct = excluded.correct, sure = excluded.sure, schedule = excluded.schedule",
            (question, schedule.next.isoformat(), int(correct), int(sure), dump(schedule)),
        )

    def undo(self, review: int) -> None:
        """Mark a review as undone and give its question the schedule it had before; no row is deleted.

        A question that was answered again since, in another window, keeps that later answer.
        """
        with transaction(self._db, "the undoing"):
            row = self._db.execute(
                "SELECT question, before FROM reviews WHERE id = ? AND undone = 0", (review,)
            ).fetchone()
            if row is None:
                return
            question, before = row
            self._db.execute("UPDATE reviews SET undone = 1 WHERE id = ?", (review,))
            later = self._db.execute(
                "SELECT 1 FROM reviews WHERE question = ? AND id > ? AND undone = 0",
                (question, review),
            ).fetchone()
            if later is not None:
                return
            last = self._db.execute(
                "SELECT correct, confidence FROM reviews WHERE question = ? AND undone = 0 ORDER BY id DESC LIMIT 1",
                (question,),
            ).fetchone()
            if before is not None and last is not None:
                self._keep(question, load(before), bool(last[0]), last[1] == "sure")
            else:
                self._db.execute("DELETE FROM schedules WHERE question = ?", (question,))

    def hand_over(self, successors: Mapping[str, str]) -> None:
        """Give questions that replace others the schedules of those, once.

        Args:
            successors: The new question by the one that it replaces.
        """
        for old, new in successors.items():
            self._db.execute(
                "UPDATE schedules SET question = ? WHERE question = ? AND NOT EXISTS (SELECT 1 FROM schedules WHERE question = ?)",
                (new, old, new),
            )

    def due_count(self, now: datetime) -> int:
        """Return how many questions are due, whatever the cap."""
        return int(
            self._db.execute(
                "SELECT count(*) FROM schedules WHERE due <= ?", (now.isoformat(),)
            ).fetchone()[0]
        )

    def last_right(self) -> dict[str, bool]:
        """Return every question that has a schedule, with whether its last answer was right."""
        return {
            name: bool(correct)
            for name, correct in self._db.execute("SELECT question, correct FROM schedules")
        }

    def sure_and_wrong(self) -> list[str]:
        """Return the questions whose last answer was sure and wrong."""
        return [
            name
            for (name,) in self._db.execute(
                "SELECT question FROM schedules WHERE sure = 1 AND correct = 0 ORDER BY due, question"
            )
        ]

    def answered_count(self) -> int:
        """Return how many different questions were ever answered."""
        return int(self._db.execute("SELECT count(*) FROM schedules").fetchone()[0])

    def done_today(self, now: datetime) -> int:
        """Return how many reviews of what was due were done since local midnight."""
        midnight = now.astimezone().replace(hour=0, minute=0, second=0, microsecond=0)
        row = self._db.execute(
            "SELECT count(*) FROM reviews WHERE mode = 'review' AND undone = 0 AND answered_at >= ?",
            (midnight.astimezone(now.tzinfo).isoformat(),),
        ).fetchone()
        return int(row[0])

    def orphans(self, known: Iterable[str]) -> list[str]:
        """Return the questions in the data that the content no longer has; they are kept."""
        here = set(known)
        return sorted(
            name
            for (name,) in self._db.execute("SELECT question FROM schedules")
            if name not in here
        )

    def latest(self) -> datetime | None:
        """Return the time of the latest answer."""
        row = self._db.execute("SELECT max(answered_at) FROM reviews").fetchone()
        return datetime.fromisoformat(row[0]) if row[0] else None

    def days(self, now: datetime, count: int = 7) -> list[Day]:
        """Return the last days in local time, oldest first, today last, days without answers included."""
        today = now.astimezone().date()
        first = today - timedelta(days=count - 1)
        since = (now - timedelta(days=count + 1)).isoformat()
        rows = self._db.execute(
            "SELECT date(answered_at, 'localtime'), count(*), sum(correct), sum(seconds) FROM reviews"
            " WHERE undone = 0 AND answered_at >= ? GROUP BY 1",
            (since,),
        )
        found = {day: Day(day, answered, right, seconds) for day, answered, right, seconds in rows}
        return [
            found.get(day, Day(day, 0, 0, 0.0))
            for day in ((first + timedelta(days=step)).isoformat() for step in range(count))
        ]

    def since(self, at: datetime) -> list[Review]:
        """Return the answers since a time, oldest first, without those undone."""
        rows = self._db.execute(
            "SELECT question, mode, answered_at, response, correct, confidence, grade, seconds, predicted, content_version"
            " FROM reviews WHERE undone = 0 AND answered_at >= ? ORDER BY id",
            (at.isoformat(),),
        )
        return [
            Review(q, m, at, r, bool(right), c, g, s, p, v)
            for q, m, at, r, right, c, g, s, p, v in rows
        ]

    def seconds(self) -> tuple[float, int]:
        """Return the time spent on all answers, in seconds, and how many they are."""
        row = self._db.execute(
            "SELECT coalesce(sum(seconds), 0), count(*) FROM reviews WHERE undone = 0"
        ).fetchone()
        return float(row[0]), int(row[1])

    def toggle_mark(self, question: str, kind: str, now: datetime) -> bool:
        """Set a mark ("flag" or "doubt") on a question, or take it away; return whether it is set now."""
        with transaction(self._db, "the mark"):
            gone = self._db.execute(
                "DELETE FROM marks WHERE question = ? AND kind = ?", (question, kind)
            ).rowcount
            if not gone:
                self._db.execute(
                    "INSERT INTO marks VALUES (?, ?, ?)", (question, kind, now.isoformat())
                )
        return not gone

    def marked(self, kind: str) -> set[str]:
        """Return the questions that carry a mark."""
        return {
            name
            for (name,) in self._db.execute("SELECT question FROM marks WHERE kind = ?", (kind,))
        }
