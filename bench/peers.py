"""The engines that the search is compared with: SQLite FTS5, tantivy and Xapian, unchanged."""

import importlib
import re
import sqlite3
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple, Protocol

DEPTH = 10
TITLE_WEIGHT, ALIAS_WEIGHT, SUMMARY_WEIGHT = 8.0, 6.0, 3.0
_WORD = re.compile(r"\w+")
DEBIAN = "/usr/lib/python3/dist-packages"


class Document(NamedTuple):
    """An entry as text."""

    id: str
    title: str
    alias: str
    summary: str
    body: str


class Peer(Protocol):
    """An engine."""

    name: str

    def build(self, documents: Iterable[Document], folder: Path) -> None:
        """Index documents into a folder."""

    def search(self, text: str) -> list[str]:
        """Return the ids of the best documents."""


class Fts5:
    """SQLite FTS5: porter stemmer, bm25 with weighted columns; all words, or else any of them.

    The last word may be incomplete.
    """

    name = "SQLite FTS5"

    def build(self, documents: Iterable[Document], folder: Path) -> None:
        """Index documents."""
        self._db = sqlite3.connect(folder / "fts5.sqlite")
        self._db.execute(
            "CREATE VIRTUAL TABLE t USING fts5(id UNINDEXED, title, alias, summary, body, "
            "tokenize = 'porter unicode61')"
        )
        self._db.executemany("INSERT INTO t VALUES (?, ?, ?, ?, ?)", documents)
        self._db.commit()

    def search(self, text: str) -> list[str]:
        """Search."""
        words = [f'"{word}"' for word in _WORD.findall(text)]
        if not words:
            return []
        words[-1] += "*"
        weights = f"0, {TITLE_WEIGHT}, {ALIAS_WEIGHT}, {SUMMARY_WEIGHT}, 1"
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
        for field in ("title", "alias", "summary", "body"):
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
        boosts = {"title": TITLE_WEIGHT, "alias": ALIAS_WEIGHT, "summary": SUMMARY_WEIGHT}
        query, _ = self._index.parse_query_lenient(
            text, ["title", "alias", "summary", "body"], field_boosts=boosts
        )
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
            for text, weight in (
                (document.title, TITLE_WEIGHT),
                (document.alias, ALIAS_WEIGHT),
                (document.summary, SUMMARY_WEIGHT),
                (document.body, 1),
            ):
                generator.index_text(text, int(weight))
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
    peers: list[Peer] = [Fts5(), Tantivy(), Xapian()]
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
