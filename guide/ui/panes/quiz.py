"""The quiz: choose a topic, answer with one key, read why, see the score."""

import secrets
import time

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical

from guide.errors import GuideError
from guide.library.records import Question
from guide.reading.lines import EMPTY, Line, plain_line
from guide.reading.quiz import feedback_lines, head_line, question_lines, score_lines, setup_lines
from guide.study.marking import mark
from guide.study.session import Session, practice
from guide.ui.messages import Follow, Notice, PlaceChanged
from guide.ui.panes.base import Pane
from guide.ui.widgets.lines_view import LinesView
from guide.ui.widgets.note import Note
from guide.ui.world import World

COUNTS = (5, 10, 20, 30, 50)
MAX_WIDTH = 84


class QuizView(LinesView):
    """The lines of whatever state the quiz is in."""

    def __init__(self, pane: "QuizPane") -> None:
        super().__init__(id="quiz-view")
        self._pane = pane

    def compose_lines(self, width: int) -> tuple[Line, ...]:
        """Return the lines of the state."""
        return self._pane.lines(min(width, MAX_WIDTH))

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
        self._count = 1
        self._mode = "practice"
        self._state = "setup"
        self._session = Session("", ())
        self._run = ""
        self._topic = "topic:"
        self._reviews: list[int] = []
        self._put_at = 0.0

    def compose(self) -> ComposeResult:
        """The view and the note for sources."""
        yield Vertical(self._view, self._note)

    @property
    def place(self) -> str:
        """The state, whose keys differ."""
        return self._state

    def take_focus(self) -> None:
        """Show what is asked now."""
        if self._state == "setup":
            self._to("setup")
        self._view.focus()

    def lines(self, width: int) -> tuple[Line, ...]:
        """Return the lines of the state."""
        catalogue = self._world.catalogue
        if self._state == "setup":
            return tuple(setup_lines(self._topics(), len(self._due()), COUNTS[self._count], width))
        if self._state == "score":
            return tuple(score_lines(self._session, catalogue, width))
        given = self._session.given[-1] if self._state == "feedback" else None
        asked = given.asked if given else self._session.current
        if asked is None:
            return ()
        number = len(self._session.given) + (0 if given else 1)
        body = [head_line(self._session, number, width), EMPTY, *question_lines(asked, width, given)]
        if given:
            body += feedback_lines(given, catalogue, width)
        return tuple(body)

    def _topics(self) -> list[tuple[str, str, int, int]]:
        answered = self._world.progress.answered()
        rows = []
        for topic, title in self._world.catalogue.topics.items():
            ids = [question.id for question in self._world.catalogue.questions.values() if question.topic == topic]
            rows.append((topic, title, len(ids), sum(name in answered for name in ids)))
        return rows

    def _due(self) -> list[str]:
        known = self._world.catalogue.questions
        return [name for name in self._world.progress.due(self._world.now()) if name in known]

    def _to(self, state: str) -> None:
        self._state = state
        self._note.close()
        self._view.arrows_move = state in ("setup", "score")
        self._view.preferred = "due:now" if self._due() else "topic:"
        self._view.relay()
        self._view.scroll_home(animate=False)
        if state == "question":
            self._put_at = time.monotonic()
        self.post_message(PlaceChanged())

    def request(self, target: str) -> None:
        """Start a run, answer, or change what is chosen."""
        verb, _, name = target.partition(":")
        if verb in ("topic", "about", "due"):
            self._start(target)
        elif verb == "again":
            self._start(self._topic)
        elif verb == "setup":
            self._to("setup")
        elif verb == "count":
            self._change_count(1 if name == "+" else -1)
        elif verb == "choose" and self._state == "question":
            self._answer(int(name))
        elif verb == "ref" and self._state == "feedback":
            question = self._session.given[-1].asked.question
            self._note.show_source(name, question.references.index(name) + 1)
        elif verb == "do":
            self._do(name)

    def _do(self, action: str) -> None:
        if action == "to_list" and self._note.is_open:
            self._note.close()
        elif action == "next_question" and self._state == "feedback":
            self._next()
        elif action == "undo" and self._state == "feedback":
            self._undo()
        elif action == "read_passage" and self._state == "feedback":
            self.post_message(Follow(self._session.given[-1].asked.question.entry))
        elif action == "leave_quiz" and self._state != "setup":
            self._to("setup")
        elif action == "start" and self._state == "setup" and self._view.target:
            self.post_message(Follow(self._view.target))

    def _start(self, target: str) -> None:
        verb, _, name = target.partition(":")
        questions: list[Question] = list(self._world.catalogue.questions.values())
        title, first, count = "All topics", self._first(), COUNTS[self._count]
        self._mode = "practice"
        if verb == "due":
            first = self._due()
            questions = [question for question in questions if question.id in set(first)]
            title, self._mode = "Review", "review"
        elif verb == "about":
            questions = [question for question in questions if question.entry == name]
            title = self._world.catalogue.heads[name].title
        elif name:
            questions = [question for question in questions if question.topic == name]
            title = self._world.catalogue.topics[name]
        if not questions:
            self.post_message(Notice("There are no questions on this page yet." if verb == "about" else "Nothing is due."))
            self._to("setup")
            return
        self._topic = target
        self._session = practice(title, questions, count, self._world.draw_seed(), first)
        self._run = f"{title}-{secrets.token_hex(4)}"
        self._reviews = []
        self._to("question")
        self._view.focus()

    def _first(self) -> list[str]:
        """Return the ids that practice takes first: never answered, then last answered wrong."""
        answered = self._world.progress.answered()
        unseen = [name for name in self._world.catalogue.questions if name not in answered]
        wrong = [name for name, right in answered.items() if not right]
        drawn = sorted(unseen, key=lambda name: hash((name, self._world.draw_seed())))
        return [*drawn, *wrong]

    def _change_count(self, step: int) -> None:
        self._count = max(0, min(self._count + step, len(COUNTS) - 1))
        target = self._view.target
        self._view.relay(keep_chosen=True)
        self._view.choose_target(target)

    def _answer(self, place: int) -> None:
        """Keep the answer, on disk, before anything else is shown; a failed write keeps the question."""
        asked = self._session.current
        if asked is None or place >= len(asked.order):
            return
        after = self._session.answer(place)
        before = self._world.progress.schedule(asked.question.id)
        marked = mark(after.given[-1], before, self._world.now(), time.monotonic() - self._put_at)
        try:
            review = self._world.progress.record(marked, self._run, self._mode, self._world.catalogue.content_version)
        except GuideError as error:
            self.post_message(Notice(str(error), bad=True))
            return
        self._reviews.append(review)
        self._session = after
        self._to("feedback")

    def _next(self) -> None:
        self._to("score" if self._session.current is None else "question")

    def _undo(self) -> None:
        self._world.progress.undo(self._reviews.pop())
        self._session = self._session.undone()
        self._to("question")

    def on_key(self, event: events.Key) -> None:
        """One key answers; Enter goes on."""
        key = event.key
        if self._state == "question" and len(key) == 1 and key in "abcde12345":
            self._answer("abcde".index(key) if key.isalpha() else int(key) - 1)
        elif self._state == "feedback" and key == "enter":
            self._next()
        elif self._state == "feedback" and key in ("u", "r"):
            self._do({"u": "undo", "r": "read_passage"}[key])
        elif self._state == "setup" and key in ("left", "right"):
            self._change_count(1 if key == "right" else -1)
        elif key == "escape" and self._note.is_open:
            self._note.close()
        elif key == "escape" and self._state != "setup":
            self._to("setup")
        else:
            return
        event.stop()
        event.prevent_default()

    def visible_text(self) -> str:
        """The text of the question, for defining its terms."""
        return self._view.text()

    def copy_text(self) -> str:
        """The open source."""
        return self._note.text
