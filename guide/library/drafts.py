"""Drafts as an editor sees them on the screen: among the finished pages, and marked."""

from dataclasses import replace

from guide.library.checks.citations import cited_keys
from guide.library.load import Content, Page, with_drafts
from guide.library.markup import parse_inline
from guide.library.questions import Question
from guide.library.sources import Reference
from guide.library.topics import Quiz

MARK = "Draft: "
"""Stands before the title of a page and the stem of a question, wherever they are shown."""


def marked(content: Content) -> Content:
    """Return a content with its drafts, each marked; a source that is not there yet says so."""
    drafts = replace(
        content.drafts,
        pages=[_page(page) for page in content.drafts.pages],
        quizzes=[_quiz(quiz) for quiz in content.drafts.quizzes],
    )
    whole = with_drafts(replace(content, drafts=drafts))
    known = content.bibliography.references
    missing = {key: _stand_in(key) for key in sorted(cited_keys(whole) - known.keys())}
    references = {**known, **missing}
    return replace(whole, bibliography=replace(content.bibliography, references=references))


def _page(page: Page) -> Page:
    entry = page.entry
    # By its own title it is still found.
    names = {"title": f"{MARK}{entry.title}", "aliases": (entry.title, *entry.aliases)}
    return replace(page, entry=entry.model_copy(update=names))


def _quiz(quiz: Quiz) -> Quiz:
    questions = tuple(_question(question) for question in quiz.topic.question)
    return replace(quiz, topic=quiz.topic.model_copy(update={"question": questions}))


def _question(question: Question) -> Question:
    spans = (span for text in question.marked_up for span in parse_inline(text))
    cited = (key for span in spans if span.style == "cite" for key in span.target.split())
    sources = tuple(dict.fromkeys([*question.sources, *cited]))
    return question.model_copy(update={"stem": f"{MARK}{question.stem}", "sources": sources})


def _stand_in(key: str) -> Reference:
    title = f"{MARK}references.bib has no source '{key}' yet"
    return Reference(key=key, title=title, study="report")
