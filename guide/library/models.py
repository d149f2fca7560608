"""The models of the content files: one for each kind of entry."""

from datetime import date
from decimal import Decimal
from typing import Literal, Self

from pydantic import Field, model_validator

from guide.library.base import CitationKey, Slug, Strict, Summary, Text
from guide.library.scale import Kind, Level

Verdict = Literal[
    "correct",
    "wrong-species",
    "duplicate",
    "wrong-concept",
    "wrong-type",
    "imprecise",
    "unverified",
]
"""What curation found about a row of `seeds/`."""


class SeedAnswer(Strict):
    """A row of a seed document that this entry answers for."""

    row: Slug
    """Id of the row in `seeds/`, such as `gene-07`."""
    verdict: Verdict
    note: str = ""
    """What is wrong with the row; required unless the verdict is `correct`."""


class Identifiers(Strict):
    """Identifiers in public registries; `checks.identity` knows their forms."""

    ncbi_gene: str | None = None
    hgnc: str | None = None
    uniprot: str | None = None
    mesh: str | None = None
    taxon: str | None = None
    cellosaurus: str | None = None
    nct: str | None = None


class Entry(Strict):
    """The fields that entries of every kind have."""

    id: Slug
    title: Text
    aliases: tuple[Text, ...] = ()
    summary: Summary
    level: Level | None = None
    """Highest level of evidence in humans that the page reports, or the highest there is."""
    updated: date
    reviewed: date | None = None
    """Day on which a second person checked every number and citation."""
    review_by: date | None = None
    """Day by which a count on the page that ages must be looked up again."""
    syllabus: dict[Slug, Text] = Field(default_factory=dict)
    """Where the page answers a slot of `syllabus.toml`.

    A heading of the page, `lead` for what stands before the first heading, `facts` for the
    structured fields, or `open, as of 2026-11-27: reason`.
    """
    replaces: Slug | None = None
    identifiers: Identifiers = Identifiers()
    seed: tuple[SeedAnswer, ...] = ()


class Property(Strict):
    """One cell of the comparison of modalities."""

    name: Literal[
        "dose rate",
        "LET",
        "RBE",
        "usual schedules",
        "beam width and spacing",
        "PVDR",
        "OER",
        "lymphocyte sparing",
        "immune effects",
        "human evidence",
        "availability",
    ]
    value: Text
    unit: str = ""
    level: Level
    sources: tuple[CitationKey, ...] = Field(min_length=1)
    note: str = ""
    review_by: date | None = None
    """Day by which a value that ages, such as a number of centres, must be looked up again."""


class Modality(Entry):
    """A way of delivering radiation."""

    kind: Literal["modality"]
    property: tuple[Property, ...] = ()


class Step(Strict):
    """One arrow of a pathway: an actor does something to a target."""

    actor: Text
    verb: Text
    target: Text
    level: Level
    sources: tuple[CitationKey, ...] = Field(min_length=1)
    note: str = ""


class Mechanism(Entry):
    """How radiation and immunity act on each other."""

    kind: Literal["mechanism"]
    step: tuple[Step, ...] = ()


class Principle(Entry):
    """A quantity, model or method of measurement that the other pages use."""

    kind: Literal["principle"]


class Entity(Entry):
    """A gene, cell, disease, agent or organism."""

    kind: Literal["gene", "cell", "disease", "agent", "organism"]


class NotToConfuse(Strict):
    """A neighbour that a newcomer mixes up with this term."""

    term: Text
    why: Text


class Term(Entry):
    """A glossary term: the summary is for newcomers, the body is the technical definition."""

    kind: Literal["term"]
    confuse: tuple[NotToConfuse, ...] = ()


class Arm(Strict):
    """One arm of a trial."""

    name: Text
    role: Literal["experimental", "control", "single"]
    """What the arm is compared as; `single` if the trial compares nothing."""
    n: int | None = Field(default=None, ge=0)
    note: str = ""


class Radiotherapy(Strict):
    """The radiation given in a trial."""

    modality: tuple[Slug, ...] = ()
    """Ids of modality entries."""
    schedule: Text
    """Dose and fractions as the source gives them."""
    sites: str = ""


