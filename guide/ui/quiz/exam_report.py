"""The report of an exam, and the way through its questions."""

from guide.errors import GuideError
from guide.exchange.result_file import Result, make_results_folder, write_result
from guide.layout.lines import EMPTY, Line, Piece, head
from guide.layout.quiz.exam import report_lines
from guide.layout.quiz.feedback import feedback_lines
from guide.layout.quiz.question import question_lines
from guide.layout.targets import (
    Action,
    OpenEntry,
    OpenQuizPage,
    QuizPage,
    RepeatRun,
    ReviewExam,
    Target,
)
from guide.store.exams import StoredExam
from guide.study.answering import right_answer
from guide.study.exam import Report
from guide.study.presenting import PresentedQuestion
from guide.ui.places import Place
from guide.ui.quiz.stage import Desk, Stage

WRITTEN = "For the teacher: "


class ExamReportStage(Stage):
    """What came of an exam."""

    place = Place.SCORE
    preferred = ReviewExam()

    def __init__(self, desk: Desk, stored: StoredExam, report: Report) -> None:
        super().__init__(desk)
        self._exam = stored.exam
        self._report = report
        self._at = 0
        self._code = stored.code
        self._result = self._write_result() if stored.code else ""

    def _write_result(self) -> str:
        """Write the result file of a class session; return what to tell the learner."""
        study = self.desk.study
        if study.results_folder is None:
            return "The result cannot be written: your data is in memory only."
        try:
            finished = study.progress.exams.find_finished(self._code)
            if finished is None:
                return "The result cannot be written: the exam is not in your data."
            catalogue = study.catalogue
            version = catalogue.content_version
            result = Result.of_exam(finished, catalogue.questions, version)
            path = write_result(result, make_results_folder(study.results_folder))
        except GuideError as error:
            return f"The result is in your data, but {error}. w tries again."
        return f"{WRITTEN}{path}"

    def lines(self, width: int) -> list[Line]:
        """Return the report, or one question with its feedback."""
        exam, catalogue = self._exam, self.desk.world.catalogue
        if self.place is Place.SCORE:
            topics = self.desk.bank.topics
            return report_lines(exam, self._report, catalogue, topics, width, self._result)
        presented = exam.questions[self._at]
        answer = exam.answers.get(self._at)
        place = (Piece(f" · {self._at + 1} of {len(exam.questions)}", "dim"),)
        lines: list[Line] = [head(exam.title, place, EMPTY, width), EMPTY]
        if answer is None:
            lines += [(Piece("You did not answer. The right answer:", "warn"),), EMPTY]
            answer = right_answer(presented)
        return [
            *lines,
            *question_lines(presented, width, answer),
            *feedback_lines(answer, catalogue, width),
        ]

    @property
    def question(self) -> PresentedQuestion | None:
        """The question whose feedback is shown."""
        return self._exam.questions[self._at] if self.place is Place.EXAM_REVIEW else None

    def can(self, action: Action) -> bool:
        """Tell whether Escape goes back to the report, and whether there is a result to write."""
        if action is Action.SAVE_RESULT:
            return bool(self._code)
        return action is not Action.CLOSE or self.place is Place.EXAM_REVIEW

    def called(self, action: Action) -> str:
        """Enter opens what is chosen."""
        return "open" if action is Action.START else ""

    def do(self, action: Action) -> bool:
        """Go from question to question, back to the report, or to the passage."""
        match action:
            case Action.NEXT_QUESTION:
                self._look(self._at + 1)
            case Action.PREVIOUS_QUESTION:
                self._look(self._at - 1)
            case Action.CLOSE if self.place is Place.EXAM_REVIEW:
                self._look(-1)
            case Action.SAVE_RESULT if self._code:
                self._result = self._write_result()
                written = self._result.startswith(WRITTEN)
                said = "The result was written again. " if written else ""
                self.desk.say(f"{said}{self._result}", not written)
                self.desk.relay(True)
            case Action.READ_PASSAGE if self.question is not None:
                item = self.question.question
                self.desk.follow(OpenEntry(item.entry, section=item.section or None))
            case _:
                return False
        return True

    def handle(self, target: Target) -> bool:
        """Begin the way through the questions, or return to the quiz."""
        match target:
            case ReviewExam():
                self._look(0)
            case RepeatRun():
                self.desk.follow(OpenQuizPage(QuizPage.FRONT))
            case _:
                return False
        return True

    def _look(self, place: int) -> None:
        """Show a question; a place before the first or after the last shows the report."""
        inside = 0 <= place < len(self._exam.questions)
        self._at = place if inside else 0
        self.place = Place.EXAM_REVIEW if inside else Place.SCORE
        self.arrows_move = not inside
        self.desk.relay(False)
