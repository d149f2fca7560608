"""The exam: free navigation, flags, options struck out, a clock; feedback only in the report at the end."""

import time

from guide.coach.exam import RunningExam
from guide.errors import GuideError
from guide.exchange.result_file import Result, write_result
from guide.layout.lines import EMPTY, Line, Piece, wrap
from guide.layout.quiz.exam import exam_head, overview_lines, report_lines
from guide.layout.quiz.question import Draft, feedback_lines, one_press, question_lines
from guide.study.answering import Answer
from guide.study.exam import Exam, Report
from guide.study.presenting import PresentedQuestion
from guide.ui.quiz.stage import Desk, Stage, answer_hint, confidence_of, submit_confidence

SAVE_EVERY = 5
"""Seconds of the clock that a crash can cost at most."""


class ExamStage(Stage):
    """An exam being sat."""

    place = "exam"
    arrows_move = False

    def __init__(self, desk: Desk, sitting: RunningExam) -> None:
        super().__init__(desk)
        self._sitting = sitting
        self._draft = Draft()
        self._striking = False
        self._ticked_at = time.monotonic()
        self._unsaved = 0.0
        self._report: Report | None = None
        self._result = ""
        self._through = -1

    @property
    def typing(self) -> bool:  # type: ignore[override]
        """Letters answer while a question is shown."""
        return self.place == "exam"

    @property
    def _exam(self) -> Exam:
        return self._sitting.exam

    def lines(self, width: int) -> list[Line]:
        """Return the question, the overview, the report, or the way through it."""
        exam, catalogue = self._exam, self.desk.world.catalogue
        if self._report is not None and self._through >= 0:
            given = exam.given.get(self._through)
            asked = exam.asked[self._through]
            head: Line = (Piece(f"{exam.title} · {self._through + 1} of {len(exam.asked)}", "dim"),)
            if given is None:
                given = Answer(asked, asked.question.keys)
                return [
                    head,
                    EMPTY,
                    (Piece("Without an answer. The key:", "warn"),),
                    EMPTY,
                    *question_lines(asked, width, given),
                ]
            return [
                head,
                EMPTY,
                *question_lines(asked, width, given),
                *feedback_lines(given, catalogue, width),
            ]
        if self._report is not None:
            return report_lines(
                exam, self._report, catalogue, self.desk.bank.topics, width, self._result
            )
        if self.place == "overview":
            return overview_lines(exam, width)
        asked = exam.current
        struck = frozenset(option for place, option in exam.struck if place == exam.at)
        draft = self._draft
        given = exam.given.get(exam.at)
        if given is not None and not draft.places and not draft.text:
            draft = drafted(given)
        lines = [
            exam_head(exam, width),
            EMPTY,
            *question_lines(asked, width, None, draft, struck),
            EMPTY,
        ]
        said = f"   you are {given.confidence}" if given is not None and given.confidence else ""
        hint = (
            "strike out which letter?"
            if self._striking
            else answer_hint(asked, self.desk.preferences.confidence)
        )
        return [
            *lines,
            *wrap([Piece(hint, "warn" if self._striking else "dim"), Piece(said, "dim")], width),
        ]

    def tick(self) -> None:
        """Let the clock run; when it runs out the exam ends by itself."""
        now = time.monotonic()
        passed, self._ticked_at = now - self._ticked_at, now
        if self._report is not None or self._exam.paused:
            return
        self._unsaved += passed
        after = self._exam.tick(passed)
        if self._unsaved >= SAVE_EVERY:
            self._step(after)
        else:
            self._sitting.pass_time(passed)
        if self._exam.over:
            self.desk.say("The time is up.", False)
            self._finish()
        elif self.place == "exam":
            self.desk.relay(True)

    def _step(self, exam: Exam) -> None:
        """Keep a new state; the time since the last tick goes with it."""
        try:
            self._sitting.step(exam)
            self._unsaved = 0.0
        except GuideError as error:
            self.desk.say(str(error), True)

    def _now(self) -> Exam:
        """The exam with the time up to this moment."""
        now = time.monotonic()
        passed, self._ticked_at = now - self._ticked_at, now
        return self._exam.tick(passed)

    def press(self, key: str, character: str) -> bool:
        """Answer, move, flag, strike out, pause, finish."""
        if self._report is not None:
            return self._press_report(key)
        if (key == "escape" and self.place == "overview") or (
            key == "o" and self.place == "overview"
        ):
            self._look("exam")
        elif self.place == "overview":
            return False
        elif self._exam.paused:
            if key in ("p", "enter", "space"):
                self._pause()
        elif self._striking:
            self._striking = False
            found = confidence_of(character.lower(), False)
            if found is not None and found[0] < len(self._exam.current.order):
                self._step(self._now().strike(found[0]))
            self.desk.relay(True)
        else:
            return self._press_question(key, character)
        return True

    def _press_question(self, key: str, character: str) -> bool:
        asked = self._exam.current
        moves = {"right": 1, "n": 1, "left": -1, "p": -1}
        if key in moves:
            self._go(self._exam.at + moves[key])
        elif key == "o":
            self._look("overview")
        elif character == "*":
            self._step(self._now().flagged())
            self.desk.relay(True)
        elif key == "x":
            self._striking = True
            self.desk.relay(True)
        elif character == "P":
            self._pause()
        elif one_press(asked.question):
            found = confidence_of(character, self.desk.preferences.confidence)
            if found is not None and found[0] < len(asked.order):
                self._answer(Answer(asked, (asked.order[found[0]],), None, found[1]))
            elif key == "enter":
                self._go(self._exam.at + 1)
            else:
                return found is not None
        else:
            return self._press_steps(asked, key, character)
        return True

    def _press_steps(self, asked: PresentedQuestion, key: str, character: str) -> bool:
        said = submit_confidence(key, character, self.desk.preferences.confidence)
        if said is not None:
            given = self._draft.given(asked, said)
            if given is not None:
                self._answer(given)
            elif key == "enter" and not self._draft.places and not self._draft.text:
                self._go(self._exam.at + 1)
            else:
                self.desk.say("The answer is not whole yet.", False)
        elif key == "backspace":
            self._draft = self._draft.erased(asked)
        elif asked.question.form == "numeric" and character and character in "0123456789.,":
            self._draft = Draft(text=self._draft.text + character)
        elif (
            asked.question.form != "numeric"
            and len(character) == 1
            and character.lower() in "abcdef"[: len(asked.order)]
        ):
            self._draft = self._draft.pressed(asked, "abcdef".index(character.lower()))
        else:
            return False
        self.desk.relay(True)
        return True

    def _answer(self, given: Answer) -> None:
        """Keep the answer, on disk, then show the next question without one."""
        before = self._exam
        self._step(self._now().answer(given))
        if self._exam is before:
            return
        self._draft = Draft()
        self._go(self._exam.at + 1 if self._exam.at + 1 < len(self._exam.asked) else self._exam.at)
        if not self._exam.open_places and self._exam.at == len(self._exam.asked) - 1:
            self._look("overview")

    def _go(self, place: int) -> None:
        self._draft = Draft()
        self._step(self._now().go(place))
        self.desk.relay(False)

    def _look(self, place: str) -> None:
        self.place, self.arrows_move = place, place != "exam"
        self.preferred = f"place:{self._exam.at}" if self._exam.open_places else "exam:finish"
        self.desk.relay(False)

    def _pause(self) -> None:
        if not self._exam.may_pause:
            self.desk.say("This exam may not be paused.", False)
            return
        self._step(self._now().toggle_pause())
        self.desk.relay(True)

    def _finish(self) -> None:
        try:
            self._step(self._now())
            self._report = self._sitting.finish(self.desk.world.now())
        except GuideError as error:
            self.desk.say(str(error), True)
            return
        self.place, self.arrows_move, self.preferred = "score", True, "exam:through"
        if self._sitting.begun.code and self.desk.world.progress.path is not None:
            folder = self.desk.world.progress.path.parent / "results"
            result = Result.of_exam(
                self._sitting.begun,
                self.desk.world.catalogue.content_version,
                self.desk.world.now(),
            )
            try:
                self._result = f"For the teacher: {write_result(result, folder)}"
            except OSError as error:
                self._result = f"The result file could not be written: {error.strerror}."
        self.desk.relay(False)

    def _press_report(self, key: str) -> bool:
        steps = {"right": 1, "n": 1, "enter": 1, "left": -1, "p": -1}
        if self._through >= 0 and key in steps:
            place = self._through + steps[key]
            self._through = place if 0 <= place < len(self._exam.asked) else -1
            self.place = "score" if self._through < 0 else "through"
            self.desk.relay(False)
            return True
        if self._through >= 0 and key == "escape":
            self._through, self.place = -1, "score"
            self.desk.relay(False)
            return True
        if self._through >= 0 and key == "r":
            question = self._exam.asked[self._through].question
            self.desk.follow(f"passage:{question.entry}:{question.section}")
            return True
        return False

    def request(self, verb: str, name: str) -> bool:
        """Act on a click or a command."""
        if verb == "place":
            self._look("exam")
            self._go(int(name))
        elif verb == "exam" and name == "finish" and self._report is None:
            self._finish()
        elif verb == "exam" and name == "through" and self._report is not None:
            self._through, self.place = 0, "through"
            self.desk.relay(False)
        elif verb == "choose" and self._report is None and self.place == "exam":
            asked, place = self._exam.current, int(name)
            if one_press(asked.question):
                self._answer(
                    Answer(
                        asked,
                        (asked.order[place],),
                        None,
                        "fairly" if self.desk.preferences.confidence else "",
                    )
                )
            else:
                self._draft = self._draft.pressed(asked, place)
                self.desk.relay(True)
        elif verb == "again":
            self.desk.follow("setup:")
        else:
            return False
        return True

    def left(self) -> None:
        """Keep the time when one goes elsewhere."""
        if self._report is None:
            self._step(self._now())

    @property
    def question(self) -> PresentedQuestion | None:
        """The question whose feedback is shown, for the note on its sources."""
        return self._exam.asked[self._through] if self._through >= 0 else None


def drafted(given: Answer) -> Draft:
    """Return the draft that an answer came from, to show what was answered."""
    asked = given.asked
    if given.number is not None:
        return Draft(text=f"{given.number:g}")
    source = asked.partners if asked.question.form == "match" else asked.order
    return Draft(tuple(source.index(choice) for choice in given.choice))
