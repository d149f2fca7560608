"""Narrowing, phrases, direct answers and completion in the real library."""

import re

import pytest

from guide.library.facts import TrialFacts
from guide.opening import Guide
from guide.search.engine import Searcher
from guide.search.facts import facts_of
from guide.search.requests import SearchRequest


@pytest.fixture(scope="module")
def searcher(whole: Guide) -> Searcher:
    """The real library's search."""
    return Searcher(whole.built, whole.catalogue)


def test_fields_narrow(searcher: Searcher, whole: Guide) -> None:
    """Every hit has the fields that were asked for, by whatever name of the disease."""
    for query in (
        "kind:trial verdict:negative disease:nsclc",
        'kind:trial verdict:negative disease:"non-small cell lung cancer"',
    ):
        hits = searcher.search(SearchRequest(query, limit=50)).hits
        assert len(hits) > 3
        for hit in hits:
            facts = whole.catalogue.entry(hit.id).facts
            assert isinstance(facts, TrialFacts)
            assert facts.verdict == "negative" and "nsclc" in facts.diseases


def test_a_wider_disease_takes_in_the_narrower(searcher: Searcher) -> None:
    """Trials in non-small-cell lung cancer are trials in lung cancer."""
    assert "pacific" in {
        hit.id
        for hit in searcher.search(SearchRequest("kind:trial disease:lung-cancer", limit=100)).hits
    }


def test_years_and_levels_have_ranges(searcher: Searcher, whole: Guide) -> None:
    """Either end of a range may be missing."""
    hits = searcher.search(SearchRequest("year:2024.. kind:trial", limit=100)).hits
    facts = [whole.catalogue.entry(hit.id).facts for hit in hits]
    assert facts and all(isinstance(each, TrialFacts) and each.year >= 2024 for each in facts)
    levels = {
        hit.level
        for hit in searcher.search(
            SearchRequest("level:phase-2..phase-3 pembrolizumab", limit=100)
        ).hits
    }
    assert levels == {"phase-2", "phase-3"}


def test_left_out_words_are_not_there(searcher: Searcher) -> None:
    """A word with a minus before it stands in no hit."""
    with_it = {hit.id for hit in searcher.search(SearchRequest("nivolumab SBRT", limit=50)).hits}
    without = {
        hit.id for hit in searcher.search(SearchRequest("nivolumab SBRT -melanoma", limit=50)).hits
    }
    assert without and without < with_it | without and "melanoma" not in without


def test_phrase_stands_as_it_is(searcher: Searcher) -> None:
    """Each hit holds the words side by side, so fewer pages than hold them apart."""
    phrase = searcher.search(SearchRequest('"stage III lung cancer"', limit=100)).hits
    words = searcher.search(SearchRequest("stage III lung cancer", limit=100)).hits
    assert 0 < len(phrase) < len(words)


@pytest.mark.parametrize(
    ("query", "entry", "value"),
    [
        ("what dose rate is FLASH", "flash", "40"),
        ("how many patients in PACIFIC", "pacific", "713"),
        ("PACIFIC overall survival", "pacific", "0.68"),
        ("KEYNOTE-412 dose", "keynote-412", "70 Gy in 35"),
    ],
)
def test_question_is_answered_by_a_fact(
    searcher: Searcher, query: str, entry: str, value: str
) -> None:
    """A fact of the page itself stands above the hits, with its source."""
    fact, *_ = searcher.search(SearchRequest(query)).facts
    assert fact.entry == entry and value in fact.value and fact.sources


@pytest.mark.parametrize("query", ["SBRT", "radiotherapy", "FLASH cucumber", "PACIFIC zebrafish"])
def test_no_fact_is_made_up(searcher: Searcher, query: str) -> None:
    """Without a fact that holds every word of the query, only the meaning of a name is shown."""
    assert not any(fact.label for fact in searcher.search(SearchRequest(query)).facts)


@pytest.mark.parametrize(
    "query", ["peak dose GRID", "GRID PVDR", "carbon ion OER", "minibeam PVDR", "coast PFS"]
)
def test_a_remark_answers_no_question_for_a_number(searcher: Searcher, query: str) -> None:
    """Where the field holds words only, it is not shown as the answer."""
    for fact in searcher.search(SearchRequest(query)).facts:
        assert not fact.label or re.search(r"\d", fact.value)


NUMBERS = {"dose rate", "LET", "RBE", "OER", "PVDR", "usual schedules", "patients", "OS", "PFS"}


def test_every_answer_to_a_question_for_a_number_has_one(whole: Guide) -> None:
    """A number, or that it was not reached; what is asked for in words is still answered."""
    facts = [
        fact for name in whole.catalogue.heads for fact in facts_of(whole.catalogue.entry(name))
    ]
    number = re.compile(r"\d|hundred|not reached", re.IGNORECASE)

    assert {"lymphocyte sparing", "availability", "verdict"} | NUMBERS <= {
        fact.label for fact in facts
    }
    assert [f for f in facts if f.label in NUMBERS and not number.search(f.value)] == []


@pytest.mark.parametrize(
    ("typed", "completed"),
    [
        ("absco", "abscopal effect"),
        ("kind:tri", "kind:trial"),
        ("SBRT verdict:neg", "SBRT verdict:negative"),
        ("disease:nscl", "disease:nsclc"),
        ("lung verd", "lung verdict:"),
        ("zzzz", ""),
        ("", ""),
    ],
)
def test_typing_is_completed(searcher: Searcher, typed: str, completed: str) -> None:
    """Names, fields and values."""
    assert searcher.complete(typed).casefold() == completed.casefold()


def test_exactly_means_exactly(searcher: Searcher) -> None:
    """On demand nothing is corrected, and the nearest names are offered instead."""
    assert searcher.search(SearchRequest("abscopl")).suggestion == "abscopal"
    exact = searcher.search(SearchRequest("abscopl", exactly=True))
    assert exact.suggestion == "" and exact.hits == () and "abscopal" in exact.near


@pytest.mark.parametrize("symbol", ["CXCL99", "IL-99", "KEYNOTE-9999", "CD999"])
def test_unknown_symbol_finds_nothing(searcher: Searcher, symbol: str) -> None:
    """A gene or trial that is not there never becomes its neighbour."""
    answer = searcher.search(SearchRequest(symbol))
    assert answer.hits == () and answer.suggestion == ""
