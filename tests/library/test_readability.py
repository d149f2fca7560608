"""How the pages read, in figures."""

from pathlib import Path

import pytest

from guide.library.load import load_content
from guide.library.readability import is_bare, readability, reading
from tests.library.test_checks import edit


@pytest.mark.parametrize(
    "sentence",
    [
        "It blocks PD-L1.",
        "They were irradiated.",
        "This is open.",
        "Neither was randomised.",
        "Its effect is small.",
    ],
)
def test_pronoun_without_a_noun_is_bare(sentence: str) -> None:
    """A reader who sees the sentence alone cannot know what it is about."""
    assert is_bare(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "This trial is open.",
        "Both arms were irradiated.",
        "These cells are spared.",
        "Italian centres took part.",
        "That dose is high.",
    ],
)
def test_pronoun_with_a_noun_is_not(sentence: str) -> None:
    """The noun says what is meant."""
    assert not is_bare(sentence)


def test_lengths_are_counted_in_words() -> None:
    """Of four sentences one is long and one too long."""
    found = reading("x", ["one two", "a " * 25, "b " * 26, "It " + "c " * 30])

    assert (found.sentences, found.median_words) == (4, 25.5)
    assert (found.long, found.too_long, found.bare) == (0.5, 0.25, 0.25)
    assert reading("none", []).median_words == 0


def test_outliers_and_unexplained_abbreviations_are_named(fresh: Path) -> None:
    """A page with a sentence that is too long comes first; a known name is no riddle."""
    long = f"The XQZ assay {'really ' * 30}counts PD-L1 [@mackenzie2017]{{preclinical}}."
    with (fresh / "entities/genes/cgas.md").open("a", encoding="utf-8") as page:
        page.write(f"\n{long}\n")
    before = dict(readability(load_content(fresh)).unexplained)
    found = readability(load_content(fresh))

    assert found.outliers[0].of == "cgas"
    assert ("XQZ", 1) in found.unexplained
    assert sum(row.sentences for row in found.kinds[1:]) == found.kinds[0].sentences

    edit(fresh / "glossary/gray.md", "aliases = [", 'aliases = ["XQZ", ')
    after = dict(readability(load_content(fresh)).unexplained)
    assert before.keys() - after.keys() == {"XQZ"}
