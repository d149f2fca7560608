"""Questions that can be asked and that teach."""

from collections.abc import Iterator

from guide.errors import Problem
from guide.library.load import Content
from guide.library.nearest import nearest
from guide.library.records import prose

MIN_REASON_WORDS = 8


def check(content: Content) -> Iterator[Problem]:
    """Yield the faults of questions."""
    pages = content.page_by_id()
    entries = {question.id: question.entry for quiz in content.quizzes for question in quiz.topic.question}
    for quiz in content.quizzes:
        for question in quiz.topic.question:
            file, line = quiz.source.file, quiz.line(question.id)
            right = sum(option.right for option in question.options)
            if right != 1:
                yield Problem(file, line, "question-key", f"{question.id} has {right} right options", "exactly one")
            texts = [option.text.casefold().strip() for option in question.options]
            if len(set(texts)) < len(texts):
                yield Problem(file, line, "question-options", f"{question.id} has an option twice", "reword one")
            for place, option in enumerate(question.options):
                if len(option.reason.split()) < MIN_REASON_WORDS:
                    yield Problem(
                        file, line, "question-reason", f"{question.id}: reason {place + 1} has under {MIN_REASON_WORDS} words", "say why"
                    )
            page = pages.get(question.entry)
            if page and question.section:
                headings = [prose(p.block.spans) for p in page.passages if p.block.kind == "h"]
                if question.section not in headings:
                    yield Problem(
                        file,
                        line,
                        "question-section",
                        f"{question.id}: '{question.section}' is no heading of {question.entry}",
                        nearest(question.section, headings),
                    )
            if question.twin_of in entries and entries[question.twin_of] != question.entry:
                yield Problem(
                    file, line, "twin-mismatch", f"{question.id} and {question.twin_of} teach different pages", "name the true twin"
                )
