"""From a query to ranked entries: narrowed, ranked, and corrected when nothing is found."""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from guide.library.catalogue import Catalogue
from guide.library.manifest import Built
from guide.library.records import Span
from guide.search.completion import Completer
from guide.search.damage import as_damage
from guide.search.direct import Facts
from guide.search.files import FACTS, KNOWLEDGE, NAMES, VOCABULARY
from guide.search.filters import value_terms
from guide.search.names import Names, squeeze
from guide.search.parsing import Narrowing, ParsedQuery, parse
from guide.search.passages import Passage, PassageReader, marked
from guide.search.postings import PostingReader
from guide.search.ranking import Ranked, Ranker
from guide.search.requests import SearchRequest
from guide.search.results import Hit, SearchResult
from guide.search.spelling import Speller
from guide.search.units import MIN_PREFIX, Query, Reader
from guide.search.words import Lexicon

MAX_CHARACTERS = 400
NEAR = 5


def _read(built: Built, name: str) -> Any:
    return json.loads(built.read(name))


def _chosen(request: SearchRequest) -> list[Narrowing]:
    """Return the narrowings that a request has beside its text."""
    terms = (
        tuple(f"kind:{kind}" for kind in (request.kind,) if kind),
        tuple(f"level:{level}" for level in request.levels),
    )
    return [Narrowing(each, True) for each in terms if each]


