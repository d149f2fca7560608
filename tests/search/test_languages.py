"""Questions in other languages find the page that an English one finds."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.opening import Guide
from guide.search.engine import Searcher
from guide.search.requests import SearchRequest
from tests.conftest import ROOT

LANGUAGES = tomllib.loads((ROOT / "index" / "languages.toml").read_text("utf-8"))


@pytest.fixture(scope="module")
def searcher(whole: Guide) -> Searcher:
    """The search over the real library."""
    return Searcher(whole.built, whole.catalogue)


@pytest.mark.parametrize(
    ("query", "page"),
    [
        ("pico de bragg", "bragg-peak"),
        ("effet abscopal", "abscopal-effect"),
        ("Nebenwirkungen der Immuntherapie", "checkpoint-adverse-events"),
        ("¿Cuáles son los efectos secundarios de la inmunoterapia?", "checkpoint-adverse-events"),
        ("radioterapia e immunoterapia nel tumore del polmone", "lung-cancer"),
        ("Kopf-Hals-Tumoren und Immuntherapie", "hnscc"),
        ("l'immunothérapie dans le CBNPC", "nsclc"),
        ("重粒子線治療", "carbon-ion"),
        ("陽子線治療", "proton-therapy"),
        ("뇌전이 면역치료", "brain-metastases-with-checkpoint-drugs"),
        ("低酸素", "hypoxia"),
        ("STRAHLENTHERAPIE BEI HIRNMETASTASEN", "brain-metastases-with-checkpoint-drugs"),
    ],
)
def test_the_page_is_among_the_first(searcher: Searcher, query: str, page: str) -> None:
    """The answer says in English what was searched for."""
    found = searcher.search(SearchRequest(query, unfinished=True))

    assert page in [hit.id for hit in found.hits[:3]]
    assert found.suggestion


@pytest.mark.parametrize(
    "query",
    [
        "krebs cycle",
        "leber hereditary optic neuropathy",
        "cerebro-spinal fluid",
        "grand prix",
        "oncolytic vaccin",
        "die",
        "comment on PACIFIC",
        "lever arm",
        "in situ",
        "per protocol",
        "de novo",
        "a la carte",
    ],
)
def test_english_stays_as_it_is(searcher: Searcher, query: str) -> None:
    """Words that are English as well translate nothing."""
    assert searcher.search(SearchRequest(query)).suggestion == ""


def test_exactly_translates_nothing(searcher: Searcher) -> None:
    """What was translated can be searched for as typed."""
    assert searcher.search(SearchRequest("effet abscopal", exactly=True)).suggestion == ""


def test_every_word_is_translated_to_what_the_guide_has(searcher: Searcher) -> None:
    """Each English word of the list finds something."""
    for english in LANGUAGES["words"]:
        assert searcher.search(SearchRequest(english)).hits, english


@given(
    st.lists(
        st.sampled_from(
            [word for words in LANGUAGES["words"].values() for word in words]
            + LANGUAGES["little"].split()
        ),
        max_size=6,
    )
)
def test_mixtures_are_survived(searcher: Searcher, words: list[str]) -> None:
    """Any order of foreign words has an answer, within its limit."""
    text = " ".join(words)
    found = searcher.search(SearchRequest(text, limit=3))

    assert found.query == text and len(found.hits) <= 3
