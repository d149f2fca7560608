"""Room mode: one question at a time for everybody, option by option, votes counted by hand and typed in."""

from guide.layout.lines import EMPTY, Line, Piece
from guide.layout.quiz.room import room_lines
from guide.study.presenting import PresentedQuestion
from guide.ui.quiz.stage import Desk, Stage

MOST_VOTES = 4
"""Digits."""


class RoomStage(Stage):
    """Questions for a room."""

    place = "room"
    arrows_move = False
    typing = True

    def __init__(self, desk: Desk, title: str, asked: list[PresentedQuestion]) -> None:
        super().__init__(desk)
        self._title = title
        self._asked = asked
        self._votes: list[dict[int, str]] = [{} for _ in asked]
        self._at = 0
        self._begin()

    def _begin(self) -> None:
        self._shown, self._voting = 0, None
        self._solved = self._notes = False

    _voting: int | None

    @property
    def question(self) -> PresentedQuestion | None:
        """The question, for the note on its sources."""
        return self._asked[self._at] if self._notes else None

    def lines(self, width: int) -> list[Line]:
        """Return the question as far as it is revealed."""
        asked = self._asked[self._at]
        title = f"{self._title} · {self._at + 1} of {len(self._asked)}"
        lines = room_lines(
            asked,
            title,
            self._shown,
            self._votes[self._at],
            self._voting,
            self._solved,
            self._notes,
            self.desk.world.catalogue,
            width,
        )
        if self._shown < len(asked.order):
            hint = "space shows the next option"
        elif not self._solved:
            hint = "a letter and digits type its votes; space shows the key"
        else:
            hint = "s speaker's notes   → next question   ← the one before"
        return [*lines, EMPTY, (Piece(hint, "dim"),)]

    def press(self, key: str, character: str) -> bool:
        """Reveal, count, solve, go on."""
        asked, votes = self._asked[self._at], self._votes[self._at]
        if key in ("space", "enter"):
            self._voting = None
            if self._shown < len(asked.order):
                self._shown += 1
            else:
                self._solved = True
        elif len(character) == 1 and character.lower() in "abcdef"[: self._shown]:
            self._voting = "abcdef".index(character.lower())
        elif self._voting is not None and character and character in "0123456789":
            votes[self._voting] = (votes.get(self._voting, "") + character)[:MOST_VOTES]
        elif self._voting is not None and key == "backspace":
            votes[self._voting] = votes.get(self._voting, "")[:-1]
        elif key == "s":
            self._notes = not self._notes
        elif key in ("right", "left", "n", "p"):
            step = 1 if key in ("right", "n") else -1
            if not 0 <= self._at + step < len(self._asked):
                self.desk.say(
                    "That was the last question." if step > 0 else "This is the first question.",
                    False,
                )
                return True
            self._at += step
            self._begin()
            if self._votes[self._at]:
                self._shown = len(self._asked[self._at].order)
            self.desk.relay(False)
            return True
        else:
            return False
        self.desk.relay(True)
        return True
