"""Passages with their analysed words, so that snippets need no analysis during a search."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from guide.library.manifest import Built
from guide.library.records import Span, Spans
from guide.search.analysis import Token
from guide.search.packed import PackedReader

PASSAGES = "passages"
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


def open_passages(built: Built) -> PackedReader[Passage]:
    """Return the passages of entries by number: title, summary, then the text."""
    return PackedReader(built, PASSAGES, Passage)


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
