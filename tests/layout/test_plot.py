"""Curves as text: at their place, told apart without colour, within their width."""

from math import nan

import pytest

from guide.layout.lines import line_width, plain_line
from guide.layout.plot import LABELS, SAMPLES, Axis, Curve, plot_lines

FLAT = Axis("x", 0, 10)
UP = Axis("y", 0, 10)


def drawn(*curves: Curve, width: int = 50, y: Axis = UP) -> list[str]:
    """Return the rows of a plot of ten rows, without what stands on the left."""
    lines = plot_lines(curves, FLAT, y, width, 10)
    return [plain_line(line)[LABELS + 2 :] for line in lines[1:11]]


def test_a_rising_line_goes_from_the_lower_left_to_the_upper_right() -> None:
    """Every column has a dot, and the rows go up."""
    rows = drawn(Curve("rising", lambda x: x))
    firsts = [len(row) - len(row.lstrip()) for row in rows if row]

    assert firsts == sorted(firsts, reverse=True)
    assert firsts[-1] == 0
    assert max(map(len, rows)) == 50 - LABELS - 2
    assert all(any(len(r) > c and r[c] != " " for r in rows) for c in range(42))


def test_curves_differ_without_colour() -> None:
    """The first is a line, the others have gaps; each is named beside a sample."""
    line, dashes = (
        drawn(Curve("a", lambda _: 5)),
        drawn(Curve("b", lambda _: 9), Curve("a", lambda _: 5)),
    )
    text = "\n".join(
        map(plain_line, plot_lines([Curve("one", abs), Curve("two", abs)], FLAT, UP, 60, 8))
    )

    assert " " not in next(row for row in line if row)
    assert " " in dashes[5 if dashes[5] else 4]
    assert f"{SAMPLES[0]}\u00a0one" in text
    assert f"{SAMPLES[1]}\u00a0two" in text


def test_what_has_no_value_or_lies_outside_is_not_drawn() -> None:
    """Neither NaN nor a value beyond the axis leaves a dot."""
    assert not any(drawn(Curve("none", lambda _: nan), Curve("above", lambda _: 99)))


def test_a_logarithmic_axis_makes_a_straight_line_of_a_power() -> None:
    """Decades are equally far apart."""
    rows = drawn(Curve("p", lambda x: 10**-x), y=Axis("share", 1e-10, 1, log=True))
    straight = drawn(Curve("s", lambda x: 10 - x))
    assert rows == straight


@pytest.mark.parametrize("width", [24, 33, 60, 96])
def test_plots_keep_to_their_width(width: int) -> None:
    """Rows, axis and key."""
    lines = plot_lines(
        [Curve("a long name of a curve", abs), Curve("another", lambda x: x / 2)],
        Axis("a long name of an axis", 0, 37.3),
        Axis("another long name", 0, 41),
        width,
        9,
    )
    assert all(line_width(line) <= width for line in lines)
