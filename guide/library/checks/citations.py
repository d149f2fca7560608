"""Every factual sentence cites, every claim has a level, every key exists."""

import re
from collections.abc import Iterator

from guide.errors import Problem
from guide.library.frontmatter import Source
from guide.library.load import Content, Page
from guide.library.markup import NO_LEVEL, Passage, all_spans, parse_inline
from guide.library.models import Property, Step
from guide.library.nearest import nearest
from guide.library.records import Spans, prose
from guide.library.scale import LEVELS
from guide.library.sentences import split
from guide.library.topics import Quiz
from guide.library.trial import Finding, Outcome, Survival, Trial

EXEMPT_OPENINGS = ("See ", "Worked example", "Curation note")
"""How passages of links, of arithmetic on a formula cited above, and on identifiers begin."""
ARITHMETIC = EXEMPT_OPENINGS[1:]
FIGURE = re.compile(r"(?<![\w./-])\d+(?:[.,]\d+)*(?!\w|-\d)")
"""A number that is not part of a name such as PD-1, 4-1BB or KEYNOTE-412."""
NO_FIGURE = re.compile(
    r"\b(?:[Pp]hases?|[Gg]rades?|[Tt]ypes?|[Ss]tages?) \d(?:[/–]\d)?|\b(?:19|20)\d\d(?:[–-]\d+)?\b"
)
"""Phases, grades, types, stages and years name something and measure nothing."""


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
        # The sources of a draft may be missing.
        least = None if body.source.meta.get("draft") is True else known
        for passage in body.passages:
            yield from _spans(body.source, body.line(passage), all_spans(passage.block), least)
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
) -> Iterator[tuple[str, Property | Step | Outcome]]:
    """Yield the rows of the front matter that cite, with the name of their table."""
    for table in ("property", "step", "result"):
        for row in getattr(page.entry, table, ()):
            yield table, row


def structured_keys(page: Page) -> Iterator[tuple[str, str]]:
    """Yield the keys that the front matter cites, with the name of the table that holds them."""
    for table, row in structured_rows(page):
        for key in row.sources:
            yield key, table
    if isinstance(page.entry, Trial):
        yield from _trial_keys(page.entry)
    for key in getattr(page.entry, "sources", ()):
        yield key, "sources"


def _trial_keys(trial: Trial) -> Iterator[tuple[str, str]]:
    harm = trial.toxicity
    if harm is not None:
        for key in (*harm.sources, *harm.not_reported):
            yield key, "toxicity"
        for row in harm.other:
            yield from ((key, "toxicity.other") for key in row.sources)
    for table in ("follow_up", "survival", "practice"):
        found: Finding | Survival | None = getattr(trial, table)
        yield from ((key, table) for key in (found.sources if found else ()))


def _unknown(source: Source, line: int, key: str, known: set[str]) -> Problem:
    hint = nearest(key, known) or "add it to references.bib"
    return source.problem(line, "unknown-key", f"no reference has the key '{key}'", hint)


def _spans(source: Source, line: int, spans: Spans, known: set[str] | None) -> Iterator[Problem]:
    """Yield the faults of citations; None for `known` if any key will do."""
    for span in spans:
        if span.style != "cite":
            continue
        for key in span.target.split():
            if known is not None and key not in known:
                yield _unknown(source, line, key, known)
        if span.level == NO_LEVEL:
            message = f"the claim citing '{span.target}' has no level"
            hint = "write [@key]{level}, or [@key]{} for a formula or reasoning"
            yield source.problem(line, "no-level", message, hint)
        elif span.level and span.level not in LEVELS:
            hint = nearest(span.level, LEVELS) or f"use one of {', '.join(LEVELS)}"
            yield source.problem(line, "unknown-level", f"'{span.level}' is not a level", hint)


def unknown_levels(source: Source, line: int, passage: Passage) -> Iterator[Problem]:
    """Yield the levels in a passage that are none."""
    for problem in _spans(source, line, all_spans(passage.block), None):
        if problem.code == "unknown-level":
            yield problem


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
        elif not text.startswith(ARITHMETIC):
            yield from _figures_uncited(page, passage)
    for row, line in zip(block.rows[1:], passage.row_lines[1:], strict=True):
        if not any(_cites(cell) for cell in row):
            message = f"row '{prose(row[0])[:50]}' has no citation"
            yield page.source.problem(page.source.body_line + line, code, message, "cite a source")


def _figures_uncited(page: Page, passage: Passage) -> Iterator[Problem]:
    """Yield the sentences with a figure that neither they nor later ones of the passage cite."""
    for sentence in reversed(list(split(passage.block.spans))):
        if _cites(sentence.spans):
            return
        text = sentence.text
        for link in sentence.styled("link"):
            text = text.replace(link.text or link.target, "", 1)
        if FIGURE.search(NO_FIGURE.sub("", text)):
            message = f"'{sentence.text[:50]}…' has a figure and no citation"
            hint = "cite the source of the figure"
            yield page.source.problem(page.line(passage), "uncited-passage", message, hint)


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
