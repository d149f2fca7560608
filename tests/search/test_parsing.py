"""The query language: what is malformed is searched as plain words, and said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.search.parsing import Narrowing, parse


def terms(field: str, value: str) -> list[str]:
    """Know one value of each field."""
    return [f"{field}:{value}"] if value in ("trial", "nsclc", "2020..2026") else []


def test_query_is_taken_apart() -> None:
    """Fields, a phrase, a word to leave out and plain words."""
    asked = parse(
        'kind:trial disease:nsclc year:2020..2026 "chest wall" SBRT -proton -kind:trial', terms
    )

    assert asked.text == "chest wall sbrt"
    assert asked.phrases == ("chest wall",)
    assert asked.without == ("proton",)
    assert asked.narrowings == (
        Narrowing(("kind:trial",), True),
        Narrowing(("disease:nsclc",), True),
        Narrowing(("year:2020..2026",), True),
        Narrowing(("kind:trial",), False),
    )
    assert asked.notes == ()


@pytest.mark.parametrize(
    ("query", "text", "note"),
    [
        ("kind:tria", "tria", "kind has no “tria”"),
        ('"chest wall', "chest wall", "no partner"),
        ("http:x", "http:x", ""),
        ("CD8+ T-cell", "cd8+ t-cell", ""),
        ("dose - rate", "dose - rate", ""),
        ("kind: trial", "kind: trial", ""),
    ],
)
def test_malformed_is_plain_words(query: str, text: str, note: str) -> None:
    """Nothing is lost, and a note says which field was not understood."""
    asked = parse(query, terms)

    assert asked.text == text
    assert note in " ".join(asked.notes)
    assert bool(asked.notes) == bool(note)
    assert asked.narrowings == ()


@given(st.text(max_size=300))
def test_any_string_is_taken_apart(query: str) -> None:
    """No string raises."""
    asked = parse(query, terms)
    assert all(asked.phrases) or not asked.phrases
