"""The quantities of numeric questions, against values worked by hand or printed on the pages."""

from typing import get_args

import pytest

from guide.library.questions import Quantity
from guide.physics.quantities import QUANTITIES, calculate


@pytest.mark.parametrize(
    ("quantity", "parameters", "value"),
    [
        ("bed", {"n": 3, "d": 18, "ab": 10}, 151.2),
        ("eqd2", {"n": 20, "d": 2.75, "ab": 3}, 63.25),
        ("total-dose", {"n": 5, "d": 8}, 40),
        ("fractions-for-eqd2", {"target": 60, "d": 2, "ab": 3}, 30),
        ("alpha-beta", {"n1": 20, "d1": 2, "n2": 5, "d2": 6}, 10),
        ("surviving-percent", {"d": 4, "alpha": 0.3, "beta": 0.03}, 18.64),
        ("surviving-after-fractions", {"n": 1, "d": 3, "d10": 3}, 10),
        ("pvdr", {"peak": 66.7, "valley": 20}, 3.335),
        ("valley-dose", {"peak": 300, "pvdr": 25}, 12),
        ("physical-from-rbe", {"weighted": 66, "rbe": 1.1}, 60),
        ("rbe-weighted", {"physical": 10, "rbe": 1.1}, 11),
        ("rbe", {"reference": 6, "test": 2}, 3),
        ("oer", {"hypoxic": 5.4, "aerobic": 2}, 2.7),
        ("proton-range", {"energy": 150}, 15.6),
        ("beam-on-time", {"dose": 8, "rate": 40}, 200),
        ("mean-dose-rate", {"dose": 15, "time": 90}, 166.7),
        ("survival-from-hazard-ratio", {"survival": 25, "hr": 0.6}, 43.5),
        ("absolute-difference", {"one": 42.9, "other": 33.4}, 9.5),
        ("number-needed", {"one": 60, "other": 40}, 5),
        ("relative-risk", {"one": 30, "other": 60}, 0.5),
        ("mean-of-two", {"dose1": 66.7, "dose2": 20, "share": 5}, 22.3),
        ("generalised-eud", {"dose1": 66.7, "dose2": 20, "share": 5, "a": 8}, 45.9),
    ],
)
def test_values(quantity: str, parameters: dict[str, float], value: float) -> None:
    """Each to within half a per cent of the printed figure."""
    assert calculate(quantity, parameters) == pytest.approx(value, rel=0.005)


def test_names_are_those_that_questions_may_use() -> None:
    """The content's model and the formulas name the same quantities."""
    assert set(get_args(Quantity)) == set(QUANTITIES)


def test_missing_parameter_is_an_error() -> None:
    """No formula makes a value up."""
    with pytest.raises(TypeError):
        calculate("bed", {"n": 3, "d": 8})
