"""Characters that have no place in a text: they control a terminal, or nobody can see them."""

import re
import unicodedata

FORBIDDEN = re.compile(
    "["
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 and C1 controls, but for tab and line feed
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\uffa0"  # invisible
    "\u200b-\u200f\u2060-\u206f\ufe00-\ufe0f\ufeff"  # zero-width, joiners, variation selectors
    "\u2028-\u202e"  # separators of lines, and overrides of the direction of text
    "\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufff0-\uffff"  # surrogates, private use, no characters
    "\U000e0000-\U0010ffff"  # tags, more selectors, and further private use
    "]"
)


def code_point(character: str) -> str:
    """Return how a character is named in messages, such as `U+202E RIGHT-TO-LEFT OVERRIDE`."""
    return f"U+{ord(character):04X} {unicodedata.name(character, '')}".rstrip()


def visible(text: str) -> str:
    """Return a text with an escape such as `<U+202E>` in place of each such character."""
    return FORBIDDEN.sub(lambda found: f"<U+{ord(found[0]):04X}>", text)
