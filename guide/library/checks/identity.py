"""Ids, titles, aliases, links between entries, dates and identifiers."""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime

from guide.errors import Problem
from guide.library.load import Content, Page
from guide.library.markup import all_spans
from guide.library.mentions import fold
from guide.library.nearest import nearest

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
"""UniProt's form is the one published in its help page on accession numbers."""


def check(content: Content) -> Iterator[Problem]:
    """Yield the faults of identity."""
    yield from _ids(content)
    yield from _names(content)
    yield from _links(content)
    yield from _dates(content, datetime.now(UTC).date())
    yield from _identifiers(content)


def _ids(content: Content) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    stems = [(page.entry.id, page.source) for page in content.pages]
    stems += [(quiz.topic.id, quiz.source) for quiz in content.quizzes]
    stems += [(path.id, source) for path, source in content.paths]
    for name, source in stems:
        if name != source.stem:
            yield Problem(
                source.file,
                source.line_of("id"),
                "file-name",
                f"id '{name}' in a file named '{source.stem}'",
                "rename one",
            )
    named = [(page.entry.id, page.source, page.source.line_of("id")) for page in content.pages]
    named += [(path.id, source, source.line_of("id")) for path, source in content.paths]
    named += [
        (question.id, quiz.source, quiz.line(question.id))
        for quiz in content.quizzes
        for question in quiz.topic.question
    ]
    for name, source, line in named:
        if name in seen:
            yield Problem(
                source.file,
                line,
                "duplicate-id",
                f"id '{name}' is taken by {seen[name]}",
                "ids are unique over all kinds",
            )
        seen.setdefault(name, source.file)


def _names(content: Content) -> Iterator[Problem]:
    owners: dict[str, Page] = {}
    for page in content.pages:
        for name in (page.entry.title, *page.entry.aliases):
            owner = owners.setdefault(fold(name), page)
            if owner is not page:
                line = page.source.line_of("title" if name == page.entry.title else "aliases")
                yield Problem(
                    page.source.file,
                    line,
                    "alias-clash",
                    f"'{name}' also names '{owner.entry.id}'",
                    "give the name to one of them",
                )


def _links(content: Content) -> Iterator[Problem]:
    known = content.page_by_id()
    paths = {path.id for path, _ in content.paths}
    for page in content.pages:
        for passage in page.passages:
            for span in all_spans(passage.block):
                if span.style != "link":
                    continue
                if span.target == page.entry.id:
                    yield Problem(
                        page.source.file,
                        page.line(passage),
                        "self-link",
                        f"[[{span.target}]] is this page",
                    )
                elif span.target not in known:
                    yield _unknown(page.source.file, page.line(passage), span.target, known)
        for name, field in named_ids(page):
            if name not in known:
                yield _unknown(page.source.file, page.source.line_of(field), name, known)
    questions = {question.id: quiz for quiz in content.quizzes for question in quiz.topic.question}
    for quiz in content.quizzes:
        for question in quiz.topic.question:
            if question.entry not in known and question.entry not in paths:
                yield _unknown(quiz.source.file, quiz.line(question.id), question.entry, known)
            if question.twin_of and question.twin_of not in questions:
                yield _unknown(
                    quiz.source.file, quiz.line(question.id), question.twin_of, questions
                )
    objectives = {objective.id for objective in content.objectives}
    for path, source in content.paths:
        for unit in path.unit:
            for name in unit.entries:
                if name not in known:
                    yield _unknown(source.file, source.line_of("entries", name), name, known)
            for name in unit.objectives:
                if name not in objectives:
                    yield _unknown(
                        source.file, source.line_of("objectives", name), name, objectives
                    )
            for name in unit.questions:
                if name not in questions:
                    yield _unknown(source.file, source.line_of("questions", name), name, questions)
    if content.outline:
        outline, source = content.outline
        for part in outline.part:
            for name in part.first:
                if name not in known:
                    yield _unknown(source.file, source.line_of("first", name), name, known)


def _unknown(file: str, line: int, name: str, known: Iterable[str]) -> Problem:
    return Problem(file, line, "unknown-id", f"nothing has the id '{name}'", nearest(name, known))


def named_ids(page: Page) -> Iterator[tuple[str, str]]:
    """Yield the entry ids that structured fields name, with the field."""
    entry = page.entry
    radiotherapy = getattr(entry, "radiotherapy", None)
    immunotherapy = getattr(entry, "immunotherapy", None)
    for name in getattr(entry, "diseases", ()):
        yield name, "diseases"
    for name in radiotherapy.modality if radiotherapy else ():
        yield name, "modality"
    for name in immunotherapy.agents if immunotherapy else ():
        yield name, "agents"


def _dates(content: Content, today: date) -> Iterator[Problem]:
    dated = [
        (page.source, field, getattr(page.entry, field), "")
        for page in content.pages
        for field in ("updated", "reviewed")
    ]
    dated += [
        (quiz.source, "id", getattr(question, field), question.id)
        for quiz in content.quizzes
        for question in quiz.topic.question
        for field in ("updated", "reviewed")
    ]
    dated += [(source, "updated", path.updated, "") for path, source in content.paths]
    for source, field, day, near in dated:
        if day is not None and day > today:
            yield Problem(
                source.file,
                source.line_of(field, near),
                "future-date",
                f"{day} lies in the future",
                f"today is {today}",
            )


def _identifiers(content: Content) -> Iterator[Problem]:
    for page in content.pages:
        for field, (form, hint) in IDENTIFIER_FORMS.items():
            value = getattr(page.entry.identifiers, field)
            if value is not None and not form.fullmatch(value):
                yield Problem(
                    page.source.file,
                    page.source.line_of(field),
                    "identifier-malformed",
                    f"{field} '{value}'",
                    hint,
                )
