"""The wording of pages: repeated or long sentences, abbreviations without an explanation."""

import re
from collections import Counter
from collections.abc import Iterator

from guide.errors import Problem
from guide.library.load import Content, Page
from guide.library.mentions import texts, words
from guide.library.records import prose

LONGEST_SENTENCE = 45
"""Words. Guides to plain language recommend 15 to 20 on average; this is over twice as many."""
SHARED = 0.75
"""Two sentences that share this part of their runs of three words count as one."""
FEWEST_WORDS = 9

SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[^\Wa-z_])")
ABBREVIATION = re.compile(r"(?<![\w-])[A-Z]{2,}[A-Z0-9]*(?=s?(?![\w-]))")
PLAIN = re.compile(r"[IVX]+[AB]?|U[KS]A?|EU")
"""Roman numbers and countries."""


def sentences(page: Page) -> Iterator[tuple[int, str]]:
    """Yield the sentences of a page's summary and body, each with its line."""
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
    } | content.unread.words
    for page in content.pages:
        for line, sentence in sentences(page):
            length = len(sentence.split())
            if length > LONGEST_SENTENCE:
                message = f"a sentence has {length} words: '{sentence[:50]}…'"
                yield page.source.problem(line, "long-sentence", message, "split it in two")
        yield from _abbreviations(page, known)


def _repeated(content: Content) -> Iterator[Problem]:
    """Compare each sentence's runs of three words with those before it, by an inverted index."""
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
                message = f"'{sentence[:50]}…' is also in {other.source.file}:{at}"
                hint = "say it once and link to it, or reword it for this page"
                yield page.source.problem(line, "repeated-sentence", message, hint)
            for run in runs:
                holders.setdefault(run, []).append(len(before))
            before.append((page, line))


def _abbreviations(page: Page, known: set[str]) -> Iterator[Problem]:
    reported: set[str] = set()
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
            if short not in known | written_out | reported and not PLAIN.fullmatch(short):
                reported.add(short)
                message = f"'{short}' has no entry"
                hint = "write it out or add it to the glossary"
                yield page.source.problem(line, "unexplained-abbreviation", message, hint)
