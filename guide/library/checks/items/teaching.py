"""Rules for what an item teaches: reasons, sources, links, levels, wording, units and size."""

import math
import re
from collections.abc import Iterator

from guide.library.checks.evidence import supported
from guide.library.checks.items.item import Flaw, Item, Library
from guide.library.checks.wording import ABBREVIATION, PLAIN
from guide.library.markup import parse_inline
from guide.library.nearest import nearest

FEWEST, MOST = 10, 80
EMPTY_REASON = re.compile(
    r"\W*(?:this (?:option|answer) )?(?:is )?(?:in)?(?:correct|wrong|right)\W*", re.IGNORECASE
)
UNITS = {
    r"Gy/sec\b|Gy s[-−]1|Gy·s": "Gy/s",
    r"Gy \(RBE\)|GyE\b|\bCGE\b|GyRBE": "Gy(RBE)",
    r"\bke[vV]/(?:um|μm|micron)": "keV/µm",
    r"\d\s*(?:Grays?\b|gray\b|gy\b)": "Gy",
    r"\d\s*(?:mins\b|secs\b|hrs\b)": "min, s or h",
}
ALPHA_BETA = re.compile(
    r"(?:α/β|alpha/beta)(?: ratio)?(?: of| is| =)?\s*(?:\d+(?:\.\d+)?)"
    r"(?!\s*(?:Gy|to \d|[–-]\s*\d|or \d|and \d|\.?\d))"
)
COLUMNS, ROWS = 76, 22
FURNITURE = 4
"""Rows of a screen that are not stem or options: head, two spaces, footer."""


def abbreviations_explained(item: Item, library: Library) -> Iterator[Flaw]:
    """Each abbreviation is written out or has an entry."""
    text = " ".join(item.everything)
    written_out = set(re.findall(r"\(([A-Z][\w-]*?)s?[);,]", text))
    for short in sorted(set(ABBREVIATION.findall(text))):
        if (
            short not in library.abbreviations | written_out
            and not PLAIN.fullmatch(short)
            and not re.fullmatch(r"[A-F]", short)
        ):
            yield Flaw(f"'{short}' is neither written out nor in the library", "write it out")


def reason_for_every_option(item: Item, _: Library) -> Iterator[Flaw]:
    """Each option has a reason of fitting length."""
    for place, reason in enumerate(item.reasons, 1):
        count = len(reason.split())
        if not FEWEST <= count <= MOST or EMPTY_REASON.fullmatch(reason):
            yield Flaw(f"reason {place} has {count} words", f"explain in {FEWEST} to {MOST}")


def findable_source(item: Item, library: Library) -> Iterator[Flaw]:
    """A source can be looked up, and none is newer than the item."""
    known = [library.references[key] for key in item.question.sources if key in library.references]
    if not known:
        return
    if not any(r.doi or r.pmid or r.pmcid or (r.study == "guideline" and r.year) for r in known):
        message = "no source has a DOI or PMID or is a dated guideline"
        yield Flaw(message, "cite a paper that the page cites")
    newer = [r.year for r in known if r.year and r.year > item.question.updated.year]
    if newer:
        yield Flaw(
            f"a source of {newer[0]} is newer than the item", "correct the year or `updated`"
        )


def names_exist(item: Item, library: Library) -> Iterator[Flaw]:
    """The objective, section and links that the item names exist."""
    question = item.question
    headings = library.headings.get(question.entry)
    if question.objective not in library.objectives:
        message = f"there is no objective '{question.objective}'"
        yield Flaw(message, nearest(question.objective, library.objectives))
    if headings is not None and question.section and question.section not in headings:
        message = f"{question.entry} has no heading '{question.section}'"
        yield Flaw(message, nearest(question.section, headings))
    for span in (span for text in question.marked_up for span in parse_inline(text)):
        known = library.headings.keys() | library.unread
        if span.style == "link" and span.target not in known:
            message = f"there is no entry '{span.target}'"
            yield Flaw(message, nearest(span.target, library.headings))


def uniform_units(item: Item, _: Library) -> Iterator[Flaw]:
    """Units are written in one way."""
    for text in item.everything:
        for pattern, right in UNITS.items():
            found = re.search(pattern, text)
            if found:
                yield Flaw(f"'{found[0]}'", f"write {right}")
        found = ALPHA_BETA.search(text)
        if found:
            yield Flaw(f"'{found[0]}' has no unit", "α/β is in Gy")


def evidence_supported(item: Item, library: Library) -> Iterator[Flaw]:
    """The sources support the level of evidence."""
    if not supported(item.question.evidence, list(item.question.sources), library.references):
        yield Flaw(
            f"none of the sources supports '{item.question.evidence}'",
            "lower the level or cite the study itself",
        )


ENDINGS = (
    ("s", ""),
    ("es", ""),
    ("d", ""),
    ("ed", ""),
    ("ing", ""),
    ("ing", "e"),
    ("ly", ""),
    ("ied", "y"),
    ("ies", "y"),
    ("er", ""),
)


def _is_known(word: str, vocabulary: frozenset[str]) -> bool:
    stems = [word[: -len(end)] + stem for end, stem in ENDINGS if word.endswith(end)]
    return word in vocabulary or any(stem in vocabulary for stem in stems)


def known_words(item: Item, library: Library) -> Iterator[Flaw]:
    """Each word stands on a page or in `questions/words.txt`."""
    found = {
        word
        for text in item.everything
        for word in re.findall(r"(?<![\w-])[a-z]{4,}(?![\w-])", text)
    }
    for word in sorted(found):
        if not _is_known(word, library.vocabulary):
            hint = "correct the spelling or add it to questions/words.txt"
            yield Flaw(f"no page has the word '{word}'", hint)


def rows(item: Item) -> int:
    """Return the rows of 80 columns that the item takes on the screen."""
    figure = item.question.figure
    drawn = 0 if figure is None else (len(figure.row) + 4 if figure.row else 18)
    options = [option.text + option.pair for option in item.question.options]
    return (
        FURNITURE
        + math.ceil(len(item.stem) / COLUMNS)
        + drawn
        + sum(math.ceil((len(text) + 6) / COLUMNS) for text in options)
    )


def fits_small_screen(item: Item, _: Library) -> Iterator[Flaw]:
    """Stem and options fit on a screen of 80 by 24."""
    if rows(item) > ROWS:
        yield Flaw(f"the item takes {rows(item)} rows of 80 columns", f"use at most {ROWS}")
