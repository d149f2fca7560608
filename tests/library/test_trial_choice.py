"""Choosing among trials: filters, their values, and the order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.cli.trial_commands import SORTS
from guide.errors import UsageError
from guide.library.records import Head
from guide.library.trial_choice import (
    FIRST_YEAR,
    LAST_YEAR,
    Selection,
    choices,
    in_order,
    value_of,
    years_of,
)
from guide.library.trial_fields import Field, Order
from guide.library.trial_rows import TrialRow
from tests.library.trial_samples import outcome, trial

HEADS = {
    "nsclc": Head("nsclc", "disease", "Non-small-cell lung cancer", ("NSCLC",), "", ""),
    "lung-cancer": Head("lung-cancer", "disease", "Lung cancer", (), "", ""),
    "sbrt": Head("sbrt", "modality", "Stereotactic body radiotherapy", ("SBRT", "SABR"), "", ""),
    "durvalumab": Head("durvalumab", "agent", "Durvalumab", ("Imfinzi",), "", ""),
}
ROWS = (
    trial("Beta", outcome("PFS", "0.85", ("0.6", "1.1")), verdict="negative", year=2024, n=None),
    trial("alpha", outcome("OS", "0.68", ("0.5", "0.9")), phase="2/3", year=2020, n=713),
    trial("Gamma", outcome("response"), verdict="ongoing", status="ongoing", phase="cohort", n=9),
)


def titles(rows: tuple[TrialRow, ...]) -> list[str]:
    """Return the titles of rows."""
    return [row.head.title for row in rows]


@pytest.mark.parametrize(
    ("field", "value", "found"),
    [
        (Field.DISEASE, "lung-cancer", ["Beta", "Gamma", "alpha"]),
        (Field.DISEASE, "hnscc", []),
        (Field.PHASE, "3", ["Beta", "alpha"]),
        (Field.PHASE, "2", ["alpha"]),
        (Field.PHASE, "cohort", ["Gamma"]),
        (Field.VERDICT, "negative", ["Beta"]),
        (Field.TIMING, "after", ["Beta", "Gamma", "alpha"]),
        (Field.YEAR, "2020..2022", ["Gamma", "alpha"]),
        (Field.YEAR, "nonsense", []),
    ],
)
def test_filters(field: Field, value: str, found: list[str]) -> None:
    """A filter leaves the trials with its value, the newest first; taken back, it leaves all."""
    selection = Selection().with_value(field, value)
    assert titles(selection.of(ROWS)) == found
    assert selection.narrows
    assert selection.with_value(field, "") == Selection()


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("neg sbrt nsclc", ["Beta"]),
        ("alp", ["alpha"]),
        ("phase 2/3", ["alpha"]),
        ("durva ongo", ["Gamma"]),
        ("9", []),
        ("  ", ["Beta", "Gamma", "alpha"]),
        ("nothing has this", []),
    ],
)
def test_words(words: str, found: list[str]) -> None:
    """Every word must be held; the beginning of a verdict means the verdict."""
    assert titles(Selection(words=words).of(ROWS)) == found


@pytest.mark.parametrize(
    ("order", "found"),
    [
        (Order.EFFECT, ["alpha", "Beta", "Gamma"]),
        (Order.N, ["alpha", "Gamma", "Beta"]),
        (Order.NAME, ["alpha", "Beta", "Gamma"]),
        (Order.YEAR, ["Beta", "Gamma", "alpha"]),
        (Order.PHASE, ["alpha", "Beta", "Gamma"]),
        (Order.VERDICT, ["alpha", "Beta", "Gamma"]),
    ],
)
def test_orders(order: Order, found: list[str]) -> None:
    """Large numbers and late years come first, small ratios too; what has none comes last."""
    assert titles(in_order(ROWS, order)) == found


@given(st.sampled_from(Order), st.booleans(), st.permutations(ROWS))
def test_order_is_that_of_the_values(order: Order, reverse: bool, rows: list[TrialRow]) -> None:
    """The order of the rows before does not matter, and none is lost."""
    assert in_order(rows, order, reverse) == in_order(ROWS, order, reverse)
    assert sorted(titles(in_order(rows, order, reverse))) == sorted(titles(ROWS))


def test_sorting_by_the_same_column_again_turns_it_round() -> None:
    """A third time is as the first; what has no value stays last."""
    first = Selection().sorted_by(Order.EFFECT)
    again = first.sorted_by(Order.EFFECT)
    assert titles(again.of(ROWS)) == ["Beta", "alpha", "Gamma"]
    assert again.sorted_by(Order.EFFECT) == first


def test_the_command_sorts_by_every_column() -> None:
    """The names of `--sort` are those of the columns."""
    assert sorted(SORTS) == sorted(Order)


def test_choices_count_what_the_other_filters_leave() -> None:
    """Each value says how many trials it leaves; its own filter does not count."""
    selection = Selection().with_value(Field.VERDICT, "negative")
    assert choices(Field.PHASE, ROWS, selection, HEADS) == (("3", "phase 3", 1),)
    verdicts = choices(Field.VERDICT, ROWS, selection, HEADS)
    assert [choice.value for choice in verdicts] == ["positive", "negative", "ongoing"]
    years = choices(Field.YEAR, ROWS, Selection(), HEADS)
    assert [choice.title for choice in years] == ["2024", "2022", "2020"]


@given(st.sampled_from(Field))
def test_each_choice_leaves_as_many_trials_as_it_says(field: Field) -> None:
    """A count is the number of rows that the filter leaves."""
    for choice in choices(field, ROWS, Selection(), HEADS):
        assert len(Selection().with_value(field, choice.value).of(ROWS)) == choice.trials


@pytest.mark.parametrize(
    ("field", "typed", "value"),
    [
        (Field.DISEASE, "NSCLC", "nsclc"),
        (Field.DISEASE, " lung   Cancer ", "lung-cancer"),
        (Field.AGENT, "imfinzi", "durvalumab"),
        (Field.MODALITY, "stereo", "sbrt"),
        (Field.PHASE, "Phase 3", "3"),
        (Field.VERDICT, "neg", "negative"),
        (Field.YEAR, "2020..", "2020.."),
    ],
)
def test_values_as_typed(field: Field, typed: str, value: str) -> None:
    """Ids, titles, other names and their beginnings are understood."""
    assert value_of(field, typed, ROWS, HEADS) == value


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        (Field.DISEASE, "nslc", "no trial has the disease 'nslc' (did you mean 'nsclc'?)"),
        (Field.DISEASE, "", "no trial has the disease '' (such as lung-cancer, nsclc)"),
        (Field.PHASE, "4", "no trial has the phase '4' (such as 2, 3, cohort)"),
        (Field.YEAR, "20", "'20' is no year (write 2020, 2020.., ..2020 or 2020..2023)"),
        (Field.YEAR, "..", "'..' is no year (write 2020, 2020.., ..2020 or 2020..2023)"),
    ],
)
def test_values_that_no_trial_has(field: Field, typed: str, said: str) -> None:
    """One line says what is wrong and what there is."""
    with pytest.raises(UsageError) as refused:
        value_of(field, typed, ROWS, HEADS)
    assert str(refused.value) == said


def test_a_beginning_that_means_several() -> None:
    """It is refused, and each is named."""
    heads = {**HEADS, "lung-cancer": Head("lung-cancer", "disease", "Non-small", (), "", "")}
    with pytest.raises(UsageError, match=r"more than one disease \(lung-cancer, nsclc\)"):
        value_of(Field.DISEASE, "non-", ROWS[:1], heads)


@given(st.integers(FIRST_YEAR, LAST_YEAR), st.integers(FIRST_YEAR, LAST_YEAR))
def test_ranges_of_years(low: int, high: int) -> None:
    """A range is read as written; one from late to early is none."""
    for dots in ("..", "–", "-"):
        assert years_of(f"{low}{dots}{high}") == ((low, high) if low <= high else None)
    assert years_of(f"{low}") == (low, low)
    assert years_of(f"{low}..") == (low, LAST_YEAR)
    assert years_of(f"..{low}") == (FIRST_YEAR, low)


@given(st.text())
def test_no_text_breaks_the_reading_of_years(text: str) -> None:
    """Whatever is typed is a range within bounds, or none."""
    found = years_of(text)
    assert found is None or FIRST_YEAR <= found[0] <= found[1] <= LAST_YEAR
