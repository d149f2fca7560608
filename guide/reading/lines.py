"""Styled text broken into lines: the smallest parts of every page."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from rich.cells import cell_len

from guide.library.records import Span

_WORD = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text on one line.

    Attributes:
        text: What is shown.
        style: A name that the theme gives a look to; "" is plain.
        target: What a click or Enter follows: an entry's id, or `ref:KEY`; empty when nothing.
    """

    text: str
    style: str = ""
    target: str = ""


Line = tuple[Piece, ...]
EMPTY: Line = ()


@lru_cache(maxsize=20_000)
def width_of(text: str) -> int:
    """Return how many terminal cells a text takes."""
    return len(text) if text.isascii() else cell_len(text)


def line_width(line: Line) -> int:
    """Return how many terminal cells a line takes."""
    return sum(width_of(piece.text) for piece in line)


def plain_line(line: Line) -> str:
    """Return a line's text."""
    return "".join(piece.text for piece in line).rstrip()


def _tokens(pieces: Iterable[Piece]) -> Iterator[tuple[bool, tuple[Piece, ...]]]:
    """Yield spaces and unbreakable words; a word may run over several pieces."""
    word: list[Piece] = []
    for piece in pieces:
        for match in _WORD.finditer(piece.text):
            text = match[0]
            if text.isspace() and not text.startswith("\u00a0"):
                if word:
                    yield False, tuple(word)
                    word = []
                yield True, (Piece(" ", piece.style, piece.target),)
            else:
                word.append(Piece(text, piece.style, piece.target))
    if word:
        yield False, tuple(word)


def _cut(word: tuple[Piece, ...], width: int) -> Iterator[tuple[Piece, ...]]:
    """Cut a word that is longer than a line into parts that fit."""
    part: list[Piece] = []
    used = 0
    for piece in word:
        text = ""
        for character in piece.text:
            size = width_of(character)
            if used + size > width and used:
                yield (*part, Piece(text, piece.style, piece.target)) if text else tuple(part)
                part, text, used = [], "", 0
            text += character
            used += size
        if text:
            part.append(Piece(text, piece.style, piece.target))
    if part:
        yield tuple(part)


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
    line: list[Piece] = [Piece(first)] if first else []
    used = width_of(first)
    empty = True
    space: Piece | None = None
    for is_space, word in _tokens(pieces):
        if is_space:
            space = None if empty else word[0]
            continue
        size = sum(width_of(piece.text) for piece in word)
        if not empty and used + (space is not None) + size > room:
            lines.append(_merged(line))
            line, used, empty, space = ([Piece(rest)] if rest else []), width_of(rest), True, None
        if size > room - used and empty:
            parts = list(_cut(word, room - width_of(rest)))
            for part in parts[:-1]:
                lines.append(_merged([*line, *part]))
                line = [Piece(rest)] if rest else []
            word = parts[-1]
            size = sum(width_of(piece.text) for piece in word)
            used = width_of(rest)
        if space is not None:
            line.append(space)
            used += 1
            space = None
        line.extend(word)
        used += size
        empty = False
    lines.append(_merged(line))
    return lines


def _merged(line: list[Piece]) -> Line:
    """Join neighbours of one style and target, so that links are one piece a line."""
    merged: list[Piece] = []
    for piece in line:
        if merged and (merged[-1].style, merged[-1].target) == (piece.style, piece.target):
            merged[-1] = Piece(merged[-1].text + piece.text, piece.style, piece.target)
        else:
            merged.append(piece)
    return tuple(merged)


def clip(line: Line, width: int) -> Line:
    """Cut a line to a width, an ellipsis where something is lost."""
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


def pieces_of(spans: Iterable[Span], keys: tuple[str, ...] = (), base: str = "") -> list[Piece]:
    """Turn spans into pieces; a citation becomes its numbers in square brackets, each leading to its reference.

    Args:
        spans: The text.
        keys: Reference keys of the page in the order of their numbers.
        base: Style of what has none of its own.
    """
    pieces: list[Piece] = []
    for span in spans:
        if span.style == "link":
            pieces.append(Piece(span.text, "link", span.target))
        elif span.style == "cite":
            pieces.append(Piece("[", "cite"))
            for place, number in enumerate(span.text.split(", ")):
                key = keys[int(number) - 1] if number.isdigit() and int(number) <= len(keys) else ""
                pieces += [Piece(",\u00a0" if place else "", "cite"), Piece(number, "cite", f"ref:{key}" if key else "")]
            pieces.append(Piece("]", "cite"))
        else:
            pieces.append(Piece(span.text, span.style or base))
    return [piece for piece in pieces if piece.text]
