"""An exam being sat: each step kept, the end turned into reviews and a report."""

import secrets
from dataclasses import replace
from datetime import datetime

from guide.coach.bank import Bank
from guide.coach.preferences import Preferences
from guide.library.records import Question
from guide.store.exams import StoredExam
from guide.store.progress import Progress
from guide.store.reviews import Marker
from guide.study.answering import Answer
from guide.study.exam import Exam, Report, report
from guide.study.marking import Marked, mark
from guide.study.presenting import present
from guide.study.schedule import Schedule


class RunningExam:
    """An exam and where it is kept."""

    def __init__(
        self, begun: StoredExam, progress: Progress, preferences: Preferences, version: str
    ) -> None:
        self.begun = begun
        self._progress = progress
        self._preferences = preferences
        self._version = version

    @classmethod
    def begin(
        cls,
        title: str,
        questions: list[Question],
        seed: int,
        minutes: float | None,
        may_pause: bool,
        progress: Progress,
        preferences: Preferences,
        version: str,
        now: datetime,
        code: str = "",
    ) -> "RunningExam":
        """Begin an exam.

        Args:
            title: What it is about.
            questions: Its questions in their order.
            seed: Of the orders of options and of drawn numbers.
            minutes: Minutes allowed; None without a clock.
            may_pause: Whether the clock can be stopped.
            progress: Where it is kept.
            preferences: How its answers are scheduled at the end.
            version: Version of the content.
            now: Aware UTC time.
            code: The session code that it came from.

        Raises:
            GuideError: It could not be written.
        """
        exam = Exam(
            title,
            tuple(present(question, seed) for question in questions),
            minutes * 60 if minutes else None,
            may_pause,
        )
        begun = StoredExam(f"exam-{secrets.token_hex(6)}", seed, code, exam)
        progress.exams.begin(begun, now)
        return cls(begun, progress, preferences, version)

    @classmethod
    def resume(
        cls, bank: Bank, progress: Progress, preferences: Preferences, version: str
    ) -> "RunningExam | None":
        """Return the exam that was not finished, with the time as it was; None when there is none."""
        begun = progress.exams.open({**bank.questions})
        return cls(begun, progress, preferences, version) if begun is not None else None

    @property
    def exam(self) -> Exam:
        """The exam as it stands."""
        return self.begun.exam

    def step(self, exam: Exam) -> None:
        """Take and keep the next state; when it cannot be kept the exam stays as it was.

        Raises:
            GuideError: It could not be written.
        """
        after = replace(self.begun, exam=exam)
        self._progress.exams.keep(after)
        self.begun = after

    def pass_time(self, seconds: float) -> None:
        """Let time pass without writing it; the next step keeps it."""
        self.begun = replace(self.begun, exam=self.exam.tick(seconds))

    def finish(self, now: datetime) -> Report:
        """End it: its answers become reviews, so that what was wrong comes back, and the report is returned.

        Raises:
            GuideError: It could not be written; the exam is still open.
        """
        exam = self.exam

        def marker(given: Answer, seconds: float) -> Marker:
            def marked(before: Schedule | None) -> Marked:
                return mark(given, before, now, seconds, self._preferences.rules)

            return marked

        answers = [
            (given.asked.question.id, marker(given, exam.seconds.get(place, 0.0)))
            for place, given in sorted(exam.given.items())
        ]
        self._progress.exams.finish(self.begun.run, answers, self._version, now)
        return report(exam)

    def give_up(self) -> None:
        """Drop it; nothing of it counts."""
        self._progress.exams.drop(self.begun.run)
