"""Back and forward as in a browser."""

from hypothesis import given
from hypothesis import strategies as st

from guide.ui.history import History
from guide.ui.stops import Stop, Stops


def test_a_visit_cuts_what_was_forward() -> None:
    """After going back and visiting another stop, the old forward stops are gone."""
    history = History("home")
    history.visit("a")
    history.visit("b")

    assert history.step(-1) == "a"
    history.visit("c")
    assert history.step(1) is None
    assert [history.step(-1), history.step(-1), history.step(-1)] == ["a", "home", None]


def test_an_update_changes_the_current_stop_only() -> None:
    """The line that a page was left at is there when one comes back."""
    history = History("a at 0")
    history.update("a at 9")
    history.visit("b")

    assert history.step(-1) == "a at 9"
    assert history.step(1) == "b"


@given(st.lists(st.one_of(st.integers(), st.sampled_from(["back", "forward"])), max_size=30))
def test_back_then_forward_returns(moves: list[int | str]) -> None:
    """Whatever was done before: a step that is possible is undone by the opposite one."""
    history: History[int] = History(0)
    for move in moves:
        if isinstance(move, int):
            history.visit(move)
        else:
            history.step(-1 if move == "back" else 1)
    here = history.current

    for step in (-1, 1):
        if history.step(step) is not None:
            assert history.step(-step) == here
        assert history.current == here


def test_a_page_that_is_shown_already_is_not_visited_again() -> None:
    """One step back leaves it, however often it was asked for."""
    stops = Stops()
    stops.visit(Stop("trials", "pacific"))
    stops.visit(Stop("trials", "pacific", 9))

    assert stops.step(-1) == Stop("home")
    assert stops.step(1) == Stop("trials", "pacific")


def test_reading_on_keeps_the_way_back_of_a_page() -> None:
    """Escape leads back from the page that was opened, and from no other one or other tab."""
    stops = Stops()
    stops.visit(Stop("trials", "pacific", 0, "the question"))

    stops.read("trials", "pacific", 9)
    assert stops.current == Stop("trials", "pacific", 9, "the question")
    assert (stops.origin_in("trials"), stops.origin_in("quiz")) == ("the question", "")
    stops.read("trials", "cgas", 0)
    assert stops.origin_in("trials") == ""
