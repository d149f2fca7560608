"""Titles and aliases: finds names that are exact, that begin as typed, or that are in a text."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from math import log1p
from typing import Any, NamedTuple

from guide.library.catalogue import Catalogue
from guide.library.folding import fold
from guide.search.identifiers import paper_names, registry_names, short_names
from guide.search.words import Lexicon, Word

LONGEST = 9
"""Words. Longer names are not looked for in a text; their words alone find them."""
SHORT = 4
"""Letters. A name in capitals up to this length is only found in a text where it is in capitals."""
LETTERS = 2
"""For up to this many letters typed, the best names are picked when the index is built."""
PICKED = 30
"""Number of names that are picked."""
OTHER_NAME = 10.0
"""Points by which an alias that begins as typed stands behind a title."""
COUNTED = frozenset({"year", "month", "week", "day", "gy", "fraction", "fx", "arm"})
"""What a number before it counts."""
SURE = 6
"""From this many letters on, the share of a name that is typed counts fully."""


class Found(NamedTuple):
    """A name in a text: the entries it may mean, and the places of its first and last word."""

    entries: tuple[int, ...]
    first: int
    last: int


def squeeze(words: Iterable[Word]) -> str:
    """Return the words' index forms, joined."""
    return "".join(word.forms[0] for word in words)


def _typed(folded: str) -> str:
    return "".join(character for character in folded if character.isalnum())


class _Gatherer:
    """Gathers the names of every entry in the forms that the search looks up."""

    def __init__(self, lexicon: Lexicon, stop: frozenset[str]) -> None:
        self._lexicon = lexicon
        self._stop = stop
        self.exact: dict[str, list[int]] = {}
        self.capitals: set[str] = set()
        self.begins: list[tuple[str, int, float, int]] = []
        self.shown: set[str] = set()
        self.titles: dict[str, list[int]] = {}

    def add_exact(self, name: str, number: int) -> list[Word]:
        """Let a whole name stand for an entry, also without its small words; return its words."""
        words = list(self._lexicon.folded_words(fold(name)))
        # A name is also found without its small words: `L19-IL2 with SABR` as `L19-IL2 SABR`.
        kept = [word for word in words if len(word.raw) == 1 or word.raw not in self._stop]
        forms = [squeeze(words), squeeze(kept)]
        raw = "".join(word.raw for word in words)
        if any(character.isdigit() for character in raw):
            # Written as one word it has no stem: `CheckMate577`.
            forms.append(raw)
        for form in filter(None, dict.fromkeys(forms)):
            if number not in self.exact.setdefault(form, []):
                self.exact[form].append(number)
        return words

    def add(self, name: str, number: int, standing: float) -> None:
        """Let a name stand for an entry, whole or as far as it has been typed."""
        words = self.add_exact(name, number)
        folded = fold(name)
        spelt = [self._lexicon.spelt(word.raw) for word in words]
        starts = {(_typed(folded[word.start :]), at) for at, word in enumerate(words)}
        starts |= {("".join(spelt[at:]), at) for at in range(len(words))}
        whole = len(_typed(folded))
        for text, at in starts:
            # A negative length means that a later word of the name begins here.
            self.begins.append((text, number, round(standing, 3), -whole if at else whole))

    def add_title(self, title: str, number: int) -> None:
        """Note the very words of a title."""
        self.titles.setdefault(_typed(fold(title)), []).append(number)

    def add_shown(self, name: str) -> None:
        """Let a name be offered where nothing is found."""
        words = list(self._lexicon.folded_words(fold(name)))
        if words:
            self.shown.add(fold(name))
        if words and name.isupper() and name.isalpha() and len(name) <= SHORT:
            self.capitals.add(squeeze(words))


def build_names(
    catalogue: Catalogue, lexicon: Lexicon, first: dict[str, float], stop: frozenset[str]
) -> dict[str, Any]:
    """Return every name in the forms that the search looks up."""
    gathered = _Gatherer(lexicon, stop)
    papers = paper_names(catalogue)
    for number, head in enumerate(catalogue.heads.values()):
        entry = catalogue.entry(head.id)
        standing = first.get(head.kind, 0.0) + log1p(len(entry.linked_from))
        for place, name in enumerate((head.title, *head.aliases)):
            gathered.add(name, number, standing - OTHER_NAME * bool(place))
            gathered.add_shown(name)
        gathered.add_title(head.title, number)
        for name in short_names(head):
            gathered.add(name, number, standing - OTHER_NAME)
        for name in registry_names(entry.identifiers):
            gathered.add(name, number, 0.0)
        for name in papers.get(head.id, ()):
            gathered.add_exact(name, number)
    gathered.begins.sort()
    data: dict[str, Any] = {
        "exact": gathered.exact,
        "titles": gathered.titles,
        "capitals": sorted(gathered.capitals),
        "begins": [list(column) for column in zip(*gathered.begins, strict=True)]
        if gathered.begins
        else [[], [], [], []],
        "shown": sorted(gathered.shown),
    }
    names = Names(data)
    short = {str(begin[0])[:size] for begin in gathered.begins for size in range(1, LETTERS + 1)}
    return {**data, "first": {start: names.pick(start) for start in sorted(short)}}


