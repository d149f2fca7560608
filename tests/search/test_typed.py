"""What is typed or pasted is made one line that the search can read."""

import pytest

from guide.search.typed import cleaned, joined


@pytest.mark.parametrize(
    ("pasted", "line"),
    [
        ("PD-L1\nblockade", "PD-L1 blockade"),
        ("  durvalumab\r\n\r\n  after\tchemoradiotherapy \n", "durvalumab after chemoradiotherapy"),
        ("radio-\ntherapy", "radio-therapy"),
        ("8 -\n3", "8 - 3"),
        ("one line  as it is ", "one line  as it is "),
        ("a\u2028b\x0bc\x85d", "a b c d"),
        ("\n\n", ""),
        ("", ""),
    ],
)
def test_lines_are_joined(pasted: str, line: str) -> None:
    """Several lines become one; a single line stays as it is."""
    assert joined(pasted) == line


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("8,0 Gy x 3", "8.0 Gy x 3"),
        ("3 x 8,25 Gy", "3 x 8.25 Gy"),
        ("HR 0,68", "HR 0.68"),
        ("45/15 ab 2,5", "45/15 ab 2.5"),
        ("8, 10", "8, 10"),
        ("8,10,12 Gy", "8,10,12 Gy"),
        ("1,000 patients", "1,000 patients"),
        ("CD4,8", "CD4,8"),
        ("1.5,2", "1.5,2"),
        ("“abscopal effect” PACIFIC", '"abscopal effect" PACIFIC'),
        ("„abscopal effect“", '"abscopal effect"'),
        ("«abscopal»", '"abscopal"'),
        ("https://doi.org/10.1056/NEJMoa1709937", "10.1056/NEJMoa1709937"),
        ("http://dx.doi.org/10.1056/NEJMoa1709937", "10.1056/NEJMoa1709937"),
        ("https://www.nejm.org/doi/full/10.1056/NEJMoa1709937", "10.1056/NEJMoa1709937"),
        ("doi:10.1056/NEJMoa1709937", "10.1056/NEJMoa1709937"),
        ("DOI: 10.1056/NEJMoa1709937.", "10.1056/NEJMoa1709937."),
        ("10.1016/S0140-6736(23)01384-3", "10.1016/S0140-6736-23-01384-3"),
        ("10.1007/s00262_1 PACIFIC", "10.1007/s00262-1 PACIFIC"),
        ("PMID: 28885881", "28885881"),
        ("pmid 28885881", "28885881"),
        ("PMCID: PMC6034114", "PMC6034114"),
        ("https://pubmed.ncbi.nlm.nih.gov/28885881/", "28885881/"),
        ("https://www.ncbi.nlm.nih.gov/pubmed/28885881", "28885881"),
        ("https://www.ncbi.nlm.nih.gov/pmc/articles/PMC6034114/", "PMC6034114/"),
        ("https://pmc.ncbi.nlm.nih.gov/articles/PMC6034114/", "PMC6034114/"),
        ("https://clinicaltrials.gov/study/NCT02125461", "NCT02125461"),
        ("clinicaltrials.gov/ct2/show/NCT02125461", "NCT02125461"),
        ("doi", "doi"),
        ("pmid", "pmid"),
        ("kind:trial disease:nsclc -word", "kind:trial disease:nsclc -word"),
    ],
)
def test_queries_are_cleaned(typed: str, read: str) -> None:
    """Decimal commas, quotation marks of other languages and addresses are read as meant."""
    assert cleaned(typed) == read
