"""Item statistics, compared with figures calculated by hand."""

import pytest

from guide.study.items import Response, analyse, point_biserial


def sheet(*right: bool, first: str = "0") -> list[Response]:
    """Return a learner's answers to as many questions."""
    return [Response(f"q{n}", first if n == 0 else "0", ok) for n, ok in enumerate(right)]


def test_point_biserial_by_hand() -> None:
    """The textbook value of two groups: (1 - 0) apart on the rest, half of them right."""
    assert point_biserial([True, True, False, False], [3.0, 2.0, 1.0, 0.0]) == pytest.approx(
        0.8944, abs=1e-4
    )
    assert point_biserial([True, True], [1.0, 2.0]) is None


def test_figures_of_an_item() -> None:
    """Difficulty, discrimination with the item itself left out, distractors, remarks."""
    sheets = [
        sheet(True, True, True),
        sheet(True, True, False),
        sheet(False, False, True, first="1"),
        sheet(False, False, False, first="1"),
    ]
    figures = analyse("q0", ["0"], ["0", "1", "2"], sheets)

    assert figures.difficulty == 0.5
    assert figures.discrimination == pytest.approx(0.7071, abs=1e-4)
    assert figures.chosen == {"0": 2, "1": 2}
    assert figures.remarks == ("1 idle distractor",)


def test_reversed_item_is_remarked() -> None:
    """The remark on an item that stronger learners miss asks to check its key."""
    sheets = [
        sheet(False, True, True),
        sheet(False, True, True),
        sheet(True, False, False),
        sheet(True, False, True),
    ]

    assert any("check the key" in remark for remark in analyse("q0", ["0"], [], sheets).remarks)
