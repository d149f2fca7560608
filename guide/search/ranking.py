"""Ranks entries: by names, by the worth of the words in each page, and by how close they are."""

from collections.abc import Callable, Iterable
from heapq import nlargest
from itertools import pairwise
from operator import itemgetter
from typing import Any

from guide.search.names import Names, squeeze
from guide.search.passages import Passage, PassageReader
from guide.search.postings import PostingReader
from guide.search.units import Query, Unit
from guide.search.words import Lexicon

CLOSER = 40
"""Number of the best entries whose passages are compared with the query."""
SURE_WORDS = 4
"""A name of this many words is certainly meant."""
TINY = 1e-6

Scores = dict[int, float]
Ranked = tuple[int, float, Passage | None]
"""An entry, its score, and the passage that holds most of the query."""


class Ranker:
    """Scores entries for a query."""

    def __init__(
        self,
        ranking: dict[str, Any],
        lexicon: Lexicon,
        names: Names,
        postings: PostingReader,
        passages: PassageReader,
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
        self._kinds = kinds

    def named(self, query: Query, folded: str, content: str, unfinished: bool) -> Scores:
        """Return the points of entries for their names."""
        points: Scores = {}
        total = sum(unit.mass for unit in query.units)
        for number, (share, count) in query.entities.items():
            # A name of several words, or of a trial, is more certainly meant than a single word.
            words = SURE_WORDS if self._kinds[number] == "trial" else min(count, SURE_WORDS)
            points[number] = self._name["holds"] * total * share**2 * (1 + words) / 2
        if unfinished:
            spelt = "".join(self._lexicon.spelt(word.raw) for word in query.words)
            begun = self._names.begin(folded, spelt, self._name["begins"], self._name["inside"])
            for number, fit in begun.items():
                points[number] = max(points.get(number, 0.0), fit)
        whole = squeeze(query.words)
        for key, worth in ((content, self._name["content"]), (whole, self._name["exact"])):
            for number in self._names.exact(key):
                points[number] = max(
                    points.get(number, 0.0), worth + self._first.get(self._kinds[number], 0.0)
                )
        return points

    def _gather(self, units: Iterable[Unit], wanted: Callable[[], bool]) -> tuple[Scores, Scores]:
        """Return the worth of the units in each document, and the part of the query it holds."""
        scores: Scores = {}
        masses: Scores = {}
        for unit in units:
            best: Scores = {}
            for form, weight in unit.forms.items():
                if not wanted():
                    return {}, {}
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
                scores, masses = best, dict.fromkeys(best, unit.mass)
            else:
                for number, worth in best.items():
                    scores[number] = scores.get(number, 0.0) + worth
                    masses[number] = masses.get(number, 0.0) + unit.mass
        return scores, masses

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
        scores, masses = self._gather(query.units, wanted)
        if len(query.units) == 1 and query.beginning and named:
            # While a name is being typed, names come first and the text follows.
            scores = {number: self._match["typing"] * score for number, score in scores.items()}
        known = [unit for unit in query.units if unit.known]
        total = sum(unit.mass for unit in known) or 1.0
        least = self._match["least"] * total - TINY
        if len(known) < len(query.units) and 2 * len(known) <= len(query.units):
            # The library knows too little of the query: a chance hit would mislead.
            scores, masses = {}, {}
        if allowed is not None:
            masses = {number: mass for number, mass in masses.items() if number in allowed}
            named = {number: points for number, points in named.items() if number in allowed}
        enough = [number for number, mass in masses.items() if mass >= total - TINY]
        if len(enough) < limit:
            enough = [number for number, mass in masses.items() if mass >= least]
        power = self._match["coverage"]
        candidates = {
            number: scores[number]
            * (masses[number] / total) ** power
            * self._prior.get(self._kinds[number], 1.0)
            for number in enough
        }
        for number, points in named.items():
            # A name that is only among the words of a query is no answer by itself.
            if number in candidates or points >= self._name["inside"]:
                candidates[number] = candidates.get(number, 0.0) + points
        if query.kind:
            for number in candidates:
                if self._kinds[number] == query.kind:
                    candidates[number] *= self._match["kind"]
        if query.kind == "trial":
            self._studies(query, candidates)
        best = nlargest(max(CLOSER, limit), candidates.items(), key=itemgetter(1))
        if not query.units:
            no_passage: Passage | None = None
            return [(number, score, no_passage) for number, score in best[:limit]]
        closer = [self._closely(number, score, query, total) for number, score in best if wanted()]
        closer.sort(key=lambda item: (-item[1], item[0]))
        return closer[:limit]

    def _studies(self, query: Query, candidates: Scores) -> None:
        """Lower the trials that mention a drug, disease or technique but do not study it."""
        for terms in query.studied:
            studying = {number for term in terms for number in self._postings.of(term)[0]}
            for number in candidates:
                if self._kinds[number] == "trial" and number not in studying:
                    candidates[number] *= self._match["aside"]

    def _closely(self, number: int, score: float, query: Query, total: float) -> Ranked:
        """Raise a score by the part of the query that one passage holds, and by adjacent words."""
        needles = [(unit.mass, [f" {form} " for form in unit.forms]) for unit in query.units]
        title, *passages = self._passages.of(number)

        def held(passage: Passage) -> float:
            mass_held, text = 0.0, passage.forms
            for mass, forms in needles:
                for form in forms:
                    if form in text:
                        mass_held += mass
                        break
            return mass_held

        best = max(passages, key=held, default=None)
        gain = self._match["passage"] * max(held(title), held(best) if best else 0.0) / total
        if len(query.words) > 1:
            pairs = [f" {left.forms[0]} {right.forms[0]} " for left, right in pairwise(query.words)]
            near = max(
                sum(pair in passage.forms for pair in pairs) for passage in (title, best or title)
            )
            gain += self._match["adjacent"] * near / len(pairs)
        return number, score * (1 + gain), best
