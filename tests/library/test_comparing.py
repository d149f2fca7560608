"""A comparison holds what the pages hold, row by row, and refuses what cannot be compared."""

import pytest

from guide.errors import GuideError
from guide.library.catalogue import Catalogue
from guide.library.comparing import (
    Cell,
    Comparison,
    Row,
    Value,
    asked,
    chosen,
    comparable,
    compare,
    matrix,
)
from guide.library.facts import PROPERTY_NAMES, ModalityProperties, TrialFacts
from guide.library.scale import MATRICES
from guide.opening import Guide


def cell(text: str, note: str = "") -> Cell:
    """Return a cell with one statement; an empty one without a text."""
    return (Value(text, note),) if text else ()


def texts(comparison: Comparison, name: str) -> list[list[str]]:
    """Return what the cells of a row say."""
    row = next(row for row in comparison.rows if row.name == name)
    return [[value.text for value in each] for each in row.cells]


@pytest.mark.parametrize(
    ("said", "marks", "same"),
    [
        (["1.1", "1.1"], [False, False], True),
        (["1.1", "2"], [False, True], False),
        (["", "2"], [False, False], False),
        (["", "2", "3"], [False, False, True], False),
        (["Phase 3", "phase  3"], [False, False], True),
        (["1", "2", "1"], [False, True, False], False),
    ],
)
def test_what_differs_is_marked(said: list[str], marks: list[bool], same: bool) -> None:
    """A gap is no difference, but a row with one is not the same for all."""
    row = Row("x", tuple(map(cell, said)))

    assert [row.differs(place) for place in range(len(said))] == marks
    assert row.same is same


def test_another_condition_is_not_the_same() -> None:
    """A row with equal values under different conditions stays among the differences."""
    row = Row("RBE", (cell("1.1", "for prescribing"), cell("1.1", "in mice")))

    assert not row.differs(1)
    assert not row.same


def test_the_first_column_that_counts_can_be_later() -> None:
    """In a window over a matrix, columns are compared with the first in view."""
    row = Row("x", (cell("1"), cell("2"), cell("2")))

    assert [row.differs(place, since=1) for place in (1, 2)] == [False, False]


def test_drugs_are_compared_by_their_tables(catalogue: Catalogue) -> None:
    """What stands in brackets behind a value is its condition; longer names are gathered."""
    found = compare(catalogue, ("durvalumab", "pembrolizumab"))

    assert found.ids == ("durvalumab", "pembrolizumab")
    assert texts(found, "highest evidence") == [["phase-3"], ["phase-3"]]
    assert texts(found, "half-life") == [[], ["22 days"]]
    value = next(row for row in found.rows if row.name == "half-life").cells[1][0]
    assert value.note == "terminal half-life; Swiss label; 2,993 patients"
    assert (value.level, value.sources) == ("phase-3", ("spigel2022",))
    assert texts(found, "trials in this guide") == [["1"], ["0"]]
    assert found.sources == ("spigel2022",)
    assert "highest evidence" not in [row.name for row in found.differences().rows]


def test_every_value_of_the_library_is_in_its_row(whole: Guide) -> None:
    """Every property of every modality stands in the matrix, in the order of the form."""
    catalogue = whole.catalogue
    found = compare(catalogue, matrix(catalogue, "modality"))
    rows = {row.name: row for row in found.rows}

    assert [name for name in rows if name in PROPERTY_NAMES] == [
        name for name in PROPERTY_NAMES if name in rows
    ]
    for place, head in enumerate(found.heads):
        facts = catalogue.entry(head.id).facts
        assert isinstance(facts, ModalityProperties)
        for item in facts.properties:
            value = Value(item.quantity, item.note, item.level, item.sources)
            assert value in rows[item.name].cells[place]


@pytest.mark.parametrize("kind", MATRICES)
def test_every_column_of_a_matrix_has_something_to_compare(whole: Guide, kind: str) -> None:
    """No entry without a property is in it."""
    found = compare(whole.catalogue, matrix(whole.catalogue, kind))

    assert len(found.heads) > 10
    for place in range(len(found.heads)):
        assert sum(bool(row.cells[place]) for row in found.rows) > 2


def test_every_trial_can_be_compared(whole: Guide) -> None:
    """Verdict, phase and treatment of each are there, and no cell is blank."""
    catalogue = whole.catalogue
    for head in comparable(catalogue, "trial"):
        found = compare(catalogue, (head.id,))
        facts = catalogue.entry(head.id).facts
        assert isinstance(facts, TrialFacts)
        assert texts(found, "verdict") == [[facts.verdict]]
        assert texts(found, "phase") == [[facts.phase]]
        values = [value for row in found.rows for each in row.cells for value in each]
        assert all(value.text.strip() for value in values)
        assert all(key in catalogue.references for key in found.sources)


@pytest.mark.parametrize(
    ("names", "ids"),
    [
        (["proton", "carbon-ion"], ("proton-therapy", "carbon-ion")),
        (["Keytruda", "durva"], ("pembrolizumab", "durvalumab")),
        (["pembro", "nivo"], ("pembrolizumab", "nivolumab")),
        (["PACIFIC", "pacific 2", "calla"], ("pacific", "pacific-2", "calla")),
        (["SABR", "flash", "lattice", "grid"], ("sbrt", "flash", "lattice", "grid-therapy")),
    ],
)
def test_names_are_understood_together(
    whole: Guide, names: list[str], ids: tuple[str, ...]
) -> None:
    """`pembro` begins the names of a drug and of trials; the other name says which is meant."""
    assert chosen(whole.catalogue, names) == ids


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ([], "two to four can be compared, 0 named"),
        (["flash"], "two to four can be compared, 1 named"),
        (["sbrt"] * 5, "two to four can be compared, 5 named"),
        (["protn", "flash"], "did you mean 'protons'"),
        (["sbrt", "SABR"], "Stereotactic body radiotherapy is named twice"),
        (["pacific", "proton"], "PACIFIC is a trial, Proton therapy a modality"),
        (["sbrt", "cgas"], "is a gene (modalities, agents and trials"),
        (["", "flash"], "nothing is called ''"),
        (["keynote", "calla"], "'keynote' may be one of several"),
        (["\x1b[31m", "x" * 900], "nothing is called"),
    ],
)
def test_what_cannot_be_compared_is_said(whole: Guide, names: list[str], said: str) -> None:
    """One line names what is wrong."""
    with pytest.raises(GuideError) as error:
        chosen(whole.catalogue, names)
    assert said in str(error.value)


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("proton vs carbon", ("proton-therapy", "carbon-ion")),
        (
            "Compare pembrolizumab, nivolumab and durvalumab",
            ("pembrolizumab", "nivolumab", "durvalumab"),
        ),
        ("pacific versus pacific-2?", ("pacific", "pacific-2")),
        ("compare sbrt with conventional fractionation", ("sbrt", "conventional-fractionation")),
        ("proton and carbon", ()),
        ("proton vs surgery", ()),
        ("compare", ()),
        ("vs", ()),
        ("", ()),
    ],
)
def test_a_query_that_compares_is_understood(
    whole: Guide, query: str, ids: tuple[str, ...]
) -> None:
    """Only `vs` and its like, or `compare` before names, ask for a comparison."""
    assert asked(whole.catalogue, query) == ids
