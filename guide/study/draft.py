"""An answer that is being entered, one step at a time."""

from dataclasses import dataclass, replace

from guide.library.records import Question
from guide.study.answering import Answer, Confidence, is_complete
from guide.study.presenting import PresentedQuestion

LONGEST = 20
"""Characters of a number, more than any answer has."""


@dataclass(frozen=True, slots=True)
class Draft:
    """An answer that is not submitted yet.

    Attributes:
        places: Places chosen so far: the ticked options, the order so far, the partners so far.
        text: What has been typed of a number.
        revealed: Whether a card has been turned.
    """

    places: tuple[int, ...] = ()
    text: str = ""
    revealed: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing has been chosen or typed."""
        return not self.places and not self.text

    def pick(self, presented: PresentedQuestion, place: int) -> "Draft":
        """Return the draft after an option is chosen.

        Of several right options the choice ticks or unticks it. In an order or a match it comes
        next; the last remaining option is added without being asked for.
        """
        form, count = presented.question.form, len(presented.order)
        if form == "several":
            return replace(self, places=tuple(sorted(set(self.places) ^ {place})))
        if place in self.places:
            return self
        places = (*self.places, place)
        if len(places) == count - 1:
            places += tuple(set(range(count)) - set(places))
        return replace(self, places=places)

    def type(self, character: str) -> "Draft":
        """Return the draft after a digit or a decimal separator of a number is typed."""
        return replace(self, text=(self.text + character)[:LONGEST])

    def erase(self, presented: PresentedQuestion) -> "Draft":
        """Return the draft without its last step."""
        if self.text:
            return replace(self, text=self.text[:-1])
        form = presented.question.form
        # The last option of an order or a match was added together with the one before it.
        paired = len(self.places) == len(presented.order) and form in ("order", "match")
        return replace(self, places=self.places[: -2 if paired else -1])

    def answer(self, presented: PresentedQuestion, confidence: Confidence) -> Answer | None:
        """Return the answer, or None while it is incomplete."""
        form = presented.question.form
        if form == "numeric":
            try:
                number = float(self.text.replace(",", "."))
            except ValueError:
                return None
            return Answer(presented, (), number, confidence)
        if form == "several":
            choice = tuple(sorted(presented.order[place] for place in self.places))
            complete = is_complete(presented.question, len(choice))
            return Answer(presented, choice, None, confidence) if complete else None
        if len(self.places) < len(presented.order):
            return None
        source = presented.partners if form == "match" else presented.order
        return Answer(presented, tuple(source[place] for place in self.places), None, confidence)

    @classmethod
    def of(cls, answer: Answer) -> "Draft":
        """Return the draft that an answer came from, to show what was answered."""
        presented = answer.presented
        if answer.number is not None:
            return cls(text=f"{answer.number:g}")
        match = presented.question.form == "match"
        source = presented.partners if match else presented.order
        return cls(tuple(source.index(choice) for choice in answer.choice))


NO_DRAFT = Draft()


def takes_one_press(question: Question) -> bool:
    """Tell whether one key answers a question."""
    return question.form in ("single", "figure", "card")
