"""Turns the words of a query into units: their forms in the index, and their worth."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from typing import Any

from guide.search.analysis import entity
from guide.search.names import Names, squeeze
from guide.search.postings import PostingReader
from guide.search.schedules import schedules
from guide.search.spelling import Speller
from guide.search.words import Lexicon, Word

MAX_WORDS = 24
MIN_PREFIX = 3
EXPANSIONS_PER_LETTER = 2
"""Completions of an unfinished word for each letter typed; few letters may mean anything."""
STUDIED = {"agent", "disease", "modality"}
"""A query that names entries of two of these kinds asks for studies of both."""


@dataclass(slots=True)
class Unit:
    """One of the things that a query asks for.

    Attributes:
        raw: The word as typed, folded.
        forms: The forms that find it, with their weights.
        mass: Its worth in the query; rare words are worth more.
        known: Whether it finds anything in the library.
        first: Place of its first word in the query.
        last: Place of its last word.
    """

    raw: str
    forms: dict[str, float]
    mass: float = 0.0
    known: bool = False
    first: int = 0
    last: int = 0


@dataclass(frozen=True, slots=True)
class Query:
    """A query as the ranking sees it.

    Attributes:
        words: Its words.
        units: Its units in order.
        entities: The entries that it names, each with the share of the query that names it and the
            number of units.
        studied: For each unit that names an agent, disease or modality, the index terms of the
            pages that study it.
        kind: The kind of entry that a word such as "trials" asks for; empty if there is none.
        beginning: The unfinished last word; empty if the last word is finished.
    """

    words: tuple[Word, ...]
    units: tuple[Unit, ...]
    entities: dict[int, tuple[float, int]]
    studied: tuple[tuple[str, ...], ...]
    kind: str
    beginning: str


class Reader:
    """Turns words into units, with the knowledge that was gathered for the index."""

    def __init__(
        self,
        knowledge: dict[str, Any],
        lexicon: Lexicon,
        names: Names,
        speller: Speller,
        postings: PostingReader,
        kinds: Sequence[str],
    ) -> None:
        self._entry_kinds = kinds
        self._lexicon = lexicon
        self._names = names
        self._speller = speller
        self._postings = postings
        self._stop = frozenset(knowledge["stop"])
        self._asking = frozenset(knowledge["asking"])
        self._kinds: dict[str, str] = knowledge["kinds"]
        self._synonyms: dict[str, list[str]] = knowledge["synonyms"]
        self._match: dict[str, float] = knowledge["ranking"]["match"]

    def words(self, folded: str) -> tuple[Word, ...]:
        """Return the words of a folded query, up to the maximum number."""
        return tuple(self._lexicon.folded_words(folded))[:MAX_WORDS]

    def content(self, words: Sequence[Word]) -> list[Word]:
        """Return the words that carry the meaning of a query; all of them if none does."""
        for left_out in (
            self._stop | self._asking | self._kinds.keys(),
            self._stop,
            frozenset[str](),
        ):
            rest = [word for word in words if word.raw not in left_out]
            if rest:
                return rest
        return list(words)

    def read(self, folded: str, unfinished: bool) -> Query:
        """Return the units of a folded query.

        Args:
            folded: The query.
            unfinished: The last word may be unfinished.
        """
        words = self.words(folded)
        units: list[Unit] = []
        spans: list[tuple[int, int]] = []
        for schedule in schedules(folded):
            known = [token for token in schedule.tokens if self._postings.frequency(token)]
            inside = [
                place
                for place, word in enumerate(words)
                if schedule.start <= word.start < schedule.end
            ]
            if known and inside:
                weights = {token: 1.0 if place == 0 else 0.6 for place, token in enumerate(known)}
                units.append(
                    Unit(
                        folded[schedule.start : schedule.end],
                        weights,
                        first=inside[0],
                        last=inside[-1],
                    )
                )
                spans.append((inside[0], inside[-1]))
        content = {word.start for word in self.content(words)}
        open_places = [
            p
            for p, word in enumerate(words)
            if word.start in content and not any(a <= p <= b for a, b in spans)
        ]
        # "fractions", "x" and units beside a schedule add nothing.
        if units:
            open_places = [
                p
                for p in open_places
                if words[p].raw not in ("fractions", "fraction", "fx", "x", "gy")
            ]
        units += self._word_units(words, open_places)
        units.sort(key=lambda unit: unit.first)
        beginning = words[-1].raw if unfinished and words and not folded.endswith(" ") else ""
        if beginning and units and units[-1].last == len(words) - 1:
            if len(units) > 1 and len(beginning) < MIN_PREFIX and beginning.isalpha():
                # Two letters of another word mean nothing yet.
                units.pop()
            else:
                self._unfinished(units[-1], beginning)
        named = self._name(words, units)
        for unit in units:
            self._weigh(unit)
        total = sum(unit.mass for unit in units) or 1.0
        entities = {
            number: (sum(unit.mass for unit in held) / total, len(held))
            for number, held in named.items()
        }
        kind = next(
            (
                self._kinds[word.raw]
                for word in words
                if word.raw in self._kinds and word.start not in content
            ),
            "",
        )
        studied = [
            tuple(f"{self._entry_kinds[n]}:{entity(n)}" for n in self._studied(unit))
            for unit in units
        ]
        if not kind and len({terms[0].partition(":")[0] for terms in studied if terms}) > 1:
            kind = "trial"
        return Query(
            words,
            tuple(units),
            entities,
            tuple(terms for terms in studied if terms),
            kind,
            beginning,
        )

    def _studied(self, unit: Unit) -> list[int]:
        """Return the agents, diseases and modalities that a unit names."""
        return [
            number
            for form in unit.forms
            if form.startswith("=") and self._entry_kinds[number := int(form[1:])] in STUDIED
        ]

    def _word_units(self, words: Sequence[Word], places: Sequence[int]) -> list[Unit]:
        units: list[Unit] = []
        skip = -1
        for at, place in enumerate(places):
            if place <= skip:
                continue
            word = words[place]
            after = (
                words[place + 1] if at + 1 < len(places) and places[at + 1] == place + 1 else None
            )
            if len(word.forms) > 1:
                # A compound is one unit if the library has its joined form, or if it has a number.
                inside = [
                    p for p in places if words[p].start >= word.start and words[p].start < word.end
                ]
                joined = word.forms[-1]
                if self._postings.frequency(joined) or (
                    word.raw.isalpha() and any(words[p].raw.isdigit() for p in inside)
                ):
                    skip = inside[-1]
                    units.append(
                        Unit(joined, {joined: 1.0, **self._others(joined)}, first=place, last=skip)
                    )
                    continue
            elif after is not None and len(after.forms) == 1:
                joined = self._lexicon.normal(word.raw + after.raw)
                if self._is_symbol(word.raw, after.raw) and self._postings.frequency(joined):
                    skip = place + 1
                    units.append(Unit(joined, {joined: 1.0}, first=place, last=skip))
                    continue
            units.append(self._word_unit(word, place))
        return units

    def _is_symbol(self, left: str, right: str) -> bool:
        """Tell whether two words are one symbol with a space, such as `pd l1` or `micro beam`."""
        joined = left + right
        if not self._speller.knows(joined):
            return False
        return (
            any(c.isdigit() for c in joined)
            or not (self._speller.knows(left) and self._speller.knows(right))
            or len(joined) <= 6
        )

    def _word_unit(self, word: Word, place: int) -> Unit:
        form = word.forms[0]
        return Unit(word.raw, {form: 1.0, **self._others(word.raw)}, first=place, last=place)

    def _others(self, raw: str) -> dict[str, float]:
        """Return the forms of the synonyms of a word, and of the entries that they name."""
        forms: dict[str, float] = {}
        for other in self._synonyms.get(raw, ()):
            words = list(self._lexicon.words(other))
            for number in self._names.exact(squeeze(words)):
                forms[entity(number)] = self._match["entity"]
            if len(words) == 1:
                forms[words[0].forms[0]] = self._match["synonym"]
        return forms

    def _unfinished(self, unit: Unit, beginning: str) -> None:
        if len(beginning) < MIN_PREFIX or not beginning.isalnum():
            return
        for word in self._speller.beginning_with(beginning, EXPANSIONS_PER_LETTER * len(beginning)):
            unit.forms.setdefault(self._lexicon.normal(word), self._match["unfinished"])

    def _name(self, words: Sequence[Word], units: Sequence[Unit]) -> dict[int, list[Unit]]:
        """Add to each unit the entries that it names; return the units that name each entry."""
        named: dict[int, list[Unit]] = {}
        for found in self._names.spot(words):
            held = [unit for unit in units if found.first <= unit.first and unit.last <= found.last]
            for number in found.entries if held else ():
                named[number] = held
                for unit in held:
                    unit.forms.setdefault(entity(number), self._match["entity"])
        return named

    def _weigh(self, unit: Unit) -> None:
        least = min(
            (count for form in unit.forms if (count := self._postings.frequency(form))), default=0
        )
        own = self._postings.frequency(next(iter(unit.forms)))
        unit.known = least > 0
        unit.mass = self.rarity(own or least)

    def rarity(self, frequency: int) -> float:
        """Return the worth of a term in this many documents: the IDF of BM25."""
        return log(1 + (self._postings.documents - frequency + 0.5) / (frequency + 0.5))
