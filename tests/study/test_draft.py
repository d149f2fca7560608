"""An answer entered step by step: picked, ticked, erased, submitted, and shown again."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.library.catalogue import Catalogue
from guide.library.records import Span
from guide.study.answering import right_answer
from guide.study.draft import Draft, takes_one_press
from guide.study.presenting import PresentedQuestion, present

SEVERAL, ORDER, MATCH, NUMERIC = "basics-04", "basics-05", "basics-06", "basics-07"


def shown(catalogue: Catalogue, name: str) -> PresentedQuestion:
    """Present a question of the small library."""
    return present(catalogue.questions[name], 1)


def test_options_are_ticked_and_unticked(catalogue: Catalogue) -> None:
    """Of several right options each choice is a switch."""
    presented = shown(catalogue, SEVERAL)
    draft = Draft().pick(presented, 2).pick(presented, 0).pick(presented, 2).pick(presented, 3)
    answer = draft.answer(presented, "sure")

    assert draft.places == (0, 3)
    assert answer is not None
    assert answer.choice == tuple(sorted((presented.order[0], presented.order[3])))
    assert (answer.presented, answer.number, answer.confidence) == (presented, None, "sure")


@pytest.mark.parametrize("places", [(), (0,), (0, 1, 2), (0, 1, 2, 3)])
def test_as_many_options_as_asked_are_an_answer(
    catalogue: Catalogue, places: tuple[int, ...]
) -> None:
    """The question asks which two: one option is not an answer yet, and three are none."""
    assert Draft(places).answer(shown(catalogue, SEVERAL), "sure") is None


@pytest.mark.parametrize("places", [(0,), (0, 1), (0, 1, 2)])
def test_a_stem_without_a_number_leaves_it_open(
    catalogue: Catalogue, places: tuple[int, ...]
) -> None:
    """Own questions may ask "which of these": how many are right is then not given away."""
    stem = (Span("Which of these molecules stand between DNA and the interferon gene?"),)
    question = msgspec.structs.replace(catalogue.questions[SEVERAL], stem=stem)

    assert Draft(places).answer(present(question, 1), "sure") is not None


@pytest.mark.parametrize("name", [ORDER, MATCH])
def test_last_item_is_added(catalogue: Catalogue, name: str) -> None:
    """With all items but one chosen the answer is complete, and erasing takes both back."""
    presented = shown(catalogue, name)
    first = Draft().pick(presented, 1)
    draft = first.pick(presented, 1).pick(presented, 0)
    answer = draft.answer(presented, "unsure")
    source = presented.partners if name == MATCH else presented.order

    assert first.answer(presented, "") is None
    assert draft.places == (1, 0, 2)
    assert answer is not None
    assert answer.choice == tuple(source[place] for place in (1, 0, 2))
    assert (answer.presented, answer.number, answer.confidence) == (presented, None, "unsure")
    assert draft.erase(presented) == first
    assert first.erase(presented).is_empty


def test_ticks_are_erased_one_by_one(catalogue: Catalogue) -> None:
    """Of several right options the last one ticked goes, even when all are ticked."""
    presented = shown(catalogue, SEVERAL)
    draft = Draft()
    for place in range(len(presented.order)):
        draft = draft.pick(presented, place)

    assert draft.places == (0, 1, 2, 3)
    assert draft.erase(presented).places == (0, 1, 2)
    assert draft.erase(presented).erase(presented).places == (0, 1)


def test_number_is_typed_and_erased(catalogue: Catalogue) -> None:
    """A comma is read as a decimal point; a text that is not a number is no answer."""
    presented = shown(catalogue, NUMERIC)
    draft = Draft()
    for character in "4,56":
        draft = draft.type(character)
    answer = draft.erase(presented).answer(presented, "unsure")

    assert answer is not None
    assert (answer.presented, answer.choice) == (presented, ())
    assert (answer.number, answer.confidence) == (4.5, "unsure")
    assert Draft(text="4,,5").answer(presented, "") is None
    assert Draft().answer(presented, "") is None


@given(st.integers(0, 1000), st.sampled_from(range(1, 9)))
def test_right_answers_are_shown_again(catalogue: Catalogue, seed: int, number: int) -> None:
    """The draft of a right answer gives that answer."""
    presented = present(catalogue.questions[f"basics-0{number}"], seed)
    answer = right_answer(presented)
    draft = Draft.of(answer)

    assert answer.right
    if presented.question.form == "numeric":
        assert draft.text == f"{answer.number:g}"
    elif not takes_one_press(presented.question):
        again = draft.answer(presented, "")
        assert again is not None
        assert set(again.choice) == set(answer.choice)
        assert again.right


@pytest.mark.parametrize(
    ("name", "expected"), [("basics-01", True), (SEVERAL, False), (ORDER, False), (NUMERIC, False)]
)
def test_only_choices_take_one_press(catalogue: Catalogue, name: str, expected: bool) -> None:
    """A question with one right option is answered by one key."""
    assert takes_one_press(catalogue.questions[name]) is expected


def test_cards_and_figures_take_one_press(catalogue: Catalogue) -> None:
    """A judgement of oneself, or an option beside a figure, is one key as well."""
    assert takes_one_press(catalogue.cards["card-gray"])
    assert takes_one_press(catalogue.questions["basics-08"])
