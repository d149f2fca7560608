"""Every number in the text of a trial's page is also in its structured fields."""

import re
from collections.abc import Iterator

from guide.errors import Problem
from guide.library.load import Content, Page
from guide.library.mentions import texts
from guide.library.records import prose

NUMBER = re.compile(r"(?<![\w./-])\d+(?:[.,]\d+)*(?![\w])")
"""A number that is not part of a name such as PD-1, CD8 or KEYNOTE-412."""
COMMA = re.compile(r'"(\d+),(\d{1,2})"')
"""A field that is one number with a comma for its point."""
NAMES = re.compile(r"\b[Pp]hase \d(?:[/–]\d)?|\b(?:19|20)\d\d\b")
"""Phases and years say what a trial is, not what it found."""


def numbers(text: str) -> set[str]:
    """Return the numbers of a text in one notation: 1,200 equals 1200, .5 equals 0.50."""
    found = set()
    for number in NUMBER.findall(re.sub(r"(?<=[ (=<>≥≤])\.(?=\d)", "0.", text)):
        bare = number.replace(",", "")
        found.add(str(float(bare)) if bare.count(".") <= 1 else bare)
    return found


def check(content: Content) -> Iterator[Problem]:
    """Yield the numbers that only the text of a trial's page holds."""
    for page in content.pages:
        if page.kind == "trial":
            yield from _page(page)


def _page(page: Page) -> Iterator[Problem]:
    entry = page.entry
    structured = entry.model_dump_json(exclude={"summary"})
    known = numbers(
        re.sub(r'["\[\]{}:,%–−×/-]', " ", re.sub(r"(?<=\d),(?=\d{3}\b)", "", structured))
    )
    # A decimal comma in a field is reported there, and not at every place that is right.
    known |= numbers(" ".join(".".join(pair) for pair in COMMA.findall(structured)))
    yield from _unstructured(page, page.source.line_of("summary"), entry.summary, known)
    for passage in page.passages:
        for spans in texts(passage.block):
            yield from _unstructured(page, page.line(passage), prose(spans), known)


def _unstructured(page: Page, line: int, text: str, known: set[str]) -> Iterator[Problem]:
    found = numbers(NAMES.sub("", text).replace("–", " ").replace("%", " "))
    for number in sorted(found - known, key=float):
        message = f"{number.removesuffix('.0')} is in the text but in no structured field"
        yield page.source.problem(line, "trial-number", message, "add it as a result or correct it")
