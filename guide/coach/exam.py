"""An exam in progress: each step saved, the end turned into reviews and a report."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self

from guide.coach.study import Study
from guide.errors import StorageError
from guide.library.records import Question
from guide.store.exams import StoredExam
from guide.store.reviews import Marker
from guide.study.answering import Answer
from guide.study.exam import Exam, Report, make_report
from guide.study.marking import Mark, mark
from guide.study.presenting import present
from guide.study.schedule import Schedule


@dataclass(frozen=True, slots=True)
class ExamPlan:
    """What an exam is made from.

    Attributes:
        title: What the exam is about.
        questions: Its questions in their order.
        seed: Seed of the orders of options and of drawn numbers.
        minutes: Minutes allowed; None without a clock.
        may_pause: Whether the clock can be stopped.
        code: The class code that it came from; empty without one.
    """

    title: str
    questions: Sequence[Question]
    seed: int
    minutes: float | None = None
    may_pause: bool = False
    code: str = ""


def find_unfinished(study: Study, now: datetime) -> StoredExam | None:
    """Return the exam that was not finished, with its clock as it stands now; None without one.

    Raises:
        StorageError: The data could not be read.
    """
    stored = study.progress.exams.find_unfinished(study.bank.questions)
    return replace(stored, exam=stored.exam.come_back(now)) if stored is not None else None


def _name_window() -> str:
    return secrets.token_hex(6)


class RunningExam:
    """An exam in progress, and where it is saved.

    It goes on in the window that began or resumed it last. In any other, whatever would write it
    raises ExamElsewhereError and changes nothing.

    Attributes:
        stored: The exam with what it was made from.
    """

    def __init__(self, study: Study, stored: StoredExam) -> None:
        self.stored = stored
        self._study = study

    @classmethod
    def begin(cls, study: Study, plan: ExamPlan, now: datetime) -> Self:
        """Begin an exam.

        Raises:
            StorageError: It could not be saved.
        """
        exam = Exam(
            plan.title,
            tuple(present(question, plan.seed) for question in plan.questions),
            plan.minutes * 60 if plan.minutes else None,
            plan.may_pause,
        )
        name = f"exam-{secrets.token_hex(6)}"
        stored = StoredExam(name, plan.seed, plan.code, exam, window=_name_window())
        study.progress.exams.add(stored, now)
        return cls(study, stored)

    @classmethod
    def resume(cls, study: Study, now: datetime) -> Self | None:
        """Take over the exam that was not finished; None without one.

        Its time is as it was, as after a crash; but if the learner left it while its clock could
        not be stopped, the time since then is used.
        """
        found = find_unfinished(study, now)
        return cls.take_over(study, found, now) if found is not None else None

    @classmethod
    def take_over(cls, study: Study, found: StoredExam, now: datetime) -> Self:
        """Go on here with an exam that was found; the window that had it is told at its next step.

        Raises:
            ExamElsewhereError: It has ended in another window.
            StorageError: It could not be read or written.
        """
        questions = study.bank.questions
        stored = study.progress.exams.take_over(found.name, _name_window(), questions)
        if stored is None:
            raise StorageError("the exam cannot be read: it is damaged in your data")
        return cls(study, replace(stored, exam=stored.exam.come_back(now)))

    @property
    def exam(self) -> Exam:
        """The state of the exam."""
        return self.stored.exam

    def pass_time(self, seconds: float) -> None:
        """Let time pass, in memory only; the next step or save writes it."""
        self.stored = replace(self.stored, exam=self.exam.tick(seconds))

    def save(self) -> None:
        """Save the exam as it is, so that a crash costs no more time than has passed since.

        Raises:
            StorageError: It could not be written; the time that has passed still counts.
        """
        self._study.progress.exams.save(self.stored)

    def step(self, exam: Exam) -> None:
        """Take and save the next state.

        Raises:
            StorageError: It could not be written; the exam stays as it was, but the time that has
                passed still counts.
        """
        after = replace(self.stored, exam=exam)
        try:
            self._study.progress.exams.save(after)
        except StorageError:
            on_time = replace(self.exam, used=exam.used, seconds=exam.seconds)
            self.stored = replace(self.stored, exam=on_time)
            raise
        self.stored = after

    def leave(self, now: datetime) -> None:
        """Leave the exam; its clock goes on where it may not be stopped.

        Raises:
            StorageError: It could not be written.
        """
        self.step(self.exam.leave(now))

    def finish(self, now: datetime) -> Report:
        """End the exam: its answers become reviews, so that what was wrong comes back.

        Raises:
            StorageError: It could not be written; the exam is still open.
        """
        exam, rules = self.exam, self._study.preferences.rules

        def marker(answer: Answer, seconds: float) -> Marker:
            def mark_answer(before: Schedule | None) -> Mark:
                return mark(answer, before, now, seconds, rules)

            return mark_answer

        answers = [
            (answer.question.id, marker(answer, exam.seconds.get(place, 0.0)))
            for place, answer in sorted(exam.answers.items())
        ]
        version = self._study.catalogue.content_version
        self._study.progress.exams.finish(self.stored, answers, version, now)
        return make_report(exam)

    def discard(self) -> None:
        """Discard the exam; nothing of it counts.

        Raises:
            StorageError: It could not be written; the exam is still open.
        """
        self._study.progress.exams.discard(self.stored.name)
