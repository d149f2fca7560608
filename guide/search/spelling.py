"""Completes and corrects words from the guide's own vocabulary."""

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import cached_property, lru_cache
from heapq import nsmallest
from math import log
from typing import Any

from rapidfuzz import process
from rapidfuzz.distance import OSA

from guide.library.folding import fold

MIN_LENGTH, MAX_LENGTH = 4, 40
SURE_LENGTH = 8
"""From this length on, a word may have two typing errors."""
CANDIDATES = 12
FAMILY, LONGER, AKIN = 6, 5, 3
"""Words of one family begin with this many letters, differ by so many; this many are taken."""


def abbreviations(text: str) -> frozenset[str]:
    """Return the words of a text that are typed in capitals among others that are not, folded."""
    words = text.split()
    if all(word.isupper() for word in words):
        return frozenset()
    return frozenset(fold(word.strip(",.;:?!()")) for word in words if word.isupper())


def sound(word: str, rules: Sequence[Sequence[str]]) -> str:
    """Return how a folded word sounds, for comparison with others."""
    for find, put in rules:
        word = re.sub(find, put, word)
    return word


def typing_errors(length: int) -> int:
    """Return the number of typing errors with which a word is still recognised."""
    return 1 if length < SURE_LENGTH else 2


class Speller:
    """The words of the guide, folded, with the number of entries that hold each."""

    def __init__(
        self,
        vocabulary: dict[str, Any],
        names: Sequence[str],
        sounds: Sequence[Sequence[str]],
        english: Callable[[], str],
    ) -> None:
        self._words: list[str] = vocabulary["words"]
        self._counts: list[int] = vocabulary["counts"]
        self._named: list[bool] = vocabulary["named"]
        self._sounds: list[str] = vocabulary["sounds"]
        self._names = names
        self._rules = sounds
        self._english_text = english
        self.nearest = lru_cache(maxsize=1_000)(self._nearest)
        """Return the known word that a misspelt one most likely means; empty if none is similar."""

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(self._words)

    @cached_property
    def _english(self) -> frozenset[str]:
        return frozenset(line for line in self._english_text().splitlines() if line.isalpha())

    def is_right(self, word: str) -> bool:
        """Tell whether a word needs no correction: English, or the beginning of a known word."""
        return self.is_english(word) or bool(self.beginning_with(word, 1))

    def is_english(self, word: str) -> bool:
        """Tell whether a word is ordinary English."""
        return word in self._english

    def knows(self, word: str) -> bool:
        """Tell whether any entry holds the word as written."""
        return word in self._known

    def beginning_with(self, start: str, limit: int) -> list[str]:
        """Return the most common longer words that begin with this, those of names first."""
        at = bisect_left(self._words, start)
        end = bisect_left(self._words, start + "\U0010ffff", at)
        places = nsmallest(
            limit + 1,
            range(at, end),
            key=lambda place: (not self._named[place], -self._counts[place]),
        )
        return [self._words[place] for place in places if self._words[place] != start][:limit]

    def shown(self, form: str, normal: Callable[[str], str]) -> str:
        """Return the most common word of an index form; the form itself if there is none.

        Args:
            form: The index form.
            normal: Returns the index form of a word.
        """
        start = form[: max(3, len(form) - 2)]
        words = (form, *self.beginning_with(start, len(self._words)))
        of_form = [word for word in words if self.knows(word) and normal(word) == form]
        return max(of_form, key=self._count, default=form)

    def _count(self, word: str) -> int:
        return self._counts[bisect_left(self._words, word)]

    def akin(self, word: str) -> list[str]:
        """Return the known words that are most likely of one family: `modulator`, `modulation`."""
        size = max(FAMILY, len(word) * 7 // 10)
        if not word.isalpha() or len(word) < size:
            return []
        return [
            known
            for known in self.beginning_with(word[:size], CANDIDATES)
            if abs(len(known) - len(word)) <= LONGER
        ][:AKIN]

    def _nearest(self, word: str) -> str:
        if not word.isalpha() or not MIN_LENGTH <= len(word) <= MAX_LENGTH:
            return ""
        limit = typing_errors(len(word))
        ranked: dict[str, tuple[float, str]] = {}

        def consider(place: int, edits: float) -> None:
            known = self._words[place]
            if not known.isalpha() or abs(len(known) - len(word)) > limit + 1:
                return
            cost = (
                edits
                + 0.6 * (known[0] != word[0])
                - 0.4 * self._named[place]
                - 0.06 * log(1 + self._counts[place])
            )
            ranked[known] = min(ranked.get(known, (99.0, "")), (cost, known))

        for _, edits, place in process.extract(
            word, self._words, scorer=OSA.distance, score_cutoff=limit, limit=CANDIDATES
        ):
            consider(place, edits)
        if len(word) >= MIN_LENGTH + 1:
            heard = sound(word, self._rules)
            # Two words that sound the same are nearly as similar as with one typing error; words
            # that sound almost the same are a little less similar.
            for _, edits, place in process.extract(
                heard, self._sounds, scorer=OSA.distance, score_cutoff=limit - 1, limit=CANDIDATES
            ):
                consider(place, edits + 0.8)
        return min(ranked.values())[1] if ranked else ""

    def correct(self, words: Sequence[str], unknown: Callable[[int], bool]) -> str:
        """Return a query with each unknown word replaced by the most similar known one.

        Args:
            words: The folded words of the query.
            unknown: Tells whether the word at a place finds nothing.
        """
        return " ".join(
            (self.nearest(word) or word) if unknown(place) else word
            for place, word in enumerate(words)
        )

    def nearest_names(self, folded: str, limit: int) -> list[str]:
        """Return the names most similar to a query that found nothing."""
        if len(folded) < MIN_LENGTH:
            return []
        found = process.extract(
            folded[: 2 * MAX_LENGTH],
            self._names,
            scorer=OSA.normalized_similarity,
            score_cutoff=0.55,
            limit=limit,
        )
        return [name for name, _, _ in found]
