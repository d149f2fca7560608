"""Reads TOML that others may have written: of bounded depth, with numbers that can be used."""

import re
import tomllib
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

DEEPEST = 20
"""Tables and lists inside one another; the content needs six."""
LARGEST_NUMBER = 2**63 - 1
"""The largest whole number of TOML."""
LARGEST_EXPONENT = 300
LONGEST_TEXT = 20_000
"""Characters of a text, which may be markup."""

# Each further part of a dotted key takes the parser longer than the one before.
_LONG_KEY = re.compile(
    r"""(?<![\w-])(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')"""
    rf"""(?:[ \t]*+\.[ \t]*+(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')){{{DEEPEST}}}"""
)
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


def parse_toml(text: str) -> dict[str, Any]:
    """Return the tables of a TOML text; numbers with a point are decimals.

    Raises:
        TomlError: It is not valid, too deeply nested, or has a number that is too large.
    """
    if long := _LONG_KEY.search(text):
        line = text.count("\n", 0, long.start()) + 1
        raise TomlError(line, f"a key has more than {DEEPEST} parts")
    try:
        # A decimal keeps the zeros at its end, with which a result was published.
        tables = tomllib.loads(text, parse_float=_decimal)
        for value in _values(tables, 0):
            if isinstance(value, int) and abs(value) > LARGEST_NUMBER:
                raise TomlError(1, "a whole number is too large")
            if isinstance(value, str) and len(value) > LONGEST_TEXT:
                raise TomlError(1, f"a text has more than {LONGEST_TEXT} characters")
    except tomllib.TOMLDecodeError as error:
        place = _PLACE.search(str(error))
        ends = text.count("\n") + 1
        line = int(place[1]) if place and place[1] else ends if place else 1
        raise TomlError(line, f"invalid TOML: {_PLACE.sub('', str(error))}") from error
    except RecursionError as error:
        raise TomlError(1, "tables and lists are too deeply nested") from error
    except TomlError:
        raise
    except ValueError as error:
        # Python refuses to read whole numbers of thousands of digits.
        raise TomlError(1, f"a number cannot be read: {str(error).split(';')[0]}") from error
    return tables


def _decimal(written: str) -> Decimal:
    try:
        number = Decimal(written)
    except InvalidOperation as error:
        raise TomlError(1, f"{written[:20]} is no number") from error
    if not number.is_finite() or (number and abs(number.adjusted()) > LARGEST_EXPONENT):
        raise TomlError(1, f"the number {written[:20]} cannot be used")
    return number


def _values(value: Any, depth: int) -> Iterator[Any]:
    """Yield every value within tables and lists.

    Raises:
        TomlError: They are nested too deeply.
    """
    if depth > DEEPEST:
        raise TomlError(1, "tables and lists are too deeply nested")
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
