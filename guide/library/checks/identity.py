"""Links between entries, the ids that fields name, and identifiers in registries."""

import re
from collections.abc import Collection, Iterator
from dataclasses import replace

from guide.errors import Problem
from guide.library.frontmatter import Source
from guide.library.load import Content, Page
from guide.library.markup import Passage, all_spans
from guide.library.models import Mechanism
from guide.library.nearest import nearest
from guide.library.questions import Question
from guide.library.topics import Quiz
from guide.library.trial import Trial

IDENTIFIER_FORMS: dict[str, tuple[re.Pattern[str], str]] = {
    "ncbi_gene": (re.compile(r"[1-9]\d{0,8}"), "NCBI Gene ids are digits, such as 115004"),
    "hgnc": (re.compile(r"HGNC:[1-9]\d{0,5}"), "HGNC ids look like HGNC:21367"),
    "uniprot": (
        re.compile(r"[OPQ][0-9][A-Z0-9]{3}[0-9]|[A-NR-Z][0-9](?:[A-Z][A-Z0-9]{2}[0-9]){1,2}"),
        "UniProt accessions look like Q8N884",
    ),
    "mesh": (re.compile(r"[DC]\d{6}(?:\d{3})?"), "MeSH ids look like D009369 or C000594389"),
    "taxon": (re.compile(r"[1-9]\d{0,7}"), "NCBI Taxonomy ids are digits, such as 9606"),
    "cellosaurus": (re.compile(r"CVCL_[A-Z0-9]{4}"), "Cellosaurus accessions look like CVCL_B288"),
    "nct": (re.compile(r"NCT\d{8}"), "registry numbers look like NCT02125461"),
}
"""The form of each identifier; UniProt's is that of its help page on accession numbers."""


def check(content: Content) -> Iterator[Problem]:
    """Yield the faults of identity."""
    drafts = {f"nothing has the id '{name}'": name for name in content.drafts.ids}
    for problem in _faults(content):
        if problem.message in drafts:
            message = f"'{drafts[problem.message]}' is a draft, which the guide leaves out"
            hint = "finish the draft first, or name something else"
            yield replace(problem, message=message, hint=hint)
        else:
            yield problem


def _faults(content: Content) -> Iterator[Problem]:
    # A file that could not be read is reported itself, not at every link to it.
    known = {*content.page_by_id(), *content.unread.names}
    for page in content.pages:
        yield from _page_links(page, known)
    for body in content.unread.bodies:
        for passage in body.passages:
            for name in _links(passage):
                yield from _unknown(body.source, body.line(passage), name, known)
    yield from _question_links(content, known)
    yield from _path_links(content, known)
    yield from _identifiers(content)


def _questions(content: Content) -> Iterator[tuple[Quiz, Question]]:
    return ((quiz, question) for quiz in content.quizzes for question in quiz.topic.question)


def _links(passage: Passage) -> Iterator[str]:
    return (span.target for span in all_spans(passage.block) if span.style == "link")


def _page_links(page: Page, known: Collection[str]) -> Iterator[Problem]:
    for passage in page.passages:
        line = page.line(passage)
        for name in _links(passage):
            if name == page.entry.id:
                message = f"[[{name}]] links to its own page"
                yield page.source.problem(line, "self-link", message, "remove the brackets")
            else:
                yield from _unknown(page.source, line, name, known)
    for name, field in named_ids(page):
        if name not in known:
            yield from _unknown(page.source, page.source.line_of(field, name), name, known)


def _question_links(content: Content, known: Collection[str]) -> Iterator[Problem]:
    pages = {*known, *(path.id for path, _ in content.paths)}
    questions = {question.id for _, question in _questions(content)} | content.unread.names
    for quiz, question in _questions(content):
        line = quiz.line_of(question.id, "entry")
        yield from _unknown(quiz.source, line, question.entry, pages)
        if question.twin_of:
            line = quiz.line_of(question.id, "twin_of")
            yield from _unknown(quiz.source, line, question.twin_of, questions)


def _path_links(content: Content, known: Collection[str]) -> Iterator[Problem]:
    unread = content.unread.names
    fields: dict[str, Collection[str]] = {
        "entries": known,
        "objectives": {objective.id for objective in content.objectives} | unread,
        "questions": {question.id for _, question in _questions(content)} | unread,
    }
    paths = {path.id for path, _ in content.paths} | unread
    for path, source in content.paths:
        for name in path.needs:
            yield from _unknown(source, source.line_of("needs", name), name, paths)
        for unit in path.unit:
            for field, ids in fields.items():
                for name in (each for each in getattr(unit, field) if each not in ids):
                    yield from _unknown(source, source.line_of(field, name), name, ids)
    if content.outline:
        outline, source = content.outline
        for name in (name for part in outline.part for name in part.first):
            yield from _unknown(source, source.line_of("first", name), name, known)


def _unknown(source: Source, line: int, name: str, known: Collection[str]) -> Iterator[Problem]:
    if name not in known:
        message = f"nothing has the id '{name}'"
        yield source.problem(line, "unknown-id", message, nearest(name, known))


def named_ids(page: Page) -> Iterator[tuple[str, str]]:
    """Yield the ids of other entries that a page's structured fields name, with the field."""
    entry = page.entry
    if isinstance(entry, Trial):
        for field, names in (
            ("diseases", entry.diseases),
            ("modality", entry.radiotherapy.modality),
            ("agents", entry.immunotherapy.agents),
        ):
            yield from ((name, field) for name in names)
    if isinstance(entry, Mechanism):
        for step in entry.step:
            ends = ((step.actor, "from"), (step.target, "to"))
            yield from ((name, field) for name, field in ends if name != entry.id)


def _identifiers(content: Content) -> Iterator[Problem]:
    for page in content.pages:
        for field, (form, hint) in IDENTIFIER_FORMS.items():
            value = getattr(page.entry.identifiers, field)
            if value is not None and not form.fullmatch(value):
                line = page.source.line_of(field)
                message = f"'{value}' is not a valid {field}"
                yield page.source.problem(line, "identifier-malformed", message, hint)
