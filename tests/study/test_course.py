"""A way through a learning path: what is done, and what comes next."""

from guide.library.records import Path, Unit
from guide.study.course import READ, Done, Step, UnitPlace, next_step, step_after

PATH = Path(
    "way",
    "A way",
    "",
    "",
    (
        Unit("One", (), ("a", "b"), ("q1", "q2")),
        Unit("Two", (), ("c", "a")),
    ),
)
ONE, TWO = UnitPlace("way", 0), UnitPlace("way", 1)


def done(*read: str, **right: bool) -> Done:
    """Return what a learner has done who has read some pages and answered some questions."""
    return Done(dict.fromkeys(read, 1.0), right)


def test_next_is_the_first_page_that_was_not_read() -> None:
    """Pages come in their order, then the questions of the unit, then the next unit."""
    assert next_step(PATH, done()) == Step(ONE, "a")
    assert next_step(PATH, done("a")) == Step(ONE, "b")
    assert next_step(PATH, done("a", "b")) == Step(ONE)
    assert next_step(PATH, done("a", "b", q1=True)) == Step(ONE)
    assert next_step(PATH, done("a", "b", q1=True, q2=False)) == Step(TWO, "c")
    assert next_step(PATH, done("a", "b", "c", q1=True, q2=False)) is None


def test_a_learner_in_a_later_unit_goes_on_there() -> None:
    """What was left out before comes at the end."""
    assert next_step(PATH, done("a"), 1) == Step(TWO, "c")
    assert next_step(PATH, done("a", "c"), 1) == Step(ONE, "b")


def test_a_page_that_was_opened_for_a_moment_is_not_read() -> None:
    """It counts once its end has come into view, or nearly so."""
    assert next_step(PATH, Done({"a": 0.5}, {})) == Step(ONE, "a")
    assert next_step(PATH, Done({"a": READ}, {})) == Step(ONE, "b")


def test_score_counts_last_answers() -> None:
    """Without any answer there is no score."""
    unit = PATH.units[0]
    assert (done().score(unit), done(q1=True, q2=False, q3=True).score(unit)) == (None, 1)


def test_each_step_leads_to_the_one_behind_it() -> None:
    """The last one leads nowhere; a page in two units is told apart by its unit."""
    assert step_after(PATH, Step(ONE, "b")) == Step(ONE)
    assert step_after(PATH, Step(ONE)) == Step(TWO, "c")
    assert step_after(PATH, Step(ONE, "a")) == Step(ONE, "b")
    assert step_after(PATH, Step(TWO, "a")) is None
