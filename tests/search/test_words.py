"""Words are folded alike in the text and in the query."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.library.catalogue import Catalogue
from guide.library.folding import fold
from guide.search.knowledge import read_knowledge
from guide.search.words import Lexicon
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def lexicon(catalogue: Catalogue) -> Lexicon:
    """The real spelling rules with the small library's symbols."""
    return Lexicon.from_data(read_knowledge(ROOT / "index", catalogue))


def forms(lexicon: Lexicon, text: str) -> list[str]:
    """Return every form of a text's words."""
    return [form for word in lexicon.words(text) for form in word.forms]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("tumour", "tumor"),
        ("oesophageal", "esophageal"),
        ("haematology", "hematology"),
        ("randomised", "randomized"),
        ("fibre", "fiber"),
        ("metastases", "metastasis"),
        ("micronuclei", "micronucleus"),
        ("lymphocytes", "lymphocyte"),
        ("TGFβ", "TGFbeta"),
        ("α/β", "alpha/beta"),
        ("cGAS–STING", "cgas-sting"),
        ("analyse", "analyze"),
    ],
)
def test_spellings_meet(lexicon: Lexicon, left: str, right: str) -> None:
    """Two spellings of one word have the same forms."""
    assert forms(lexicon, left) == forms(lexicon, right)


@pytest.mark.parametrize(
    ("left", "right"), [("IL-2", "IL-12"), ("CXCL9", "CXCL10"), ("CD4", "CD40"), ("PD-1", "PD-L1")]
)
def test_symbols_stay_apart(lexicon: Lexicon, left: str, right: str) -> None:
    """Names that differ in a digit or letter never meet in their joined form."""
    assert (
        forms(lexicon, left)[1 if "-" in left else 0]
        != forms(lexicon, right)[1 if "-" in right else 0]
    )


def test_compound_is_found_whole_and_in_parts(lexicon: Lexicon) -> None:
    """PD-L1 stands as pd, l1 and pdl1; the parts follow one another."""
    words = list(lexicon.words("PD-L1"))

    assert [word.forms for word in words] == [("pd", "pdl1"), ("l1",)]
    assert [word.position for word in words] == [0, 1]


@given(st.text(max_size=200))
def test_any_text_has_words_in_order(text: str) -> None:
    """Positions rise by one, places lie inside the folded text, and forms are never empty."""
    folded = fold(text)
    lexicon = Lexicon([], frozenset())
    words = list(lexicon.folded_words(folded))

    assert [word.position for word in words] == list(range(len(words)))
    assert all(0 <= word.start < word.end <= len(folded) and all(word.forms) for word in words)
