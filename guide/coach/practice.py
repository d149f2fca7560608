"""Practice, review and drill: what is drawn, and each answer saved before the next question."""

import secrets
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from typing import Literal

from guide import clock
from guide.coach.study import Study
from guide.library.records import Question
from guide.store.reviews import Origin, Reviews
from guide.study import queue
from guide.study.answering import Answer
from guide.study.marking import Mark, mark
from guide.study.presenting import present
from guide.study.run import Run, draw_run
from guide.study.schedule import Schedule

Selection = Literal["all", "unseen", "wrong", "flagged"]
SELECTIONS: tuple[Selection, ...] = ("all", "unseen", "wrong", "flagged")
Mode = Literal["practice", "review", "drill"]


def select(questions: Iterable[Question], reviews: Reviews, selection: Selection) -> list[Question]:
    """Return the questions that a selection lets through."""
    if selection == "all":
        return list(questions)
    last, flagged = reviews.last_right(), reviews.marked("flag")
    wanted: dict[str, Callable[[str], bool]] = {
        "unseen": lambda name: name not in last,
        "wrong": lambda name: not last.get(name, True),
        "flagged": lambda name: name in flagged,
    }
    return [question for question in questions if wanted[selection](question.id)]


def draw_practice(
    title: str,
    questions: Iterable[Question],
    reviews: Reviews,
    count: int,
    seed: int,
    selection: Selection = "all",
) -> Run:
    """Draw a run of practice: first what was never seen, then what was last answered wrong.

    Args:
        title: What the run is about.
        questions: Those to draw from.
        reviews: The learner's answers.
        count: How many questions at most.
        seed: The same seed, questions and answers give the same run.
        selection: Which of the questions are taken.
    """
    chosen = select(questions, reviews, selection)
    last = reviews.last_right()
    drawn = draw_run(title, chosen, len(chosen), seed)
    names = [presented.question.id for presented in drawn.questions]
    unseen = [name for name in names if name not in last]
    wrong = [name for name in names if not last.get(name, True)]
    return draw_run(title, chosen, count, seed, [*unseen, *wrong] or names)


def list_due(study: Study, now: datetime) -> list[str]:
    """Return the ids to review now, within the day's cap, in their order."""
    reviews, preferences = study.progress.reviews, study.preferences
    schedules = {
        name: schedule
        for name, schedule in reviews.schedules().items()
        if study.bank.get(name) is not None
    }
    done = reviews.done_today(now)
    return queue.choose_due(schedules, now, preferences.cap, done, preferences.rules)


def draw_review(study: Study, now: datetime, seed: int) -> Run:
    """Draw a run of what is due now."""
    questions = [study.bank.get(name) for name in list_due(study, now)]
    return Run("Review", tuple(present(each, seed) for each in questions if each is not None))


class Practice:
    """A run in progress, with the answers saved so far.

    Attributes:
        run: The questions and answers.
        mode: What the answers count as.
        marks: The mark of each answer.
    """

    def __init__(self, study: Study, run: Run, mode: Mode, seed: int) -> None:
        """Begin.

        Args:
            study: Where answers are saved and how they are scheduled.
            run: The questions.
            mode: What the answers count as. A drill changes a question's schedule at most once a
                day.
            seed: Seed of a drill's next numbers.
        """
        self.run = run
        self.mode = mode
        self.marks: list[Mark] = []
        self._study = study
        self._seed = seed
        name = f"{mode}-{secrets.token_hex(6)}"
        self._origin = Origin(name, mode, study.catalogue.content_version)
        self._saved: list[int] = []

    def answer(self, answer: Answer, now: datetime, seconds: float) -> Mark:
        """Save the answer to the current question; it is on disk when this returns.

        Args:
            answer: The answer.
            now: Aware UTC time.
            seconds: Time from question to answer.

        Raises:
            StorageError: It could not be saved; the question stays.
        """
        after = self.run.answered(answer)
        rules = self._study.preferences.rules

        def marker(before: Schedule | None) -> Mark:
            marked = mark(answer, before, now, seconds, rules)
            if self.mode == "drill" and before is not None and _is_same_day(before, now):
                return replace(marked, predicted=None, after=before)
            return marked

        number, marked = self._study.progress.reviews.record(
            answer.question.id, marker, self._origin
        )
        self._saved.append(number)
        self.marks.append(marked)
        self.run = after
        return marked

    def undo(self) -> None:
        """Take back the last answer.

        Raises:
            StorageError: It could not be written; the answer remains.
        """
        if self._saved:
            self._study.progress.reviews.undo(self._saved[-1])
            self._saved.pop()
            self.marks.pop()
            self.run = self.run.undone()

    def skip_answered_elsewhere(self, now: datetime) -> None:
        """In a review, skip questions that another window has answered since it was drawn."""
        while self.mode == "review" and self.run.current is not None:
            schedule = self._study.progress.reviews.schedule(self.run.current.question.id)
            if schedule is None or schedule.next <= now:
                return
            self.run = self.run.skipped()

    def extend(self) -> None:
        """In a drill, which never ends, ask all questions again with new numbers."""
        if self.mode == "drill" and self.run.current is None:
            self._seed += 1
            self.run = self.run.extended(self._seed)


def _is_same_day(schedule: Schedule, now: datetime) -> bool:
    last = schedule.last_review
    return last is not None and clock.local(last).date() == clock.local(now).date()
