"""Each question that a page says it answers has a section there, and no second page claims it."""

from collections import defaultdict
from collections.abc import Iterator

from guide.counting import counted
from guide.errors import Problem
from guide.library.checks.syllabus import has_lead, headings, own_fields
from guide.library.expected import quoted
from guide.library.load import Content, Page
from guide.library.mentions import words
from guide.library.nearest import nearest

FEWEST, MOST = 4, 20
"""How many questions a page names, if it names any; the standards say which pages must."""


def _sections(page: Page) -> tuple[str, ...]:
    """Return the places of a page that can answer a question."""
    lead = ("lead",) if has_lead(page) else ()
    facts = any(getattr(page.entry, field, None) for field in own_fields(page))
    return (*lead, *(("facts",) if facts else ()), *headings(page))


def check(content: Content) -> Iterator[Problem]:
    """Yield questions without a section, too few or too many, and those that two pages claim."""
    claimed: dict[tuple[str, ...], list[tuple[Page, int, bool]]] = defaultdict(list)
    measures = content.standards[0].measure if content.standards else {}
    for page in content.pages:
        asks, sections = page.entry.asks, _sections(page)
        fewest = measures[page.kind].asks if page.kind in measures else 0
        if (asks or fewest) and not max(FEWEST, fewest) <= len(asks) <= MOST:
            message = f"the page names {counted(len(asks), 'question')} that it answers"
            hint = f"name {max(FEWEST, fewest)} to {MOST}{'' if fewest else ', or none'}"
            yield page.source.problem(page.source.line_of("asks"), "ask-count", message, hint)
        for place, ask in enumerate(asks):
            if ask.section not in sections:
                message = f"'{ask.question}' names '{ask.section}', which the page does not have"
                hint = nearest(ask.section, sections) or f"use one of {quoted(sections)}"
                line = page.source.place(("asks", place, "section"))
                yield page.source.problem(line, "ask-section", message, hint)
            claimed[words(ask.question)].append((page, place, ask.shared))
    for owners in claimed.values():
        for page, place, shared in owners[1:]:
            if not (shared and owners[0][2]):
                message = f"{owners[0][0].entry.id} answers this question too"
                hint = "leave it to one page, or write `shared = true` at each"
                line = page.source.place(("asks", place))
                yield page.source.problem(line, "ask-twice", message, hint)
