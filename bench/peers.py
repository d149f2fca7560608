"""The engines that the search is compared with, unchanged: Whoosh, SQLite FTS5, tantivy, Xapian."""

import importlib
import pickle
import re
import sqlite3
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple, Protocol
from unittest.mock import patch

from whoosh.analysis import StemmingAnalyzer
from whoosh.fields import ID, TEXT, Schema
from whoosh.index import create_in
from whoosh.qparser import MultifieldParser, OrGroup, WildcardPlugin

DEPTH = 10
WEIGHTS = {"title": 8.0, "alias": 6.0, "summary": 3.0, "asks": 3.0, "body": 1.0}
"""Weight of each field, the same for all."""
WHOOSH_WEIGHTS = {"title": 3.0, "alias": 3.0, "summary": 2.0, "asks": 2.0, "body": 1.0}
"""Those with which plain Whoosh answers best."""
_WORD = re.compile(r"\w+")
DEBIAN = "/usr/lib/python3/dist-packages"


class Document(NamedTuple):
    """An entry as text."""

    id: str
    title: str
    alias: str
    summary: str
    asks: str
    body: str


class Peer(Protocol):
    """An engine."""

    name: str

    def build(self, documents: Iterable[Document], folder: Path) -> None:
        """Index documents into a folder."""

    def search(self, text: str) -> list[str]:
        """Return the ids of the best documents."""


class PlainWhoosh:
    """Whoosh: stemming analyser, any of the words, BM25F, boosted fields; no line of ours."""

    name = "plain Whoosh"

    def build(self, documents: Iterable[Document], folder: Path) -> None:
        """Index documents."""
        text = {
            field: TEXT(analyzer=StemmingAnalyzer(), field_boost=boost)
            for field, boost in WHOOSH_WEIGHTS.items()
        }
        (folder / "whoosh").mkdir()
        index = create_in(folder / "whoosh", Schema(id=ID(stored=True), **text))
        writer = index.writer()
        for document in documents:
            writer.add_document(**document._asdict())
        writer.commit()
        self._searcher = index.searcher()
        self._parser = MultifieldParser(list(text), index.schema, group=OrGroup)
        self._parser.remove_plugin_class(WildcardPlugin)

    def search(self, text: str) -> list[str]:
        """Search."""
        # The guide lets Whoosh read only what the guide writes; here it reads its own index.
        with patch("whoosh.codec.whoosh3.loads", pickle.loads):
            found = self._searcher.search(self._parser.parse(text), limit=DEPTH)
            return [hit["id"] for hit in found]


class Fts5:
    """SQLite FTS5: porter stemmer, bm25 with weighted columns; all words, or else any of them.

    The last word may be incomplete.
    """

    name = "SQLite FTS5"

    def build(self, documents: Iterable[Document], folder: Path) -> None:
        """Index documents."""
        self._db = sqlite3.connect(folder / "fts5.sqlite")
        self._db.execute(
            f"CREATE VIRTUAL TABLE t USING fts5(id UNINDEXED, {', '.join(WEIGHTS)}, "
            "tokenize = 'porter unicode61')"
        )
        self._db.executemany("INSERT INTO t VALUES (?, ?, ?, ?, ?, ?)", documents)
        self._db.commit()

    def search(self, text: str) -> list[str]:
        """Search."""
        words = [f'"{word}"' for word in _WORD.findall(text)]
        if not words:
            return []
        words[-1] += "*"
        weights = ", ".join(map(str, (0, *WEIGHTS.values())))
        for join in (" ", " OR "):
            statement = (
                f"SELECT id FROM t WHERE t MATCH ? ORDER BY bm25(t, {weights}) LIMIT {DEPTH}"
            )
            found = [name for (name,) in self._db.execute(statement, (join.join(words),))]
            if found:
                return found
        return []


class Tantivy:
    """tantivy: English stemmer, weighted fields, its own lenient query parser."""

    name = "tantivy"

    def build(self, documents: Iterable[Document], folder: Path) -> None:
        """Index documents."""
        tantivy = importlib.import_module("tantivy")
        schema = tantivy.SchemaBuilder().add_text_field("id", stored=True, tokenizer_name="raw")
        for field in WEIGHTS:
            schema = schema.add_text_field(field, tokenizer_name="en_stem")
        (folder / "tantivy").mkdir()
        self._index = tantivy.Index(schema.build(), path=str(folder / "tantivy"))
        writer = self._index.writer(heap_size=64_000_000)
        for document in documents:
            writer.add_document(tantivy.Document(**document._asdict()))
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()
        self._searcher = self._index.searcher()

    def search(self, text: str) -> list[str]:
        """Search."""
        query, _ = self._index.parse_query_lenient(text, list(WEIGHTS), field_boosts=WEIGHTS)
        return [
            self._searcher.doc(address)["id"][0]
            for _, address in self._searcher.search(query, DEPTH).hits
        ]


class Xapian:
    """Xapian: English stemmer, weighted prefixes, its own parser; last word open."""

    name = "Xapian"

    def build(self, documents: Iterable[Document], folder: Path) -> None:
        """Index documents."""
        xapian = _xapian()
        self._xapian: Any = xapian
        stemmer = xapian.Stem("en")
        self._db = xapian.WritableDatabase(str(folder / "xapian"), xapian.DB_CREATE_OR_OVERWRITE)
        generator = xapian.TermGenerator()
        generator.set_stemmer(stemmer)
        for document in documents:
            made = xapian.Document()
            generator.set_document(made)
            for field, weight in WEIGHTS.items():
                generator.index_text(getattr(document, field), int(weight))
                generator.increase_termpos()
            made.set_data(document.id)
            self._db.add_document(made)
        self._db.commit()
        self._parser = xapian.QueryParser()
        self._parser.set_stemmer(stemmer)
        self._parser.set_database(self._db)
        self._parser.set_stemming_strategy(xapian.QueryParser.STEM_SOME)

    def search(self, text: str) -> list[str]:
        """Search."""
        parser = self._xapian.QueryParser
        try:
            query = self._parser.parse_query(text, parser.FLAG_DEFAULT | parser.FLAG_PARTIAL)
        except self._xapian.QueryParserError:
            return []
        enquire = self._xapian.Enquire(self._db)
        enquire.set_query(query)
        return [match.document.get_data().decode() for match in enquire.get_mset(0, DEPTH)]


def _xapian() -> Any:
    """Return Xapian's module, which Debian installs beside its own Python of the same version."""
    try:
        return importlib.import_module("xapian")
    except ImportError:
        sys.path.append(DEBIAN)
        return importlib.import_module("xapian")


def present() -> Iterator[Peer]:
    """Yield the engines that are installed; name the others."""
    peers: list[Peer] = [PlainWhoosh(), Fts5(), Tantivy(), Xapian()]
    for peer in peers:
        try:
            if isinstance(peer, Tantivy):
                importlib.import_module("tantivy")
            elif isinstance(peer, Xapian):
                _xapian()
        except ImportError as error:
            print(f"{peer.name} is not installed and is left out ({error})")
            continue
        yield peer
