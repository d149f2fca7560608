"""Searching: names first, forgiving, and no string at all does harm."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guide.opening import Guide
from guide.search.engine import Searcher
from guide.search.requests import SearchRequest


@pytest.fixture(scope="module")
def searcher(guide: Guide) -> Searcher:
    """The small library's search."""
    return Searcher(guide.built, guide.catalogue)


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("PACIFIC", "pacific"),
        ("imfinzi", "durvalumab"),
        ("cGAS-STING", "cgas-sting"),
        ("MB21D1", "cgas"),
        ("115004", "cgas"),
        ("Q8N884", "cgas"),
        ("NCT02125461", "pacific"),
        ("gy", "gray"),
        ("unit of absorbed dose", "gray"),
        ("which unit has one joule for each kilogram?", "gray"),
    ],
)
def test_best_answer_comes_first(searcher: Searcher, query: str, first: str) -> None:
    """A name, an alias, an identifier or a question finds its page."""
    assert searcher.search(SearchRequest(query)).hits[0].id == first


def test_misspelling_is_corrected_and_said(searcher: Searcher) -> None:
    """A typing error is corrected with the guide's own words, and the result says so."""
    answer = searcher.search(SearchRequest("durvalumb"))

    assert answer.suggestion == "durvalumab"
    assert answer.hits[0].id == "durvalumab"


def test_symbol_is_never_corrected_into_another(searcher: Searcher) -> None:
    """An unknown symbol with digits finds nothing rather than a neighbour."""
    assert searcher.search(SearchRequest("MB21D2")).suggestion == ""


def test_unfinished_word_finds_while_typing(searcher: Searcher) -> None:
    """Three letters are enough, the title that begins so leads."""
    assert searcher.search(SearchRequest("pac", unfinished=True)).hits[0].id == "pacific"
    assert searcher.search(SearchRequest("micronuc", unfinished=True)).hits[0].id == "cgas-sting"


def test_kind_narrows(searcher: Searcher) -> None:
    """Only entries of the kind come back."""
    hits = searcher.search(SearchRequest("pacific", kind="agent")).hits

    assert {hit.kind for hit in hits} == {"agent"}


def test_snippet_marks_the_hit(searcher: Searcher) -> None:
    """The passage shown holds the word that was asked for, marked."""
    hit = searcher.search(SearchRequest("joule")).hits[0]

    assert [span.text for span in hit.snippet if span.style == "mark"] == ["joule"]


def test_nothing_is_found_for_nothing(searcher: Searcher) -> None:
    """An empty query, or one of signs only, is an empty answer."""
    assert searcher.search(SearchRequest("")).hits == ()
    assert searcher.search(SearchRequest("!!! ((( ***")).hits == ()


@settings(
    deadline=None, max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text(max_size=500))
def test_any_string_is_answered(searcher: Searcher, text: str) -> None:
    """No string raises, and hits are never more than asked for."""
    assert len(searcher.search(SearchRequest(text, limit=3, unfinished=True)).hits) <= 3


@pytest.mark.parametrize(
    "text",
    [
        "a" * 10_000,
        "word " * 1000,
        '"((([[[',
        "*" * 500,
        "\x00\x1b[2J",
        "🎯 \u202eabc",
        "AND OR NOT",
        "title:x",
        "8 gy x 3 " * 100,
        "kind:" * 200,
        '"x" ' * 500,
        "-a " * 500,
        "year:0..999999999999",
    ],
)
def test_hostile_strings_are_answered(whole: Guide, text: str) -> None:
    """Very long, unbalanced, wild or strange input is bounded."""
    searcher = Searcher(whole.built, whole.catalogue)

    assert len(searcher.search(SearchRequest(text, unfinished=True)).hits) <= 20
