"""Reads words that ask for a set of trials, such as `negative trials`, as fields to narrow by."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from guide.search.filters import FieldValue
from guide.search.words import Word

TRIAL = "trial"
PHASE = "phase"
NEGATED = frozenset({"not", "non", "no", "without", "never", "except", "excluding", "other"})
"""Words that turn what follows round; nothing is read from such a query."""
EITHER = frozenset({"or"})
"""Words between things of which one is enough, which fields cannot say."""
OF_OTHERS = frozenset({"label", "margin", "margins", "node", "nodes"})
"""Words that a verdict before them belongs to."""
_PHASES = {"1": "1", "i": "1", "2": "2", "ii": "2", "3": "3", "iii": "3"}


class ReadAs(NamedTuple):
    """A field that words of a query were read as.

    Attributes:
        field: The field and its value; an entry by its id.
        without: The query without those words.
    """

    field: FieldValue
    without: str

    @property
    def shown(self) -> str:
        """The field as it would be typed, such as `verdict:negative`."""
        return self.field.term


class Wish(NamedTuple):
    """Words that ask for trials with a value of a field.

    Attributes:
        field: What the trials must have.
        places: Where the words stand in the query.
    """

    field: FieldValue
    places: frozenset[int]


class WishReader:
    """Knows the words that ask for trials of one kind."""

    def __init__(
        self,
        kinds: dict[str, str],
        verdicts: dict[str, str],
        phases: Iterable[str],
        stop: Collection[str],
    ) -> None:
        """Take what is known of words.

        Args:
            kinds: The kind of entry that a word means.
            verdicts: The verdict that a phrase means.
            phases: The phases of the trials.
            stop: Words that say nothing of a subject.
        """
        self._trials = {word for word, kind in kinds.items() if kind == TRIAL and word != PHASE}
        self._verdicts = {tuple(phrase.split()): verdict for phrase, verdict in verdicts.items()}
        self._phases = frozenset(phases)
        # What may stand before a verdict: `the failed trials`, `ongoing negative trials`.
        self._before = {*stop, *self._trials, *(phrase[-1] for phrase in self._verdicts)}

    def verdict(self, word: str) -> str:
        """Return the verdict that a word means, such as `negative` for `failed`; else the word."""
        return self._verdicts.get((word,), word)

    def of(self, words: Sequence[Word]) -> tuple[Wish, ...]:
        """Return what the words wish for, trials first; nothing where they ask for no set."""
        raw = [word.raw for word in words]
        if not (NEGATED | EITHER).isdisjoint(raw):
            return ()
        trials = frozenset(place for place, word in enumerate(raw) if word in self._trials)
        phases = list(self._phase(words))
        verdicts = list(self._verdict(words, trials))
        # Of two values of a field neither is meant alone.
        wishes = [wish for found in (verdicts, phases) if len(found) == 1 for wish in found]
        if not wishes or not (trials or phases):
            return ()
        return (Wish(FieldValue("kind", TRIAL), trials), *wishes)

    def _phase(self, words: Sequence[Word]) -> Iterator[Wish]:
        """Yield the phase that is named, such as 3 or 1/2."""
        for place, (word, after) in enumerate(pairwise(words)):
            if word.raw != PHASE or after.raw not in _PHASES:
                continue
            value, places = _PHASES[after.raw], [place, place + 1]
            following = words[place + 2] if place + 2 < len(words) else None
            if following is not None and following.raw in _PHASES and following.end == after.end:
                value, places = f"{value}/{_PHASES[following.raw]}", [*places, place + 2]
            if value in self._phases:
                yield Wish(FieldValue(PHASE, value), frozenset(places))

    def _verdict(self, words: Sequence[Word], trials: Collection[int]) -> Iterator[Wish]:
        """Yield the verdict that is named; `PD-L1 negative` and `open-label` name none."""
        raw = [word.raw for word in words]
        for phrase, verdict in self._verdicts.items():
            for place in range(len(raw) - len(phrase) + 1):
                end = place + len(phrase)
                if tuple(raw[place:end]) == phrase and self._is_of_trials(
                    words, place, end, trials
                ):
                    yield Wish(FieldValue("verdict", verdict), frozenset(range(place, end)))

    def _is_of_trials(
        self, words: Sequence[Word], start: int, end: int, trials: Collection[int]
    ) -> bool:
        """Tell whether words say something of trials, and not of what stands before or behind."""
        before = words[start - 1] if start else None
        after = words[end] if end < len(words) else None
        if before is not None and (
            before.end >= words[start].end
            or (start - 1 not in trials and before.raw not in self._before)
        ):
            return False
        joined = after is not None and after.start < words[start].end
        return not joined and (after is None or after.raw not in OF_OTHERS)
