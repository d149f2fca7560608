"""Forges a built index: its pickles run a command, and its checksums are calculated again."""

import hashlib
import os
import struct
from pathlib import Path
from typing import Any

import msgspec
from whoosh.fields import Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC

from guide.library.manifest import publish, read_generation, read_manifest
from guide.search import unpickling
from guide.search.postings import FOLDER

unpickling.guard()


class _Command(Schema):  # type: ignore[misc]
    """A schema, or a segment, that runs a command when it is unpickled."""

    def __init__(self, command: str) -> None:
        super().__init__()
        self._command = command

    def __reduce__(self) -> tuple[Any, ...]:
        return os.system, (self._command,)


def forge(built: Path, part: str, command: str) -> None:
    """Let a part of the table of contents run a command when it is read.

    Args:
        built: The built folder.
        part: `schema`, `segments`, or `legacy`: the schema of a table as an old release wrote it.
        command: What is run in a shell.
    """
    generation = built / read_manifest(built).generation
    storage = FileStorage(str(generation / FOLDER))
    contents = TOC.read(storage, "MAIN")
    old = generation / FOLDER / TOC._filename("MAIN", contents.generation)  # noqa: SLF001
    old.unlink()
    evil = _Command(command)
    if part == "segments":
        contents.segments = [evil]
    else:
        contents.schema = evil
    contents.write(storage, "MAIN")
    if part == "legacy":
        old.write_bytes(
            old.read_bytes().replace(struct.pack("!i", -111), struct.pack("!i", -110), 1)
        )
    reseal(built)


def reseal(built: Path) -> None:
    """Calculate every checksum of a built folder again, as whoever alters a file could."""
    manifest = read_manifest(built)
    files = {
        name: hashlib.sha256(data).hexdigest()
        for name, data in read_generation(built / manifest.generation).items()
    }
    publish(built, msgspec.structs.replace(manifest, files=files))
