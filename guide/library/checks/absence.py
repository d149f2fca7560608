"""Statements that nothing has been published: dated, with a logged search, not contradicted."""

import re
from collections.abc import Collection, Iterator

from guide.counting import counted
from guide.errors import Problem
from guide.library.absences import Scope
from guide.library.load import Content, Page
from guide.library.nearest import nearest
from guide.library.sentences import SENTENCE_END, Sentence, body_sentences
from guide.library.trial import Trial

WORK = (
    r"(?:trials?|study|studies|comparisons?|publications?|meta-analys[ei]s|case reports?"
    r"|guidelines?|cohorts?|reports?|papers?|randomi[sz]ed (?:data|evidence|tests?))"
)
ADJECTIVES = r"(?:[\w–/-]+ ){0,4}?"
VERBS = (
    r"(?:tested|studied|compared|published|reported|investigated|examined|validated|replicated"
    r"|confirmed|demonstrated|proven|randomi[sz]ed|measured|shown|established|settled|tried)"
)
ABSENCE = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?:no|without any) {ADJECTIVES}{WORK}\b",
        r"\b(?:no|nothing|none)\b[^.;:]{0,60}?\b(?:was|were|is|are|has been|have been)"
        r" (?:yet )?(?:found|published|known|reported|identified)\b",
        rf"\b(?:has|have) (?:not|never) (?:yet )?been (?:\w+ )?{VERBS}\b",
        r"\bnever (?:yet )?(?:been )?(?:tested|compared|studied|published|tried)\b",
        r"\b(?:is|are|remains?) (?:untested|unstudied|unpublished|unproven)\b",
        r"\b(?:no|little) (?:clinical|human|patient|randomi[sz]ed|prospective) (?:data|evidence)\b",
        r"\bno (?:data|evidence) (?:in|from|on) (?:patients|people|humans)\b",
    )
)
"""How a sentence says that the literature has nothing."""
ABOUT_RESULTS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\bno (?:study|trial) (?:drug|treatment|medication|arm|site)\b",
        r"\bno (?:reports? of|case of) (?:grade|harm|death|toxicity)\b",
        r"\bno evidence of (?:disease|progression|recurrence|an? interaction|heterogeneity)\b",
        r"\bno (?:better|worse|more|less|longer|other|matter|validated)\b",
        r"\b(?:gives?|gave|allows?|had|has) no comparison\b|\bno comparison\b[^.]*? was made\b",
        r"\bnot (?:been )?(?:reached|estimable|shown significant)\b",
        r"\bhas not been (?:reported|published|shown) (?:yet )?by arm\b",
    )
)
"""Phrases of the same form that report a result and say nothing about the literature."""
DATED = re.compile(r"\b(?:as of|until|by) (?:\w+ )?20\d\d\b", re.IGNORECASE)
DIARY = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\bin (?:the )?(?:sources?|excerpts?|reports?|texts?|pages?|copy|parts?|what was)"
        r" (?:that (?:was|were) )?(?:read|seen|used|consulted)\b",
        r"\b(?:sources?|excerpts?|parts?) (?:read|seen|used|consulted)(?: here)?\b",
        r"\bknown here\b",
        r"\b(?:was|were) not (?:read|in what was read|in the excerpts?)\b",
        r"\b(?:read|seen|consulted) here\b",
        r"\bnot in the (?:excerpts?|part read|sources?|copy)\b",
        r"\b(?:only|just) (?:its|the|their) (?:title|abstract)s? (?:was|were) (?:read|seen)\b",
        r"\bseen only in part\b",
        r"\bfrom (?:its|their) titles?\b",
        r"\b(?:its|their|the) [\w -]{1,30}? (?:was|were) not seen\b",
        r"\bwe (?:did not|could not) (?:read|see|find)\b",
    )
)
"""Phrases about the writing of a page, which is no concern of its reader."""
CLINICAL = frozenset({"phase-1", "phase-2", "phase-3"})
SUBJECTS = frozenset({"gene", "agent", "modality"})
TRIALS = re.compile(r"\b(?:trials?|patients|randomi[sz]ed|clinical|human)\b", re.IGNORECASE)


def claims_absence(text: str) -> bool:
    """Tell whether a sentence says that the literature has nothing of a kind."""
    for phrase in ABOUT_RESULTS:
        text = phrase.sub("", text)
    return any(pattern.search(text) for pattern in ABSENCE)


def check(content: Content) -> Iterator[Problem]:
    """Yield undated, unlogged and contradicted absences, and phrases about the writing."""
    scopes = {row.id: row for row in content.absences[0].scope} if content.absences else {}
    known = content.unread.names
    missing = _missing_log(content)
    if missing is not None:
        yield missing
        known = known | _used(content)
    trials = _clinical_claims(content)
    names = _names(content)
    for page in content.pages:
        yield from _summary(page)
        for sentence in body_sentences(page):
            yield from _diary(page, sentence.line, sentence.text)
            yield from _marks(page, sentence, scopes, content.absences_file, known)
            if sentence.styled("absence") or claims_absence(sentence.text):
                yield from _contradicted(page, sentence, trials, names, scopes)
    yield from _unused(content, scopes)


