"""The same words find the same page, whatever keyboard, program or registry they come from."""

import pytest

from guide.opening import Guide
from guide.search.engine import Searcher
from guide.search.requests import SearchRequest


@pytest.fixture(scope="module")
def searcher(whole: Guide) -> Searcher:
    """The search over the real library."""
    return Searcher(whole.built, whole.catalogue)


def first(searcher: Searcher, query: str) -> str:
    """Return the id of the first hit of a query, or of its absence."""
    hits = searcher.search(SearchRequest(query, limit=5, unfinished=True)).hits
    return hits[0].id if hits else "nothing"


@pytest.mark.parametrize(
    ("query", "plain"),
    [
        ("TGF-ß", "TGF-beta"),
        ("α/ß", "alpha/beta"),
        ("abs\u00adco\u00adpal effect", "abscopal effect"),
        ("ＰＡＣＩＦＩＣ", "PACIFIC"),
        ("ﬁbrosis", "fibrosis"),
        ("РD-L1", "PD-L1"),
        ("СТLА-4", "CTLA-4"),
        ("8\u00a0Gy\u202fx\u00a03", "8 Gy x 3"),
        ("8,0 Gy x 3", "8 Gy x 3"),
        ("8 Gy х 3", "8 Gy x 3"),
        ("PD‑L1\u200b", "PD-L1"),
        ("Keytruda®", "Keytruda"),
        ("Imfinzi™", "Imfinzi"),
        ("abscopal\neffect", "abscopal effect"),
        ("„PACIFIC“", '"PACIFIC"'),
    ],
)
def test_other_keyboards_are_read(searcher: Searcher, query: str, plain: str) -> None:
    """Letters, signs and spaces of other keyboards and programs find what the plain ones find."""
    assert first(searcher, query) == first(searcher, plain) != "nothing"


@pytest.mark.parametrize(
    ("query", "page"),
    [
        ("NCT02125461", "pacific"),
        ("nct 02125461", "pacific"),
        ("NCT 0212 5461", "pacific"),
        ("NCT-02125461", "pacific"),
        ("02125461", "pacific"),
        ("0212 5461", "pacific"),
        ("https://clinicaltrials.gov/study/NCT02125461", "pacific"),
        ("NCT03040999 results", "keynote-412"),
        ("10.1056/NEJMoa1709937", "pacific"),
        ("doi:10.1056/NEJMoa1709937", "pacific"),
        ("https://doi.org/10.1056/NEJMoa1709937", "pacific"),
        ("10.1056/nejmoa1709937.", "pacific"),
        ("KN-412", "keynote-412"),
        ("KN412", "keynote-412"),
        ("KN 412", "keynote-412"),
        ("kn-4", "keynote-412"),
        ("KEYNOTE412", "keynote-412"),
        ("keynote 412", "keynote-412"),
        ("KN-A18", "keynote-a18"),
        ("CM-577", "checkmate-577"),
        ("CM577", "checkmate-577"),
        ("CheckMate577", "checkmate-577"),
        ("CheckMate-577", "checkmate-577"),
        ("check mate 577", "checkmate-577"),
        ("CM 73L", "checkmate-73l"),
        ("HN004", "nrg-hn004"),
        ("GY017", "nrg-gy017"),
        ("NRG LU005", "nrg-lu005"),
        ("RTOG 3515", "pacific-4"),
        ("pacific2", "pacific-2"),
        ("Antonia 2017", "pacific"),
        ("spigel 2022", "pacific"),
        ("theelen 2019", "pembro-rt"),
        ("JAVELIN 100", "javelin-head-and-neck-100"),
    ],
)
def test_numbers_and_short_names_of_trials(searcher: Searcher, query: str, page: str) -> None:
    """A registry number, a paper's identifier or a short name leads to the trial."""
    assert first(searcher, query) == page


@pytest.mark.parametrize(
    ("query", "page"),
    [
        ("imfinzi", "durvalumab"),
        ("MEDI4736", "durvalumab"),
        ("MEDI-4736", "durvalumab"),
        ("keytruda", "pembrolizumab"),
        ("MK-3475", "pembrolizumab"),
        ("lambrolizumab", "pembrolizumab"),
        ("opdivo", "nivolumab"),
        ("BMS-936558", "nivolumab"),
        ("MDX-1106", "nivolumab"),
        ("ONO-4538", "nivolumab"),
        ("yervoy", "ipilimumab"),
        ("MDX-010", "ipilimumab"),
        ("BMS-734016", "ipilimumab"),
        ("imjudo", "tremelimumab"),
        ("ticilimumab", "tremelimumab"),
        ("CP-675206", "tremelimumab"),
        ("tecentriq", "atezolizumab"),
        ("MPDL3280A", "atezolizumab"),
        ("RG7446", "atezolizumab"),
        ("bavencio", "avelumab"),
        ("MSB0010718C", "avelumab"),
        ("libtayo", "cemiplimab"),
        ("REGN2810", "cemiplimab"),
        ("jemperli", "dostarlimab"),
        ("TSR-042", "dostarlimab"),
        ("loqtorzi", "toripalimab"),
        ("JS001", "toripalimab"),
        ("SHR-1210", "camrelizumab"),
        ("AiRuiKa", "camrelizumab"),
        ("IBI308", "sintilimab"),
        ("tyvyt", "sintilimab"),
        ("tevimbra", "tislelizumab"),
        ("BGB-A317", "tislelizumab"),
        ("cejemly", "sugemalimab"),
        ("CS1001", "sugemalimab"),
        ("opdualag", "relatlimab"),
        ("NBTXR3", "nbtxr3"),
        ("hensify", "nbtxr3"),
    ],
)
def test_brands_and_codes_of_drugs(searcher: Searcher, query: str, page: str) -> None:
    """A brand name or a development code leads to the drug."""
    assert first(searcher, query) == page


def test_papers_lead_to_the_pages_that_cite_them(searcher: Searcher, whole: Guide) -> None:
    """Each identifier of each source finds a page that cites it, the trial's own one first."""
    catalogue = whole.catalogue
    cited = {
        key: head.id
        for head in catalogue.heads.values()
        for key in catalogue.entry(head.id).references
    }
    lost = []
    for reference in list(catalogue.references.values())[::7]:
        for number in (reference.doi, reference.pmid, reference.pmcid):
            if number and reference.key in cited:
                page = first(searcher, number)
                if page == "nothing" or reference.key not in catalogue.entry(page).references:
                    lost.append((number, reference.key, page))
    assert lost == []


def test_every_page_that_cites_a_paper_is_found(searcher: Searcher, whole: Guide) -> None:
    """The trial that the paper reports comes first, then the others that cite it."""
    hits = searcher.search(SearchRequest("10.1056/NEJMoa1709937", limit=50)).hits
    citing = {
        head.id
        for head in whole.catalogue.heads.values()
        if "antonia2017" in whole.catalogue.entry(head.id).references
    }

    assert hits[0].id == "pacific"
    assert citing <= {hit.id for hit in hits}


@pytest.mark.parametrize(
    "query",
    ["10.9999/xyz.1234", "10.1056/NEJMoa9999999", "10.1016/S0140-6736(23)99999-X", "PMID 99999999"],
)
def test_unknown_papers_find_nothing(searcher: Searcher, query: str) -> None:
    """An identifier of no source of the library is not answered with its publisher's papers."""
    assert first(searcher, query) == "nothing"
