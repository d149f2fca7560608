"""Reads a query in another language: its words for the guide's subjects become English ones."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from guide.library.folding import fold
from guide.search.spelling import Speller

_APART = re.compile(r"[\W_]+")
MOST_WORDS = 4
"""Words of the longest phrase that is looked up."""
LONG = 9
"""A foreign word of so many letters is no name and no beginning of an English one."""
SURELY_FOREIGN = 2
"""So many small words of another language, none of them English, tell that a query is foreign."""


class Translated(NamedTuple):
    """A query in English.

    Attributes:
        text: The query; empty where it was English, or none of it was understood.
        unread: Words that were not understood.
    """

    text: str
    unread: tuple[str, ...]


def _words(folded: str) -> list[str]:
    return [word for word in _APART.split(folded) if word]


def by_foreign(words: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Return the English text for each foreign word or phrase, folded, its words apart."""
    return {
        " ".join(_words(fold(foreign))): fold(english)
        for english, all_foreign in words.items()
        for foreign in all_foreign
    }


class Translator:
    """Knows the words of other languages for what the guide is about."""

    def __init__(self, languages: dict[str, Any], speller: Speller) -> None:
        self._little = frozenset(languages["little"])
        self._english: dict[str, str] = languages["words"]
        self._speller = speller
        unspaced = sorted((w for w in self._english if not w.isascii()), key=len, reverse=True)
        self._unspaced = re.compile("|".join(map(re.escape, unspaced))) if unspaced else None

    def english(self, folded: str) -> Translated:
        """Return a query of another language in English; empty if it is not in another one.

        Args:
            folded: The query.
        """
        text = folded
        if not folded.isascii() and self._unspaced is not None:
            # Chinese, Japanese and Korean are written without spaces between words.
            text = self._unspaced.sub(lambda found: f" {self._english[found[0]]} ", folded)
        foreign = text != folded
        words = _words(text)
        read: list[str] = []
        unread: list[str] = []
        translated: list[str] = []
        little = 0
        place = 0
        while place < len(words):
            for size in range(MOST_WORDS, 0, -1):
                phrase = " ".join(words[place : place + size])
                if phrase in self._english:
                    translated.extend(word for word in phrase.split() if not self._is_ours(word))
                    read.append(self._english[phrase])
                    place += size
                    break
            else:
                word = words[place]
                if word in self._little:
                    little += len(word) > 1 and not self._is_ours(word)
                elif self._speller.knows(word):
                    read.append(word)
                else:
                    unread.append(word)
                place += 1
        # A word like `krebs` or `vaccin` among English ones is a name, or is still being typed.
        foreign = (
            foreign
            or little >= SURELY_FOREIGN
            or (bool(translated) and (little > 0 or len(translated) > 1 or not unread + read[1:]))
            or any(len(word) >= LONG for word in translated)
        )
        if not foreign:
            return Translated("", ())
        return Translated(" ".join(dict.fromkeys(read)), tuple(unread))

    def _is_ours(self, word: str) -> bool:
        """Tell whether a word is English, or one that the guide has."""
        return self._speller.is_english(word) or self._speller.knows(word)
