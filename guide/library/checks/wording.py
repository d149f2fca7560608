"""The wording across pages: sentences said twice, sentences too long, abbreviations that nothing explains."""

import re
from collections import Counter
from collections.abc import Iterator

from guide.errors import Problem
from guide.library.load import Content, Page
from guide.library.mentions import texts, words
from guide.library.records import prose

LONGEST_SENTENCE = 45
"""Words. Plain-language guides ask for 15 to 20 on average; a sentence over twice that is lost at first reading."""
SHARED = 0.75
"""Share of a sentence's runs of three words that make it the same as another."""
FEWEST_WORDS = 9

SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[^\Wa-z_])")
ABBREVIATION = re.compile(r"(?<![\w-])[A-Z]{2,}[A-Z0-9]*(?=s?(?![\w-]))")
PLAIN = re.compile(r"[IVX]+[AB]?|U[KS]A?|EU")
"""Roman numbers and countries."""


def sentences(page: Page) -> Iterator[tuple[int, str]]:
    """Yield the sentences of a page's summary and body with their lines; headings and formulas hold none."""
    yield page.source.line_of("summary"), page.entry.summary
    for passage in page.passages:
        if passage.block.kind in ("p", "li", "quote"):
            for sentence in SENTENCE_END.split(prose(passage.block.spans)):
                yield page.line(passage), sentence


def check(content: Content) -> Iterator[Problem]:
    """Yield the faults of wording."""
    yield from _repeated(content)
    known = {
        word
        for page in content.pages
        for name in (page.entry.title, *page.entry.aliases)
        for word in re.findall(r"\w+", name)
    }
    for page in content.pages:
        for line, sentence in sentences(page):
            length = len(sentence.split())
            if length > LONGEST_SENTENCE:
                yield Problem(
                    page.source.file,
                    line,
                    "long-sentence",
                    f"{length} words: '{sentence[:50]}…'",
                    "make two of it",
                )
        yield from _abbreviations(page, known)


def _repeated(content: Content) -> Iterator[Problem]:
    """Compare the runs of three words of every sentence with those of all before it, over an inverted index."""
    holders: dict[tuple[str, ...], list[int]] = {}
    before: list[tuple[Page, int]] = []
    for page in content.pages:
        for line, sentence in sentences(page):
            found = words(sentence)
            runs = {found[at : at + 3] for at in range(len(found) - 2)}
            if len(found) < FEWEST_WORDS or sentence.startswith(("See ", "Curation note")):
                continue
            alike = Counter(
                place
                for run in runs
                for place in holders.get(run, ())
                if before[place][0] is not page
            )
            place, shared = max(alike.items(), key=lambda item: item[1], default=(0, 0))
            if shared >= SHARED * len(runs):
                other, at = before[place]
                yield Problem(
                    page.source.file,
                    line,
                    "repeated-sentence",
                    f"'{sentence[:50]}…' stands in {other.source.file}:{at} too",
                    "say it once and link, or from this page's own point of view",
                )
            for run in runs:
                holders.setdefault(run, []).append(len(before))
            before.append((page, line))


def _abbreviations(page: Page, known: set[str]) -> Iterator[Problem]:
    said: set[str] = set()
    runs = [(page.source.line_of("summary"), page.entry.summary)]
    runs += [
        (page.line(p), prose(spans))
        for p in page.passages
        if p.block.kind != "code"
        for spans in texts(p.block)
    ]
    runs = [(line, text) for line, text in runs if not text.startswith("Curation note")]
    written_out = set(re.findall(r"\(([A-Z][\w-]*?)s?[);,]", " ".join(text for _, text in runs)))
    for line, text in runs:
        for short in ABBREVIATION.findall(text):
            if short not in known | written_out | said and not PLAIN.fullmatch(short):
                said.add(short)
                yield Problem(
                    page.source.file,
                    line,
                    "unexplained-abbreviation",
                    f"'{short}' has no entry",
                    "write it out or add it to the glossary",
                )
