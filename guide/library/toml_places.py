"""Where each table, field and item of a TOML text stands.

`tomllib` gives values without their places. This reads the same text once more for the places
alone; it is meant for text that `guide.library.toml` has accepted, and of any other it gives the
places up to the fault.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache

from guide.library.toml import DEEPEST

Path = tuple[str | int, ...]
"""The names of tables and fields that lead to a value, and the places in lists, from 0."""

_SPACE = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_BLANK = re.compile(r"[ \t]*")
_REST = re.compile(r"[^\n]*\n?")
_KEY = re.compile(r"""[A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'""")
_SCALAR = re.compile(
    r'''"""(?:\\.|[^\\])*?"{3,5}|\'\'\'.*?'{3,5}|"(?:[^"\\\n]|\\.)*"|'[^'\n]*\''''
    r"|[^\s,\[\]{}#=]+(?: \d[^\s,\]}#]*)?",
    re.DOTALL,
)


class _LostError(Exception):
    """The text goes on in a way that TOML does not."""


@dataclass(frozen=True, slots=True)
class Key:
    """One part of a key as it stands in the text.

    Attributes:
        path: Where it leads; without the place in a list of tables that it opens.
        start: Offset of its first character.
        end: Offset behind its last one.
    """

    path: Path
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Statement:
    """A field with its value, on lines of its own.

    Attributes:
        table: The table that it belongs to.
        name: Its name; the first part, if the key has several.
        start: Offset of the first line, or of the comments right above it.
        end: Offset behind the line feed of its last line.
    """

    table: Path
    name: str
    start: int
    end: int


@dataclass(slots=True)
class Places:
    """The places in a text.

    Attributes:
        keys: Every part of every key, in the order of the text.
        statements: Every field that is not within braces.
        offsets: Where each value begins: its key, its table's header, or the item itself.
    """

    keys: list[Key] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    offsets: dict[Path, int] = field(default_factory=dict)
    feeds: list[int] = field(default_factory=list)

    def line(self, path: Path) -> int:
        """Return the line of a value, counted from 1; of what is not there, that of its table."""
        for size in range(len(path), 0, -1):
            if path[:size] in self.offsets:
                return bisect_right(self.feeds, self.offsets[path[:size]] - 1) + 1
        return 1


class _Scanner:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.places = Places(feeds=[found.start() for found in re.finditer("\n", text)])
        self.lists: dict[Path, int] = {}
        """The place of the last table in each list of tables."""

    def scan(self) -> None:
        table: Path = ()
        while True:
            above = self.at
            self.at = _after(_SPACE, self.text, self.at)
            if self.at >= len(self.text):
                return
            if self.text[self.at] == "[":
                table = self._header()
            else:
                self._statement(table, above)

    def _header(self) -> Path:
        is_list = self.text.startswith("[[", self.at)
        begins = self.at
        self.at += 2 if is_list else 1
        path: Path = ()
        parts = list(self._key())
        for place, (name, start, end) in enumerate(parts):
            path = (*path, name)
            self.places.keys.append(Key(path, start, end))
            self.places.offsets.setdefault(path, begins)
            if is_list and place == len(parts) - 1:
                self.lists[path] = self.lists.get(path, -1) + 1
            if path in self.lists:
                path = (*path, self.lists[path])
        self.places.offsets.setdefault(path, begins)
        self.at = _after(_REST, self.text, self.at)
        return path

    def _statement(self, table: Path, above: int) -> None:
        start = self._with_comments(above, self.at)
        name = self._pair(table)
        self.at = _after(_REST, self.text, self.at)
        self.places.statements.append(Statement(table, name, start, self.at))

    def _with_comments(self, above: int, start: int) -> int:
        """Return where the comments right above a line begin, or else the line itself."""
        first = self.text.rfind("\n", 0, start) + 1
        while first > above:
            before = self.text.rfind("\n", 0, first - 1) + 1
            if before < above or not self.text[before:first].lstrip().startswith("#"):
                break
            first = before
        return first

    def _pair(self, table: Path) -> str:
        """Read a key and its value; return the first part of the key."""
        path, first = table, ""
        for name, start, end in self._key():
            path, first = (*path, name), first or name
            self.places.keys.append(Key(path, start, end))
            self.places.offsets.setdefault(path, start)
        self._expect("=")
        self._value(path)
        return first

    def _key(self) -> Iterator[tuple[str, int, int]]:
        """Yield the parts of a key with their offsets."""
        while True:
            self.at = _after(_BLANK, self.text, self.at)
            found = _KEY.match(self.text, self.at)
            if found is None:
                raise _LostError
            self.at = _after(_BLANK, self.text, found.end())
            yield found[0].strip("\"'"), found.start(), found.end()
            if not self.text.startswith(".", self.at):
                return
            self.at += 1

    def _value(self, path: Path) -> None:
        self.at = _after(_BLANK, self.text, self.at)
        begins = self.text[self.at : self.at + 1]
        if len(path) > 2 * DEEPEST:
            raise _LostError
        if begins in ("[", "{"):
            self.at += 1
            self._items(path, "]" if begins == "[" else "}")
        elif found := _SCALAR.match(self.text, self.at):
            self.at = found.end()
        else:
            raise _LostError

    def _items(self, path: Path, closing: str) -> None:
        """Read what stands between brackets or braces."""
        count = 0
        while True:
            self.at = _after(_SPACE, self.text, self.at)
            here = self.text[self.at : self.at + 1]
            if here == closing:
                self.at += 1
                return
            if here == ",":
                self.at += 1
            elif closing == "]":
                self.places.offsets[(*path, count)] = self.at
                self._value((*path, count))
                count += 1
            else:
                self._pair(path)

    def _expect(self, text: str) -> None:
        if not self.text.startswith(text, self.at):
            raise _LostError
        self.at += len(text)


def _after(pattern: re.Pattern[str], text: str, at: int) -> int:
    found = pattern.match(text, at)
    return found.end() if found else at


@lru_cache(maxsize=20)
def find_places(text: str) -> Places:
    """Return the places in a TOML text."""
    scanner = _Scanner(text)
    with suppress(_LostError):
        scanner.scan()
    return scanner.places
