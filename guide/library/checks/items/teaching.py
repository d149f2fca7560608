"""Rules for what an item teaches: reasons, sources, links, levels, words and units, and the room it takes."""

import math
import re
from collections.abc import Iterator

from guide.library.checks.evidence import supported
from guide.library.checks.items.item import Fault, Item, Library
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
    r"(?:α/β|alpha/beta)(?: ratio)?(?: of| is| =)?\s*(?:\d+(?:\.\d+)?)(?!\s*(?:Gy|to \d|[–-]\s*\d|or \d|and \d|\.?\d))"
)
COLUMNS, ROWS = 76, 22
FURNITURE = 4
"""Rows of a screen that are not stem or options: head, two spaces, footer."""


def l19(item: Item, library: Library) -> Iterator[Fault]:
    """Abbreviations are explained."""
    text = " ".join(item.everything)
    written_out = set(re.findall(r"\(([A-Z][\w-]*?)s?[);,]", text))
    for short in sorted(set(ABBREVIATION.findall(text))):
        if (
            short not in library.abbreviations | written_out
            and not PLAIN.fullmatch(short)
            and not re.fullmatch(r"[A-F]", short)
        ):
            yield Fault(
                "L19", f"'{short}' is neither written out nor in the library", "write it out"
            )


def l20(item: Item, _: Library) -> Iterator[Fault]:
    """A reason for every option."""
    for place, reason in enumerate(item.reasons):
        count = len(reason.split())
        if not FEWEST <= count <= MOST or EMPTY_REASON.fullmatch(reason):
            yield Fault(
                "L20", f"reason {place + 1} has {count} words", f"say why in {FEWEST} to {MOST}"
            )


def l21(item: Item, library: Library) -> Iterator[Fault]:
    """A source that can be found, no younger than the item."""
    known = [library.references[key] for key in item.question.sources if key in library.references]
    if not known:
        return
    if not any(r.doi or r.pmid or r.pmcid or (r.study == "guideline" and r.year) for r in known):
        yield Fault(
            "L21",
            "no source has a DOI, a PMID or is a dated guideline",
            "cite a paper that the page cites",
        )
    late = [r.year for r in known if r.year and r.year > item.question.updated.year]
    if late:
        yield Fault(
            "L21", f"a source of {late[0]} is younger than the item", "mend the year, or `updated`"
        )


def l22(item: Item, library: Library) -> Iterator[Fault]:
    """What the item names is there."""
    question = item.question
    headings = library.headings.get(question.entry)
    if question.objective not in library.objectives:
        yield Fault(
            "L22",
            f"no objective has the id '{question.objective}'",
            nearest(question.objective, library.objectives),
        )
    if headings is not None and question.section and question.section not in headings:
        yield Fault(
            "L22",
            f"'{question.section}' is no heading of {question.entry}",
            nearest(question.section, headings),
        )
    for span in (span for text in question.marked_up for span in parse_inline(text)):
        if span.style == "link" and span.target not in library.headings:
            yield Fault(
                "L22", f"nothing has the id '{span.target}'", nearest(span.target, library.headings)
            )


def l27(item: Item, _: Library) -> Iterator[Fault]:
    """Units are written in one way."""
    for text in item.everything:
        for pattern, right in UNITS.items():
            found = re.search(pattern, text)
            if found:
                yield Fault("L27", f"'{found[0]}'", f"write {right}")
        found = ALPHA_BETA.search(text)
        if found:
            yield Fault("L27", f"'{found[0]}' has no unit", "α/β is in Gy")


def l30(item: Item, library: Library) -> Iterator[Fault]:
    """The label of evidence is one that the sources carry."""
    if not supported(item.question.evidence, list(item.question.sources), library.references):
        yield Fault(
            "L30",
            f"none of the sources can carry '{item.question.evidence}'",
            "lower the label or cite the study itself",
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


def l31(item: Item, library: Library) -> Iterator[Fault]:
    """Words are spelt as in the pages, or are known to be right."""
    found = {
        word
        for text in item.everything
        for word in re.findall(r"(?<![\w-])[a-z]{4,}(?![\w-])", text)
    }
    for word in sorted(found):
        if not _is_known(word, library.vocabulary):
            yield Fault(
                "L31",
                f"'{word}' stands on no page",
                "mend the spelling or add it to questions/words.txt",
            )


def rows(item: Item) -> int:
    """Return how many rows of 80 columns the question takes with its options and the screen's furniture."""
    figure = item.question.figure
    drawn = 0 if figure is None else (len(figure.row) + 4 if figure.row else 18)
    options = [option.text + option.pair for option in item.question.options]
    return (
        FURNITURE
        + math.ceil(len(item.stem) / COLUMNS)
        + drawn
        + sum(math.ceil((len(text) + 6) / COLUMNS) for text in options)
    )


def l32(item: Item, _: Library) -> Iterator[Fault]:
    """Stem and options fit on the small screen."""
    if rows(item) > ROWS:
        yield Fault("L32", f"{rows(item)} rows at 80 columns", f"at most {ROWS}, else it scrolls")
