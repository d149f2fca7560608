"""The rules that the content must keep, each with a code, checked in one run."""

from collections.abc import Callable, Iterator
from datetime import date

from guide.errors import Problem
from guide.library.checks import (
    absence,
    ageing,
    asks,
    citations,
    dates,
    drafts,
    evidence,
    identity,
    items,
    learning_paths,
    names,
    numbers,
    pathways,
    reach,
    references,
    seeds,
    standards,
    strength,
    syllabus,
    text,
    trials,
    wording,
)
from guide.library.load import Content

CODES: dict[str, str] = {
    "unreadable": "the file cannot be read",
    "front-matter": "the TOML of a file is missing or broken",
    "schema": "a field is missing, unknown or of the wrong type",
    "bibliography": "an entry of references.bib cannot be used",
    "duplicate-key": "two references have one key",
    "stray-file": "a Markdown file stands outside the folders of entries",
    "file-name": "the file's stem is not the entry's id",
    "duplicate-id": "two entries have one id",
    "alias-clash": "a title or alias names two entries",
    "alias-no-synonym": "an alias names something else than its entry",
    "placeholder": "a line of a template is left in a page or question that is no draft",
    "unknown-id": "a link or field names an id that nothing has",
    "self-link": "an entry links to itself",
    "broken-markup": "a link or citation is not closed or is misspelt",
    "future-date": "a date is in the future",
    "control-character": "the text has a character that could control a terminal",
    "identifier-malformed": "an identifier does not have the form of its registry",
    "unknown-key": "a citation names a key that no reference has",
    "unused-reference": "nothing cites the reference",
    "no-citation": "a page has no citation",
    "uncited-passage": "a factual paragraph, item or row has no citation",
    "no-level": "a claim has no level of evidence",
    "unknown-level": "a level is not on the scale",
    "level-beyond-source": "none of the sources cited supports the level",
    "level-not-reached": "no claim of a page has the level of the page",
    "reference-without-id": "a paper has neither DOI nor PMID",
    "reference-without-address": "a report without DOI or PMID has no address",
    "doi-malformed": "a DOI has the wrong form",
    "doi-truncated": "a DOI is cut off, or is not that of the address",
    "pmid-malformed": "a PMID has the wrong form",
    "duplicate-reference": "two references have one DOI or PMID",
    "flagged-uncited": "a page cites a retracted or doubted paper and does not say so",
    "seed-unanswered": "no entry answers a seed row",
    "seed-unknown": "an entry answers a seed row that does not exist",
    "seed-twice": "two entries answer one seed row",
    "seed-note": "a seed row with a wrong identifier has no note",
    "sections": "a page does not have the sections of its kind",
    "length": "a page is shorter or longer than those of its kind",
    "few-references": "a page cites fewer sources than those of its kind",
    "property-unit": "a property has no unit or an unknown one",
    "arm-order": "the arms of a trial are not experimental first, or `single` beside others",
    "arm-value": "a value belongs to no arm, or stands out of the order of the arms",
    "measure-estimate": "a measure of comparison has no estimate, or an estimate no such measure",
    "arm-sum": "a trial has more or fewer patients than its arms together, and does not say why",
    "impossible-figure": "an interval, an estimate or a share of a trial cannot be",
    "value-form": "what an arm reached is no number, or has its unit within it",
    "lost-zero": "the limits of an interval have different decimals",
    "trial-incomplete": "a reported phase 2 or 3 trial lacks what a reader must find",
    "step-to-itself": "a step of a pathway leads from an entry to itself",
    "step-twice": "a page has the same step twice",
    "step-of-own-page": "one step of a page, and no other, names the page's own entry",
    "steps-apart": "the steps of a page are not one connected pathway",
    "syllabus-slot": "a page does not answer what its readers expect, or names no place that does",
    "absence-unmarked": "a statement that nothing has been published has no date",
    "absence-unlogged": "a date of absence has no log of searches, or a log has no use",
    "absence-contradicted": "other pages cite trials of what a sentence says that none exists",
    "diary-phrase": "a phrase is about the writing of the page",
    "bad-host": "the address of a reference is on a host of `bad-hosts.txt`",
    "untitled-reference": "the title of a reference is a remark",
    "undated-reference": "a reference has no year and does not say so",
    "weak-source": "news or a report carries a result although the paper is known",
    "level-of-source": "a level of review or guideline has no source of that kind",
    "level-of-ongoing": "a trial without a result has a level of evidence",
    "level-of-reported": "a trial with a result has no level of evidence",
    "ask-count": "a page names fewer or more questions than a reader can use",
    "ask-section": "a question names a section that the page does not have",
    "ask-twice": "two pages say that they answer one question",
    "ageing-count": "a count that ages has no year, or no day to look it up again",
    "out-of-date": "something must be looked up again",
    "trial-number": "a number in the text of a trial is in no structured field",
    "unit-time": "a unit of a learning path is too short or too long",
    "path-cycle": "learning paths come before each other in a circle",
    "not-in-path": "a page of a kind that must be learnt is in no learning path",
    "orphan": "nothing leads to a page",
    "repeated-sentence": "two pages have the same sentence",
    "long-sentence": "a sentence is too long",
    "unexplained-abbreviation": "an abbreviation is neither written out nor in the library",
    **items.CODES,
}
"""Each code that `abscopal check` prints, with what it means."""

RULES: tuple[Callable[[Content], Iterator[Problem]], ...] = (
    names.check,
    identity.check,
    dates.check,
    text.check,
    citations.check,
    evidence.check,
    numbers.check,
    wording.check,
    standards.check,
    reach.check,
    references.check,
    seeds.check,
    items.check,
    trials.check,
    syllabus.check,
    absence.check,
    strength.check,
    ageing.check,
    asks.check,
    pathways.check,
    learning_paths.check,
    drafts.check,
)


FORM: tuple[Callable[[Content], Iterator[Problem]], ...] = (
    names.check,
    identity.check,
    dates.check,
    text.check,
    citations.check,
    trials.check,
    drafts.check,
)
"""The rules without which a content cannot be compiled and shown."""


def check(content: Content, only_form: bool = False) -> tuple[Problem, ...]:
    """Return the problems that keep the content from being built, ordered by file and line.

    Files that could not be read come first, because other problems may follow from that.

    Args:
        content: The content as read.
        only_form: Leave out what only a finished guide must keep.
    """
    first = set(content.problems)
    problems = set(first)
    for rule in FORM if only_form else RULES:
        problems.update(rule(content))
    problems = first | set(drafts.without_rest(problems, content))
    return tuple(sorted(problems, key=lambda problem: (problem not in first, problem)))


def warnings(content: Content, today: date) -> tuple[Problem, ...]:
    """Return what must be looked up again on a day, and what must be done when drafts are."""
    return tuple(sorted([*ageing.outdated(content, today), *names.awaiting(content)]))