class Immunotherapy(Strict):
    """The drug given in a trial."""

    agents: tuple[Slug, ...] = ()
    """Ids of agent entries."""
    schedule: Text
    timing: Literal[
        "before",
        "concurrent",
        "after",
        "before and concurrent",
        "concurrent and after",
        "before, concurrent and after",
        "before and after",
        "compared",
        "none",
        "not stated",
    ]


class ArmValue(Strict):
    """What one arm reached, as published, such as `47.5` or `not reached`."""

    arm: Text
    """Name of one of the `arms`."""
    value: Text


class Outcome(Strict):
    """One reported result, machine-readable.

    An estimate is a ratio or difference between arms; a value is what one arm reached.
    """

    endpoint: Text
    measure: Literal["HR", "OR", "RR", "difference", "rate", "median", "text"]
    primary: bool = False
    population: str = ""
    """Whom the result describes, unless it is all who were randomised or enrolled."""
    analysis: Literal[
        "", "ITT", "modified ITT", "per protocol", "as treated", "subgroup", "exploratory"
    ] = ""
    estimate: Decimal | None = None
    ci: tuple[Decimal, Decimal] | None = None
    ci_level: Decimal = Decimal(95)
    p: str = ""
    unit: str = ""
    """Unit of the values, such as `months` or `%`."""
    values: tuple[ArmValue, ...] = ()
    """In the order of `arms`."""
    text: str = ""
    """The result in words where numbers do not say it."""
    sources: tuple[CitationKey, ...] = Field(min_length=1)


class Difference(Strict):
    """A number of the evidence file that the page gives differently or omits."""

    number: Text
    why: Text
    """The better source, or why the number does not belong on the page."""


