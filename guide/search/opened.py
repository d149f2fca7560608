"""The index as it is opened: every part of the search, ready to answer."""

import json
from dataclasses import dataclass
from typing import Any

from guide.library.catalogue import Catalogue
from guide.library.manifest import Built
from guide.library.records import Head
from guide.search.asked import Asked, open_asked
from guide.search.correcting import Corrector
from guide.search.damage import as_damage
from guide.search.direct import Facts
from guide.search.facts import Finding
from guide.search.files import ENGLISH, FACTS, KNOWLEDGE, NAMES, VOCABULARY
from guide.search.languages import Translator
from guide.search.names import Names
from guide.search.packed import PackedReader
from guide.search.passages import Passage, open_passages
from guide.search.postings import PostingReader
from guide.search.ranking import Ranker
from guide.search.spelling import Speller
from guide.search.units import Reader
from guide.search.wishes import WishReader
from guide.search.words import Lexicon


def _read(built: Built, name: str) -> Any:
    return json.loads(built.read(name))


def _drug_words(kinds: dict[str, str], lexicon: Lexicon) -> dict[str, str]:
    """Return the words that mean a drug, each with its index form."""
    return {word: lexicon.normal(word) for word, kind in kinds.items() if kind == "agent"}


@dataclass(frozen=True, slots=True)
class OpenedIndex:
    """The parts of an opened index.

    Attributes:
        heads: The entries by number.
        kinds: The kind of each.
        values: The values of each field that has words.
        findings: What each trial found, by id.
        sure: Points from which a name is certainly meant.
        begun: Points of an entry whose name is begun.
    """

    heads: list[Head]
    kinds: list[str]
    values: dict[str, list[str]]
    lexicon: Lexicon
    names: Names
    postings: PostingReader
    passages: PackedReader[Passage]
    asked: PackedReader[Asked]
    speller: Speller
    reader: Reader
    wishes: WishReader
    translator: Translator
    corrector: Corrector
    ranker: Ranker
    facts: Facts
    findings: dict[str, Finding]
    sure: float
    begun: float


def open_index(built: Built, catalogue: Catalogue) -> OpenedIndex:
    """Open the index of a verified generation.

    Raises:
        DamagedError: It is no index of ours.
    """
    with as_damage():
        knowledge = _read(built, KNOWLEDGE)
        heads = list(catalogue.heads.values())
        kinds = [head.kind for head in heads]
        values: dict[str, list[str]] = knowledge["values"]
        lexicon = Lexicon.from_data(knowledge)
        names = Names(_read(built, NAMES))
        postings, passages, asked = PostingReader(built), open_passages(built), open_asked(built)
        vocabulary, sounds = _read(built, VOCABULARY), knowledge["sound"]
        speller = Speller(vocabulary, names.shown, sounds, lambda: built.read(ENGLISH).decode())
        reader = Reader(knowledge, lexicon, names, speller, postings, kinds)
        ranking = knowledge["ranking"]
        return OpenedIndex(
            heads,
            kinds,
            values,
            lexicon,
            names,
            postings,
            passages,
            asked,
            speller,
            reader,
            WishReader(
                knowledge["kinds"],
                knowledge["verdicts"],
                values.get("phase", ()),
                knowledge["stop"],
            ),
            Translator(knowledge["languages"], speller),
            Corrector(speller, reader, names),
            Ranker(ranking, lexicon, names, postings, passages, asked, kinds),
            Facts(built.read(FACTS), heads, _drug_words(knowledge["kinds"], lexicon)),
            {name: Finding(*found) for name, found in knowledge["findings"].items()},
            ranking["name"]["content"],
            ranking["name"]["inside"],
        )
