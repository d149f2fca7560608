"""The models of the sources: references, and the seed documents as data."""

from datetime import date
from typing import Literal

from pydantic import Field

from guide.library.base import CitationKey, Slug, Strict, Text


class Reference(Strict):
    """A source in `references.bib`."""

    key: CitationKey
    title: Text
    authors: tuple[str, ...] = ()
    journal: str = ""
    year: int | None = Field(default=None, ge=1895, le=2100)
    doi: str = ""
    pmid: str = ""
    pmcid: str = ""
    nct: str = ""
    paper_doi: str = ""
    """DOI of the paper behind a report, a registry record, a congress abstract or news."""
    study: Literal[
        "review",
        "preclinical",
        "in-vitro",
        "cohort",
        "case",
        "trial",
        "rct",
        "pooled-cohorts",
        "meta-analysis",
        "guideline",
        "physics",
        "report",
        "registry",
        "congress",
        "news",
    ]
    url: str = ""
    """Address at which the source, or the page that quotes it, was read."""
    flag: Literal["", "retracted", "expression-of-concern", "corrected"] = ""
    note: str = ""
    """Shown with the source.

    If nobody has seen an identifier, it begins with `Identifier not seen` and says what was read.
    """


class SeedRow(Strict):
    """A row of a seed document's entity lists, exactly as given there."""

    id: Slug
    list: Literal[
        "proteins", "genes", "diseases", "chemicals", "species", "mutations", "cell lines"
    ]
    text: Text
    """The row's name with the words in round brackets."""
    namespace: str = ""
    identifier: str = ""
    aka: tuple[str, ...] = ()


class SeedDocument(Strict):
    """Bibliographic facts of a seed document."""

    id: Slug
    title: Text
    authors: tuple[Text, ...]
    journal: Text
    published: date
    doi: Text
    pmcid: Text
    figures: int
    references: int


class Seed(Strict):
    """A source document as data: its bibliographic facts and its entity rows."""

    document: SeedDocument
    row: tuple[SeedRow, ...]
