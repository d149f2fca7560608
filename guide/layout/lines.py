"""Styled text broken into lines: the smallest parts of every page."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from rich.cells import cell_len

from guide.layout.targets import OpenEntry, ShowSource, Target
from guide.library.records import Span

_SPACE = re.compile(r"[^\S\u00a0]+")


class Piece(NamedTuple):
    """A run of text on one line.

    Attributes:
        text: What is shown.
        style: A name that the theme gives a look to; "" is plain.
        target: Where a click or Enter leads; None for text that leads nowhere.
    """

    text: str
    style: str = ""
    target: Target | None = None


Line = tuple[Piece, ...]
EMPTY: Line = ()


@lru_cache(maxsize=5_000)
def width_of(text: str) -> int:
    """Return how many terminal cells a text takes."""
    return len(text) if text.isascii() else cell_len(text)


def line_width(line: Line) -> int:
    """Return how many terminal cells a line takes."""
    return sum(width_of(piece.text) for piece in line)


def plain_line(line: Line) -> str:
    """Return a line's text."""
    return "".join(piece.text for piece in line).rstrip()


class _Line:
    """A line that is being filled.

    Neighbours of one style and target become one piece, so that a link is one piece on a line.
    """

    def __init__(self, indent: str) -> None:
        self.parts: list[Piece] = [Piece(indent)] if indent else []
        self.used = width_of(indent)
        self.empty = True

    def add(self, text: str, style: str, target: Target | None) -> None:
        last = self.parts[-1] if self.parts else None
        if last is not None and last.style == style and last.target == target:
            self.parts[-1] = Piece(last.text + text, style, target)
        else:
            self.parts.append(Piece(text, style, target))

    def done(self) -> Line:
        return tuple(self.parts)


def _words(pieces: Iterable[Piece]) -> Iterator[tuple[list[Piece], int, Piece | None]]:
    """Yield unbreakable words, each of one or more pieces, with width and the space before."""
    word: list[Piece] = []
    size = 0
    space: Piece | None = None
    for text, style, target in pieces:
        for number, part in enumerate(_SPACE.split(text)):
            if number:
                if word:
                    yield word, size, space
                    word, size = [], 0
                space = Piece(" ", style, target)
            if part:
                word.append(Piece(part, style, target))
                size += width_of(part)
    if word:
        yield word, size, space


def _cut(word: list[Piece], width: int) -> Iterator[list[Piece]]:
    """Cut a word that is longer than a line into parts that fit."""
    part: list[Piece] = []
    used = 0
    for piece in word:
        text = ""
        for character in piece.text:
            size = width_of(character)
            if used + size > width and used:
                yield [*part, piece._replace(text=text)] if text else part
                part, text, used = [], "", 0
            text += character
            used += size
        if text:
            part.append(piece._replace(text=text))
    if part:
        yield part


def wrap(pieces: Iterable[Piece], width: int, first: str = "", rest: str = "") -> list[Line]:
    """Break pieces into lines of at most `width` cells.

    Args:
        pieces: The text.
        width: Cells available, indents included; at least 4 are used.
        first: Indent of the first line, such as a bullet.
        rest: Indent of the others.

    Returns:
        At least one line.
    """
    room = max(width, width_of(first) + 4, width_of(rest) + 4)
    lines: list[Line] = []
    line = _Line(first)
    for whole_word, whole_size, space in _words(pieces):
        word, size = whole_word, whole_size
        if not line.empty and line.used + (space is not None) + size > room:
            lines.append(line.done())
            line = _Line(rest)
        if line.empty and size > room - line.used:
            *parts, word = _cut(word, room - width_of(rest))
            for part in parts:
                for piece in part:
                    line.add(*piece)
                lines.append(line.done())
                line = _Line(rest)
            size = sum(width_of(piece.text) for piece in word)
        if space is not None and not line.empty:
            line.add(*space)
            line.used += 1
        for piece in word:
            line.add(*piece)
        line.used += size
        line.empty = False
    lines.append(line.done())
    return lines


def clip(line: Line, width: int) -> Line:
    """Cut a line to a width, with an ellipsis where something is lost."""
    if line_width(line) <= width:
        return line
    kept: list[Piece] = []
    room = max(width - 1, 0)
    for piece in line:
        text = piece.text
        while text and width_of(text) > room:
            text = text[:-1]
        kept.append(Piece(text, piece.style, piece.target))
        room -= width_of(text)
        if text != piece.text:
            break
    return (*kept, Piece("…", kept[-1].style if kept else ""))


def head(title: str, place: Line, right: Line, width: int) -> Line:
    """Return a head line: a title, what follows it, and what stands at the right end.

    Where there is too little room the title is cut, and nothing else.
    """
    room = width - line_width(place) - line_width(right) - 1
    left = (*clip((Piece(title, "dim"),), max(room, 1)), *place)
    return (*left, Piece(" " * max(width - line_width(left) - line_width(right), 1)), *right)


def fit(lines: Iterable[Line], width: int) -> list[Line]:
    """Return lines, those that are wider than `width` wrapped below their own indent."""
    fitting: list[Line] = []
    for line in lines:
        if line_width(line) <= width:
            fitting.append(line)
        else:
            text = plain_line(line)
            indent = text[: len(text) - len(text.lstrip())]
            fitting += wrap(line, width, indent, indent + "  ")
    return fitting


def pieces_of(spans: Iterable[Span], keys: tuple[str, ...] = (), base: str = "") -> list[Piece]:
    """Turn spans into pieces.

    A citation becomes its numbers in square brackets, each of which leads to its reference.

    Args:
        spans: The text.
        keys: Reference keys of the page in the order of their numbers.
        base: Style of what has none of its own.
    """
    pieces: list[Piece] = []
    for span in spans:
        if span.style == "link":
            pieces.append(Piece(span.text, "link", OpenEntry(span.target)))
        elif span.style == "cite":
            pieces.append(Piece("[", "cite"))
            for place, number in enumerate(span.text.split(", ")):
                key = (
                    keys[int(number) - 1] if number.isdecimal() and int(number) <= len(keys) else ""
                )
                pieces += [
                    Piece(",\u00a0" if place else "", "cite"),
                    Piece(number, "cite", ShowSource(key) if key else None),
                ]
            pieces.append(Piece("]", "cite"))
        else:
            pieces.append(Piece(span.text, span.style or base))
    return [piece for piece in pieces if piece.text]
