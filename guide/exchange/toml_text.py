"""TOML from outside, refused before parsing where it would take the parser minutes or its stack."""

import re
import tomllib
from collections.abc import Iterator
from typing import Any

from guide.inert import is_inert

DEEPEST = 8
"""Brackets inside brackets, and parts of a dotted key; the form of questions needs four."""
LONGEST_TEXT = 4000
"""Characters of one text."""
MOST_BRACKETS = 100
"""Square brackets that open in one text; a citation has one, a link two."""
_TEXT_OR_COMMENT = re.compile(
    r'"""(?:[^\\]|\\.)*?"""' r"|'''.*?'''" r'|"(?:[^"\\\n]|\\.)*"' r"|'[^'\n]*'|#[^\n]*",
    re.DOTALL,
)
_PARTS = re.compile(rf"(?<![\w-])[\w-]++(?:[ \t]*+\.[ \t]*+[\w-]++){{{DEEPEST}}}")


class RefusedError(ValueError):
    """The text is TOML, but not of a kind that anybody writes by hand."""


def parse_toml(text: str) -> dict[str, Any]:
    """Return the values of a TOML text.

    Raises:
        RefusedError: It nests deeper than the form of questions, or a text in it is too long or
            holds control or invisible characters.
        ValueError: It is not TOML.
    """
    bare = _TEXT_OR_COMMENT.sub(lambda found: "" if found[0][0] == "#" else "t", text)
    if _deepest(bare) > DEEPEST or _PARTS.search(bare):
        raise RefusedError("nested too deeply")
    try:
        values = tomllib.loads(text)
    except RecursionError as error:
        raise RefusedError("nested too deeply") from error
    for found in _texts(values):
        if len(found) > LONGEST_TEXT:
            raise RefusedError(f"a text of {len(found)} characters; at most {LONGEST_TEXT}")
        if found.count("[") > MOST_BRACKETS:
            raise RefusedError(f"a text with more than {MOST_BRACKETS} square brackets")
        if not is_inert(found):
            raise RefusedError("a text holds control, invisible or private-use characters")
    return values


def _deepest(bare: str) -> int:
    """Return how many brackets are open at once, at most."""
    depth = deepest = 0
    for bracket in re.findall(r"[\[\]{}]", bare):
        depth = depth + 1 if bracket in "[{" else max(depth - 1, 0)
        deepest = max(deepest, depth)
    return deepest


def _texts(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            for name, item in value.items():
                yield name
                yield from _texts(item)
        case list():
            for item in value:
                yield from _texts(item)
