"""A question as it is presented: the order of its options, its numbers, and so its answer."""

import random
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from math import floor, log10

from guide.counting import fixed
from guide.library.records import Question
from guide.physics.quantities import calculate

_NUMBER = re.compile(r"^[<>≤≥≈~]?\s*[-−]?\d")
_BRACES = re.compile(r"\{(\w+)\}")
SHUFFLES = 20
"""Attempts at an order that differs from the right one; five items come out right once in 120."""


@dataclass(frozen=True, slots=True)
class PresentedQuestion:
    """A question as it is presented.

    Attributes:
        question: The question.
        order: The option shown at each place.
        partners: In a match, the option whose pair is shown at each place of the right column.
        values: The drawn parameters of a numeric question.
        answer: The answer to a numeric question, in its unit; None for every other form.
    """

    question: Question
    order: tuple[int, ...]
    partners: tuple[int, ...] = ()
    values: Mapping[str, float] = field(default_factory=dict)
    answer: float | None = None

    def place_of_key(self) -> int:
        """Return the place at which the only right option is shown."""
        return self.order.index(self.question.key)

    def filled(self, text: str) -> str:
        """Return a text with drawn parameters and answer in place of their names in braces."""
        if self.question.numeric is None:
            return text
        shown = {name: f"{value:g}" for name, value in self.values.items()}
        if self.answer is not None:
            shown["answer"] = number_text(self.answer, self.question.numeric.decimals)
        return _BRACES.sub(lambda match: shown.get(match[1], match[0]), text)


def number_text(value: float, decimals: int) -> str:
    """Return a number as it is shown, with commas between thousands."""
    return fixed(value, decimals, commas=True)


def decimals_of(value: float) -> int:
    """Return the decimals that a small number needs so that its first digit is seen."""
    return max(-floor(log10(abs(value))), 0) if value else 0


def present(question: Question, seed: int) -> PresentedQuestion:
    """Present a question: choose the order of its options and draw its numbers.

    The same seed and question give the same order and numbers, whatever other questions there are.
    Options that are numbers keep their order.
    """
    rng = random.Random(f"{seed}:{question.id}")
    order = list(range(len(question.options)))
    if question.numeric is not None:
        values = {
            name: rng.choice(choices) for name, choices in sorted(question.numeric.draw.items())
        }
        answer = calculate(question.numeric.quantity, values)
        return PresentedQuestion(question, (), values=values, answer=answer)
    if question.form == "match":
        partners = order[:]
        _disarrange(partners, rng)
        return PresentedQuestion(question, tuple(order), tuple(partners))
    if question.form == "order":
        _disarrange(order, rng)
    elif question.form != "card" and not all(
        _NUMBER.match(option.text) for option in question.options
    ):
        rng.shuffle(order)
    return PresentedQuestion(question, tuple(order))


def _disarrange(order: list[int], rng: random.Random) -> None:
    right = order[:]
    for _ in range(SHUFFLES):
        rng.shuffle(order)
        if order != right:
            return
