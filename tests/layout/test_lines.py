"""Lines never run over, whatever the text, and lose none of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.layout.lines import Piece, clip, line_width, plain_line, wrap
from guide.layout.page import lay_out, plain_page
from guide.layout.tables import lay_out_table
from guide.layout.targets import OpenEntry
from guide.library.catalogue import Catalogue

TEXT = st.text(
    st.characters(
        codec="utf-8",
        exclude_categories=("Cc", "Cf", "Mn", "Me", "Zs", "Zl", "Zp", "Cs", "Co", "Cn"),
        include_characters=" ",
    )
)


@given(st.lists(TEXT, max_size=8), st.integers(8, 60))
def test_wrapped_lines_fit_and_keep_every_letter(texts: list[str], width: int) -> None:
    """No line is wider than asked for, and all letters are there in order."""
    lines = wrap([Piece(text, "b" if place % 2 else "") for place, text in enumerate(texts)], width)

    assert all(line_width(line) <= width for line in lines)
    assert "".join("".join(plain_line(line).split()) for line in lines) == "".join(
        "".join(texts).split()
    )


def test_indent_stands_before_every_line() -> None:
    """A bullet leads the first line, spaces the others."""
    lines = [plain_line(line) for line in wrap([Piece("one two three four")], 11, "• ", "  ")]

    assert lines == ["• one two", "  three", "  four"]


def test_wrapped_link_keeps_its_target() -> None:
    """Each part of a broken link leads where the whole did."""
    lines = wrap([Piece("a long link over two lines", "link", OpenEntry("cgas"))], 14)

    assert len(lines) > 1
    assert {piece.target for line in lines for piece in line if piece.text.strip()} == {
        OpenEntry("cgas")
    }


@given(TEXT, st.integers(1, 30))
def test_clipped_lines_fit(text: str, width: int) -> None:
    """A line that is cut fits its place."""
    assert line_width(clip((Piece(text),), width)) <= width


@given(
    st.lists(st.lists(TEXT, min_size=3, max_size=3), min_size=2, max_size=5), st.integers(24, 84)
)
def test_tables_fit(rows: list[list[str]], width: int) -> None:
    """A table is never wider than its place, whatever its cells hold."""
    lines = lay_out_table([[(Piece(cell),) for cell in row] for row in rows], width)

    assert all(line_width(line) <= width for line in lines)


@pytest.mark.parametrize("width", [20, 40, 56, 76, 84, 200])
def test_every_page_fits_every_width(catalogue: Catalogue, width: int) -> None:
    """No page of the library runs over, and none is wider than 84."""
    for name in catalogue.heads:
        laid = lay_out(catalogue.entry(name), catalogue, width)
        assert max(map(line_width, laid.lines)) <= min(width, 84)


def test_page_says_everything(catalogue: Catalogue) -> None:
    """A trial's page holds its arms, its estimate with interval, its caveat and its source."""
    text = plain_page(catalogue.entry("pacific"), catalogue)

    for part in (
        "durvalumab (n = 476)",
        "HR 0.72 (95% CI 0.59–0.89)",
        "47.5 v 29.1 months",
        "doi:10.1200/jco.21.01308",
        "✓ positive",
    ):
        assert part in text


def test_level_stands_once_for_a_passage(catalogue: Catalogue) -> None:
    """A passage whose claims share a level says it once, one with several says each."""
    text = plain_page(catalogue.entry("cgas-sting"), catalogue)

    assert "Damaged cells form micronuclei [1]. (preclinical)" in text
    assert "[1] (preclinical), and interferon" in text
    assert "[1] (in-vitro)." in text


def test_plain_text_has_no_boxes(catalogue: Catalogue) -> None:
    """A plain page has no lines or bars that a screen reader would spell out, and 80 columns."""
    for name in catalogue.heads:
        text = plain_page(catalogue.entry(name), catalogue)
        assert not set(text) & set("─│▏┌┐└┘█░")
        assert max(map(len, text.splitlines())) <= 80
