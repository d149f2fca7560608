"""Words that ask for a set of trials are read as fields; exact words that no page has are words."""

import pytest

from guide.library.facts import TrialFacts
from guide.opening import Guide
from guide.search.engine import Searcher
from guide.search.requests import SearchRequest


@pytest.fixture(scope="module")
def whole_searcher(whole: Guide) -> Searcher:
    """The search over the real library."""
    return Searcher(whole.built, whole.catalogue)


@pytest.mark.parametrize(
    ("query", "read_as"),
    [
        (
            "negative trials SBRT NSCLC",
            ("kind:trial", "verdict:negative", "modality:sbrt", "disease:nsclc"),
        ),
        ("failed studies of durvalumab", ("kind:trial", "verdict:negative", "agent:durvalumab")),
        ("phase iii trials of SBRT", ("kind:trial", "phase:3", "modality:sbrt")),
        (
            "ongoing phase 3 trials SBRT",
            ("kind:trial", "verdict:ongoing", "phase:3", "modality:sbrt"),
        ),
        ("recruiting trials", ("kind:trial", "verdict:ongoing")),
        ("the trials that failed", ("kind:trial", "verdict:negative")),
        ("phase 1/2 trials", ("kind:trial", "phase:1/2")),
        ("phase 2/3 trials", ("kind:trial", "phase:2/3")),
        ("negative phase 3", ("kind:trial", "verdict:negative", "phase:3")),
    ],
)
def test_trials_of_one_kind_are_found(
    whole: Guide, whole_searcher: Searcher, query: str, read_as: tuple[str, ...]
) -> None:
    """Every hit is a trial with that verdict and phase; the fields are named."""
    found = whole_searcher.search(SearchRequest(query))

    assert tuple(read.shown for read in found.read_as) == read_as
    fields = dict(field.split(":") for field in read_as)
    for hit in found.hits:
        facts = whole.catalogue.entry(hit.id).facts
        assert isinstance(facts, TrialFacts) and hit.finding is not None
        assert fields.get("verdict", facts.verdict) == facts.verdict
        assert fields.get("phase", facts.phase.casefold()) == facts.phase.casefold()
        assert {fields.get("agent")} <= {None, *facts.immunotherapy.agents}
        assert {fields.get("modality")} <= {None, *facts.radiotherapy.modalities}
        assert {fields.get("disease")} <= {None, *facts.diseases}


def test_each_field_can_be_taken_back(whole_searcher: Searcher) -> None:
    """A field names the query without its words; fields that were typed stay."""
    found = whole_searcher.search(SearchRequest("negative trials year:2015.. SBRT in PD-L1 NSCLC"))
    without = {read.shown: read.without for read in found.read_as}

    assert without["verdict:negative"] == "trials year:2015.. SBRT in PD-L1 NSCLC"
    assert without["modality:sbrt"] == "negative trials year:2015.. in PD-L1 NSCLC"
    again = whole_searcher.search(SearchRequest(without["disease:nsclc"]))
    assert "disease:nsclc" not in {read.shown for read in again.read_as}


@pytest.mark.parametrize(
    "query",
    [
        "negative trials of durvalumab in oesophageal cancer",
        "positive trials ipilimumab in pancreatic cancer",
    ],
)
def test_no_field_is_dropped_to_find_something(whole_searcher: Searcher, query: str) -> None:
    """A set without members is empty, and each of its fields can be taken back."""
    found = whole_searcher.search(SearchRequest(query))

    assert not found.hits and len(found.read_as) == 4
    assert any(
        whole_searcher.search(SearchRequest(read.without)).hits for read in found.read_as[1:]
    )


def test_a_misspelt_wish_is_read_as_a_field(whole_searcher: Searcher) -> None:
    """What is corrected is read like what is typed rightly."""
    found = whole_searcher.search(SearchRequest("negatve trials SBRT"))
    assert "verdict:negative" in {read.shown for read in found.read_as}


def test_fields_alone_are_explained(whole_searcher: Searcher) -> None:
    """The first of all that they leave."""
    request = SearchRequest("kind:trial verdict:failed")
    first = [hit.id for hit in whole_searcher.search(request).hits[:3]]
    assert [hit.id for hit in whole_searcher.explain(request).first] == first != []


def test_the_field_means_what_it_shows(whole_searcher: Searcher) -> None:
    """The fields as they are shown find the same trials when they are typed."""
    found = whole_searcher.search(SearchRequest("negative phase 3 trials", limit=200))
    typed = " ".join(read.shown for read in found.read_as)
    again = whole_searcher.search(SearchRequest(typed, limit=200))
    assert {hit.id for hit in found.hits} == {hit.id for hit in again.hits}


def test_a_value_of_several_words_is_quoted(whole_searcher: Searcher) -> None:
    """It is read as one value when it is typed as it is offered."""
    choices = whole_searcher.search(SearchRequest("timing:")).choices
    choice = next(choice for choice in choices if " " in choice.title)
    found = whole_searcher.search(SearchRequest(choice.typed, limit=200))
    assert len(found.hits) == choice.entries and not found.notes


