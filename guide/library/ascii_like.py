"""Characters that a terminal's encoding or font lacks, written in ASCII."""

import re
import unicodedata
from functools import lru_cache

from guide.inert import visible
from guide.library.folding import GREEK

LIKE = {
    "–": "-",
    "—": "-",
    "−": "-",
    "‐": "-",
    "‒": "-",
    "─": "-",
    "│": "|",
    "▏": "|",
    "┤": "|",
    "└": "+",
    "┘": "+",
    "┌": "+",
    "┐": "+",
    "├": "|",
    "┬": "+",
    "┴": "+",
    "┼": "+",
    "━": "-",
    "┃": "|",
    "▌": "|",
    "⌕": "?",
    "◐": "o",
    "▲": "^",
    "△": "A",
    "▁": "_",
    "▂": ".",
    "▃": "-",
    "▄": "=",
    "▅": "+",
    "▆": "*",
    "▇": "#",
    "\N{FRACTION SLASH}": "/",
    "×": "x",
    "·": ".",
    "•": "*",
    "●": "*",
    "■": "*",
    "▪": ".",
    "□": "o",
    "○": "o",
    "▸": ">",
    "→": "->",
    "⇒": "=>",
    "←": "<-",
    "↑": "^",
    "↓": "v",
    "≥": ">=",
    "≤": "<=",
    "≈": "~",
    "≠": "!=",
    "±": "+/-",
    "√": "sqrt",
    "✓": "+",
    "✗": "x",
    "⚑": "!",
    "“": '"',
    "”": '"',
    "„": '"',
    "\N{LEFT SINGLE QUOTATION MARK}": "'",
    "\N{RIGHT SINGLE QUOTATION MARK}": "'",
    "µ": "u",
    "μ": "u",
    "°": " deg",
    "§": "section ",
    "ß": "ss",
    "ø": "o",
    "Ø": "O",
    "æ": "ae",
    "œ": "oe",
    "\N{LATIN SMALL LETTER DOTLESS I}": "i",
    "ł": "l",
    "█": "#",
    "▓": "#",
    "▒": "=",
    "░": ".",
}
"""What stands for a character that has no decomposition into ASCII."""


def ascii_like(character: str) -> str:
    """Return what stands for a character in ASCII; an escape where nothing does."""
    if "\u2800" <= character <= "\u28ff":
        return _dots(ord(character) - 0x2800)
    found = LIKE.get(character) or GREEK.get(character)
    if found is None and character.lower() in GREEK:
        found = GREEK[character.lower()].capitalize()
    if found is None:
        parts = unicodedata.normalize("NFKD", character)
        found = "".join(LIKE.get(part, part) for part in parts if not unicodedata.combining(part))
    if not found.isascii() or not found:
        found = visible(character)
    return found if found.isascii() else f"\\u{ord(character):04x}"


_RAISED = re.compile(r"(?<=[A-Za-zα-ωΑ-Ω0-9)])([⁺⁻]?[⁰¹²³⁴-⁹]+)")
"""A power, which would run into what it is of."""
_LOWERED = re.compile(r"(?<=[0-9])(?=[₀-₉])")
"""Before an index that would run into a number, as in EQD2 at a ratio."""
_TIMES = re.compile(r"(?<=[^\s·])·(?=[^\s·])")
"""A product, and not what stands between two items."""
_GREEK_BEFORE = re.compile(r"(?<=[α-ωΑ-Ω])(?=[A-Z])")
"""Between a Greek letter and a Latin one, as in a product."""
IN_A_CELL = {
    "±": "~",
    "≠": "!",
    "§": "#",
    "→": ">",
    "⇒": ">",
    "←": "<",
    "≥": ">",
    "≤": "<",
    "…": "~",
}
"""What stands for a glyph of the screen in the one cell that it has."""


def ascii_text(text: str) -> str:
    """Return a text in ASCII; spaces that do not break stay, for whoever breaks its lines."""
    if text.isascii():
        return text
    apart = _GREEK_BEFORE.sub(" ", _RAISED.sub(r"^\1", text))
    apart = _TIMES.sub("*", _LOWERED.sub("_", apart))
    return "".join(each if each == "\u00a0" else ascii_like(each) for each in apart)


@lru_cache(maxsize=1000)
def ascii_cell(character: str, width: int) -> str:
    """Return what stands for a character in so many cells, for text that is laid out already."""
    like = IN_A_CELL.get(character) or ascii_like(character)
    return ("?" if like.startswith("\\") else like)[:width].ljust(width)


def _dots(pattern: int) -> str:
    """Return the sign for a cell of braille: whether its dots are in the upper or lower half."""
    upper, lower = bool(pattern & 0x1B), bool(pattern & 0xE4)
    return {(True, True): ":", (True, False): "'", (False, True): ".", (False, False): " "}[
        upper, lower
    ]
