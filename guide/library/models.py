"""The models of the entries: one for each kind; that of a trial is in `trial.py`."""

from datetime import date
from typing import Literal

from pydantic import Field

from guide.library.base import CitationKey, Slug, Strict, Text
from guide.library.entry import Entry
from guide.library.facts import PropertyName
from guide.library.scale import Level
from guide.library.trial import Trial
from guide.library.verbs import Verb


class Property(Strict):
    """One cell of the comparison of modalities."""

    name: PropertyName
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
    """One arrow of a pathway: an entry, of any kind, does something to another one."""

    actor: Slug = Field(alias="from")
    actor_as: str = Field(default="", alias="from_as")
    """What is shown instead of its title, where the state or the dose matters."""
    verb: Verb
    target: Slug = Field(alias="to")
    target_as: str = Field(default="", alias="to_as")
    level: Level
    sources: tuple[CitationKey, ...] = Field(min_length=1)
    model: str = ""
    """Organism or system in which the step was seen, such as `Ptch1 mice`."""
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
"""The model of each kind of entry."""
