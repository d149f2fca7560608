"""Ids, titles and aliases: each leads to one page, also to those that are not being checked."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from guide.errors import Problem
from guide.library.frontmatter import Source
from guide.library.load import Content, Page
from guide.library.mentions import fold, words
from guide.library.naming import Named
from guide.library.topics import Quiz

GENERIC = re.compile(
    r"(?:agent|arm|cell|chemical|disease|drug|effect|gene|illness|immunotherap(?:y|ie)|mechanism"
    r"|medicine|modalit(?:y|ie)|molecule|organism|outcome|pathway|principle|protein|receptor"
    r"|response|result|signal|stud(?:y|ie)|term|therap(?:y|ie)|treatment|trial)s?"
    r"|harm|immune|immunity|radiation|toxicity"
)
"""Words for many things, which cannot be another name of one."""
TO_THAT_PAGE = "leave it to that page"
WHEN_FINISHED = "take it out there when this page is finished"


def check(content: Content) -> Iterator[Problem]:
    """Yield the faults of names.

    A draft must leave the names of finished pages alone. That one of them has its name as an alias
    is for the day on which the draft is finished; until then see `awaiting`.
    """
    yield from _file_names(content)
    yield from _duplicates(content)
    finished, drafts = _names(content.pages), _names(content.drafts.pages)
    others = [named for named in content.elsewhere.pages if not named.draft]
    yield from _clashes(finished, others)
    yield from _no_synonyms(finished, [*others, *finished])
    yield from _aliases_of(finished, others, "take it out there")
    if drafts:
        known = [*content.elsewhere.pages, *finished]
        yield from _clashes(drafts, known)
        yield from _no_synonyms(drafts, [*known, *drafts])


def awaiting(content: Content) -> Iterator[Problem]:
    """Yield the aliases of finished pages that name a draft."""
    others = [named for named in content.elsewhere.pages if not named.draft]
    yield from _aliases_of(
        _names(content.drafts.pages), [*others, *_names(content.pages)], WHEN_FINISHED
    )


def _names(pages: Iterable[Page]) -> list[Named]:
    entries = ((page.entry, page.source) for page in pages)
    return [
        Named(entry.id, entry.title, entry.aliases, source, entry.draft)
        for entry, source in entries
    ]


def _file_names(content: Content) -> Iterator[Problem]:
    quizzes = [*content.quizzes, *content.drafts.quizzes]
    pages = [*content.pages, *content.drafts.pages]
    stems = [(page.entry.id, page.source) for page in pages]
    stems += [(quiz.topic.id, quiz.source) for quiz in quizzes]
    stems += [(path.id, source) for path, source in content.paths]
    for name, source in stems:
        if name != source.stem:
            message = f"the id is '{name}' but the file is named '{source.stem}'"
            yield source.problem(source.line_of("id"), "file-name", message, "rename one of them")


def _duplicates(content: Content) -> Iterator[Problem]:
    seen = dict(content.elsewhere.ids)
    pages = [page.source for page in content.pages]
    drafts = [page.source for page in content.drafts.pages]
    named = [
        *_ids_of([*pages, *(source for _, source in content.paths)]),
        *_ids_of_questions([*content.quizzes, *content.drafts.quizzes]),
        *_ids_of(drafts),
    ]
    for name, source, line in named:
        if name in seen:
            message = f"the id '{name}' is already used in {seen[name]}"
            hint = "ids are unique over all kinds; choose another"
            yield source.problem(line, "duplicate-id", message, hint)
        seen.setdefault(name, f"{source.file}:{line}")


def _ids_of(sources: Iterable[Source]) -> Iterator[tuple[str, Source, int]]:
    return ((str(source.meta["id"]), source, source.line_of("id")) for source in sources)


def _ids_of_questions(quizzes: Sequence[Quiz]) -> Iterator[tuple[str, Source, int]]:
    """Yield each id of a question, also one that stands twice in a file, with its own line."""
    met: Counter[tuple[str, str]] = Counter()
    for quiz in quizzes:
        for question in quiz.topic.question:
            here = (quiz.source.file, question.id)
            yield question.id, quiz.source, quiz.line(question.id, met[here])
            met[here] += 1


def _clashes(subjects: Sequence[Named], others: Sequence[Named]) -> Iterator[Problem]:
    """Find names of pages that others have already, the pages before it among them."""
    owners: dict[str, tuple[Named, str]] = {}
    for other in others:
        for name in other.names:
            owners.setdefault(fold(name), (other, name))
    for named in subjects:
        for name in named.names:
            owner, theirs = owners.setdefault(fold(name), (named, name))
            is_title = theirs == owner.title
            waits = named.draft and not owner.draft and name == named.title and not is_title
            if owner is named or waits:
                continue
            what = "the title" if is_title else "an alias"
            message = f"'{name}' is also {what} of '{owner.id}', {_place(owner, theirs)}"
            line, hint = named.line(name), "leave it to one of them"
            yield named.source.problem(line, "alias-clash", message, hint)


def _place(named: Named, name: str) -> str:
    return f"{named.source.file}:{named.line(name)}"


def _by_words(pages: Iterable[Named]) -> dict[tuple[str, ...], str]:
    """Return the pages' ids by the words of their names, and of their ids."""
    pages = list(pages)
    found: dict[tuple[str, ...], str] = {}
    for named in pages:
        for name in named.names:
            found.setdefault(words(name), named.id)
    return found | {tuple(named.id.split("-")): named.id for named in pages}


