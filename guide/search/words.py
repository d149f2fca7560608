"""Splits text into search words: spelling and case are unified, gene symbols stay intact."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from whoosh.lang.porter import stem

from guide.library.folding import fold

_COMPOUND = re.compile(r"[a-z0-9]+(?:[-/.+'][a-z0-9]+)*")
_PART = re.compile(r"[-/+']|(?<!\d)\.|\.(?!\d)")


class Word(NamedTuple):
    """A search word in a text.

    Attributes:
        raw: The folded word.
        forms: Its index form; for the first part of a compound, also the joined compound.
        position: Place among the words of the text.
        start: Where its characters begin in the folded text.
        end: Where they end.
    """

    raw: str
    forms: tuple[str, ...]
    position: int
    start: int
    end: int


class Lexicon:
    """Rules of spelling: British forms become American, symbols are never stemmed."""

    def __init__(self, rules: list[tuple[re.Pattern[str], str]], keep: frozenset[str]) -> None:
        self.rules = rules
        # No rule applies to most words: one match rules them out.
        self._touched = (
            re.compile("|".join(f"(?:{find.pattern})" for find, _ in rules)) if rules else None
        )
        self.keep = keep
        self.normal = lru_cache(maxsize=50_000)(self._normalise)
        """Return the index form of a folded word."""

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> "Lexicon":
        """Return the lexicon of a built index."""
        return cls(
            [(re.compile(find), put) for find, put in data["spelling"]],
            frozenset(data["keep"]),
        )

    def _normalise(self, word: str) -> str:
        if word in self.keep or not word.isalpha() or len(word) < 4:
            return word
        return str(stem(self.spelt(word)))

    def spelt(self, word: str) -> str:
        """Return a folded word in its standard spelling."""
        if self._touched is not None and self._touched.search(word):
            for find, put in self.rules:
                word = find.sub(put, word)
        return word

    def words(self, text: str) -> Iterator[Word]:
        """Yield the words of a text; a compound yields its parts."""
        return self.folded_words(fold(text))

    def folded_words(self, folded: str) -> Iterator[Word]:
        """Yield the words of a folded text."""
        position = 0
        for match in _COMPOUND.finditer(folded):
            compound = match[0]
            if compound.isalnum():
                yield Word(compound, (self.normal(compound),), position, match.start(), match.end())
                position += 1
                continue
            at = match.start()
            parts = [part for part in _PART.split(compound) if part]
            joined = "".join(parts)
            for number, part in enumerate(parts):
                start = folded.index(part, at)
                at = start + len(part)
                forms: tuple[str, ...] = (self.normal(part),)
                if number == 0 and len(parts) > 1:
                    forms = (*forms, self.normal(joined))
                yield Word(part, forms, position, start, match.end() if number == 0 else at)
                position += 1
