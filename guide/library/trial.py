"""The model of a trial: design, arms, treatment, results and harm."""

from datetime import date
from decimal import Decimal
from typing import Literal, Self

from pydantic import Field, model_validator

from guide.library.base import CitationKey, Slug, Strict, Text
from guide.library.entry import Entry


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
    values: tuple[ArmValue, ...] = ()
    """In the order of `arms`."""
    unit: str = ""
    """Unit of the values, such as `months` or `%`."""
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
            raise ValueError("neither `values` nor `text` is given")
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
            raise ValueError("either `label` or `not_reported` must be given, and not both")
        if self.label and not (self.sources and (self.values or self.text)):
            raise ValueError("with a `label` it needs `values` or `text`, and `sources`")
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
