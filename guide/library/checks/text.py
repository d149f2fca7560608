"""The written text itself: characters that do harm, markup left open, sections of a kind."""

import re
from collections.abc import Iterator

from guide.errors import Problem
from guide.library.load import Content, Page
from guide.library.markup import CITATION, LINK
from guide.library.records import prose

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""C0 and C1 controls but for line feed and tab, and the characters that turn the direction of writing."""

OPEN_MARKUP = re.compile(r"\[\[|\]\]|\[@|\]\{")

MODALITY_SECTIONS = (
    "What it is",
    "Physics and delivery",
    "Dose and fractionation in use",
    "Immune effects",
    "Combined with immunotherapy",
    "Lymphocytes and normal tissue",
    "Contested or unknown",
    "In practice",
)
MECHANISM_ENDINGS = ("Contested", "What would prove this wrong")


def check(content: Content) -> Iterator[Problem]:
    """Yield the faults of the text."""
    for page in content.pages:
        yield from _controls(page.source.file, page.source.text)
        yield from _markup(page)
        yield from _sections(page)
    tables = [quiz.source for quiz in content.quizzes] + [source for _, source in content.paths]
    tables += [content.outline[1]] if content.outline else []
    for source in tables:
        yield from _controls(source.file, source.text)
    for key, reference in content.bibliography.references.items():
        if CONTROL.search(reference.model_dump_json()) or CONTROL.search(reference.title):
            yield Problem(
                content.bibliography_file,
                content.bibliography.lines[key],
                "control-character",
                f"in '{key}'",
                "delete it",
            )


def _controls(file: str, text: str) -> Iterator[Problem]:
    for number, line in enumerate(text.split("\n"), 1):
        found = CONTROL.search(line)
        if found or re.search(r"\\u00[01][0-9a-fA-F]|\\u007[fF]|\\u00[89][0-9a-fA-F]|\\x", line):
            name = f"U+{ord(found[0]):04X}" if found else "an escape for a control character"
            yield Problem(file, number, "control-character", name, "delete it")


def _markup(page: Page) -> Iterator[Problem]:
    """Find link and citation brackets that the two patterns do not account for."""
    fenced = False
    for offset, line in enumerate(page.source.body.split("\n")):
        if line.startswith("```"):
            fenced = not fenced
        rest = CITATION.sub("", LINK.sub("", re.sub(r"`[^`]*`", "", line)))
        found = OPEN_MARKUP.search(rest)
        if found and not fenced:
            yield Problem(
                page.source.file,
                page.source.body_line + offset,
                "broken-markup",
                f"'{found[0]}' is not part of a link or citation",
                "write [[id]], [[id|text]] or [@key]{level}, each on one line",
            )


def _sections(page: Page) -> Iterator[Problem]:
    headings = [
        (prose(p.block.spans), p)
        for p in page.passages
        if p.block.kind == "h" and p.block.depth == 2
    ]
    titles = tuple(title for title, _ in headings)
    file, line = page.source.file, page.source.body_line
    if page.kind in ("modality", "mechanism", "principle"):
        first = [p.block.kind for p in page.passages[:4]]
        if first[:3] != ["li", "li", "li"] or first[3:] == ["li"]:
            yield Problem(
                file,
                line,
                "sections",
                "does not open with three lines",
                "begin with a list of exactly three items",
            )
    if page.kind == "modality" and titles != MODALITY_SECTIONS:
        missing = [title for title in MODALITY_SECTIONS if title not in titles] or ["their order"]
        yield Problem(
            file,
            line,
            "sections",
            f"the sections are not those of a modality: {', '.join(missing)}",
            "see CONTRIBUTING",
        )
    if page.kind == "mechanism" and not set(titles[-2:]) & set(MECHANISM_ENDINGS):
        yield Problem(
            file,
            line,
            "sections",
            "says neither what is contested nor what would prove it wrong",
            f"end with '## {MECHANISM_ENDINGS[0]}'",
        )
    if page.kind == "principle" and "Limits" not in titles:
        yield Problem(file, line, "sections", "has no section on its limits", "add '## Limits'")
