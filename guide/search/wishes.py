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


class Wishes(NamedTuple):
    """What a query asks of the trials that it wants.

    Attributes:
        narrowings: Fields to narrow by.
        shown: Each as it would be typed, such as `verdict:negative`.
        rest: The other words of the query.
    """

    narrowings: tuple[Narrowing, ...]
    shown: tuple[str, ...]
    rest: str


class WishReader:
    """Knows the words that ask for trials of one kind."""

    def __init__(self, kinds: dict[str, str], verdicts: dict[str, str], phases: Iterable[str]):
        """Take the words that mean a kind of entry or a verdict, and the phases of the trials."""
        self._trials = {word for word, kind in kinds.items() if kind == TRIAL and word != PHASE}
        self._verdicts = {tuple(phrase.split()): verdict for phrase, verdict in verdicts.items()}
        self._phases = tuple(phases)

    def of(self, words: Sequence[Word]) -> Wishes | None:
        """Return what the words wish for; None if they do not ask for a set of trials."""
        raw = [word.raw for word in words]
        phase = next(self._phase(raw), None)
        trials = {place for place, word in enumerate(raw) if word in self._trials}
        if not trials and phase is None:
            return None
        narrowings = [Narrowing((FieldValue("kind", TRIAL).term,), True)]
        shown, used = [], set(trials)
        verdict = next(self._verdict(raw), None)
        if verdict is not None:
            value, places = verdict
            narrowings.append(Narrowing((FieldValue("verdict", value).term,), True))
            shown.append(f"verdict:{value}")
            used |= places
        if phase is not None:
            value, places = phase
            terms = tuple(FieldValue(PHASE, each).term for each in self._phases if value in each)
            narrowings.append(Narrowing(terms, True))
            shown.append(f"phase:{value}")
            used |= places
        if not shown:
            return None
        rest = " ".join(word for place, word in enumerate(raw) if place not in used)
        return Wishes(tuple(narrowings), ("kind:trial", *shown), rest)

    def _phase(self, raw: Sequence[str]) -> Iterator[tuple[str, set[int]]]:
        """Yield the phase that is named, and where."""
        for place, (word, after) in enumerate(pairwise(raw)):
            if word == PHASE and after in _PHASES:
                yield _PHASES[after], {place, place + 1}

    def _verdict(self, raw: Sequence[str]) -> Iterator[tuple[str, set[int]]]:
        """Yield the verdict that is named, and where."""
        for phrase, verdict in self._verdicts.items():
            for place in range(len(raw) - len(phrase) + 1):
                if tuple(raw[place : place + len(phrase)]) == phrase:
                    yield verdict, set(range(place, place + len(phrase)))
