"""The fields that entries of every kind have."""

from datetime import date
from typing import Literal

from pydantic import Field

from guide.library.base import Slug, Strict, Summary, Text
from guide.library.scale import Level

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


class Ask(Strict):
    """A question that people ask, in their own words, and the section that answers it."""

    question: Text
    section: Text
    """A heading of the page, `lead` for what stands before the first heading, or `facts`."""
    shared: bool = False
    """Whether other pages answer the same question too."""


class Entry(Strict):
    """The fields that entries of every kind have."""

    id: Slug
    title: Text
    draft: bool = False
    """Whether the page is unfinished: only its form is checked, and the guide leaves it out."""
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
    asks: tuple[Ask, ...] = ()
    """Questions that the page answers: those of patients, clinicians and students."""
    plain: str = ""
    """The page in two sentences for a patient, without figures."""
    replaces: Slug | None = None
    identifiers: Identifiers = Identifiers()
    seed: tuple[SeedAnswer, ...] = ()
