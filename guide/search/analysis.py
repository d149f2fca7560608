"""Splits a text into the tokens of the index: words, compounds, dose schedules and names."""

from typing import NamedTuple

from guide.library.folding import fold_with_places
from guide.search.names import Names
from guide.search.schedules import schedules
from guide.search.words import Lexicon


class Token(NamedTuple):
    """Something that a text is found by.

    Attributes:
        form: Index form of a word, a joined compound, a schedule, or `=number` for a named entry.
        start: Where it begins in the text as written.
        end: Where it ends.
    """

    form: str
    start: int
    end: int


def entity(number: int) -> str:
    """Return the token of a named entry."""
    return f"={number}"


def analyse_words(text: str, lexicon: Lexicon) -> list[str]:
    """Return the index forms of the words of a text."""
    return [word.forms[0] for word in lexicon.words(text)]


def analyse(text: str, lexicon: Lexicon, names: Names) -> tuple[list[Token], list[Token]]:
    """Return the words of a text in order, and its other tokens: compounds, schedules, names."""
    folded, places = fold_with_places(text)
    words = list(lexicon.folded_words(folded))
    plain: list[Token] = []
    further: list[Token] = []
    for word in words:
        plain.append(Token(word.forms[0], places[word.start], places[word.start + len(word.raw)]))
        further.extend(Token(form, places[word.start], places[word.end]) for form in word.forms[1:])
    for schedule in schedules(folded):
        further.extend(
            Token(form, places[schedule.start], places[schedule.end])
            for form in schedule.tokens[:1]
        )
    capitals = [text[token.start : token.end].isupper() for token in plain]
    for found in names.spot(words, capitals):
        span = (plain[found.first].start, plain[found.last].end)
        further.extend(Token(entity(number), *span) for number in found.entries)
    return plain, further
