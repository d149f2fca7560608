"""The exam: questions in any order, flags, options struck out, a clock, no feedback."""

from guide.coach.exam import RunningExam
from guide.errors import ExamElsewhereError, GuideError
from guide.layout.lines import EMPTY, Line, Piece, wrap
from guide.layout.quiz.exam import exam_head, finish_lines, left_text, overview_lines
from guide.layout.quiz.question import question_lines, shows_struck
from guide.layout.targets import Action, ChooseOption, FinishExam, OpenQuestion, RunCommand, Target
from guide.study.answering import Answer
from guide.study.draft import Draft
from guide.study.exam import Exam
from guide.study.presenting import PresentedQuestion
from guide.ui.places import Place
from guide.ui.quiz.answering import ANSWER_ACTIONS, AnsweringStage, answer_hint
from guide.ui.quiz.exam_report import ExamReportStage
from guide.ui.quiz.stage import Desk, Stage

SAVE_EVERY = 5
"""Seconds of the clock that a crash can cost at most."""
CONFIDENCE_WORDS = {"unsure": "unsure", "fairly": "fairly sure", "sure": "sure"}
WHILE_RUNNING = ANSWER_ACTIONS | {
    Action.NEXT_QUESTION,
    Action.PREVIOUS_QUESTION,
    Action.FLAG,
    Action.OVERVIEW,
    Action.STRIKE,
}
"""Actions that a pause prevents."""


