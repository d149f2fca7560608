"""Drafts have the right form, and nothing of a template is left in what is finished."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator

from guide.errors import Problem
from guide.library.checks import citations, dates, identity, text
from guide.library.frontmatter import Source
from guide.library.load import Content, with_drafts
from guide.library.nearest import nearest
from guide.library.topics import blocks
from guide.library.unread import ID

LONGEST_REST = 50
"""Characters of a line that a message repeats."""
PLACEHOLDER = re.compile(r"\bTODO\b")
"""What a template has where the writer must say something."""


def check(content: Content) -> Iterator[Problem]:
    """Yield what is wrong with the form of drafts, and the rest of templates elsewhere.

    A draft may lack whatever is a matter of content: sources, sections, length.
    """
    if content.drafts.ids:
        whole = with_drafts(content)
        yield from identity.check(whole)
        yield from dates.check(whole)
    for page in content.drafts.pages:
        yield from text.check_markup(page.source)
        for passage in page.passages:
            yield from citations.unknown_levels(page.source, page.line(passage), passage)
    known = {objective.id for objective in content.objectives} | content.unread.names
    for quiz in content.drafts.quizzes:
        for question in quiz.topic.question:
            if question.objective not in known:
                message = f"no objective has the id '{question.objective}'"
                hint = nearest(question.objective, known) or "add it to objectives.toml"
                yield quiz.source.problem(quiz.line(question.id), "unknown-id", message, hint)
    yield from _left_over(content)


def _left_over(content: Content) -> Iterator[Problem]:
    for page in content.pages:
        yield from _placeholders(page.source, page.source.text, 0)
    unfinished = {each.id for quiz in content.drafts.quizzes for each in quiz.topic.question}
    sources = {quiz.source.file: quiz.source for quiz in content.quizzes}
    for source in sources.values():
        parts = blocks(source.text)
        head = source.text[: parts[0][0]] if parts else source.text
        for start, part in [(0, head), *parts]:
            if not unfinished & set(ID.findall(part)):
                yield from _placeholders(source, part, source.text.count("\n", 0, start))


def without_rest(problems: Iterable[Problem], content: Content) -> Iterator[Problem]:
    """Leave out what else is wrong with a page or question in which a placeholder is left."""
    problems = list(problems)
    left: dict[str, list[int]] = defaultdict(list)
    for problem in problems:
        if problem.code == "placeholder":
            left[problem.file].append(problem.line)
    starts = {
        quiz.source.file: [
            quiz.source.text.count("\n", 0, start) + 1 for start, _ in blocks(quiz.source.text)
        ]
        for quiz in content.quizzes
    }
    for problem in problems:
        part = bisect_right(starts.get(problem.file, ()), problem.line)
        parts = {bisect_right(starts.get(problem.file, ()), line) for line in left[problem.file]}
        if problem.code == "placeholder" or part not in parts:
            yield problem


def _placeholders(source: Source, part: str, above: int) -> Iterator[Problem]:
    if not PLACEHOLDER.search(part):
        return
    for number, line in enumerate(part.split("\n"), above + 1):
        if found := PLACEHOLDER.search(line):
            rest = line[found.start() :].partition('"')[0].strip()
            shown = rest if len(rest) <= LONGEST_REST else f"{rest[:LONGEST_REST].rstrip()}…"
            message = f"a line of the template is left: '{shown}'"
            hint = "write what belongs there, or set `draft = true`"
            yield source.problem(number, "placeholder", message, hint)
