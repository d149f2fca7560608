"""The text itself: harmful characters, broken markup, the sections of each kind."""

import html
import re
from collections.abc import Iterator

from guide.errors import Problem
from guide.inert import code_point, first_unsafe, is_inert, visible
from guide.library.fingerprint import content_files
from guide.library.frontmatter import Source, read_text
from guide.library.load import Content, Page
from guide.library.markup import CITATION, LINK
from guide.library.records import prose
from guide.library.toml import texts

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
    yield from _raw(content)
    yield from _decoded(content)
    for body in content.unread.bodies:
        yield from check_markup(body.source)
    for page in content.pages:
        yield from check_markup(page.source)
        yield from _sections(page)


def _harmful(file: str, line: int, character: str) -> Problem:
    message = f"the text has {code_point(character)}"
    return Problem(file, line, "control-character", message, "delete it")


def _raw(content: Content) -> Iterator[Problem]:
    """Find harmful characters in every file, and in the names of the files."""
    chosen = {source.file for source in content.sources()}
    for path in content_files(content.root):
        file = path.relative_to(content.root.parent).as_posix()
        if not content.has_all and file not in chosen:
            continue
        if unsafe := first_unsafe(file):
            yield _harmful(visible(file), 1, unsafe)
        text = read_text(path, visible(file))
        if isinstance(text, Problem) or is_inert(text):
            continue
        for number, line in enumerate(text.split("\n"), 1):
            if unsafe := first_unsafe(line):
                yield _harmful(visible(file), number, unsafe)


def _decoded(content: Content) -> Iterator[Problem]:
    """Find harmful characters that a file only names: an escape of TOML, an entity of Markdown."""
    for source in content.sources():
        if not is_inert(source.text):
            continue  # reported as they stand
        for text in texts(source.meta):
            if unsafe := first_unsafe(html.unescape(text)):
                yield _harmful(source.file, _line_of(source, unsafe), unsafe)
        for number, line in enumerate(source.body.split("\n"), source.body_line):
            if unsafe := first_unsafe(html.unescape(line)):
                yield _harmful(source.file, number, unsafe)


def _line_of(source: Source, character: str) -> int:
    """Return the first line, counted from 1, that names a character; 1 if none is found."""
    short = {"\b": r"\\b", "\f": r"\\f", "\r": r"\\r"}.get(character, r"(?!)")
    place = ord(character)
    escape = re.compile(rf"\\u(?i:{place:04x})|\\U(?i:{place:08x})|{short}")
    for number, line in enumerate(source.text.split("\n"), 1):
        if escape.search(line) or character in html.unescape(line):
            return number
    return 1


def check_markup(source: Source) -> Iterator[Problem]:
    """Yield link and citation brackets that the two patterns do not account for."""
    fenced = False
    for offset, line in enumerate(source.body.split("\n")):
        if line.startswith("```"):
            fenced = not fenced
        rest = CITATION.sub("", LINK.sub("", re.sub(r"`[^`]*`", "", line)))
        found = OPEN_MARKUP.search(rest)
        if found and not fenced:
            message = f"'{found[0]}' is not part of a link or citation"
            hint = "write [[id]], [[id|text]] or [@key]{level}, each on one line"
            line_number = source.body_line + offset
            yield source.problem(line_number, "broken-markup", message, hint)


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
