"""How a question is presented: the order of its options, its numbers, and where the key stands."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.library.catalogue import Catalogue
from guide.study.presenting import decimals_of, present
from tests.study.samples import QUESTIONS

ORDER, MATCH, NUMERIC = "basics-05", "basics-06", "basics-07"


@given(st.integers(0, 10_000))
def test_the_key_is_found_where_it_is_shown(seed: int) -> None:
    """Whatever the order, the right option stands at the place of the key."""
    presented = present(QUESTIONS[0], seed)

    assert sorted(presented.order) == [0, 1, 2]
    assert presented.question.options[presented.order[presented.place_of_key()]].right


def test_options_change_their_places() -> None:
    """Every option stands first for some seed; the same seed gives the same order."""
    orders = {present(QUESTIONS[0], seed).order for seed in range(60)}

    assert {order[0] for order in orders} == {0, 1, 2}
    assert present(QUESTIONS[0], 7) == present(QUESTIONS[0], 7)


def test_questions_are_shuffled_apart() -> None:
    """Questions of one seed do not all have the key at the same place."""
    assert len({present(question, 3).order for question in QUESTIONS}) > 1


def test_cards_keep_their_options() -> None:
    """The learner's own judgement is always asked in the same way."""
    card = msgspec.structs.replace(QUESTIONS[0], form="card")

    assert {present(card, seed).order for seed in range(30)} == {(0, 1, 2)}


@given(st.integers(0, 10_000))
def test_orders_and_matches_are_never_shown_solved(catalogue: Catalogue, seed: int) -> None:
    """The items of an order, and the right column of a match, are out of place."""
    items = present(catalogue.questions[ORDER], seed)
    pairs = present(catalogue.questions[MATCH], seed)

    assert sorted(items.order) == sorted(pairs.partners) == [0, 1, 2]
    assert items.order != (0, 1, 2)
    assert pairs.partners != (0, 1, 2)
    assert pairs.order == (0, 1, 2), "the left column stays"
    assert items.partners == ()


@given(st.integers(0, 10_000))
def test_numbers_are_drawn_and_filled_in(catalogue: Catalogue, seed: int) -> None:
    """The answer is that of the numbers shown; braces around anything else stay."""
    question = catalogue.questions[NUMERIC]
    presented = present(question, seed)
    assert question.numeric is not None
    n, d = (presented.values[name] for name in ("n", "d"))

    assert n in question.numeric.draw["n"]
    assert d in question.numeric.draw["d"]
    assert presented.answer == n * d
    assert presented.order == ()
    assert presented.filled("{n} × {d} = {answer} Gy {x}") == f"{n:g} × {d:g} = {n * d:g} Gy {{x}}"


@pytest.mark.parametrize(
    ("decimals", "shown"), [(0, "1,250,000"), (2, "1,250,000.00"), (1, "1,250,000.0")]
)
def test_answers_are_shown_with_their_decimals(
    catalogue: Catalogue, decimals: int, shown: str
) -> None:
    """Thousands are separated by commas."""
    question = catalogue.questions[NUMERIC]
    assert question.numeric is not None
    numeric = msgspec.structs.replace(
        question.numeric, decimals=decimals, draw={"n": (1000.0,), "d": (1250.0,)}
    )
    presented = present(msgspec.structs.replace(question, numeric=numeric), 1)

    assert presented.filled("{answer}") == shown


def test_other_questions_have_nothing_to_fill_in() -> None:
    """Braces in the text of a question with options are text."""
    assert present(QUESTIONS[0], 1).filled("{answer} {n}") == "{answer} {n}"


@pytest.mark.parametrize(
    ("value", "decimals"), [(0.04, 2), (0.5, 1), (3.2, 0), (250.0, 0), (0.0, 0), (-0.004, 3)]
)
def test_a_small_number_is_not_shown_as_nothing(value: float, decimals: int) -> None:
    """Seconds where milliseconds were asked for keep their first digit."""
    assert decimals_of(value) == decimals
