"""Text from outside made inert: what a terminal would obey or hide is shown as an escape."""

import re
import unicodedata

_RANGES = (
    "\x00-\x1f\x7f-\x9f"  # control characters, C0 and C1
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u3164\uffa0"  # invisible characters
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"  # zero width, directions
    "\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff"  # surrogates, private use, no characters
    "\U000e0000-\U000e0fff\U000f0000-\U0010ffff"  # tags, private planes
)
_UNSAFE = re.compile(f"[{_RANGES}]")
_UNSAFE_IN_LINES = re.compile(f"(?![\n\t])[{_RANGES}]")
_SHORT = {"\n": r"\n", "\r": r"\r", "\t": r"\t"}


def visible(text: str) -> str:
    r"""Return text for one line, with each control or invisible character as an escape: `\x1b`."""
    return text if text.isascii() and text.isprintable() else _UNSAFE.sub(_escape, text)


def visible_lines(text: str) -> str:
    """Return `visible` of a text of several lines: its line ends and tabs stay."""
    return _UNSAFE_IN_LINES.sub(_escape, text)


def is_inert(text: str) -> bool:
    """Tell whether a text, of one line or several, holds nothing that would become an escape."""
    return _UNSAFE_IN_LINES.search(text) is None


def first_unsafe(text: str) -> str:
    """Return the first character that would become an escape; empty if there is none."""
    found = _UNSAFE_IN_LINES.search(text)
    return found[0] if found else ""


def code_point(character: str) -> str:
    """Return how a character is named in messages, such as `U+202E RIGHT-TO-LEFT OVERRIDE`."""
    return f"U+{ord(character):04X} {unicodedata.name(character, '')}".rstrip()


def _escape(found: re.Match[str]) -> str:
    character = found[0]
    code = ord(character)
    if character in _SHORT:
        return _SHORT[character]
    if 0xDC80 <= code <= 0xDCFF:
        code -= 0xDC00  # A byte of an argument or file name that is not UTF-8.
    if code <= 0xFF:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


def json_inert(text: str) -> str:
    """Return JSON text with the same characters escaped as JSON escapes them."""
    return _UNSAFE_IN_LINES.sub(_json_escape, text)


def _json_escape(found: re.Match[str]) -> str:
    units = found[0].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[place : place + 2].hex()}" for place in range(0, len(units), 2))
