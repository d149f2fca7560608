"""The front of the quiz: what is due, what can be started, and how."""

from guide.coach.exam import find_unfinished
from guide.coach.practice import SELECTIONS, Selection, list_due
from guide.errors import GuideError
from guide.layout.lines import Line
from guide.layout.quiz.exam import clock, open_exam_text
from guide.layout.quiz.front import Setup, setup_lines
from guide.layout.targets import Action, OpenQuizPage, QuizPage, StartQuiz, StudyMode, Target
from guide.study import queue
from guide.study.statistics import measure_mastery
from guide.ui.places import Place
from guide.ui.quiz.stage import Desk, Stage

COUNTS = (5, 10, 20, 30, 50)
MODES = ("practice", "exam", "room")


class SetupStage(Stage):
    """What can be started."""

    place = Place.SETUP

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._count = 1
        self._selection = 0
        self._mode = 0
        self._ticks = False

    @property
    def count(self) -> int:
        """How many questions are asked."""
        return COUNTS[self._count]

    @property
    def selection(self) -> Selection:
        """Which questions practice takes."""
        return SELECTIONS[self._selection]

    @property
    def mode(self) -> str:
        """How a topic is started: "practice", "exam" or "room"."""
        return MODES[self._mode]

    @property
    def preferred(self) -> Target:  # type: ignore[override]
        """The cursor starts on what is most urgent."""
        study = self.desk.study
        try:
            if study.progress.exams.find_unfinished(study.bank.questions) is not None:
                return StartQuiz(StudyMode.RESUME_EXAM)
            due = list_due(study, self.desk.world.now())
        except GuideError:
            # The lines say that the data cannot be read.
            return StartQuiz(StudyMode.TOPIC)
        return StartQuiz(StudyMode.REVIEW if due else StudyMode.TOPIC)

    def lines(self, width: int) -> list[Line]:
        """Return what can be started now."""
        desk, reviews = self.desk, self.desk.study.progress.reviews
        now, preferences = desk.world.now(), desk.preferences
        known = desk.bank.known()
        schedules = {
            name: schedule for name, schedule in reviews.schedules().items() if name in known
        }
        due = list_due(desk.study, now)
        topics = measure_mastery(desk.bank.by_topic, schedules, now, preferences.rules)
        setup = Setup(
            due=len(due),
            waiting=sum(schedule.next <= now for schedule in schedules.values()) - len(due),
            forecast=queue.forecast(schedules, now, 14, preferences.cap),
            resume=self._unfinished(),
            confident_errors=sum(name in known for name in reviews.confident_errors()),
            topics=[(desk.bank.topics[part.name], part) for part in topics],
            count=self.count,
            selection=self.selection,
            mode=self.mode,
            timing=self._timing(),
            cards=len(desk.bank.of_topic("glossary")),
            total=len(desk.bank.questions),
        )
        return setup_lines(setup, width)

    def _unfinished(self) -> str:
        stored = find_unfinished(self.desk.study, self.desk.world.now())
        self._ticks = stored is not None and stored.exam.left is not None and not stored.exam.over
        if stored is None:
            return ""
        return open_exam_text(stored.exam)

    def tick(self) -> None:
        """Let the time of an open exam go on."""
        if self._ticks:
            self.desk.relay(True)

    def _timing(self) -> str:
        preferences = self.desk.preferences
        minutes = preferences.exam_minutes(self.count)
        if minutes is None:
            return "no time limit"
        pause = ", may be paused" if preferences.exam_may_pause else ""
        return f"{clock(minutes * 60)} for {self.count} questions{pause}"

    def called(self, action: Action) -> str:
        """Enter opens a page of the quiz; it starts all else."""
        page = isinstance(self.desk.target(), OpenQuizPage)
        return "open" if action is Action.START and page else ""

    def do(self, action: Action) -> bool:
        """Change how questions are started, or open another page of the quiz."""
        pages = {
            Action.PROGRESS: QuizPage.PROGRESS,
            Action.SETTINGS: QuizPage.SETTINGS,
            Action.CLASS_CODE: QuizPage.CLASS_CODE,
        }
        if action in pages:
            self.desk.follow(OpenQuizPage(pages[action]))
            return True
        match action:
            case Action.FEWER:
                self._count = max(self._count - 1, 0)
            case Action.MORE:
                self._count = min(self._count + 1, len(COUNTS) - 1)
            case Action.SWITCH_SELECTION:
                self._selection = (self._selection + 1) % len(SELECTIONS)
            case Action.SWITCH_MODE:
                self._mode = (self._mode + 1) % len(MODES)
            case _:
                return False
        self.desk.relay(True)
        return True