def is_counted(words: Sequence[Word], place: int) -> bool:
    """Tell whether a word counts years or the like and is of no name, as in `PACIFIC 5-year OS`."""
    after = words[place + 1].raw if place + 1 < len(words) else ""
    return words[place].raw.isdigit() and after.removesuffix("s") in COUNTED


class Names:
    """The names of a built index; entries are numbers in the catalogue's order."""

    def __init__(self, data: dict[str, Any]) -> None:
        self._exact: dict[str, list[int]] = data["exact"]
        self._titles: dict[str, list[int]] = data["titles"]
        self._capitals = frozenset(data["capitals"])
        self._first: dict[str, list[tuple[int, float, bool]]] = data.get("first", {})
        self._begins, self._entries, self._standing, self._lengths = data["begins"]
        self.shown: list[str] = data["shown"]

    def exact(self, key: str) -> Sequence[int]:
        """Return the entries that a squeezed name stands for."""
        return self._exact.get(key, ())

    def titled(self, words: Iterable[Word]) -> Sequence[int]:
        """Return the entries that have exactly these words as their title."""
        return self._titles.get("".join(word.raw for word in words), ())

    def begin(self, typed: str, spelt: str, begins: float, inside: float) -> dict[int, float]:
        """Return the entries with a name, or a later word of one, that begins as typed.

        Args:
            typed: The query, folded.
            spelt: Its words in the standard spelling.
            begins: Points for a name that begins as typed. More are added for the entry's standing
                and for the share of the name that is typed.
            inside: Points for a later word that does.

        Returns:
            The points of each entry.
        """
        fits: dict[int, float] = {}
        for start in {_typed(typed), _typed(spelt)} - {""}:
            if len(start) <= LETTERS and self._first:
                # Every first key needs these: the best were picked when the index was built.
                for entry, fit, whole in self._first.get(start, ()):
                    fits[entry] = max(fits.get(entry, 0.0), fit + (begins if whole else inside))
                continue
            at = bisect_left(self._begins, start)
            end = bisect_left(self._begins, start + "\U0010ffff", at)
            sure = 6.0 * min(len(start), SURE)
            for place in range(at, end):
                length = self._lengths[place]
                share = len(start) / abs(length)
                standing = max(self._standing[place] + sure * share, 0.0)
                fit = (begins if length > 0 else inside) + standing
                entry = self._entries[place]
                if entry not in fits or fit > fits[entry]:
                    fits[entry] = fit
        return fits

    def pick(self, start: str) -> list[tuple[int, float, bool]]:
        """Return the best entries: number, points, and whether a name itself begins as typed."""
        apart = 1000.0
        fits = self.begin(start, start, apart, 0.0)
        picked = [
            (entry, round(fit - apart * (fit > apart / 2), 3), fit > apart / 2)
            for entry, fit in fits.items()
        ]
        return sorted(picked, key=lambda item: (not item[2], -item[1]))[:PICKED]

    def spot(self, words: Sequence[Word], capitals: Sequence[bool] = ()) -> Iterator[Found]:
        """Yield the names in a text; where names overlap, the longest one.

        Args:
            words: The words of the text.
            capitals: Which words are in capitals, to tell a short name from a common word; empty
                for a query, which may be typed in any case.
        """
        at = 0
        forms = [word.forms[0] for word in words]
        while at < len(forms):
            for size in range(min(LONGEST, len(forms) - at), 0, -1):
                if size > 1 and is_counted(words, at + size - 1):
                    continue
                key = "".join(forms[at : at + size])
                entries = self._exact.get(key)
                if entries and not (capitals and key in self._capitals and not capitals[at]):
                    yield Found(tuple(entries), at, at + size - 1)
                    at += size - 1
                    break
            at += 1
