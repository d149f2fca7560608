"""Exams on disk: every answer and every few seconds of time, so that a crash costs little."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from guide.library.records import Question
from guide.store.connection import Connection
from guide.store.exam_owner import check_open, check_owner, check_unfinished
from guide.store.reviews import Marker, Origin, Reviews
from guide.store.wall import SAVE_SETTING, ExamRow, ExamState, SettingRow, columns
from guide.study.answering import Answer, read_stored_answer
from guide.study.draft import Draft, takes_one_press
from guide.study.exam import Exam
from guide.study.presenting import PresentedQuestion, present

NAME_IN = "name-in-"
"""What a setting begins with that holds the learner's name in a class session."""


@dataclass(frozen=True, slots=True)
class StoredExam:
    """An exam with what it was made from.

    Attributes:
        name: Its name in the data.
        seed: Seed of the orders of options and of drawn numbers.
        code: The class code that it came from; empty without one.
        exam: Its state.
        lost: Questions that are no longer in the content.
        window: The window that it goes on in; only this one may save it.
    """

    name: str
    seed: int
    code: str
    exam: Exam
    lost: tuple[str, ...] = ()
    window: str = ""


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """An answer of a finished exam as it was stored; `seconds` is the time on its question."""

    question: str
    response: str
    confidence: str
    seconds: float


@dataclass(frozen=True, slots=True)
class FinishedExam:
    """A finished exam as it was stored, whatever the content has become since.

    Attributes:
        code: The class code that it came from.
        seed: Seed of the orders of options and of drawn numbers.
        content_version: Version of the content that asked; empty if nothing was answered.
        finished_at: ISO time.
        questions: Ids in the order asked, those without an answer included.
        answers: The answers in the order of the questions.
        name: The name that the learner gave for this class session; empty without one.
    """

    code: str
    seed: int
    content_version: str
    finished_at: str
    questions: tuple[str, ...]
    answers: tuple[GivenAnswer, ...]
    name: str = ""


def _encode_questions(exam: Exam) -> str:
    return json.dumps([presented.question.id for presented in exam.questions])


def _encode_state(stored: StoredExam) -> str:
    exam = stored.exam
    answers = {
        str(place): [answer.response, answer.confidence] for place, answer in exam.answers.items()
    }
    return json.dumps(
        {
            "given": answers,
            "seconds": {str(place): spent for place, spent in exam.seconds.items()},
            "flags": sorted(exam.flags),
            "struck": sorted(exam.struck),
            "at": exam.at,
            "used": exam.used,
            "paused": exam.paused,
            "drafts": {
                str(place): [draft.text, draft.places] for place, draft in exam.drafts.items()
            },
            "left_at": exam.left_at.isoformat() if exam.left_at is not None else None,
            "window": stored.window,
        }
    )


