"""What grows old: counts that change with the years, and days by which to look again."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from guide.errors import Problem
from guide.library.load import Content, Page
from guide.library.models import Modality
from guide.library.sentences import body_sentences
from guide.library.trial import Trial

COUNT = re.compile(
    r"\b\d+(?:,\d{3})* (?:[a-z-]+ ){0,2}(?:centres|facilities)\b"
    r"|\b\d{1,3}(?:,\d{3})+ patients (?:had been|have been|were) (?:treated|reached)\b"
)
"""Numbers of centres and of patients treated so far."""
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
FRESH = timedelta(days=183)
"""How long the status of a trial and a search of the literature are believed: six months."""


def check(content: Content) -> Iterator[Problem]:
    """Yield counts that age and have no year, or no day by which to look them up again."""
    for page in content.pages:
        if isinstance(page.entry, Trial):
            continue
        counts = [
            (sentence.line, sentence.text)
            for sentence in body_sentences(page)
            if COUNT.search(sentence.text)
        ]
        for line, text in counts:
            if not YEAR.search(text):
                message = f"'{text[:60]}…' has a count that ages and no year"
                yield page.source.problem(line, "ageing-count", message, "say of which year it is")
        if counts and page.entry.review_by is None and isinstance(page.entry, Modality):
            message = "the page has a count that ages and no `review_by`"
            yield page.source.problem(counts[0][0], "ageing-count", message, "add it")
        yield from _properties(page)


def _properties(page: Page) -> Iterator[Problem]:
    for row in getattr(page.entry, "property", ()):
        text = f"{row.value} {row.note}"
        if (
            row.name == "availability"
            and COUNT.search(text)
            and not (YEAR.search(text) and row.review_by)
        ):
            message = f"'{row.value}' is a count that ages without a year or `review_by`"
            line = page.source.line_of("name", f'"{row.name}"')
            yield page.source.problem(line, "ageing-count", message, "add both")


def outdated(content: Content, today: date) -> Iterator[Problem]:
    """Yield what must be looked up again on a day: it was true once, so it is a warning."""
    for page in content.pages:
        for field, due in _due(page):
            if due < today:
                message = f"to be looked up again since {due}"
                line = page.source.line_of(field)
                yield page.source.problem(line, "out-of-date", message, "search, then set the day")
    for scope in content.absences[0].scope if content.absences else ():
        last = max(search.on for search in scope.search)
        if content.absences is not None and last + FRESH < today:
            source = content.absences[1]
            message = f"'{scope.id}' was last searched for on {last}"
            line = source.line_of("id", f'"{scope.id}"')
            yield source.problem(line, "out-of-date", message, "search again")


def _due(page: Page) -> Iterator[tuple[str, date]]:
    entry = page.entry
    if entry.review_by is not None:
        yield "review_by", entry.review_by
    for row in getattr(entry, "property", ()):
        if row.review_by is not None:
            yield "review_by", row.review_by
    if isinstance(entry, Trial) and entry.as_of is not None:
        yield "as_of", entry.as_of + FRESH
