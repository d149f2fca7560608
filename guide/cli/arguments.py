"""Types of arguments: words that are text, and not too long."""

import os
from typing import Any

import click

LONGEST = 1000
"""Characters of a query; the rest of an argument would not be read."""
LONGEST_NAME = 80
"""Characters of a learner's name in a result."""


def _as_utf8(argument: str) -> str:
    """Return an argument as UTF-8, although the locale may have another encoding."""
    try:
        return os.fsencode(argument).decode()
    except UnicodeError:
        return argument


class Words(click.ParamType[str]):
    """Words that a person types: UTF-8, and no longer than anybody types."""

    name = "text"

    def __init__(self, longest: int = LONGEST) -> None:
        """Take the number of characters that are allowed."""
        self._longest = longest

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the words.

        Raises:
            BadParameter: They are not UTF-8, or too long.
        """
        text = _as_utf8(str(value))
        if len(text) > self._longest:
            self.fail(f"{len(text)} characters, at most {self._longest} are allowed", param, ctx)
        if any("\ud800" <= character <= "\udfff" for character in text):
            self.fail("not UTF-8", param, ctx)
        return text
