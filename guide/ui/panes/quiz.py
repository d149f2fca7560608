"""The tab Quiz: one view, in which one stage after another shows its lines."""

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical

from guide.layout.lines import Line
from guide.layout.quiz.exam import left_text
from guide.layout.targets import (
    Action,
    ChooseOption,
    OpenQuizPage,
    QuizPage,
    ShowSource,
    StartQuiz,
    StudyMode,
    Target,
)
from guide.ui.command import Hint
from guide.ui.copying import Offer, address, of_source
from guide.ui.messages import Follow, Notice, PlaceChanged
from guide.ui.panes.base import Pane
from guide.ui.places import Place
from guide.ui.quiz.exam import ExamStage
from guide.ui.quiz.pages import BankStage, CodeStage, ProgressStage, SettingsStage
from guide.ui.quiz.setup import SetupStage
from guide.ui.quiz.stage import Desk, Stage
from guide.ui.quiz.starting import Starter
from guide.ui.widgets.lines_view import LinesView
from guide.ui.widgets.note import Note
from guide.ui.world import World

MAX_WIDTH = 84
LONGEST_PASTE = 40
QUESTIONS = frozenset({Place.QUESTION, Place.FEEDBACK, Place.EXAM, Place.EXAM_REVIEW, Place.ROOM})
"""Places in which one question is in view."""


class QuizView(LinesView):
    """The lines of the stage."""

    def __init__(self, pane: "QuizPane") -> None:
        super().__init__(id="quiz-view")
        self._pane = pane

    def compose_lines(self, width: int) -> tuple[Line, ...]:
        """Return the lines of the stage; a room uses the whole width."""
        stage = self._pane.stage
        return tuple(stage.lines(width if stage.place is Place.ROOM else min(width, MAX_WIDTH)))


class QuizPane(Pane):
    """The tab Quiz."""

    def __init__(self, world: World) -> None:
        super().__init__(classes="pane")
        self._world = world
        self._view = QuizView(self)
        self._view.only_ascii = world.ascii
        self._note = Note(world.catalogue)
        self._desk = Desk(
            world,
            self._show,
            self._relay,
            self._follow,
            self._say,
            lambda: self._view.target,
        )
        self._front = SetupStage(self._desk)
        self._starter = Starter(self._desk, self._front)
        self.stage: Stage = self._front

    def _follow(self, target: Target) -> None:
        self.post_message(Follow(target))

    def _say(self, text: str, bad: bool) -> None:
        self.post_message(Notice(text, bad))

    def compose(self) -> ComposeResult:
        """The view and the note for sources."""
        yield Vertical(self._view, self._note)

    def on_mount(self) -> None:
        """Let the seconds of an exam pass."""
        self._relay(False)
        self.set_interval(1.0, self._tick)

    def _tick(self) -> None:
        if self.display or not self.at_front:
            self.stage.tick()

    @property
    def place(self) -> Place:
        """The place of the stage."""
        return self.stage.place

    @property
    def in_view(self) -> str:
        """The question, or the quiz."""
        return "the question" if self.place in QUESTIONS else "the quiz"

    @property
    def at_front(self) -> bool:
        """Whether the front is shown."""
        return self.stage is self._front

    def show_front(self) -> None:
        """Leave the stage for the front."""
        self._show(self._front)

    def take_focus(self) -> None:
        """Show the stage with the current figures."""
        self._relay(True)
        if self.at_front and self.stage.preferred == StartQuiz(StudyMode.RESUME_EXAM):
            self._view.choose_target(self.stage.preferred)
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
        self._view.starts_chosen = self.stage.starts_chosen
        self._view.pinned = self.stage.pinned
        self._view.preferred = self.stage.preferred
        if not keep:
            self._note.close()
        self._view.relay(keep_chosen=keep)
        if keep:
            self._view.choose_target(target)
        else:
            self._view.scroll_home(animate=False)
        self.post_message(PlaceChanged())

    def can(self, action: Action) -> bool:
        """Tell what is possible: with a source open, Escape closes it first."""
        target = self._view.target
        match action:
            case Action.CLOSE:
                return self._note.is_open or (
                    self.stage is not self._front and self.stage.can(action)
                )
            case Action.FOLLOW:
                return target is not None and not isinstance(target, ChooseOption)
            case Action.START:
                return target is not None
            case Action.COPY:
                return bool(self._note.source)
            case _:
                return self.stage.can(action)

    def called(self, action: Action) -> str:
        """Return what the stage calls an action."""
        return self.stage.called(action)

    def hints(self) -> tuple[Hint, ...]:
        """Return what can be typed in the stage."""
        return self.stage.hints()

    def do(self, action: Action) -> bool:
        """Do what every stage has in common, else what the stage can do."""
        match action:
            case Action.CLOSE if self._note.is_open:
                self._note.close()
            case Action.START | Action.FOLLOW if self._view.target is not None:
                self.post_message(Follow(self._view.target))
            case Action.NEXT_LINK | Action.DOWN:
                self._view.action_choose(1)
            case Action.PREVIOUS_LINK | Action.UP:
                self._view.action_choose(-1)
            case Action.LEAVE:
                self._show(self._front)
            case _:
                return self.stage.do(action)
        self.post_message(PlaceChanged())
        return True

    def handle(self, target: Target) -> bool:
        """Start something, open a page of the quiz, or let the stage act."""
        match target:
            case ShowSource(key):
                self._show_source(key)
            case StartQuiz():
                self._starter.start(target)
            case OpenQuizPage(page):
                self._show(self._page(page))
            case _:
                return self.stage.handle(target)
        return True

    def _page(self, page: QuizPage) -> Stage:
        match page:
            case QuizPage.FRONT:
                return self._front
            case QuizPage.PROGRESS:
                return ProgressStage(self._desk)
            case QuizPage.BANK:
                return BankStage(self._desk)
            case QuizPage.SETTINGS:
                return SettingsStage(self._desk)
            case QuizPage.CLASS_CODE:
                return CodeStage(self._desk, self._starter.class_session)

    def _show_source(self, key: str) -> None:
        """Show a source; the cursor leaves the citation, so that Enter goes on."""
        presented = self.stage.question
        if presented is not None and key in presented.question.references:
            self._note.show_source(key, presented.question.references.index(key) + 1)
            self._view.unchoose()

    def on_key(self, event: events.Key) -> None:
        """Give what is typed as text to the stage."""
        if self.stage.enter_text(event.key, event.character or ""):
            event.stop()
            event.prevent_default()

    def on_paste(self, event: events.Paste) -> None:
        """Type a text that is pasted where a line is typed."""
        if self.place is Place.TYPING:
            event.stop()
            for character in event.text[:LONGEST_PASTE]:
                self.stage.enter_text("", character)

    def leave(self) -> str:
        """Save the time of an exam; return what it does now."""
        self.stage.left()
        return left_text(self.stage.exam) if isinstance(self.stage, ExamStage) else ""

    @property
    def visible_text(self) -> str:
        """The text of the question, for defining its terms."""
        return self._view.text

    @property
    def can_copy(self) -> bool:
        """Whether a source is open."""
        return self._note.source is not None

    def copies(self) -> Sequence[Offer]:
        """Return the open source in every format, and the question's address."""
        catalogue, presented = self._world.catalogue, self.stage.question
        source = self._note.source
        offers = list(of_source(catalogue.references[source], None)) if source else []
        if presented is not None:
            name = presented.question.id
            offers.append(address(f"Question {name}", name, "", catalogue.content_version))
        return offers
