"""The text itself: harmful characters, broken markup, the sections of each kind."""

import re
from collections.abc import Iterator

from guide.errors import Problem
from guide.library.frontmatter import Source
from guide.library.load import Content, Page
from guide.library.markup import CITATION, LINK
from guide.library.records import prose

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""C0 and C1 controls except line feed and tab, and characters that change the text direction."""

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
        yield from _controls(page.source)
        yield from _markup(page)
        yield from _sections(page)
    tables = [quiz.source for quiz in content.quizzes] + [source for _, source in content.paths]
    tables += [content.outline[1]] if content.outline else []
    for source in tables:
        yield from _controls(source)
    for key, reference in content.bibliography.references.items():
        if CONTROL.search(reference.model_dump_json()) or CONTROL.search(reference.title):
            file, line = content.bibliography_file, content.bibliography.lines[key]
            message = f"a field of '{key}' has a control character"
            yield Problem(file, line, "control-character", message, "delete it")


def _controls(source: Source) -> Iterator[Problem]:
    for number, line in enumerate(source.text.split("\n"), 1):
        found = CONTROL.search(line)
        if found or re.search(r"\\u00[01][0-9a-fA-F]|\\u007[fF]|\\u00[89][0-9a-fA-F]|\\x", line):
            what = f"U+{ord(found[0]):04X}" if found else "an escape for a control character"
            yield source.problem(number, "control-character", f"the line has {what}", "delete it")


def _markup(page: Page) -> Iterator[Problem]:
    """Find link and citation brackets that the two patterns do not account for."""
    fenced = False
    for offset, line in enumerate(page.source.body.split("\n")):
        if line.startswith("```"):
            fenced = not fenced
        rest = CITATION.sub("", LINK.sub("", re.sub(r"`[^`]*`", "", line)))
        found = OPEN_MARKUP.search(rest)
        if found and not fenced:
            message = f"'{found[0]}' is not part of a link or citation"
            hint = "write [[id]], [[id|text]] or [@key]{level}, each on one line"
            line_number = page.source.body_line + offset
            yield page.source.problem(line_number, "broken-markup", message, hint)


def _sections(page: Page) -> Iterator[Problem]:
    for message, hint in _section_faults(page):
        yield page.source.problem(page.source.body_line, "sections", message, hint)


def _section_faults(page: Page) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with the sections of a page, each with a hint."""
    titles = tuple(
        prose(passage.block.spans)
        for passage in page.passages
        if passage.block.kind == "h" and passage.block.depth == 2
    )
    if page.kind in ("modality", "mechanism", "principle"):
        first = [passage.block.kind for passage in page.passages[:4]]
        if first[:3] != ["li", "li", "li"] or first[3:] == ["li"]:
            hint = "begin with a list of exactly three items"
            yield "the page does not open with three lines", hint
    fixed = tuple(title for title in titles if title in MODALITY_SECTIONS)
    if page.kind == "modality" and fixed != MODALITY_SECTIONS:
        missing = [title for title in MODALITY_SECTIONS if title not in titles] or ["their order"]
        message = f"the sections are not those of a modality: {', '.join(missing)}"
        yield message, "see CONTRIBUTING"
    if page.kind == "mechanism" and not set(titles[-2:]) & set(MECHANISM_ENDINGS):
        message = "the page says neither what is contested nor what would prove it wrong"
        yield message, f"end with '## {MECHANISM_ENDINGS[0]}'"
    if page.kind == "principle" and "Limits" not in titles:
        yield "the page has no section on limits", "add '## Limits'"
