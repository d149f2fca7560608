"""A comparison as lines: within its width at any size, whole, and every number leads somewhere."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.layout.comparison import (
    brief,
    columns_that_fit,
    head_lines,
    plain_comparison,
    row_lines,
    window,
)
from guide.layout.lines import line_width, plain_line
from guide.layout.targets import OpenEntry, ShowSource
from guide.library.comparing import Comparison, compare, matrix
from guide.opening import Guide


@pytest.fixture(scope="module")
def modalities(whole: Guide) -> Comparison:
    """The whole matrix of modalities."""
    return compare(whole.catalogue, matrix(whole.catalogue, "modality"))


@pytest.mark.parametrize("width", [30, 55, 75, 115, 235])
def test_lines_keep_to_their_width(modalities: Comparison, width: int) -> None:
    """At every size, from the first column and from the last."""
    for first in (0, 99):
        view = window(modalities, width, first, whole=True)
        for line in (*head_lines(modalities, view, width), *row_lines(modalities, view, width)):
            assert line_width(line) <= width


def test_a_window_goes_over_all_columns(modalities: Comparison) -> None:
    """Each column comes into view, and the last window is as full as the first."""
    count = columns_that_fit(115)
    seen = set()
    for first in range(len(modalities.heads)):
        view = window(modalities, 115, first)
        assert len(view.places) == count
        seen |= set(view.places)
    assert seen == set(range(len(modalities.heads)))


def test_titles_and_sources_lead_on(modalities: Comparison) -> None:
    """A title opens its page, once; a number shows its source."""
    view = window(modalities, 75)
    heads = [piece for line in head_lines(modalities, view, 75) for piece in line if piece.target]
    cites = [piece for line in row_lines(modalities, view, 75) for piece in line if piece.target]

    assert [piece.target for piece in heads] == [
        OpenEntry(modalities.heads[place].id) for place in view.places
    ]
    for piece in cites:
        assert isinstance(piece.target, ShowSource)
        assert modalities.sources[int(piece.text) - 1] == piece.target.key


def test_differences_are_marked_beside_what_is_in_view(modalities: Comparison) -> None:
    """The first column in view is never marked."""
    for first in range(len(modalities.heads)):
        view = window(modalities, 55, first)
        for line in row_lines(modalities, view, 55):
            assert "≠" not in plain_line(line)[:20]


@pytest.mark.parametrize(
    ("note", "told"),
    [
        ("At 250–70 MeV; rises steeply.", "At 250–70 MeV …"),
        ("Oropharynx. No trial shows more.", "Oropharynx …"),
        ("In 1 fraction.", "In 1 fraction"),
        ("0.03 or less", "0.03 or less"),
        ("", ""),
    ],
)
def test_remarks_are_told_as_far_as_their_first_stop(note: str, told: str) -> None:
    """A decimal point is no stop; what is left out is marked."""
    assert brief(note) == told


@given(st.text())
def test_a_remark_never_grows(note: str) -> None:
    """Whatever it holds, the beginning is a part of it."""
    assert note.startswith(brief(note).removesuffix(" …"))


@pytest.mark.parametrize(("ids", "width"), [(("proton-therapy", "carbon-ion"), 80), ((), 80)])
def test_plain_text_has_every_value_and_source(
    whole: Guide, modalities: Comparison, ids: tuple[str, ...], width: int
) -> None:
    """As a table or, where the columns do not fit, as lines; nothing is cut."""
    found = compare(whole.catalogue, ids) if ids else modalities
    text = plain_comparison(found, whole.catalogue, width)
    words = " ".join(text.split())

    assert max(map(len, text.splitlines())) <= width
    assert "…" not in text
    if not ids:
        for row in found.rows:
            for cell in row.cells:
                for value in cell:
                    assert value.text in words
    for key in found.sources:
        assert " ".join(whole.catalogue.references[key].sentence.split()) in words
