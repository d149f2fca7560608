"""Folding: what looks alike is compared alike, and places lead back to the text as written."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.library.folding import fold, fold_with_places

ODD = (
    "ßẞβΒаеорсхРСВНКМТ\u00ad\u200b\u2060\ufeff"
    "\u0301\u0308ﬁﬀ™℠®ＰＤ１－—−⁻‑\u00a0\u202fxgyPD1-l8,. ΙΝο"
)
TEXTS = st.text() | st.text(ODD, max_size=20)


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("TGF-ß1", "tgf-beta1"),
        ("TGFß", "tgfbeta"),
        ("α/ß", "alpha/beta"),
        ("αvß3", "alphavbeta3"),
        ("ß-catenin", "beta-catenin"),
        ("Straße, Größe, Gießen", "strasse, grosse, giessen"),
        ("Gro\u0308ße", "grosse"),
        ("radio\u00adtherapy", "radiotherapy"),
        ("radio\u200btherapy\ufeff", "radiotherapy"),
        ("ＰＤ－Ｌ１", "pd-l1"),
        ("ﬁbrosis, eﬀector", "fibrosis, effector"),
        ("РD-L1", "pd-l1"),
        ("РD\u00ad-L1", "pd-l1"),
        ("СТLА-4", "ctla-4"),
        ("В7-Н3", "b7-h3"),
        ("СD8", "cd8"),
        ("8 Gу х 3", "8 gy x 3"),
        ("8х3", "8x3"),
        ("ΙL-2, IFΝ-γ", "il-2, ifn-gamma"),
        ("abscοpal", "abscopal"),
        ("TGF-Β", "tgf-beta"),
        ("8\u00a0Gy\u202fx 3", "8 gy x 3"),
        ("PD‑L1 – PD−1 －", "pd-l1 - pd-1 -"),
        ("10⁻³", "10-3"),
        ("Keytruda™ Opdivo® x", "keytruda  opdivo® x"),
        ("8 ✕ 3 ∗ 2", "8 × 3 * 2"),
        ("ανβ3", "alphanubeta3"),
    ],
)
def test_what_looks_alike_folds_alike(written: str, plain: str) -> None:
    """Letters, signs and spaces that other keyboards and programs write are read as meant."""
    assert fold(written) == plain


@pytest.mark.parametrize("written", ["рак", "терапия", "рак лёгкого 8", "ПД-1"])
def test_words_of_another_script_stay(written: str) -> None:
    """A word that is wholly Russian is no Latin word, though each of its letters may look so."""
    assert not any("a" <= letter <= "z" for letter in fold(written))


@given(TEXTS)
def test_folding_twice_changes_nothing(text: str) -> None:
    """What is folded is in its last form."""
    assert fold(fold(text)) == fold(text)


@given(TEXTS)
def test_places_lead_back(text: str) -> None:
    """Each folded character comes from a place in the text, in order; the end is the end."""
    folded, places = fold_with_places(text)

    assert folded == fold(text)
    assert len(places) == len(folded) + 1
    assert all(left <= right for left, right in pairwise(places))
    assert all(0 <= place < len(text) for place in places[:-1])
    assert places[-1] == len(text)
