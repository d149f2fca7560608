"""The library as the running program reads it: frozen records, which `codec` stores."""

import re
from collections.abc import Mapping

from msgspec import Struct, field

from guide.library.facts import Facts

_SPACE_BEFORE_STOP = re.compile(r" +([,;:)?!]|\.(?!\d))")
"""What a citation leaves behind at the end of a clause; `P = .05` keeps its space."""
_SPACES = re.compile(r" {2,}")


class Span(Struct, frozen=True, array_like=True):
    """A run of text in one style.

    Attributes:
        text: What is shown; for a citation its numbers, such as `1, 2`.
        style: "" plain, "b" bold, "i" italic, "code", "link" to an entry, "cite" of references or
            "absence", the day of a statement that nothing has been published.
        target: Entry id of a link; reference keys of a citation, separated by spaces; scope of an
            absence, whose searches are logged.
        level: Level of evidence that a citation carries; day of an absence, as YYYY-MM-DD.
    """

    text: str = ""
    style: str = ""
    target: str = ""
    level: str = ""


Spans = tuple[Span, ...]


class Block(Struct, frozen=True, array_like=True):
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


class Head(Struct, frozen=True, array_like=True):
    """The part of an entry that lists and titles need."""

    id: str
    kind: str
    title: str
    aliases: tuple[str, ...]
    summary: str
    level: str


class SeedAnswer(Struct, frozen=True, omit_defaults=True):
    """What curation found of a row of a seed document.

    Attributes:
        row: Id of the row.
        verdict: "correct", or what is wrong with it.
        note: Why, for a reader.
    """

    row: str
    verdict: str
    note: str = ""


class SeedRow(Struct, frozen=True, omit_defaults=True):
    """A row of a seed document, exactly as given there.

    Attributes:
        list: The list that it stands in, such as "genes".
        text: The row's name with what stands in round brackets.
        aka: Other names.
    """

    id: str
    list: str
    text: str
    namespace: str = ""
    identifier: str = ""
    aka: tuple[str, ...] = ()


class Ask(Struct, frozen=True, omit_defaults=True):
    """A question that a page answers.

    Attributes:
        question: As people put it.
        section: A heading of the page, `lead` or `facts`.
    """

    question: str
    section: str


