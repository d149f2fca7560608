"""Dose arithmetic typed into the search box."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.physics.linear_quadratic import bed, eqd2
from guide.search.calculation import calculate


@pytest.mark.parametrize(
    ("query", "fractions", "dose", "ratios"),
    [
        ("8x3 ab3", 3, 8, [3]),
        ("8x3ab3", 3, 8, [3]),
        ("bed 54/3 ab 10", 3, 18, [10]),
        ("60/30", 30, 2, [3, 10]),
        ("60 / 30", 30, 2, [3, 10]),
        ("3 x 18 Gy alpha/beta 2", 3, 18, [2]),
        ("3 × 18 Gy α/β = 2 Gy", 3, 18, [2]),
        ("3 x 18 Gy α/ß 2", 3, 18, [2]),
        ("eqd2 45 gy in 15", 15, 3, [3, 10]),
        ("EQD2 of 45 Gy in 15 fractions", 15, 3, [3, 10]),
        ("45 in 15 fx", 15, 3, [3, 10]),
        ("BED₁₀ 50/5", 5, 10, [10]),
        ("bed10 of 50 Gy in 5 fractions", 5, 10, [10]),
        ("bed3 of 60/30?", 30, 2, [3]),
        ("what is the BED of 8 Gy x 3 with a/b 10", 3, 8, [10]),
        ("8 Gy x 3 ab 3 and 10", 3, 8, [3, 10]),
        ("8,5 Gy x 3 ab 2,5", 3, 8.5, [2.5]),
        ("8 Gy х 3", 3, 8, [3, 10]),
        ("30 x 2", 30, 2, [3, 10]),
        ("33x2 Gy", 33, 2, [3, 10]),
        ("25 fractions of 2 gy, alpha/beta ratio of 10", 25, 2, [10]),
        ("bed 34 gy in 1", 1, 34, [3, 10]),
        ("1 x 8 Gy", 1, 8, [3, 10]),
        ("20x3", 3, 20, [3, 10]),
        ("calculate bed 5x5", 5, 5, [3, 10]),
        ("60 gy in 2 gy fractions", 30, 2, [3, 10]),
        ("bed 60 gy in 2 gy fractions ab 10", 30, 2, [10]),
        ("60 gy/2 gy", 30, 2, [3, 10]),
        (".8 gy x 3", 3, 0.8, [3, 10]),
        ("8x3 ab 3,10", 3, 8, [3, 10]),
        ("8x3 ab 2,5", 3, 8, [2.5]),
        ("54gy/3fx", 3, 18, [3, 10]),
        ("60 gy in 30 fractions over 6 weeks ab 10", 30, 2, [10]),
    ],
)
def test_schedules_are_calculated(
    query: str, fractions: int, dose: float, ratios: list[float]
) -> None:
    """Fractions, dose and α/β are read; without an α/β both common ones are taken."""
    found = calculate(query)

    assert found is not None
    assert (found.fractions, found.dose) == (fractions, dose)
    assert [effect.alpha_beta for effect in found.effects] == ratios
    assert [(effect.bed, effect.eqd2) for effect in found.effects] == [
        (bed(fractions, dose, ratio), eqd2(fractions, dose, ratio)) for ratio in ratios
    ]


@pytest.mark.parametrize(
    "query",
    [
        "",
        ",8 gy x 3",
        "50 gy in 20 gy fractions",
        "bed",
        "eqd2",
        "alpha/beta 3",
        "8 Gy x 3 melanoma",
        "PACIFIC 60/30",
        "8x3 mice",
        "0/3",
        "60/0",
        "1/2",
        "2020/2021",
        "800x3",
        "1000 Gy in 5",
        "8x3000",
        "8x3 ab 0",
        "8x3 ab 5000",
        "60 Gy in 6 weeks",
        "bed 8",
        "60/30 50/25",
        "CD4/CD8",
        "9" * 300 + "x3",
        "8x3 ab " + "9" * 300,
        "kind:trial 60/30",
    ],
)
def test_other_queries_are_no_calculation(query: str) -> None:
    """Other words, impossible numbers, two schedules or none are a search and nothing else."""
    assert calculate(query) is None


def test_an_order_that_is_not_certain_is_said() -> None:
    """Without a unit either number may be the dose."""
    bare, clear = calculate("8x3"), calculate("3 x 8 Gy")

    assert bare is not None and bare.other is not None
    assert (bare.other.dose, bare.other.fractions) == (3, 8)
    assert clear is not None and clear.other is None


@given(st.text("0123456789x×/., gyabeqdinof", max_size=40) | st.text(max_size=60))
def test_any_text_is_read(text: str) -> None:
    """No text fails; what is calculated is finite and within bounds."""
    found = calculate(text)
    if found is not None:
        assert 0 < found.fractions * found.dose <= 200
        assert all(0 < effect.eqd2 <= effect.bed < 1e5 for effect in found.effects)
