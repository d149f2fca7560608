"""A run of questions: which, in which order, and how it went."""

import hashlib
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from guide.library.records import Question
from guide.study.answering import Answer
from guide.study.presenting import PresentedQuestion, present


@dataclass(frozen=True, slots=True)
class Run:
    """A run of questions, immutable: each answer makes the next state.

    Attributes:
        title: What the run is about.
        asked: The questions in order.
        given: Reviews so far, one for each of the first questions.
    """

    title: str
    asked: tuple[PresentedQuestion, ...]
    given: tuple[Answer, ...] = field(default=())

    @property
    def current(self) -> PresentedQuestion | None:
        """The question to answer now; None when all are answered."""
        return self.asked[len(self.given)] if len(self.given) < len(self.asked) else None

    @property
    def score(self) -> int:
        """How many answers are right."""
        return sum(answer.right for answer in self.given)

    def answered(self, given: Answer) -> "Run":
        """Return the session after an answer to the current question.

        Raises:
            ValueError: The answer is to another question.
        """
        if given.asked is not self.current:
            raise ValueError("the answer is not to the current question")
        return replace(self, given=(*self.given, given))

    def undone(self) -> "Run":
        """Return the session without its last answer."""
        return replace(self, given=self.given[:-1])

    def skipped(self) -> "Run":
        """Return the session without its current question."""
        at = len(self.given)
        return replace(self, asked=(*self.asked[:at], *self.asked[at + 1 :]))


def seed_of(code: str) -> int:
    """Return the seed that a word stands for, the same on every machine."""
    return int.from_bytes(hashlib.sha256(code.strip().casefold().encode()).digest()[:8], "big")


def practice(
    title: str, questions: Iterable[Question], count: int, seed: int, first: Sequence[str] = ()
) -> Run:
    """Draw a run of questions; a twin of one already drawn waits until the others are used up.

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
        pool = _twins_apart(pool)
    return Run(title, tuple(present(question, seed) for question in pool[: max(count, 0)]))


def _twins_apart(pool: list[Question]) -> list[Question]:
    families: set[str] = set()
    fresh: list[Question] = []
    later: list[Question] = []
    for question in pool:
        family = question.twin_of or question.id
        (later if family in families else fresh).append(question)
        families.add(family)
    return fresh + later


def again_and_again(question: Question, seed: int) -> Iterable[PresentedQuestion]:
    """Yield a numeric question with ever new numbers."""
    number = 0
    while True:
        yield present(question, seed + number)
        number += 1