def _summary(page: Page) -> Iterator[Problem]:
    line = page.source.line_of("summary")
    yield from _diary(page, line, page.entry.summary)
    for sentence in SENTENCE_END.split(page.entry.summary):
        if claims_absence(sentence) and not DATED.search(sentence):
            message = f"'{sentence[:60]}…' has no date"
            yield page.source.problem(line, "absence-unmarked", message, "add 'as of MONTH YEAR'")


def _diary(page: Page, line: int, text: str) -> Iterator[Problem]:
    found = next((match for match in (p.search(text) for p in DIARY) if match), None)
    if found is not None:
        message = f"'{found[0]}' is about the writing of the page"
        hint = "say what is open in the field, with a date, or leave it out"
        yield page.source.problem(line, "diary-phrase", message, hint)


def _marks(
    page: Page, sentence: Sentence, scopes: dict[str, Scope], log: str, known: Collection[str]
) -> Iterator[Problem]:
    marks = sentence.styled("absence")
    if not marks and claims_absence(sentence.text):
        message = f"'{sentence.text[:60]}…' has no date"
        hint = "add [absence:DATE:scope] before the full stop, and the log"
        yield page.source.problem(sentence.line, "absence-unmarked", message, hint)
    for mark in (mark for mark in marks if mark.target not in known):
        scope = scopes.get(mark.target)
        if scope is None:
            message = f"{log} has no scope '{mark.target}'"
            hint = nearest(mark.target, scopes) or "log at least two searches"
            yield page.source.problem(sentence.line, "absence-unlogged", message, hint)
        elif mark.level > max(search.on for search in scope.search).isoformat():
            message = f"'{mark.target}' is dated {mark.level}, after its last search"
            hint = "use the day of the search, or search again"
            yield page.source.problem(sentence.line, "absence-unlogged", message, hint)


def _clinical_claims(content: Content) -> list[tuple[Page, frozenset[str], str]]:
    """Return each trial, and each sentence that cites one: its page, entries and words."""
    found = []
    for page in content.pages:
        entry = page.entry
        if isinstance(entry, Trial):
            named = frozenset((*entry.radiotherapy.modality, *entry.immunotherapy.agents))
            found.append((page, named, entry.title.casefold()))
        found.extend(
            (page, sentence.links, sentence.text.casefold())
            for sentence in body_sentences(page)
            if sentence.levels & CLINICAL and not claims_absence(sentence.text)
        )
    return found


def _names(content: Content) -> dict[str, re.Pattern[str]]:
    """Return a pattern of the names of each entry that a statement of absence may be about."""
    return {
        page.entry.id: re.compile(
            r"(?<!\w)(?:"
            + "|".join(re.escape(n.casefold()) for n in (page.entry.title, *page.entry.aliases))
            + r")(?!\w)"
        )
        for page in content.pages
        if page.kind in SUBJECTS
    }


def _contradicted(
    page: Page,
    sentence: Sentence,
    trials: list[tuple[Page, frozenset[str], str]],
    names: dict[str, re.Pattern[str]],
    scopes: dict[str, Scope],
) -> Iterator[Problem]:
    """Yield the other pages that cite a trial of what this sentence says no trial exists of."""
    subjects = (sentence.links | {page.entry.id}) & names.keys()
    if not subjects or page.kind not in SUBJECTS or not TRIALS.search(sentence.text):
        return
    explained = {
        name
        for mark in sentence.styled("absence")
        if mark.target in scopes
        for name in scopes[mark.target].apart_from
    }
    against = sorted(
        {
            other.entry.id
            for other, links, text in trials
            if other is not page
            and other.entry.id not in explained
            and all(name in links or names[name].search(text) for name in subjects)
        }
    )
    if against:
        message = f"'{sentence.text[:60]}…': trials are cited on {', '.join(against[:5])}"
        hint = "correct the sentence, or name them under `apart_from` of its scope"
        yield page.source.problem(sentence.line, "absence-contradicted", message, hint)


def _missing_log(content: Content) -> Problem | None:
    """Return the one problem of a log that is wanted and not there, instead of one at each mark."""
    count = len(_used(content))
    if not count or (content.root / "absences.toml").exists():
        return None
    message = f"the file is missing: the log of searches behind {counted(count, 'statement')}"
    hint = "copy it with the rest of the content folder, or log the searches"
    return Problem(content.absences_file, 1, "absence-unlogged", message, hint)


def _used(content: Content) -> set[str]:
    """Return the scopes that statements of absence name."""
    return {
        mark.target
        for page in content.pages
        for sentence in body_sentences(page)
        for mark in sentence.styled("absence")
    }


def _unused(content: Content, scopes: dict[str, Scope]) -> Iterator[Problem]:
    used = _used(content) | content.unread.words
    for name in scopes:
        if name not in used and content.absences is not None:
            source = content.absences[1]
            message = f"no page uses the scope '{name}'"
            line = source.line_of("id", f'"{name}"')
            yield source.problem(line, "absence-unlogged", message, "use it or delete it")
