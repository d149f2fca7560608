"""Practice, review and drill: a question, its feedback at once, and the score."""

from guide.coach.practice import Practice
from guide.errors import GuideError
from guide.layout.course import doors_of
from guide.layout.lines import EMPTY, Line, Piece, head, wrap
from guide.layout.quiz.feedback import feedback_lines
from guide.layout.quiz.front import DOORS, head_line, score_lines
from guide.layout.quiz.question import question_lines
from guide.layout.targets import Action, OpenEntry, RepeatRun, StartQuiz, StudyMode, Target
from guide.study.answering import Answer
from guide.study.course import UnitPlace
from guide.study.draft import Draft
from guide.study.presenting import PresentedQuestion
from guide.ui.places import Place
from guide.ui.quiz.answering import AnsweringStage, answer_hint
from guide.ui.quiz.stage import Desk

MARKED = {
    "flag": ("Flagged: practise it with the filter “flagged”.", "No longer flagged."),
    "doubt": ("Marked as doubtful; `abscopal export` lists it.", "No longer doubtful."),
}


class PracticeStage(AnsweringStage):
    """A run of questions."""

    starts_chosen = False

    def __init__(self, desk: Desk, practice: Practice, again: StartQuiz) -> None:
        """Begin with the first question.

        Args:
            desk: What stages share.
            practice: The questions.
            again: Starts such a run once more.
        """
        super().__init__(desk)
        self._practice = practice
        self._again = again
        self._doors = DOORS
        self._present()

    def _present(self) -> None:
        self._practice.extend()
        self._practice.skip_answered_elsewhere(self.desk.world.now())
        self.draft = Draft()
        self._presented_at = self.desk.world.monotonic()
        over = self._practice.run.current is None
        self.place = Place.SCORE if over else Place.QUESTION
        self.arrows_move, self.starts_chosen = True, over
        if over:
            self._end()

    @property
    def answering(self) -> PresentedQuestion | None:
        """The question, while it waits for an answer."""
        return self._practice.run.current if self.place is Place.QUESTION else None

    @property
    def question(self) -> PresentedQuestion | None:
        """The question that is shown."""
        if self.place is Place.FEEDBACK:
            return self._practice.run.answers[-1].presented
        return self.answering

    def lines(self, width: int) -> list[Line]:
        """Return question, feedback or score."""
        run, catalogue = self._practice.run, self.desk.world.catalogue
        presented = self.question
        if presented is None:
            return score_lines(run, catalogue, width, doors=self._doors)
        answer = run.answers[-1] if self.place is Place.FEEDBACK else None
        number = len(run.answers) + (0 if answer else 1)
        top = head_line(run, number, width)
        if self._practice.mode == "drill":
            place = (Piece(f" · {number}   {run.score} right", "dim"),)
            top = head(run.title, place, EMPTY, width)
        lines = [top, EMPTY, *question_lines(presented, width, answer, self.draft)]
        if answer is not None:
            return lines + feedback_lines(answer, catalogue, width)
        if presented.question.form != "card" or self.draft.revealed:
            hint = answer_hint(presented, self.desk.preferences.confidence)
            lines += [EMPTY, *wrap([Piece(hint, "dim")], width)]
        return lines

    def _end(self) -> None:
        """Say where the end of a run leads; in a path the cursor stands on what is next."""
        if self._again.mode is StudyMode.UNIT:
            study, place = self.desk.study, UnitPlace(self._again.id, self._again.unit)
            step = study.next_of(study.catalogue.path_by_id[place.path])
            self._doors = doors_of(step, place, study.catalogue)
            self.preferred = next(door.target for door in self._doors if door.target is not None)

    def can(self, action: Action) -> bool:
        """Tell whether there is an answer to take back, or a way to answer."""
        if action is Action.UNDO:
            return bool(self._practice.run.answers)
        return super().can(action)

    def called(self, action: Action) -> str:
        """Below the score Enter starts again, or opens a page."""
        again = isinstance(self.desk.target(), RepeatRun)
        return "open" if action is Action.START and not again else ""

    def do(self, action: Action) -> bool:
        """Answer, go on, take back, mark, or read the passage."""
        match action:
            case Action.NEXT_QUESTION:
                self._present()
                self.desk.relay(False)
            case Action.UNDO:
                self._undo()
            case Action.FLAG:
                self._mark("flag")
            case Action.DOUBT:
                self._mark("doubt")
            case Action.READ_PASSAGE if self.question is not None:
                item = self.question.question
                self.desk.follow(OpenEntry(item.entry, section=item.section or None))
            case _:
                return super().do(action)
        return True

    def handle(self, target: Target) -> bool:
        """Choose an option, or start the run again."""
        if isinstance(target, RepeatRun):
            self.desk.follow(self._again)
            return True
        return super().handle(target)

    def submit(self, answer: Answer) -> None:
        """Save the answer before anything else is shown; a failed write keeps the question."""
        world = self.desk.world
        seconds = world.monotonic() - self._presented_at
        try:
            self._practice.answer(answer, world.now(), seconds)
        except GuideError as error:
            self.desk.say(str(error), True)
            return
        self.place, self.arrows_move = Place.FEEDBACK, False
        self.desk.relay(False)

    def _undo(self) -> None:
        try:
            self._practice.undo()
        except GuideError as error:
            self.desk.say(str(error), True)
            return
        self._present()
        self.desk.relay(False)

    def _mark(self, kind: str) -> None:
        presented, world = self.question, self.desk.world
        if presented is None:
            return
        try:
            on = world.study.progress.reviews.toggle_mark(presented.question.id, kind, world.now())
        except GuideError as error:
            self.desk.say(str(error), True)
            return
        self.desk.say(MARKED[kind][0 if on else 1], False)
