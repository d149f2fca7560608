"""Passages with their analysed words, so that snippets need no analysis during a search.

One file has a line of JSON for each entry; another has the places where the lines begin.
"""

import json
from array import array
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO, NamedTuple

from guide.library.manifest import Built
from guide.library.records import Span, Spans
from guide.search.analysis import Token
from guide.search.damage import as_damage

TEXTS = "passages.jsonl"
STARTS = "passages.starts"
_SHIFT = 48
"""Added to a place before it is written as a character, so that none is a control character."""


class Passage(NamedTuple):
    """A sentence or row that a result may show.

    Attributes:
        text: As written.
        forms: Its words in order, a bar, then compounds, schedules and names; spaces around each.
        places: Where each begins and ends in the text, as pairs of characters.
    """

    text: str
    forms: str
    places: str


def encode(text: str, plain: Sequence[Token], further: Sequence[Token]) -> Passage:
    """Return a passage of an analysed text."""
    forms = (
        f" {' '.join(token.form for token in plain)} | {' '.join(token.form for token in further)} "
    )
    tokens = [*plain, Token("|", 0, 0), *further]
    return Passage(
        text,
        forms,
        "".join(chr(place + _SHIFT) for token in tokens for place in (token.start, token.end)),
    )


class PassageWriter:
    """Writes the passages of entries one after another."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._starts = array("Q")
        self._file: BinaryIO = (folder / TEXTS).open("wb")

    def add(self, passages: Iterable[Passage]) -> None:
        """Write the passages of the next entry."""
        self._starts.append(self._file.tell())
        self._file.write(
            json.dumps(list(passages), ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
        )

    def close(self) -> None:
        """Finish both files."""
        self._file.close()
        with (self._folder / STARTS).open("wb") as file:
            self._starts.tofile(file)


class PassageReader:
    """Reads the passages of entries on demand."""

    def __init__(self, built: Built) -> None:
        self._texts = built.read(TEXTS)
        self._starts = array("Q", built.read(STARTS))
        self.of = lru_cache(maxsize=600)(self._read)
        """The passages of an entry by its number: title, summary, then the text."""

    def _read(self, number: int) -> list[Passage]:
        with as_damage():
            start = self._starts[number]
            line = self._texts[start : self._texts.find(b"\n", start)]
            return [Passage(*coded) for coded in json.loads(line)]


def marked(passage: Passage, forms: Iterable[str], beginning: str = "") -> Spans:
    """Return the text of a passage with the words of a query in the style "mark".

    Args:
        passage: The passage.
        forms: The forms of the query.
        beginning: The beginning of an unfinished word; empty if there is none.
    """
    wanted = set(forms)
    spots: list[tuple[int, int]] = []
    for place, form in enumerate(passage.forms.split()):
        if form in wanted or (beginning and form.startswith(beginning)):
            spots.append(
                (
                    ord(passage.places[2 * place]) - _SHIFT,
                    ord(passage.places[2 * place + 1]) - _SHIFT,
                )
            )
    spans: list[Span] = []
    at = 0
    for start, end in sorted(spots, key=lambda spot: (spot[0], -spot[1])):
        if start >= at and end > start:
            spans += [Span(passage.text[at:start]), Span(passage.text[start:end], "mark")]
            at = end
    return tuple(span for span in (*spans, Span(passage.text[at:])) if span.text)
