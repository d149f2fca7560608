"""Questions in words to ranked entries: names first, then BM25F over the fields, forgiving when nothing is found."""

import json
from collections import Counter
from collections.abc import Callable
from functools import lru_cache
from itertools import pairwise

from whoosh import query as wq
from whoosh import scoring
from whoosh.filedb.filestore import FileStorage

from guide.library.catalogue import Catalogue
from guide.library.manifest import Built
from guide.library.records import Span, Spans
from guide.search.answers import Answer, Hit
from guide.search.build import INDEX, KNOWLEDGE, PASSAGES
from guide.search.names import Names
from guide.search.schema import WEIGHTS
from guide.search.spelling import Speller
from guide.search.words import STOP_WORDS, Lexicon, fold

MAX_CHARACTERS = 400
MAX_WORDS = 24
MIN_PREFIX = 3
MAX_EXPANSIONS = 24
SYNONYM = 0.4
UNFINISHED = 0.5
PARTIAL = 0.3
"""How much a synonym, a completion of an unfinished word, and a page with only some of the words count."""
FEW = 3
LONGEST_SYMBOL = 12
LONGEST_PHRASE = 5
WEAK = 400.0
"""Below this no name was matched, and an unknown word may be a slip of the finger."""


class Searcher:
    """The opened index. Not to be shared between threads; opening another costs a few milliseconds."""

    def __init__(self, built: Built, catalogue: Catalogue) -> None:
        """Open the index of a verified generation."""
        knowledge = json.loads((built.folder / KNOWLEDGE).read_text("utf-8"))
        self._catalogue = catalogue
        self._lexicon = Lexicon.from_data(knowledge)
        self._passages: dict[str, list[list[str]]] = json.loads((built.folder / PASSAGES).read_text("utf-8"))
        self._names = Names(catalogue, self._lexicon)
        index = FileStorage(str(built.folder / INDEX), readonly=True).open_index()
        self._searcher = index.searcher(weighting=scoring.BM25F(B=0.6, K1=1.4))
        self._reader = self._searcher.reader()
        stored = list(self._reader.all_stored_fields())
        self._ids = [str(fields["id"]) for fields in stored]
        self._kinds = [str(fields["kind"]) for fields in stored]
        self._scores = lru_cache(maxsize=400)(self._scores_of)
        self._words = lru_cache(maxsize=400)(lambda folded: tuple(self._lexicon.folded_words(folded)))
        self._speller = Speller(knowledge["vocabulary"], self._lexicon)

    def search(
        self, text: str, kind: str | None = None, limit: int = 20, typing: bool = False, wanted: Callable[[], bool] | None = None
    ) -> Answer:
        """Find entries.

        Args:
            text: Any string at all.
            kind: Only entries of this kind.
            limit: How many hits at most.
            typing: The last word may be unfinished.
            wanted: Asked between steps; when it says no, an empty answer is returned at once.

        Returns:
            The hits, best first.
        """
        asked = text[:MAX_CHARACTERS]
        folded = fold(asked)
        suggestion = ""
        scores = self._ranked(folded, kind, typing)
        if max(scores.values(), default=0.0) < WEAK and (wanted is None or wanted()):
            corrected = self._speller.correct(folded, unfinished=typing)
            if corrected != folded:
                better = self._ranked(corrected, kind, typing)
                if max(better.values(), default=0.0) > max(scores.values(), default=0.0):
                    scores, suggestion = better, corrected
        if wanted is not None and not wanted():
            return Answer(text, "", ())
        forms = self._forms(suggestion or folded)
        best = sorted(scores.items(), key=lambda item: (-item[1], item[0]))[:limit]
        hits = []
        for name, score in best:
            head = self._catalogue.heads[name]
            hits.append(Hit(name, head.kind, head.title, head.level, round(score, 3), self._snippet(name, forms, typing)))
        return Answer(text, suggestion, tuple(hits))

    def _ranked(self, folded: str, kind: str | None, typing: bool) -> dict[str, float]:
        scores = dict(self._names.match(folded, typing))
        for name, score in self._full_text(folded, kind, typing).items():
            scores[name] = scores.get(name, 0.0) + score
        if kind is not None:
            scores = {name: score for name, score in scores.items() if self._catalogue.heads[name].kind == kind}
        return scores

    def _groups(self, folded: str) -> list[list[str]]:
        """Return for each content word the forms that may stand for it; neighbours that make one symbol are joined."""
        words = list(self._lexicon.folded_words(folded))[:MAX_WORDS]
        content = [word for word in words if word.raw not in STOP_WORDS] or words
        groups: list[list[str]] = []
        for word in content:
            forms = [word.forms[-1]] if len(word.forms) > 1 else list(word.forms)
            for other in self._lexicon.synonyms.get(word.raw, ()):
                forms.extend(form for w in self._lexicon.words(other) for form in w.forms[-1:])
            groups.append(forms)
        return groups

    def _forms(self, folded: str) -> list[str]:
        return [group[0] for group in self._groups(folded)]

    def _scores_of(self, form: str) -> dict[int, float]:
        """Return the BM25F score of one word for each document that holds it, all fields together."""
        scores: dict[int, float] = {}
        for field, weight in WEIGHTS.items():
            if (field, form) not in self._reader:
                continue
            matcher = self._searcher.postings(field, form)
            while matcher.is_active():
                number = matcher.id()
                scores[number] = scores.get(number, 0.0) + weight * matcher.score()
                matcher.next()
        return scores

    def _group_scores(self, forms: list[tuple[str, float]]) -> dict[int, float]:
        """Return the best score that any form of one word gives a document, each at its own weight."""
        best: dict[int, float] = {}
        for form, weight in forms:
            for number, score in self._scores(form).items():
                if weight * score > best.get(number, 0.0):
                    best[number] = weight * score
        return best

    def _full_text(self, folded: str, kind: str | None, typing: bool) -> dict[str, float]:
        groups = self._groups(folded)
        if not groups:
            return {}
        weighted = [[(form, 1.0 if place == 0 else SYNONYM) for place, form in enumerate(dict.fromkeys(group))] for group in groups]
        if typing and not folded.endswith(" "):
            unfinished = [word.raw for word in self._lexicon.folded_words(folded)][-1]
            weighted[-1].extend((form, UNFINISHED) for form in self._expansions(unfinished))
        scored = [self._group_scores(forms) for forms in weighted]
        for left, right in pairwise(groups):
            joined = left[0] + right[0]
            if len(joined) <= LONGEST_SYMBOL and self._speller.knows(joined):
                scored.append({number: 1.5 * score for number, score in self._scores(joined).items()})
        total: Counter[int] = Counter()
        held: Counter[int] = Counter()
        for place, scores in enumerate(scored):
            total.update(scores)
            if place < len(groups):
                held.update(scores.keys())
        whole = {number for number, words in held.items() if words == len(groups)}
        # Pages with only some of the words follow, and only where few have all: never a long tail of chance hits.
        found = {n: s if n in whole else PARTIAL * s * held[n] / len(groups) for n, s in total.items() if n in whole or len(whole) < FEW}
        for number, bonus in self._together([group[0] for group in groups]).items():
            if number in found:
                found[number] += bonus
        return {self._ids[number]: score for number, score in found.items() if kind is None or self._kinds[number] == kind}

    def _together(self, words: list[str]) -> dict[int, float]:
        """Return a bonus for the documents in which the words of the query stand together in this order."""
        if not 2 <= len(words) <= LONGEST_PHRASE or not all(self._scores(word) for word in words):
            return {}
        bonus: dict[int, float] = {}
        for field in ("title", "alias", "summary", "body"):
            if all((field, word) in self._reader for word in words):
                results = self._searcher.search(wq.Phrase(field, words, slop=2), limit=None)
                for number, score in results.items():
                    bonus[number] = bonus.get(number, 0.0) + WEIGHTS[field] * score
        return bonus

    def _expansions(self, unfinished: str) -> list[str]:
        """Return the index forms of the commonest words that begin with an unfinished one."""
        if len(unfinished) < MIN_PREFIX:
            return []
        words = self._speller.beginning_with(unfinished, MAX_EXPANSIONS)
        return list(dict.fromkeys(self._lexicon.normal(word) for word in words))

    def _snippet(self, name: str, forms: list[str], typing: bool) -> Spans:
        """Return the passage with the most words of the query, those words marked."""
        passages = self._passages[name]
        needles = [f" {form}" if typing and form is forms[-1] and len(form) >= MIN_PREFIX else f" {form} " for form in dict.fromkeys(forms)]
        best = max(passages, key=lambda passage: sum(needle in passage[1] for needle in needles), default=["", ""])
        return self._marked(best[0], set(forms), forms[-1] if typing and forms else "")

    def _marked(self, text: str, forms: set[str], unfinished: str) -> Spans:
        folded = fold(text)
        if len(folded) != len(text):
            # Folding changed lengths (a Greek letter was named): places no longer agree, so words are marked one by one.
            return self._marked_by_word(text, forms)
        spans: list[Span] = []
        at = 0
        for word in self._words(folded):
            hit = bool(forms.intersection(word.forms)) or (
                len(unfinished) >= MIN_PREFIX and any(f.startswith(unfinished) for f in word.forms)
            )
            if hit and word.start >= at:
                spans += [Span(text[at : word.start]), Span(text[word.start : word.end], "mark")]
                at = word.end
        return tuple(span for span in (*spans, Span(text[at:])) if span.text)

    def _marked_by_word(self, text: str, forms: set[str]) -> Spans:
        spans: list[Span] = []
        for place, piece in enumerate(text.split(" ")):
            hit = any(forms.intersection(word.forms) for word in self._lexicon.words(piece))
            spans += [Span(" " if place else ""), Span(piece, "mark" if hit else "")]
        return tuple(span for span in spans if span.text)
