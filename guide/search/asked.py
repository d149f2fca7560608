"""The questions that pages answer, and how closely a query asks one of them."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from guide.library.facts import FACTS_HEADING
from guide.library.manifest import Built
from guide.library.records import Entry
from guide.search.analysis import Token
from guide.search.packed import PackedReader
from guide.search.passages import Passage, encode

ASKED = "asked"
ITS_OWN = 0.4
"""How far words of the page's question that the query lacks count."""
Analysed = tuple[list[Token], list[Token]]
Mass = Callable[[str], float]


class Asked(NamedTuple):
    """A question that a page answers.

    Attributes:
        passage: The question as a passage.
        section: The heading under which it is answered; empty for the beginning of the page.
        forms: The forms of its words that say what it is about.
        mass: Their worth together.
    """

    passage: Passage
    section: str
    forms: tuple[str, ...]
    mass: float


def asked_of(entry: Entry, analysed: Iterable[Analysed], stop: frozenset[str]) -> list[Asked]:
    """Return the questions of a page, without their worth, which all pages together decide.

    Args:
        entry: The page.
        analysed: Each of its questions, analysed.
        stop: Forms of the words that ask and do not say what about.
    """
    places = {"lead": "", "facts": FACTS_HEADING.get(type(entry.facts), "")}
    return [
        Asked(
            encode(ask.question, *tokens),
            places.get(ask.section, ask.section),
            tuple(dict.fromkeys(token.form for token in tokens[0] if token.form not in stop)),
            0.0,
        )
        for ask, tokens in zip(entry.asks, analysed, strict=True)
    ]


def weighed(asked: Iterable[Asked], mass: Mass) -> list[Asked]:
    """Return questions with their worth."""
    return [each._replace(mass=round(sum(map(mass, each.forms)), 2)) for each in asked]


def open_asked(built: Built) -> PackedReader[Asked]:
    """Return the questions that entries answer, by the entry's number."""
    return PackedReader(built, ASKED, Asked)
