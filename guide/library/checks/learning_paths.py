"""Learning paths: units that fit a sitting, an order without circles, and no main page left out."""

from collections.abc import Iterator, Mapping
from typing import Any

from guide.counting import counted
from guide.errors import Problem
from guide.library.checks.standards import body_words
from guide.library.entry import Entry
from guide.library.frontmatter import Source
from guide.library.load import Content, Page
from guide.library.outline import LearningPath, Unit
from guide.library.pace import minutes

UNREAD_FIELDS = frozenset({*Entry.model_fields, "sources", "not_reported", "searched"})
"""Fields that are counted elsewhere, or that no reader goes through word by word."""


def page_words(page: Page) -> int:
    """Return how many words a reader of a page goes through: summary, fields and body.

    A trial's card is read mostly in its fields, so its body alone would say too little.
    """
    fields = page.entry.model_dump(exclude_defaults=True)
    return len(page.entry.summary.split()) + _words(fields) + body_words(page)


def _words(value: Any) -> int:
    """Return the words of all texts and numbers in a field; a number is one word."""
    if isinstance(value, Mapping):
        return sum(_words(value[name]) for name in value if name not in UNREAD_FIELDS)
    if isinstance(value, list | tuple):
        return sum(map(_words, value))
    if isinstance(value, str):
        return len(value.split())
    return int(value is not None and not isinstance(value, bool))


def check(content: Content) -> Iterator[Problem]:
    """Yield the faults of the learning paths.

    Where some pages were not read, nothing is said of times and of pages that are left out.
    """
    by_id = {path.id: path for path, _ in content.paths}
    for path, source in content.paths:
        if path.id in _before(path, by_id):
            message = f"'{path.id}' comes before itself, by way of the paths that it needs"
            hint = "take one of the paths of the circle out of `needs`"
            yield source.problem(source.line_of("needs"), "path-cycle", message, hint)
        for unit in path.unit:
            yield from _time(content, unit, source)
    yield from _left_out(content)


def _before(path: LearningPath, by_id: dict[str, LearningPath]) -> set[str]:
    """Return the ids of all paths that come before a path."""
    found: set[str] = set()
    ahead = list(path.needs)
    while ahead:
        name = ahead.pop()
        if name not in found:
            found.add(name)
            ahead += by_id[name].needs if name in by_id else ()
    return found


def _time(content: Content, unit: Unit, source: Source) -> Iterator[Problem]:
    limits = content.standards[0].unit_minutes if content.standards else None
    pages = content.page_by_id()
    if limits is None or not pages.keys() >= set(unit.entries):
        return
    fewest, most = limits
    words = sum(page_words(pages[name]) for name in unit.entries)
    taken = minutes(words, len(unit.questions))
    if not fewest <= taken <= most:
        amount = f"{counted(words, 'word')}, {counted(len(unit.questions), 'question')}"
        allowed = f"a unit takes {fewest} to {most}"
        message = f"'{unit.title}' takes {taken} minutes ({amount}); {allowed}"
        hint = "add a page or a question" if taken < fewest else "split it, or take a page out"
        line = source.line_of("title", f'"{unit.title}"')
        yield source.problem(line, "unit-time", message, hint)


def _left_out(content: Content) -> Iterator[Problem]:
    if content.standards is None or not content.has_all:
        return
    kinds = content.standards[0].in_paths
    placed = {name for path, _ in content.paths for unit in path.unit for name in unit.entries}
    placed |= content.unread.words
    for page in content.pages:
        if page.kind in kinds and page.entry.id not in placed:
            message = f"no learning path has '{page.entry.id}'"
            line = page.source.line_of("id")
            hint = "add it to a unit of a file of content/paths"
            yield page.source.problem(line, "not-in-path", message, hint)
