"""From a query to ranked entries: narrowed, ranked, and corrected when nothing is found."""

import json
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from typing import Any

from guide.library.catalogue import Catalogue
from guide.library.manifest import Built
from guide.library.records import Span
from guide.search.asked import open_asked
from guide.search.completion import Completer
from guide.search.correcting import Corrector
from guide.search.damage import as_damage
from guide.search.direct import Facts
from guide.search.explaining import Explanation, Found, explained
from guide.search.facts import Finding
from guide.search.files import ENGLISH, FACTS, KNOWLEDGE, NAMES, VOCABULARY
from guide.search.filters import value_terms
from guide.search.languages import Translator
from guide.search.names import Names, squeeze
from guide.search.parsing import Narrowing, ParsedQuery, parse
from guide.search.passages import marked, open_passages
from guide.search.postings import PostingReader
from guide.search.query import Query, Unit
from guide.search.ranking import NO_POINTS, Ranked, Ranker
from guide.search.requests import SearchRequest
from guide.search.results import Hit, SearchResult
from guide.search.spelling import Speller
from guide.search.units import MIN_PREFIX, Reader
from guide.search.wishes import ReadAs, Wish, WishReader
from guide.search.words import Lexicon
from guide.search.worth import rarity

MAX_CHARACTERS = 400
NEAR = 5
NEAREST = 3
"""Pages that are named where none holds enough of the query."""
LEAST = 0.4
"""Share of the query's worth that the first entry must hold, unless the query names one."""
ENOUGH = 3
"""Of a long query, an entry that holds this many of its parts is shown, with a warning."""
UNSURE = "No page holds most of these words. These come nearest."


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
            self._passages = open_passages(built)
            self._speller = Speller(
                _read(built, VOCABULARY),
                self._names.shown,
                knowledge["sound"],
                lambda: built.read(ENGLISH).decode(),
            )
            self._reader = Reader(
                knowledge, self._lexicon, self._names, self._speller, self._postings, self._kinds
            )
            self._wishes = WishReader(
                knowledge["kinds"], knowledge["verdicts"], self._values.get("phase", ())
            )
            self._translator = Translator(knowledge["languages"], self._speller)
            self._corrector = Corrector(self._speller, self._reader, self._names)
            self._ranker = Ranker(
                knowledge["ranking"],
                self._lexicon,
                self._names,
                self._postings,
                self._passages,
                open_asked(built),
                self._kinds,
            )
            self._sure: float = knowledge["ranking"]["name"]["content"]
            self._begun: float = knowledge["ranking"]["name"]["inside"]
            self._findings = {
                name: Finding(*found) for name, found in knowledge["findings"].items()
            }
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
        parsed, found = self._understand(request, wanted)
        if not parsed.text:
            return self._listed(request, parsed)
        if not wanted():
            return SearchResult(request.text, "", ())
        query, ranked = found.query, found.ranked
        narrowed = bool(parsed.narrowings or found.read_as)
        notes = parsed.notes
        if ranked and not narrowed and not self._covers(query, ranked[0]):
            if sum(self._holds(ranked[0].number, unit) for unit in query.units) < ENOUGH:
                nearest = tuple(self._heads[each.number].title for each in ranked[:NEAREST])
                return SearchResult(request.text, "", (), near=nearest, notes=notes)
            notes = (*notes, UNSURE)
        forms = [form for unit in query.units for form in unit.forms]
        beginning = query.beginning if len(query.beginning) >= MIN_PREFIX else ""
        hits = tuple(self._hit(each, forms, beginning) for each in ranked)
        facts = (
            self._facts.answers(query, ranked[0].number, self._names)
            if ranked and not narrowed
            else ()
        )
        near = () if hits else tuple(self._speller.nearest_names(parsed.text, NEAR))
        return SearchResult(request.text, found.suggestion, hits, facts, near, notes, found.read_as)

    def explain(self, request: SearchRequest) -> Explanation:
        """Say how a query is understood, and why its first hits stand where they do."""
        parsed, found = self._understand(request, lambda: True)

        def word(form: str) -> str:
            return self._speller.shown(form, self._lexicon.normal)

        return explained(found, parsed, self._heads, self._holds, word)

    def _understand(
        self, request: SearchRequest, wanted: Callable[[], bool]
    ) -> tuple[ParsedQuery, Found]:
        """Parse a query and rank entries for its words; phrases that no page has become words."""
        parsed = parse(request.text[:MAX_CHARACTERS], self._terms, self._choices)
        english = "" if request.exactly else self._translator.english(parsed.text)
        if english:
            parsed = parsed._replace(text=english)
        found = self._find(request, parsed, wanted)
        if english:
            found = replace(found, suggestion=found.suggestion or english)
        if not found.ranked and parsed.phrases and not request.exactly:
            parsed = parsed.without_phrases()
            found = self._find(request, parsed, wanted)
        return parsed, found

    def _holds(self, number: int, unit: Unit) -> bool:
        """Tell whether an entry holds what a unit asks for."""
        return any(number in self._postings.of(form)[0] for form in unit.forms)

    def _listed(self, request: SearchRequest, parsed: ParsedQuery) -> SearchResult:
        """Return all that fields narrow to, without any words."""
        allowed = self._allowed([*parsed.narrowings, *_chosen(request)])
        numbers = sorted(allowed or ())[: request.limit] if parsed.narrowings else []
        hits = tuple(self._hit(Ranked(number, NO_POINTS), (), "") for number in numbers)
        return SearchResult(request.text, "", hits, notes=parsed.notes)

    def _find(
        self, request: SearchRequest, parsed: ParsedQuery, wanted: Callable[[], bool]
    ) -> Found:
        """Rank entries for a query, corrected if that finds better ones; none without words."""
        query = self._reader.read(parsed.text, request.unfinished)
        if not parsed.text:
            return Found(query, [])
        chosen = [*parsed.narrowings, *_chosen(request)]
        wishes = () if request.exactly else self._wishes.of(query.words)
        if wishes and not self._names_a_page(query):
            found = self._wished(request, parsed, query, wishes, wanted)
            if found.ranked:
                return found
        allowed = self._allowed(chosen)
        ranked = self._rank(query, parsed, allowed, request, wanted)
        if not request.exactly and not parsed.phrases and wanted():
            sure = bool(ranked) and ranked[0].score >= self._sure
            corrected = "" if sure else self._corrector.corrected(query, request.text)
            if corrected:
                again = self._reader.read(corrected, request.unfinished)
                reparsed = parsed._replace(text=corrected)
                better = self._rank(again, reparsed, allowed, request, wanted)
                if better and (not ranked or better[0].score > ranked[0].score):
                    return Found(again, better, corrected)
        return Found(query, ranked)

    def _wished(
        self,
        request: SearchRequest,
        parsed: ParsedQuery,
        query: Query,
        wishes: Sequence[Wish],
        wanted: Callable[[], bool],
    ) -> Found:
        """Rank the trials that a query wishes for; what it names are fields of theirs too."""
        used = frozenset[int]().union(*(wish.places for wish in wishes))
        kept = [place for place in range(len(query.words)) if place not in used]
        text = " ".join(query.words[place].raw for place in kept)
        rest = self._reader.read(text, request.unfinished)
        narrowings = [*parsed.narrowings, *_chosen(request), *(wish.narrowing for wish in wishes)]
        allowed = self._allowed(narrowings) or set()
        read = {wish.shown: wish.places for wish in wishes}
        for each in rest.studied:
            narrowing = Narrowing(tuple(value.term for value in each.values), True)
            narrower = allowed & (self._allowed([narrowing]) or set())
            if narrower:
                allowed = narrower
                name = self._heads[each.values[0].number].id
                shown = f"{each.values[0].field}:{name}"
                places = frozenset(kept[each.first : each.last + 1])
                read[shown] = read.get(shown, frozenset()) | places
        ranked = self._rank(rest, parsed._replace(text=text), allowed, request, wanted)
        if not text:
            ranked = [Ranked(number, NO_POINTS) for number in sorted(allowed)]
        read_as = tuple(
            ReadAs(shown, self._without(request.text, query, places))
            for shown, places in read.items()
        )
        return Found(rest, ranked[: request.limit], read_as=read_as)

    def _without(self, text: str, query: Query, places: Collection[int]) -> str:
        """Return a query as typed without the words at some places."""
        words = {query.words[place].raw for place in places}

        def gone(part: str) -> bool:
            raw = {word.raw for word in self._lexicon.words(part)}
            return bool(raw) and raw <= words

        return " ".join(part for part in text.split() if not gone(part))

    def _names_a_page(self, query: Query) -> bool:
        """Tell whether a query names a trial, or is a page's name, as `single-arm trial` is."""
        named = self._names.exact(squeeze(self._reader.content(query.words)))
        return bool(named) or any(self._kinds[number] == "trial" for number in query.entities)

    def _terms(self, field: str, value: str) -> Sequence[str]:
        return value_terms(field, value, self._values.get(field, ()), self._entries, self._kinds)

    def _choices(self, field: str) -> Sequence[str]:
        return self._values.get(field, ())

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
        contents = [self._reader.content(query.words), self._reader.subject(query.words)]
        named = self._ranker.named(query, parsed.text, contents, request.unfinished)
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
        return [ranked for ranked in found if fits(ranked.number)][: request.limit]

    def _needle(self, text: str) -> str:
        return f" {' '.join(word.forms[0] for word in self._lexicon.words(text))} "

    def _covers(self, query: Query, first: Ranked) -> bool:
        """Tell whether the first entry has to do with the query: it is named, or holds enough."""
        if query.entities or first.score >= self._begun:
            return True
        unknown = rarity(0, self._postings.documents)
        whole = held = 0.0
        for unit in query.units:
            mass = unit.mass if unit.known else unknown
            whole += mass
            if self._holds(first.number, unit):
                held += mass
        return held >= LEAST * whole

    def _hit(self, ranked: Ranked, forms: Sequence[str], beginning: str) -> Hit:
        head = self._heads[ranked.number]
        snippet = (
            marked(ranked.passage, forms, beginning) if ranked.passage else (Span(head.summary),)
        )
        return Hit(
            head.id,
            head.kind,
            head.title,
            head.level,
            round(ranked.score, 3),
            snippet,
            ranked.answers,
            ranked.section,
            self._findings.get(head.id),
        )
