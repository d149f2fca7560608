"""An answer: what was chosen, how sure the learner is, whether it is right, and its stored form."""

import math
import re
from dataclasses import dataclass
from typing import Literal

from guide.library.records import Question, prose
from guide.physics.quantities import calculate
from guide.study.presenting import PresentedQuestion

Confidence = Literal["", "unsure", "fairly", "sure"]
LETTERS = "ABCDEF"
ROUNDING = 1e-9
DIGITS = 12
"""Significant digits of a number that are stored."""
COUNT_WORDS = ("", "one", "two", "three", "four", "five", "six")
BOTH = 2
_NUMBER = re.compile(r"\s*([-+−]?\d+(?:[.,]\d+)?(?:[eE][-+]?\d+)?)\s*\D{0,12}")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer to a question.

    Attributes:
        presented: The question as it was presented.
        choice: Options in the question's own numbering: the chosen one; the chosen ones of
            several; all of an order in the sequence given; for each option of a match, the option
            whose pair was assigned to it.
        number: The number given to a numeric question.
        confidence: How sure the learner is; empty when the learner was not asked.
    """

    presented: PresentedQuestion
    choice: tuple[int, ...] = ()
    number: float | None = None
    confidence: Confidence = ""

    @property
    def question(self) -> Question:
        """The question that is answered."""
        return self.presented.question

    @property
    def right(self) -> bool:
        """Whether the whole answer is right."""
        return self.share >= 1

    @property
    def share(self) -> float:
        """Share that is right, from 0 to 1.

        For a question with several right options this is the hits less the false choices; for an
        order or a match it is the share of items in the right place.
        """
        question, choice = self.question, self.choice
        if self.presented.answer is not None and question.numeric is not None:
            return float(
                self.number is not None
                and is_close(self.number, self.presented.answer, question.numeric.tolerance)
            )
        if question.form in ("order", "match"):
            placed = sum(option == place for place, option in enumerate(choice))
            return placed / max(len(question.options), 1)
        keys = set(question.keys)
        return max(len(keys & set(choice)) - len(set(choice) - keys), 0) / max(len(keys), 1)

    @property
    def response(self) -> str:
        """The answer as it is stored: option numbers separated by commas, or the number."""
        if self.number is not None:
            return f"{self.number:.{DIGITS}g}"
        return ",".join(map(str, self.choice))

    @property
    def mistake(self) -> int | None:
        """Which of the known mistakes leads to the number given; None when none does."""
        numeric = self.question.numeric
        if numeric is None or self.number is None or self.right:
            return None
        for place in range(len(numeric.mistakes)):
            wrong = calculate_mistake(self.presented, place)
            if wrong is not None and is_close(self.number, wrong, numeric.tolerance):
                return place
        return None


def asked_count(question: Question) -> int | None:
    """Return how many options a question wants; None where its stem leaves that open.

    Of several right options it is their number where the stem says it, as in "Which three …?".
    """
    if question.form in ("order", "match"):
        return len(question.options)
    if question.form != "several":
        return 1
    count = len(question.keys)
    words = set(_WORD.findall(prose(question.stem).casefold()))
    return count if COUNT_WORDS[count] in words or (count == BOTH and "both" in words) else None


def is_complete(question: Question, chosen: int) -> bool:
    """Tell whether a number of chosen options is an answer: no fewer, and no more, than asked."""
    return chosen > 0 and chosen == (asked_count(question) or chosen)


def right_answer(presented: PresentedQuestion) -> Answer:
    """Return the right answer to a question of any form."""
    question = presented.question
    if question.form == "numeric":
        return Answer(presented, number=presented.answer)
    if question.form in ("order", "match"):
        return Answer(presented, tuple(range(len(question.options))))
    return Answer(presented, question.keys)


def is_close(number: float, answer: float, tolerance: float) -> bool:
    """Tell whether a number lies within a tolerance, in per cent, of an answer."""
    return abs(number - answer) <= abs(answer) * tolerance / 100 + ROUNDING


def calculate_mistake(presented: PresentedQuestion, place: int) -> float | None:
    """Calculate the number to which a known mistake leads; None when it leads to none."""
    numeric = presented.question.numeric
    if numeric is None:
        return None
    mistake = numeric.mistakes[place]
    values = dict(presented.values)
    for name, other in mistake.values.items():
        values[name] = presented.values[other] if other in presented.values else float(other)
    try:
        return calculate(mistake.quantity, values)
    except (ValueError, ZeroDivisionError, TypeError):
        return None


def read_answer(
    presented: PresentedQuestion, text: str, confidence: Confidence = ""
) -> Answer | None:
    """Read an answer as typed in the plain terminal.

    The text holds letters or numbers of the places shown: one for a choice, as many as are asked
    for of several, all in the right sequence for an order; for a match, the letter on the right for
    each item on the left; a number for a numeric question.

    Returns:
        The answer, or None when the text does not answer this question.
    """
    form = presented.question.form
    if form == "numeric":
        return _read_number(presented, text, confidence)
    count = len(presented.order)
    places = _read_places(text, count) or []
    if not is_complete(presented.question, len(places)):
        return None
    source = presented.partners if form == "match" else presented.order
    choice = tuple(source[place] for place in places)
    return Answer(
        presented, tuple(sorted(choice)) if form == "several" else choice, confidence=confidence
    )


def _read_number(presented: PresentedQuestion, text: str, confidence: Confidence) -> Answer | None:
    found = _NUMBER.fullmatch(text)
    if found is None:
        return None
    number = float(found[1].replace("−", "-").replace(",", "."))
    if not math.isfinite(number):
        return None
    return Answer(presented, number=number, confidence=confidence)


def _read_places(text: str, count: int) -> list[int] | None:
    letters = re.sub(r"[\s,;>-]+", "", text.upper())
    if re.fullmatch(r"[A-F]+", letters):
        places = [LETTERS.index(letter) for letter in letters]
    elif re.fullmatch(r"[1-9\s,;]+", text):
        places = [int(digit) - 1 for digit in re.findall(r"[1-9]", text)]
    else:
        return None
    return places if places and max(places) < count and len(set(places)) == len(places) else None


def read_stored_answer(
    presented: PresentedQuestion, response: str, confidence: Confidence = ""
) -> Answer | None:
    """Read an answer as `Answer.response` wrote it; None when it does not fit the question."""
    if presented.question.form == "numeric":
        try:
            number = float(response)
        except ValueError:
            return None
        if not math.isfinite(number):
            return None
        return Answer(presented, number=number, confidence=confidence)
    parts = response.split(",")
    if not all(part.isdecimal() and len(part) <= DIGITS for part in parts):
        return None
    choice = tuple(map(int, parts))
    return Answer(presented, choice, confidence=confidence) if _fits(presented, choice) else None


def _fits(presented: PresentedQuestion, choice: tuple[int, ...]) -> bool:
    """Tell whether a choice answers a question, whose options may have changed since."""
    count = len(presented.question.options)
    if len(set(choice)) < len(choice) or max(choice) >= count:
        return False
    wanted = {"several": len(choice), "order": count, "match": count}
    return len(choice) == wanted.get(presented.question.form, 1)
