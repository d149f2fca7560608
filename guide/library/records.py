"""The compiled library as the running program reads it: small frozen records, no parsing, no validation."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_SPACE_BEFORE_STOP = re.compile(r" +([.,;:)])")


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text in one style.

    Attributes:
        text: What is shown; for a citation its numbers, such as `1, 2`.
        style: "" plain, "b" bold, "i" italic, "code", "link" to an entry or "cite" of references.
        target: Entry id of a link; reference keys of a citation, separated by spaces.
        level: Level of evidence that a citation carries.
    """

    text: str
    style: str = ""
    target: str = ""
    level: str = ""


Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item, table, quotation or formula of a page.

    Attributes:
        kind: "p", "h", "li", "table", "quote" or "code".
        spans: Its text; empty for a table.
        depth: Rank of a heading (2 or 3) or nesting of a list item (from 1).
        marker: Bullet or number of a list item.
        rows: Rows of a table, the head first; each row a tuple of cells.
    """

    kind: str
    spans: Spans = ()
    depth: int = 0
    marker: str = ""
    rows: tuple[tuple[Spans, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Head:
    """What lists and titles need of an entry."""

    id: str
    kind: str
    title: str
    aliases: tuple[str, ...]
    summary: str
    level: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A whole page.

    Attributes:
        blocks: The body.
        references: Keys of the sources in the order of their first citation; number n is item n - 1.
        links: Ids of the entries that the body links to, in order.
        linked_from: Ids of the entries that link here.
        facts: The structured fields of its kind (arms and results of a trial, steps, properties).
    """

    head: Head
    updated: str
    reviewed: str
    identifiers: dict[str, str]
    seed: tuple[dict[str, str], ...]
    blocks: tuple[Block, ...]
    references: tuple[str, ...]
    links: tuple[str, ...]
    linked_from: tuple[str, ...]
    facts: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Reference:
    """A source with its identifiers."""

    key: str
    title: str
    authors: tuple[str, ...]
    journal: str
    year: int | None
    doi: str
    pmid: str
    pmcid: str
    nct: str
    study: str
    url: str
    flag: str
    note: str

    @property
    def byline(self) -> str:
        """Authors, journal and year in one line, as far as they are known."""
        authors = f"{self.authors[0]} et al." if len(self.authors) > 3 else ", ".join(self.authors)
        place = " ".join(part for part in (self.journal, str(self.year or "")) if part)
        return ". ".join(part for part in (authors.rstrip("."), place) if part) + "."

    @property
    def identifier(self) -> str:
        """The best identifier: DOI, else PMID, else trial number, else the address."""
        if self.doi:
            return f"doi:{self.doi}"
        if self.pmid:
            return f"PMID {self.pmid}"
        if self.pmcid:
            return self.pmcid
        return self.nct or self.url


@dataclass(frozen=True, slots=True)
class Option:
    """One answer of a question with the reason why it is right or wrong; in a match, with what belongs to it."""

    text: str
    right: bool
    reason: Spans
    pair: str = ""


@dataclass(frozen=True, slots=True)
class Slip:
    """A wrong way to reckon: the quantity found instead, the parameters it changes, and why it is not the answer."""

    quantity: str
    values: Mapping[str, str]
    reason: Spans


@dataclass(frozen=True, slots=True)
class Numeric:
    """A quantity to be reckoned from drawn parameters.

    Attributes:
        quantity: Name in `guide.physics.quantities`.
        draw: The values that each parameter can take.
        unit: Unit of the answer.
        decimals: Decimals of the answer as shown.
        tolerance: Per cent of the answer within which a number is right.
        working: The solution with the parameters in braces.
        reason: Why it is reckoned in this way.
        slips: Wrong ways that are recognised.
    """

    quantity: str
    draw: Mapping[str, tuple[float, ...]]
    unit: str
    decimals: int
    tolerance: float
    working: str
    reason: Spans
    slips: tuple[Slip, ...]


@dataclass(frozen=True, slots=True)
class Curve:
    """A line of a figure and its points (x, y)."""

    name: str
    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Interval:
    """A row of a forest plot."""

    name: str
    estimate: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure to be drawn in text."""

    kind: str
    title: str
    x: str
    y: str
    curves: tuple[Curve, ...]
    rows: tuple[Interval, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """An item of the bank.

    Attributes:
        form: "single", "several", "order", "match", "numeric", "figure", or "card": a glossary term to be recalled.
        options: The answers; of an order in their right order, of a match with their pairs.
        twin_of: The question that this one asks in other words.
        replaces: The question whose history this one takes over.
    """

    id: str
    topic: str
    entry: str
    section: str
    objective: str
    level: str
    evidence: str
    stem: Spans
    options: tuple[Option, ...]
    take_home: Spans
    references: tuple[str, ...]
    updated: str
    form: str = "single"
    numeric: Numeric | None = None
    figure: Figure | None = None
    twin_of: str = ""
    replaces: str = ""

    @property
    def keys(self) -> tuple[int, ...]:
        """Places of the right options, counted from 0."""
        return tuple(place for place, option in enumerate(self.options) if option.right)

    @property
    def key(self) -> int:
        """Place of the right option of a question with one."""
        return self.keys[0]


@dataclass(frozen=True, slots=True)
class Unit:
    """One sitting of a learning path."""

    title: str
    objectives: tuple[str, ...]
    entries: tuple[str, ...]
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Path:
    """A course through the entries."""

    id: str
    title: str
    summary: str
    audience: str
    units: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A tab of the screen and the kinds that it lists."""

    id: str
    title: str
    kinds: tuple[str, ...]


def plain(spans: Spans) -> str:
    """Return the text of spans as a reader of plain text sees it, citations in square brackets."""
    return "".join(f"[{span.text}]" if span.style == "cite" else span.text for span in spans)


def prose(spans: Spans) -> str:
    """Return the text of spans without citations."""
    text = "".join(span.text for span in spans if span.style != "cite")
    return _SPACE_BEFORE_STOP.sub(r"\1", text)