def test_values_count_what_the_query_leaves(whole_searcher: Searcher) -> None:
    """Wishes narrow the values as fields do."""
    choices = whole_searcher.search(SearchRequest("negative trials modality:")).choices
    sbrt = next(choice for choice in choices if choice.typed == "modality:sbrt")
    found = whole_searcher.search(SearchRequest("negative trials modality:sbrt", limit=200))
    assert len(found.hits) == sbrt.entries


@pytest.mark.parametrize("field", ["disease", "agent", "modality", "verdict", "phase", "year"])
def test_a_field_without_a_value_offers_its_values(whole_searcher: Searcher, field: str) -> None:
    """Each value leaves as many trials as it says."""
    choices = whole_searcher.search(SearchRequest(f"kind:trial {field}:")).choices

    assert len(choices) > 1
    assert [choice.entries for choice in choices] == sorted(
        (choice.entries for choice in choices), reverse=True
    )
    for choice in choices[:3]:
        found = whole_searcher.search(SearchRequest(f"kind:trial {choice.typed}", limit=1000))
        assert len(found.hits) == choice.entries


@pytest.mark.parametrize("query", ["negative trials SBRT NSCLC", "phase 3 trials SBRT"])
def test_exactly_searches_for_the_words(whole_searcher: Searcher, query: str) -> None:
    """What was read as a field can be taken back."""
    assert whole_searcher.search(SearchRequest(query, exactly=True)).read_as == ()


@pytest.mark.parametrize(
    "query",
    [
        "PACIFIC phase 3",
        "negative margin",
        "trials",
        "what is single-arm trial",
        "trials that are not negative",
        "trials without negative results",
        "non-negative trials",
        "PD-L1 negative trials",
        "HPV-positive head and neck trials",
        "open-label trials",
        "positive and negative trials",
        "phase 3 not lung trials",
        "phase 3 trials without pembrolizumab",
        "phase 3 trials other than glioblastoma",
        "negative phase 3 trials excluding nsclc",
        "pembrolizumab or durvalumab phase 3 trials",
        "phase 2 or phase 3 trials",
        "phase 1 trials phase 2",
    ],
)
def test_other_words_are_no_fields(whole_searcher: Searcher, query: str) -> None:
    """A trial that is named is meant; a verdict without trials, or trials alone, narrow nothing."""
    found = whole_searcher.search(SearchRequest(query))
    assert found.read_as == ()


def test_exact_words_that_no_page_has_are_searched_for_as_words(whole_searcher: Searcher) -> None:
    """The note says so; asked for exactly, nothing is found."""
    found = whole_searcher.search(SearchRequest('"depth charge of" protons'))

    assert found.hits
    assert found.notes == (
        "no page has the exact words “depth charge of”; searching for the words",
    )
    assert not whole_searcher.search(SearchRequest('"depth charge of" protons', exactly=True)).hits
    explained = whole_searcher.explain(SearchRequest('"depth charge of" protons'))
    assert explained.notes == found.notes
    assert [hit.id for hit in explained.first] == [hit.id for hit in found.hits[:3]]


def test_a_query_is_explained(whole_searcher: Searcher) -> None:
    """What was understood, and sums that are the scores of the hits."""
    request = SearchRequest("does durvalumab improve survival in PACIFIC", unfinished=True)
    explained = whole_searcher.explain(request)
    hits = whole_searcher.search(request).hits

    assert {"durvalumab", "pacific"} <= {unit.raw for unit in explained.units}
    assert "does" in explained.left_out
    assert "PACIFIC" in {title for title, _ in explained.names}
    assert [hit.id for hit in explained.first] == [hit.id for hit in hits[:3]]
    for said, hit in zip(explained.first, hits, strict=False):
        assert said.points.total == pytest.approx(hit.score, abs=0.001)
        assert not set(said.holds) & set(said.lacks)


def test_a_number_names_its_analysis(whole_searcher: Searcher) -> None:
    """The answer for overall survival in PACIFIC has the primary analysis, then the later one."""
    primary, later, *_ = whole_searcher.search(
        SearchRequest("PACIFIC overall survival hazard ratio")
    ).facts

    assert primary.value.startswith("HR 0.68 (95% CI 0.53–0.87)") and "primary" in primary.value
    assert later.value.startswith("HR 0.72 (95% CI 0.59–0.89)") and "5-year" in later.value
    assert primary.section == "Results"


@pytest.mark.parametrize(
    ("query", "note"),
    [
        (
            "kind:trail sbrt",
            "kind has no “trail” (did you mean kind:trial?); searching for the words",
        ),
        ("verdict:xyz", "verdict has no “xyz”; searching for the words"),
    ],
)
def test_a_misspelt_value_of_a_field_is_hinted_at(
    whole_searcher: Searcher, query: str, note: str
) -> None:
    """The note names the value that is most like it."""
    assert note in whole_searcher.search(SearchRequest(query)).notes
