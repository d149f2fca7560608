"""Tools, paths and questions are found by the words of their titles."""

import pytest

from guide.layout.further import MOST, Further, further_of, matching
from guide.layout.targets import OpenPath, OpenTool, StartQuiz, Target
from guide.library.catalogue import Catalogue
from guide.opening import Guide


@pytest.fixture(scope="module")
def items(catalogue: Catalogue) -> list[tuple[str, Further]]:
    """What the small library has beside its pages."""
    return further_of(catalogue)


@pytest.mark.parametrize(
    ("query", "target"),
    [
        ("eqd2", OpenTool("dose")),
        ("dose calc", OpenTool("dose")),
        ("about", OpenTool("about")),
        ("First St", OpenPath("first-steps")),
    ],
)
def test_titles_are_found(items: list[tuple[str, Further]], query: str, target: Target) -> None:
    """Each word may be the beginning of a word of the title, in any case."""
    assert [item.target for item in matching(query, items)] == [target]


def test_a_question_needs_two_words(items: list[tuple[str, Further]]) -> None:
    """One word finds no question; two words of its stem do."""
    assert matching("pacific", items) == []
    (found,) = matching("how many patients pacific", items)
    assert isinstance(found.target, StartQuiz)
    assert found.title == "How many patients entered PACIFIC?"


@pytest.mark.parametrize("query", ["", "a", "of in", "[red]", "...", "first xyzzy", "\x00" * 500])
def test_nothing_else_is_found(items: list[tuple[str, Further]], query: str) -> None:
    """Short words, signs, and titles that lack a word find nothing."""
    assert matching(query, items) == []


def test_few_are_found_in_the_whole_library(whole: Guide) -> None:
    """However many fit, a few are shown, tools first."""
    found = matching("radiotherapy trial", further_of(whole.catalogue))

    assert len(found) <= MOST
    assert any(item.kind == "tool" for item in matching("dose rate", further_of(whole.catalogue)))
