"""Starting runs, exams and rooms: from a target to the stage that shows it."""

from guide.coach.exam import ExamPlan, RunningExam
from guide.coach.practice import Mode, Practice, draw_practice, draw_review
from guide.counting import counted
from guide.errors import GuideError, UsageError
from guide.exchange.result_file import check_place, make_results_folder
from guide.layout.targets import StartQuiz, StudyMode
from guide.library.records import Question
from guide.study import class_session
from guide.study.course import UnitPlace
from guide.study.presenting import present
from guide.study.run import Run, draw_run
from guide.ui.quiz.exam import ExamStage
from guide.ui.quiz.practice import PracticeStage
from guide.ui.quiz.room import RoomStage
from guide.ui.quiz.setup import COUNTS, SetupStage
from guide.ui.quiz.stage import Desk

NO_QUESTIONS = "There are no such questions."
EXAM_OPEN = "An exam is still unfinished: resume it, or discard it in the settings."
OTHER_VERSION = (
    "The code was made with another version of the content: "
    "your questions may differ from those of the others."
)

NO_RESULT = "Your data is in memory only: there will be no result file for the teacher."

ROOM_FORMS = frozenset({"single", "several", "figure"})
"""Forms whose options a room can vote on, each by its letter."""


class Starter:
    """Starts what a target asks for."""

    def __init__(self, desk: Desk, front: SetupStage) -> None:
        self._desk = desk
        self._front = front

    def start(self, target: StartQuiz) -> None:
        """Start questions, or say why there are none."""
        desk, bank, name = self._desk, self._desk.bank, target.id
        catalogue = desk.study.catalogue
        match target.mode:
            case StudyMode.TOPIC:
                self._topic(target)
            case StudyMode.ENTRY:
                title = catalogue.heads[name].title
                self._practise(target, title, bank.about(name), COUNTS[1])
            case StudyMode.OBJECTIVE:
                title = catalogue.objectives.get(name, name)
                found = [bank.questions[each] for each in bank.by_objective.get(name, ())]
                self._practise(target, title, found, COUNTS[-1])
            case StudyMode.UNIT:
                unit = catalogue.path_by_id[name].units[target.unit]
                found = [bank.questions[each] for each in unit.questions]
                self._desk.study.progress.follow(UnitPlace(name, target.unit))
                self._practise(target, unit.title, found, len(found))
            case StudyMode.QUESTION:
                question = bank.get(name)
                self._practise(target, "One question", [question] if question else [], 1)
            case StudyMode.REVIEW:
                self._review(target)
            case StudyMode.DRILL:
                self._drill(target)
            case StudyMode.CONFIDENT_ERRORS:
                self._confident_errors(target)
            case StudyMode.RESUME_EXAM:
                self._resume()

    def _topic(self, target: StartQuiz) -> None:
        bank, front = self._desk.bank, self._front
        title = bank.topics.get(target.id, "All topics")
        questions = bank.of_topic(target.id)
        if front.mode == "room":
            questions = [question for question in questions if question.form in ROOM_FORMS]
        if front.mode == "practice" or target.id == "glossary":
            self._practise(target, title, questions, front.count, filtered=True)
            return
        seed = self._desk.world.draw_seed()
        run = draw_run(title, questions, front.count, seed)
        drawn = [presented.question for presented in run.questions]
        if not drawn:
            self._nothing(NO_QUESTIONS)
        elif front.mode == "room":
            self._desk.show(RoomStage(self._desk, title, list(run.questions)))
        else:
            self._exam(f"Exam, {title}", drawn, seed)

    def _practise(
        self,
        again: StartQuiz,
        title: str,
        questions: list[Question],
        count: int,
        filtered: bool = False,
    ) -> None:
        seed = self._desk.world.draw_seed()
        selection = self._front.selection if filtered else "all"
        reviews = self._desk.study.progress.reviews
        run = draw_practice(title, questions, reviews, count, seed, selection)
        self._run(run, "practice", again, seed, NO_QUESTIONS)

    def _review(self, again: StartQuiz) -> None:
        world = self._desk.world
        seed = world.draw_seed()
        run = draw_review(world.study, world.now(), seed)
        self._run(run, "review", again, seed, "Nothing is due.")

    def _drill(self, again: StartQuiz) -> None:
        seed = self._desk.world.draw_seed()
        questions = self._desk.bank.questions.values()
        numeric = [question for question in questions if question.form == "numeric"]
        run = draw_run("Endless calculations", numeric, len(numeric), seed)
        self._run(run, "drill", again, seed, NO_QUESTIONS)

    def _confident_errors(self, again: StartQuiz) -> None:
        study = self._desk.study
        found = [study.bank.get(name) for name in study.progress.reviews.confident_errors()]
        questions = [question for question in found if question is not None][: COUNTS[-1]]
        seed = self._desk.world.draw_seed()
        run = Run("Confident but wrong", tuple(present(question, seed) for question in questions))
        nothing = "No question was answered confidently but wrongly."
        self._run(run, "practice", again, seed, nothing)

    def _run(self, run: Run, mode: Mode, again: StartQuiz, seed: int, nothing: str) -> None:
        if not run.questions:
            self._nothing(nothing)
            return
        practice = Practice(self._desk.study, run, mode, seed)
        self._desk.show(PracticeStage(self._desk, practice, again))

    def _nothing(self, text: str) -> None:
        self._desk.say(text, False)
        self._desk.show(self._front)

    def _exam(self, title: str, questions: list[Question], seed: int, code: str = "") -> None:
        """Begin an exam; one that is unfinished must be finished or discarded first."""
        desk, study = self._desk, self._desk.study
        if study.progress.exams.find_unfinished(study.bank.questions) is not None:
            desk.say(EXAM_OPEN, True)
            desk.show(self._front)
            return
        minutes = study.preferences.exam_minutes(len(questions))
        may_pause = study.preferences.exam_may_pause
        plan = ExamPlan(title, questions, seed, minutes, may_pause, code)
        try:
            running = RunningExam.begin(study, plan, desk.world.now())
        except GuideError as error:
            desk.say(str(error), True)
            return
        desk.show(ExamStage(desk, running, self._front))

    def _resume(self) -> None:
        desk = self._desk
        running = RunningExam.resume(desk.study, desk.world.now())
        if running is None:
            self._nothing("There is no unfinished exam.")
            return
        if running.stored.lost:
            lost = counted(len(running.stored.lost), "question")
            desk.say(f"{lost} left out: no longer in the guide.", True)
        stage = ExamStage(desk, running, self._front)
        desk.show(stage)
        stage.tick()

    def _check_results(self) -> None:
        """Say before a class session begins that its result cannot be written."""
        folder = self._desk.study.results_folder
        if folder is None:
            self._desk.say(NO_RESULT, True)
            return
        try:
            check_place(make_results_folder(folder))
        except GuideError as error:
            self._desk.say(f"There will be no result file for the teacher: {error}", True)

    def class_session(self, text: str) -> None:
        """Begin the exam of a class code, or say why the text is not one."""
        catalogue = self._desk.study.catalogue
        try:
            code = class_session.read_code(text)
            questions = class_session.draw(code, list(catalogue.topics), catalogue.questions)
        except UsageError as error:
            self._desk.say(str(error), True)
            return
        if not class_session.fits(code, catalogue.content_version):
            self._desk.say(OTHER_VERSION, True)
        self._check_results()
        self._exam(f"Class {code}", questions, code.seed, str(code))
