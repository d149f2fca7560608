"""A unit stands right after the number that it belongs to, never after words."""

import re
from collections.abc import Sequence

import pytest

from guide.layout.facts import property_lines
from guide.layout.lines import Line, plain_line
from guide.layout.tools import comparison_lines, property_names
from guide.library.amounts import amount
from guide.library.facts import ModalityProperties
from guide.opening import Guide
from guide.search.facts import facts_of


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        ("40", "Gy/s", "40 Gy/s"),
        ("about 3", "", "about 3"),
        ("5", "%", "5%"),
        ("60 in 30; 70 in 35", "Gy", "60 Gy in 30; 70 in 35"),
        ("13 and 70 in the cell studies cited", "keV/µm", "13 and 70 keV/µm in the cell studies"),
        ("0.4–1 at 250–70 MeV", "keV/µm", "0.4–1 keV/µm at 250–70 MeV"),
        ("≥ 40 by convention", "Gy/s", "≥ 40 Gy/s by convention"),
        ("about 0.03 (0.03 or less)", "Gy/s", "about 0.03 Gy/s (0.03 or less)"),
        ("can pass several hundred in microbeams", "Gy/s", "several hundred Gy/s in microbeams"),
        ("0.5 × 2 a day, 2 days", "Gy", "0.5 Gy × 2 a day, 2 days"),
        ("FAST-01: 8 in 1", "Gy", "FAST-01: 8 Gy in 1"),
        ("GRID 10–20 in 1", "Gy", "GRID 10–20 Gy in 1"),
        ("1,000 to 2,000 at the edge", "mm", "1,000 to 2,000 mm at the edge"),
        ("not known", "Gy", "not known (Gy)"),
    ],
)
def test_unit_follows_the_first_number(value: str, unit: str, said: str) -> None:
    """A remark after the number stays a remark."""
    assert said in amount(value, unit)


def joined(lines: Sequence[Line]) -> str:
    """Return the text of lines with single spaces."""
    return " ".join(" ".join(map(plain_line, lines)).split())


def test_no_unit_of_the_library_follows_words(whole: Guide) -> None:
    """Page, comparison and direct answer say each property alike, its unit after a number."""
    catalogue = whole.catalogue
    compared = {
        name: joined(comparison_lines(catalogue, name, 1000)) for name in property_names(catalogue)
    }
    said = []
    for head in catalogue.heads.values():
        entry = catalogue.entry(head.id)
        if isinstance(entry.facts, ModalityProperties):
            answers = {fact.label: fact.value for fact in facts_of(entry)}
            page = joined(property_lines(entry.facts.properties, entry, 1000))
            for found in entry.facts.properties:
                said.append((amount(found.value, found.unit), found.unit))
                answer = answers.get(found.name, said[-1][0])
                places = (answer, compared[found.name], page)
                assert all(said[-1][0] in place for place in places), said[-1]

    assert len(said) > 100
    behind = [
        text
        for text, unit in said
        if unit and not re.search(rf"(\d|hundred) {re.escape(unit)}(?!\w)", text)
    ]
    assert behind == []
