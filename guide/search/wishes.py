"""Reads words that ask for a set of trials, such as `negative trials`, as fields to narrow by."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from guide.search.filters import FieldValue
from guide.search.parsing import Narrowing
from guide.search.words import Word

TRIAL = "trial"
PHASE = "phase"
_PHASES = {"1": "1", "i": "1", "2": "2", "ii": "2", "3": "3", "iii": "3"}


class ReadAs(NamedTuple):
    """A field that words of a query were read as.

    Attributes:
        shown: As it would be typed, such as `verdict:negative`.
        without: The query without those words.
    """

    shown: str
    without: str


class Wish(NamedTuple):
    """Words that ask for trials with a value of a field.

    Attributes:
        narrowing: What the trials must have.
        shown: The field as it would be typed.
        places: Where the words stand in the query.
    """

    narrowing: Narrowing
    shown: str
    places: frozenset[int]


class WishReader:
    """Knows the words that ask for trials of one kind."""

    def __init__(self, kinds: dict[str, str], verdicts: dict[str, str], phases: Iterable[str]):
        """Take the words that mean a kind of entry or a verdict, and the phases of the trials."""
        self._trials = {word for word, kind in kinds.items() if kind == TRIAL and word != PHASE}
        self._verdicts = {tuple(phrase.split()): verdict for phrase, verdict in verdicts.items()}
        self._phases = tuple(phases)

    def verdict(self, word: str) -> str:
        """Return the verdict that a word means, such as `negative` for `failed`; else the word."""
        return self._verdicts.get((word,), word)

    def of(self, words: Sequence[Word]) -> tuple[Wish, ...]:
        """Return what the words wish for, trials first; nothing where they ask for no set."""
        raw = [word.raw for word in words]
        wishes = [*list(self._verdict(raw))[:1], *list(self._phase(raw))[:1]]
        trials = frozenset(place for place, word in enumerate(raw) if word in self._trials)
        if not wishes or not (trials or any(PHASE in wish.shown for wish in wishes)):
            return ()
        narrowing = Narrowing((FieldValue("kind", TRIAL).term,), True)
        return (Wish(narrowing, f"kind:{TRIAL}", trials), *wishes)

    def _phase(self, raw: Sequence[str]) -> Iterator[Wish]:
        """Yield the phase that is named."""
        for place, (word, after) in enumerate(pairwise(raw)):
            if word == PHASE and after in _PHASES:
                value = _PHASES[after]
                terms = tuple(
                    FieldValue(PHASE, each).term for each in self._phases if value in each
                )
                yield Wish(
                    Narrowing(terms, True), f"{PHASE}:{value}", frozenset((place, place + 1))
                )

    def _verdict(self, raw: Sequence[str]) -> Iterator[Wish]:
        """Yield the verdict that is named."""
        for phrase, verdict in self._verdicts.items():
            for place in range(len(raw) - len(phrase) + 1):
                if tuple(raw[place : place + len(phrase)]) == phrase:
                    narrowing = Narrowing((FieldValue("verdict", verdict).term,), True)
                    places = frozenset(range(place, place + len(phrase)))
                    yield Wish(narrowing, f"verdict:{verdict}", places)