class Body(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """All of an entry but its head.

    Attributes:
        updated: Day of the last change, as YYYY-MM-DD.
        reviewed: Day of the review; empty before it.
        identifiers: Its identifier in each registry, by the registry's short name.
        seed: The rows of seed documents that it answers for.
        plain: The page in a patient's words; empty where nobody has put it so.
        asks: Questions that the page answers.
        blocks: The text.
        references: Keys of the sources in the order of their first citation; number n is item
            n - 1.
        links: Ids of the entries that the text links to, in order.
        linked_from: Ids of the entries that link here.
        facts: The structured fields of its kind.
    """

    updated: str
    reviewed: str = ""
    identifiers: Mapping[str, str] = field(default_factory=dict)
    seed: tuple[SeedAnswer, ...] = ()
    plain: str = ""
    asks: tuple[Ask, ...] = ()
    blocks: tuple[Block, ...] = ()
    references: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    linked_from: tuple[str, ...] = ()
    facts: Facts | None = None


class Entry(Body, frozen=True, kw_only=True):
    """A whole page."""

    head: Head


class Reference(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """A source with its identifiers."""

    key: str
    title: str
    authors: tuple[str, ...] = ()
    journal: str = ""
    year: int | None = None
    doi: str = ""
    pmid: str = ""
    pmcid: str = ""
    nct: str = ""
    study: str
    url: str = ""
    flag: str = ""
    note: str = ""

    @property
    def sentence(self) -> str:
        """Title with one mark at its end: a full stop unless it has its own."""
        title = self.title.rstrip(".")
        return title if title.endswith(("?", "!")) else f"{title}."

    @property
    def byline(self) -> str:
        """Authors, journal and year in one line; `undated` where there is no year."""
        authors = f"{self.authors[0]} et al." if len(self.authors) > 3 else ", ".join(self.authors)
        place = " ".join(part for part in (self.journal, str(self.year or "undated")) if part)
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


class Option(Struct, frozen=True, array_like=True):
    """An option of a question.

    Attributes:
        reason: Why it is right or wrong.
        pair: What belongs to it, in a match.
    """

    text: str
    right: bool
    reason: Spans
    pair: str = ""


class Mistake(Struct, frozen=True, array_like=True):
    """A mistake that is recognised by its result.

    Attributes:
        quantity: What is calculated instead.
        values: The parameters that it changes: a number, or the name of another parameter.
        reason: Why this is not the answer.
    """

    quantity: str
    values: Mapping[str, str]
    reason: Spans


class Numeric(Struct, frozen=True, omit_defaults=True):
    """A quantity to be calculated from drawn parameters.

    Attributes:
        quantity: Name in `guide.physics.quantities`.
        draw: The values that each parameter can take.
        unit: Unit of the answer.
        decimals: Decimals of the answer as shown.
        tolerance: Per cent of the answer within which a number is right.
        working: The solution with the parameters in braces.
        reason: Why it is calculated in this way.
        mistakes: Mistakes that are recognised; files have them as "slip" since the first release.
    """

    quantity: str
    draw: Mapping[str, tuple[float, ...]]
    unit: str
    decimals: int
    tolerance: float
    working: str
    reason: Spans
    mistakes: tuple[Mistake, ...] = field(name="slip")


class Curve(Struct, frozen=True, omit_defaults=True):
    """A line of a figure and its points (x, y)."""

    name: str
    points: tuple[tuple[float, float], ...]


class Interval(Struct, frozen=True, omit_defaults=True):
    """A row of a forest plot."""

    name: str
    estimate: float
    low: float
    high: float


class Figure(Struct, frozen=True, omit_defaults=True):
    """A figure to be drawn in text."""

    kind: str
    title: str
    x: str
    y: str = ""
    curves: tuple[Curve, ...] = field(default=(), name="curve")
    rows: tuple[Interval, ...] = field(default=(), name="row")


class Question(Struct, frozen=True, omit_defaults=True):
    """An item of the bank.

    Attributes:
        form: "single", "several", "order", "match", "numeric", "figure", or "card", which recalls
            a glossary term.
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
        """Place of the right option of a question that has one."""
        return self.keys[0]


class Unit(Struct, frozen=True, omit_defaults=True):
    """A part of a learning path that is worked through in one go."""

    title: str
    objectives: tuple[str, ...]
    entries: tuple[str, ...]
    questions: tuple[str, ...] = ()
    minutes: int = 0


class Path(Struct, frozen=True, omit_defaults=True):
    """A course through the entries.

    Attributes:
        after: What somebody can do who has worked through it.
        needs: Ids of the paths that should come first.
    """

    id: str
    title: str
    summary: str
    audience: str
    units: tuple[Unit, ...] = field(name="unit")
    after: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()

    @property
    def minutes(self) -> int:
        """Minutes that all units take."""
        return sum(unit.minutes for unit in self.units)

    @property
    def entries(self) -> tuple[str, ...]:
        """Ids of the entries of all units, in their order; one may stand in two units."""
        return tuple(entry for unit in self.units for entry in unit.entries)

    @property
    def questions(self) -> tuple[str, ...]:
        """Ids of the questions of all units."""
        return tuple(question for unit in self.units for question in unit.questions)


class Part(Struct, frozen=True, omit_defaults=True):
    """A tab of the screen and the kinds that it lists."""

    id: str
    title: str
    kinds: tuple[str, ...]


def plain(spans: Spans) -> str:
    """Return spans as plain text, citations in square brackets."""
    return "".join(f"[{span.text}]" if span.style == "cite" else span.text for span in spans)


def prose(spans: Spans) -> str:
    """Return the text of spans without citations."""
    return tidied("".join(span.text for span in spans if span.style != "cite"))


def tidied(text: str) -> str:
    """Return a text from which citations were taken, without the spaces that they leave."""
    return _SPACE_BEFORE_STOP.sub(r"\1", _SPACES.sub(" ", text)).strip()
