"""A level of evidence must be one that its sources support: a mouse study is no phase 3 trial."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from guide.errors import Problem
from guide.library.checks.citations import structured_rows
from guide.library.frontmatter import Source
from guide.library.load import Content, Page
from guide.library.markup import NO_LEVEL, all_spans, parse_inline
from guide.library.records import Span
from guide.library.scale import LEVELS
from guide.library.sources import Reference
from guide.library.trial import Outcome, Trial


class Studied(Protocol):
    """A reference, of which only the kind of study matters here."""

    @property
    def study(self) -> str:
        """Kind of study."""


SUPPORTS: dict[str, frozenset[str]] = {
    "physics": frozenset({"physics"}),
    "in-vitro": frozenset({"in-vitro"}),
    "preclinical": frozenset({"preclinical", "in-vitro", "physics", "case", "retrospective"}),
    "case": frozenset({"case"}),
    "cohort": frozenset({"retrospective", "case"}),
    "trial": frozenset({"phase-1", "phase-2", "retrospective", "case", "preclinical"}),
    "rct": frozenset({"phase-1", "phase-2", "phase-3", "retrospective"}),
    "pooled-cohorts": frozenset({"pooled-cohorts", "retrospective", "case"}),
    "meta-analysis": frozenset({"meta-analysis", "pooled-cohorts", "phase-2", "retrospective"}),
    "guideline": frozenset({"guideline", "physics"}),
    "review": frozenset({"physics", "case"}),
}
"""What each kind of study supports beside `review`, the level of what a paper quotes from others.

Laboratory papers often report a few patients' samples beside their animals, and early trials a
mouse model beside their patients. Reports, news, congress abstracts and registry records quote the
work of others: they support any level, and the page's list of references shows what they are.
"""


OF_THAT_KIND: dict[str, frozenset[str]] = {
    "review": frozenset({"review", "pooled-cohorts", "meta-analysis", "guideline"}),
    "guideline": frozenset({"guideline"}),
}
"""Levels that name a kind of source: a dictionary is no review, a web page no guideline."""


def supported(level: str, keys: Sequence[str], references: Mapping[str, Studied]) -> bool:
    """Tell whether at least one of the sources supports a level; an unknown source does."""
    studies = [references[key].study for key in keys if key in references]
    if level == "review" or len(studies) < len(keys):
        return True
    return any(level in SUPPORTS.get(study, {level}) for study in studies)


def check(content: Content) -> Iterator[Problem]:
    """Yield the levels that no source supports, and pages whose level no claim has."""
    references = content.bibliography.references
    for page in content.pages:
        yield from _claims(page, references)
        yield from _level_of_page(page)
    for quiz in content.quizzes:
        for question in quiz.topic.question:
            line = quiz.line(question.id)
            for text in question.marked_up:
                yield from _spans(quiz.source, line, parse_inline(text), references)


def _claims(page: Page, references: dict[str, Reference]) -> Iterator[Problem]:
    for passage in page.passages:
        yield from _spans(page.source, page.line(passage), all_spans(passage.block), references)
    for table, row in structured_rows(page):
        if not isinstance(row, Outcome):
            for problem in _level(page.source, 1, row.level, row.sources, references):
                yield replace(problem, line=page.source.line_of(table, row.sources[0]))


def _spans(
    source: Source, line: int, spans: Sequence[Span], references: dict[str, Reference]
) -> Iterator[Problem]:
    for span in spans:
        if span.style == "cite" and span.level not in ("", NO_LEVEL):
            yield from _level(source, line, span.level, span.target.split(), references)


def _level(
    source: Source,
    line: int,
    level: str,
    keys: Sequence[str],
    references: dict[str, Reference],
) -> Iterator[Problem]:
    if level not in LEVELS:
        return
    studies = {references[key].study for key in keys if key in references}
    if level in OF_THAT_KIND and studies and not studies & OF_THAT_KIND[level]:
        message = f"none of {', '.join(keys)} is a {level}"
        hint = "give the level of the source, or {} for a definition, formula or reasoning"
        yield source.problem(line, "level-of-source", message, hint)
    if not supported(level, keys, references):
        given = ", ".join(f"{key} ({references[key].study})" for key in keys)
        message = f"'{level}' is not supported by {given}"
        hint = "lower the level or cite the study itself"
        yield source.problem(line, "level-beyond-source", message, hint)


def _level_of_page(page: Page) -> Iterator[Problem]:
    claimed = {
        span.level
        for passage in page.passages
        for span in all_spans(passage.block)
        if span.style == "cite"
    }
    claimed |= {row.level for _, row in structured_rows(page) if not isinstance(row, Outcome)}
    level = page.entry.level
    if level is not None and level not in claimed:
        message = f"no claim of the page has the level '{level}'"
        line = page.source.line_of("level")
        yield page.source.problem(line, "level-not-reached", message, "use the level of a claim")
    if level is None and isinstance(page.entry, Trial) and _needs_level(page.entry):
        message, hint = "a trial with a result has no `level`", "add that of its best claim"
        line = page.source.line_of("status")
        yield page.source.problem(line, "level-of-reported", message, hint)
    if level is not None and isinstance(page.entry, Trial) and not has_result(page.entry):
        message = f"a trial without a result has the level '{level}'"
        line = page.source.line_of("level")
        yield page.source.problem(line, "level-of-ongoing", message, "delete `level`")


def _needs_level(trial: Trial) -> bool:
    """Tell whether a trial has reported, or has a number that arms or a ratio reached."""
    numbers = any(row.estimate is not None or row.values for row in trial.result)
    return trial.status == "reported" or numbers


def has_result(trial: Trial) -> bool:
    """Tell whether a trial has reported, has a number, or stopped and says with how many."""
    stopped = trial.status == "terminated"
    return trial.status == "reported" or any(
        row.estimate is not None or row.values or (stopped and re.search(r"\d", row.text))
        for row in trial.result
    )
