"""What the learner answered and when it comes back; every answer is one transaction."""

import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from guide.store.connection import Connection, decode_json, decoding
from guide.study.marking import Mark
from guide.study.schedule import Schedule

Marker = Callable[[Schedule | None], Mark]
"""Marks an answer, given the schedule that the question has at the moment of writing."""
TIMES = ("due", "last_review", "recheck")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an answer comes from.

    Attributes:
        run: Name of the run or exam.
        mode: "practice", "review", "exam" or "drill".
        content_version: Version of the content that asked.
    """

    run: str
    mode: str
    content_version: str


@dataclass(frozen=True, slots=True)
class Day:
    """The answers of one day in local time.

    Attributes:
        day: The day as YYYY-MM-DD.
        answered: The number of answers.
        right: How many of them were right.
        seconds: The time they took.
    """

    day: str
    answered: int
    right: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Review:
    """One stored answer."""

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


def encode_schedule(schedule: Schedule) -> str:
    """Write a schedule as JSON."""
    fields = asdict(schedule)
    for name in TIMES:
        fields[name] = fields[name].isoformat() if fields[name] is not None else None
    return json.dumps(fields)


def decode_schedule(text: str) -> Schedule:
    """Read a schedule; one that was written before there were rechecks has none.

    Raises:
        StorageError: It is damaged.
    """
    fields = decode_json("a schedule", text)
    with decoding("a schedule"):
        for name in TIMES:
            fields[name] = datetime.fromisoformat(fields[name]) if fields.get(name) else None
        return Schedule(**fields)


class Reviews:
    """Reviews, schedules and marks of questions.

    Every method raises StorageError when the data cannot be read or written.
    """

    def __init__(self, db: Connection) -> None:
        self._db = db

    def schedule(self, question: str) -> Schedule | None:
        """Return the schedule of a question; None if it was never answered."""
        row = self._db.read_one("SELECT schedule FROM schedules WHERE question = ?", (question,))
        return decode_schedule(row[0]) if row else None

    def schedules(self) -> dict[str, Schedule]:
        """Return every schedule by question."""
        rows = self._db.read_all("SELECT question, schedule FROM schedules")
        return {name: decode_schedule(text) for name, text in rows}

    def record(self, question: str, marker: Marker, origin: Origin) -> tuple[int, Mark]:
        """Save an answer and the question's new schedule, both or neither.

        Both are on disk when this returns.

        Args:
            question: Id of the question.
            marker: Called within the transaction, so that two guides that answer at once both
                count.
            origin: Where the answer comes from.

        Returns:
            The number of the review, for `undo`, and the mark.

        Raises:
            StorageError: It cannot be written; nothing of it was saved.
        """
        with self._db.transaction("the answer") as writer:
            mark = marker(self.schedule(question))
            number = self._insert(writer, mark, origin)
        return number, mark

    def record_all(
        self, writer: sqlite3.Connection, answers: Iterable[tuple[str, Marker]], origin: Origin
    ) -> None:
        """Save answers within a transaction that the caller has begun."""
        for question, marker in answers:
            self._insert(writer, marker(self.schedule(question)), origin)

    def _insert(self, writer: sqlite3.Connection, mark: Mark, origin: Origin) -> int:
        answer = mark.answer
        cursor = writer.execute(
            "INSERT INTO reviews (question, run, mode, answered_at, response, correct, confidence,"
            " grade, seconds, predicted, content_version, before)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                answer.question.id,
                origin.run,
                origin.mode,
                mark.at.isoformat(),
                answer.response,
                int(answer.right),
                answer.confidence,
                mark.grade,
                mark.seconds,
                mark.predicted,
                origin.content_version,
                encode_schedule(mark.before) if mark.before is not None else None,
            ),
        )
        sure = answer.confidence == "sure"
        _save_schedule(writer, answer.question.id, mark.after, answer.right, sure)
        return int(cursor.lastrowid or 0)

    def undo(self, review: int) -> None:
        """Mark a review as undone and restore the schedule that its question had before.

        No row is deleted. A question that was answered again since, in another window, keeps that
        later answer.
        """
        with self._db.transaction("the undo") as writer:
            row = writer.execute(
                "SELECT question, before FROM reviews WHERE id = ? AND undone = 0", (review,)
            ).fetchone()
            if row is None:
                return
            question, before = row
            writer.execute("UPDATE reviews SET undone = 1 WHERE id = ?", (review,))
            later = writer.execute(
                "SELECT 1 FROM reviews WHERE question = ? AND id > ? AND undone = 0",
                (question, review),
            ).fetchone()
            if later is not None:
                return
            last = writer.execute(
                "SELECT correct, confidence FROM reviews WHERE question = ? AND undone = 0"
                " ORDER BY id DESC LIMIT 1",
                (question,),
            ).fetchone()
            if before is not None and last is not None:
                schedule = decode_schedule(before)
                _save_schedule(writer, question, schedule, bool(last[0]), last[1] == "sure")
            else:
                writer.execute("DELETE FROM schedules WHERE question = ?", (question,))

    def hand_over(self, successors: Mapping[str, str]) -> None:
        """Give questions that replace others the schedules of those, once.

        Args:
            successors: The new question by the one that it replaces.
        """
        known = self.last_right()
        moves = [(new, old) for old, new in successors.items() if old in known and new not in known]
        if not moves:
            return
        with self._db.transaction("the history of replaced questions") as writer:
            # Another window may have handed them over, or answered the new question, since.
            writer.executemany(
                "UPDATE OR IGNORE schedules SET question = ? WHERE question = ?", moves
            )

    def due_count(self, now: datetime) -> int:
        """Return how many questions are due, regardless of the cap."""
        return self._count("SELECT count(*) FROM schedules WHERE due <= ?", now.isoformat())

    def answered_count(self) -> int:
        """Return how many different questions were ever answered."""
        return self._count("SELECT count(*) FROM schedules")

    def done_today(self, now: datetime) -> int:
        """Return how many due reviews were done since local midnight."""
        midnight = now.astimezone().replace(hour=0, minute=0, second=0, microsecond=0)
        return self._count(
            "SELECT count(*) FROM reviews"
            " WHERE mode = 'review' AND undone = 0 AND answered_at >= ?",
            midnight.astimezone(now.tzinfo).isoformat(),
        )

    def _count(self, query: str, *values: object) -> int:
        row = self._db.read_one(query, values)
        return int(row[0]) if row else 0

    def last_right(self) -> dict[str, bool]:
        """Return every question that has a schedule, with whether its last answer was right."""
        rows = self._db.read_all("SELECT question, correct FROM schedules")
        return {name: bool(correct) for name, correct in rows}

    def confident_errors(self) -> list[str]:
        """Return the questions whose last answer was confident but wrong."""
        query = (
            "SELECT question FROM schedules WHERE sure = 1 AND correct = 0 ORDER BY due, question"
        )
        return [name for (name,) in self._db.read_all(query)]

    def orphans(self, known: Iterable[str]) -> list[str]:
        """Return the questions in the data that are no longer in the content."""
        return sorted(self.last_right().keys() - set(known))

    def latest(self) -> datetime | None:
        """Return the time of the latest answer; None without answers."""
        row = self._db.read_one("SELECT max(answered_at) FROM reviews")
        if row is None or row[0] is None:
            return None
        with decoding("the time of an answer"):
            return datetime.fromisoformat(row[0])

    def days(self, now: datetime, count: int = 7) -> list[Day]:
        """Return the last days in local time, the oldest first and today last.

        Days without answers are included.
        """
        today = now.astimezone().date()
        first = today - timedelta(days=count - 1)
        rows = self._db.read_all(
            "SELECT date(answered_at, 'localtime'), count(*), sum(correct), sum(seconds)"
            " FROM reviews WHERE undone = 0 AND answered_at >= ? GROUP BY 1",
            ((now - timedelta(days=count + 1)).isoformat(),),
        )
        found = {row[0]: Day(*row) for row in rows}
        days = [(first + timedelta(days=step)).isoformat() for step in range(count)]
        return [found.get(day, Day(day, 0, 0, 0.0)) for day in days]

    def since(self, at: datetime) -> list[Review]:
        """Return the answers since a time, the oldest first, without those undone."""
        rows = self._db.read_all(
            "SELECT question, mode, answered_at, response, correct, confidence, grade, seconds,"
            " predicted, content_version"
            " FROM reviews WHERE undone = 0 AND answered_at >= ? ORDER BY id",
            (at.isoformat(),),
        )
        return [Review(*(*row[:4], bool(row[4]), *row[5:])) for row in rows]

    def seconds(self) -> tuple[float, int]:
        """Return the time spent on all answers, in seconds, and their number."""
        row = self._db.read_one(
            "SELECT coalesce(sum(seconds), 0), count(*) FROM reviews WHERE undone = 0"
        )
        return (float(row[0]), int(row[1])) if row else (0.0, 0)

    def toggle_mark(self, question: str, kind: str, now: datetime) -> bool:
        """Set a mark ("flag" or "doubt") on a question, or remove it.

        Returns:
            Whether it is set now.
        """
        with self._db.transaction("the mark") as writer:
            removed = writer.execute(
                "DELETE FROM marks WHERE question = ? AND kind = ?", (question, kind)
            ).rowcount
            if not removed:
                values = (question, kind, now.isoformat())
                writer.execute("INSERT INTO marks VALUES (?, ?, ?)", values)
        return not removed

    def marked(self, kind: str) -> set[str]:
        """Return the questions that carry a mark."""
        rows = self._db.read_all("SELECT question FROM marks WHERE kind = ?", (kind,))
        return {name for (name,) in rows}


def _save_schedule(
    writer: sqlite3.Connection, question: str, schedule: Schedule, correct: bool, sure: bool
) -> None:
    writer.execute(
        "INSERT INTO schedules VALUES (?, ?, ?, ?, ?) ON CONFLICT (question) DO UPDATE SET"
        " due = excluded.due, correct = excluded.correct, sure = excluded.sure,"
        " schedule = excluded.schedule",
        (
            question,
            schedule.next.isoformat(),
            int(correct),
            int(sure),
            encode_schedule(schedule),
        ),
    )
