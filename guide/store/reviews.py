"""What the learner answered and when it comes back; every answer is one transaction."""

import sqlite3
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from guide import clock
from guide.store.connection import Connection
from guide.store.wall import (
    DAY_SECONDS,
    Day,
    MarkRow,
    Review,
    ReviewRow,
    ScheduleRow,
    columns,
    decode_schedule,
    encode_schedule,
)
from guide.study.marking import RECHECK, Mark
from guide.study.schedule import Schedule, review, with_recheck

Marker = Callable[[Schedule | None], Mark]
"""Marks an answer, given the schedule that the question has at the moment of writing."""
LATEST = 20
"""Answers that are read to find the latest sound one."""
SCHEDULES = f"SELECT {columns(ScheduleRow)} FROM schedules"


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


class Reviews:
    """Reviews, schedules and marks of questions.

    Every method raises StorageError when the data cannot be read or written.
    """

    def __init__(self, db: Connection) -> None:
        self._db = db

    def schedule(self, question: str) -> Schedule | None:
        """Return the schedule of a question; None if it was never answered."""
        query = f"{SCHEDULES} WHERE question = ?"
        row = self._db.read_valid("schedules", ScheduleRow, query, (question,))
        if row:
            return decode_schedule(row[0].schedule)
        # Nothing, or a damaged row: it follows from the last answer.
        stored = self._db.read_one("SELECT 1 FROM schedules WHERE question = ?", (question,))
        return self.rebuild(question) if stored is not None else None

    def schedules(self) -> dict[str, Schedule]:
        """Return every schedule by question."""
        rows = self._db.read_valid("schedules", ScheduleRow, SCHEDULES)
        found = {row.question: decode_schedule(row.schedule) for row in rows}
        for name in self.last_right().keys() - found.keys():
            schedule = self.rebuild(name)
            if schedule is not None:
                found[name] = schedule
        return found

    def rebuild(self, question: str) -> Schedule | None:
        """Return the schedule that follows from the last sound answer to a question."""
        answer = self._last_answer(question)
        if answer is None:
            return None
        try:
            before = decode_schedule(answer.before) if answer.before is not None else None
        except ValueError:
            before = None
        after = review(before, answer.grade, answer.answered_at)
        if not answer.correct and answer.confidence == "sure":
            return with_recheck(after, answer.answered_at + RECHECK)
        return after

    def _last_answer(self, question: str) -> ReviewRow | None:
        rows = self._db.read_valid(
            "reviews",
            ReviewRow,
            f"SELECT {columns(ReviewRow)} FROM reviews WHERE question = ? AND undone = 0"
            " ORDER BY answered_at DESC, id DESC LIMIT ?",
            (question, LATEST),
        )
        return next(iter(rows), None)

    def rebuild_missing(self, writer: sqlite3.Connection) -> int:
        """Write the schedule of each answered question that has none.

        Args:
            writer: A transaction that the caller has begun.

        Returns:
            The number of schedules written.
        """
        query = (
            "SELECT DISTINCT question FROM reviews WHERE undone = 0"
            " AND question NOT IN (SELECT question FROM schedules)"
        )
        count = 0
        for (question,) in self._db.read_all(query):
            answer, schedule = self._last_answer(question), self.rebuild(question)
            if answer is not None and schedule is not None:
                sure = answer.confidence == "sure"
                _save_schedule(writer, question, schedule, answer.correct, sure)
                count += 1
        return count

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

    def undo(self, number: int) -> None:
        """Mark a review as undone and restore the schedule that its question had before.

        No row is deleted. A question that was answered again since, in another window, keeps that
        later answer.
        """
        with self._db.transaction("the undo") as writer:
            row = writer.execute(
                "SELECT question, before FROM reviews WHERE id = ? AND undone = 0", (number,)
            ).fetchone()
            if row is None:
                return
            question = str(row[0])
            writer.execute("UPDATE reviews SET undone = 1 WHERE id = ?", (number,))
            later = writer.execute(
                "SELECT 1 FROM reviews WHERE question = ? AND id > ? AND undone = 0",
                (question, number),
            ).fetchone()
            if later is not None:
                return
            last = self._last_answer(question)
            schedule = self._schedule_before(question, row[1])
            if schedule is not None and last is not None:
                sure = last.confidence == "sure"
                _save_schedule(writer, question, schedule, last.correct, sure)
            else:
                writer.execute("DELETE FROM schedules WHERE question = ?", (question,))

    def _schedule_before(self, question: str, before: str | None) -> Schedule | None:
        if before is None:
            return None
        try:
            return decode_schedule(before)
        except ValueError:
            return self.rebuild(question)

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
        midnight = clock.local(now).replace(hour=0, minute=0, second=0, microsecond=0)
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
        return {name: correct == 1 for name, correct in rows if isinstance(name, str)}

    def confident_errors(self) -> list[str]:
        """Return the questions whose last answer was confident but wrong."""
        query = (
            "SELECT question FROM schedules WHERE sure = 1 AND correct = 0 ORDER BY due, question"
        )
        return [name for (name,) in self._db.read_all(query) if isinstance(name, str)]

    def orphans(self, known: Iterable[str]) -> list[str]:
        """Return the questions in the data that are no longer in the content."""
        return sorted(self.last_right().keys() - set(known))

    def latest(self) -> datetime | None:
        """Return the time of the latest answer; None without answers."""
        query = f"SELECT {columns(Review)} FROM reviews ORDER BY answered_at DESC LIMIT {LATEST}"
        found = self._db.read_valid("reviews", Review, query)
        return found[0].answered_at if found else None

    def days(self, now: datetime, count: int = 7) -> list[Day]:
        """Return the last days in local time, the oldest first and today last.

        Days without answers are included.
        """
        today = clock.local(now).date()
        first = today - timedelta(days=count - 1)
        days = [(first + timedelta(days=step)).isoformat() for step in range(count)]
        found: dict[str, list[Review]] = {day: [] for day in days}
        for answer in self.since(now - timedelta(days=count + 1)):
            found.get(clock.local(answer.answered_at).date().isoformat(), []).append(answer)
        return [
            Day(day, len(each), sum(one.correct for one in each), sum(one.seconds for one in each))
            for day, each in found.items()
        ]

    def since(self, at: datetime) -> list[Review]:
        """Return the answers since a time, the oldest first, without those undone."""
        return self._db.read_valid(
            "reviews",
            Review,
            f"SELECT {columns(Review)} FROM reviews"
            " WHERE undone = 0 AND answered_at >= ? ORDER BY answered_at, id",
            (at.isoformat(),),
        )

    def version_of_run(self, run: str) -> str:
        """Return the version of the content that asked in a run; empty without answers."""
        query = f"SELECT {columns(Review)} FROM reviews WHERE run = ? LIMIT {LATEST}"
        found = self._db.read_valid("reviews", Review, query, (run,))
        return found[0].content_version if found else ""

    def seconds(self) -> tuple[float, int]:
        """Return the time spent on all answers, in seconds, and their number."""
        row = self._db.read_one(
            "SELECT total(seconds), count(*) FROM reviews"
            f" WHERE undone = 0 AND seconds BETWEEN 0 AND {DAY_SECONDS}"
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
        query = f"SELECT {columns(MarkRow)} FROM marks WHERE kind = ?"
        return {row.question for row in self._db.read_valid("marks", MarkRow, query, (kind,))}


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
