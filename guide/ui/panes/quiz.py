"""The tab Quiz: one view, in which one stage after another shows its lines and answers keys."""

from collections.abc import Callable

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical

from guide.coach.bank import Bank
from guide.coach.overlay import read_overlay
from guide.layout.lines import Line, plain_line
from guide.ui.messages import Follow, Notice, PlaceChanged
from guide.ui.panes.base import Pane
from guide.ui.quiz.exam import ExamStage
from guide.ui.quiz.pages import BankStage, CodeStage, ProgressStage, SettingsStage
from guide.ui.quiz.practice import RunningStage
from guide.ui.quiz.room import RoomStage
from guide.ui.quiz.setup import COUNTS, SetupStage
from guide.ui.quiz.stage import Desk, Stage
from guide.ui.widgets.lines_view import LinesView
from guide.ui.widgets.note import Note
from guide.ui.world import World

MAX_WIDTH = 84
CLOCK_BEHIND = "The clock is behind your last answer: intervals are counted from that answer, none is negative."


class QuizView(LinesView):
    """The lines of the stage."""

    def __init__(self, pane: "QuizPane") -> None:
        super().__init__(id="quiz-view")
        self._pane = pane

    def compose_lines(self, width: int) -> tuple[Line, ...]:
        """Return the lines of the stage."""
        stage = self._pane.stage
        return tuple(stage.lines(width if isinstance(stage, RoomStage) else min(width, MAX_WIDTH)))

    def text(self) -> str:
        """All of the text."""
        return " ".join(plain_line(line) for line in self._lines)


class QuizPane(Pane):
    """The tab Quiz."""

    def __init__(self, world: World) -> None:
        super().__init__(classes="pane")
        self._world = world
        self._view = QuizView(self)
        self._note = Note(world.catalogue)
        overlay = (
            read_overlay(world.progress.path.parent)
            if world.progress.path is not None
            else read_overlay(None)
        )
        self._notices = list(overlay.notices)
        bank = Bank(world.catalogue, overlay.questions, overlay.topics)
        self._desk = Desk(
            world,
            bank,
            self._show,
            self._relay,
            self._follow,
            self._say,
            lambda: self._view.target,
        )
        self._front = SetupStage(self._desk)
        self.stage: Stage = self._front
        world.progress.reviews.hand_over(bank.successors())
        self._tell_of_clock()

    def _follow(self, target: str) -> None:
        self.post_message(Follow(target))

    def _say(self, text: str, bad: bool) -> None:
        self.post_message(Notice(text, bad))

    def _tell_of_clock(self) -> None:
        """Say once that the clock was set back, and again only after another answer."""
        progress, now = self._world.progress, self._world.now()
        latest = progress.reviews.latest()
        if (
            latest is not None
            and now < latest
            and progress.settings().get("clock_told") != latest.isoformat()
        ):
            progress.set("clock_told", latest.isoformat())
            self._notices.append(CLOCK_BEHIND)

    def compose(self) -> ComposeResult:
        """The view and the note for sources."""
        yield Vertical(self._view, self._note)

    def on_mount(self) -> None:
        """Let the seconds of an exam pass."""
        for notice in self._notices:
            self.post_message(Notice(notice, bad=True))
        self.set_interval(1.0, self._tick)

    def _tick(self) -> None:
        self.stage.tick()

    @property
    def place(self) -> str:
        """The stage's place, whose keys differ."""
        return self.stage.place

    def take_focus(self) -> None:
        """Show what is asked now."""
        if self.stage is self._front:
            self._show(self._front)
        self._view.focus()

    def _show(self, stage: Stage) -> None:
        if stage is not self.stage:
            self.stage.left()
        self.stage = stage
        self._relay(False)
        self._view.focus()

    def _relay(self, keep: bool) -> None:
        target = self._view.target
        self._view.arrows_move = self.stage.arrows_move
        self._view.letters_typed = self.stage.typing
        self._view.preferred = self.stage.preferred
        if not keep:
            self._note.close()
        self._view.relay(keep_chosen=keep)
        if keep:
            self._view.choose_target(target)
        else:
            self._view.scroll_home(animate=False)
            self.post_message(PlaceChanged())

    def request(self, target: str) -> None:
        """Start something, or let the stage act."""
        verb, _, name = target.partition(":")
        if verb == "ref":
            self._show_source(name)
        elif verb == "do" and name == "to_list" and self._note.is_open:
            self._note.close()
        elif verb == "setup" or (
            verb == "do" and name == "leave_quiz" and self.stage is not self._front
        ):
            self._show(self._front)
        elif verb == "do" and name == "start" and self.stage is self._front and self._view.target:
            self._follow(self._view.target)
        elif not self._start(verb, name):
            self.stage.request(verb, name)

    def _start(self, verb: str, name: str) -> bool:
        """Start what can be started from anywhere; False when the target is none of it."""
        bank, front = self._desk.bank, self._front
        if verb == "due":
            front.review()
        elif verb == "about":
            front.practise(
                self._world.catalogue.heads[name].title,
                bank.about(name),
                f"about:{name}",
                COUNTS[1],
            )
        elif verb == "objective":
            questions = [bank.questions[each] for each in bank.by_objective.get(name, ())]
            front.practise(
                self._world.catalogue.objectives.get(name, name),
                questions,
                f"objective:{name}",
                COUNTS[-1],
            )
        elif verb == "ask":
            found = bank.get(name)
            front.practise("One question", [found] if found else [], f"ask:{name}", 1)
        elif verb == "topic":
            front.request(verb, name)
        elif verb == "quiz":
            return self._start_from_front(name)
        else:
            return False
        return True

    def _start_from_front(self, name: str) -> bool:
        front = self._front
        stages: dict[str, Callable[[], None]] = {
            "resume": front.resume,
            "sure": front.look_again,
            "drill": front.drill,
            "progress": lambda: self._show(ProgressStage(self._desk)),
            "bank": lambda: self._show(BankStage(self._desk)),
            "settings": lambda: self._show(SettingsStage(self._desk)),
            "code": lambda: self._show(CodeStage(self._desk, front.begin_code)),
        }
        if name in stages:
            stages[name]()
        return name in stages

    def _show_source(self, key: str) -> None:
        stage = self.stage
        asked = stage.question if isinstance(stage, RunningStage | ExamStage | RoomStage) else None
        if asked is not None and key in asked.question.references:
            self._note.show_source(key, asked.question.references.index(key) + 1)

    def on_key(self, event: events.Key) -> None:
        """Give the key to the stage; Escape closes what is open, then leaves."""
        if event.key == "escape" and self._note.is_open:
            self._note.close()
        elif self.stage.press(event.key, event.character or ""):
            pass
        elif event.key == "escape" and self.stage is not self._front:
            self._show(self._front)
        elif event.key == "enter" and not self.stage.typing and self._view.target:
            self._follow(self._view.target)
        else:
            return
        event.stop()
        event.prevent_default()

    def leave(self) -> None:
        """Keep the time of an exam."""
        self.stage.left()

    def visible_text(self) -> str:
        """The text of the question, for defining its terms."""
        return self._view.text()

    def copy_text(self) -> str:
        """The open source."""
        return self._note.text
