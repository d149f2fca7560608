"""The structured fields of an entry: one record for each kind that has some."""

from decimal import Decimal

from msgspec import Struct, field


class Property(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """A property of a modality with its level of evidence.

    Attributes:
        sources: Keys of its references.
    """

    name: str
    value: str
    unit: str = ""
    level: str
    sources: tuple[str, ...]
    note: str = ""

    @property
    def quantity(self) -> str:
        """The value with its unit."""
        return f"{self.value} {self.unit}".strip()


class ModalityProperties(Struct, frozen=True, tag=True):
    """What a modality has beside its body."""

    properties: tuple[Property, ...] = field(name="property")


class Step(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """An arrow of a pathway: an actor does something to a target."""

    actor: str
    verb: str
    target: str
    level: str
    sources: tuple[str, ...]
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
        n: Number of patients.
    """

    name: str
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


class Outcome(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """A reported result of a trial. Its numbers are decimals, so that they print as published.

    Attributes:
        measure: "HR", "OR", "RR", "difference", "rate", "median" or "text".
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
    estimate: Decimal | None = None
    ci: tuple[Decimal, Decimal] | None = None
    ci_level: Decimal | None = None
    p: str = ""
    unit: str = ""
    values: tuple[str, ...] = ()
    text: str = ""
    sources: tuple[str, ...]

    @property
    def summary(self) -> str:
        """The result in one line, such as `HR 0.68 (95% CI 0.53–0.87), p = .00251`."""
        parts = []
        if self.estimate is not None:
            interval = ""
            if self.ci is not None:
                low, high = self.ci
                interval = f" ({self.ci_level or Decimal(95):f}% CI {low:f}–{high:f})"
            parts.append(f"{self.measure} {self.estimate:f}{interval}")
        if self.values:
            gap = "" if self.unit in ("%", "") else " "
            median = "median " if self.measure == "median" else ""
            parts.append(f"{median}{' v '.join(self.values)}{gap}{self.unit}")
        if self.p:
            parts.append(f"p {self.p}" if self.p[0] in "<>=≤≥" else f"p = {self.p}")
        if self.text:
            parts.append(self.text)
        return ", ".join(parts)


class TrialFacts(Struct, frozen=True, omit_defaults=True, kw_only=True, tag=True):
    """Design, treatment and results of a trial.

    Attributes:
        diseases: Ids of entries.
        n: Number of patients.
        n_note: What the number counts where it is not patients randomised or enrolled.
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
    year: int
    results: tuple[Outcome, ...] = field(default=(), name="result")
    sources: tuple[str, ...]


Facts = TrialFacts | ModalityProperties | Steps | Confusions
