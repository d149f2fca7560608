"""What the texts of own questions may hold; those of the library are looked at by its editors."""

from collections.abc import Mapping
from typing import Any

from guide.inert import is_inert
from guide.library.toml import texts

LONGEST_TEXT = 4000
"""Characters of one text."""
MOST_BRACKETS = 100
"""Square brackets that open in one text; a citation has one, a link two."""


class RefusedError(ValueError):
    """The file is TOML, but holds what nobody writes by hand."""


def check_texts(values: Mapping[str, Any]) -> None:
    """Check every text of a file, names too.

    Raises:
        RefusedError: One is too long, or holds control or invisible characters.
    """
    for found in texts(values):
        if len(found) > LONGEST_TEXT:
            raise RefusedError(f"a text of {len(found)} characters; at most {LONGEST_TEXT}")
        if found.count("[") > MOST_BRACKETS:
            raise RefusedError(f"a text with more than {MOST_BRACKETS} square brackets")
        if not is_inert(found):
            raise RefusedError("a text holds control, invisible or private-use characters")
