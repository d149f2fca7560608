"""Sources as text for others: what stands in each format, and what a name finds."""

import re

import pytest
from bibtexparser.entrypoint import parse_string
from hypothesis import given
from hypothesis import strategies as st

from guide.errors import NotFoundError
from guide.exchange.citing import FORMATS, bibtex, cited, matching, ris, vancouver
from guide.library.latex import decode
from guide.library.records import Reference
from guide.opening import Guide

ARTICLE = Reference(
    key="spigel2022",
    title="Five-Year Survival Outcomes From the PACIFIC Trial",
    authors=("Spigel DR", "Faivre-Finn C", "van der Holt B", "et al"),
    journal="Journal of Clinical Oncology",
    year=2022,
    doi="10.1200/jco.21.01308",
    pmid="35108059",
    study="rct",
    url="https://pmc.ncbi.nlm.nih.gov/articles/PMC9015199",
)
RECORD = Reference(
    key="adamctgov",
    title="Adjuvant Avelumab in Merkel Cell Cancer (ADAM)",
    authors=("University of Washington",),
    journal="ClinicalTrials.gov",
    year=2020,
    nct="NCT03271372",
    study="registry",
    url="https://clinicaltrials.gov/study/NCT03271372",
)
TEXT = st.text(
    st.characters(blacklist_categories=("C", "Z"), blacklist_characters="\\"), min_size=1
)


def test_an_article_in_vancouver() -> None:
    """Authors, title, journal, year and identifiers, each with its full stop."""
    assert vancouver(ARTICLE) == (
        "Spigel DR, Faivre-Finn C, van der Holt B, et al. Five-Year Survival Outcomes From the "
        "PACIFIC Trial. Journal of Clinical Oncology. 2022. doi:10.1200/jco.21.01308. "
        "PMID: 35108059."
    )


def test_a_page_of_the_internet_in_vancouver() -> None:
    """It is marked as such, and has its address, without a full stop that would break it."""
    assert vancouver(RECORD) == (
        "University of Washington. Adjuvant Avelumab in Merkel Cell Cancer (ADAM) [Internet]. "
        "ClinicalTrials.gov; 2020. Identifier NCT03271372. "
        "Available from: https://clinicaltrials.gov/study/NCT03271372"
    )


def test_no_more_than_six_authors_in_vancouver() -> None:
    """The seventh and all after that become et al."""
    names = tuple(f"Author{letter} {letter}" for letter in "ABCDEFG")
    many = Reference(key="k", title="T?", authors=names, study="cohort")

    assert vancouver(many).startswith("AuthorA A, AuthorB B, AuthorC C, AuthorD D, AuthorE E, ")
    assert ", AuthorF F, et al. T? [date unknown]." in vancouver(many)


def test_a_flag_is_in_every_format() -> None:
    """Who cites it must know that it was retracted."""
    flagged = Reference(key="k", title="T", study="cohort", flag="retracted", doi="10.1/x")

    assert all("retracted" in cited(flagged, form) for form in FORMATS if form != "doi")


def test_bibtex_names_persons_and_groups() -> None:
    """A person has surname and initials apart; a group is one word to BibTeX."""
    mixed = Reference(
        key="k",
        title="50% of {5} & more",
        authors=("Spigel DR", "Cancer Research UK", "U.S. Food and Drug Administration", "et al"),
        study="report",
    )

    assert (
        "author = {Spigel, D. R. and {Cancer Research UK} and "
        "{U.S. Food and Drug Administration} and others}," in bibtex(mixed)
    )
    assert r"title = {{50\% of \{5\} \& more}}," in bibtex(mixed)
    assert bibtex(mixed).startswith("@misc{k,")
    assert bibtex(ARTICLE).startswith("@article{spigel2022,")


def test_ris_has_one_author_a_line() -> None:
    """The record begins with its type and ends with ER."""
    lines = ris(ARTICLE).split("\n")

    assert lines[0] == "TY  - JOUR"
    assert lines[-1] == "ER  - "
    assert [line for line in lines if line.startswith("AU")] == [
        "AU  - Spigel, DR",
        "AU  - Faivre-Finn, C",
        "AU  - van der Holt, B",
    ]
    assert "DO  - 10.1200/jco.21.01308" in lines
    assert ris(RECORD).startswith("TY  - ELEC")


def test_without_a_doi_none_is_made_up() -> None:
    """The error names what the source has instead."""
    with pytest.raises(NotFoundError, match="has no DOI"):
        cited(RECORD, "doi")


@pytest.mark.parametrize(
    "name",
    ["spigel2022", "SPIGEL2022", " 10.1200/JCO.21.01308", "doi:10.1200/jco.21.01308",
     "https://doi.org/10.1200/jco.21.01308", "35108059", "PMID: 35108059"],
)  # fmt: skip
def test_names_of_a_source(name: str) -> None:
    """Key, DOI and PMID find it, as people write them."""
    assert matching(name, [RECORD, ARTICLE]) == ARTICLE


@pytest.mark.parametrize("name", ["", " ", "doi:", "10.1200", "0", "spigel"])
def test_what_is_no_name_finds_nothing(name: str) -> None:
    """A part of a name is none, and nothing never matches a source without an identifier."""
    assert matching(name, [RECORD, ARTICLE]) is None


@given(TEXT, st.lists(TEXT, max_size=3))
def test_bibtex_can_be_read_again(title: str, authors: list[str]) -> None:
    """Whatever the title is, a reader of BibTeX finds one entry with this title."""
    made = bibtex(Reference(key="k", title=title, authors=tuple(authors), study="cohort"))
    (entry,) = parse_string(made).entries

    assert entry.key == "k"
    if not re.search(r"[&$~^\\'`\"-]|\{|\}", title):
        assert decode(str(entry["title"])).strip() == re.sub(r"\s+", " ", decode(title)).strip()


@given(TEXT, st.text(max_size=30))
def test_ris_stays_one_field_a_line(title: str, journal: str) -> None:
    """Nothing in a field begins a line of its own."""
    made = ris(Reference(key="k", title=title, journal=journal, study="cohort"))

    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in made.split("\n"))


def test_every_source_of_the_library_can_be_cited(whole: Guide) -> None:
    """In every format that it can have, in one record each."""
    for reference in whole.catalogue.references.values():
        assert "\n" not in vancouver(reference)
        assert "  " not in vancouver(reference)
        assert ".." not in vancouver(reference).replace("...", "")
        assert ris(reference).count("TY  - ") == 1
        (entry,) = parse_string(bibtex(reference)).entries
        assert entry.key == reference.key
