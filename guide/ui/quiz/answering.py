"""A question that is being answered: letters, numbers, the cursor and the mouse."""

from guide.layout.targets import Action, ChooseOption, Target
from guide.library.records import Question
from guide.study.answering import COUNT_WORDS, Answer, Confidence, asked_count
from guide.study.draft import NO_DRAFT, Draft, takes_one_press
from guide.study.presenting import PresentedQuestion
from guide.ui.command import Hint
from guide.ui.quiz.stage import Desk, Stage

INCOMPLETE = {
    "numeric": "Incomplete answer: type a number.",
    "order": "Incomplete answer: choose the options in their order.",
    "match": "Incomplete answer: choose a letter for each item.",
}


def incomplete(question: Question) -> str:
    """Return what is missing in an answer that is not complete."""
    if question.form != "several":
        return INCOMPLETE.get(question.form, "Incomplete answer: choose an option.")
    count = asked_count(question)
    return f"Incomplete answer: choose {COUNT_WORDS[count] if count else 'one or more'} options."


ANSWER_ACTIONS = frozenset(
    {
        Action.ANSWER,
        Action.ANSWER_SURE,
        Action.ANSWER_UNSURE,
        Action.TICK,
        Action.UP,
        Action.DOWN,
    }
)


class AnsweringStage(Stage):
    """A stage that takes the answer to one question; `submit` says what becomes of it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.draft = Draft()

    @property
    def answering(self) -> PresentedQuestion | None:
        """The question that is being answered; None when none is."""
        raise NotImplementedError

    def submit(self, answer: Answer) -> None:
        """Take the answer."""
        raise NotImplementedError

    @property
    def _offered(self) -> bool:
        return self.desk.preferences.confidence

    def _fairly(self) -> Confidence:
        return "fairly" if self._offered else ""

    @property
    def _hidden_card(self) -> bool:
        presented = self.answering
        return (
            presented is not None and presented.question.form == "card" and not self.draft.revealed
        )

    def can(self, action: Action) -> bool:
        """Tell which ways to answer fit the question."""
        if action is Action.REVEAL:
            return self._hidden_card
        if action not in ANSWER_ACTIONS:
            return super().can(action)
        presented = self.answering
        if presented is None or self._hidden_card:
            return False
        chosen = isinstance(self.desk.target(), ChooseOption)
        steps = not takes_one_press(presented.question)
        ready = {
            Action.ANSWER: chosen or steps,
            Action.ANSWER_SURE: self._offered and (chosen or steps),
            Action.ANSWER_UNSURE: self._offered and (chosen or steps),
            Action.TICK: steps and chosen,
        }
        return ready.get(action, presented.question.form != "numeric")

    def hints(self) -> tuple[Hint, ...]:
        """Return what answers the question in view, or enters a step of the answer."""
        presented = self.answering
        if presented is None or self._hidden_card:
            return ()
        form, here = presented.question.form, frozenset({self.place})
        if form == "numeric":
            return (Hint(here, "0–9", "number", "Type the number; ctrl+u empties the field"),)
        letters, count = letters_of(presented), len(presented.order)
        steps = {
            "several": ("tick", "A letter ticks an option, or unticks it"),
            "order": ("put in order", "A letter puts an option next in the order"),
            "match": ("match", "A letter belongs to the item with the question mark"),
        }
        if form in steps:
            return (Hint(here, letters, *steps[form]),)
        sure = f"; 1–{count} also says that you are unsure, {letters.upper()} that you are sure"
        explained = f"A letter answers{sure if self._offered else ''}"
        return (Hint(here, letters, "answer", explained),)

    def do(self, action: Action) -> bool:
        """Answer with what is chosen or entered."""
        sure: dict[Action, Confidence] = {
            Action.ANSWER: self._fairly(),
            Action.ANSWER_SURE: "sure",
            Action.ANSWER_UNSURE: "unsure",
        }
        if action in sure:
            self._answer(sure[action])
        elif action is Action.REVEAL:
            self.draft = Draft(revealed=True)
            self.desk.relay(False)
        elif action is Action.TICK:
            target = self.desk.target()
            return target is not None and self.handle(target)
        else:
            return False
        return True

    def handle(self, target: Target) -> bool:
        """Choose the option that was clicked."""
        if not isinstance(target, ChooseOption) or self.answering is None:
            return False
        self._pick(target.place, self._fairly())
        return True

    def enter_text(self, key: str, character: str) -> bool:
        """Take a letter that chooses, a digit of a number, or the backspace key."""
        presented = self.answering
        if presented is None or self._hidden_card:
            return False
        if takes_one_press(presented.question):
            pressed = confidence_of(character)
            if pressed is None or pressed[0] >= len(presented.order):
                return False
            self._pick(pressed[0], pressed[1] if self._offered else "")
            return True
        if key == "backspace":
            self.change(self.draft.erase(presented))
        elif key == "ctrl+u":
            self.change(NO_DRAFT)
        elif presented.question.form == "numeric":
            if not character or character not in "0123456789.,":
                return False
            self.change(self.draft.type(character))
        else:
            place = "abcdef".find(character.lower()) if character else -1
            if not 0 <= place < len(presented.order):
                return False
            self._pick(place, "")
        return True

    def _pick(self, place: int, confidence: Confidence) -> None:
        """Choose an option: this is the answer, or one step of it."""
        presented = self.answering
        if presented is None:
            return
        if takes_one_press(presented.question):
            self.submit(Answer(presented, (presented.order[place],), None, confidence))
        else:
            self.change(self.draft.pick(presented, place))

    def _answer(self, confidence: Confidence) -> None:
        presented, target = self.answering, self.desk.target()
        if presented is None:
            return
        answer = self.draft.answer(presented, confidence)
        if answer is not None and not takes_one_press(presented.question):
            self.submit(answer)
        elif isinstance(target, ChooseOption) and not self._ticks_begun(presented):
            self._pick(target.place, confidence)
        else:
            self.desk.say(incomplete(presented.question), False)

    def _ticks_begun(self, presented: PresentedQuestion) -> bool:
        """Tell whether Enter means the ticks so far, rather than the option under the cursor."""
        return presented.question.form == "several" and not self.draft.is_empty

    def change(self, draft: Draft) -> None:
        """Take what is entered so far."""
        self.draft = draft
        self.desk.relay(True)


def confidence_of(character: str) -> tuple[int, Confidence] | None:
    """Return the place and the confidence that one key says; None when it is no answer.

    1–6 say unsure, a–f fairly sure, A–F sure.
    """
    keys: tuple[tuple[str, Confidence], ...] = (
        ("123456", "unsure"),
        ("abcdef", "fairly"),
        ("ABCDEF", "sure"),
    )
    for row, confidence in keys:
        if len(character) == 1 and character in row:
            return row.index(character), confidence
    return None


def letters_of(presented: PresentedQuestion) -> str:
    """Return the letters of the options, such as "a–d"."""
    return f"a–{'abcdef'[len(presented.order) - 1]}"


def answer_hint(presented: PresentedQuestion, offered: bool) -> str:
    """Return how to answer, in one line.

    Args:
        presented: The question.
        offered: Whether the learner may say how sure the answer is.
    """
    last = len(presented.order)
    form = presented.question.form
    if takes_one_press(presented.question):
        letters = letters_of(presented)
        sure = f"; unsure 1–{last}, sure {letters.upper()}" if offered else ""
        return f"{letters} answers{sure}; or up, down and enter"
    sure = "; + if sure, - if unsure" if offered else ""
    if form == "numeric":
        return f"type the number, enter submits it{sure}"
    what = {
        "several": "letters tick",
        "order": "letters in the right order",
        "match": "for 1, 2, 3 … the letter that belongs to it",
    }[form]
    return f"{what}, backspace takes back, enter submits{sure}"
