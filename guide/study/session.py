"""A run of questions: which, in which order, with which order of options, and how it went."""

import hashlib
import random
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from guide.library.records import Question

_NUMBER = re.compile(r"^[<>≤≥≈~]?\s*[-−]?\d")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it is put: `order[place]` is the index of the option shown at that place."""

    question: Question
    order: tuple[int, ...]

    def place_of_key(self) -> int:
        """Return the place at which the right option is shown."""
        return self.order.index(self.question.key)


@dataclass(frozen=True, slots=True)
class Given:
    """An answer: the place that was chosen and whether it is right."""

    asked: Asked
    place: int

    @property
    def option(self) -> int:
        """Index of the chosen option in the question's own order."""
        return self.asked.order[self.place]

    @property
    def right(self) -> bool:
        """Whether the chosen option is the key."""
        return self.option == self.asked.question.key


@dataclass(frozen=True, slots=True)
class Session:
    """A run of questions, immutable: each answer makes the next state.

    Attributes:
        title: What the run is about.
        asked: The questions in order.
        given: Answers so far, one for each of the first questions.
    """

    title: str
    asked: tuple[Asked, ...]
    given: tuple[Given, ...] = field(default=())

    @property
    def current(self) -> Asked | None:
        """The question to answer now; None when all are answered."""
        return self.asked[len(self.given)] if len(self.given) < len(self.asked) else None

    @property
    def score(self) -> int:
        """How many answers are right."""
        return sum(answer.right for answer in self.given)

    def answer(self, place: int) -> "Session":
        """Return the session after the option at a place was chosen.

        Raises:
            IndexError: All questions are answered, or the question has no such option.
        """
        asked = self.current
        if asked is None or not 0 <= place < len(asked.order):
            raise IndexError(place)
        return replace(self, given=(*self.given, Given(asked, place)))

    def undone(self) -> "Session":
        """Return the session without its last answer."""
        return replace(self, given=self.given[:-1])


def seed_of(code: str) -> int:
    """Return the seed that a code stands for, the same on every machine."""
    return int.from_bytes(hashlib.sha256(code.strip().casefold().encode()).digest()[:8], "big")


def put(question: Question, rng: random.Random) -> Asked:
    """Put a question with its options shuffled; options that are numbers keep their order."""
    order = list(range(len(question.options)))
    if not all(_NUMBER.match(option.text) for option in question.options):
        rng.shuffle(order)
    return Asked(question, tuple(order))


def practice(title: str, questions: Iterable[Question], count: int, seed: int, first: Sequence[str] = ()) -> Session:
    """Draw a run of questions.

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
    return Session(title, tuple(put(question, rng) for question in pool[: max(count, 0)]))