class Exams:
    """The learner's exams.

    Every method raises StorageError when the data cannot be read or written.
    """

    def __init__(self, db: Connection, reviews: Reviews) -> None:
        self._db = db
        self._reviews = reviews

    def add(self, stored: StoredExam, now: datetime) -> None:
        """Save a new exam."""
        exam = stored.exam
        values = (
            stored.name,
            exam.title,
            str(stored.seed),
            stored.code,
            _encode_questions(exam),
            exam.limit,
            int(exam.may_pause),
            _encode_state(stored),
            now.isoformat(),
        )
        with self._db.transaction("the exam") as writer:
            writer.execute("INSERT INTO exams VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)", values)

    def save(self, stored: StoredExam) -> None:
        """Save the state of an exam; it is on disk when this returns.

        Raises:
            ExamElsewhereError: It goes on in another window, or has ended there.
        """
        with self._db.transaction("the exam") as writer:
            check_owner(writer, stored.name, stored.window)
            # The places of the state are those of the questions that the exam still has.
            writer.execute(
                "UPDATE exams SET questions = ?, state = ? WHERE run = ?",
                (_encode_questions(stored.exam), _encode_state(stored), stored.name),
            )

    def take_over(
        self, name: str, window: str, questions: Mapping[str, Question]
    ) -> StoredExam | None:
        """Let an exam go on in a window, as it was saved last; any other may not save it any more.

        No window keeps an exam for itself: one that was killed could never give it back.

        Args:
            name: The exam.
            window: A name for the window that no other has.
            questions: The questions of the content, as for `find_unfinished`.

        Returns:
            The exam; None where its row is damaged.

        Raises:
            ExamElsewhereError: It has ended in another window.
        """
        with self._db.transaction("the exam") as writer:
            check_open(writer, name)
            writer.execute(
                "UPDATE exams SET state = json_set(state, '$.window', ?) WHERE run = ?",
                (window, name),
            )
            rows = self._db.read_valid(
                "exams",
                ExamRow,
                f"SELECT {columns(ExamRow)} FROM exams WHERE run = ?",
                (name,),
            )
        return _restore(rows[0], questions) if rows else None

    def has_unfinished(self) -> bool:
        """Tell whether an exam was not finished, without reading it."""
        return bool(self._db.read_all("SELECT 1 FROM exams WHERE finished_at IS NULL LIMIT 1"))

    def find_unfinished(self, questions: Mapping[str, Question]) -> StoredExam | None:
        """Return the exam that was not finished, as it was left; the latest of several.

        Args:
            questions: The questions of the content; those that it no longer has are left out of
                the exam and named in `lost`.
        """
        rows = self._db.read_valid(
            "exams",
            ExamRow,
            f"SELECT {columns(ExamRow)} FROM exams"
            " WHERE finished_at IS NULL ORDER BY started_at DESC",
        )
        return _restore(rows[0], questions) if rows else None

    def finish(
        self,
        stored: StoredExam,
        answers: Iterable[tuple[str, Marker]],
        content_version: str,
        now: datetime,
    ) -> None:
        """End an exam as it was saved last, and save its answers as reviews, all in one step.

        Raises:
            ExamElsewhereError: It goes on in another window, or has ended there.
            StorageError: It cannot be written; the exam is still open.
        """
        with self._db.transaction("the exam") as writer:
            check_owner(writer, stored.name, stored.window)
            writer.execute(
                "UPDATE exams SET finished_at = ? WHERE run = ?", (now.isoformat(), stored.name)
            )
            origin = Origin(stored.name, "exam", content_version)
            self._reviews.record_all(writer, answers, origin)

    def find_finished(self, code: str) -> FinishedExam | None:
        """Return the last finished exam of a class code; None if there is none."""
        rows = self._db.read_valid(
            "exams",
            ExamRow,
            f"SELECT {columns(ExamRow)} FROM exams"
            " WHERE code = ? AND finished_at IS NOT NULL ORDER BY finished_at DESC",
            (code,),
        )
        row = rows[0] if rows else None
        if row is None or row.finished_at is None:
            return None
        ids, state = row.read_questions(), row.read_state()
        answers = tuple(
            GivenAnswer(ids[place], response, confidence, round(state.seconds.get(place, 0.0), 1))
            for place, (response, confidence) in sorted(state.given.items())
        )
        return FinishedExam(
            code=row.code,
            seed=int(row.seed),
            content_version=self._reviews.version_of_run(row.run),
            finished_at=row.finished_at.isoformat(),
            questions=tuple(ids),
            answers=answers,
            name=self._name(row.code),
        )

    def save_name(self, code: str, name: str) -> None:
        """Save the name that the learner gives in the result of a class session."""
        with self._db.transaction("your name") as writer:
            writer.execute(SAVE_SETTING, (f"{NAME_IN}{code}", name))

    def _name(self, code: str) -> str:
        query = f"SELECT {columns(SettingRow)} FROM settings WHERE name = ?"
        rows = self._db.read_valid("settings", SettingRow, query, (f"{NAME_IN}{code}",))
        return rows[0].value if rows else ""

    def discard(self, name: str) -> None:
        """Discard an unfinished exam, in whichever window it goes on; nothing of it counts.

        Raises:
            ExamElsewhereError: It was finished in another window, so that its answers count.
        """
        with self._db.transaction("the exam") as writer:
            check_unfinished(writer, name)
            writer.execute("DELETE FROM exams WHERE run = ?", (name,))


def _restore(row: ExamRow, questions: Mapping[str, Question]) -> StoredExam:
    """Return a stored exam; every place is moved up by the lost questions before it."""
    seed, ids, state = int(row.seed), row.read_questions(), row.read_state()
    kept = [place for place, question in enumerate(ids) if question in questions]
    moved = {place: number for number, place in enumerate(kept)}
    presented = {place: present(questions[ids[place]], seed) for place in kept}
    # A lost question that was shown last gives way to the one that follows it.
    at = sum(place < state.at for place in kept)
    exam = Exam(
        title=row.title,
        questions=tuple(presented.values()),
        limit=row.limit_seconds,
        may_pause=row.may_pause,
        answers={moved[place]: answer for place, answer in _read_answers(state, presented)},
        drafts={moved[place]: draft for place, draft in _read_drafts(state, presented)},
        seconds={moved[place]: spent for place, spent in state.seconds.items() if place in moved},
        flags=frozenset(moved[place] for place in state.flags if place in moved),
        struck=frozenset(
            (moved[place], option) for place, option in state.struck if place in moved
        ),
        at=min(at, max(len(presented) - 1, 0)),
        used=state.used,
        paused=state.paused,
        left_at=state.left_at,
    )
    lost = tuple(question for question in ids if question not in questions)
    return StoredExam(row.run, seed, row.code, exam, lost, state.window)


def _read_answers(
    state: ExamState, presented: Mapping[int, PresentedQuestion]
) -> Iterable[tuple[int, Answer]]:
    """Yield the answers that still fit their questions, with their places as stored."""
    for place, (response, confidence) in state.given.items():
        if place in presented:
            answer = read_stored_answer(presented[place], response, confidence)
            if answer is not None:
                yield place, answer


def _read_drafts(
    state: ExamState, presented: Mapping[int, PresentedQuestion]
) -> Iterable[tuple[int, Draft]]:
    """Yield what was entered where it still fits the question, with its place as stored."""
    for place, (text, chosen) in state.drafts.items():
        if place not in presented or takes_one_press(presented[place].question):
            continue
        fits = all(option < len(presented[place].order) for option in chosen)
        if fits and len(set(chosen)) == len(chosen):
            yield place, Draft(tuple(chosen), text)
