"""Titles and aliases in memory: an exact name always comes first, a beginning of one soon after."""

from bisect import bisect_left
from collections.abc import Iterator

from guide.library.catalogue import Catalogue
from guide.search.words import Lexicon, fold

EXACT = 10_000.0
BEGINS = 400.0
PRIORS = {
    "modality": 9,
    "mechanism": 8,
    "principle": 6,
    "gene": 5,
    "agent": 5,
    "disease": 4,
    "cell": 4,
    "trial": 3,
    "organism": 2,
    "term": 1,
}
"""Which kind leads when two names fit equally well."""


class Names:
    """Every title and alias, folded to one string without spaces and hyphens, in alphabetical order."""

    def __init__(self, catalogue: Catalogue, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        named = []
        for head in catalogue.heads.values():
            prior = PRIORS.get(head.kind, 0)
            for place, name in enumerate((head.title, *head.aliases)):
                named.append((self.squeeze(name), head.id, prior + (0.5 if place == 0 else 0.0)))
        self._names = sorted(named)

    def squeeze(self, name: str) -> str:
        """Return the name's words in their index form, joined."""
        return "".join(word.forms[0] for word in self._lexicon.folded_words(fold(name)))

    def match(self, folded: str, typing: bool) -> Iterator[tuple[str, float]]:
        """Yield the entries that a query names, with their score; the best score of an entry comes last."""
        wanted = self.squeeze(folded)
        if not wanted:
            return
        found: dict[str, float] = {}
        # What is typed may be an unfinished word, whose stem is longer than that of the whole.
        beginnings = {wanted, "".join(folded.split()).replace("-", "")} if typing else {wanted}
        for beginning in beginnings:
            at = bisect_left(self._names, (beginning,))
            while at < len(self._names) and self._names[at][0].startswith(beginning):
                name, entry, prior = self._names[at]
                score = EXACT + prior if name == wanted else (BEGINS if typing else BEGINS / 4) * len(beginning) / len(name) + prior
                found[entry] = max(found.get(entry, 0.0), score)
                at += 1
        yield from found.items()
