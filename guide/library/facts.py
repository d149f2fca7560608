"""The structured fields of an entry: one record for each kind that has some."""

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Literal, get_args

from msgspec import Struct, field

from guide.library.amounts import amount

PropertyName = Literal[
    "dose rate",
    "LET",
    "RBE",
    "OER",
    "usual schedules",
    "beam width and spacing",
    "PVDR",
    "lymphocyte sparing",
    "immune effects",
    "human evidence",
    "availability",
]
PROPERTY_NAMES: tuple[str, ...] = get_args(PropertyName)
"""The properties that modalities are compared by, in the order of a comparison."""


class Property(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """A property of a modality with its level of evidence.

    Attributes:
        sources: Keys of its references.
        review_by: Day by which a value that ages must be looked up again.
    """

    name: str
    value: str
    unit: str = ""
    level: str
    sources: tuple[str, ...]
    note: str = ""
    review_by: date | None = None

    @property
    def quantity(self) -> str:
        """The value with its unit."""
        return amount(self.value, self.unit)


class ModalityProperties(Struct, frozen=True, tag=True):
    """What a modality has beside its body."""

    properties: tuple[Property, ...] = field(name="property")


class Step(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """An arrow of a pathway: an entry does something to another one.

    Attributes:
        actor: Id of the entry that acts.
        actor_as: What is shown instead of its title.
        target: Id of the entry acted on.
        target_as: What is shown instead of its title.
        model: Organism or system in which the step was seen.
    """

    actor: str = field(name="from")
    actor_as: str = field(default="", name="from_as")
    verb: str
    target: str = field(name="to")
    target_as: str = field(default="", name="to_as")
    level: str
    sources: tuple[str, ...]
    model: str = ""
    note: str = ""


class Steps(Struct, frozen=True, tag=True):
    """What a mechanism has beside its body."""

    steps: tuple[Step, ...] = field(name="step")


class Confusion(Struct, frozen=True):
    """A term that a newcomer mixes up with this one.

    Attributes:
        id: Its entry; empty where the library has none.
    """

    term: str
    why: str
    id: str


class Confusions(Struct, frozen=True, tag=True):
    """What a glossary term has beside its body."""

    confusions: tuple[Confusion, ...] = field(name="confuse")


class Arm(Struct, frozen=True, omit_defaults=True):
    """An arm of a trial.

    Attributes:
        role: "experimental", "control", or "single" if the trial compares nothing.
        n: Number of patients.
    """

    name: str
    role: str
    n: int | None = None
    note: str = ""


class Radiotherapy(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """The radiation given in a trial.

    Attributes:
        modalities: Ids of entries.
        schedule: Dose and fractions in the words of the source.
    """

    modalities: tuple[str, ...] = field(default=(), name="modality")
    schedule: str
    sites: str = ""


class Immunotherapy(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """The drug given in a trial.

    Attributes:
        agents: Ids of entries.
        timing: When it was given, relative to the radiation.
    """

    agents: tuple[str, ...] = ()
    schedule: str
    timing: str


class ArmValue(Struct, frozen=True):
    """What one arm of a trial reached, as published."""

    arm: str
    value: str


_SURVIVAL = re.compile(r"\bOS\b|\boverall survival\b", re.IGNORECASE)


def names_survival(endpoint: str) -> bool:
    """Tell whether an end point is overall survival."""
    return _SURVIVAL.search(endpoint) is not None


_SEVERE = re.compile(r"\bgrades? (?:≥ ?)?[345]\b(?! or (?:less|lower|below))", re.IGNORECASE)
_MILDER = re.compile(r"\b(?:any|all|every)[- ]grades?\b|\bgrades? (?:≥ ?)?[012]\b", re.IGNORECASE)


def names_severe(label: str) -> bool:
    """Tell whether a line on harm counts what is of grade 3 or more, and nothing milder."""
    return _SEVERE.search(label) is not None and _MILDER.search(label) is None


def compared(values: Sequence[ArmValue], unit: str) -> str:
    """Return the values of the arms in one line, such as `24.4 v 24.2%`."""
    gap = "" if unit in ("%", "") else " "
    return f"{' v '.join(row.value for row in values)}{gap}{unit}"


class Outcome(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """A reported result of a trial. Its numbers are decimals, so that they print as published.

    Attributes:
        measure: "HR", "OR", "RR", "difference", "rate", "median" or "text".
        population: Whom the result describes, unless it is all patients.
        analysis: "ITT", "modified ITT", "per protocol", "as treated", "subgroup", "exploratory" or
            "" where the source does not say.
        ci: Lower and upper limit of the confidence interval.
        ci_level: Its confidence in per cent; None stands for 95.
        values: What each arm reached, in the order of the arms.
        unit: Unit of the values.
        text: The result in words, where numbers do not say it.
    """

    endpoint: str
    measure: str
    primary: bool = False
    population: str = ""
    analysis: str = ""
    estimate: Decimal | None = None
    ci: tuple[Decimal, Decimal] | None = None
    ci_level: Decimal | None = None
    p: str = ""
    unit: str = ""
    values: tuple[ArmValue, ...] = ()
    text: str = ""
    sources: tuple[str, ...]

    @property
    def group(self) -> str:
        """Whom the result describes and how they were analysed, such as `per protocol`."""
        return ", ".join(part for part in (self.population, self.analysis) if part)

    @property
    def effect(self) -> str:
        """The estimate with its interval, such as `HR 0.68 (95% CI 0.53–0.87)`; may be empty."""
        if self.estimate is None:
            return ""
        interval = ""
        if self.ci is not None:
            low, high = self.ci
            interval = f" ({self.ci_level or Decimal(95):f}% CI {low:f}–{high:f})"
        return f"{self.measure} {self.estimate:f}{interval}"

    @property
    def brief(self) -> str:
        """The effect with a bare 95% interval, such as `HR 0.68 (0.53–0.87)`, or the values."""
        return self.effect.replace("(95% CI ", "(") or self.by_arm

    @property
    def by_arm(self) -> str:
        """What each arm reached, such as `median 47.5 v 29.1 months`; may be empty."""
        median = "median " if self.measure == "median" else ""
        return f"{median}{compared(self.values, self.unit)}" if self.values else ""

    @property
    def summary(self) -> str:
        """The result in one line, such as `HR 0.68 (95% CI 0.53–0.87), P = .00251`."""
        parts = [part for part in (self.effect, self.by_arm) if part]
        if self.p:
            parts.append(f"P {self.p}" if self.p[0] in "<>=≤≥" else f"P = {self.p}")
        if self.text:
            parts.append(self.text)
        return ", ".join(parts)


class AdverseEvents(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """One line on harm: how many in each arm had it.

    Attributes:
        label: What is counted, such as `any-cause grade 3–4`.
        text: The finding in words where numbers do not say it.
    """

    label: str
    values: tuple[ArmValue, ...] = ()
    unit: str = "%"
    text: str = ""
    sources: tuple[str, ...]

    @property
    def summary(self) -> str:
        """The finding in one line, such as `24.4 v 24.2%`."""
        numbers = compared(self.values, self.unit) if self.values else ""
        return ", ".join(part for part in (numbers, self.text) if part)


class Toxicity(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """Harm in a trial.

    Attributes:
        events: The main line first; empty where no rates by arm were reported.
        not_reported: The reports that were searched and have none.
    """

    events: tuple[AdverseEvents, ...] = ()
    not_reported: tuple[str, ...] = ()


class Finding(Struct, frozen=True):
    """A sentence or less with its sources."""

    text: str
    sources: tuple[str, ...]


class Survival(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """Why a trial has no result for overall survival.

    Attributes:
        status: "immature" or "not reported".
    """

    status: str
    text: str = ""
    sources: tuple[str, ...]


class TrialFacts(Struct, frozen=True, omit_defaults=True, kw_only=True, tag=True):
    """Design, treatment and results of a trial.

    Attributes:
        diseases: Ids of entries.
        n: Number of patients.
        n_note: What the number counts where it is not patients randomised or enrolled.
        as_of: Day on which status and results were last looked for.
        searched: Where they were looked for then.
        no_nct: Why it has no number of ClinicalTrials.gov.
        survival: Given only where no result is one for overall survival.
        practice: What it changed.
    """

    phase: str
    design: str
    setting: str
    diseases: tuple[str, ...] = ()
    n: int | None = None
    n_note: str = ""
    arms: tuple[Arm, ...]
    radiotherapy: Radiotherapy
    immunotherapy: Immunotherapy
    primary_endpoint: str
    verdict: str
    status: str
    as_of: date | None = None
    searched: str = ""
    no_nct: str = ""
    year: int
    results: tuple[Outcome, ...] = field(default=(), name="result")
    toxicity: Toxicity | None = None
    follow_up: Finding | None = None
    survival: Survival | None = None
    practice: Finding | None = None
    sources: tuple[str, ...]

    @property
    def main_results(self) -> list[Outcome]:
        """The results for the primary end points, those with figures where there are any."""
        primary = [row for row in self.results if row.primary]
        return [row for row in primary if row.effect or row.values] or primary

    @property
    def survival_results(self) -> list[Outcome]:
        """The results for overall survival."""
        return [row for row in self.results if names_survival(row.endpoint)]


Facts = TrialFacts | ModalityProperties | Steps | Confusions


FACTS_HEADING: dict[type, str] = {
    TrialFacts: "Results",
    Steps: "Step by step",
    ModalityProperties: "Properties",
    Confusions: "Do not confuse with",
}
"""The heading under which the structured fields of a page begin."""