class AdverseEvents(Strict):
    """One line on harm: how many in each arm had it."""

    label: Text
    """What is counted, such as `any-cause grade 3–4`."""
    values: tuple[ArmValue, ...] = ()
    unit: str = "%"
    text: str = ""
    """The finding in words where numbers do not say it."""
    sources: tuple[CitationKey, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not (self.values or self.text):
            raise ValueError("adverse events need `values` or `text`")
        return self


class Toxicity(Strict):
    """Harm in a trial: the main line, or the reports in which there is none."""

    label: str = ""
    """What the main line counts, such as `any-cause grade 3–4`."""
    values: tuple[ArmValue, ...] = ()
    unit: str = "%"
    text: str = ""
    sources: tuple[CitationKey, ...] = ()
    other: tuple[AdverseEvents, ...] = ()
    """Further lines, such as pneumonitis and deaths from treatment."""
    not_reported: tuple[CitationKey, ...] = ()
    """The reports that were searched for rates by arm and have none."""

    @model_validator(mode="after")
    def _reported_or_not(self) -> Self:
        if bool(self.label) == bool(self.not_reported):
            raise ValueError("toxicity has either `label` or `not_reported`")
        if self.label and not (self.sources and (self.values or self.text)):
            raise ValueError("toxicity with a `label` needs `values` or `text`, and `sources`")
        return self


class Finding(Strict):
    """A sentence or less with its sources."""

    text: Text
    sources: tuple[CitationKey, ...] = Field(min_length=1)


class Survival(Strict):
    """Why a trial has no result for overall survival."""

    status: Literal["immature", "not reported"]
    text: str = ""
    sources: tuple[CitationKey, ...] = Field(min_length=1)


class Trial(Entry):
    """A clinical trial or cohort, structured, with 60 to 150 words on what it means."""

    kind: Literal["trial"]
    phase: Text
    design: Text
    setting: Text
    diseases: tuple[Slug, ...] = ()
    n: int | None = Field(default=None, ge=0)
    n_note: str = ""
    """What the number counts, unless it counts patients randomised or enrolled."""
    arms: tuple[Arm, ...] = Field(min_length=1)
    radiotherapy: Radiotherapy
    immunotherapy: Immunotherapy
    primary_endpoint: Text
    verdict: Literal["positive", "negative", "mixed", "single-arm", "ongoing", "terminated"]
    status: Literal["reported", "ongoing", "terminated", "withdrawn"]
    as_of: date | None = None
    """Day on which status and results were last looked for."""
    searched: str = ""
    """Where they were looked for then."""
    no_nct: str = ""
    """Why the trial has no number of ClinicalTrials.gov, if it has none."""
    no_number: str = ""
    """Why no primary result has a number, if none has: where it was looked for, and when."""
    year: int = Field(ge=1950, le=2100)
    result: tuple[Outcome, ...] = ()
    toxicity: Toxicity | None = None
    follow_up: Finding | None = None
    """Median follow-up, and of which analysis."""
    survival: Survival | None = None
    """Only if no result is one for overall survival."""
    practice: Finding | None = None
    """What the trial changed: approval, guideline, or "no change"."""
    difference: tuple[Difference, ...] = ()
    """Not shown: `tests/test_trial_numbers.py` compares the page with the evidence file."""
    sources: tuple[CitationKey, ...] = Field(min_length=1)


class Unit(Strict):
    """A part of a learning path that is worked through in one go."""

    title: Text
    objectives: tuple[Slug, ...] = Field(min_length=1)
    """Ids of `objectives.toml`."""
    entries: tuple[Slug, ...] = Field(min_length=1)
    questions: tuple[Slug, ...] = ()


class Path(Strict):
    """A course through the entries for one kind of reader."""

    id: Slug
    title: Text
    summary: Summary
    audience: Text
    updated: date
    unit: tuple[Unit, ...] = Field(min_length=1)


class Part(Strict):
    """A tab of the screen: which kinds it lists, in which order."""

    id: Slug
    title: Text
    kinds: tuple[str, ...] = Field(min_length=1)
    first: tuple[Slug, ...] = ()
    """Entries that come first within their kind; the others follow by title."""


class Outline(Strict):
    """The order of parts on the screen, and nothing else."""

    part: tuple[Part, ...] = Field(min_length=1)


class Slot(Strict):
    """What a page must hold: a question that its readers expect it to answer."""

    id: Slug
    kind: Kind | None = None
    """Every page of this kind has the slot; either `kind` or `page` is given."""
    page: Slug | None = None
    """This page alone has the slot."""
    question: Text
    expected_by: Text
    """Who expects an answer: an examination's curriculum, a guideline, the seed document."""
    answered_by: str = ""
    """Where the answer stands unless a page says otherwise; the forms are those of a page."""
    fields: tuple[str, ...] = ()
    """The structured fields of which at least one is the answer, if it is `facts`."""
    if_reported: bool = False
    """Whether the slot is only for trials that have reported."""

    @model_validator(mode="after")
    def _of_a_kind_or_a_page(self) -> Self:
        if (self.kind is None) == (self.page is None):
            raise ValueError("a slot has either `kind` or `page`")
        return self


class Syllabus(Strict):
    """The slots of all pages."""

    slot: tuple[Slot, ...] = ()


class Search(Strict):
    """A search of the literature that found nothing."""

    query: Text
    where: Text
    on: date
    looked_at: int = Field(ge=0)
    """Number of results that were looked at."""
    found: Text
    """What came nearest."""


class Scope(Strict):
    """The log behind statements that nothing of a kind has been published."""

    id: Slug
    statement: Text
    """What was not found, in a sentence."""
    search: tuple[Search, ...] = Field(min_length=2)
    apart_from: dict[Slug, Text] = Field(default_factory=dict)
    """Trials that seem to contradict the statement, each with the reason why they do not."""


class Absences(Strict):
    """All logs of absence."""

    scope: tuple[Scope, ...] = ()


class Measure(Strict):
    """The standard for pages of one kind."""

    words: tuple[int, int]
    """Minimum and maximum number of words of the body."""
    references: int = Field(default=1, ge=1)
    """Minimum number of different sources."""


class Standards(Strict):
    """The standards by kind of entry."""

    measure: dict[str, Measure]


MODELS: dict[str, type[Entry]] = {
    "mechanism": Mechanism,
    "modality": Modality,
    "principle": Principle,
    "gene": Entity,
    "cell": Entity,
    "disease": Entity,
    "agent": Entity,
    "organism": Entity,
    "trial": Trial,
    "term": Term,
}
