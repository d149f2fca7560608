"""Answers: what is right, how much of it, how it is typed and stored."""

from collections.abc import Callable, Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.library.catalogue import Catalogue
from guide.library.records import Mistake
from guide.study.answering import (
    LETTERS,
    Answer,
    Confidence,
    calculate_mistake,
    is_close,
    read_answer,
    read_stored_answer,
    right_answer,
)
from guide.study.marking import infer_grade
from guide.study.presenting import PresentedQuestion, present
from tests.study.samples import QUESTIONS, with_mistake

SINGLE, SEVERAL, ORDER, MATCH, NUMERIC = (f"basics-0{number}" for number in (1, 4, 5, 6, 7))
CONFIDENCES: tuple[Confidence, ...] = ("", "unsure", "fairly", "sure")
WAYS_TO_TYPE: dict[str, Callable[[Sequence[int]], str]] = {
    "capitals": lambda places: "".join(LETTERS[place] for place in places),
    "letters": lambda places: "".join(LETTERS[place] for place in places).lower(),
    "arrows": lambda places: " > ".join(LETTERS[place] for place in places),
    "hyphens": lambda places: "-".join(LETTERS[place] for place in places),
    "commas": lambda places: ", ".join(LETTERS[place] for place in places),
    "digits": lambda places: "".join(str(place + 1) for place in places),
    "spaced digits": lambda places: " ".join(str(place + 1) for place in places),
    "separated digits": lambda places: "; ".join(str(place + 1) for place in places),
}


@pytest.mark.parametrize(
    ("choice", "share"),
    [((0, 2), 1.0), ((0,), 0.5), ((0, 1), 0.0), ((1, 3), 0.0), ((0, 1, 2), 0.5)],
)
def test_several_right_lose_by_false_ones(
    catalogue: Catalogue, choice: tuple[int, ...], share: float
) -> None:
    """The share is the hits less the false choices, at least 0; only the full answer is right."""
    answer = Answer(present(catalogue.questions["basics-04"], 1), choice)

    assert answer.share == share
    assert answer.right is (share == 1)


def test_order_counts_places(catalogue: Catalogue) -> None:
    """One of three at its place is a third."""
    presented = present(catalogue.questions["basics-05"], 1)

    assert Answer(presented, (0, 2, 1)).share == pytest.approx(1 / 3)
    assert Answer(presented, (0, 1, 2)).right
    assert presented.order != (0, 1, 2), "an order is never shown as it should be"


@given(st.floats(1, 1e6), st.floats(0.1, 10))
def test_tolerance_is_a_share_of_the_answer(answer: float, tolerance: float) -> None:
    """A number just inside the tolerance counts; one clearly outside does not."""
    assert is_close(answer * (1 + tolerance / 101), answer, tolerance)
    assert not is_close(answer * (1 + tolerance / 50), answer, tolerance)


def test_a_mistake_is_recognised_by_its_number(catalogue: Catalogue) -> None:
    """The BED in place of the physical dose is recognised; any other number is not."""
    presented = present(catalogue.questions["basics-07"], 1)
    fractions, dose = presented.values["n"], presented.values["d"]

    assert Answer(presented, (), fractions * dose * (1 + dose / 10)).mistake == 0
    assert Answer(presented, (), 1.0).mistake is None
    assert Answer(presented, (), fractions * dose).mistake is None


def test_edge_of_the_tolerance_counts() -> None:
    """A number that is off by exactly the tolerance is right, on both sides."""
    assert is_close(101, 100, 1)
    assert is_close(-99, -100, 1)
    assert not is_close(101.01, 100, 1)


