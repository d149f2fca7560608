"""Text in the form in which it is compared."""

import re
import unicodedata

GREEK = {
    "α": "alpha",
    "β": "beta",
    "γ": "gamma",
    "δ": "delta",
    "ε": "epsilon",
    "ζ": "zeta",
    "η": "eta",
    "θ": "theta",
    "ι": "iota",
    "κ": "kappa",
    "λ": "lambda",
    "μ": "mu",
    "ν": "nu",
    "ξ": "xi",
    "ο": "omicron",
    "π": "pi",
    "ρ": "rho",
    "σ": "sigma",
    "τ": "tau",
    "υ": "upsilon",
    "φ": "phi",
    "χ": "chi",
    "ψ": "psi",
    "ω": "omega",
}
_SIGNS = {
    **dict.fromkeys("‐‑‒–—―−⁃", "-"),
    **dict.fromkeys("✕✖⨯", "×"),
    **dict.fromkeys("™℠", " "),
    "∗": "*",
}
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
"""The soft hyphen, and characters without a width."""
_SHARP_S = re.compile(rf"(?<![aeiouyäöüAEIOUYÄÖÜ\u0308{_INVISIBLE}])[ßẞ]")
"""A sharp s follows a vowel; elsewhere it is typed for the Greek letter that it resembles."""
_GREEK_ALIKE = "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο"
_TO_LATIN = str.maketrans(_GREEK_ALIKE, "ABEZHIKMNOPTYXo")
_LATIN_OR_GREEK = re.compile(f"[A-Za-z0-9{_GREEK_ALIKE}]+")
_LATIN = re.compile("[A-Za-z]")
_CYRILLIC_ALIKE = "авекмнорстухіѕјһԁԛԝӏ"
_FROM_CYRILLIC = str.maketrans(_CYRILLIC_ALIKE, "abekmhopctyxisjhdqwl")
_LATIN_OR_CYRILLIC = re.compile(f"[a-z0-9а-яё{_CYRILLIC_ALIKE}-]+")
_ASCII_WORD = re.compile("[a-z0-9]")
_TIMES = "х"
"""What a Russian keyboard has for `x`; a word of its own between two numbers."""


def _piece(character: str) -> str:
    """Return a character folded by itself: nothing, one character, or several."""
    if character in _INVISIBLE:
        return ""
    known = _SIGNS.get(character) or GREEK.get(character)
    if known is not None:
        return known
    parts = unicodedata.normalize("NFKD", character.casefold())
    kept = "".join(part for part in parts if not unicodedata.combining(part))
    return kept if kept == character else "".join(_piece(part) for part in kept)


class _Pieces(dict[int, str]):
    """The folded form of each character by its code, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = piece = _piece(chr(code))
        return piece


_PIECES = _Pieces()


def _latin_of_greek(found: re.Match[str]) -> str:
    word = found[0]
    return word.translate(_TO_LATIN) if _LATIN.search(word) else word


def _latin_of_cyrillic(found: re.Match[str]) -> str:
    """Return a word in Latin letters if all that are Cyrillic look Latin, and others are Latin."""
    word = found[0]
    latin = word.translate(_FROM_CYRILLIC)
    mixed = word == _TIMES or _ASCII_WORD.search(word) is not None
    return latin if mixed and latin.isascii() else word


def _as_meant(text: str) -> str:
    """Return a text of the same length with `ß` and Greek capitals read as what they stand for."""
    return _LATIN_OR_GREEK.sub(_latin_of_greek, _SHARP_S.sub("β", text))


def fold(text: str) -> str:
    """Return text in lower case without accents, Greek letters by name, every dash a hyphen.

    Characters that look or sound alike are unified: ligatures, full-width letters, Cyrillic or
    Greek letters within a Latin word. Soft hyphens and what has no width are left out.
    """
    if text.isascii():
        return text.lower()
    folded = _as_meant(text).translate(_PIECES)
    return folded if folded.isascii() else _LATIN_OR_CYRILLIC.sub(_latin_of_cyrillic, folded)


def fold_with_places(text: str) -> tuple[str, list[int]]:
    """Return the folded text and, for each of its characters and its end, the place in the text."""
    if text.isascii():
        return text.lower(), list(range(len(text) + 1))
    places: list[int] = []
    for place, character in enumerate(_as_meant(text)):
        places.extend([place] * len(_PIECES[ord(character)]))
    return fold(text), [*places, len(text)]
