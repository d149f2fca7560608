"""Characters that a terminal's encoding lacks, written in ASCII."""

import unicodedata

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
    "├": "|",
    "┼": "+",
    "└": "+",
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
    found = LIKE.get(character) or GREEK.get(character)
    if found is None and character.lower() in GREEK:
        found = GREEK[character.lower()].capitalize()
    if found is None:
        parts = unicodedata.normalize("NFKD", character)
        found = "".join(LIKE.get(part, part) for part in parts if not unicodedata.combining(part))
    if not found.isascii() or not found:
        found = visible(character)
    return found if found.isascii() else f"\\u{ord(character):04x}"