class ExamStage(AnsweringStage):
    """An exam in progress."""

    place = Place.EXAM
    starts_chosen = False
    pinned = 1

    def __init__(self, desk: Desk, running: RunningExam, front: Stage) -> None:
        """Show an exam.

        Args:
            desk: The desk.
            running: The exam.
            front: What is shown when the exam turns out to go on in another window.
        """
        super().__init__(desk)
        self._running = running
        self._front = front
        self._ended = False
        self.draft = running.exam.draft
        self._asked = False
        self._striking = False
        self._ticked_at = desk.world.monotonic()
        self._since_save = 0.0

    @property
    def exam(self) -> Exam:
        """The exam as it stands."""
        return self._running.exam

    @property
    def answering(self) -> PresentedQuestion | None:
        """The question in view, while the clock runs."""
        return None if self.place is not Place.EXAM or self.exam.paused else self.exam.current

    def lines(self, width: int) -> list[Line]:
        """Return the question, or the overview."""
        exam = self.exam
        if self.place is Place.EXAM_OVERVIEW:
            return finish_lines(exam, width) if self._asked else overview_lines(exam, width)
        if exam.paused:
            paused = (Piece("Paused. ", "warn"), Piece("P resumes the clock.", "dim"))
            return [exam_head(exam, width), EMPTY, paused]
        struck = frozenset(option for place, option in exam.struck if place == exam.at)
        answer = exam.answers.get(exam.at)
        shown = question_lines(exam.current, width, None, self.draft, struck)
        tail = wrap(
            [Piece(answer_hint(exam.current, self.desk.preferences.confidence), "dim")], width
        )
        if self._striking:
            tail = [(Piece("strike out which letter?", "warn"),)]
        elif answer is not None and answer.confidence:
            tail.append((Piece(f"you said: {CONFIDENCE_WORDS[answer.confidence]}", "dim"),))
        return [exam_head(exam, width), EMPTY, *shown, EMPTY, *tail]

    def can(self, action: Action) -> bool:
        """Tell what is possible; a pause prevents all but resuming and leaving."""
        if self.exam.paused and self.place is Place.EXAM and action in WHILE_RUNNING:
            return False
        if action is Action.PAUSE:
            return self.exam.may_pause
        if action is Action.STRIKE:
            return shows_struck(self.exam.current.question)
        if action is Action.CLOSE:
            return self.place is Place.EXAM_OVERVIEW
        if action is Action.ANSWER:
            # Enter goes on from an answer that stands; where none does it says what is missing.
            chosen = isinstance(self.desk.target(), ChooseOption)
            return chosen or (self.answering is not None and not self._submitted)
        return super().can(action)

    def called(self, action: Action) -> str:
        """In the overview Enter opens a question, goes back, or finishes."""
        if action is not Action.START:
            return ""
        match self.desk.target():
            case FinishExam():
                return "finish"
            case RunCommand():
                return "back"
        return "open"

    @property
    def _submitted(self) -> bool:
        """Whether what is entered has been submitted, with how sure the learner is."""
        answer = self.exam.answers.get(self.exam.at)
        return answer is not None and answer.confidence == (answer.confidence or self._fairly())

    def do(self, action: Action) -> bool:
        """Move, flag, strike out, pause, or answer."""
        match action:
            case Action.NEXT_QUESTION:
                self._go(self.exam.at + 1)
            case Action.PREVIOUS_QUESTION:
                self._go(self.exam.at - 1)
            case Action.OVERVIEW:
                self._look(Place.EXAM_OVERVIEW)
            case Action.CLOSE if self.place is Place.EXAM_OVERVIEW:
                self._look(Place.EXAM_OVERVIEW if self._asked else Place.EXAM)
            case Action.FLAG:
                self._save(self._now().toggle_flag())
                self.desk.relay(True)
            case Action.STRIKE:
                self._striking = True
                self.desk.relay(True)
            case Action.PAUSE:
                self._save(self._now().toggle_pause())
                self.desk.relay(True)
            case _:
                return super().do(action)
        return True

    def handle(self, target: Target) -> bool:
        """Act on a click or on what Enter chose."""
        match target:
            case OpenQuestion(place):
                self._look(Place.EXAM)
                self._go(place)
            case FinishExam() if self.exam.open_places and not self._asked:
                self._ask()
            case FinishExam():
                self._finish()
            case ChooseOption(place) if self._striking:
                self._strike(place)
            case _:
                return super().handle(target)
        return True

    def enter_text(self, key: str, character: str) -> bool:
        """Take the letter to strike out, or an answer."""
        if self._striking and self.answering is not None and character:
            self._strike("abcdef".find(character.lower()))
            return True
        return super().enter_text(key, character)

    def _strike(self, place: int) -> None:
        self._striking = False
        if 0 <= place < len(self.exam.current.order):
            self._save(self._now().strike(place))
        self.desk.relay(True)

    def tick(self) -> None:
        """Let the clock run; when the time is up the exam ends by itself."""
        if self.exam.paused:
            self._ticked_at = self.desk.world.monotonic()
            return
        now = self._now()
        if self._since_save >= SAVE_EVERY:
            self._save(now)
        if self._ended:
            return
        if self.exam.over:
            if self._finish():
                self.desk.say("The time is up.", False)
        elif self.place is Place.EXAM:
            self.desk.relay(True)

    def _now(self) -> Exam:
        """Return the exam with the time up to this moment; the time counts even if saving fails."""
        now = self.desk.world.monotonic()
        passed, self._ticked_at = now - self._ticked_at, now
        if not self.exam.paused:
            self._running.pass_time(passed)
            self._since_save += passed
        return self.exam

    def _save(self, exam: Exam) -> bool:
        self._since_save = 0.0
        try:
            self._running.step(exam)
        except GuideError as error:
            self._fail(error)
            return False
        return True

    def _fail(self, error: GuideError) -> None:
        """Say what could not be saved; leave an exam that goes on or has ended elsewhere."""
        self.desk.say(str(error), True)
        if isinstance(error, ExamElsewhereError):
            self._ended = True
            self.desk.show(self._front)

    def submit(self, answer: Answer) -> None:
        """Save the answer, then show the next question."""
        if not self._save(self._now().answer(answer)):
            return
        last = len(self.exam.questions) - 1
        self._go(min(self.exam.at + 1, last))
        if not self.exam.open_places and self.exam.at == last:
            self._look(Place.EXAM_OVERVIEW)

    def change(self, draft: Draft) -> None:
        """Save what is entered; it is the answer as soon as it is complete."""
        self._save(self._now().enter(draft))
        self.draft = self.exam.draft
        self.desk.relay(True)

    def _go(self, place: int) -> None:
        self._striking = False
        self._save(self._now().go(place))
        self.draft = self.exam.draft
        self.desk.relay(False)

    def _look(self, place: Place) -> None:
        self._asked = False
        self.place, self.starts_chosen = place, place is Place.EXAM_OVERVIEW
        self.preferred = OpenQuestion(self.exam.at) if self.exam.open_places else FinishExam()
        self.desk.relay(False)

    def _ask(self) -> None:
        """Ask once more before open questions count as wrong; the cursor is on going on."""
        self._asked = True
        self.preferred = RunCommand(Action.CLOSE)
        self.desk.relay(False)

    def _finish(self) -> bool:
        """End the exam and show the report; False when that could not be saved."""
        if not self._save(self._now()):
            return False
        try:
            report = self._running.finish(self.desk.world.now())
        except GuideError as error:
            self._fail(error)
            return False
        self._ended = True
        self.desk.show(ExamReportStage(self.desk, self._running.stored, report))
        return True

    def left(self) -> None:
        """Save the time, which goes on where it may not be stopped."""
        if self._ended:
            return
        self._now()
        try:
            self._running.leave(self.desk.world.now())
        except GuideError as error:
            self.desk.say(str(error), True)
            return
        self.desk.say(left_text(self.exam), False)
