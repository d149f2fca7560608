"""Every factual sentence cites, every claim has a level, every key exists."""

from collections.abc import Iterator

from guide.errors import Problem
from guide.library import models
from guide.library.frontmatter import Source
from guide.library.load import Content, Page, Quiz
from guide.library.markup import NO_LEVEL, Passage, all_spans, parse_inline
from guide.library.nearest import nearest
from guide.library.records import Spans, prose
from guide.library.scale import LEVELS

EXEMPT_OPENINGS = ("See ", "Worked example", "Curation note")
"""How passages of links, of arithmetic on a formula cited above, and on identifiers begin."""


def check(content: Content) -> Iterator[Problem]:
    """Yield the faults of citation."""
    bibliography = content.bibliography
    # An entry or a file that cannot be read is reported there, not at every place that cites it.
    known = {*bibliography.references, *bibliography.broken}
    if not bibliography.readable:
        known = cited_keys(content)
    for page in content.pages:
        yield from _page(page, known)
    for body in content.unread.bodies:
        for passage in body.passages:
            yield from _spans(body.source, body.line(passage), all_spans(passage.block), known)
    for quiz in content.quizzes:
        yield from _quiz(quiz, known)
    used = cited_keys(content) | content.unread.words
    file = content.bibliography_file
    for key, line in content.bibliography.lines.items():
        if key not in used:
            message = f"nothing cites '{key}'"
            yield Problem(file, line, "unused-reference", message, "cite it or delete it")


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


def structured_rows(
    page: Page,
) -> Iterator[tuple[str, models.Property | models.Step | models.Outcome]]:
    """Yield the rows of the front matter that cite, with the name of their table."""
    for table in ("property", "step", "result"):
        for row in getattr(page.entry, table, ()):
            yield table, row


def structured_keys(page: Page) -> Iterator[tuple[str, str]]:
    """Yield the keys that the front matter cites, with the name of the table that holds them."""
    for table, row in structured_rows(page):
        for key in row.sources:
            yield key, table
    if isinstance(page.entry, models.Trial):
        yield from _trial_keys(page.entry)
    for key in getattr(page.entry, "sources", ()):
        yield key, "sources"


def _trial_keys(trial: models.Trial) -> Iterator[tuple[str, str]]:
    harm = trial.toxicity
    if harm is not None:
        for key in (*harm.sources, *harm.not_reported):
            yield key, "toxicity"
        for row in harm.other:
            yield from ((key, "toxicity.other") for key in row.sources)
    for table in ("follow_up", "survival", "practice"):
        found: models.Finding | models.Survival | None = getattr(trial, table)
        yield from ((key, table) for key in (found.sources if found else ()))


def _unknown(source: Source, line: int, key: str, known: set[str]) -> Problem:
    hint = nearest(key, known) or "add it to references.bib"
    return source.problem(line, "unknown-key", f"no reference has the key '{key}'", hint)


def _spans(source: Source, line: int, spans: Spans, known: set[str]) -> Iterator[Problem]:
    for span in spans:
        if span.style != "cite":
            continue
        for key in span.target.split():
            if key not in known:
                yield _unknown(source, line, key, known)
        if span.level == NO_LEVEL:
            message = f"the claim citing '{span.target}' has no level"
            hint = "write [@key]{level}, or [@key]{} for a formula or reasoning"
            yield source.problem(line, "no-level", message, hint)
        elif span.level and span.level not in LEVELS:
            hint = nearest(span.level, LEVELS) or f"use one of {', '.join(LEVELS)}"
            yield source.problem(line, "unknown-level", f"'{span.level}' is not a level", hint)


def _page(page: Page, known: set[str]) -> Iterator[Problem]:
    cites = False
    for passage in page.passages:
        spans = all_spans(passage.block)
        cites = cites or any(span.style == "cite" for span in spans)
        yield from _spans(page.source, page.line(passage), spans, known)
        yield from _uncited(page, passage)
    if not cites:
        yield page.source.problem(
            page.source.body_line, "no-citation", "the body has no citation", "cite every fact"
        )
    for key, table in structured_keys(page):
        if key not in known:
            yield _unknown(page.source, page.source.line_of(table, key), key, known)


def _uncited(page: Page, passage: Passage) -> Iterator[Problem]:
    block, code = passage.block, "uncited-passage"
    if block.kind in ("p", "li", "quote"):
        text = prose(block.spans)
        if not text.startswith(EXEMPT_OPENINGS) and not _cites(block.spans):
            message = f"'{text[:50]}…' has no citation"
            yield page.source.problem(page.line(passage), code, message, "cite a source")
    for row, line in zip(block.rows[1:], passage.row_lines[1:], strict=True):
        if not any(_cites(cell) for cell in row):
            message = f"row '{prose(row[0])[:50]}' has no citation"
            yield page.source.problem(page.source.body_line + line, code, message, "cite a source")


def _cites(spans: Spans) -> bool:
    """Tell whether a passage cites; the searches logged for an absence count as its source."""
    return any(span.style in ("cite", "absence") for span in spans)


def _quiz(quiz: Quiz, known: set[str]) -> Iterator[Problem]:
    for question in quiz.topic.question:
        line = quiz.line(question.id)
        for key in question.sources:
            if key not in known:
                yield _unknown(quiz.source, line, key, known)
        for span in (span for text in question.marked_up for span in parse_inline(text)):
            for key in span.target.split() if span.style == "cite" else ():
                if key not in question.sources:
                    message = f"'{key}' is not among the question's sources"
                    yield quiz.source.problem(line, "unknown-key", message, "add it to `sources`")
