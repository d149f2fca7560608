"""A question for a room: large, option by option, with votes counted by hand."""

from collections.abc import Mapping
from dataclasses import dataclass

from guide.counting import percent
from guide.layout.figures import figure_lines
from guide.layout.lines import EMPTY, Line, Piece, wrap
from guide.layout.quiz.feedback import feedback_lines
from guide.layout.quiz.question import stem_pieces
from guide.library.catalogue import Catalogue
from guide.study.answering import LETTERS, right_answer
from guide.study.presenting import PresentedQuestion

BAR = 24


@dataclass(frozen=True, slots=True)
class RoomView:
    """How much of a question the room sees.

    Attributes:
        shown: How many options are revealed.
        votes: The votes as typed, by place.
        voting: The place whose votes are being typed; None when none are.
        solved: Whether the right answer is shown.
        notes: Whether the speaker's notes are shown.
    """

    shown: int
    votes: Mapping[int, str]
    voting: int | None
    solved: bool
    notes: bool


def room_lines(
    presented: PresentedQuestion, top: Line, view: RoomView, catalogue: Catalogue, width: int
) -> list[Line]:
    """Return a question for a room.

    Args:
        presented: The question.
        top: Which question it is, of how many.
        view: How much of it is seen.
        catalogue: The library.
        width: Cells available.
    """
    question = presented.question
    lines: list[Line] = [
        top,
        EMPTY,
        *wrap(stem_pieces(presented), width),
        EMPTY,
        EMPTY,
    ]
    if question.figure is not None:
        lines += figure_lines(question.figure, width)
    total = sum(int(count) for count in view.votes.values() if count)
    for place in range(min(view.shown, len(presented.order))):
        option = question.options[presented.order[place]]
        style, mark = ("good", "  ✓") if view.solved and option.right else ("", "")
        lines += wrap(
            [Piece(option.text, style or "b"), Piece(mark, style)],
            width,
            f"   {LETTERS[place]}  ",
            "      ",
        )
        count = view.votes.get(place, "")
        if count or view.voting == place:
            share = int(count or 0) / total if total else 0.0
            row = (
                Piece("      "),
                Piece("█" * round(share * BAR), style or "data"),
                Piece(
                    f" {count or '…'}" + (f"  {percent(share)}" if total and view.solved else "")
                ),
            )
            lines.append((*row, Piece("▏", "focus")) if view.voting == place else row)
        lines.append(EMPTY)
    if view.notes:
        lines += [(Piece("Speaker's notes", "h2"),)]
        lines += feedback_lines(right_answer(presented), catalogue, width)
    return lines
