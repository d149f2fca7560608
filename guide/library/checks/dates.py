"""Nothing that is said to have happened lies in the future."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

from guide.errors import Problem
from guide.library.frontmatter import Source
from guide.library.load import Content
from guide.library.trial import Trial


def check(content: Content) -> Iterator[Problem]:
    """Yield the dates and years in the future; `review_by` alone may lie there."""
    today = datetime.now(UTC).date()
    for source, line, day in _days(content):
        if day > today:
            yield source.problem(line, "future-date", *_words(day, today))
    for source, line, year in _years(content):
        if year > today.year:
            yield source.problem(line, "future-date", *_words(year, today))
    for key, reference in content.bibliography.references.items():
        # Journals print the coming year on their last issues.
        if reference.year is not None and reference.year > today.year + 1:
            line = content.bibliography.line(key, "year")
            message, hint = _words(reference.year, today)
            file = content.bibliography_file
            yield Problem(file, line, "future-date", f"{key}: {message}", hint)


def _words(when: date | int, today: date) -> tuple[str, str]:
    return f"{when} is in the future", f"today is {today}"


def _days(content: Content) -> Iterator[tuple[Source, int, date]]:
    for page in content.pages:
        for field in ("updated", "reviewed", "as_of"):
            day = getattr(page.entry, field, None)
            if day is not None:
                yield page.source, page.source.line_of(field), day
    for quiz in content.quizzes:
        for question in quiz.topic.question:
            for day in filter(None, (question.updated, question.reviewed)):
                yield quiz.source, quiz.line(question.id), day
    for path, source in content.paths:
        yield source, source.line_of("updated"), path.updated
    if content.absences is not None:
        log, source = content.absences
        for number, scope in enumerate(log.scope):
            for place, search in enumerate(scope.search):
                yield source, source.place(("scope", number, "search", place, "on")), search.on


def _years(content: Content) -> Iterator[tuple[Source, int, int]]:
    for page in content.pages:
        if isinstance(page.entry, Trial):
            yield page.source, page.source.line_of("year"), page.entry.year