@pytest.mark.parametrize(
    ("quantity", "values", "expected"),
    [
        ("total-dose", {"n": "2"}, lambda drawn: 2 * drawn["d"]),
        ("total-dose", {"n": "d"}, lambda drawn: drawn["d"] ** 2),
        ("bed", {"ab": "10"}, lambda drawn: drawn["n"] * drawn["d"] * (1 + drawn["d"] / 10)),
        ("bed", {"ab": "0"}, lambda _: None),
        ("bed", {}, lambda _: None),
    ],
)
def test_mistakes_change_parameters(
    catalogue: Catalogue,
    quantity: str,
    values: Mapping[str, str],
    expected: Callable[[Mapping[str, float]], float | None],
) -> None:
    """A mistake takes a number or another parameter; one without a result leads nowhere."""
    question = with_mistake(catalogue.questions[NUMERIC], Mistake(quantity, values, ()))
    presented = present(question, 1)
    wanted = expected(presented.values)

    assert calculate_mistake(presented, 0) == (wanted if wanted is None else pytest.approx(wanted))


def test_questions_with_options_have_no_mistakes_to_calculate() -> None:
    """Only a numeric question has them."""
    presented = present(QUESTIONS[0], 1)

    assert calculate_mistake(presented, 0) is None
    assert Answer(presented, (1,)).mistake is None


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("40", 40.0),
        (" 40 Gy ", 40.0),
        ("40,5", 40.5),
        ("-3", -3.0),
        ("\N{MINUS SIGN}3.5", -3.5),
        ("+3", 3.0),
        ("1e3", 1000.0),
        ("1.5E-2 Gy", 0.015),
        ("\N{NO-BREAK SPACE}40\N{NO-BREAK SPACE}Gy", 40.0),
        ("", None),
        ("forty", None),
        ("40 50", None),
        ("4.5.6", None),
        ("40 and a good deal more", None),
    ],
)
@pytest.mark.parametrize("confidence", CONFIDENCES)
def test_typed_numbers(
    catalogue: Catalogue, text: str, number: float | None, confidence: Confidence
) -> None:
    """A number with sign, comma, exponent or unit is read; anything else is no answer."""
    presented = present(catalogue.questions[NUMERIC], 1)
    expected = None if number is None else Answer(presented, (), number, confidence)

    assert read_answer(presented, text, confidence) == expected


def options_at(presented: PresentedQuestion, places: Sequence[int]) -> tuple[int, ...]:
    """Return the answer that places stand for, in the question's own numbering."""
    shown = presented.partners if presented.question.form == "match" else presented.order
    options = [shown[place] for place in places]
    return tuple(sorted(options) if presented.question.form == "several" else options)


@pytest.mark.parametrize("way", WAYS_TO_TYPE)
@pytest.mark.parametrize("name", [SINGLE, SEVERAL, ORDER, MATCH])
@given(seed=st.integers(0, 500), data=st.data())
def test_typed_places_are_the_options_shown_there(
    catalogue: Catalogue, name: str, way: str, seed: int, data: st.DataObject
) -> None:
    """Letters or numbers, however separated, choose what is shown at those places."""
    presented = present(catalogue.questions[name], seed)
    count = len(presented.order)
    places = data.draw(st.permutations(range(count)))
    if name in (SINGLE, SEVERAL):
        places = places[: 1 if name == SINGLE else 2]
    confidence = data.draw(st.sampled_from(CONFIDENCES))
    text = WAYS_TO_TYPE[way](places)

    expected = Answer(presented, options_at(presented, places), None, confidence)
    assert read_answer(presented, text, confidence) == expected


@pytest.mark.parametrize(
    ("name", "text"),
    [
        *(
            (name, text)
            for name in (SINGLE, SEVERAL, ORDER, MATCH)
            for text in ("", "?", "A1", "G")
        ),
        *((SINGLE, text) for text in ("AB", "D", "0", "4", "A?")),
        *((SEVERAL, text) for text in ("AA", "E", "5", "11", "AEB", "A", "3", "ABC", "ABCD")),
        *((ORDER, text) for text in ("A", "AB", "AAB", "ABCA", "ABD", "12", "1 2 4")),
        *((MATCH, text) for text in ("A", "AB", "AAB", "ABCA", "ABD", "12", "1 2 4")),
    ],
)
def test_replies_that_do_not_fit_are_no_answer(catalogue: Catalogue, name: str, text: str) -> None:
    """Too few or too many places, places twice, places that are not there, and no places."""
    assert read_answer(present(catalogue.questions[name], 1), text) is None


