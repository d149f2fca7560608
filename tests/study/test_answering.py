"""Answers: what is right, how much of it, how it is typed and stored."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.library.catalogue import Catalogue
from guide.study.answering import Answer, Confidence, is_close, read_answer, read_stored_answer
from guide.study.marking import infer_grade
from guide.study.presenting import present
from tests.study.samples import QUESTIONS


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

    assert Answer(presented, (), fractions * dose * (1 + dose / 10)).slip == 0
    assert Answer(presented, (), 1.0).slip is None
    assert Answer(presented, (), fractions * dose).slip is None


@pytest.mark.parametrize(
    ("question", "text", "expected"),
    [
        ("basics-07", "40 Gy", 40.0),
        ("basics-07", "40,5", 40.5),
        ("basics-07", "forty", None),
        ("basics-01", "AB", None),
        ("basics-01", "D", None),
        ("basics-05", "AB", None),
        ("basics-05", "AAB", None),
    ],
)
def test_typed_answers(
    catalogue: Catalogue, question: str, text: str, expected: float | None
) -> None:
    """Numbers with a unit or a comma are read; a reply that does not fit is not an answer."""
    found = read_answer(present(catalogue.questions[question], 1), text)

    assert (found.number if found else None) == expected


@given(st.integers(0, 2), st.sampled_from(["", "unsure", "fairly", "sure"]))
def test_stored_answers_come_back(choice: int, confidence: str) -> None:
    """An answer survives storing; a stored answer that does not fit is not read."""
    presented = present(QUESTIONS[0], 3)
    answer = Answer(presented, (choice,), None, confidence)  # type: ignore[arg-type]

    assert read_stored_answer(presented, answer.response, answer.confidence) == answer
    assert read_stored_answer(presented, "9") is None
    assert read_stored_answer(presented, "x") is None


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
