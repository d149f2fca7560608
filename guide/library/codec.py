"""The catalogue as bytes, and back: one line of JSON, then the sections in MessagePack.

The header line holds the byte range of each section, so that opening decodes only what is used.
Questions that were imported stand in files of JSON with the same records.
"""

from collections.abc import Callable
from typing import Any, TypeVar

import msgspec
from msgspec import Struct

from guide.errors import DamagedError
from guide.library.records import Body, Head, Part, Path, Question, Reference, SeedRow

SCHEMA = 9
"""Raised whenever a record, the layout of the bytes or what the index holds changes."""
ENTRY = "entry/"
"""What the name of an entry's section begins with; the rest is its id."""

T = TypeVar("T")


class Header(Struct, frozen=True):
    """What opening a catalogue reads first.

    Attributes:
        fingerprint: SHA-256 over the content that it was compiled from.
        words: Number of words of all pages.
        ranges: Start and length in bytes of each section behind the header's line.
    """

    schema: int
    content_version: str
    fingerprint: str
    words: int
    counts: dict[str, int]
    ranges: dict[str, tuple[int, int]]


class Sections(Struct, frozen=True):
    """Everything that a catalogue holds beside its entries; each field is a section."""

    heads: tuple[Head, ...]
    parts: tuple[Part, ...]
    paths: tuple[Path, ...]
    topics: dict[str, str]
    objectives: dict[str, str]
    questions: tuple[Question, ...]
    references: tuple[Reference, ...]
    seeds: tuple[SeedRow, ...]


class OwnTopic(Struct, frozen=True):
    """A topic of questions that were imported."""

    id: str
    title: str
    questions: tuple[Question, ...]


class _Schema(Struct):
    schema: int


def encode_catalogue(
    sections: Sections, bodies: dict[str, Body], content_version: str, fingerprint: str, words: int
) -> bytes:
    """Return the bytes of a catalogue; the same records give the same bytes.

    Args:
        sections: Everything but the entries.
        bodies: The entries' bodies by id.
        content_version: The version that readers see.
        fingerprint: SHA-256 over the content.
        words: Number of words of all pages.
    """
    encoder = msgspec.msgpack.Encoder()
    body = bytearray()
    ranges: dict[str, tuple[int, int]] = {}
    named = [(name, getattr(sections, name)) for name in sections.__struct_fields__]
    for name, value in [*named, *((ENTRY + name, entry) for name, entry in bodies.items())]:
        data = encoder.encode(value)
        ranges[name] = (len(body), len(data))
        body += data
    counts = {name: len(getattr(sections, name)) for name in ("questions", "references", "paths")}
    header = Header(SCHEMA, content_version, fingerprint, words, counts, ranges)
    return msgspec.json.encode(header) + b"\n" + bytes(body)


def rewritten(value: Any, rewrite: Callable[[str], str]) -> Any:
    """Return a value of lists, dicts and texts with every text rewritten but the keys."""
    match value:
        case str():
            return rewrite(value)
        case list() | tuple():
            return [rewritten(each, rewrite) for each in value]
        case dict():
            return {name: rewritten(each, rewrite) for name, each in value.items()}
        case _:
            return value


class Encoded:
    """The bytes of a catalogue, decoded a section at a time."""

    def __init__(self, data: bytes, rewrite: Callable[[str], str] | None = None) -> None:
        """Read the header.

        Args:
            data: The bytes.
            rewrite: What is to be done with every text that is read later.

        Raises:
            DamagedError: The bytes are no catalogue of this program's schema.
        """
        try:
            end = data.index(b"\n")
            schema = msgspec.json.decode(data[:end], type=_Schema).schema
            if schema == SCHEMA:
                self.header = msgspec.json.decode(data[:end], type=Header)
        except ValueError as error:
            raise DamagedError("the catalogue cannot be read", "rebuild it") from error
        if schema != SCHEMA:
            raise DamagedError(
                f"the catalogue has schema {schema}, this program reads {SCHEMA}", "rebuild it"
            )
        self._body = memoryview(data)[end + 1 :]
        self._rewrite = rewrite

    def section(self, name: str, kind: type[T]) -> T:
        """Return a section as its type.

        Raises:
            DamagedError: It cannot be decoded.
        """
        try:
            start, length = self.header.ranges[name]
            data = self._body[start : start + length]
            if self._rewrite is None:
                return msgspec.msgpack.decode(data, type=kind)
            return msgspec.convert(rewritten(msgspec.msgpack.decode(data), self._rewrite), kind)
        except (KeyError, ValueError) as error:
            raise DamagedError(f"the catalogue's {name} cannot be read", "rebuild it") from error


def encode_topic(topic: OwnTopic) -> bytes:
    """Return a topic of imported questions as JSON."""
    return msgspec.json.encode(topic)


def decode_topic(data: bytes) -> OwnTopic:
    """Return a topic of imported questions.

    Raises:
        ValueError: The bytes are no such topic.
    """
    return msgspec.json.decode(data, type=OwnTopic)
