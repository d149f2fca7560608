"""Figures in text: whole, within the width, and the same numbers in words."""

import pytest

from guide.layout.figures import figure_lines, figure_words
from guide.layout.lines import line_width, plain_line
from guide.library.records import Curve, Figure, Interval

SURVIVAL = Figure(
    "survival",
    "Two arms",
    "months",
    "% alive",
    (Curve("A", ((0, 100), (24, 50))), Curve("B", ((0, 100), (24, 20)))),
    (),
)
FOREST = Figure(
    "forest",
    "Three trials",
    "HR (95% CI)",
    "",
    (),
    (Interval("PACIFIC", 0.68, 0.53, 0.87), Interval("Other", 1.33, 0.93, 1.9)),
)


@pytest.mark.parametrize("width", [56, 76, 84])
@pytest.mark.parametrize("figure", [SURVIVAL, FOREST])
def test_fits_its_width(figure: Figure, width: int) -> None:
    """No line is wider than it may be, at any size of the screen."""
    assert all(line_width(line) <= width for line in figure_lines(figure, width))


def test_curves_fall_where_their_numbers_say() -> None:
    """At the right end the upper curve stands at half of the axis, the lower one below it."""
    rows = [plain_line(line) for line in figure_lines(SURVIVAL, 76)]
    ends = {
        mark: max(
            n
            for n, row in enumerate(rows)
            if (mark in row and "┤" in row) or (mark in row and "│" in row)
        )
        for mark in "●○"
    }
    half = next(n for n, row in enumerate(rows) if row.strip().startswith("60"))

    assert ends["●"] in (half + 1, half + 2)
    assert ends["○"] > ends["●"]


def test_interval_on_one_side_does_not_cross_the_line() -> None:
    """The bar of PACIFIC lies left of 1, that of the other trial across it."""
    rows = {
        plain_line(line).split()[0]: plain_line(line)
        for line in figure_lines(FOREST, 76)
        if "(" in plain_line(line) and "■" in plain_line(line)
    }

    assert "│" in rows["PACIFIC"]
    assert rows["PACIFIC"].index("■") < rows["PACIFIC"].index("│")
    assert "│" not in rows["Other"]


def test_words_hold_every_number() -> None:
    """Plain text and screen readers get the numbers themselves."""
    assert figure_words(FOREST)[1] == "PACIFIC: 0.68, interval 0.53 to 0.87"
    assert figure_words(SURVIVAL)[1] == "A: 0: 100; 24: 50"
