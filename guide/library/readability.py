"""How easily the pages read: the length of sentences, bare pronouns, unexplained abbreviations."""

import re
from collections import Counter
from dataclasses import dataclass
from statistics import median

from guide.library.load import Content, Page
from guide.library.mentions import names, texts, words
from guide.library.records import prose
from guide.library.sentences import split

LONG, TOO_LONG = 25, 30
"""Words beyond which a sentence is long, and too long."""
_PRONOUN = re.compile(r"(?:It|They|He|She|Its|Their)\b")
_POINTER = re.compile(
    r"(?:This|That|These|Those|Both|Neither|Either|Such)\s+(?:of|is|was|were|are|has|had|have|may|"
    r"might|can|could|does|do|did|will|would|should|must|also|then|came|made|means|shows?|gave|"
    r"leads?|led|holds?|rests?|remains?|depends?|explains?|follows?|needs?|fits?|suggests?)\b"
)
_ABBREVIATION = re.compile(r"\b(?=\w*[A-Z]\w*[A-Z])[A-Za-z][A-Za-z0-9α-ω-]*[A-Za-z0-9]\b")
_SEE = re.compile(r"See\b")


@dataclass(frozen=True, slots=True)
class Reading:
    """How the sentences of some pages read.

    Attributes:
        of: A kind of entry, the id of a page, or "all".
        sentences: Number of sentences of running text.
        median_words: Words of the middle sentence.
        long: Share of sentences with more than 25 words.
        too_long: Share of sentences with more than 30 words.
        bare: Share of sentences that begin with a pronoun that has no noun.
    """

    of: str
    sentences: int
    median_words: float
    long: float
    too_long: float
    bare: float


@dataclass(frozen=True, slots=True)
class Readability:
    """How the content reads.

    Attributes:
        kinds: All pages, then each kind.
        outliers: The pages with most sentences that are too long or begin barely.
        unexplained: Abbreviations that no title or alias names, with the number of their pages.
    """

    kinds: tuple[Reading, ...]
    outliers: tuple[Reading, ...]
    unexplained: tuple[tuple[str, int], ...]


def sentences(page: Page) -> list[str]:
    """Return the sentences of a page's paragraphs and items, without their citations."""
    return [
        sentence.text
        for passage in page.passages
        if passage.block.kind in ("p", "li", "quote")
        for spans in texts(passage.block)
        for sentence in split(spans)
        if sentence.text and not _SEE.match(sentence.text)
    ]


def is_bare(sentence: str) -> bool:
    """Tell whether a sentence begins with a pronoun that could mean several things."""
    return bool(_PRONOUN.match(sentence) or _POINTER.match(sentence))


def reading(of: str, texts_read: list[str]) -> Reading:
    """Return the figures of some sentences; shares are fractions of 1."""
    lengths = [len(text.split()) for text in texts_read] or [0]
    count = max(len(texts_read), 1)
    return Reading(
        of,
        len(texts_read),
        median(lengths),
        sum(length > LONG for length in lengths) / count,
        sum(length > TOO_LONG for length in lengths) / count,
        sum(map(is_bare, texts_read)) / count,
    )


def readability(content: Content, worst: int = 20) -> Readability:
    """Return how the content reads.

    Args:
        content: The content.
        worst: How many outliers and unexplained abbreviations to name.
    """
    by_page = {page.entry.id: sentences(page) for page in content.pages}
    by_kind: dict[str, list[str]] = {}
    for page in content.pages:
        by_kind.setdefault(page.kind, []).extend(by_page[page.entry.id])
    every = [text for found in by_page.values() for text in found]
    pages = [reading(name, found) for name, found in by_page.items() if found]
    pages.sort(key=lambda page: (page.too_long + page.bare) * page.sentences, reverse=True)
    return Readability(
        (reading("all", every), *(reading(kind, found) for kind, found in by_kind.items())),
        tuple(pages[:worst]),
        tuple(_unexplained(content).most_common(worst)),
    )


def _unexplained(content: Content) -> Counter[str]:
    """Return the abbreviations that no page explains, with the number of pages that have them."""
    known = {word for name in names(content) for word in words(name)}
    found: Counter[str] = Counter()
    for page in content.pages:
        text = " ".join(prose(spans) for passage in page.passages for spans in texts(passage.block))
        found.update(
            {
                short
                for short in _ABBREVIATION.findall(text)
                if not all(word in known for word in words(short))
            }
        )
    return found