def _meant(alias: str, own: str, by_words: Mapping[tuple[str, ...], str]) -> str:
    """Return the id of another page that an alias names, also in the plural; "" for none."""
    parts = words(alias)
    one = (*parts[:-1], parts[-1].removesuffix("s")) if parts else ()
    found = (by_words.get(each, own) for each in (parts, one))
    return next((name for name in found if name != own), "")


def _no_synonyms(subjects: Iterable[Named], known: Sequence[Named]) -> Iterator[Problem]:
    """Find aliases that name something else, as far as that shows in the names alone."""
    by_words = _by_words(known)
    owners: dict[str, str] = {}
    for named in known:
        for name in named.names:
            owners.setdefault(fold(name), named.id)
    for named in subjects:
        rows = named.source.meta.get("confuse", ())
        confused = {fold(row["term"]) for row in rows}
        for place, alias in enumerate(named.aliases):
            other = _meant(alias, named.id, by_words)
            why, hint = "", TO_THAT_PAGE
            if other and owners.get(fold(alias)) == named.id:
                why = f"is what '{other}' is about"
            elif fold(alias) in confused:
                why, hint = "stands under `confuse` too", "leave it out here or there"
            elif GENERIC.fullmatch(fold(alias)):
                why, hint = "is a word for many things", "name this one thing, or leave it out"
            if why:
                line = named.source.place(("aliases", place))
                yield named.source.problem(line, "alias-no-synonym", f"'{alias}' {why}", hint)


def _aliases_of(subjects: Sequence[Named], others: Iterable[Named], hint: str) -> Iterator[Problem]:
    """Find aliases of other pages that name one of these."""
    if not subjects:
        return
    by_words = _by_words(subjects)
    by_id = {named.id: named for named in subjects}
    own = {fold(name): named.id for named in subjects for name in named.names}
    for other in others:
        for alias in other.aliases:
            named = by_id.get(_meant(alias, other.id, by_words))
            # What both are called is a clash, which is reported unless the page is a draft.
            if named and (named.draft or own.get(fold(alias)) != named.id):
                message = f"'{alias}' is an alias of '{other.id}', {_place(other, alias)}"
                line = named.line(named.title)
                yield named.source.problem(line, "alias-no-synonym", message, hint)
