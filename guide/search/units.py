"""Turns the words of a query into units: their forms in the index, and their worth."""

from collections.abc import Sequence
from typing import Any

from guide.search.analysis import entity
from guide.search.filters import FieldValue
from guide.search.names import Names, is_counted, squeeze
from guide.search.postings import PostingReader
from guide.search.query import Query, Studied, Unit
from guide.search.schedules import schedules
from guide.search.spelling import MIN_LENGTH, Speller
from guide.search.words import Lexicon, Word
from guide.search.worth import rarity

MAX_WORDS = 24
MIN_PREFIX = 3
EXPANSIONS_PER_LETTER = 2
"""Completions of an unfinished word for each letter typed; few letters may mean anything."""
BESIDE_A_SCHEDULE = frozenset(("fractions", "fraction", "fx", "x", "gy"))
"""Words that add nothing to a schedule."""
STUDIED = {"agent", "disease", "modality"}
"""A query that names entries of two of these kinds asks for studies of both."""


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
        self._named = frozenset(knowledge["named"])
        self._page = frozenset(knowledge["page"])
        self._requests = sorted(knowledge["request"], key=len, reverse=True)
        self._kinds: dict[str, str] = knowledge["kinds"]
        self._synonyms: dict[str, list[str]] = knowledge["synonyms"]
        self._phrased = [text for text in self._synonyms if " " in text]
        self._match: dict[str, float] = knowledge["ranking"]["match"]

    def words(self, folded: str) -> tuple[Word, ...]:
        """Return the words of a folded query, up to the maximum number."""
        return tuple(self._lexicon.folded_words(folded))[:MAX_WORDS]

    def content(self, words: Sequence[Word]) -> list[Word]:
        """Return the words that carry the meaning of a query; all of them if none does."""
        named = {
            place
            for found in self._names.spot(words)
            if found.first < found.last
            for place in range(found.first, found.last + 1)
        }
        for left_out in (
            self._stop | self._asking | self._kinds.keys(),
            self._stop,
            frozenset[str](),
        ):
            rest = [
                word
                for place, word in enumerate(words)
                if word.raw not in left_out or place in named
            ]
            if rest:
                return rest
        return list(words)

    def subject(self, words: Sequence[Word]) -> list[Word]:
        """Return the content words without what is wanted of them, such as `side effects`."""
        wanted: set[int] = set()
        raw = [word.raw for word in words]
        for request in self._requests:
            for place in range(len(raw) - len(request) + 1):
                if raw[place : place + len(request)] == request:
                    wanted.update(words[place + at].start for at in range(len(request)))
        content = self.content(words)
        if self._names.exact(squeeze(content)):
            return content
        rest = [word for word in content if word.start not in wanted]
        return rest if len(squeeze(rest)) >= MIN_PREFIX else content

    def read(self, folded: str, unfinished: bool) -> Query:
        """Return the units of a folded query.

        Args:
            folded: The query.
            unfinished: The last word may be unfinished.
        """
        words = self.words(folded)
        units = self._schedule_units(folded, words)
        units += self._word_units(words, self._places(words, units))
        units.sort(key=lambda unit: unit.first)
        beginning = words[-1].raw if unfinished and words and not folded.endswith(" ") else ""
        self._begin(units, beginning, len(words))
        # Of units that are found by the same forms the last one stays.
        units = list({frozenset(unit.forms): unit for unit in reversed(units)}.values())[::-1]
        named = self._name(words, units)
        self._phrases(words, units)
        for unit in units:
            self._weigh(unit)
        total = sum(unit.mass for unit in units) or 1.0
        studied = [
            Studied(values, unit.first, unit.last)
            for unit in units
            if (values := self._studied(unit))
        ]
        return Query(
            words,
            tuple(units),
            {
                number: (sum(unit.mass for unit in held) / total, len(held))
                for number, held in named.items()
            },
            tuple(studied),
            self._kind(words, studied),
            beginning,
        )

    def _schedule_units(self, folded: str, words: Sequence[Word]) -> list[Unit]:
        """Return a unit for each schedule of the query that the library has."""
        units: list[Unit] = []
        for schedule in schedules(folded):
            known = [token for token in schedule.tokens if self._postings.frequency(token)]
            inside = [
                place
                for place, word in enumerate(words)
                if schedule.start <= word.start < schedule.end
            ]
            if known and inside:
                text = folded[schedule.start : schedule.end]
                weights = {token: 1.0 if place == 0 else 0.6 for place, token in enumerate(known)}
                units.append(Unit(text, weights, first=inside[0], last=inside[-1]))
        return units

    def _places(self, words: Sequence[Word], taken: Sequence[Unit]) -> list[int]:
        """Return the places of the content words outside schedules."""
        content = {word.start for word in self.content(words)}
        return [
            place
            for place, word in enumerate(words)
            if word.start in content
            and not any(unit.first <= place <= unit.last for unit in taken)
            and not (taken and word.raw in BESIDE_A_SCHEDULE)
        ]

    def _begin(self, units: list[Unit], beginning: str, words: int) -> None:
        """Let the last unit find what begins with the unfinished last word."""
        if not beginning or not units or units[-1].last != words - 1:
            return
        short = len(beginning) < MIN_PREFIX and beginning.isalpha()
        if len(units) > 1 and short and not self._speller.knows(beginning):
            # Two letters of another word mean nothing yet, unless they are one: `OS`.
            units.pop()
        else:
            self._unfinished(units[-1], beginning, len(units) == 1)

    def _kind(self, words: Sequence[Word], studied: Sequence[Studied]) -> str:
        """Return the kind of entry that is asked for.

        Of a drug in a disease it is trials, unless the words are those of a question on a subject.
        """
        content = {word.start for word in self.content(words)}
        for word in words:
            if word.raw in self._kinds and word.start not in content:
                return self._kinds[word.raw]
        if any(word.raw in self._page for word in words):
            return ""
        return "trial" if len({each.values[0].field for each in studied}) > 1 else ""

    def _studied(self, unit: Unit) -> tuple[FieldValue, ...]:
        """Return the agents, diseases and modalities that a unit names."""
        return tuple(
            FieldValue(self._entry_kinds[number], entity(number))
            for form in unit.forms
            if form.startswith("=") and self._entry_kinds[number := int(form[1:])] in STUDIED
        )

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
                typed = "-".join(words[p].raw for p in inside)
                if self._is_two_words(words, inside):
                    units.extend(self._word_unit(words[p], p) for p in inside)
                    skip = inside[-1]
                    continue
                if self._postings.frequency(joined) or (
                    word.raw.isalpha() and any(words[p].raw.isdigit() for p in inside)
                ):
                    skip = inside[-1]
                    forms = {joined: 1.0, **self._others(joined)}
                    units.append(Unit(typed, forms, first=place, last=skip))
                    continue
            elif after is not None and len(after.forms) == 1 and not is_counted(words, place + 1):
                joined = self._lexicon.normal(word.raw + after.raw)
                if self._is_symbol(word.raw, after.raw) and self._postings.frequency(joined):
                    skip = place + 1
                    units.append(Unit(joined, {joined: 1.0}, first=place, last=skip))
                    continue
            units.append(self._word_unit(word, place))
        return units

    def _is_two_words(self, words: Sequence[Word], places: Sequence[int]) -> bool:
        """Tell whether a compound may as well be written as words apart: `half-life`."""
        parts = [words[place].raw for place in places]
        return all(
            part.isalpha() and len(part) >= MIN_LENGTH and self._speller.knows(part)
            for part in parts
        )

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
        forms = {word.forms[0]: 1.0, **self._others(word.raw)}
        if not any(map(self._postings.frequency, forms)):
            forms.update(self._completions(word.raw) or self._family(word.raw))
        return Unit(word.raw, forms, first=place, last=place)

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

    def _unfinished(self, unit: Unit, beginning: str, alone: bool) -> None:
        if self._speller.knows(beginning) and not alone:
            # After other words, a word that is known is taken as finished.
            return
        for form, weight in self._completions(beginning).items():
            unit.forms.setdefault(form, weight)

    def _completions(self, beginning: str) -> dict[str, float]:
        """Return the forms of the most common words that begin so."""
        if len(beginning) < MIN_PREFIX or not beginning.isalnum():
            return {}
        words = self._speller.beginning_with(beginning, EXPANSIONS_PER_LETTER * len(beginning))
        return {self._lexicon.normal(word): self._match["unfinished"] for word in words}

    def _family(self, raw: str) -> dict[str, float]:
        """Return the forms of words of the same family, unless a word is rather misspelt."""
        if not self._speller.is_english(raw) and self._speller.nearest(raw):
            return {}
        akin = self._speller.akin(raw)
        return {self._lexicon.normal(word): self._match["unfinished"] for word in akin}

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

    def _phrases(self, words: Sequence[Word], units: Sequence[Unit]) -> None:
        """Add other words for phrases of the query to each unit of the phrase."""
        raw = [word.raw for word in words]
        for phrase in self._phrased:
            parts = phrase.split()
            for place in range(len(raw) - len(parts) + 1):
                if raw[place : place + len(parts)] == parts:
                    for unit in units:
                        if place <= unit.first and unit.last < place + len(parts):
                            for form, weight in self._others(phrase).items():
                                unit.forms.setdefault(form, weight)

    def _weigh(self, unit: Unit) -> None:
        least = min(
            (count for form in unit.forms if (count := self._postings.frequency(form))), default=0
        )
        own = self._postings.frequency(next(iter(unit.forms)))
        unit.known = least > 0
        unit.mass = rarity(own or least, self._postings.documents)
        if not self.is_of_a_name(unit):
            # The words of names say what is asked about; others are rare by chance.
            unit.mass *= self._match["unnamed"]

    def is_of_a_name(self, unit: Unit) -> bool:
        """Tell whether a unit is a word of a title or an alias, a number or a schedule."""
        return any(form in self._named or not form.isalpha() for form in unit.forms)
