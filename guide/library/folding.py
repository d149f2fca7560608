"""Text in the form in which it is compared."""

import unicodedata
from functools import lru_cache

GREEK = {
    "α": "alpha",
    "β": "beta",
    "γ": "gamma",
    "δ": "delta",
    "ε": "epsilon",
    "ζ": "zeta",
    "η": "eta",
    "θ": "theta",
    "κ": "kappa",
    "λ": "lambda",
    "μ": "mu",
    "π": "pi",
    "ρ": "rho",
    "σ": "sigma",
    "τ": "tau",
    "φ": "phi",
    "χ": "chi",
    "ω": "omega",
}
_GREEK_TABLE = str.maketrans(GREEK)
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—−"), "-")


def fold(text: str) -> str:
    """Return text in lower case without accents, Greek letters by name, every dash a hyphen."""
    lowered = text.translate(_DASHES).casefold().replace("µ", "mu").translate(_GREEK_TABLE)
    if lowered.isascii():
        return lowered
    return "".join(
        c for c in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(c)
    ).translate(_GREEK_TABLE)


_fold_one = lru_cache(maxsize=5000)(fold)


def fold_with_places(text: str) -> tuple[str, list[int]]:
    """Return the folded text and, for each of its characters and its end, the place in the text."""
    folded: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        piece = _fold_one(character)
        folded.append(piece)
        places.extend([place] * len(piece))
    return "".join(folded), [*places, len(text)]