def test_nobody_who_was_not_asked_is_confident(catalogue: Catalogue) -> None:
    """Without a word of confidence an answer has none, typed or stored."""
    for name, text in ((SINGLE, "A"), (NUMERIC, "40")):
        presented = present(catalogue.questions[name], 1)
        for answer in (read_answer(presented, text), right_answer(presented)):
            assert answer is not None
            assert answer.confidence == ""
            again = read_stored_answer(presented, answer.response)
            assert again == answer


@pytest.mark.parametrize("name", [SINGLE, SEVERAL, ORDER, MATCH])
@given(seed=st.integers(0, 500), data=st.data())
def test_stored_answers_come_back(
    catalogue: Catalogue, name: str, seed: int, data: st.DataObject
) -> None:
    """An answer of any form survives storing."""
    presented = present(catalogue.questions[name], seed)
    choice = data.draw(st.permutations(range(len(presented.order))))
    if name in (SINGLE, SEVERAL):
        choice = choice[: 1 if name == SINGLE else data.draw(st.integers(1, len(choice)))]
    answer = Answer(presented, tuple(choice), None, data.draw(st.sampled_from(CONFIDENCES)))

    assert read_stored_answer(presented, answer.response, answer.confidence) == answer


@given(
    number=st.floats(-1e9, 1e9).map(lambda value: float(f"{value:.12g}")),
    confidence=st.sampled_from(CONFIDENCES),
)
def test_stored_numbers_come_back(
    catalogue: Catalogue, number: float, confidence: Confidence
) -> None:
    """Twelve digits of a number survive storing."""
    presented = present(catalogue.questions[NUMERIC], 1)
    answer = Answer(presented, (), number, confidence)

    assert read_stored_answer(presented, answer.response, confidence) == answer


@pytest.mark.parametrize(
    ("name", "response"),
    [
        *(
            (name, text)
            for name in (SINGLE, SEVERAL, ORDER, MATCH)
            for text in ("", "x", "9", "-1")
        ),
        *((SINGLE, text) for text in ("3", "0,1", "0,")),
        *((SEVERAL, text) for text in ("4", "0,4", "1,1")),
        *((ORDER, text) for text in ("0", "0,1", "0,1,3", "0,0,1", "0,1,2,3")),
        *((MATCH, text) for text in ("0", "0,1", "0,1,3", "0,0,1", "0,1,2,3")),
        *((NUMERIC, text) for text in ("", "x", "nan", "inf", "-inf", "1,2")),
    ],
)
def test_stored_answers_that_no_longer_fit_are_not_read(
    catalogue: Catalogue, name: str, response: str
) -> None:
    """The options of a question may have changed since the answer."""
    assert read_stored_answer(present(catalogue.questions[name], 1), response) is None


@pytest.mark.parametrize(
    ("question", "confidence", "seen", "grade"),
    [
        ("basics-01", "unsure", False, "hard"),
        ("basics-01", "fairly", False, "good"),
        ("basics-01", "sure", False, "good"),
        ("basics-01", "sure", True, "easy"),
        ("basics-05", "sure", False, "easy"),
        ("basics-05", "", True, "good"),
    ],
)
def test_grade_is_inferred(
    catalogue: Catalogue, question: str, confidence: Confidence, seen: bool, grade: str
) -> None:
    """The grade follows from confidence and form; a wrong answer is always "again"."""
    presented = present(catalogue.questions[question], 1)
    right = presented.question.keys or tuple(range(len(presented.question.options)))

    wrong = right[::-1] if len(right) > 1 else (1,)
    assert infer_grade(Answer(presented, right, None, confidence), seen) == grade
    assert infer_grade(Answer(presented, wrong, None, confidence), seen) == "again"
