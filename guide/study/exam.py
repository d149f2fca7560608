"""An exam: free navigation, flags, options struck out, a clock, and no word on right or wrong until the end."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from guide.study.answering import Answer
from guide.study.presenting import PresentedQuestion


@dataclass(frozen=True, slots=True)
class Exam:
    """The state of an exam, immutable.

    Attributes:
        title: What it is about.
        asked: The questions in order.
        limit: Seconds allowed; None without a clock.
        may_pause: Whether the clock can be stopped.
        given: Reviews by place, which can be changed until the end.
        seconds: Time spent on each question so far, by place.
        flags: Places to come back to.
        struck: Options struck out, as (place, place of the option as shown).
        at: The place that is looked at.
        used: Seconds used so far.
        paused: Whether the clock stands.
    """

    title: str
    asked: tuple[PresentedQuestion, ...]
    limit: float | None = None
    may_pause: bool = False
    given: Mapping[int, Answer] = field(default_factory=dict)
    seconds: Mapping[int, float] = field(default_factory=dict)
    flags: frozenset[int] = frozenset()
    struck: frozenset[tuple[int, int]] = frozenset()
    at: int = 0
    used: float = 0.0
    paused: bool = False

    @property
    def current(self) -> PresentedQuestion:
        """The question that is looked at."""
        return self.asked[self.at]

    @property
    def left(self) -> float | None:
        """Seconds left, never below 0; None without a clock."""
        return None if self.limit is None else max(self.limit - self.used, 0.0)

    @property
    def over(self) -> bool:
        """Whether the time is used up."""
        return self.limit is not None and self.used >= self.limit

    def answer(self, given: Answer) -> "Exam":
        """Return the exam with an answer to the current question, in place of an earlier one.

        Raises:
            ValueError: The answer is to another question.
        """
        if given.asked is not self.current:
            raise ValueError("the answer is not to the current question")
        return replace(self, given={**self.given, self.at: given})

    def go(self, place: int) -> "Exam":
        """Look at another question; a place outside is the nearest one inside."""
        return replace(self, at=max(0, min(place, len(self.asked) - 1)))

    def flagged(self) -> "Exam":
        """Flag the current question, or take its flag away."""
        return replace(self, flags=self.flags ^ {self.at})

    def strike(self, option: int) -> "Exam":
        """Strike an option of the current question out, or bring it back."""
        return replace(self, struck=self.struck ^ {(self.at, option)})

    def tick(self, passed: float) -> "Exam":
        """Let time pass on the current question; a clock set back or a paused exam uses none."""
        if self.paused or passed <= 0:
            return self
        spent = {**self.seconds, self.at: self.seconds.get(self.at, 0.0) + passed}
        return replace(self, used=self.used + passed, seconds=spent)

    def toggle_pause(self) -> "Exam":
        """Stop the clock or let it run, where pausing is allowed."""
        return replace(self, paused=not self.paused) if self.may_pause else self

    @property
    def open_places(self) -> tuple[int, ...]:
        """Places without an answer."""
        return tuple(place for place in range(len(self.asked)) if place not in self.given)


@dataclass(frozen=True, slots=True)
class Tally:
    """How a part of an exam went."""

    name: str
    right: int
    total: int

    @property
    def share(self) -> float:
        """Share of right answers."""
        return self.right / self.total if self.total else 0.0


@dataclass(frozen=True, slots=True)
class Report:
    """How an exam went: in all, by topic and by level; what was not answered counts as wrong."""

    score: int
    total: int
    topics: tuple[Tally, ...]
    levels: tuple[Tally, ...]
    wrong: tuple[int, ...]
    sure_and_wrong: tuple[int, ...]


def report(exam: Exam) -> Report:
    """Return the report of an exam."""
    right = {place for place, given in exam.given.items() if given.right}
    by_topic, by_level = (
        Counter(getattr(asked.question, name) for asked in exam.asked)
        for name in ("topic", "level")
    )
    right_by_topic = Counter(exam.asked[place].question.topic for place in right)
    right_by_level = Counter(exam.asked[place].question.level for place in right)
    wrong = tuple(place for place in range(len(exam.asked)) if place not in right)
    return Report(
        len(right),
        len(exam.asked),
        tuple(Tally(name, right_by_topic[name], total) for name, total in sorted(by_topic.items())),
        tuple(
            Tally(name, right_by_level[name], by_level[name])
            for name in ("recall", "understanding", "application")
            if by_level[name]
        ),
        wrong,
        tuple(
            place
            for place in wrong
            if place in exam.given and exam.given[place].confidence == "sure"
        ),
    )
