"""The search: hits, direct answers and what is said where nothing was found."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from guide.library.catalogue import Catalogue
from guide.library.manifest import Built
from guide.library.records import Span
from guide.search.choices import Chooser, begun_field
from guide.search.completion import Completer
from guide.search.damage import as_damage
from guide.search.explaining import Explanation, Found, explained
from guide.search.facts import Fact
from guide.search.opened import open_index
from guide.search.parsing import ParsedQuery
from guide.search.passages import marked
from guide.search.query import Query
from guide.search.ranking import NO_POINTS, Ranked
from guide.search.requests import SearchRequest
from guide.search.results import Hit, SearchResult
from guide.search.retrieval import Retriever, chosen
from guide.search.spelling import abbreviations
from guide.search.units import MIN_PREFIX
from guide.search.worth import rarity

NEAR = 5
NEAREST = 3
"""Pages that are named where none holds enough of the query."""
NEARLY_ALL, LEAST = 0.8, 0.5
"""Shares of the query's worth that the first entry must hold, unless the query names one."""
ENOUGH = 3
"""Of a long query, an entry that holds this many of its parts is shown, with a warning."""
UNSURE = "No page holds most of these words. These come nearest."


def _missing(query: Query, typed: str) -> tuple[str, ...]:
    """Return a note on names in a query that no page has, such as `KEYNOTE-024`."""
    shouted = abbreviations(typed)
    missing = [
        unit.raw.upper()
        for unit in query.units
        if not unit.known
        and (unit.raw in shouted or not unit.raw.isalpha())
        and any(map(str.isalpha, unit.raw))
    ]
    return (f"in no page: {', '.join(missing)}",) if missing else ()


def _all_of(request: SearchRequest, parsed: ParsedQuery, found: Found) -> list[Ranked]:
    """Return all entries that typed fields narrow to, up to the limit, without any words."""
    numbers = sorted(found.allowed or ())[: request.limit] if parsed.narrowings else []
    return [Ranked(number, NO_POINTS) for number in numbers]


class Searcher:
    """The opened index.

    It must not be shared between threads; opening another one takes a few milliseconds.
    """

    def __init__(self, built: Built, catalogue: Catalogue) -> None:
        """Open the index of a verified generation.

        Raises:
            DamagedError: It is no index of ours.
        """
        self._index = index = open_index(built, catalogue)
        self._retriever = Retriever(index)
        self._chooser = Chooser(index.heads, index.values, index.postings)
        self.complete = Completer(index.heads, index.names, index.values).complete

    def verify(self) -> int:
        """Read the whole index and return its number of terms.

        Raises:
            DamagedError: A part cannot be read, or holds what is not ours.
        """
        with as_damage():
            for number in range(len(self._index.heads)):
                self._index.passages.of(number)
                self._index.asked.of(number)
            self._index.facts.verify()
        return self._index.postings.verify()

    def search(
        self, request: SearchRequest, wanted: Callable[[], bool] = lambda: True
    ) -> SearchResult:
        """Find entries.

        Args:
            request: What to find.
            wanted: Called between steps; once it returns False, the search ends without a hit.
        """
        rest, field = begun_field(request.text)
        asked = replace(request, text=rest) if field else request
        parsed, found = self._retriever.understand(asked, wanted)
        if parsed.text and not wanted():
            return SearchResult(request.text, "", ())
        result = self._answered(asked, parsed, found)
        if not field:
            return result
        choices = self._chooser.choices(field, found.allowed)
        return replace(result, query=request.text, choices=choices)

    def _answered(self, request: SearchRequest, parsed: ParsedQuery, found: Found) -> SearchResult:
        """Return hits and direct answers for what was found, or what helps where nothing fits."""
        if not parsed.text:
            listed = _all_of(request, parsed, found)
            hits = tuple(self._hit(each, (), "") for each in listed)
            return SearchResult(request.text, "", hits, notes=parsed.notes)
        query, ranked = found.query, found.ranked
        narrowed = bool(parsed.narrowings or found.read_as or chosen(request))
        notes = (*parsed.notes, *_missing(query, request.text))
        if ranked and not narrowed and not self._covers(query, ranked[0]):
            if sum(self._retriever.holds(ranked[0].number, unit) for unit in query.units) < ENOUGH:
                nearest = tuple(self._index.heads[each.number].title for each in ranked[:NEAREST])
                return SearchResult(request.text, "", (), near=nearest, notes=notes)
            notes = (*notes, UNSURE)
        forms = [form for unit in query.units for form in unit.forms]
        beginning = query.beginning if len(query.beginning) >= MIN_PREFIX else ""
        hits = tuple(self._hit(each, forms, beginning) for each in ranked)
        facts: tuple[Fact, ...] = ()
        if ranked and not narrowed and not found.in_part:
            facts = self._index.facts.answers(query, ranked[0].number, self._index.names)
        near = () if hits else tuple(self._index.speller.nearest_names(parsed.text, NEAR))
        return SearchResult(request.text, found.suggestion, hits, facts, near, notes, found.read_as)

    def explain(self, request: SearchRequest) -> Explanation:
        """Say how a query is understood, and why its first hits stand where they do."""
        request = replace(request, text=begun_field(request.text)[0])
        parsed, found = self._retriever.understand(request, lambda: True)
        result = self._answered(request, parsed, found)
        if not result.hits:
            found = replace(found, ranked=[])
        elif not parsed.text:
            found = replace(found, ranked=_all_of(request, parsed, found))

        def word(form: str) -> str:
            return self._index.speller.shown(form, self._index.lexicon.normal)

        heads, holds = self._index.heads, self._retriever.holds
        return explained(found, parsed, heads, holds, word, result.facts)

    def _covers(self, query: Query, first: Ranked) -> bool:
        """Tell whether the first entry has to do with the query.

        It is named, answers the same question, or holds nearly all, or enough with words of names.
        """
        if query.entities or first.score >= self._index.begun or first.answers:
            return True
        unknown = rarity(0, self._index.postings.documents)
        whole = sum(unit.mass if unit.known else unknown for unit in query.units)
        held = [unit for unit in query.units if self._retriever.holds(first.number, unit)]
        ours = len(held) >= ENOUGH or any(map(self._index.reader.is_of_a_name, held))
        return sum(unit.mass for unit in held) >= (LEAST if ours else NEARLY_ALL) * whole

    def _hit(self, ranked: Ranked, forms: Sequence[str], beginning: str) -> Hit:
        head = self._index.heads[ranked.number]
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
            self._index.findings.get(head.id),
        )
