"""An answer: what was chosen, how sure, whether it is right, and how it is written down."""

import re
from dataclasses import dataclass
from typing import Literal

from guide.physics.quantities import calculate
from guide.study.presenting import PresentedQuestion

Confidence = Literal["", "unsure", "fairly", "sure"]
LETTERS = "ABCDEF"
ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer.

    Attributes:
        asked: The question as it was put.
        choice: Options in the question's own numbering: the chosen one, the chosen ones, all in the order given, or for each
            option of a match the one whose pair it was given.
        number: The number given to a numeric question.
        confidence: How sure the learner said to be; empty when it was not asked.
    """

    asked: PresentedQuestion
    choice: tuple[int, ...] = ()
    number: float | None = None
    confidence: Confidence = ""

    @property
    def right(self) -> bool:
        """Whether all of it is right."""
        return self.share >= 1

    @property
    def share(self) -> float:
        """Share that is right, from 0 to 1: of several, hits less false ones; of order and match, items at their place."""
        question, choice = self.asked.question, self.choice
        if self.asked.answer is not None and question.numeric is not None:
            return float(
                self.number is not None
                and close(self.number, self.asked.answer, question.numeric.tolerance)
            )
        if question.form in ("order", "match"):
            return sum(one == place for place, one in enumerate(choice)) / max(
                len(question.options), 1
            )
        keys = set(question.keys)
        return max(len(keys & set(choice)) - len(set(choice) - keys), 0) / max(len(keys), 1)

    @property
    def option(self) -> int:
        """The chosen option of a question with one choice."""
        return self.choice[0]

    @property
    def response(self) -> str:
        """The answer as it is stored: options by number with commas, or the number."""
        return f"{self.number:g}" if self.number is not None else ",".join(map(str, self.choice))

    @property
    def slip(self) -> int | None:
        """Which of the known slips of reckoning leads to the number given; None when none does or it is right."""
        numeric = self.asked.question.numeric
        if numeric is None or self.number is None or self.right:
            return None
        for place in range(len(numeric.slips)):
            found = slip_value(self.asked, place)
            if found is not None and close(self.number, found, numeric.tolerance):
                return place
        return None


def right_answer(asked: PresentedQuestion) -> Answer:
    """Return the right answer to a question of any form."""
    question = asked.question
    if asked.answer is not None:
        return Answer(asked, (), asked.answer)
    if question.form in ("order", "match"):
        return Answer(asked, tuple(range(len(question.options))))
    return Answer(asked, question.keys)


def close(number: float, answer: float, tolerance: float) -> bool:
    """Tell whether a number lies within a tolerance, in per cent, of an answer."""
    return abs(number - answer) <= abs(answer) * tolerance / 100 + ROUNDING


def slip_value(asked: PresentedQuestion, place: int) -> float | None:
    """Return the number to which a slip leads, None when it has none."""
    numeric = asked.question.numeric
    if numeric is None:
        return None
    slip = numeric.slips[place]
    values = dict(asked.values)
    for name, other in slip.values.items():
        values[name] = asked.values[other] if other in asked.values else float(other)
    try:
        return calculate(slip.quantity, values)
    except (ValueError, ZeroDivisionError, TypeError):
        return None


def _places(text: str, count: int) -> list[int] | None:
    letters = re.sub(r"[\s,;>-]+", "", text.upper())
    if re.fullmatch(r"[A-F]+", letters):
        places = [LETTERS.index(letter) for letter in letters]
    elif re.fullmatch(r"[1-9\s,;]+", text):
        digits = re.findall(r"[1-9]", text)
        places = [int(digit) - 1 for digit in digits]
    else:
        return None
    return places if places and max(places) < count and len(set(places)) == len(places) else None


def read_answer(asked: PresentedQuestion, text: str, confidence: Confidence = "") -> Answer | None:
    """Read an answer as typed in the plain terminal.

    Letters or numbers of the places shown: one for a choice, some for several, all in the right order for an order; for a
    match, for each item on the left the letter on the right; a number for a numeric question.

    Returns:
        None when it is no answer to this question.
    """
    form = asked.question.form
    if form == "numeric":
        found = re.fullmatch(
            r"\s*([-+−]?\d+(?:[.,]\d+)?(?:[eE][-+]?\d+)?)\s*\D{0,12}", text.replace(" ", " ")
        )
        return (
            Answer(asked, (), float(found[1].replace("−", "-").replace(",", ".")), confidence)
            if found
            else None
        )
    places = _places(text, len(asked.order))
    if places is None:
        return None
    if form == "several":
        return Answer(
            asked, tuple(sorted(asked.order[place] for place in places)), None, confidence
        )
    if form == "order":
        return (
            Answer(asked, tuple(asked.order[p] for p in places), None, confidence)
            if len(places) == len(asked.order)
            else None
        )
    if form == "match":
        return (
            Answer(asked, tuple(asked.partners[p] for p in places), None, confidence)
            if len(places) == len(asked.order)
            else None
        )
    return Answer(asked, (asked.order[places[0]],), None, confidence) if len(places) == 1 else None


def stored(asked: PresentedQuestion, response: str, confidence: Confidence = "") -> Answer | None:
    """Read an answer as `Answer.response` wrote it; None when it does not fit the question."""
    if asked.question.form == "numeric":
        try:
            return Answer(asked, (), float(response), confidence)
        except ValueError:
            return None
    parts = response.split(",") if response else []
    if not all(part.isdigit() and int(part) < len(asked.question.options) for part in parts):
        return None
    return Answer(asked, tuple(map(int, parts)), None, confidence)
