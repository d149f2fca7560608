"""Exams on disk: every answer and every few seconds of time, so that a crash costs at most those."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from guide.library.records import Question
from guide.store.reviews import Marker, Reviews, transaction
from guide.study.answering import Answer, stored
from guide.study.exam import Exam
from guide.study.presenting import present


@dataclass(frozen=True, slots=True)
class StoredExam:
    """An exam with what it was made of.

    Attributes:
        run: Its name in the data.
        seed: Of the orders of options and of drawn numbers.
        code: The session code that it came from; empty without one.
        exam: Its state.
        lost: Questions that the content no longer has.
    """

    run: str
    seed: int
    code: str
    exam: Exam
    lost: tuple[str, ...] = ()


def _state(exam: Exam) -> str:
    return json.dumps(
        {
            "given": {
                str(place): [given.response, given.confidence]
                for place, given in exam.given.items()
            },
            "seconds": {str(place): spent for place, spent in exam.seconds.items()},
            "flags": sorted(exam.flags),
            "struck": sorted(exam.struck),
            "at": exam.at,
            "used": exam.used,
            "paused": exam.paused,
        }
    )


class Exams:
    """The learner's exams."""

    def __init__(self, db: sqlite3.Connection, answers: Reviews) -> None:
        self._db = db
        self._answers = answers

    def begin(self, begun: StoredExam, now: datetime) -> None:
        """Keep a new exam.

        Raises:
            GuideError: It could not be written.
        """
        exam = begun.exam
        questions = json.dumps([asked.question.id for asked in exam.asked])
        with transaction(self._db, "the exam"):
            self._db.execute(
                "INSERT INTO exams VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)",
                (
                    begun.run,
                    exam.title,
                    str(begun.seed),
                    begun.code,
                    questions,
                    exam.limit,
                    int(exam.may_pause),
                    _state(exam),
                    now.isoformat(),
                ),
            )

    def keep(self, begun: StoredExam) -> None:
        """Keep the state of an exam, on disk when this returns.

        Raises:
            GuideError: It could not be written.
        """
        with transaction(self._db, "the exam"):
            self._db.execute(
                "UPDATE exams SET state = ? WHERE run = ? AND finished_at IS NULL",
                (_state(begun.exam), begun.run),
            )

    def open(self, questions: Mapping[str, Question]) -> StoredExam | None:
        """Return the exam that was not finished, as it was left; the latest of several.

        Args:
            questions: Those of the content; what it no longer has is left out of the exam and named in `lost`.
        """
        row = self._db.execute(
            "SELECT run, title, seed, code, questions, limit_seconds, may_pause, state FROM exams"
            " WHERE finished_at IS NULL ORDER BY started_at DESC LIMIT 1"
        ).fetchone()
        if row is None:
            return None
        run, title, seed, code, names, limit, may_pause, text = row
        ids = json.loads(names)
        here = [place for place, name in enumerate(ids) if name in questions]
        new_place = {str(place): number for number, place in enumerate(here)}
        state = json.loads(text)
        asked = tuple(present(questions[ids[place]], int(seed)) for place in here)
        given: dict[int, Answer] = {}
        for place, (response, confidence) in state["given"].items():
            if place in new_place:
                read = stored(asked[new_place[place]], response, confidence)
                if read is not None:
                    given[new_place[place]] = read
        exam = Exam(
            title,
            asked,
            limit,
            bool(may_pause),
            given,
            {
                new_place[place]: spent
                for place, spent in state["seconds"].items()
                if place in new_place
            },
            frozenset(new_place[str(place)] for place in state["flags"] if str(place) in new_place),
            frozenset(
                (new_place[str(place)], option)
                for place, option in state["struck"]
                if str(place) in new_place
            ),
            min(state["at"], max(len(asked) - 1, 0)),
            state["used"],
            state["paused"],
        )
        return StoredExam(
            run, int(seed), code, exam, tuple(name for name in ids if name not in questions)
        )

    def finish(
        self, run: str, answers: Iterable[tuple[str, Marker]], content_version: str, now: datetime
    ) -> bool:
        """End an exam and keep its answers as reviews, all in one step; False when another window has ended it already.

        Raises:
            GuideError: It could not be written; the exam is still open.
        """
        with transaction(self._db, "the exam"):
            ended = self._db.execute(
                "UPDATE exams SET finished_at = ? WHERE run = ? AND finished_at IS NULL",
                (now.isoformat(), run),
            ).rowcount
            if ended:
                self._answers.record_all(answers, run, content_version)
        return bool(ended)

    def drop(self, run: str) -> None:
        """Give an unfinished exam up; nothing of it is scored."""
        with transaction(self._db, "the exam"):
            self._db.execute("DELETE FROM exams WHERE run = ? AND finished_at IS NULL", (run,))
