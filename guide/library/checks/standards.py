"""The standards for a page: its length, its sources, the units of its properties."""

from collections.abc import Iterator

from guide.errors import Problem
from guide.library.checks.citations import structured_keys
from guide.library.load import Content, Page
from guide.library.markup import all_spans
from guide.library.mentions import texts
from guide.library.records import prose
from guide.library.standards import Measure

UNITS: dict[str, tuple[str, ...]] = {
    "dose rate": ("Gy/s", "Gy/min"),
    "LET": ("keV/µm",),
    "beam width and spacing": ("µm", "mm", "cm"),
    "usual schedules": ("Gy", "Gy(RBE)"),
}
"""Properties that need a unit; ratios (RBE, OER, PVDR) have none."""


def check(content: Content) -> Iterator[Problem]:
    """Yield pages that miss `content/standards.toml`, and properties without a unit."""
    measures = content.standards[0].measure if content.standards else {}
    longer = content.standards[0].most_words if content.standards else {}
    for page in content.pages:
        if page.kind in measures:
            most = longer.get(page.entry.id, measures[page.kind].words[1])
            yield from _measured(page, measures[page.kind], most)
        for row in getattr(page.entry, "property", ()):
            allowed = UNITS.get(row.name)
            if allowed and row.unit not in allowed:
                line = page.source.line_of("name", f'"{row.name}"')
                message = f"{row.name} has the unit '{row.unit}'"
                hint = f"use one of {', '.join(allowed)}"
                yield page.source.problem(line, "property-unit", message, hint)


def body_words(page: Page) -> int:
    """Return the number of words of a page's body, formulas included."""
    return sum(
        len(prose(spans).split()) for passage in page.passages for spans in texts(passage.block)
    )


def _measured(page: Page, measure: Measure, most: int) -> Iterator[Problem]:
    line = page.source.body_line
    count = body_words(page)
    fewest = measure.words[0]
    if not fewest <= count <= most:
        message = f"the body has {count} words; a page of this kind has {fewest} to {most}"
        yield page.source.problem(line, "length", message, "add what is missing, or shorten it")
    keys = {key for key, _ in structured_keys(page)}
    keys |= {
        key
        for passage in page.passages
        for s in all_spans(passage.block)
        if s.style == "cite"
        for key in s.target.split()
    }
    if len(keys) < measure.references:
        message = f"the page cites {len(keys)} sources, fewer than {measure.references}"
        yield page.source.problem(line, "few-references", message, "cite the studies themselves")
