"""Splits a content file into TOML front matter, between +++ lines, and a Markdown body."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from guide.errors import GuideError, Problem
from guide.files import read_file
from guide.library.reading import largest, with_line_feeds
from guide.library.toml import TomlError, parse_toml

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
    """

    file: str
    stem: str
    text: str
    meta: dict[str, Any]
    body: str
    body_line: int

    def line_of(self, field: str, near: str = "") -> int:
        """Return the line where a field is set, counted from 1; line 1 when it is not found.

        Args:
            field: Name of the field, or of the table that holds it.
            near: Text that the line must also contain, such as an item of a list.
        """
        name = re.compile(rf"^\s*(?:\[+\s*)?{re.escape(field)}\s*(?:\]|=|\.)")
        lines = self.text.splitlines()
        for number, line in enumerate(lines, 1):
            if name.match(line) and near in line:
                return number
        if near:
            for number, line in enumerate(lines, 1):
                if near in line:
                    return number
        return 1

    def problem(self, line: int, code: str, message: str, hint: str = "") -> Problem:
        """Return a problem of this file."""
        return Problem(self.file, line, code, message, hint)


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
        return Problem(file, line, "front-matter", error.message, "correct the table")


def read_entry(path: Path, file: str) -> Source | Problem:
    """Split an entry's file into front matter and body."""
    text = read_text(path, file)
    if isinstance(text, Problem):
        return text
    lines = text.split("\n")
    fences = [number for number, line in enumerate(lines) if line.rstrip() == FENCE]
    if len(fences) < 2 or fences[0] != 0:
        return Problem(
            file,
            1,
            "front-matter",
            "there is no front matter",
            f"begin with {FENCE}, TOML, {FENCE}",
        )
    meta = _toml("\n".join(lines[1 : fences[1]]), file, 2)
    if isinstance(meta, Problem):
        return meta
    body_at = fences[1] + 1
    marks = sum(text.count(mark) for mark in "[|*_<&")
    if marks > MOST_MARKS:
        message = f"the page has {marks} characters of markup, more than a page can have"
        return Problem(file, body_at + 1, "unreadable", message, "split the page")
    return Source(file, path.stem, text, meta, "\n".join(lines[body_at:]), body_at + 1)


def read_table(path: Path, file: str) -> Source | Problem:
    """Read a TOML file."""
    text = read_text(path, file)
    if isinstance(text, Problem):
        return text
    meta = _toml(text, file, 1)
    if isinstance(meta, Problem):
        return meta
    return Source(file, path.stem, text, meta, "", 1)
