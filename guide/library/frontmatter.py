"""Splits a content file into TOML front matter, between +++ lines, and a Markdown body."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from guide.errors import GuideError, Problem
from guide.files import read_file
from guide.library.reading import largest, with_line_feeds
from guide.library.toml import TomlError, parse_toml
from guide.library.toml_places import Path as Place
from guide.library.toml_places import find_places

FENCE = "+++"
MOST_MARKS = 10_000
"""Brackets, bars and asterisks of a page, for the time that Markdown takes to pair them."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file as read.

    Attributes:
        file: Path as problems name it.
        stem: File name without its ending.
        text: The whole file.
        meta: The front matter's table, or the whole file's for TOML files.
        body: What follows the front matter.
        body_line: Line in the file, counted from 1, at which the body begins.
        first_line: Line at which the tables begin.
    """

    file: str
    stem: str
    text: str
    meta: dict[str, Any]
    body: str
    body_line: int
    first_line: int = 1

    @property
    def toml(self) -> str:
        """The text of the tables alone."""
        if self.first_line == 1:
            return self.text
        return "\n".join(self.text.split("\n")[self.first_line - 1 : self.body_line - 2])

    def place(self, path: Place) -> int:
        """Return the line, counted from 1, of a value; of what is not there, that of its table.

        Args:
            path: The names and places in lists that lead to it, such as `("result", 2, "ci")`.
        """
        found = find_places(self.toml)
        known = any(path[:size] in found.offsets for size in range(1, len(path) + 1))
        return found.line(path) + self.first_line - 1 if known else 1

    def line_of(self, field: str, near: str = "") -> int:
        """Return the line where a field is set, counted from 1; line 1 when it is not found.

        Args:
            field: Name of the field, or of the table that holds it, or both with a point between.
            near: Text that the line must also hold as a whole word, such as an item of a list.
        """
        word = re.compile(rf"(?<![\w-]){re.escape(near)}(?![\w-])")
        first = re.compile(rf"^{re.escape(field)}[ \t]*=[^\n]*", re.MULTILINE)
        # Most are fields of the page itself; finding every place takes a hundred times as long.
        for found in first.finditer(self.text, 0, self._root_end()):
            if word.search(found[0]):
                return self.text.count("\n", 0, found.start()) + 1
        names = tuple(field.split("."))
        paths = [path for path in find_places(self.toml).offsets if _ends_with(path, names)]
        lines = [self.place(path) for path in sorted(paths, key=len)]
        if not near:
            return lines[0] if lines else 1
        text = enumerate(self.text.split("\n"), 1)
        holding = [number for number, line in text if word.search(line)]
        best = [number for number in holding if number in lines]
        return (best or holding or lines or [1])[0]

    def _root_end(self) -> int:
        """Return where the fields end that belong to no table of their own."""
        end = self.text.find("\n[")
        return end if end >= 0 else len(self.text)

    def problem(self, line: int, code: str, message: str, hint: str = "") -> Problem:
        """Return a problem of this file."""
        return Problem(self.file, line, code, message, hint)


def _ends_with(path: Place, names: tuple[str, ...]) -> bool:
    """Tell whether a path leads to a field of this name, wherever its table stands."""
    fields = tuple(part for part in path if isinstance(part, str))
    return isinstance(path[-1], str) and fields[-len(names) :] == names


def read_text(path: Path, file: str) -> str | Problem:
    """Return the text of a file, or the problem that prevents reading it.

    A byte-order mark is left out, and each line ends with a line feed.
    """
    try:
        return with_line_feeds(read_file(path, largest(path))).decode("utf-8")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        return Problem(
            file, line, "unreadable", "the file is not valid UTF-8", "save the file as UTF-8"
        )
    except GuideError as error:
        message = error.message.removeprefix(f"{path.name}: ")
        return Problem(file, 1, "unreadable", message, error.hint)


def _toml(text: str, file: str, first_line: int) -> dict[str, Any] | Problem:
    try:
        return parse_toml(text)
    except TomlError as error:
        line = first_line + error.line - 1
        return Problem(file, line, "front-matter", error.message, "correct the line")


def _unfenced(lines: list[str], fences: list[int]) -> tuple[str, str]:
    """Return why a text has no front matter, and what to do."""
    if not any(line.strip() for line in lines):
        return "the file is empty", "`abscopal new` writes a draft"
    if lines[0].rstrip() in ("---", "```toml"):
        message = f"the front matter begins with {lines[0].rstrip()}"
        return message, f"write {FENCE} before and behind it"
    if fences[:1] == [0]:
        message = "the front matter that begins in line 1 is not closed"
        return message, f"add a line {FENCE} below its last field"
    if fences:
        message = f"something stands above the {FENCE} in line {fences[0] + 1}"
        return message, f"begin the file with {FENCE}"
    return "there is no front matter", f"begin with {FENCE}, TOML, {FENCE}"


def read_entry(path: Path, file: str) -> Source | Problem:
    """Split an entry's file into front matter and body."""
    text = read_text(path, file)
    if isinstance(text, Problem):
        return text
    lines = text.split("\n")
    fences = [number for number, line in enumerate(lines) if line.rstrip() == FENCE]
    if len(fences) < 2 or fences[0] != 0:
        return Problem(file, 1, "front-matter", *_unfenced(lines, fences))
    meta = _toml("\n".join(lines[1 : fences[1]]), file, 2)
    if isinstance(meta, Problem):
        return meta
    body_at = fences[1] + 1
    marks = sum(text.count(mark) for mark in "[|*_<&")
    if marks > MOST_MARKS:
        message = f"the page has {marks} characters of markup, more than a page can have"
        return Problem(file, body_at + 1, "unreadable", message, "split the page")
    return Source(file, path.stem, text, meta, "\n".join(lines[body_at:]), body_at + 1, 2)


def read_table(path: Path, file: str) -> Source | Problem:
    """Read a TOML file."""
    text = read_text(path, file)
    if isinstance(text, Problem):
        return text
    meta = _toml(text, file, 1)
    if isinstance(meta, Problem):
        return meta
    return Source(file, path.stem, text, meta, "", 1)
