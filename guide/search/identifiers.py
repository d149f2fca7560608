"""Names that nobody writes on a page: short names of trials, registry numbers, those of papers."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from guide.library.catalogue import Catalogue
from guide.library.facts import TrialFacts
from guide.library.records import Entry, Head, Reference
from guide.search.typed import as_one_word
from guide.search.words import Lexicon

SERIES = {"KEYNOTE": "KN", "CheckMate": "CM"}
"""How people shorten the names of a company's trials."""
_SERIES = re.compile(rf"({'|'.join(SERIES)})[- ]?([A-Z]?\d+[A-Z]?)\b")
_GROUP = re.compile(r"^(?:NRG|SWOG)-([A-Z]{1,2}\d{3,4})\b")
"""The number of a trial without the group that runs it."""
_AUTHOR = re.compile(r"^(.+) [A-Z]{1,5}$")


def short_names(head: Head) -> Iterator[str]:
    """Yield short forms of a trial's names, such as `KN-412` of KEYNOTE-412."""
    if head.kind != "trial":
        return
    for name in (head.title, *head.aliases):
        if found := _SERIES.match(name):
            yield f"{SERIES[found[1]]}-{found[2]}"
        if found := _GROUP.match(name):
            yield found[1]


def registry_names(identifiers: Mapping[str, str]) -> Iterator[str]:
    """Yield the number of a trial at ClinicalTrials.gov, with and without its prefix."""
    if number := identifiers.get("nct"):
        yield number
        yield number.removeprefix("NCT")


def numbers_of(reference: Reference) -> Iterator[str]:
    """Yield the DOI, the PMID and the PMCID of a source, as far as it has them, each as a word."""
    yield from filter(None, (as_one_word(reference.doi), reference.pmid, reference.pmcid))


def cited_terms(
    entry: Entry, references: Mapping[str, Reference], lexicon: Lexicon
) -> Iterator[str]:
    """Yield the index term of each identifier of each paper that a page cites."""
    for key in entry.references:
        for number in numbers_of(references[key]):
            yield next(lexicon.words(number)).forms[-1]


def _standing(reference: Reference, entry: Entry, cited: Counter[str]) -> tuple[int, int]:
    """Return how far a source is a page's own: a trial's report first, then what cites it most."""
    key = reference.key
    if isinstance(entry.facts, TrialFacts) and key in entry.facts.sources:
        other = reference.nct != entry.identifiers.get("nct", "")
        return int(other), entry.facts.sources.index(key)
    return 2, -cited[key]


def _citations(entry: Entry) -> Counter[str]:
    """Return how often a page cites each of its sources."""
    cited: Counter[str] = Counter(dict.fromkeys(entry.references, 0))
    for block in entry.blocks:
        for spans in (block.spans, *(cell for row in block.rows for cell in row)):
            for span in spans:
                if span.style == "cite":
                    cited.update(span.target.split())
    return cited


def paper_names(catalogue: Catalogue) -> dict[str, list[str]]:
    """Return the names of papers by the id of the page that each stands for best.

    A paper is called by its DOI, PMID or PMCID, or by its first author and year (`Antonia 2017`).
    """
    best: dict[str, tuple[tuple[int, int], str]] = {}
    for name in catalogue.heads:
        entry = catalogue.entry(name)
        cited = _citations(entry)
        for key in cited:
            standing = _standing(catalogue.references[key], entry, cited)
            if key not in best or standing < best[key][0]:
                best[key] = (standing, name)
    names: dict[str, list[str]] = {}
    for key, (_, name) in best.items():
        reference = catalogue.references[key]
        own = names.setdefault(name, [])
        own.extend(numbers_of(reference))
        author = _AUTHOR.match(reference.authors[0]) if reference.authors else None
        if author and reference.year:
            own.append(f"{author[1]} {reference.year}")
    return names
