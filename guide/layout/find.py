"""Finding a text in a page, across line ends, whatever its case, accents or dashes."""

import re
from typing import NamedTuple

from guide.layout.lines import Line, Piece
from guide.library.folding import fold, fold_with_places

MAX_TEXT = 200


class Mark(NamedTuple):
    """Part of a line that matches.

    A match that continues on the next line has several marks.

    Attributes:
        line: The line, counted from 0.
        start: The first character, counted from 0.
        end: The character after the last.
        number: The match that it belongs to, counted from 0.
    """

    line: int
    start: int
    end: int
    number: int


def find(lines: tuple[Line, ...], text: str) -> list[Mark]:
    """Return every place of a text in a page, in reading order.

    Args:
        lines: The page.
        text: What to look for; any space in it may be the end of a line.
    """
    words = [re.escape(word) for word in fold(text[:MAX_TEXT]).split()]
    if not words:
        return []
    pieces: list[str] = []
    starts: list[tuple[int, int]] = []
    for number, line in enumerate(lines):
        written = "".join(piece.text for piece in line).replace("\u00a0", " ")
        folded, places = fold_with_places(written)
        pieces.append(folded + "\n")
        starts.extend((number, place) for place in places)
    whole = "".join(pieces)
    marks: list[Mark] = []
    for number, match in enumerate(re.finditer(r"\s+".join(words), whole)):
        marks.extend(
            Mark(*part, number) for part in _by_line(starts, whole, match.start(), match.end())
        )
    return marks


def _by_line(
    starts: list[tuple[int, int]], whole: str, first: int, end: int
) -> list[tuple[int, int, int]]:
    """Return the parts of a match on each of its lines, without the space around line ends."""
    parts = []
    for run in re.finditer(r"[^\n]+", whole[first:end]):
        text = run[0].strip()
        at = first + run.start() + run[0].index(text)
        line, start = starts[at]
        last_line, last = starts[at + len(text) - 1]
        # The end is the place of the next character of the line, or one past the last.
        after = starts[at + len(text)][1] if starts[at + len(text)][0] == line else last + 1
        parts.append((line, start, max(after, last + 1) if last_line == line else start + 1))
    return parts


def marked_line(line: Line, marks: list[Mark], current: int, chosen: int = -1) -> Line:
    """Return a line with its matches in style "found" and the current one in style "cursor".

    Args:
        line: The line.
        marks: Its marks in order.
        current: Number of the current match.
        chosen: Index of a piece that has the cursor already; -1 for none.
    """
    made: list[Piece] = []
    at = 0
    for place, piece in enumerate(line):
        style = "cursor" if place == chosen else piece.style
        cut = 0
        for mark in marks:
            start, end = max(mark.start - at, cut), min(mark.end - at, len(piece.text))
            if start < end:
                made.append(Piece(piece.text[cut:start], style, piece.target))
                made.append(
                    Piece(
                        piece.text[start:end],
                        "cursor" if mark.number == current else "found",
                        piece.target,
                    )
                )
                cut = end
        made.append(Piece(piece.text[cut:], style, piece.target))
        at += len(piece.text)
    return tuple(piece for piece in made if piece.text)
