"""Dose arithmetic as lines: numbers stay with their units, formulas are whole at any width."""

import pytest

from guide.layout.lines import line_width, plain_line
from guide.layout.tools import dose_lines


@pytest.mark.parametrize("width", [26, 30, 40, 52, 96])
def test_numbers_stay_with_their_units(width: int) -> None:
    """No line begins with a unit or breaks a formula that fits on a line; nothing is cut."""
    lines = [plain_line(line).strip() for line in dose_lines(30, 2, 10, True, width)]
    text = " ".join(" ".join(lines).split())

    assert not [line for line in lines if line.split()[:1] == ["Gy"]]
    assert "BED 72.0 Gy = 30 × 2 × (1 + 2 / 10)" in text
    assert "EQD2 60.0 Gy = 72.0 / (1 + 2 / 10)" in text
    assert any("α/β 2: 60.0 Gy" in " ".join(line.split()) for line in lines)
    assert all(line_width(line) <= width for line in dose_lines(30, 2, 10, True, width))


@pytest.mark.parametrize(("dose", "shown"), [(1.25, "18.8"), (1.75, "26.3")])
def test_doses_are_rounded_as_people_do(dose: float, shown: str) -> None:
    """Halves go up, whichever digit stands before them."""
    text = " ".join(plain_line(line) for line in dose_lines(15, dose, 1e9, False, 90))

    assert f"BED {shown} Gy" in " ".join(text.split()).replace("\u00a0", " ")
