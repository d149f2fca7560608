"""The sentence that a citation stands in."""

import pytest

from guide.layout.lines import Piece
from guide.layout.page import lay_out
from guide.layout.quoting import with_sentences
from guide.layout.targets import ShowSource
from guide.opening import Guide


def cite(key: str) -> list[Piece]:
    """Return a citation as pages have it."""
    return [Piece("[", "cite"), Piece("1", "cite", ShowSource(key)), Piece("]", "cite")]


@pytest.mark.parametrize(
    ("pieces", "sentences"),
    [
        ([Piece("One is true "), *cite("a"), Piece(". Two is not "), *cite("b"), Piece(".")],
         ["One is true.", "Two is not."]),
        ([Piece("One. "), *cite("a"), Piece(" Two. "), *cite("b")], ["One.", "Two."]),
        ([Piece("A dose of 1.5 Gy "), *cite("a"), Piece(" "), Piece("▏phase-2", "level"),
          Piece(" and more "), *cite("b"), Piece(".")],
         ["A dose of 1.5 Gy and more."] * 2),
        ([*cite("a")], [""]),
    ],
)  # fmt: skip
def test_each_citation_has_its_sentence(pieces: list[Piece], sentences: list[str]) -> None:
    """The words around it up to full stops, without citations and levels."""
    made = with_sentences(pieces)

    found = [each.target.sentence for each in made if isinstance(each.target, ShowSource)]
    assert found == sentences
    assert [each.text for each in made] == [each.text for each in pieces]


def test_results_name_their_trial(whole: Guide) -> None:
    """A number by itself says nothing: the trial and the end point stand before it."""
    catalogue = whole.catalogue
    page = lay_out(catalogue.entry("pacific"), catalogue, 80)
    said = [
        piece.target.sentence
        for line in page.lines
        for piece in line
        if isinstance(piece.target, ShowSource)
    ]

    assert any(text.startswith("PACIFIC: OS (primary): HR 0.68") for text in said)
