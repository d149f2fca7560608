"""The compiled catalogue as the running program opens it: heads at once, everything else when it is asked for."""

import json
from functools import cached_property
from typing import Any

from guide.errors import DamagedError, NotFoundError
from guide.library.cards import card
from guide.library.coded import block, question
from guide.library.records import Entry, Head, Part, Path, Question, Reference, Unit

SCHEMA = 2
"""Raised whenever the layout of the catalogue changes."""


def _reference(key: str, coded: dict[str, Any]) -> Reference:
    return Reference(
        key=key,
        title=coded["title"],
        authors=tuple(coded.get("authors", ())),
        journal=coded.get("journal", ""),
        year=coded.get("year"),
        doi=coded.get("doi", ""),
        pmid=coded.get("pmid", ""),
        pmcid=coded.get("pmcid", ""),
        nct=coded.get("nct", ""),
        study=coded["study"],
        url=coded.get("url", ""),
        flag=coded.get("flag", ""),
        note=coded.get("note", ""),
    )


class Catalogue:
    """The library, read-only. Opening it reads the header and the heads of the entries, nothing else."""

    def __init__(self, data: bytes) -> None:
        """Open a catalogue.

        Args:
            data: The bytes of the compiled file, already verified against the manifest.

        Raises:
            DamagedError: The bytes are no catalogue of this program's schema.
        """
        try:
            end = data.index(b"\n")
            header = json.loads(data[:end])
            if header["schema"] != SCHEMA:
                raise DamagedError(
                    f"the catalogue has schema {header['schema']}, this program reads {SCHEMA}",
                    "rebuild it",
                )
            self._body = memoryview(data)[end + 1 :]
            self._ranges: dict[str, list[int]] = header["ranges"]
            self.content_version: str = header["content_version"]
            self.fingerprint: str = header["fingerprint"]
            self.words: int = header["words"]
            self.counts: dict[str, int] = header["counts"]
            self.heads: dict[str, Head] = {
                coded[0]: Head(coded[0], coded[1], coded[2], tuple(coded[3]), coded[4], coded[5])
                for coded in self._section("heads")
            }
        except (ValueError, KeyError, TypeError) as error:
            raise DamagedError("the catalogue cannot be read", "rebuild it") from error
        self._entries: dict[str, Entry] = {}

    def _section(self, name: str) -> Any:
        start, length = self._ranges[name]
        return json.loads(bytes(self._body[start : start + length]))

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The tabs that list entries, in order."""
        return tuple(
            Part(part["id"], part["title"], tuple(part["kinds"])) for part in self._section("parts")
        )

    @cached_property
    def paths(self) -> tuple[Path, ...]:
        """The learning paths."""
        return tuple(
            Path(
                path["id"],
                path["title"],
                path["summary"],
                path["audience"],
                tuple(
                    Unit(
                        unit["title"],
                        tuple(unit["objectives"]),
                        tuple(unit["entries"]),
                        tuple(unit["questions"]),
                    )
                    for unit in path["unit"]
                ),
            )
            for path in self._section("paths")
        )

    @cached_property
    def topics(self) -> dict[str, str]:
        """Titles of the topics of questions by id."""
        return dict(self._section("topics"))

    @cached_property
    def questions(self) -> dict[str, Question]:
        """Every question by id."""
        return {coded["id"]: question(coded) for coded in self._section("questions")}

    @cached_property
    def objectives(self) -> dict[str, str]:
        """What the objectives of the paths say, by id."""
        return dict(self._section("objectives"))

    @cached_property
    def cards(self) -> dict[str, Question]:
        """A recall card for each glossary term, by id."""
        cards = [card(head) for head in self.heads.values() if head.kind == "term"]
        return {item.id: item for item in cards}

    @cached_property
    def references(self) -> dict[str, Reference]:
        """Every source by key."""
        return {key: _reference(key, coded) for key, coded in self._section("references").items()}

    @cached_property
    def seed_rows(self) -> dict[str, dict[str, Any]]:
        """Every row of the seed documents by id, as given there."""
        return dict(self._section("seeds"))

    def entry(self, name: str) -> Entry:
        """Return a whole page.

        Raises:
            NotFoundError: Nothing has this id.
        """
        if name in self._entries:
            return self._entries[name]
        if name not in self.heads:
            raise NotFoundError(f"nothing has the id '{name}'", self.nearest_hint(name))
        coded = self._section(f"entry/{name}")
        entry = Entry(
            head=self.heads[name],
            updated=coded["updated"],
            reviewed=coded["reviewed"],
            identifiers=coded["identifiers"],
            seed=tuple(coded["seed"]),
            blocks=tuple(block(each) for each in coded["blocks"]),
            references=tuple(coded["references"]),
            links=tuple(coded["links"]),
            linked_from=tuple(coded["linked_from"]),
            facts=coded["facts"],
        )
        self._entries[name] = entry
        return entry

    def nearest_hint(self, name: str) -> str:
        """Return a hint naming the most similar id, or how to search when none is similar."""
        from guide.library.nearest import nearest

        return nearest(name, self.heads) or f"try `abscopal search {name}`"

    def counts_by_kind(self) -> dict[str, int]:
        """Return how many entries there are of each kind."""
        counts: dict[str, int] = {}
        for head in self.heads.values():
            counts[head.kind] = counts.get(head.kind, 0) + 1
        return counts
