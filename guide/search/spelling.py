"""The guide's own vocabulary: completions of an unfinished word and corrections of a misspelt one."""

from bisect import bisect_left
from collections import Counter
from functools import cached_property

from guide.search.words import STOP_WORDS, Lexicon

MIN_LENGTH = 4
CANDIDATES = 60
"""How many words that share the most letter pairs are measured."""


def distance(left: str, right: str, limit: int) -> int:
    """Return the Damerau–Levenshtein distance (optimal string alignment), or `limit + 1` when it is larger."""
    if abs(len(left) - len(right)) > limit:
        return limit + 1
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        now = [i]
        for j, b in enumerate(right, 1):
            cost = min(row[j] + 1, now[j - 1] + 1, row[j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b:
                cost = min(cost, before[j - 2] + 1)
            now.append(cost)
        if min(now) > limit:
            return limit + 1
        before, row = row, now
    return row[-1]


def letter_pairs(word: str) -> set[str]:
    """Return the pairs of neighbouring letters of a word, its ends marked."""
    padded = f"^{word}$"
    return {padded[at : at + 2] for at in range(len(padded) - 1)}


class Speller:
    """The words of the guide as they are written (folded), with how many entries hold each."""

    def __init__(self, counts: dict[str, int], lexicon: Lexicon) -> None:
        self._counts = counts
        self._sorted = sorted(counts)
        self._lexicon = lexicon

    @cached_property
    def _forms(self) -> frozenset[str]:
        return frozenset(map(self._lexicon.normal, self._counts))

    @cached_property
    def _by_pair(self) -> dict[str, list[str]]:
        pairs: dict[str, list[str]] = {}
        for word in self._sorted:
            if len(word) >= MIN_LENGTH and word.isalpha():
                for pair in letter_pairs(word):
                    pairs.setdefault(pair, []).append(word)
        return pairs

    def knows(self, word: str) -> bool:
        """Tell whether any entry holds the word as written."""
        return word in self._counts

    def beginning_with(self, start: str, limit: int) -> list[str]:
        """Return the commonest words that begin so, the word itself left out."""
        at = bisect_left(self._sorted, start)
        found = []
        while at < len(self._sorted) and self._sorted[at].startswith(start):
            if self._sorted[at] != start:
                found.append(self._sorted[at])
            at += 1
        return sorted(found, key=lambda word: (-self._counts[word], word))[:limit]

    def correct(self, folded: str, unfinished: bool = False) -> str:
        """Return the query with each unknown word replaced by the nearest known one; symbols with digits are left.

        Args:
            folded: The query.
            unfinished: The last word may be the beginning of a known one.
        """
        words = []
        raws = folded.split()
        for place, raw in enumerate(raws):
            word = raw.strip("?!.,;:()[]\"'")
            known = word in STOP_WORDS or self._lexicon.normal(word) in self._forms
            if unfinished and place == len(raws) - 1:
                known = known or bool(self.beginning_with(word, 1))
            if known or not word.isalpha() or len(word) < MIN_LENGTH:
                words.append(raw)
            else:
                words.append(self._nearest(word) or raw)
        return " ".join(words)

    def _nearest(self, word: str) -> str:
        limit = 1 if len(word) < 6 else 2
        shared: Counter[str] = Counter()
        for pair in letter_pairs(word):
            shared.update(self._by_pair.get(pair, ()))
        ranked = []
        for known, _ in sorted(shared.items(), key=lambda item: (-item[1] / (len(item[0]) + len(word)), item[0]))[:CANDIDATES]:
            edits = distance(word, known, limit)
            if edits <= limit:
                ranked.append((edits, known[0] != word[0], -self._counts[known], known))
        return min(ranked)[3] if ranked else ""
