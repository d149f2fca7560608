"""The fields of the Whoosh index and the analyser that fills them."""

from collections.abc import Iterator
from typing import Any

from whoosh.analysis import Analyzer, Token
from whoosh.fields import ID, TEXT, Schema

from guide.search.words import Lexicon

WEIGHTS = {"title": 8.0, "alias": 7.0, "identifier": 9.0, "summary": 3.0, "body": 1.0}
"""How much a word counts in each field."""


class GuideAnalyzer(Analyzer):  # type: ignore[misc]
    """Whoosh's view of `Lexicon.words`: a compound's parts follow one another, its joined form stands on the first."""

    def __init__(self, lexicon: Lexicon | None) -> None:
        self.lexicon = lexicon

    def __getstate__(self) -> dict[str, Any]:
        """Leave the lexicon out of the index's pickle: it is needed to write, never to read."""
        return {"lexicon": None}

    def __call__(self, value: str, positions: bool = False, start_pos: int = 0, **_: Any) -> Iterator[Token]:
        """Yield Whoosh tokens of a text."""
        if self.lexicon is None:
            return
        token = Token(positions, False, mode="index")
        for word in self.lexicon.words(value):
            for form in word.forms:
                token.text = form
                token.original = form
                token.stopped = False
                token.boost = 1.0
                if positions:
                    token.pos = start_pos + word.position
                yield token


def make_schema(lexicon: Lexicon) -> Schema:
    """Return the schema: an id and a kind to keep, five weighted fields to search."""
    analyser = GuideAnalyzer(lexicon)
    fields = {name: TEXT(analyzer=analyser, phrase=name in ("title", "alias", "body", "summary")) for name in WEIGHTS}
    return Schema(id=ID(stored=True, unique=True), kind=ID(stored=True), **fields)
