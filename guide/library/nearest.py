"""The nearest known name to a misspelt one."""

from collections.abc import Iterable
from difflib import get_close_matches


def nearest_name(name: str, known: Iterable[str]) -> str:
    """Return the most similar known name, or nothing when none is similar."""
    return next(iter(get_close_matches(name, list(known), n=1, cutoff=0.7)), "")


def nearest(name: str, known: Iterable[str]) -> str:
    """Return a hint naming the most similar known name, or nothing when none is similar."""
    found = nearest_name(name, known)
    return f"did you mean '{found}'?" if found else ""
