"""Every page can be reached from another one."""

from collections.abc import Iterator

from guide.errors import Problem
from guide.library.checks.identity import named_ids
from guide.library.load import Content
from guide.library.markup import all_spans
from guide.library.mentions import confused, mentions, names


def check(content: Content) -> Iterator[Problem]:
    """Yield the pages that nothing leads to; a glossary term is reached by its words elsewhere."""
    if not content.has_all:
        return
    reached = {name for path, _ in content.paths for unit in path.unit for name in unit.entries}
    reached |= {question.entry for quiz in content.quizzes for question in quiz.topic.question}
    known = names(content)
    for page in content.pages:
        reached |= {name for name, _ in named_ids(page)} | set(confused(page, known))
        reached |= {
            span.target
            for passage in page.passages
            for span in all_spans(passage.block)
            if span.style == "link"
        }
    reached |= content.unread.words
    used = mentions(content, ["term"])
    for page in content.pages:
        if page.entry.id not in reached and not used.get(page.entry.id):
            message = f"nothing leads to '{page.entry.id}'"
            hint = "link to it from a page, a path or a question"
            yield page.source.problem(page.source.line_of("id"), "orphan", message, hint)
