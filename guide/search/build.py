"""The library into a Whoosh index, search knowledge and passages for snippets."""

import json
import re
import tomllib
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from whoosh import __version__ as whoosh_version
from whoosh.filedb.filestore import FileStorage

from guide.library.catalogue import Catalogue
from guide.library.records import Entry, prose
from guide.search.schema import make_schema
from guide.search.words import Lexicon, Word, fold

KNOWLEDGE = "search.json"
PASSAGES = "passages.json"
INDEX = "whoosh"

_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9(])")


def whoosh_release() -> str:
    """Return the version of the search library, for the manifest."""
    return ".".join(map(str, whoosh_version)) if isinstance(whoosh_version, tuple) else str(whoosh_version)


def read_knowledge(index: Path, catalogue: Catalogue) -> dict[str, Any]:
    """Return what `index/*.toml` and the entries' names teach the search."""
    spelling = tomllib.loads((index / "spelling.toml").read_text("utf-8"))
    synonyms = tomllib.loads((index / "synonyms.toml").read_text("utf-8"))
    symbols: set[str] = set()
    for head in catalogue.heads.values():
        if head.kind in ("gene", "agent", "organism", "trial"):
            names = (fold(name) for name in (head.title, *head.aliases))
            symbols.update(name for name in names if name.isalpha())
    return {
        "spelling": [[rule["find"], rule["put"]] for rule in spelling["rule"]],
        "synonyms": {group[0]: group[1:] for group in synonyms["group"]},
        "keep": sorted(symbols),
    }


def passages(entry: Entry) -> list[str]:
    """Return the sentences of a page that a result may show, the summary first."""
    found = [entry.head.summary]
    for block in entry.blocks:
        if block.kind in ("p", "li", "quote"):
            found.extend(_SENTENCE.split(prose(block.spans)))
        elif block.kind == "table":
            found.extend(" · ".join(prose(cell) for cell in row) for row in block.rows[1:])
    return [text.strip() for text in found if len(text.split()) > 3]


def _searchable_facts(entry: Entry) -> str:
    """Return the words of the structured fields, so that a trial is found by its drug, dose or endpoint."""
    words: list[str] = []

    def gather(value: object) -> None:
        if isinstance(value, dict):
            for name, item in value.items():
                if name != "sources":
                    gather(item)
        elif isinstance(value, list):
            for item in value:
                gather(item)
        elif isinstance(value, str):
            words.append(value)

    gather(entry.facts)
    return " . ".join(words)


def build_index(catalogue: Catalogue, knowledge_folder: Path, generation: Path, progress: Callable[[int, int], None]) -> None:
    """Write the index of a catalogue into a generation folder.

    Args:
        catalogue: The compiled library.
        knowledge_folder: The folder of `spelling.toml` and `synonyms.toml`.
        generation: Where to write.
        progress: Called with how many entries are indexed and how many there are.
    """
    knowledge = read_knowledge(knowledge_folder, catalogue)
    vocabulary: Counter[str] = Counter()
    lexicon = Lexicon.from_data(knowledge)
    folder = generation / INDEX
    folder.mkdir()
    writer = FileStorage(str(folder)).create_index(make_schema(lexicon)).writer(limitmb=64)
    texts: dict[str, list[list[str]]] = {}
    for done, head in enumerate(catalogue.heads.values(), 1):
        entry = catalogue.entry(head.id)
        sentences = passages(entry)
        texts[head.id] = [[text, _forms(lexicon, text)] for text in sentences]
        written = fold(" . ".join([head.title, *head.aliases, *sentences]))
        vocabulary.update({raw for word in lexicon.folded_words(written) for raw in (word.raw, _joined(written, word))})
        ids = [*entry.identifiers.values(), head.id]
        seed = [str(answer["row"]) for answer in entry.seed]
        writer.add_document(
            id=head.id,
            kind=head.kind,
            title=head.title,
            alias=" . ".join(head.aliases),
            identifier=" . ".join(ids + seed),
            summary=head.summary,
            body=" . ".join([*sentences[1:], _searchable_facts(entry)]),
        )
        progress(done, len(catalogue.heads))
    writer.commit(optimize=True)
    for lock in folder.glob("*WRITELOCK*"):
        lock.unlink()
    knowledge["vocabulary"] = dict(sorted(vocabulary.items()))
    (generation / KNOWLEDGE).write_text(json.dumps(knowledge, ensure_ascii=False, separators=(",", ":")), "utf-8")
    (generation / PASSAGES).write_text(json.dumps(texts, ensure_ascii=False, separators=(",", ":")), "utf-8")


def _joined(folded: str, word: Word) -> str:
    """Return a compound without its hyphens at its first part; any other word as it is."""
    return re.sub(r"[-/+'.]", "", folded[word.start : word.end])


def _forms(lexicon: Lexicon, text: str) -> str:
    return " " + " ".join(form for word in lexicon.words(text) for form in word.forms) + " "
