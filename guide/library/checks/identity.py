"""Ids, titles, aliases, links between entries, dates and identifiers."""

import re
from collections.abc import Collection, Iterator
from datetime import UTC, date, datetime

from guide.errors import Problem
from guide.library.frontmatter import Source
from guide.library.load import Content, Page, Quiz
from guide.library.markup import Passage, all_spans
from guide.library.mentions import fold
from guide.library.models import Trial
from guide.library.nearest import nearest
from guide.library.questions import Question

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
    yield from _ids(content)
    yield from _names(content)
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
    yield from _dates(content, datetime.now(UTC).date())
    yield from _identifiers(content)


def _ids(content: Content) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    stems = [(page.entry.id, page.source) for page in content.pages]
    stems += [(quiz.topic.id, quiz.source) for quiz in content.quizzes]
    stems += [(path.id, source) for path, source in content.paths]
    for name, source in stems:
        if name != source.stem:
            message = f"the id is '{name}' but the file is named '{source.stem}'"
            yield source.problem(source.line_of("id"), "file-name", message, "rename one of them")
    named = [(page.entry.id, page.source, page.source.line_of("id")) for page in content.pages]
    named += [(path.id, source, source.line_of("id")) for path, source in content.paths]
    named += [
        (question.id, quiz.source, quiz.line(question.id)) for quiz, question in _questions(content)
    ]
    for name, source, line in named:
        if name in seen:
            message = f"the id '{name}' is already used in {seen[name]}"
            hint = "ids are unique over all kinds; choose another"
            yield source.problem(line, "duplicate-id", message, hint)
        seen.setdefault(name, source.file)


def _questions(content: Content) -> Iterator[tuple[Quiz, Question]]:
    return ((quiz, question) for quiz in content.quizzes for question in quiz.topic.question)


def _names(content: Content) -> Iterator[Problem]:
    owners: dict[str, Page] = {}
    for page in content.pages:
        for name in (page.entry.title, *page.entry.aliases):
            owner = owners.setdefault(fold(name), page)
            if owner is not page:
                line = page.source.line_of("title" if name == page.entry.title else "aliases")
                message = f"'{name}' is also a name of '{owner.entry.id}'"
                yield page.source.problem(line, "alias-clash", message, "leave it to one of them")


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
        yield from _unknown(page.source, page.source.line_of(field), name, known)


def _question_links(content: Content, known: Collection[str]) -> Iterator[Problem]:
    pages = {*known, *(path.id for path, _ in content.paths)}
    questions = {question.id for _, question in _questions(content)} | content.unread.names
    for quiz, question in _questions(content):
        line = quiz.line(question.id)
        yield from _unknown(quiz.source, line, question.entry, pages)
        if question.twin_of:
            yield from _unknown(quiz.source, line, question.twin_of, questions)


def _path_links(content: Content, known: Collection[str]) -> Iterator[Problem]:
    unread = content.unread.names
    fields: dict[str, Collection[str]] = {
        "entries": known,
        "objectives": {objective.id for objective in content.objectives} | unread,
        "questions": {question.id for _, question in _questions(content)} | unread,
    }
    for path, source in content.paths:
        for unit in path.unit:
            for field, ids in fields.items():
                for name in getattr(unit, field):
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
    """Yield the entry ids that a trial's structured fields name, with the field."""
    entry = page.entry
    if isinstance(entry, Trial):
        for field, names in (
            ("diseases", entry.diseases),
            ("modality", entry.radiotherapy.modality),
            ("agents", entry.immunotherapy.agents),
        ):
            yield from ((name, field) for name in names)


def _dates(content: Content, today: date) -> Iterator[Problem]:
    dated: list[tuple[Source, int, date | None]] = []
    for page in content.pages:
        dated += [
            (page.source, page.source.line_of(field), getattr(page.entry, field))
            for field in ("updated", "reviewed")
        ]
    for quiz, question in _questions(content):
        line = quiz.line(question.id)
        dated += [(quiz.source, line, question.updated), (quiz.source, line, question.reviewed)]
    dated += [(source, source.line_of("updated"), path.updated) for path, source in content.paths]
    for source, line, day in dated:
        if day is not None and day > today:
            yield source.problem(
                line, "future-date", f"{day} is in the future", f"today is {today}"
            )


def _identifiers(content: Content) -> Iterator[Problem]:
    for page in content.pages:
        for field, (form, hint) in IDENTIFIER_FORMS.items():
            value = getattr(page.entry.identifiers, field)
            if value is not None and not form.fullmatch(value):
                line = page.source.line_of(field)
                message = f"'{value}' is not a valid {field}"
                yield page.source.problem(line, "identifier-malformed", message, hint)
