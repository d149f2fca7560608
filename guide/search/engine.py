"""Questions in words to ranked entries: narrowed, ranked, forgiving when nothing is found."""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from guide.library.catalogue import Catalogue
from guide.library.manifest import Built
from guide.library.records import Span
from guide.search.completion import Completer
from guide.search.direct import Facts
from guide.search.files import FACTS, KNOWLEDGE, NAMES, VOCABULARY
from guide.search.filters import value_terms
from guide.search.names import Names, squeeze
from guide.search.parsing import Narrowing, ParsedQuery, parse
from guide.search.passages import Passage, PassageReader, marked
from guide.search.postings import PostingReader
from guide.search.ranking import Ranker
from guide.search.results import Hit, SearchResult
from guide.search.spelling import Speller
from guide.search.units import MIN_PREFIX, Query, Reader
from guide.search.words import Lexicon

MAX_CHARACTERS = 400
NEAR = 5


def _read(folder: Path, name: str) -> Any:
    return json.loads((folder / name).read_text("utf-8"))


class Searcher:
    """The opened index. Not to be shared between threads; opening another costs a few milliseconds."""

    def __init__(self, built: Built, catalogue: Catalogue) -> None:
        """Open the index of a verified generation."""
        knowledge = _read(built.folder, KNOWLEDGE)
        self._heads = list(catalogue.heads.values())
        self._kinds = [head.kind for head in self._heads]
        self._values: dict[str, list[str]] = knowledge["values"]
        self._lexicon = Lexicon.from_data(knowledge)
        self._names = Names(_read(built.folder, NAMES))
        self._postings = PostingReader(built.folder)
        self._passages = PassageReader(built.folder)
        self._speller = Speller(
            _read(built.folder, VOCABULARY), self._names.shown, knowledge["sound"]
        )
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
        self._facts = Facts(built.folder / FACTS, self._heads)
        self.complete = Completer(self._heads, self._names, self._values).complete

    def search(
        self,
        text: str,
        kind: str | None = None,
        limit: int = 20,
        typing: bool = False,
        levels: Sequence[str] = (),
        exactly: bool = False,
        wanted: Callable[[], bool] = lambda: True,
    ) -> SearchResult:
        """Find entries.

        Args:
            text: Any string at all; see `guide.search.parsing` for what it may hold.
            kind: Only entries of this kind.
            limit: How many hits at most.
            typing: The last word may be unfinished.
            levels: Only entries whose highest evidence is of one of these levels; empty for all.
            exactly: Nothing is corrected.
            wanted: Asked between steps; when it says no, an empty answer is returned at once.

        Returns:
            The hits, best first.
        """
        asked = parse(text[:MAX_CHARACTERS], self._terms)
        chips: tuple[tuple[str, Sequence[str]], ...] = (
            ("kind", [kind] if kind else []),
            ("level", levels),
        )
        chosen = [
            Narrowing(tuple(f"{field}:{value}" for value in values), True)
            for field, values in chips
            if values
        ]
        allowed = self._allowed([*asked.narrowings, *chosen])
        if not asked.text:
            numbers = sorted(allowed)[:limit] if asked.narrowings and allowed else []
            return SearchResult(
                text,
                "",
                tuple(self._hit(number, 0.0, None, (), "") for number in numbers),
                notes=asked.notes,
            )
        query = self._reader.read(asked.text, typing)
        found = self._rank(query, asked, asked.text, allowed, limit, typing, wanted)
        suggestion = ""
        if not exactly and not asked.phrases and wanted():
            corrected = self._corrected(query, found, asked.text)
            if corrected:
                again = self._reader.read(corrected, typing)
                better = self._rank(again, asked, corrected, allowed, limit, typing, wanted)
                if better and (not found or better[0][1] > found[0][1]):
                    query, found, suggestion = again, better, corrected
        if not wanted():
            return SearchResult(text, "", ())
        forms = [form for unit in query.units for form in unit.forms]
        beginning = query.beginning if len(query.beginning) >= MIN_PREFIX else ""
        hits = tuple(
            self._hit(number, score, passage, forms, beginning) for number, score, passage in found
        )
        fact = (
            self._facts.answer(query, found[0][0], self._names, self._lexicon)
            if found and not asked.narrowings
            else None
        )
        near = () if hits else tuple(self._speller.nearest_names(asked.text, NEAR))
        return SearchResult(text, suggestion, hits, fact, near, asked.notes)

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
        asked: ParsedQuery,
        folded: str,
        allowed: set[int] | None,
        limit: int,
        typing: bool,
        wanted: Callable[[], bool],
    ) -> list[tuple[int, float, Passage | None]]:
        content = squeeze(self._reader.content(query.words))
        named = self._ranker.named(query, folded, content, typing)
        if typing and len(folded.strip()) < MIN_PREFIX:
            query = replace(query, units=())
        if not asked.phrases and not asked.without:
            return self._ranker.rank(query, named, allowed, limit, wanted)
        needles = [self._needle(phrase) for phrase in asked.phrases]
        refused = [self._needle(text) for text in asked.without]
        found = self._ranker.rank(query, named, allowed, max(limit, 200), wanted)
        kept = []
        for item in found:
            held = [passage.forms for passage in self._passages.of(item[0])]
            if all(any(needle in text for text in held) for needle in needles) and not any(
                n in text for n in refused for text in held
            ):
                kept.append(item)
        return kept[:limit]

    def _needle(self, text: str) -> str:
        return f" {' '.join(word.forms[0] for word in self._lexicon.words(text))} "

    def _corrected(
        self, query: Query, found: list[tuple[int, float, Passage | None]], folded: str
    ) -> str:
        """Return the query with its unknown words mended; empty when there is nothing to mend."""
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
