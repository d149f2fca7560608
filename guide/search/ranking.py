"""Ranks entries: by names, by the worth of the words in each page, and by how close they are."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from heapq import nlargest
from itertools import pairwise
from operator import itemgetter
from typing import Any, NamedTuple

from guide.search.asked import ITS_OWN, Asked
from guide.search.names import Names, squeeze
from guide.search.packed import PackedReader
from guide.search.passages import Passage
from guide.search.postings import PostingReader
from guide.search.query import Query, Unit
from guide.search.words import Lexicon, Word
from guide.search.worth import rarity

CLOSER = 20
"""Number of the best entries whose passages are compared with the query."""
SURE_WORDS = 4
"""A name of this many words is certainly meant."""

Scores = dict[int, float]


class Points(NamedTuple):
    """What an entry has its points for: `name + words * (1 + passage + adjacent + asked + title)`.

    Attributes:
        name: Points for its name.
        words: Worth of the query's words in its text.
        passage: Gain for words that stand in one passage.
        adjacent: Gain for words that follow one another as in the query.
        asked: Gain for a question that it answers.
        title: Gain for a title whose words the query has.
    """

    name: float
    words: float
    passage: float = 0.0
    adjacent: float = 0.0
    asked: float = 0.0
    title: float = 0.0

    @property
    def total(self) -> float:
        """All of them."""
        gains = self.passage + self.adjacent + self.asked + self.title
        return self.name + self.words * (1 + gains)


NO_POINTS = Points(0.0, 0.0)


class Ranked(NamedTuple):
    """An entry in its place.

    Attributes:
        number: Its number.
        points: What it has its points for.
        passage: The sentence, or the question that it answers, that holds most of the query.
        answers: Whether the passage is a question that the page answers.
        section: The heading under which it does; empty for the beginning of the page.
    """

    number: int
    points: Points
    passage: Passage | None = None
    answers: bool = False
    section: str = ""

    @property
    def score(self) -> float:
        """All of its points."""
        return self.points.total


@dataclass(frozen=True, slots=True)
class Sought:
    """What is looked for in the passages and questions of each of the best pages.

    Attributes:
        units: The units that each form finds, by their place in the query.
        masses: The worth of each unit.
        mass: Their worth together.
        needles: The worth of each, and its forms as they stand in a passage.
        pairs: Each two words that follow one another, as they stand in a passage.
    """

    units: dict[str, list[int]]
    masses: list[float]
    mass: float
    needles: list[tuple[float, list[str]]]
    pairs: list[str]

    @classmethod
    def of(cls, query: Query) -> "Sought":
        """Return what a query looks for."""
        # Words of one unit, such as a schedule, follow one another wherever it stands.
        joined = {place for unit in query.units for place in range(unit.first + 1, unit.last + 1)}
        units: dict[str, list[int]] = {}
        for place, unit in enumerate(query.units):
            for form in unit.forms:
                units.setdefault(form, []).append(place)
        return cls(
            units,
            [unit.mass for unit in query.units],
            sum(unit.mass for unit in query.units) or 1.0,
            [(unit.mass, [f" {form} " for form in unit.forms]) for unit in query.units],
            [
                f" {left.forms[0]} {right.forms[0]} "
                for place, (left, right) in enumerate(pairwise(query.words), 1)
                if place not in joined
            ],
        )


class Ranker:
    """Scores entries for a query."""

    def __init__(
        self,
        ranking: dict[str, Any],
        lexicon: Lexicon,
        names: Names,
        postings: PostingReader,
        passages: PackedReader[Passage],
        asked: PackedReader[Asked],
        kinds: list[str],
    ) -> None:
        self._name: dict[str, float] = ranking["name"]
        self._match: dict[str, float] = ranking["match"]
        self._prior: dict[str, float] = ranking["kind"]
        self._first: dict[str, float] = ranking["first"]
        self._lexicon = lexicon
        self._names = names
        self._postings = postings
        self._passages = passages
        self._asked = asked
        self._kinds = kinds

    def named(
        self, query: Query, folded: str, contents: Sequence[Sequence[Word]], unfinished: bool
    ) -> Scores:
        """Return the points of entries for their names."""
        points: Scores = {}
        total = sum(unit.mass for unit in query.units)
        for number, (share, count) in query.entities.items():
            # A name of several words, or of a trial, is more certainly meant than a single word.
            trial = self._kinds[number] == "trial"
            words = SURE_WORDS if trial else min(count, SURE_WORDS)
            sure = share if trial else share**2
            points[number] = self._name["holds"] * total * sure * (1 + words) / 2
        if unfinished:
            spelt = "".join(self._lexicon.spelt(word.raw) for word in query.words)
            begun = self._names.begin(folded, spelt, self._name["begins"], self._name["inside"])
            for number, fit in begun.items():
                points[number] = max(points.get(number, 0.0), fit)
        keys: list[tuple[Sequence[Word], float]] = [
            *((content, self._name["content"]) for content in contents),
            (query.words, self._name["exact"]),
        ]
        for name, worth in keys:
            titled = self._names.titled(name)
            for number in self._names.exact(squeeze(name)):
                title = self._name["title"] * (number in titled)
                standing = self._first.get(self._kinds[number], 0.0)
                points[number] = max(points.get(number, 0.0), worth + title + standing)
        return points

    def _gather(self, units: Iterable[Unit], wanted: Callable[[], bool]) -> Scores:
        """Return the worth of the units in each document that holds any of them."""
        scores: Scores = {}
        for unit in units:
            best: Scores = {}
            for form, weight in unit.forms.items():
                if not wanted():
                    return {}
                numbers, worths = self._postings.of(form)
                if not numbers:
                    continue
                factor = weight * unit.mass
                if not best:
                    best = {
                        number: factor * worth
                        for number, worth in zip(numbers, worths, strict=True)
                    }
                else:
                    for number, worth in zip(numbers, worths, strict=True):
                        if factor * worth > best.get(number, 0.0):
                            best[number] = factor * worth
            if not scores:
                scores = best
            else:
                for number, worth in best.items():
                    scores[number] = scores.get(number, 0.0) + worth
        return scores

    def rank(
        self,
        query: Query,
        named: Scores,
        allowed: set[int] | None,
        limit: int,
        wanted: Callable[[], bool],
    ) -> list[Ranked]:
        """Return the best entries, best first.

        Args:
            query: The query.
            named: Points for names.
            allowed: The entries that the query is narrowed to; None for all.
            limit: Number of entries at most.
            wanted: Called between steps; once it returns False, the ranking ends early.
        """
        scores = self._gather(query.units, wanted)
        if len(query.units) == 1 and query.beginning and named:
            # While a name is being typed, names come first and the text follows.
            scores = {number: self._match["typing"] * score for number, score in scores.items()}
        if allowed is not None:
            scores = {number: score for number, score in scores.items() if number in allowed}
            named = {number: points for number, points in named.items() if number in allowed}
        studying = self._studying(query)
        texts = {
            number: score
            * self._prior.get(self._kinds[number], 1.0)
            * self._fit(number, query.kind, studying)
            for number, score in scores.items()
        }
        names = {
            number: points * self._fit(number, query.kind, studying)
            for number, points in named.items()
            # A name that is only among the words of a query is no answer by itself.
            if number in texts or points >= self._name["inside"]
        }
        both = texts.copy()
        for number, points in names.items():
            both[number] = both.get(number, 0.0) + points
        best = [
            (number, Points(names.get(number, 0.0), texts.get(number, 0.0)))
            for number, _ in nlargest(max(CLOSER, limit), both.items(), key=itemgetter(1))
        ]
        if not query.units:
            return [Ranked(number, points) for number, points in best[:limit]]
        sought = Sought.of(query)
        closer = [self._closely(number, points, sought) for number, points in best if wanted()]
        closer.sort(key=lambda ranked: (-ranked.score, ranked.number))
        return closer[:limit]

    def _fit(self, number: int, kind: str, studying: Sequence[set[int]]) -> float:
        """Return the factor for a page of the kind asked for, and for a trial that is beside it."""
        factor = self._match["kind"] if self._kinds[number] == kind else 1.0
        if kind == "trial" and self._kinds[number] == "trial":
            # It mentions a drug, disease or technique but does not study it.
            factor *= self._match["aside"] ** sum(number not in each for each in studying)
        return factor

    def _studying(self, query: Query) -> list[set[int]]:
        """Return, for each drug, disease or technique of a query, the trials that study it."""
        return [
            {number for value in each.values for number in self._postings.of(value.term)[0]}
            for each in query.studied
        ]

    def _closely(self, number: int, points: Points, sought: Sought) -> Ranked:
        """Add the gains for what one passage or question of the page holds.

        Args:
            number: The entry.
            points: Its points for its name and its words.
            sought: What of the query is looked for.
        """
        title, *passages = self._passages.of(number)

        def held(passage: Passage) -> float:
            mass_held, text = 0.0, passage.forms
            for mass, forms in sought.needles:
                for form in forms:
                    if form in text:
                        mass_held += mass
                        break
            return mass_held

        best = max(passages, key=held, default=None)
        together = max(held(title), held(best) if best else 0.0) / sought.mass
        near = max(
            sum(pair in passage.forms for pair in sought.pairs)
            for passage in (title, best or title)
        ) / max(len(sought.pairs), 1)
        asked, fit = self._asks(number, sought)
        points = points._replace(
            passage=self._match["passage"] * together,
            adjacent=self._match["adjacent"] * near,
            asked=self._match["asked"] * fit**2,
            title=self._match["title"] * self._asked_for(title, sought),
        )
        if asked is not None and fit >= self._match["same"]:
            return Ranked(number, points, asked.passage, True, asked.section)
        return Ranked(number, points, best)

    def _asked_for(self, title: Passage, sought: Sought) -> float:
        """Return the share of a title's worth that the query has."""
        whole = had = 0.0
        for form in set(title.forms.split()):
            worth = rarity(self._postings.frequency(form), self._postings.documents)
            whole += worth
            had += worth * (form in sought.units)
        return had / whole if whole else 0.0

    def _asks(self, number: int, sought: Sought) -> tuple[Asked | None, float]:
        """Return the page's question that is closest to the query, and how close it is, 0 to 1."""
        closest: tuple[Asked | None, float] = (None, 0.0)
        for asked in self._asked.of(number):
            found = {place for form in asked.forms for place in sought.units.get(form, ())}
            held = sum(sought.masses[place] for place in found)
            fit = held / ((1 - ITS_OWN) * sought.mass + ITS_OWN * asked.mass)
            if fit > closest[1]:
                closest = asked, min(fit, 1.0)
        return closest
