"""Parses a query: plain words, exact phrases, words to exclude and fields to narrow by."""

import re
from collections.abc import Callable, Sequence
from difflib import get_close_matches
from typing import NamedTuple

from guide.library.folding import fold
from guide.search.filters import FIELDS
from guide.search.typed import cleaned

_PART = re.compile(
    r"""(?P<not>(?<!\S)-(?=[^\s-]))?(?:(?P<field>[A-Za-z]+):(?=\S))?(?:"(?P<phrase>[^"]*)"|(?P<word>\S+))""",
)
_CONTRACTION = re.compile(r"(?<=\w)['\u2019](?:s|t|re|ve|ll|d|m)\b", re.IGNORECASE)
"""What is left of `is`, `not` and the like, or of the genitive."""
MAX_PARTS = 60


class Narrowing(NamedTuple):
    """A field of a query.

    Attributes:
        terms: Index terms; a page must have one of them, or none.
        wanted: Whether a page must have one.
    """

    terms: tuple[str, ...]
    wanted: bool


class ParsedQuery(NamedTuple):
    """A parsed query.

    Attributes:
        text: Its plain words and phrases, folded.
        phrases: Texts that a page must hold word for word.
        without: Words or phrases that it must not hold.
        narrowings: Fields to narrow by.
        notes: What was not understood and is searched for as plain words, one line each.
    """

    text: str
    phrases: tuple[str, ...]
    without: tuple[str, ...]
    narrowings: tuple[Narrowing, ...]
    notes: tuple[str, ...]

    def without_phrases(self) -> "ParsedQuery":
        """Return the query with its phrases as plain words, and a note that says so."""
        wanted = ", ".join(f"“{phrase}”" for phrase in self.phrases)
        note = f"no page has the exact words {wanted}; searching for the words"
        return self._replace(phrases=(), notes=(*self.notes, note))


def parse(
    query: str,
    terms: Callable[[str, str], Sequence[str]],
    choices: Callable[[str], Sequence[str]] = lambda _: (),
) -> ParsedQuery:
    """Parse a query; malformed parts become plain words, with a note.

    Args:
        query: Any string.
        terms: Returns the index terms of a field's value; none if the field has no such value.
        choices: Returns the values that a field has; none if there are too many to list.
    """
    query = _CONTRACTION.sub("", query)
    words: list[str] = []
    phrases: list[str] = []
    without: list[str] = []
    narrowings: list[Narrowing] = []
    notes: list[str] = []
    query = cleaned(query)
    balanced = query.count('"') % 2 == 0
    if not balanced:
        notes.append("a quotation mark has no partner and was ignored")
        query = query.replace('"', " ")
    for part in list(_PART.finditer(query))[:MAX_PARTS]:
        wanted = part["not"] is None
        quoted = part["phrase"] is not None
        text = fold(part["phrase"] if quoted else part["word"]).strip()
        field = (part["field"] or "").casefold()
        if field in FIELDS and text:
            found = terms(field, text)
            if found:
                narrowings.append(Narrowing(tuple(found), wanted))
                continue
            near = get_close_matches(text, choices(field), 1)
            hint = f" (did you mean {field}:{near[0]}?)" if near else ""
            notes.append(f"{field} has no “{text}”{hint}; searching for the words")
        elif part["field"] is not None:
            text = fold(part[0].lstrip("-")).replace('"', " ")
        if not text:
            continue
        if not wanted:
            without.append(text)
            continue
        if quoted and not field:
            phrases.append(text)
        words.append(text)
    return ParsedQuery(
        " ".join(words), tuple(phrases), tuple(without), tuple(narrowings), tuple(notes)
    )
