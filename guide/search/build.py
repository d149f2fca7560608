"""Builds the search index: postings, passages for snippets, names, facts and vocabulary."""

import gc
import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

from guide.library.catalogue import Catalogue
from guide.library.folding import fold
from guide.library.records import Entry
from guide.search.analysis import Token, analyse
from guide.search.asked import ASKED, Asked, asked_of, weighed
from guide.search.direct import StoredFact
from guide.search.facts import Fact, Finding, facts_of, finding_of
from guide.search.files import ENGLISH, FACTS, KNOWLEDGE, NAMES, VOCABULARY
from guide.search.filters import WORD_FIELDS, FieldValue, field_values
from guide.search.identifiers import cited_terms
from guide.search.knowledge import read_english, read_knowledge
from guide.search.names import Names, build_names
from guide.search.packed import PackedWriter
from guide.search.passages import PASSAGES, encode
from guide.search.postings import PostingWriter
from guide.search.schedules import is_schedule
from guide.search.spelling import sound
from guide.search.words import Lexicon
from guide.search.worth import Fields, Weigher, averages, facts_text, passages, rarity


def _forms(tokens: tuple[list[Token], list[Token]]) -> list[str]:
    return [token.form for part in tokens for token in part]


class _IndexWriter:
    """Writes one entry after another, and gathers what concerns all of them."""

    def __init__(self, catalogue: Catalogue, knowledge: dict[str, Any], generation: Path) -> None:
        self._catalogue = catalogue
        self._knowledge = knowledge
        self._generation = generation
        self._lexicon = Lexicon.from_data(knowledge)
        self._naming = build_names(
            catalogue, self._lexicon, knowledge["ranking"]["first"], frozenset(knowledge["stop"])
        )
        self._names = Names(self._naming)
        self._numbers = {name: number for number, name in enumerate(catalogue.heads)}
        self._titles = [head.title for head in catalogue.heads.values()]
        self._pages: list[Fields] = []
        self._narrowing: list[list[FieldValue]] = []
        self._stop = frozenset(self._lexicon.normal(word) for word in knowledge["stop"])
        self._vocabulary: Counter[str] = Counter()
        self._facts: dict[str, list[StoredFact]] = {}
        self._findings: dict[str, Finding] = {}
        self._values: dict[str, set[str]] = {}
        self._asked: list[list[Asked]] = []
        self._frequency: Counter[str] = Counter()
        self._texts, self._postings = PackedWriter(generation, PASSAGES), PostingWriter(generation)

    def _analysed(self, *texts: str) -> list[str]:
        return [
            form for text in texts for form in _forms(analyse(text, self._lexicon, self._names))
        ]

    def add(self, entry: Entry) -> None:
        """Write the next entry of the catalogue."""
        head = entry.head
        written = [head.title, *passages(entry)]
        analysed = [analyse(text, self._lexicon, self._names) for text in written]
        self._texts.add(
            [encode(text, *tokens) for text, tokens in zip(written, analysed, strict=True)]
        )
        questions = [analyse(ask.question, self._lexicon, self._names) for ask in entry.asks]
        self._asked.append(asked_of(entry, questions, self._stop))
        narrowing = list(
            field_values(entry, self._catalogue, self._numbers, self._knowledge["broader"])
        )
        facts = self._analysed(*facts_text(entry))
        self._pages.append(
            {
                "title": _forms(analysed[0]),
                "alias": self._analysed(*head.aliases),
                "identifier": [
                    *self._analysed(
                        *entry.identifiers.values(), head.id, *(answer.row for answer in entry.seed)
                    ),
                    *cited_terms(entry, self._catalogue.references, self._lexicon),
                ],
                "summary": _forms(analysed[1]),
                "plain": self._analysed(entry.plain),
                "asks": [form for tokens in questions for form in _forms(tokens)],
                "facts": facts,
                "schedule": [form for form in facts if is_schedule(form)],
                "body": [form for tokens in analysed[2:] for form in _forms(tokens)],
            }
        )
        self._narrowing.append(narrowing)
        for field, value in narrowing:
            if field in WORD_FIELDS:
                self._values.setdefault(field, set()).add(value)
        self._learn(" . ".join([*head.aliases, *written]))
        if finding := finding_of(entry):
            self._findings[head.id] = finding
        if answers := [self._stored(fact) for fact in facts_of(entry)]:
            self._facts[head.id] = answers

    def _learn(self, text: str) -> None:
        """Add the words of an entry to the vocabulary; compounds are added without hyphens too."""
        folded = fold(text)
        words = list(self._lexicon.folded_words(folded))
        compounds = (folded[word.start : word.end] for word in words if len(word.forms) > 1)
        self._vocabulary.update(
            {word.raw for word in words} | {compound.replace("-", "") for compound in compounds}
        )

    def _stored(self, fact: Fact) -> StoredFact:
        """Return a fact with the words that ask for it."""
        words, names = analyse(fact.label, self._lexicon, self._names)
        return StoredFact(
            fact.label,
            fact.value,
            fact.level,
            fact.sources,
            fact.section,
            fact.role,
            tuple(dict.fromkeys(token.form for token in words)),
            tuple(dict.fromkeys(token.form for token in names)),
            tuple(dict.fromkeys(self._analysed(fact.measure))),
            tuple(dict.fromkeys(self._analysed(fact.value))) if fact.label else (),
        )

    def _post(self) -> None:
        """Write the postings, now that the average length of each field is known."""
        weigher = Weigher(self._knowledge, self._numbers, averages(self._pages))
        for page, narrowing in zip(self._pages, self._narrowing, strict=True):
            worths = weigher.worths(page)
            self._frequency.update(worths.keys())
            self._postings.add({**worths, **{each.term: 1.0 for each in narrowing}})
        self._postings.close()

    def close(self) -> None:
        """Write what was gathered, and finish every file."""
        self._texts.close()
        self._post()
        questions = PackedWriter(self._generation, ASKED)
        named = {
            word for name in self._naming["shown"] for word in self._lexicon.folded_words(name)
        }
        forms = {form for word in named for form in word.forms}
        unnamed = self._knowledge["ranking"]["match"]["unnamed"]

        def mass(form: str) -> float:
            worth = rarity(self._frequency[form], len(self._asked))
            return unnamed * worth if form.isalpha() and form not in forms else worth

        for asked in self._asked:
            questions.add(weighed(asked, mass))
        questions.close()
        self._knowledge["named"] = sorted(forms)
        self._knowledge["findings"] = self._findings
        self._knowledge["values"] = {
            field: sorted(values) for field, values in self._values.items()
        }
        raw = {word.raw for word in named}
        words = sorted(self._vocabulary)
        vocabulary = {
            "words": words,
            "counts": [self._vocabulary[word] for word in words],
            "named": [word in raw for word in words],
            "sounds": [
                sound(word, self._knowledge["sound"]) if word.isalpha() else "" for word in words
            ],
        }
        for file, data in (
            (KNOWLEDGE, self._knowledge),
            (VOCABULARY, vocabulary),
            (NAMES, self._naming),
        ):
            (self._generation / file).write_text(
                json.dumps(data, ensure_ascii=False, separators=(",", ":")), "utf-8"
            )
        (self._generation / FACTS).write_bytes(msgspec.json.encode(self._facts))


def build_index(
    catalogue: Catalogue,
    knowledge_folder: Path,
    generation: Path,
    progress: Callable[[int, int], None],
) -> None:
    """Write the index of a catalogue into a generation folder.

    Args:
        catalogue: The compiled library.
        knowledge_folder: The folder of `ranking.toml`, `spelling.toml`, `synonyms.toml`,
            `questions.toml` and `english.txt`.
        generation: The folder to write to.
        progress: Called with the number of entries indexed and the number of all.
    """
    # Millions of small objects live until the end; looking for cycles among them only takes time.
    collecting = gc.isenabled()
    gc.disable()
    try:
        (generation / ENGLISH).write_text(read_english(knowledge_folder), "utf-8")
        writer = _IndexWriter(catalogue, read_knowledge(knowledge_folder, catalogue), generation)
        for done, name in enumerate(catalogue.heads, 1):
            writer.add(catalogue.entry(name))
            progress(done, len(catalogue.heads))
        writer.close()
    finally:
        if collecting:
            gc.enable()
