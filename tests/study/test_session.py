"""A run of questions: repeatable, answered once, undone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.library.catalogue import Catalogue
from guide.study.session import practice, seed_of


def test_same_seed_gives_same_run(catalogue: Catalogue) -> None:
    """Questions and options come in the same order for everyone with the seed."""
    questions = list(catalogue.questions.values())

    assert practice("x", questions, 3, seed_of("ROOM-7")) == practice("x", reversed(questions), 3, seed_of(" room-7 "))


def test_what_is_due_comes_first(catalogue: Catalogue) -> None:
    """The ids handed in lead in their order."""
    run = practice("x", catalogue.questions.values(), 3, 1, ["basics-03", "basics-01"])

    assert [asked.question.id for asked in run.asked][:2] == ["basics-03", "basics-01"]


def test_numbers_keep_their_order(catalogue: Catalogue) -> None:
    """Options that are numbers are not shuffled."""
    for seed in range(10):
        run = practice("x", [catalogue.questions["basics-03"]], 1, seed)
        assert run.asked[0].order == (0, 1, 2)


@given(st.integers(min_value=0), st.lists(st.integers(0, 2), min_size=3, max_size=3))
def test_score_counts_right_answers(seed: int, places: list[int]) -> None:
    """Whatever is chosen, the score is the number of keys that were hit, and undo takes one back."""
    from tests.study.samples import QUESTIONS

    run = practice("x", QUESTIONS, 3, seed)
    expected = sum(asked.place_of_key() == place for asked, place in zip(run.asked, places, strict=True))
    for place in places:
        run = run.answer(place)

    assert run.score == expected
    assert run.current is None
    assert len(run.undone().given) == 2


def test_an_option_that_is_not_there_is_refused(catalogue: Catalogue) -> None:
    """A place beyond the options is an error, not an answer."""
    run = practice("x", catalogue.questions.values(), 1, 1)
    with pytest.raises(IndexError):
        run.answer(4)
