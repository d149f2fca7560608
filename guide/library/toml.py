"""Reads TOML that others may have written: of bounded depth, with numbers that can be used."""

import re
import tomllib
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

from guide.inert import visible

DEEPEST = 20
"""Tables and lists inside one another; the content needs six."""
LARGEST_NUMBER = 2**63 - 1
"""The largest whole number of TOML."""
LARGEST_EXPONENT = 300
LONGEST_TEXT = 20_000
"""Characters of a text, which may be markup."""
LONGEST_LINE = 40
"""Characters of a line that a message repeats."""

# No part of a pattern gives back what it took, so that the time grows with the text alone. Where a
# text does not end, the parser stops, and nothing behind it matters.
_TEXT_OR_COMMENT = re.compile(
    r'"""(?:[^"\\]++|\\.|"{1,2}+(?!"))*+(?:"{3,5}+)?'
    r"|'''(?:[^']++|'{1,2}+(?!'))*+(?:'{3,5}+)?"
    r'|"(?:[^"\\\n]++|\\[^\n])*+"?'
    r"|'[^'\n]*+'?"
    r"|#[^\n]*+",
    re.DOTALL,
)
_WORDS: tuple[tuple[str, str], ...] = (
    (r"Invalid statement", "the line is no field, table or comment"),
    (
        r"Expected newline or end of document after a statement",
        "something stands behind the value: a quotation mark within a text, or a missing line end",
    ),
    (r"Found invalid character|Illegal character '\\n'", "a text is not closed on its line"),
    (r"Illegal character (.+)", "the character {0} cannot stand here"),
    (r"Cannot declare \((.+)\) twice", "the table '{0}' stands twice"),
    (r"Cannot overwrite a value", "a field or table of this name stands above already"),
    (
        r"Cannot (?:mutate immutable|redefine) namespace \((.+)\)",
        "'{0}' is complete already, and nothing can be added to it here",
    ),
    (r"Expected '\]\]?' at the end of a(?:n array| table) declaration", "a `]` is missing here"),
    (r"Expected '='|Expected '=' after a key", "a field has no `=` behind its name"),
    (r"Invalid initial character for a key part", "a name of a field is expected here"),
    (r"Unclosed array", "a list is not closed before this line, or lacks a comma"),
    (r"Unclosed inline table", "a brace is not closed on its line, or a comma is missing"),
    (r"Duplicate inline table key '(.+)'", "the field '{0}' stands twice within braces"),
    (r"Unescaped '\\+' in a string", "a text has a backslash; write it twice"),
    (r"Invalid hex value", "a text has a backslash with too few digits behind it"),
    (r"Escaped character is not a Unicode scalar value", "a text names an impossible character"),
    (r"Unterminated string|Expected [\"']+$", "a text is not closed"),
    (r"Invalid date or datetime", "there is no such day; write it like 2026-11-28"),
    (r"Invalid value", "a value is missing or lacks its quotation marks"),
)
"""What the parser says and what that means to a writer."""
_DAY = re.compile(r"=\s*\d{4}-\d{1,2}-\d{1,2}\s*(#.*)?$")
_NOT_TOML: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"[=\[,]\s*[\u2018-\u201e«»]"), "curly quotation marks; use straight ones"),
    (re.compile(r"=\s*\d{1,2}[./]\d{1,2}[./]\d{2,4}\b"), "write a date like 2026-11-28"),
    (re.compile(r"=\s*([1-9]\d{0,2}(?:,\d{3})+)(?![\d,])"), "write {0} without a comma"),
    (re.compile(r"=\s*(\d+,\d+)(?![\d,])"), "write {0} with a point"),
)
"""What people write elsewhere, and how TOML has it."""
_BRACKET = re.compile(r"[\[\]{}]")
# Each further part of a dotted key takes the parser longer than the one before.
_LONG_KEY = re.compile(rf"(?<![\w-])[\w-]++(?:[ \t]*+\.[ \t]*+[\w-]++){{{DEEPEST}}}")
_PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")


class TomlError(ValueError):
    """The text is not TOML that can be used.

    Attributes:
        line: Line in the text, counted from 1; 1 if unknown.
        message: What is wrong.
    """

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line
        self.message = message


class _NumberError(Exception):
    """A number with a point cannot be used.

    Attributes:
        written: The number as it stands.
        message: What is wrong.
    """

    def __init__(self, written: str, message: str) -> None:
        super().__init__(message)
        self.written = written
        self.message = message


