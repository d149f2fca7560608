"""The compiled catalogue as the running program opens it: heads at once, the rest on demand."""

from collections.abc import Callable
from functools import cached_property, lru_cache

from msgspec import structs

from guide.errors import NotFoundError
from guide.library.cards import card
from guide.library.codec import ENTRY, Encoded
from guide.library.records import Body, Entry, Head, Part, Path, Question, Reference, SeedRow

PAGES_KEPT = 100
"""Pages that stay decoded: all of them would take 30 MB, and one is decoded in a millisecond."""


class Catalogue:
    """The library, read-only. Opening it decodes the header and the heads, nothing else."""

    def __init__(self, data: bytes, rewrite: Callable[[str], str] | None = None) -> None:
        """Open a catalogue.

        Args:
            data: The bytes of the compiled file, already verified against the manifest.
            rewrite: What is to be done with every text of it, such as to write it in ASCII.

        Raises:
            DamagedError: The bytes are no catalogue of this program's schema.
        """
        self._encoded = Encoded(data, rewrite)
        header = self._encoded.header
        self.content_version = header.content_version
        self.fingerprint = header.fingerprint
        self.words = header.words
        self.counts = header.counts
        heads = self._encoded.section("heads", tuple[Head, ...])
        self.heads = {head.id: head for head in heads}
        self._entry = lru_cache(maxsize=PAGES_KEPT)(self._decode_entry)

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The tabs that list entries, in order."""
        return self._encoded.section("parts", tuple[Part, ...])

    @cached_property
    def paths(self) -> tuple[Path, ...]:
        """The learning paths, each behind those that should come before it."""
        return self._encoded.section("paths", tuple[Path, ...])

    @cached_property
    def path_by_id(self) -> dict[str, Path]:
        """The learning paths by id."""
        return {path.id: path for path in self.paths}

    @cached_property
    def topics(self) -> dict[str, str]:
        """Titles of the topics of questions by id."""
        return self._encoded.section("topics", dict[str, str])

    @cached_property
    def questions(self) -> dict[str, Question]:
        """Every question by id."""
        found = self._encoded.section("questions", tuple[Question, ...])
        return {question.id: question for question in found}

    @cached_property
    def objectives(self) -> dict[str, str]:
        """What the objectives of the paths say, by id."""
        return self._encoded.section("objectives", dict[str, str])

    @cached_property
    def cards(self) -> dict[str, Question]:
        """A recall card for each glossary term, by id."""
        cards = [card(head) for head in self.heads.values() if head.kind == "term"]
        return {item.id: item for item in cards}

    @cached_property
    def references(self) -> dict[str, Reference]:
        """Every source by key."""
        found = self._encoded.section("references", tuple[Reference, ...])
        return {reference.key: reference for reference in found}

    @cached_property
    def seed_rows(self) -> dict[str, SeedRow]:
        """Every row of the seed documents by id."""
        return {row.id: row for row in self._encoded.section("seeds", tuple[SeedRow, ...])}

    def entry(self, name: str) -> Entry:
        """Return a whole page.

        Raises:
            NotFoundError: Nothing has this id.
        """
        if name not in self.heads:
            raise NotFoundError(f"nothing has the id '{name}'", self.nearest_hint(name))
        return self._entry(name)

    def _decode_entry(self, name: str) -> Entry:
        body = self._encoded.section(ENTRY + name, Body)
        return Entry(head=self.heads[name], **structs.asdict(body))

    def nearest_hint(self, name: str) -> str:
        """Return a hint naming the most similar id, or how to search when none is similar."""
        from guide.library.nearest import nearest

        return nearest(name, {*self.heads, *self.path_by_id}) or f"try `abscopal search {name}`"

    def counts_by_kind(self) -> dict[str, int]:
        """Return how many entries there are of each kind."""
        counts: dict[str, int] = {}
        for head in self.heads.values():
            counts[head.kind] = counts.get(head.kind, 0) + 1
        return counts
