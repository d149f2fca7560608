"""A level of evidence must be one that its sources can carry: a mouse study is never a phase 3 trial."""

from collections.abc import Iterator, Mapping
from typing import Protocol

from guide.errors import Problem
from guide.library.checks.citations import structured_rows
from guide.library.load import Content, Page
from guide.library.markup import all_spans, parse_inline
from guide.library.sources import Reference


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
    "meta-analysis": frozenset({"meta-analysis", "retrospective"}),
    "guideline": frozenset({"guideline", "physics"}),
    "review": frozenset({"physics", "case"}),
}
"""What each kind of study can carry beside `review`, the level of what a paper only passes on from others.

Laboratory papers often report a few patients' samples beside their animals, and early trials a mouse model beside their
patients. Reports, news, congress abstracts and registry records pass on the work of others: they carry any level, and the
page's list of references shows what they are.
"""


def supported(level: str, keys: list[str], references: Mapping[str, Studied]) -> bool:
    """Return whether at least one of the sources can carry the level; sources that are not known do not count against it."""
    studies = [references[key].study for key in keys if key in references]
    if level == "review" or len(studies) < len(keys):
        return True
    return any(level in SUPPORTS.get(study, {level}) for study in studies)


def check(content: Content) -> Iterator[Problem]:
    """Yield the faults of level."""
    references = content.bibliography.references
    for page in content.pages:
        yield from _claims(page, references)
        yield from _level_of_page(page)
    for quiz in content.quizzes:
        for question in quiz.topic.question:
            for text in question.marked_up:
                for span in parse_inline(text):
                    if (
                        span.style == "cite"
                        and span.level
                        and not supported(span.level, span.target.split(), references)
                    ):
                        yield _beyond(
                            quiz.source.file,
                            quiz.line(question.id),
                            span.level,
                            span.target.split(),
                            references,
                        )


def _claims(page: Page, references: dict[str, Reference]) -> Iterator[Problem]:
    for passage in page.passages:
        for span in all_spans(passage.block):
            if (
                span.style == "cite"
                and span.level
                and not supported(span.level, span.target.split(), references)
            ):
                yield _beyond(
                    page.source.file,
                    page.line(passage),
                    span.level,
                    span.target.split(),
                    references,
                )
    for table, row in structured_rows(page):
        level = getattr(row, "level", None)
        if level and not supported(level, list(row.sources), references):
            line = page.source.line_of(table, row.sources[0])
            yield _beyond(page.source.file, line, level, list(row.sources), references)


def _beyond(
    file: str, line: int, level: str, keys: list[str], references: dict[str, Reference]
) -> Problem:
    studies = ", ".join(f"{key} ({references[key].study})" for key in keys)
    return Problem(
        file,
        line,
        "level-beyond-source",
        f"'{level}' rests on {studies}",
        "lower the level or cite the study itself",
    )


def _level_of_page(page: Page) -> Iterator[Problem]:
    level = page.entry.level
    if level is None:
        return
    carried = {
        span.level
        for passage in page.passages
        for span in all_spans(passage.block)
        if span.style == "cite"
    }
    carried |= {row.level for _, row in structured_rows(page) if hasattr(row, "level")}
    if level not in carried:
        line = page.source.line_of("level")
        yield Problem(
            page.source.file,
            line,
            "level-not-reached",
            f"no claim of the page has the level '{level}'",
            "name one it reports",
        )