def parse_toml(text: str) -> dict[str, Any]:
    """Return the tables of a TOML text; numbers with a point are decimals.

    Raises:
        TomlError: It is not valid, too deeply nested, or has a number that is too large.
    """
    refuse_deep(text)
    try:
        # A decimal keeps the zeros at its end, with which a result was published.
        tables = tomllib.loads(text, parse_float=_decimal)
        for value in _values(tables, 0):
            if isinstance(value, int) and abs(value) > LARGEST_NUMBER:
                raise TomlError(_line_with(text, str(value)), "a whole number is too large")
            if isinstance(value, str) and len(value) > LONGEST_TEXT:
                message = f"a text has more than {LONGEST_TEXT} characters"
                raise TomlError(_line_with(text, value.split("\n")[0]), message)
    except tomllib.TOMLDecodeError as error:
        raise in_words(error, text) from error
    except RecursionError as error:
        raise TomlError(1, "tables and lists are too deeply nested") from error
    except _NumberError as error:
        raise TomlError(_line_with(text, error.written), error.message) from error
    except TomlError:
        raise
    except ValueError as error:
        # Python refuses to read whole numbers of thousands of digits.
        raise TomlError(1, f"a number cannot be read: {str(error).split(';')[0]}") from error
    return tables


def in_words(error: tomllib.TOMLDecodeError, text: str) -> TomlError:
    """Return what the parser says of a text in the words of those who write it."""
    said, place = _PLACE.sub("", str(error)), _PLACE.search(str(error))
    line = int(place[1]) if place and place[1] else text.count("\n") + 1 if place else 1
    if said == "Unterminated string" and '"""' in text:
        line = text.count("\n", 0, text.rfind('"""')) + 1
    written = text.split("\n")[line - 1].strip()
    if _DAY.search(written) and said.startswith("Expected newline"):
        said = "Invalid date or datetime"
    words = "the table cannot be read"
    for pattern, meaning in reversed(_WORDS):
        if found := re.match(pattern, said):
            words = meaning.format(*map(_name, found.groups()))
    if said.startswith(("Expected newline", "Invalid value")):
        words = _as_elsewhere(written) or words
    return TomlError(line, f"{words}: {visible(written[:LONGEST_LINE])}")


def _as_elsewhere(written: str) -> str:
    """Return how to write what a line has in the form of another language; may be empty."""
    for pattern, meaning in _NOT_TOML:
        if found := pattern.search(written):
            value = found[1] if found.groups() else ""
            return meaning.format(value.replace(",", "." if "point" in meaning else ""))
    return ""


def _name(parts: str) -> str:
    """Return a dotted key that the parser names as Python writes it."""
    return re.sub(r"[',() ]+", ".", parts).strip(".")


def _line_with(text: str, written: str) -> int:
    """Return the first line, counted from 1, that holds what is written; 1 if none does."""
    return text.count("\n", 0, max(text.find(written), 0)) + 1


def refuse_deep(text: str) -> None:
    """Check, without parsing, that nothing is so deep that the parser would take minutes.

    Raises:
        TomlError: Brackets stand in too many others, or a key has too many parts.
    """
    bare = _TEXT_OR_COMMENT.sub(_stand_in, text)
    depth = 0
    for bracket in _BRACKET.finditer(bare):
        depth = depth + 1 if bracket[0] in "[{" else max(depth - 1, 0)
        if depth > DEEPEST:
            line = bare.count("\n", 0, bracket.start()) + 1
            raise TomlError(line, "tables and lists are nested too deeply")
    if long := _LONG_KEY.search(bare):
        line = bare.count("\n", 0, long.start()) + 1
        raise TomlError(line, f"nested too deeply: a key has more than {DEEPEST} parts")


def _stand_in(found: re.Match[str]) -> str:
    """Return a letter for a text, which may be a key, and the line ends of a text or a comment."""
    lines = "\n" * found[0].count("\n")
    return lines if found[0][0] == "#" else f"t{lines}"


def _decimal(written: str) -> Decimal:
    try:
        number = Decimal(written)
    except InvalidOperation as error:
        raise _NumberError(written, f"{written[:20]} is no number") from error
    if not number.is_finite() or (number and abs(number.adjusted()) > LARGEST_EXPONENT):
        raise _NumberError(written, f"the number {written[:20]} cannot be used")
    return number


def _values(value: Any, depth: int) -> Iterator[Any]:
    """Yield every value within tables and lists.

    Raises:
        TomlError: They are nested too deeply.
    """
    if depth > DEEPEST:
        raise TomlError(1, "tables and lists are nested too deeply")
    if isinstance(value, dict):
        for each in value.values():
            yield from _values(each, depth + 1)
    elif isinstance(value, list):
        for each in value:
            yield from _values(each, depth + 1)
    else:
        yield value


def texts(value: Any) -> Iterator[str]:
    """Yield every text within tables and lists, keys too."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, each in value.items():
            yield key
            yield from texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from texts(each)
