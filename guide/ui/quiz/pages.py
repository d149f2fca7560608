"""The quiet pages of the quiz: progress, the bank, settings, and the code of a class."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from guide.coach.overview import read_overview
from guide.coach.preferences import Preferences
from guide.errors import GuideError
from guide.layout.lines import EMPTY, Line, Piece, wrap
from guide.layout.quiz.bank import bank_lines
from guide.layout.quiz.progress import progress_lines
from guide.layout.targets import Action, ChangeSetting, DiscardExam, Setting, Target
from guide.library.bank_statistics import statistics
from guide.study import queue
from guide.ui.places import Place
from guide.ui.quiz.stage import Desk, Stage

LONGEST_CODE = 12
LONGEST_DATE = 20
DATE_FORM = "YYYY-MM-DD"
DATE_FORM_SAID = "write year, month and day, such as 2027-01-15"
DATE_HELP = f"{DATE_FORM_SAID}; enter saves it, empty removes it, esc leaves it as it was"
CLASS_EXPLAINED = (
    "Everybody who enters the same code gets the same questions in the same order. "
    "At the end a small result file is written for the teacher."
)


class ProgressStage(Stage):
    """How the learner is doing."""

    place = Place.PROGRESS

    def called(self, action: Action) -> str:
        """Enter opens what is chosen."""
        return "open" if action is Action.START else ""

    def lines(self, width: int) -> list[Line]:
        """Return the page with the current figures."""
        study = self.desk.study
        overview = read_overview(study, self.desk.world.now())
        topics, minutes = study.bank.topics, study.preferences.minutes
        return progress_lines(overview, study.catalogue, topics, minutes, width)


class BankStage(Stage):
    """The bank of questions in figures."""

    place = Place.PROGRESS
    arrows_move = False

    def lines(self, width: int) -> list[Line]:
        """Return the figures."""
        del width
        objectives = self.desk.study.catalogue.objectives
        questions = list(self.desk.bank.questions.values())
        return bank_lines(statistics(questions, objectives), objectives)


class CodeStage(Stage):
    """A line to type the code of a class session."""

    place = Place.TYPING
    arrows_move = False

    def __init__(self, desk: Desk, begin: Callable[[str], None]) -> None:
        super().__init__(desk)
        self._begin = begin
        self._text = ""

    def lines(self, width: int) -> list[Line]:
        """Return the field."""
        field = Piece(f" {self._text}▏", "selected")
        return [
            (Piece("Class code", "title"),),
            EMPTY,
            (Piece("  "), field, Piece("   enter begins, esc leaves", "dim")),
            EMPTY,
            *wrap([Piece(CLASS_EXPLAINED, "dim")], width),
        ]

    def do(self, action: Action) -> bool:
        """Begin with the code."""
        if action is not Action.SUBMIT:
            return False
        self._begin(self._text)
        return True

    def enter_text(self, key: str, character: str) -> bool:
        """Type or erase a character of the code."""
        if key == "backspace":
            self._text = self._text[:-1]
        elif key == "ctrl+u":
            self._text = ""
        elif character.isalnum() or character == "-":
            self._text = (self._text + character.upper())[:LONGEST_CODE]
        else:
            return False
        self.desk.relay(True)
        return True


class SettingsStage(Stage):
    """What can be set for studying, each with its effect."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._typed: str | None = None

    @property
    def place(self) -> Place:  # type: ignore[override]
        """The settings, or the line in which a date is typed."""
        return Place.PROGRESS if self._typed is None else Place.TYPING

    def lines(self, width: int) -> list[Line]:
        """Return the settings with their effects."""
        desk, chosen = self.desk, self.desk.preferences
        schedules = desk.study.progress.reviews.schedules()
        week = sum(queue.forecast(schedules, desk.world.now(), 7, 10_000))
        seconds = f"{chosen.exam_seconds:.0f}" if chosen.exam_seconds else "no clock"
        until = chosen.until.isoformat() if chosen.until else "none"
        foot = "enter changes, esc goes back"
        if self._typed is not None:
            until, foot = f"{self._typed}▏{DATE_FORM[len(self._typed) :]}", DATE_HELP
        rows: list[tuple[str, str, Setting, str]] = [
            ("Reviews a day at most", f"{chosen.cap}", "cap",
             f"{week} are due in the next 7 days; the rest waits, the most urgent first"),
            ("Desired retention", f"{chosen.retention:.0%}", "retention",
             "higher brings questions back sooner, from the next answer on"),
            ("Ask for confidence", "yes" if chosen.confidence else "no", "confidence",
             "1–4 unsure, a–d fairly sure, A–D sure; off, every key only answers"),
            ("Minutes a day", f"{chosen.minutes}", "minutes", "for the plan on the page Progress"),
            ("Day of the exam", until, "until", "for the plan on the page Progress"),
            ("Exam, seconds a question", seconds, "exam_seconds", ""),
            ("Exam may be paused", "yes" if chosen.exam_may_pause else "no", "exam_may_pause", ""),
        ]  # fmt: skip
        lines: list[Line] = [(Piece("Settings", "title"),), EMPTY]
        for label, value, name, note in rows:
            button = Piece(f" {value} ", "button", ChangeSetting(name))
            effect = Piece(f"  {note}" if width > 90 else "", "dim")
            lines.append((Piece(f"  {label:<26}"), button, effect))
        stored = desk.study.progress.exams.find_unfinished(desk.bank.questions)
        if stored is not None:
            words = f"Discard the unfinished exam ({stored.exam.title})"
            lines += [EMPTY, (Piece("  "), Piece(words, "bad", DiscardExam()))]
        return [*lines, EMPTY, *wrap([Piece(foot, "dim")], width, "  ", "  ")]

    def can(self, action: Action) -> bool:
        """Tell whether Escape ends the typing of a date."""
        return action is not Action.CLOSE or self._typed is not None

    def called(self, action: Action) -> str:
        """Enter changes a setting, discards the exam, or saves the date."""
        discards = isinstance(self.desk.target(), DiscardExam)
        labels = {Action.START: "discard" if discards else "change", Action.SUBMIT: "save"}
        return labels.get(action, "")

    def do(self, action: Action) -> bool:
        """Save the date that was typed, or stop typing."""
        if self._typed is None:
            return False
        if action is Action.CLOSE:
            self._typed = None
        elif action is Action.SUBMIT:
            self._save_date(self._typed)
        else:
            return False
        self.desk.relay(True)
        return True

    def enter_text(self, key: str, character: str) -> bool:
        """Type or erase a character of the date."""
        if self._typed is None:
            return False
        if key == "backspace":
            self._typed = self._typed[:-1]
        elif key == "ctrl+u":
            self._typed = ""
        elif character.isprintable() and character:
            self._typed = (self._typed + character)[:LONGEST_DATE]
        else:
            return False
        self.desk.relay(True)
        return True

    def _save_date(self, text: str) -> None:
        try:
            day = date.fromisoformat(text) if text else None
        except ValueError:
            self.desk.say(f"'{text}' is not a date; {DATE_FORM_SAID}.", True)
            return
        if day is not None and day < self.desk.world.now().date() + timedelta(days=1):
            self.desk.say(f"{day} is not in the future.", True)
            return
        self._typed = None
        self._save(replace(self.desk.preferences, until=day))

    def _save(self, preferences: Preferences) -> None:
        try:
            self.desk.study.save_preferences(preferences)
        except GuideError as error:
            self.desk.say(str(error), True)
        self.desk.relay(True)

    def handle(self, target: Target) -> bool:
        """Change a setting to its next value, or discard the unfinished exam."""
        match target:
            case ChangeSetting(name) if name != "until":
                self._save(self.desk.preferences.with_next(name))
            case ChangeSetting():
                self._typed = ""
                self.desk.relay(True)
            case DiscardExam():
                self._discard()
            case _:
                return False
        return True

    def _discard(self) -> None:
        exams = self.desk.study.progress.exams
        stored = exams.find_unfinished(self.desk.bank.questions)
        if stored is not None:
            try:
                exams.discard(stored.name)
            except GuideError as error:
                self.desk.say(str(error), True)
                return
            self.desk.say("The exam is discarded; nothing of it counts.", False)
        self.desk.relay(False)
