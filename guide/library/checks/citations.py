"""Every factual sentence cites, every claim has a level, every key exists."""

from collections.abc import Iterator
from typing import Any

from guide.errors import Problem
from guide.library.load import Content, Page, Quiz
from guide.library.markup import Passage, all_spans, parse_inline
from guide.library.nearest import nearest
from guide.library.records import Spans, prose
from guide.library.scale import LEVELS

EXEMPT_OPENINGS = ("See ", "Worked example", "Curation note")
"""A paragraph of links, arithmetic on a formula that is cited above, a remark on identifiers."""


def check(content: Content) -> Iterator[Problem]:
    """Yield the faults of citation."""
    known = content.bibliography.references
    for page in content.pages:
        yield from _page(page, set(known))
    for quiz in content.quizzes:
        yield from _quiz(quiz, set(known))
    used = cited_keys(content)
    for key, line in content.bibliography.lines.items():
        if key not in used:
            yield Problem(
                content.bibliography_file,
                line,
                "unused-reference",
                f"nothing cites '{key}'",
                "cite it or delete it",
            )


def cited_keys(content: Content) -> set[str]:
    """Return every key that a page, a structured field or a question cites."""
    keys = {key for page in content.pages for key, _ in structured_keys(page)}
    for page in content.pages:
        for passage in page.passages:
            keys.update(
                key
                for span in all_spans(passage.block)
                if span.style == "cite"
                for key in span.target.split()
            )
    for quiz in content.quizzes:
        for question in quiz.topic.question:
            keys.update(question.sources)
            keys.update(question.figure.sources if question.figure else ())
    return keys


def structured_rows(page: Page) -> Iterator[tuple[str, Any]]:
    """Yield the rows of the front matter that cite, with the name of their table."""
    for table in ("property", "step", "result"):
        for row in getattr(page.entry, table, ()):
            yield table, row


def structured_keys(page: Page) -> Iterator[tuple[str, str]]:
    """Yield the keys that the front matter cites, with the name of the table that holds them."""
    for table, row in structured_rows(page):
        for key in row.sources:
            yield key, table
    for key in getattr(page.entry, "sources", ()):
        yield key, "sources"


def _unknown(file: str, line: int, key: str, known: set[str]) -> Problem:
    return Problem(
        file,
        line,
        "unknown-key",
        f"no reference has the key '{key}'",
        nearest(key, known) or "add it to references.bib",
    )


def _spans(file: str, line: int, spans: Spans, known: set[str]) -> Iterator[Problem]:
    for span in spans:
        if span.style != "cite":
            continue
        for key in span.target.split():
            if key not in known:
                yield _unknown(file, line, key, known)
        if not span.level:
            yield Problem(
                file,
                line,
                "no-level",
                f"the claim citing '{span.target}' has no level",
                "write [@key]{level}",
            )
        elif span.level not in LEVELS:
            yield Problem(
                file,
                line,
                "unknown-level",
                f"'{span.level}' is not a level",
                nearest(span.level, LEVELS) or f"one of {', '.join(LEVELS)}",
            )


def _page(page: Page, known: set[str]) -> Iterator[Problem]:
    file = page.source.file
    cites = False
    for passage in page.passages:
        spans = all_spans(passage.block)
        cites = cites or any(span.style == "cite" for span in spans)
        yield from _spans(file, page.line(passage), spans, known)
        yield from _uncited(page, passage)
    if not cites:
        yield Problem(
            file,
            page.source.body_line,
            "no-citation",
            "the body cites nothing",
            "cite every factual sentence",
        )
    for key, table in structured_keys(page):
        if key not in known:
            yield _unknown(file, page.source.line_of(table, key), key, known)


def _uncited(page: Page, passage: Passage) -> Iterator[Problem]:
    block = passage.block
    if block.kind in ("p", "li", "quote"):
        text = prose(block.spans)
        if text.startswith(EXEMPT_OPENINGS) or any(span.style == "cite" for span in block.spans):
            return
        yield Problem(
            page.source.file,
            page.line(passage),
            "uncited-passage",
            f"'{text[:50]}…' cites nothing",
            "cite it",
        )
    if block.kind == "table":
        for row, line in zip(block.rows[1:], passage.row_lines[1:], strict=True):
            if not any(span.style == "cite" for cell in row for span in cell):
                text = prose(row[0])
                yield Problem(
                    page.source.file,
                    page.source.body_line + line,
                    "uncited-passage",
                    f"row '{text[:50]}' cites nothing",
                    "cite it",
                )


def _quiz(quiz: Quiz, known: set[str]) -> Iterator[Problem]:
    for question in quiz.topic.question:
        line = quiz.line(question.id)
        for key in question.sources:
            if key not in known:
                yield _unknown(quiz.source.file, line, key, known)
        for text in question.marked_up:
            for span in parse_inline(text):
                for key in span.target.split() if span.style == "cite" else ():
                    if key not in question.sources:
                        yield Problem(
                            quiz.source.file,
                            line,
                            "unknown-key",
                            f"'{key}' is not among the question's sources",
                            "add it there",
                        )
