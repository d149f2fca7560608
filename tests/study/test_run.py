"""A run of questions: repeatable, answered once, undone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.library.catalogue import Catalogue
from guide.study.answering import Answer
from guide.study.presenting import present
from guide.study.run import draw_run, seed_of
from tests.study.samples import QUESTIONS


def test_same_seed_gives_same_run(catalogue: Catalogue) -> None:
    """Questions, options and drawn numbers come alike for everyone with the seed."""
    questions = list(catalogue.questions.values())

    assert draw_run("x", questions, 8, seed_of("ROOM-7")) == draw_run(
        "x", reversed(questions), 8, seed_of(" room-7 ")
    )


def test_what_is_due_comes_first(catalogue: Catalogue) -> None:
    """The ids given come first in their order."""
    run = draw_run("x", catalogue.questions.values(), 3, 1, ["basics-03", "basics-01"])

    assert [presented.question.id for presented in run.questions][:2] == ["basics-03", "basics-01"]


def test_twins_stand_apart(catalogue: Catalogue) -> None:
    """A run holds a question or its twin, not both, while there are other questions."""
    for seed in range(20):
        names = {
            presented.question.id
            for presented in draw_run("x", catalogue.questions.values(), 7, seed).questions
        }
        assert not {"basics-02", "basics-03"} <= names


def test_numbers_keep_their_order(catalogue: Catalogue) -> None:
    """Options that are numbers are not shuffled."""
    for seed in range(10):
        assert draw_run("x", [catalogue.questions["basics-03"]], 1, seed).questions[0].order == (
            0,
            1,
            2,
        )


@given(st.integers(min_value=0), st.lists(st.integers(0, 2), min_size=3, max_size=3))
def test_score_counts_right_answers(seed: int, choices: list[int]) -> None:
    """The score is the number of keys that were chosen, and undo takes the last answer back."""
    run = draw_run("x", QUESTIONS, 3, seed)
    expected = sum(
        presented.question.key == choice
        for presented, choice in zip(run.questions, choices, strict=True)
    )
    for choice in choices:
        assert run.current is not None
        run = run.answered(Answer(run.current, (choice,)))

    assert run.score == expected
    assert run.current is None
    assert len(run.undone().answers) == 2


def test_an_answer_to_another_question_is_refused(catalogue: Catalogue) -> None:
    """An answer must be to the question that is asked."""
    run = draw_run("x", catalogue.questions.values(), 2, 1)
    with pytest.raises(ValueError, match=r"^the answer is not to the current question$"):
        run.answered(Answer(run.questions[1], (0,)))


@pytest.mark.parametrize(("done", "left"), [(0, (1, 2)), (1, (0, 2)), (2, (0, 1))])
def test_skipping_leaves_out_the_current_question(done: int, left: tuple[int, int]) -> None:
    """The answers so far stay with their questions, and the next one is asked."""
    run = draw_run("x", QUESTIONS, 3, 1)
    for _ in range(done):
        assert run.current is not None
        run = run.answered(Answer(run.current, (0,)))
    skipped = run.skipped()

    assert skipped.questions == tuple(run.questions[place] for place in left)
    assert skipped.answers == run.answers
    assert skipped.current == (run.questions[done + 1] if done < 2 else None)


def test_extension_presents_every_question_once_more(catalogue: Catalogue) -> None:
    """Each follows in its order, with the numbers of the other seed."""
    questions = [catalogue.questions["basics-07"], *QUESTIONS]
    run = draw_run("x", questions, 4, 1)
    longer = run.extended(2).extended(3)

    assert longer.questions[:4] == run.questions
    for place, seed in ((4, 2), (8, 3)):
        expected = tuple(present(presented.question, seed) for presented in run.questions)
        assert longer.questions[place : place + 4] == expected


@pytest.mark.parametrize(("count", "drawn"), [(-1, 0), (0, 0), (2, 2), (9, 3)])
def test_runs_are_as_long_as_wanted(count: int, drawn: int) -> None:
    """At most what there is, at least nothing; every question is presented with the run's seed."""
    run = draw_run("Title", QUESTIONS, count, 5)

    assert run.title == "Title"
    assert len(run.questions) == drawn
    for presented in run.questions:
        assert presented == present(presented.question, 5)


def test_words_keep_their_seeds() -> None:
    """A word that a teacher has announced gives the same questions with every later guide."""
    assert seed_of("ROOM-7") == seed_of(" room-7\n") == 3709374698450402303
