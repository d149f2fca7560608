"""Practice, review and drill: a question, its feedback at once, and the score."""

import time

from guide.coach.practice import Practice
from guide.errors import GuideError
from guide.layout.lines import EMPTY, Line, Piece, wrap
from guide.layout.quiz.front import head_line, score_lines
from guide.layout.quiz.question import Draft, feedback_lines, one_press, question_lines
from guide.study.answering import Answer, Confidence
from guide.study.presenting import PresentedQuestion
from guide.ui.quiz.stage import Desk, Stage, answer_hint, confidence_of, submit_confidence


class RunningStage(Stage):
    """A run of questions."""

    def __init__(self, desk: Desk, run: Practice, again: str) -> None:
        """Begin with the first question.

        Args:
            desk: What stages share.
            run: The questions.
            again: The target that starts such a run anew.
        """
        super().__init__(desk)
        self._run = run
        self._again = again
        self._put()

    def _put(self) -> None:
        self._run.extend()
        self._run.skip_answered_elsewhere(self.desk.world.now())
        self._draft = Draft()
        self._put_at = time.monotonic()
        self.place = "question" if self._run.session.current is not None else "score"
        self.arrows_move = self.place == "score"

    @property
    def typing(self) -> bool:  # type: ignore[override]
        """Digits are typed into a number."""
        return self.place == "question"

    @property
    def _asked(self) -> PresentedQuestion | None:
        return (
            self._run.session.given[-1].asked
            if self.place == "feedback"
            else self._run.session.current
        )

    @property
    def _offered(self) -> bool:
        return self.desk.preferences.confidence

    def lines(self, width: int) -> list[Line]:
        """Return question, feedback or score."""
        session, catalogue = self._run.session, self.desk.world.catalogue
        asked = self._asked
        if self.place == "score" or asked is None:
            return score_lines(session, catalogue, width)
        given = session.given[-1] if self.place == "feedback" else None
        number = len(session.given) + (0 if given else 1)
        head = head_line(session, number, width)
        if self._run.mode == "drill":
            head = (Piece(f"{session.title} · {number}   {session.score} right", "dim"),)
        lines = [head, EMPTY, *question_lines(asked, width, given, self._draft)]
        if given is not None:
            return lines + feedback_lines(given, catalogue, width)
        if asked.question.form != "card" or self._draft.revealed:
            lines += [EMPTY, *wrap([Piece(answer_hint(asked, self._offered), "dim")], width)]
        return lines

    def press(self, key: str, character: str) -> bool:
        """Answer, go on, undo, flag."""
        asked = self._asked
        if self.place == "question" and asked is not None:
            return self._press_question(asked, key, character)
        if self.place == "feedback":
            return self._press_feedback(key, character)
        return False

    def _press_question(self, asked: PresentedQuestion, key: str, character: str) -> bool:
        form = asked.question.form
        if key == "u" and form != "numeric" and self._run.session.given:
            self._undo()
            return True
        if form == "card" and not self._draft.revealed:
            if key in ("enter", "space"):
                self._draft = Draft(revealed=True)
                self.desk.relay(False)
            return key in ("enter", "space")
        if one_press(asked.question):
            found = confidence_of(character, self._offered)
            if found is not None and found[0] < len(asked.order):
                self._give(Answer(asked, (asked.order[found[0]],), None, found[1]))
            return found is not None
        said = submit_confidence(key, character, self._offered)
        if said is not None:
            self._submit(asked, said)
        elif key == "backspace":
            self._change(self._draft.erased(asked))
        elif form == "numeric" and character and character in "0123456789.,":
            self._change(Draft(text=self._draft.text + character))
        elif (
            form != "numeric"
            and len(character) == 1
            and character.lower() in "abcdef"[: len(asked.order)]
        ):
            self._change(self._draft.pressed(asked, "abcdef".index(character.lower())))
        else:
            return False
        return True

    def _press_feedback(self, key: str, character: str) -> bool:
        if key == "enter":
            self._put()
            self.desk.relay(False)
        elif key == "u":
            self._undo()
        elif key == "r":
            self.request("do", "read_passage")
        elif character in ("!", "*"):
            self._mark("doubt" if character == "!" else "flag")
        else:
            return False
        return True

    def _change(self, draft: Draft) -> None:
        self._draft = draft
        self.desk.relay(True)

    def _submit(self, asked: PresentedQuestion, said: Confidence) -> None:
        given = self._draft.given(asked, said)
        if given is None:
            self.desk.say("The answer is not whole yet.", False)
        else:
            self._give(given)

    def _give(self, given: Answer) -> None:
        """Keep the answer, on disk, before anything else is shown; a failed write keeps the question."""
        try:
            self._run.give(given, self.desk.world.now(), time.monotonic() - self._put_at)
        except GuideError as error:
            self.desk.say(str(error), True)
            return
        self.place = "feedback"
        self.desk.relay(False)

    def _undo(self) -> None:
        try:
            self._run.undo()
        except GuideError as error:
            self.desk.say(str(error), True)
            return
        self._put()
        self.desk.relay(False)

    def _mark(self, kind: str) -> None:
        asked = self._asked
        if asked is not None:
            on = self.desk.world.progress.reviews.toggle_mark(
                asked.question.id, kind, self.desk.world.now()
            )
            words = {"flag": ("Flagged: practise it with the filter flagged.", "No longer flagged."),
                     "doubt": ("Noted as doubtful; `abscopal export` lists it.", "No longer doubted.")}[kind]  # fmt: skip
            self.desk.say(words[0] if on else words[1], False)

    def request(self, verb: str, name: str) -> bool:
        """Act on a click or a command."""
        asked = self._asked
        if verb == "choose" and self.place == "question" and asked is not None:
            place = int(name)
            if one_press(asked.question):
                self._give(
                    Answer(asked, (asked.order[place],), None, "fairly" if self._offered else "")
                )
            else:
                self._change(self._draft.pressed(asked, place))
        elif verb == "turn":
            self._change(Draft(revealed=True))
        elif verb == "again":
            self.desk.follow(self._again)
        elif verb == "do" and name == "next_question":
            return self._press_feedback("enter", "")
        elif verb == "do" and name == "undo":
            self._undo()
        elif verb == "do" and name == "read_passage" and asked is not None:
            self.desk.follow(f"passage:{asked.question.entry}:{asked.question.section}")
        elif verb == "do" and name in ("flag", "doubt"):
            self._mark(name)
        else:
            return False
        return True

    @property
    def question(self) -> PresentedQuestion | None:
        """The question that is shown, for the note on its sources."""
        return self._asked if self.place != "score" else None
