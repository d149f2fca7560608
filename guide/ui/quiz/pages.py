"""The quiz's quiet pages: progress, settings, and typing a class code."""

from collections.abc import Callable
from datetime import date, timedelta

from guide.coach.overview import read_overview
from guide.coach.preferences import CAPS, MINUTES, RETENTIONS
from guide.layout.lines import EMPTY, Line, Piece, wrap
from guide.layout.quiz.bank import bank_lines
from guide.layout.quiz.progress import progress_lines
from guide.library.bank_statistics import statistics
from guide.study import queue
from guide.ui.quiz.stage import Desk, Stage

TIMINGS = (0, 60, 90, 120)
LONGEST_CODE = 12


class ProgressStage(Stage):
    """How the learner stands."""

    place = "progress"

    def lines(self, width: int) -> list[Line]:
        """Return the page, read anew."""
        desk = self.desk
        found = read_overview(
            desk.world.catalogue, desk.bank, desk.world.progress, desk.preferences, desk.world.now()
        )
        return progress_lines(
            found, desk.world.catalogue, desk.bank.topics, desk.preferences.minutes, width
        )


class BankStage(Stage):
    """The bank of questions in figures."""

    place = "progress"
    arrows_move = False

    def lines(self, width: int) -> list[Line]:
        """Return the figures."""
        catalogue = self.desk.world.catalogue
        return bank_lines(
            statistics(list(self.desk.bank.questions.values()), catalogue.objectives),
            catalogue.objectives,
        )


class CodeStage(Stage):
    """Typing the code of a class."""

    place = "typing"
    arrows_move = False
    typing = True

    def __init__(self, desk: Desk, begin: Callable[[str], bool]) -> None:
        super().__init__(desk)
        self._begin = begin
        self._text = ""

    def lines(self, width: int) -> list[Line]:
        """Return the field."""
        words = (
            "Everybody who types the same code gets the same questions in the same order. "
            "At the end a small result file is written for the teacher."
        )
        return [
            (Piece("Class code", "title"),),
            EMPTY,
            (
                Piece("  "),
                Piece(f" {self._text}▏", "selected"),
                Piece("   enter begins, esc leaves", "dim"),
            ),
            EMPTY,
            *wrap([Piece(words, "dim")], width),
        ]

    def press(self, key: str, character: str) -> bool:
        """Type, erase, begin."""
        if key == "enter":
            self._begin(self._text)
        elif key == "backspace":
            self._text = self._text[:-1]
        elif (
            len(character) == 1
            and (character.isalnum() or character == "-")
            and len(self._text) < LONGEST_CODE
        ):
            self._text += character.upper()
        else:
            return False
        self.desk.relay(True)
        return True


class SettingsStage(Stage):
    """What can be set for studying; each shows what it changes before anything is rescheduled."""

    place = "settings"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._typed: str | None = None

    @property
    def typing(self) -> bool:  # type: ignore[override]
        """A date is typed."""
        return self._typed is not None

    def _setting(self, name: str, usual: str) -> str:
        return self.desk.world.progress.settings().get(f"study.{name}", usual)

    def lines(self, width: int) -> list[Line]:
        """Return the settings with their effects."""
        desk, chosen = self.desk, self.desk.preferences
        schedules = desk.world.progress.reviews.schedules()
        now = desk.world.now()
        week = sum(queue.forecast(schedules, now, 7, 10_000))
        seconds = self._setting("exam_seconds", "90")
        until = (
            (self._typed + "▏")
            if self._typed is not None
            else (chosen.until.isoformat() if chosen.until else "none")
        )
        rows = [
            (
                "Reviews a day at most",
                str(chosen.cap),
                "cap",
                f"{week} fall due in the next 7 days; what is above waits, the most pressing first",
            ),
            (
                "Remembered when due",
                f"{chosen.retention:.0%}",
                "retention",
                "higher brings questions back sooner; it counts from the next answer on",
            ),
            (
                "Say how sure",
                "yes" if chosen.confidence else "no",
                "confidence",
                "1–4 unsure, a–d fairly, A–D sure; off, every key only answers",
            ),
            ("Minutes a day", str(chosen.minutes), "minutes", "for the plan on the page Progress"),
            (
                "Day of the exam",
                until,
                "until",
                "type YYYY-MM-DD, enter keeps it, empty takes it away",
            ),
            (
                "Exam, seconds a question",
                seconds if seconds != "0" else "no clock",
                "exam_seconds",
                "",
            ),
            ("Exam may be paused", self._setting("exam_pause", "no"), "exam_pause", ""),
        ]
        lines: list[Line] = [(Piece("Settings", "title"),), EMPTY]
        for label, value, name, note in rows:
            lines.append(
                (
                    Piece(f"  {label:<26}"),
                    Piece(f" {value} ", "button", f"set:{name}"),
                    Piece(f"  {note}" if width > 90 else "", "dim"),
                )
            )
        open_ = desk.world.progress.exams.open(desk.bank.questions)
        if open_ is not None:
            lines += [
                EMPTY,
                (
                    Piece("  "),
                    Piece(f"Give up the open exam ({open_.exam.title})", "bad", "set:give_up"),
                ),
            ]
        return [*lines, EMPTY, (Piece("  enter changes, esc goes back", "dim"),)]

    def press(self, key: str, character: str) -> bool:
        """Type the date."""
        if self._typed is None:
            return False
        if key == "escape":
            self._typed = None
        elif key == "backspace":
            self._typed = self._typed[:-1]
        elif key == "enter":
            self._keep_date(self._typed)
        elif len(character) == 1 and character in "0123456789-" and len(self._typed) < 10:
            self._typed += character
        else:
            return True
        self.desk.relay(True)
        return True

    def _keep_date(self, text: str) -> None:
        try:
            day = date.fromisoformat(text) if text else None
        except ValueError:
            self.desk.say(f"'{text}' is no date; write it as 2027-03-12.", True)
            return
        if day is not None and day < self.desk.world.now().date() + timedelta(days=1):
            self.desk.say(f"{day} is not in the future.", True)
            return
        self._typed = None
        self._keep("until", text)

    def _keep(self, name: str, value: str) -> None:
        self.desk.world.progress.set(f"study.{name}", value)
        self.desk.reread()
        self.desk.relay(True)

    def request(self, verb: str, name: str) -> bool:
        """Change a setting to its next value."""
        if verb != "set":
            return False
        chosen = self.desk.preferences
        if name == "cap":
            self._keep(name, str(_after(CAPS, chosen.cap)))
        elif name == "retention":
            self._keep(name, str(_after(RETENTIONS, chosen.retention)))
        elif name == "confidence":
            self._keep(name, "no" if chosen.confidence else "yes")
        elif name == "minutes":
            self._keep(name, str(_after(MINUTES, chosen.minutes)))
        elif name == "exam_seconds":
            text = self._setting(name, "90")
            self._keep(name, str(_after(TIMINGS, int(text) if text.isdigit() else 90)))
        elif name == "exam_pause":
            self._keep(name, "no" if self._setting(name, "no") == "yes" else "yes")
        elif name == "until":
            self._typed = ""
            self.desk.relay(True)
        elif name == "give_up":
            open_ = self.desk.world.progress.exams.open(self.desk.bank.questions)
            if open_ is not None:
                self.desk.world.progress.exams.drop(open_.run)
                self.desk.say("The exam is given up; nothing of it counts.", False)
            self.desk.relay(False)
        return True


def _after(values: tuple[float, ...] | tuple[int, ...], value: float) -> float:
    """Return the next larger of some values, the first after the last."""
    return next((other for other in values if other > value), values[0])
