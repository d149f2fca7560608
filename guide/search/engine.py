"""Questions in words to ranked entries: names first, then BM25F over the fields, forgiving when nothing is found."""

import itertools
import json
from collections.abc import Callable

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

    def _word_query(self, form: str, boost: float = 1.0) -> wq.Query:
        return wq.Or([wq.Term(field, form, boost=weight * boost) for field, weight in WEIGHTS.items()])

    def _full_text(self, folded: str, kind: str | None, typing: bool) -> dict[str, float]:
        groups = self._groups(folded)
        if not groups:
            return {}
        unfinished = [word.raw for word in self._lexicon.folded_words(folded)][-1]
        queries: list[wq.Query] = []
        for place, group in enumerate(groups):
            choices = [self._word_query(form, 1.0 if n == 0 else 0.4) for n, form in enumerate(dict.fromkeys(group))]
            if typing and place == len(groups) - 1 and not folded.endswith(" "):
                choices.extend(self._word_query(form, 0.5) for form in self._expansions(unfinished))
            queries.append(wq.Or(choices))
        for left, right in itertools.pairwise(groups):
            joined = left[0] + right[0]
            if len(joined) <= 12 and self._speller.knows(joined):
                queries.append(self._word_query(joined, 1.5))
        only = wq.Term("kind", kind) if kind else None
        required = queries[: len(groups)]
        found = self._run(wq.And(required) if len(required) > 1 else required[0], only)
        if len(found) < 3 and len(queries) > 1:
            for name, score in self._run(wq.Or(queries), only).items():
                found.setdefault(name, score * 0.3)
        return self._with_phrases(groups, found, only)

    def _with_phrases(self, groups: list[list[str]], found: dict[str, float], only: wq.Query | None) -> dict[str, float]:
        """Raise pages in which the words of the query stand together."""
        if len(groups) < 2 or not found:
            return found
        words = [group[0] for group in groups]
        phrase = wq.Or([wq.Phrase(field, words, slop=2, boost=WEIGHTS[field]) for field in ("title", "alias", "summary", "body")])
        for name, score in self._run(phrase, only).items():
            if name in found:
                found[name] += score
        return found

    def _run(self, query: wq.Query, only: wq.Query | None) -> dict[str, float]:
        results = self._searcher.search(query, limit=200, filter=only, scored=True)
        return {hit["id"]: float(hit.score) for hit in results}

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
        for word in self._lexicon.folded_words(folded):
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