class Searcher:
    """The opened index.

    It must not be shared between threads; opening another one takes a few milliseconds.
    """

    def __init__(self, built: Built, catalogue: Catalogue) -> None:
        """Open the index of a verified generation.

        Raises:
            DamagedError: It is no index of ours.
        """
        with as_damage():
            knowledge = _read(built, KNOWLEDGE)
            self._heads = list(catalogue.heads.values())
            self._kinds = [head.kind for head in self._heads]
            self._values: dict[str, list[str]] = knowledge["values"]
            self._lexicon = Lexicon.from_data(knowledge)
            self._names = Names(_read(built, NAMES))
            self._postings = PostingReader(built)
            self._passages = PassageReader(built)
            self._speller = Speller(_read(built, VOCABULARY), self._names.shown, knowledge["sound"])
            self._reader = Reader(
                knowledge, self._lexicon, self._names, self._speller, self._postings, self._kinds
            )
            self._ranker = Ranker(
                knowledge["ranking"],
                self._lexicon,
                self._names,
                self._postings,
                self._passages,
                self._kinds,
            )
            self._sure: float = knowledge["ranking"]["name"]["content"]
            self._facts = Facts(built.read(FACTS), self._heads)
            self.complete = Completer(self._heads, self._names, self._values).complete

    def verify(self) -> int:
        """Read the whole index and return its number of terms.

        Raises:
            DamagedError: A part cannot be read, or holds what is not ours.
        """
        with as_damage():
            for number in range(len(self._heads)):
                self._passages.of(number)
        return self._postings.verify()

    def search(
        self, request: SearchRequest, wanted: Callable[[], bool] = lambda: True
    ) -> SearchResult:
        """Find entries.

        Args:
            request: What to find.
            wanted: Called between steps; once it returns False, the search ends without a hit.
        """
        parsed = parse(request.text[:MAX_CHARACTERS], self._terms)
        allowed = self._allowed([*parsed.narrowings, *_chosen(request)])
        if not parsed.text:
            numbers = sorted(allowed or ())[: request.limit] if parsed.narrowings else []
            hits = tuple(self._hit(number, 0.0, None, (), "") for number in numbers)
            return SearchResult(request.text, "", hits, notes=parsed.notes)
        query = self._reader.read(parsed.text, request.unfinished)
        found = self._rank(query, parsed, allowed, request, wanted)
        suggestion = ""
        if not request.exactly and not parsed.phrases and wanted():
            corrected = self._corrected(query, found)
            if corrected:
                again = self._reader.read(corrected, request.unfinished)
                reparsed = parsed._replace(text=corrected)
                better = self._rank(again, reparsed, allowed, request, wanted)
                if better and (not found or better[0][1] > found[0][1]):
                    query, found, suggestion = again, better, corrected
        if not wanted():
            return SearchResult(request.text, "", ())
        forms = [form for unit in query.units for form in unit.forms]
        beginning = query.beginning if len(query.beginning) >= MIN_PREFIX else ""
        hits = tuple(
            self._hit(number, score, passage, forms, beginning) for number, score, passage in found
        )
        fact = (
            self._facts.answer(query, found[0][0], self._names)
            if found and not parsed.narrowings
            else None
        )
        near = () if hits else tuple(self._speller.nearest_names(parsed.text, NEAR))
        return SearchResult(request.text, suggestion, hits, fact, near, parsed.notes)

    def _terms(self, field: str, value: str) -> Sequence[str]:
        return value_terms(field, value, self._values.get(field, ()), self._entries, self._kinds)

    def _entries(self, name: str) -> Sequence[int]:
        return self._names.exact(squeeze(self._lexicon.folded_words(name)))

    def _allowed(self, narrowings: Sequence[Narrowing]) -> set[int] | None:
        """Return the entries that fields narrow to; None when there are no fields."""
        allowed: set[int] | None = None
        for narrowing in narrowings:
            matching = {number for term in narrowing.terms for number in self._postings.of(term)[0]}
            everything = range(len(self._heads)) if allowed is None else allowed
            allowed = (
                matching.intersection(everything)
                if narrowing.wanted
                else set(everything) - matching
            )
        return allowed

    def _rank(
        self,
        query: Query,
        parsed: ParsedQuery,
        allowed: set[int] | None,
        request: SearchRequest,
        wanted: Callable[[], bool],
    ) -> list[Ranked]:
        """Return the best entries; those without a phrase or with a refused word are left out."""
        content = squeeze(self._reader.content(query.words))
        named = self._ranker.named(query, parsed.text, content, request.unfinished)
        if request.unfinished and len(parsed.text.strip()) < MIN_PREFIX:
            query = replace(query, units=())
        if not parsed.phrases and not parsed.without:
            return self._ranker.rank(query, named, allowed, request.limit, wanted)
        required = [self._needle(phrase) for phrase in parsed.phrases]
        refused = [self._needle(text) for text in parsed.without]

        def fits(number: int) -> bool:
            texts = [passage.forms for passage in self._passages.of(number)]
            return all(any(needle in text for text in texts) for needle in required) and not any(
                needle in text for needle in refused for text in texts
            )

        found = self._ranker.rank(query, named, allowed, max(request.limit, 200), wanted)
        return [ranked for ranked in found if fits(ranked[0])][: request.limit]

    def _needle(self, text: str) -> str:
        return f" {' '.join(word.forms[0] for word in self._lexicon.words(text))} "

    def _corrected(self, query: Query, found: list[Ranked]) -> str:
        """Return the query with its unknown words corrected; empty when there are none."""
        if found and found[0][1] >= self._sure:
            return ""
        doubtful = {
            place
            for unit in query.units
            if not unit.known
            for place in range(unit.first, unit.last + 1)
        }
        places = [place for place in doubtful if query.words[place].raw.isalpha()]
        if not places or any(
            c.isdigit() for unit in query.units if not unit.known for c in unit.raw
        ):
            return ""
        corrected = self._speller.correct(
            [word.raw for word in query.words], set(places).__contains__
        )
        return corrected if corrected != " ".join(word.raw for word in query.words) else ""

    def _hit(
        self,
        number: int,
        score: float,
        passage: Passage | None,
        forms: Sequence[str],
        beginning: str,
    ) -> Hit:
        head = self._heads[number]
        snippet = marked(passage, forms, beginning) if passage else (Span(head.summary),)
        return Hit(head.id, head.kind, head.title, head.level, round(score, 3), snippet)
