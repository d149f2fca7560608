"""What is known of files, or parts of them, that are there and could not be used."""

import re
from dataclasses import dataclass, field
from pathlib import Path

from guide.errors import GuideError
from guide.files import read_file
from guide.library.frontmatter import Source
from guide.library.markup import Passage
from guide.library.reading import largest

ID = re.compile(r"^[ \t{]*+id[ \t]*+=[ \t]*+[\"']([\w-]+)", re.MULTILINE)
"""Where an id is set."""
_KEY = re.compile(r"\w(?:[\w:-]*\w)?")
"""A word, an id or a key of a reference; the longer ones hold shorter ones."""


@dataclass(frozen=True, slots=True)
class Body:
    """The body of a page whose front matter has a fault."""

    source: Source
    passages: tuple[Passage, ...]

    def line(self, passage: Passage) -> int:
        """Return the line in the file of a passage."""
        return self.source.body_line + passage.line


@dataclass(slots=True)
class Unread:
    """What is known of what could not be used.

    Each of them is a problem of its own. What only follows from it is none: that other files name
    what it defines, or that nothing else names what it names.

    Attributes:
        names: The stems of files, and the ids that stand in them.
        words: Every word in them.
        bodies: The bodies of pages, which are checked all the same.
        has_topic: Whether a topic is among them, or a question of one: the bank is not complete.
    """

    names: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    bodies: list[Body] = field(default_factory=list)
    has_topic: bool = False

    def add(self, path: Path) -> None:
        """Take a file in, as far as its bytes are text."""
        try:
            text = read_file(path, largest(path)).decode("utf-8", "replace")
        except GuideError:
            text = ""
        self.names.add(path.stem)
        self.add_text(text)
        self.has_topic = self.has_topic or path.parent.name == "questions"

    def add_text(self, text: str) -> None:
        """Take the ids and words of a text in."""
        self.names.update(ID.findall(text))
        self.add_words(text)

    def add_words(self, text: str) -> None:
        """Take the words of a text in, which may be keys and ids."""
        keys = set(_KEY.findall(text))
        ids = {part for key in keys for part in key.split(":")}
        self.words |= keys | ids | {part for name in ids for part in name.split("-")}
