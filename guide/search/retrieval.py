"""From a query to ranked entries: read, narrowed, ranked, and corrected when that finds more."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from guide.search.explaining import Found
from guide.search.filters import FieldValue, value_terms
from guide.search.names import squeeze
from guide.search.opened import OpenedIndex
from guide.search.parsing import Narrowing, ParsedQuery, parse
from guide.search.query import Query, Unit
from guide.search.ranking import NO_POINTS, Ranked
from guide.search.requests import SearchRequest
from guide.search.units import MIN_PREFIX
from guide.search.wishes import ReadAs, Wish

MAX_CHARACTERS = 400


def chosen(request: SearchRequest) -> list[Narrowing]:
    """Return the narrowings that a request has beside its text."""
    terms = (
        tuple(f"kind:{kind}" for kind in (request.kind,) if kind),
        tuple(f"level:{level}" for level in request.levels),
    )
    return [Narrowing(each, True) for each in terms if each]


class Retriever:
    """Finds the entries for a query in an opened index."""

    def __init__(self, index: OpenedIndex) -> None:
        self._index = index

    def understand(
        self, request: SearchRequest, wanted: Callable[[], bool]
    ) -> tuple[ParsedQuery, Found]:
        """Parse a query and rank entries for its words; phrases that no page has become words."""
        parsed, typed, in_part = self._parsed(request.text), request, False
        if not request.exactly:
            english, unread = self._index.translator.english(parsed.text)
            in_part = bool(english and unread)
            if in_part:
                note = f"not understood: {', '.join(unread)}"
                parsed = parsed._replace(notes=(*parsed.notes, note))
            if english:
                parsed = parsed._replace(text=english, phrases=())
                typed = replace(request, text=english)
        found = self._find(typed, parsed, wanted)
        if not found.ranked and parsed.phrases and not request.exactly:
            parsed = parsed.without_phrases()
            found = self._find(typed, parsed, wanted)
        if typed is not request:
            suggestion = found.suggestion or typed.text
            found = replace(found, suggestion=suggestion, in_part=in_part)
        return parsed, found

    def _parsed(self, text: str) -> ParsedQuery:
        return parse(text[:MAX_CHARACTERS], self._terms, self._choices_of)

    def holds(self, number: int, unit: Unit) -> bool:
        """Tell whether an entry holds what a unit asks for."""
        return any(number in self._index.postings.of(form)[0] for form in unit.forms)

    def _find(
        self, request: SearchRequest, parsed: ParsedQuery, wanted: Callable[[], bool]
    ) -> Found:
        """Rank entries for a query, corrected if that finds better ones; none without words."""
        query = self._index.reader.read(parsed.text, request.unfinished)
        narrowings = [*parsed.narrowings, *chosen(request)]
        if not parsed.text:
            return Found(query, [], allowed=self._allowed(narrowings))
        wishes = () if request.exactly else self._index.wishes.of(query.words)
        if wishes and not self._names_a_page(query):
            return self._wished(request, parsed, query, wishes, wanted)
        allowed = self._allowed(narrowings)
        ranked = self._rank(query, parsed, allowed, request, wanted)
        if not request.exactly and not parsed.phrases and wanted():
            sure = bool(ranked) and ranked[0].score >= self._index.sure
            corrected = "" if sure else self._index.corrector.corrected(query, request.text)
            if corrected:
                again = self._index.reader.read(corrected, request.unfinished)
                reparsed = parsed._replace(text=corrected)
                if wishes := self._index.wishes.of(again.words):
                    meant = replace(request, text=corrected)
                    wished = self._wished(meant, reparsed, again, wishes, wanted)
                    return replace(wished, suggestion=corrected)
                better = self._rank(again, reparsed, allowed, request, wanted)
                if better and (not ranked or better[0].score > ranked[0].score):
                    return Found(again, better, corrected, allowed=allowed)
        return Found(query, ranked, allowed=allowed)

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
        rest = self._index.reader.read(text, request.unfinished)
        wished = [Narrowing((wish.field.term,), True) for wish in wishes]
        allowed = self._allowed([*parsed.narrowings, *chosen(request), *wished]) or set()
        read = {wish.field: wish.places for wish in wishes}
        for each in rest.studied:
            narrowing = Narrowing(tuple(value.term for value in each.values), True)
            allowed &= self._allowed([narrowing]) or set()
            first = each.values[0]
            field = FieldValue(first.field, self._index.heads[first.number].id)
            places = frozenset(kept[each.first : each.last + 1])
            read[field] = read.get(field, frozenset()) | places
        ranked = self._rank(rest, parsed._replace(text=text), allowed, request, wanted)
        if not ranked:
            ranked = [Ranked(number, NO_POINTS) for number in sorted(allowed)]
        read_as = tuple(
            ReadAs(field, self._without(request.text, query, places))
            for field, places in read.items()
        )
        return Found(rest, ranked[: request.limit], read_as=read_as, allowed=allowed)

    def _without(self, text: str, query: Query, places: Collection[int]) -> str:
        """Return a query as typed without the words at some places."""
        kept, at = [], 0
        for part in text.split():
            raw = [word.raw for word in self._index.lexicon.words(part)]
            own = [word.raw for word in query.words[at : at + len(raw)]]
            if raw and raw == own:
                if not places or not set(range(at, at + len(raw))) <= set(places):
                    kept.append(part)
                at += len(raw)
            else:
                kept.append(part)
        return " ".join(kept)

    def _names_a_page(self, query: Query) -> bool:
        """Tell whether a query names a trial, or is a page's name, as `single-arm trial` is."""
        named = self._index.names.exact(squeeze(self._index.reader.content(query.words)))
        return bool(named) or any(self._index.kinds[number] == "trial" for number in query.entities)

    def _terms(self, field: str, value: str) -> Sequence[str]:
        if field == "verdict":
            value = self._index.wishes.verdict(value)
        choices = self._index.values.get(field, ())
        return value_terms(field, value, choices, self._entries, self._index.kinds)

    def _choices_of(self, field: str) -> Sequence[str]:
        return self._index.values.get(field, ())

    def _entries(self, name: str) -> Sequence[int]:
        return self._index.names.exact(squeeze(self._index.lexicon.folded_words(name)))

    def _allowed(self, narrowings: Sequence[Narrowing]) -> set[int] | None:
        """Return the entries that fields narrow to; None when there are no fields."""
        allowed: set[int] | None = None
        for narrowing in narrowings:
            matching = {
                number for term in narrowing.terms for number in self._index.postings.of(term)[0]
            }
            everything = range(len(self._index.heads)) if allowed is None else allowed
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
        contents = [
            self._index.reader.content(query.words),
            self._index.reader.subject(query.words),
        ]
        named = self._index.ranker.named(query, parsed.text, contents, request.unfinished)
        if request.unfinished and len(parsed.text.strip()) < MIN_PREFIX:
            query = replace(query, units=())
        if not parsed.phrases and not parsed.without:
            return self._index.ranker.rank(query, named, allowed, request.limit, wanted)
        required = [self._needle(phrase) for phrase in parsed.phrases]
        refused = [self._needle(text) for text in parsed.without]

        def fits(number: int) -> bool:
            texts = [passage.forms for passage in self._index.passages.of(number)]
            return all(any(needle in text for text in texts) for needle in required) and not any(
                needle in text for needle in refused for text in texts
            )

        found = self._index.ranker.rank(query, named, allowed, max(request.limit, 200), wanted)
        return [ranked for ranked in found if fits(ranked.number)][: request.limit]

    def _needle(self, text: str) -> str:
        return f" {' '.join(word.forms[0] for word in self._index.lexicon.words(text))} "
