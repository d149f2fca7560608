"""Codes: short, checked, the same questions for everybody."""

import msgspec
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
    seed_17,
    short_fingerprint,
)
from tests.study.samples import QUESTIONS


@given(
    st.integers(0, 2**15 - 1), st.integers(0, 63), st.integers(1, 100), st.integers(0, 2**17 - 1)
)
def test_every_code_is_read_again(version: int, topic: int, count: int, seed: int) -> None:
    """In any case, with or without its hyphen, spaced, with O for 0 and I or L for 1."""
    code = ClassCode(version, topic, count, seed)
    text = str(code)

    assert read_code(text) == read_code(text.lower().replace("-", "")) == code
    assert read_code(text.replace("0", "O").replace("1", "L")) == code
    assert read_code(" ".join(text.replace("1", "i"))) == code


def test_codes_stay_valid() -> None:
    """A code that a teacher has printed gives the same session with every later guide."""
    code = make_code("2026.11+0123abcd", ["a", "b"], "b", 20, 12345)

    assert str(code) == "4Q212-GC1S3"
    assert read_code("4Q212-GC1S3") == ClassCode(4834, 2, 20, 12345) == code
    assert seed_17("autumn") == seed_17("  Autumn ") == 64224


@pytest.mark.parametrize(
    "text", ["", "room7", "4Q212-GC1S", "4Q212-GC1S33", "4Q212-GC1U3", "4Q212_GC1S3", "ünter-wegs1"]
)
def test_other_words_are_no_codes(text: str) -> None:
    """The user reads what was typed and what a code looks like."""
    with pytest.raises(UsageError, match=f"'{text}' is not a class code") as caught:
        read_code(text)
    assert "10 letters and digits" in caught.value.hint


def test_a_mistyped_code_says_what_to_do() -> None:
    """Its last letter checks the others."""
    with pytest.raises(UsageError, match="'4Q212-GC1S4' is mistyped") as caught:
        read_code("4Q212-GC1S4")
    assert caught.value.hint == "compare it letter by letter"


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


def test_a_session_draws_from_its_topic_or_from_all() -> None:
    """The number in the code counts topics from 1; 0 stands for all of them."""
    topics = ["first", "second", "third"]
    bank = {
        question.id: msgspec.structs.replace(question, topic=topic)
        for question, topic in zip(QUESTIONS, topics, strict=True)
    }

    def drawn(topic: str) -> set[str]:
        code = make_code("v", topics, topic, 10, 1)
        return {question.topic for question in draw(code, topics, bank)}

    assert drawn("") == set(topics)
    for topic in topics:
        assert drawn(topic) == {topic}


@pytest.mark.parametrize(
    ("topic", "count", "said", "hint"),
    [
        ("nothing", 5, "there is no topic 'nothing'", "topics: basics, more"),
        ("", 0, "a class session cannot have 0 questions", "1 to 100"),
        ("", 101, "a class session cannot have 101 questions", "1 to 100"),
    ],
)
def test_impossible_class_sessions_are_refused(
    topic: str, count: int, said: str, hint: str
) -> None:
    """A topic that is not there, or a number out of range."""
    with pytest.raises(UsageError, match=said) as caught:
        make_code("v", ["basics", "more"], topic, count, 1)
    assert caught.value.hint == hint


@pytest.mark.parametrize("count", [1, 2, 100])
def test_sessions_have_one_to_a_hundred_questions(count: int) -> None:
    """Any seed is shortened to what a code can carry."""
    code = make_code("v", [], "", count, 2**40 + 5)

    assert (code.topic, code.count, code.seed) == (0, count, 5)
    assert read_code(str(code)) == code


def test_code_of_a_topic_that_this_content_lacks_is_refused() -> None:
    """A code from content with more topics names one that is not here."""
    code = make_code("v", ["a", "b"], "b", 5, 1)
    with pytest.raises(UsageError) as caught:
        draw(code, ["a"], {})
    assert caught.value.message == "the code names a topic that this content does not have"
    assert caught.value.hint == "use the version of the guide that made it"


def test_code_fits_its_version_only() -> None:
    """A code fits the content that it was made with, and no other."""
    code = make_code("2026.11+a", [], "", 5, 1)

    assert fits(code, "2026.11+a")
    assert not fits(code, "2026.11+b")
    assert code.version == short_fingerprint("2026.11+a")
