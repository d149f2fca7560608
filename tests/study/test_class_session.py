"""Codes: short, checked, the same questions for everybody."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.errors import UsageError
from guide.library.catalogue import Catalogue
from guide.study.class_session import (
    ALPHABET,
    ClassCode,
    draw,
    fits,
    make_code,
    read_code,
    short_fingerprint,
)


@given(
    st.integers(0, 2**15 - 1), st.integers(0, 63), st.integers(1, 100), st.integers(0, 2**17 - 1)
)
def test_every_code_is_read_again(version: int, topic: int, count: int, seed: int) -> None:
    """In any case, with or without its hyphen, with O for 0 and I or L for 1."""
    code = ClassCode(version, topic, count, seed)
    text = str(code)

    assert read_code(text) == read_code(text.lower().replace("-", "")) == code
    assert read_code(text.replace("0", "O").replace("1", "L")) == code


@given(st.integers(0, 2**17 - 1), st.integers(0, 9), st.sampled_from(ALPHABET))
def test_a_mistyped_letter_hardly_passes(seed: int, place: int, letter: str) -> None:
    """One letter changed is refused, or gives another valid code, but never this one."""
    code = ClassCode(77, 0, 20, seed)
    letters = list(str(code).replace("-", ""))
    if letters[place] == letter:
        return
    letters[place] = letter
    try:
        assert read_code("".join(letters)) != code
    except UsageError as error:
        assert "mistyped" in str(error)


def test_everybody_gets_the_same(catalogue: Catalogue) -> None:
    """Questions do not depend on the catalogue's order; twins are apart while others are left."""
    code = make_code("v", list(catalogue.topics), "basics", 7, 5)
    one = draw(code, list(catalogue.topics), catalogue.questions)
    other = draw(code, list(catalogue.topics), dict(reversed(catalogue.questions.items())))

    assert [question.id for question in one] == [question.id for question in other]
    assert len(one) == 7
    assert not {"basics-02", "basics-03"} <= {question.id for question in one}


@pytest.mark.parametrize(("topic", "count"), [("nothing", 5), ("", 0), ("", 101)])
def test_impossible_class_sessions_are_refused(
    catalogue: Catalogue, topic: str, count: int
) -> None:
    """A topic that is not there, or a number out of range."""
    with pytest.raises(UsageError):
        make_code("v", list(catalogue.topics), topic, count, 1)


def test_code_fits_its_version_only() -> None:
    """A code fits the content that it was made with, and no other."""
    code = make_code("2026.11+a", [], "", 5, 1)

    assert fits(code, "2026.11+a")
    assert not fits(code, "2026.11+b")
    assert code.version == short_fingerprint("2026.11+a")
