"""Figures in text: whole, within the width, and the same numbers in words."""

import pytest

from guide.layout.figures import figure_lines, figure_words, round_ticks
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


@pytest.mark.parametrize(
    ("low", "high", "ticks"),
    [
        (0, 5, [0, 1, 2, 3, 4, 5]),
        (0, 24, [0, 5, 10, 15, 20]),
        (0, 100, [0, 20, 40, 60, 80, 100]),
        (0, 1.2, [0, 0.25, 0.5, 0.75, 1]),
        (0.5, 2, [0.5, 1, 1.5, 2]),
        (3, 3, [3]),
    ],
)
def test_axes_are_marked_at_round_numbers(low: float, high: float, ticks: list[float]) -> None:
    """Ticks are 1, 2, 2.5 or 5 times a power of ten apart, at most six."""
    assert round_ticks(low, high) == ticks


def test_the_axis_says_where_its_numbers_are() -> None:
    """Below a curve from 0 to 5 stand whole numbers."""
    figure = Figure("curve", "A curve", "Gy", "%", (Curve("A", ((0, 50), (5, 0))),), ())
    axis = next(row for row in map(plain_line, figure_lines(figure, 76)) if row.endswith("Gy"))

    assert axis.split() == ["0", "1", "2", "3", "4", "5", "Gy"]
