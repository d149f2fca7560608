"""The quiz's front: what is due, what can be started and as what."""

from guide.coach.exam import RunningExam
from guide.coach.practice import WHICH, Mode, Practice, due_now, practice_session, review_session
from guide.errors import GuideError, UsageError
from guide.layout.lines import Line
from guide.layout.quiz.exam import clock
from guide.layout.quiz.front import Setup, setup_lines
from guide.library.records import Question
from guide.study import class_session, queue, statistics
from guide.study.presenting import present
from guide.study.run import Run, practice
from guide.ui.quiz.exam import ExamStage
from guide.ui.quiz.practice import RunningStage
from guide.ui.quiz.room import RoomStage
from guide.ui.quiz.stage import Desk, Stage

COUNTS = (5, 10, 20, 30, 50)
MODES = ("practice", "exam", "room")
TIMINGS = (0, 60, 90, 120)
"""Seconds a question that an exam allows; 0 without a clock."""


class SetupStage(Stage):
    """What can be started."""

    place = "setup"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._count = 1
        self._which = 0
        self._mode = 0

    @property
    def preferred(self) -> str:  # type: ignore[override]
        """Begin with what is most pressing."""
        if self.desk.world.progress.exams.open(self.desk.bank.questions) is not None:
            return "quiz:resume"
        return "due:now" if self._due() else "topic:"

    def _due(self) -> list[str]:
        return due_now(
            self.desk.bank,
            self.desk.world.progress.reviews,
            self.desk.preferences,
            self.desk.world.now(),
        )

    def _timing(self) -> tuple[float | None, bool]:
        """Return the seconds a question that an exam allows, and whether it may be paused."""
        settings = self.desk.world.progress.settings()
        text = settings.get("study.exam_seconds", "90")
        seconds = int(text) if text.isdigit() and int(text) <= 3600 else 90
        return (float(seconds) if seconds else None), settings.get(
            "study.exam_pause", "no"
        ) == "yes"

    def lines(self, width: int) -> list[Line]:
        """Return what can be started, as it stands now."""
        desk, answers = self.desk, self.desk.world.progress.reviews
        now, rules = desk.world.now(), desk.preferences.rules
        known = desk.bank.known()
        schedules = {
            name: schedule for name, schedule in answers.schedules().items() if name in known
        }
        due = self._due()
        open_ = desk.world.progress.exams.open(desk.bank.questions)
        resume = ""
        if open_ is not None:
            exam = open_.exam
            time = f", {clock(exam.left)} left" if exam.left is not None else ""
            resume = f"{exam.title}: {len(exam.given)} of {len(exam.asked)} answered{time}"
        seconds, pause = self._timing()
        allowed = (
            f"{clock(seconds * COUNTS[self._count])} for {COUNTS[self._count]}"
            if seconds
            else "without a clock"
        )
        setup = Setup(
            due=len(due),
            waiting=sum(schedule.next <= now for schedule in schedules.values()) - len(due),
            forecast=queue.forecast(schedules, now, 14, desk.preferences.cap),
            resume=resume,
            sure_and_wrong=sum(name in known for name in answers.sure_and_wrong()),
            topics=[
                (desk.bank.topics[part.name], part)
                for part in statistics.mastery(desk.bank.by_topic, schedules, now, rules)
            ],
            count=COUNTS[self._count],
            which=WHICH[self._which],
            mode=MODES[self._mode],
            timing=f"{allowed}{', may be paused' if pause else ''}",
            cards=len(desk.bank.of_topic("glossary")),
            total=len(desk.bank.questions),
        )
        return setup_lines(setup, width)

    def press(self, key: str, character: str) -> bool:
        """Change the switches; start what a letter stands for."""
        targets = {"p": "quiz:progress", "o": "quiz:settings", "c": "quiz:code"}
        if key in ("left", "right"):
            self._count = max(0, min(self._count + (1 if key == "right" else -1), len(COUNTS) - 1))
        elif key == "w":
            self._which = (self._which + 1) % len(WHICH)
        elif key == "m":
            self._mode = (self._mode + 1) % len(MODES)
        elif key in targets:
            self.desk.follow(targets[key])
            return True
        else:
            return False
        self._redraw()
        return True

    def _redraw(self) -> None:
        self.desk.relay(True)

    def request(self, verb: str, name: str) -> bool:
        """Change a switch or start."""
        if verb == "count":
            self._count = (self._count + 1) % len(COUNTS)
            self._redraw()
        elif verb == "quiz" and name in ("mode", "which"):
            self.press("m" if name == "mode" else "w", "")
        elif verb == "topic":
            self._start_topic(name)
        else:
            return False
        return True

    def _start_topic(self, topic: str) -> None:
        bank = self.desk.bank
        title = bank.topics.get(topic, "All topics")
        questions = bank.of_topic(topic)
        if MODES[self._mode] == "practice" or topic == "glossary":
            self.practise(title, questions, f"topic:{topic}", COUNTS[self._count], True)
            return
        seed = self.desk.world.draw_seed()
        drawn = [
            asked.question for asked in practice(title, questions, COUNTS[self._count], seed).asked
        ]
        if MODES[self._mode] == "room":
            self.desk.show(
                RoomStage(self.desk, title, [present(question, seed) for question in drawn])
            )
        else:
            self.begin_exam(f"Exam, {title}", drawn, seed)

    def practise(
        self, title: str, questions: list[Question], again: str, count: int, filtered: bool = False
    ) -> None:
        """Start a practice."""
        seed = self.desk.world.draw_seed()
        which = WHICH[self._which] if filtered else "all"
        session = practice_session(
            title, questions, self.desk.world.progress.reviews, count, seed, which
        )
        self._run(session, "practice", again, seed, "There are no such questions.")

    def review(self, again: str = "due:now") -> None:
        """Start a review of what is due."""
        seed = self.desk.world.draw_seed()
        world = self.desk.world
        session = review_session(
            self.desk.bank, world.progress.reviews, self.desk.preferences, world.now(), seed
        )
        self._run(session, "review", again, seed, "Nothing is due.")

    def drill(self) -> None:
        """Start a drill of numbers without end."""
        seed = self.desk.world.draw_seed()
        numeric = [
            question for question in self.desk.bank.questions.values() if question.form == "numeric"
        ]
        session = practice("Reckon without end", numeric, len(numeric), seed)
        self._run(session, "drill", "quiz:drill", seed, "There are no such questions.")

    def look_again(self) -> None:
        """Start with what was answered sure and wrong."""
        bank, names = self.desk.bank, self.desk.world.progress.reviews.sure_and_wrong()
        found = [question for question in map(bank.get, names) if question is not None]
        seed = self.desk.world.draw_seed()
        session = Run(
            "Sure and wrong", tuple(present(question, seed) for question in found[: COUNTS[-1]])
        )
        self._run(session, "practice", "quiz:sure", seed, "Nothing was answered sure and wrong.")

    def _run(self, session: Run, mode: Mode, again: str, seed: int, nothing: str) -> None:
        if not session.asked:
            self.desk.say(nothing, False)
            self.desk.show(self)
            return
        world = self.desk.world
        run = Practice(
            session,
            mode,
            world.progress.reviews,
            self.desk.preferences,
            world.catalogue.content_version,
            seed,
        )
        self.desk.show(RunningStage(self.desk, run, again))

    def begin_exam(self, title: str, questions: list[Question], seed: int, code: str = "") -> None:
        """Begin an exam; one that is still open must be finished or given up first."""
        world = self.desk.world
        if world.progress.exams.open(self.desk.bank.questions) is not None:
            self.desk.say("An exam is still open: resume it, or give it up in the settings.", True)
            self.desk.show(self)
            return
        seconds, pause = self._timing()
        minutes = seconds * len(questions) / 60 if seconds else None
        try:
            sitting = RunningExam.begin(
                title, questions, seed, minutes, pause, world.progress, self.desk.preferences,
                world.catalogue.content_version, world.now(), code,
            )  # fmt: skip
        except GuideError as error:
            self.desk.say(str(error), True)
            return
        self.desk.show(ExamStage(self.desk, sitting))

    def resume(self) -> None:
        """Go on with the exam that was not finished."""
        world = self.desk.world
        sitting = RunningExam.resume(
            self.desk.bank, world.progress, self.desk.preferences, world.catalogue.content_version
        )
        if sitting is None:
            self.desk.say("No exam is open.", False)
            return
        if sitting.begun.lost:
            self.desk.say(
                f"{len(sitting.begun.lost)} questions are no longer in the guide and are left out.",
                True,
            )
        self.desk.show(ExamStage(self.desk, sitting))

    def begin_code(self, text: str) -> bool:
        """Begin the exam of a class code; False, and said why, when it is none."""
        catalogue = self.desk.world.catalogue
        topics = list(catalogue.topics)
        try:
            code = class_session.read_code(text)
            questions = class_session.draw(code, topics, catalogue.questions)
        except UsageError as error:
            self.desk.say(str(error), True)
            return False
        if not class_session.fits(code, catalogue.content_version):
            self.desk.say(
                "The code was made with another version of the content: the questions may differ from the others'.",
                True,
            )
        self.begin_exam(f"Class {code}", questions, code.seed, str(code))
        return True
