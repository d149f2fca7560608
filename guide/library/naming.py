"""What pages are called: read from the file alone, where the page itself is not needed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from guide.errors import Problem
from guide.library.frontmatter import FENCE, Source, read_text
from guide.library.toml import TomlError, parse_toml
from guide.library.topics import blocks
from guide.library.unread import ID

_FIELDS = re.compile(
    r"^(?:id|draft|title|aliases)[ \t]*="
    r"(?:[ \t]*\[(?:[^\]\"']|\"(?:[^\"\\\n]|\\.)*+\"|'[^'\n]*+')*+\]|[^\n]*)",
    re.MULTILINE,
)
"""The fields that say what a page is called; a list may go over several lines."""


@dataclass(frozen=True, slots=True)
class Named:
    """A page's names.

    Attributes:
        source: Its file, for the lines of the names.
    """

    id: str
    title: str
    aliases: tuple[str, ...]
    source: Source
    draft: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """The title, then the aliases."""
        return self.title, *self.aliases

    def line(self, name: str) -> int:
        """Return the line of a title or an alias, counted from 1."""
        if name in self.aliases and name != self.title:
            return self.source.place(("aliases", self.aliases.index(name)))
        return self.source.line_of("title")


@dataclass(slots=True)
class Elsewhere:
    """The names and ids in the files that were not to be read.

    Attributes:
        pages: The pages' names.
        ids: Where each id stands, as `FILE:LINE`.
    """

    pages: list[Named] = field(default_factory=list)
    ids: dict[str, str] = field(default_factory=dict)

    def add(self, path: Path, file: str) -> None:
        """Take a file in, as far as it says what it is called."""
        text = read_text(path, file)
        if isinstance(text, Problem):
            return
        if path.suffix == ".md":
            self.pages += [named] if (named := _named(text, file, path.stem)) else []
        for name, line in _ids(text, path):
            self.ids.setdefault(name, f"{file}:{line}")


def _ids(text: str, path: Path) -> Iterator[tuple[str, int]]:
    """Yield the id of a page or a path, or those of a topic's questions, each with its line."""
    is_topic = path.parent.name == "questions"
    parts = blocks(text) if is_topic else [(0, text)]
    for start, part in parts:
        if found := ID.search(part):
            yield found[1], text.count("\n", 0, start + found.start(1)) + 1


def _named(text: str, file: str, stem: str) -> Named | None:
    lines = text.split("\n")
    fences = [number for number, line in enumerate(lines) if line.rstrip() == FENCE]
    if len(fences) < 2 or fences[0] != 0:
        return None
    head = "\n".join(lines[1 : fences[1]]).partition("\n[")[0]
    try:
        meta = parse_toml("\n".join(found[0] for found in _FIELDS.finditer(head)))
    except TomlError:
        return None
    title, aliases = meta.get("title"), meta.get("aliases", [])
    if not isinstance(title, str) or not isinstance(aliases, list):
        return None
    texts = tuple(each for each in aliases if isinstance(each, str))
    source = Source(file, stem, text, meta, "", fences[1] + 2, 2)
    return Named(str(meta.get("id", stem)), title, texts, source, meta.get("draft") is True)
