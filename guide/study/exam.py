"""An exam: free navigation, flags, options struck out, a clock, and no feedback until the end."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from guide.study.answering import Answer
from guide.study.draft import NO_DRAFT, Draft, takes_one_press
from guide.study.presenting import PresentedQuestion

LEVELS = ("recall", "understanding", "application")


@dataclass(frozen=True, slots=True)
class Exam:
    """The state of an exam, immutable.

    Attributes:
        title: What the exam is about.
        questions: The questions in order.
        limit: Seconds allowed; None without a clock.
        may_pause: Whether the clock can be stopped.
        answers: Answers by place, which can be changed until the end.
        drafts: What was entered, by place, as it was entered; a complete entry is an answer too.
        seconds: Seconds spent on each question so far, by place.
        flags: Places to come back to.
        struck: Options struck out, as (place, place of the option as shown).
        at: The place that is shown.
        used: Seconds used so far.
        paused: Whether the clock is stopped.
        left_at: When the learner left an exam whose clock goes on; None while it is taken.
    """

    title: str
    questions: tuple[PresentedQuestion, ...]
    limit: float | None = None
    may_pause: bool = False
    answers: Mapping[int, Answer] = field(default_factory=dict)
    drafts: Mapping[int, Draft] = field(default_factory=dict)
    seconds: Mapping[int, float] = field(default_factory=dict)
    flags: frozenset[int] = frozenset()
    struck: frozenset[tuple[int, int]] = frozenset()
    at: int = 0
    used: float = 0.0
    paused: bool = False
    left_at: datetime | None = None

    @property
    def current(self) -> PresentedQuestion:
        """The question that is shown."""
        return self.questions[self.at]

    @property
    def left(self) -> float | None:
        """Seconds left, never below 0; None without a clock."""
        return None if self.limit is None else max(self.limit - self.used, 0.0)

    @property
    def over(self) -> bool:
        """Whether the time is used up."""
        return self.limit is not None and self.used >= self.limit

    def answer(self, answer: Answer) -> "Exam":
        """Return the exam with an answer to the current question, replacing an earlier one.

        Raises:
            ValueError: The answer is to another question.
        """
        if answer.presented is not self.current:
            raise ValueError("the answer is not to the current question")
        drafts = dict(self.drafts)
        if self.draft.answer(self.current, answer.confidence) != answer:
            drafts.pop(self.at, None)
        return replace(self, answers={**self.answers, self.at: answer}, drafts=drafts)

    @property
    def draft(self) -> Draft:
        """What is entered for the current question, or what was answered."""
        answer = self.answers.get(self.at)
        given = Draft.of(answer) if answer is not None else NO_DRAFT
        return self.drafts.get(self.at, given)

    def enter(self, draft: Draft) -> "Exam":
        """Keep what is entered for the current question; it is the answer while it is complete.

        Nobody has said yet how sure such an answer is. A question that one press answers takes
        no entry.
        """
        if takes_one_press(self.current.question):
            return self
        answers, drafts = dict(self.answers), {**self.drafts, self.at: draft}
        answer = draft.answer(self.current, "")
        if answer is None:
            answers.pop(self.at, None)
        else:
            answers[self.at] = answer
        if draft.is_empty:
            del drafts[self.at]
        return replace(self, answers=answers, drafts=drafts)

    def go(self, place: int) -> "Exam":
        """Show another question; a place out of range becomes the nearest one in range."""
        return replace(self, at=max(0, min(place, len(self.questions) - 1)))

    def toggle_flag(self) -> "Exam":
        """Flag the current question, or remove its flag."""
        return replace(self, flags=self.flags ^ {self.at})

    def strike(self, option: int) -> "Exam":
        """Strike out an option of the current question, or restore it."""
        return replace(self, struck=self.struck ^ {(self.at, option)})

    def tick(self, passed: float) -> "Exam":
        """Let seconds pass on the current question.

        A paused exam uses no time, and neither does a clock that was set back.
        """
        if self.paused or passed <= 0:
            return self
        spent = {**self.seconds, self.at: self.seconds.get(self.at, 0.0) + passed}
        return replace(self, used=self.used + passed, seconds=spent)

    def toggle_pause(self) -> "Exam":
        """Stop the clock or start it again, where pausing is allowed."""
        return replace(self, paused=not self.paused) if self.may_pause else self

    def leave(self, now: datetime) -> "Exam":
        """Leave the exam: its clock goes on, unless it has none or may be stopped."""
        goes_on = self.limit is not None and not self.may_pause
        return replace(self, left_at=now) if goes_on else self

    def come_back(self, now: datetime) -> "Exam":
        """Return to an exam that was left: the time since then is used, on no question.

        An exam that was never left, as before a crash, has its time as it was.
        """
        if self.left_at is None or self.limit is None:
            return replace(self, left_at=None)
        away = max((now - self.left_at).total_seconds(), 0.0)
        used = max(min(self.used + away, self.limit), self.used)
        return replace(self, used=used, left_at=None)

    @property
    def incomplete_places(self) -> tuple[int, ...]:
        """Places where something is entered that is no answer yet."""
        return tuple(sorted(place for place in self.drafts if place not in self.answers))

    @property
    def open_places(self) -> tuple[int, ...]:
        """Places without an answer."""
        return tuple(place for place in range(len(self.questions)) if place not in self.answers)


@dataclass(frozen=True, slots=True)
class Tally:
    """The result of one part of an exam."""

    name: str
    right: int
    total: int

    @property
    def share(self) -> float:
        """Share of right answers, from 0 to 1."""
        return self.right / self.total if self.total else 0.0


@dataclass(frozen=True, slots=True)
class Report:
    """The result of an exam; a question without an answer counts as wrong.

    Attributes:
        score: The number of right answers.
        total: The number of questions.
        topics: The result by topic.
        levels: The result by level.
        wrong: Places that are not right.
        confident_errors: Places that were answered confidently but wrongly.
    """

    score: int
    total: int
    topics: tuple[Tally, ...]
    levels: tuple[Tally, ...]
    wrong: tuple[int, ...]
    confident_errors: tuple[int, ...]


def make_report(exam: Exam) -> Report:
    """Make the report of an exam."""
    right = {place for place, answer in exam.answers.items() if answer.right}
    wrong = tuple(place for place in range(len(exam.questions)) if place not in right)
    topics = [presented.question.topic for presented in exam.questions]
    levels = [presented.question.level for presented in exam.questions]
    return Report(
        score=len(right),
        total=len(exam.questions),
        topics=_tally(topics, right, sorted(set(topics))),
        levels=_tally(levels, right, [level for level in LEVELS if level in levels]),
        wrong=wrong,
        confident_errors=tuple(
            place
            for place in wrong
            if place in exam.answers and exam.answers[place].confidence == "sure"
        ),
    )


def _tally(parts: list[str], right: set[int], names: list[str]) -> tuple[Tally, ...]:
    """Count right answers by part.

    Args:
        parts: The part that the question at each place belongs to.
        right: Places that are right.
        names: The parts to report, in their order.
    """
    totals, rights = Counter(parts), Counter(parts[place] for place in right)
    return tuple(Tally(name, rights[name], totals[name]) for name in names)
