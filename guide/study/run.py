"""A run of questions: which ones, in which order, and how they were answered."""

import hashlib
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from guide.library.records import Question
from guide.study.answering import Answer
from guide.study.presenting import PresentedQuestion, present


@dataclass(frozen=True, slots=True)
class Run:
    """A run of questions, immutable: each answer makes the next state.

    Attributes:
        title: What the run is about.
        questions: The questions in order.
        answers: The answers so far, one for each of the first questions.
    """

    title: str
    questions: tuple[PresentedQuestion, ...]
    answers: tuple[Answer, ...] = ()

    @property
    def current(self) -> PresentedQuestion | None:
        """The question to answer now; None when all are answered."""
        place = len(self.answers)
        return self.questions[place] if place < len(self.questions) else None

    @property
    def score(self) -> int:
        """The number of right answers."""
        return sum(answer.right for answer in self.answers)

    def answered(self, answer: Answer) -> "Run":
        """Return the run after an answer to the current question.

        Raises:
            ValueError: The answer is to another question.
        """
        if answer.presented is not self.current:
            raise ValueError("the answer is not to the current question")
        return replace(self, answers=(*self.answers, answer))

    def undone(self) -> "Run":
        """Return the run without its last answer."""
        return replace(self, answers=self.answers[:-1])

    def skipped(self) -> "Run":
        """Return the run without its current question."""
        place = len(self.answers)
        return replace(self, questions=(*self.questions[:place], *self.questions[place + 1 :]))

    def extended(self, seed: int) -> "Run":
        """Return the run with each of its questions once more, presented with another seed."""
        questions = {each.question.id: each.question for each in self.questions}
        more = tuple(present(question, seed) for question in questions.values())
        return replace(self, questions=(*self.questions, *more))


def seed_of(code: str) -> int:
    """Return the seed that a word stands for, the same on every machine."""
    return int.from_bytes(hashlib.sha256(code.strip().casefold().encode()).digest()[:8], "big")


def draw_run(
    title: str, questions: Iterable[Question], count: int, seed: int, first: Sequence[str] = ()
) -> Run:
    """Draw a run of questions; the twin of a question waits until the others are used up.

    Args:
        title: What the run is about.
        questions: Those to draw from.
        count: How many at most.
        seed: The same seed and questions give the same run.
        first: Ids that come first, in this order, such as those never seen or those due.
    """
    rng = random.Random(seed)
    pool = sorted(questions, key=lambda question: question.id)
    rng.shuffle(pool)
    places = {name: place for place, name in enumerate(first)}
    pool.sort(key=lambda question: places.get(question.id, len(places)))
    if not first:
        pool = separate_twins(pool)
    return Run(title, tuple(present(question, seed) for question in pool[: max(count, 0)]))


def separate_twins(questions: Iterable[Question]) -> list[Question]:
    """Return the questions with every twin of an earlier one moved behind all others."""
    families: set[str] = set()
    fresh: list[Question] = []
    later: list[Question] = []
    for question in questions:
        family = question.twin_of or question.id
        (later if family in families else fresh).append(question)
        families.add(family)
    return fresh + later
