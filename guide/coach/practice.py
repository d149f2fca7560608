"""A run of practice, review or drill: what is drawn for it, and each answer kept before the next question shows."""

import secrets
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Literal

from guide.coach.bank import Bank
from guide.coach.preferences import Preferences
from guide.library.records import Question
from guide.store.reviews import Reviews
from guide.study import queue
from guide.study.answering import Answer
from guide.study.marking import Marked, mark
from guide.study.presenting import present
from guide.study.run import Run, practice
from guide.study.schedule import Schedule

Which = Literal["all", "unseen", "wrong", "flagged"]
WHICH: tuple[Which, ...] = ("all", "unseen", "wrong", "flagged")
Mode = Literal["practice", "review", "drill"]


def choose(questions: Iterable[Question], answers: Reviews, which: Which) -> list[Question]:
    """Return those questions that a filter lets through."""
    if which == "all":
        return list(questions)
    last, flagged = answers.last_right(), answers.marked("flag")
    wanted: dict[str, Callable[[str], bool]] = {
        "unseen": lambda name: name not in last,
        "wrong": lambda name: not last.get(name, True),
        "flagged": lambda name: name in flagged,
    }
    return [question for question in questions if wanted[which](question.id)]


def practice_session(
    title: str,
    questions: Iterable[Question],
    answers: Reviews,
    count: int,
    seed: int,
    which: Which = "all",
) -> Run:
    """Draw a run of practice: never seen before, then last answered wrong, then the rest."""
    chosen = choose(questions, answers, which)
    last = answers.last_right()
    drawn = practice(title, chosen, len(chosen), seed)
    names = [asked.question.id for asked in drawn.asked]
    first = [name for name in names if name not in last] + [
        name for name in names if not last.get(name, True)
    ]
    return practice(title, chosen, count, seed, first or names)


def due_now(bank: Bank, answers: Reviews, preferences: Preferences, now: datetime) -> list[str]:
    """Return the ids to review now, within the day's cap, in their order."""
    schedules = {
        name: schedule
        for name, schedule in answers.schedules().items()
        if bank.get(name) is not None
    }
    return queue.due(schedules, now, preferences.cap, answers.done_today(now), preferences.rules)


def review_session(
    bank: Bank,
    answers: Reviews,
    preferences: Preferences,
    now: datetime,
    seed: int,
    topic: str = "",
) -> Run:
    """Draw what is due now."""
    questions = [bank.get(name) for name in due_now(bank, answers, preferences, now)]
    return Run(
        "Review",
        tuple(
            present(question, seed)
            for question in questions
            if question and topic in ("", question.topic)
        ),
    )


class Practice:
    """A run being done: its session, and the answers kept of it."""

    def __init__(
        self,
        session: Run,
        mode: Mode,
        answers: Reviews,
        preferences: Preferences,
        version: str,
        seed: int,
    ) -> None:
        """Begin.

        Args:
            session: The questions.
            mode: What the answers count as. A drill changes a question's schedule once a day at most.
            answers: Where they are kept.
            preferences: How it is scheduled.
            version: Version of the content.
            seed: Of a drill's next numbers.
        """
        self.session = session
        self.mode = mode
        self._answers = answers
        self._preferences = preferences
        self._version = version
        self._seed = seed
        self._name = f"{mode}-{secrets.token_hex(6)}"
        self._reviews: list[int] = []
        self.marks: list[Marked] = []

    def give(self, given: Answer, now: datetime, seconds: float) -> Marked:
        """Keep the answer to the current question, on disk when this returns.

        Raises:
            GuideError: It could not be kept; the question stays.
        """
        after = self.session.answered(given)

        def marker(before: Schedule | None) -> Marked:
            marked = mark(given, before, now, seconds, self._preferences.rules)
            same_day = (
                before is not None
                and before.last_review is not None
                and before.last_review.date() == now.date()
            )
            if self.mode == "drill" and before is not None and same_day:
                return Marked(given, marked.grade, now, marked.seconds, None, before, before)
            return marked

        number, marked = self._answers.record(
            given.asked.question.id, marker, self._name, self.mode, self._version
        )
        self._reviews.append(number)
        self.marks.append(marked)
        self.session = after
        return marked

    def undo(self) -> None:
        """Take the last answer back.

        Raises:
            GuideError: It could not be written.
        """
        if self._reviews:
            self._answers.undo(self._reviews[-1])
            self._reviews.pop()
            self.marks.pop()
            self.session = self.session.undone()

    def skip_answered_elsewhere(self, now: datetime) -> None:
        """In a review, pass over questions that another window has answered since this run was drawn."""
        while self.mode == "review" and self.session.current is not None:
            schedule = self._answers.schedule(self.session.current.question.id)
            if schedule is None or schedule.next <= now:
                return
            self.session = self.session.skipped()

    def extend(self) -> None:
        """Put the last question once more with new numbers, in a drill that never ends."""
        if self.mode == "drill" and self.session.current is None and self.session.asked:
            self._seed += 1
            kinds = list(dict.fromkeys(asked.question.id for asked in self.session.asked))
            by_id = {asked.question.id: asked.question for asked in self.session.asked}
            again = tuple(present(by_id[name], self._seed) for name in kinds)
            self.session = Run(
                self.session.title, (*self.session.asked, *again), self.session.given
            )
