"""Room mode: one question at a time for everybody, votes counted by hand and typed in."""

from guide.layout.lines import EMPTY, Line, Piece, head
from guide.layout.quiz.room import RoomView, room_lines
from guide.layout.targets import Action
from guide.study.presenting import PresentedQuestion
from guide.ui.command import Hint
from guide.ui.places import Place
from guide.ui.quiz.stage import Desk, Stage

VOTES_HELP = "Enter votes: a letter, then a number"
MOST_VOTES = 4
"""Digits."""


class RoomStage(Stage):
    """Questions for a room."""

    place = Place.ROOM
    arrows_move = False

    def __init__(self, desk: Desk, title: str, questions: list[PresentedQuestion]) -> None:
        super().__init__(desk)
        self._title = title
        self._questions = questions
        self._votes: list[dict[int, str]] = [{} for _ in questions]
        self._at = 0
        self._begin()

    def _begin(self) -> None:
        self._shown = len(self._presented.order) if self._votes[self._at] else 0
        self._voting: int | None = None
        self._solved = self._notes = False

    @property
    def _presented(self) -> PresentedQuestion:
        return self._questions[self._at]

    @property
    def question(self) -> PresentedQuestion | None:
        """The question, while its sources are shown."""
        return self._presented if self._notes else None

    def lines(self, width: int) -> list[Line]:
        """Return the question as far as it is revealed."""
        place = (Piece(f" · {self._at + 1} of {len(self._questions)}", "dim"),)
        top = head(self._title, place, EMPTY, width)
        view = RoomView(self._shown, self._votes[self._at], self._voting, self._solved, self._notes)
        lines = room_lines(self._presented, top, view, self.desk.world.catalogue, width)
        if self._shown < len(self._presented.order):
            hint = "space shows the next option"
        elif not self._solved:
            hint = "a letter and digits enter its votes; space shows the answer"
        else:
            hint = "s speaker's notes   right next question   left previous question"
        return [*lines, EMPTY, (Piece(hint, "dim"),)]

    def hints(self) -> tuple[Hint, ...]:
        """Return how votes for the options in view are typed."""
        if not self._shown:
            return ()
        letters = f"a–{'abcdef'[self._shown - 1]} 0–9"
        return (Hint(frozenset({self.place}), letters, "votes", VOTES_HELP),)

    def do(self, action: Action) -> bool:
        """Reveal, show the notes, move."""
        match action:
            case Action.REVEAL:
                self._voting = None
                if self._shown < len(self._presented.order):
                    self._shown += 1
                else:
                    self._solved = True
                self.desk.relay(True)
            case Action.SPEAKER_NOTES:
                self._notes = not self._notes
                self.desk.relay(True)
            case Action.NEXT_QUESTION:
                self._go(1)
            case Action.PREVIOUS_QUESTION:
                self._go(-1)
            case _:
                return False
        return True

    def enter_text(self, key: str, character: str) -> bool:
        """Take the letter of an option, or the votes for it."""
        votes = self._votes[self._at]
        if character and character.lower() in "abcdef"[: self._shown]:
            self._voting = "abcdef".index(character.lower())
        elif self._voting is not None and character and character in "0123456789":
            votes[self._voting] = (votes.get(self._voting, "") + character)[:MOST_VOTES]
        elif self._voting is not None and key == "backspace":
            votes[self._voting] = votes.get(self._voting, "")[:-1]
        else:
            return False
        self.desk.relay(True)
        return True

    def _go(self, step: int) -> None:
        if not 0 <= self._at + step < len(self._questions):
            text = "That was the last question." if step > 0 else "This is the first question."
            self.desk.say(text, False)
            return
        self._at += step
        self._begin()
        self.desk.relay(False)
