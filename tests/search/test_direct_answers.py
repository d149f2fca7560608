"""Direct answers: the number that was asked for, of the trial or page that was named, or none."""

import pytest

from guide.opening import Guide
from guide.search.engine import Searcher
from guide.search.facts import Fact, facts_of
from guide.search.requests import SearchRequest
from guide.search.results import SearchResult


@pytest.fixture(scope="module")
def searcher(whole: Guide) -> Searcher:
    """The search of the real library."""
    return Searcher(whole.built, whole.catalogue)


def found(searcher: Searcher, text: str) -> SearchResult:
    """Search as the screen does while somebody types."""
    return searcher.search(SearchRequest(text, limit=10, unfinished=True))


@pytest.mark.parametrize(
    ("text", "entry", "label", "value"),
    [
        ("PACIFIC 5-year OS", "pacific", "5-year OS", "42.9 v 33.4%"),
        ("5y os pacific", "pacific", "5-year OS", "42.9 v 33.4%"),
        ("pacific five year survival", "pacific", "5-year OS", "42.9 v 33.4%"),
        ("median survival ADRIATIC", "adriatic", "OS", "55.9 v 33.4 months"),
        ("pacific median OS", "pacific", "OS", "47.5 v 29.1 months"),
        ("rate of grade 3 pneumonitis PACIFIC", "pacific", "any grade", "3.4% v 2.6%"),
        ("PACIFIC toxicity", "pacific", "grade 3–4", "durvalumab 30.5% v placebo 26.1%"),
        ("ADRIATIC grade 3 pneumonitis", "adriatic", "pneumonitis", "durvalumab 3.1% v placebo"),
        ("alpha beta ratio of prostate", "alpha-beta-ratio", "prostate", "1–2 Gy"),
        ("alpha/beta spinal cord", "alpha-beta-ratio", "spinal cord", "0.87 Gy"),
        ("half-life of pembrolizumab", "pembrolizumab", "half-life", "22 days"),
        ("half life Keytruda", "pembrolizumab", "half-life", "22 days"),
        ("verdict PACIFIC-2", "pacific-2", "verdict", "negative"),
        ("coast pfs", "coast", "PFS", "HR 0.44"),
        ("checkmate 73L pfs", "checkmate-73l", "PFS", "HR 0.95"),
        ("su2c-sarc032 dfs", "su2c-sarc032", "DFS, n = 127", "HR 0.61"),
        ("sabr-comet pfs", "sabr-comet", "PFS", "HR 0.47"),
        ("keynote-689 efs", "keynote-689", "CPS ≥ 10", "HR 0.66"),
        ("pacific-5 survival", "pacific-5", "OS", "HR 0.87"),
        ("pacific drug dose", "pacific", "immunotherapy", "10 mg/kg"),
        ("pacific hazard ratio", "pacific", "OS", "HR 0.68"),
        ("what is the target of tremelimumab", "tremelimumab", "target", "CTLA-4"),
    ],
)
def test_the_number_that_was_asked_for_stands_above_the_hits(
    searcher: Searcher, text: str, entry: str, label: str, value: str
) -> None:
    """However the words stand, and with the arms named where harm is told."""
    first = found(searcher, text).facts[0]

    assert first.entry == entry and label in first.label
    assert value in first.value


@pytest.mark.parametrize(
    "text",
    [
        "lattice peak dose",
        "lattice dose",
        "what dose rate is not FLASH",
        "half-life not pembrolizumab",
        "RBE not carbon",
        "what year was PACIFIC",
        "years pacific",
        "bed 8 Gy",
        "eqd2 of 8 Gy",
        "microbeam valley dose",
        "c-post response rate",
        "nivopost-op response rate",
        "dolphin 12 month progression rate",
        "c-post disease at 24 months",
        "continuum locoregional recurrence",
        "dipper metastasis",
        "sbrt dose",
        "sbrt risk",
        "flash dose",
        "proton lymphopenia",
        "match grade 3",
        "match sabr",
        "reach keytruda",
        "adriatic risk of death",
        "pearl failed",
        "adriatic cough",
        "impulse rash",
        "pembrolizumab dose in children",
        "pembrolizumab Dosis bei Kindern",
        "PACIFIC tödliche Strahlenpneumonitis",
        "SBRT radiotherapy",
        "PACIFIC 2-year OS",
        "KEYNOTE-024 OS",
        "median PFS KEYNOTE-867",
    ],
)
def test_what_the_guide_does_not_know_has_no_answer(searcher: Searcher, text: str) -> None:
    """No part for the whole, no event for its absence, no synonym, nothing half understood."""
    assert found(searcher, text).facts == ()


@pytest.mark.parametrize("text", ["PACIFIC 2-year OS", "PACIFIC 5-year OS rate", "pacific 5 year"])
def test_a_number_of_years_is_of_no_name(searcher: Searcher, text: str) -> None:
    """PACIFIC at five years is not PACIFIC-5."""
    assert found(searcher, text).hits[0].id == "pacific"


def test_a_narrowed_search_has_no_answer_of_another_kind(searcher: Searcher) -> None:
    """With the chip of trials chosen, no row of a page on a technique stands above."""
    request = SearchRequest("alpha beta ratio of prostate", kind="trial", limit=10)
    assert searcher.search(request).facts == ()


def test_every_fact_of_a_trial_is_found_by_its_name_and_label(
    whole: Guide, searcher: Searcher
) -> None:
    """The answer is a fact of that very trial, never of another one."""
    asked = 0
    for name, head in list(whole.catalogue.heads.items()):
        if head.kind != "trial":
            continue
        labels = {fact.label for fact in facts_of(whole.catalogue.entry(name))}
        for label in sorted(labels - {""})[:2]:
            answers: tuple[Fact, ...] = found(searcher, f"{head.title} {label}").facts
            assert {fact.entry for fact in answers} <= {name}, f"{head.title} {label}"
            asked += bool(answers)
    assert asked > 100


def test_a_name_that_no_page_has_is_said(searcher: Searcher) -> None:
    """What is found belongs to the other words, and the reader is told so."""
    assert found(searcher, "KEYNOTE-024 OS").notes == ("in no page: KEYNOTE-024",)
    assert found(searcher, "KEYNOTE-867 OS").notes == ()


def test_a_result_of_a_part_of_the_patients_says_so(searcher: Searcher) -> None:
    """A row names the group, and that of all patients comes before it."""
    hit = next(hit for hit in found(searcher, "KEYNOTE-689").hits if hit.id == "keynote-689")
    assert hit.finding is not None and "CPS ≥ 10" in hit.finding.effect
