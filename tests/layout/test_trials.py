"""Trials as a table, a forest plot and a timeline: nothing is wider than its place."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.layout.lines import line_width, plain_line
from guide.layout.targets import OpenEntry, SortTrials
from guide.layout.trials.axis import LEAST, MOST, Axis
from guide.layout.trials.forest import forest_of, mark_of
from guide.layout.trials.table import Table
from guide.layout.trials.timeline import timeline_lines
from guide.library.trial_choice import Selection
from guide.library.trial_fields import Order
from guide.library.trial_rows import Ratio, TrialRow, trial_rows
from guide.opening import Guide
from guide.search.wider import read_wider
from tests.library.trial_samples import outcome, trial

PACIFIC = trial("PACIFIC", outcome("overall survival", "0.68", ("0.53", "0.87")), n=713)
SMALL = trial("Small", outcome("PFS", "1.48", ("0.69", "3.17")), n=40, verdict="negative")
RATE = trial("Rate", outcome("objective response"), verdict="single-arm")
OPEN = trial("Open", verdict="ongoing", status="ongoing", year=2025)
RATIOS = st.decimals("0.02", "50", places=2)


@pytest.fixture(scope="module")
def rows(whole: Guide) -> tuple[TrialRow, ...]:
    """Return the trials of the real library."""
    return trial_rows(whole.catalogue, read_wider(whole.built))


def heads(width: int) -> list[str]:
    """Return the heads of the columns in a width."""
    return plain_line(Table.fitting((PACIFIC,), width).head(Selection(order=Order.NAME))).split()


@pytest.mark.parametrize("width", [34, 40, 46, 56, 60, 76, 80, 84, 100, 116, 136, 156, 240])
def test_everything_fits_its_width(rows: tuple[TrialRow, ...], width: int) -> None:
    """Rows of the real library are as wide as their head, and never wider than asked for."""
    table = Table.fitting(rows, width)
    assert line_width(table.head(Selection())) <= width
    assert {line_width(table.line(row)) for row in rows} == {line_width(table.head(Selection()))}
    assert all(line_width(row.line) <= max(width, 40) for row in forest_of(rows, width).rows)
    assert all(line_width(line) <= width for line in timeline_lines(rows, width))


def test_columns_are_left_out_where_there_is_little_room() -> None:
    """What names a trial and what it found stays longest."""
    assert heads(34) == ["Trial↑", "Year"]
    assert heads(56) == ["Trial↑", "n", "Outcome", "Ratio", "(95%", "CI)", "Year"]
    assert heads(76)[:3] == ["Trial↑", "Ph", "n"]
    assert "1" in heads(76)
    assert {"Disease", "Radiotherapy", "Drug,", "Ph", "n", "Ratio", "Year"} <= set(heads(116))
    assert "Status" in heads(156)


def test_a_row_says_what_a_trial_found() -> None:
    """Sign, name, patients, end point, ratio with interval and year stand in one line."""
    line = plain_line(Table.fitting((PACIFIC,), 76).line(PACIFIC))
    assert line.split()[:7] == ["✓", "PACIFIC", "3", "713", "OS", "HR", "0.68"]
    assert "(0.53–0.87)" in line
    assert line.endswith("2022")


def test_what_is_no_ratio_is_said_in_words() -> None:
    """Values by arm stand in the place of ratio and interval; without a result it says so."""
    table = Table.fitting((PACIFIC, RATE, OPEN), 90)
    assert "objective response: 20 v 10%" in plain_line(table.line(RATE))
    assert "no result yet · PFS" in plain_line(table.line(OPEN))


def test_an_unusual_interval_is_marked_everywhere() -> None:
    """A star stands in the table, the level itself in the plot."""
    odd = trial("Odd", outcome("PFS", "0.92", ("0.71", "1.17"), ci_level=Decimal(70)))
    assert "0.92 (0.71–1.17)*" in plain_line(Table.fitting((odd,), 76).line(odd))
    assert "0.92*" in plain_line(Table.fitting((odd,), 112).line(odd))
    assert "0.92 (0.71–1.17, 70% CI)" in plain_line(forest_of((odd,), 90).rows[0].line)
    assert "0.92*" in plain_line(forest_of((odd,), 40).rows[0].line)


def test_a_ratio_without_an_interval_says_so() -> None:
    """Only its mark is drawn."""
    bare = trial("Bare", outcome("PFS", "0.93"))
    line = plain_line(Table.fitting((bare,), 76).line(bare))
    assert "0.93 (no CI)" in line
    assert not set("├┤") & set(line)


def test_each_head_sorts_by_its_column() -> None:
    """The column in use has an arrow that says which way."""
    table = Table.fitting((PACIFIC,), 156)
    targets = {piece.target for piece in table.head(Selection())} - {None}
    assert targets == {SortTrials(order) for order in Order}
    assert "Year↓" in plain_line(table.head(Selection()))
    assert "Year↑" in plain_line(table.head(Selection(reverse=True)))


@given(st.lists(st.tuples(RATIOS, RATIOS, RATIOS), min_size=1, max_size=6), st.integers(9, 60))
def test_the_axis_is_common_and_in_order(ends: list[tuple[Decimal, ...]], cells: int) -> None:
    """Every interval has the width of the axis, with its mark between its ends, on one scale."""
    ratios: list[Ratio] = []
    for values in ends:
        low, mid, high = map(str, sorted(values))
        ratios += trial("A", outcome("PFS", mid, (low, high))).ratios
    axis = Axis.over(ratios, cells)
    assert LEAST <= axis.low < 1 < axis.high <= MOST
    assert len(axis.head()) == cells
    for ratio in ratios:
        text = "".join(piece.text for piece in axis.row(ratio))
        first, last = map(float, ratio.limits)
        assert len(text) == cells
        assert text.count("■") == 1
        assert axis.at(first) <= text.index("■") <= axis.at(last)
        assert ("<" in text) <= (first < axis.low)
        assert (">" in text) <= (last > axis.high)


def test_the_line_of_no_effect_is_one_line() -> None:
    """It stands in the same column of every row, under the 1 of the head."""
    axis = Axis.over((*PACIFIC.ratios, *SMALL.ratios), 41)
    drawn = ["".join(piece.text for piece in axis.row(row.ratios[0])) for row in (PACIFIC, SMALL)]
    assert drawn[0].index("│") == drawn[1].index("┼") == axis.at(1) == axis.head().index(" 1 ") + 1


def test_a_forest_plot_draws_every_primary_ratio() -> None:
    """A trial with two is named once; trials without a ratio follow, and nothing is pooled."""
    two = trial("Two", outcome("OS", "0.8", ("0.6", "1.0")), outcome("PFS", "0.7", ("0.5", "0.9")))
    forest = forest_of((RATE, two, PACIFIC, OPEN), 90)
    lines = [plain_line(row.line) for row in forest.rows]
    assert ["Two" in line for line in lines] == [True, False, False, False, False, False]
    assert [row.trial for row in forest.rows] == [two, two, PACIFIC, None, RATE, OPEN]
    assert lines[3] == "2 trials without a ratio"
    assert forest.notes[0] == "Nothing is pooled."


def test_the_side_that_is_better_is_said_of_the_measures_in_view() -> None:
    """A ratio of odds of a good outcome is better on the other side than a hazard ratio."""
    odds = trial("Odds", outcome("LRC", "1.05", ("0.43", "2.59"), measure="OR"))
    assert not any("HR" in note for note in forest_of((odds,), 80).notes)
    assert any("OR" in note for note in forest_of((odds,), 80).notes)
    assert not any("OR" in note for note in forest_of((PACIFIC,), 80).notes)


def test_a_forest_plot_without_ratios_is_a_list() -> None:
    """There is no axis and nothing to explain."""
    forest = forest_of((RATE,), 80)
    assert (forest.head, forest.notes, len(forest.rows)) == ((), (), 2)
    assert forest_of((), 80).rows == ()


@pytest.mark.parametrize(
    ("n", "mark"), [(None, "□"), (0, "▪"), (99, "▪"), (100, "■"), (399, "■"), (400, "█")]
)
def test_marks_grow_with_the_patients(n: int | None, mark: str) -> None:
    """Three sizes, and a hollow mark where the number is not known."""
    assert mark_of(n) == mark


def test_a_timeline_goes_from_the_newest_year_back() -> None:
    """Each trial stands once, in its year, with its sign, and leads to its page."""
    lines = timeline_lines((PACIFIC, SMALL, OPEN), 60)
    assert [plain_line(line) for line in lines] == [
        "2025   1   … Open",
        "",
        "2022   2   ✓ PACIFIC   ✗ Small",
    ]
    targets = [piece.target for line in lines for piece in line if piece.target]
    assert targets == [OpenEntry("open"), OpenEntry("pacific"), OpenEntry("small")]
    assert timeline_lines((), 60) == ()
