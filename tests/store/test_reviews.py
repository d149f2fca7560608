"""Answers in the learner's data: by local day, by mode, undone, marked, handed over."""

import time
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from guide import clock
from guide.store.progress import Progress
from guide.store.reviews import Origin
from guide.store.wall import Day, Review
from guide.study.answering import Answer, Confidence
from guide.study.marking import Mark, mark
from guide.study.presenting import present
from guide.study.schedule import recall
from tests.conftest import NOW
from tests.study.samples import QUESTIONS

HOUR = timedelta(hours=1)


def answer(
    progress: Progress,
    number: int = 0,
    at: datetime = NOW,
    *,
    right: bool = True,
    confidence: Confidence = "",
    mode: str = "practice",
    seconds: float = 3.0,
) -> tuple[int, Mark]:
    """Answer a sample question and save the answer; return the review's number and the mark."""
    presented = present(QUESTIONS[number], 1)
    chosen = Answer(presented, (0 if right else 1,), None, confidence)
    return progress.reviews.record(
        presented.question.id,
        lambda before: mark(chosen, before, at, seconds),
        Origin("run", mode, "v"),
    )


@pytest.fixture(params=["UTC0", "JST-9", "PST8", "XXX24", "XXX25"])
def zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A local time zone: the test runs in each, also where Python cannot count with it."""
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield request.param
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("zone")
def test_today_begins_at_local_midnight(progress: Progress) -> None:
    """Reviews count from midnight on, whatever the zone; other modes never."""
    now = NOW + timedelta(minutes=34, seconds=56, microseconds=789)
    midnight = clock.local(NOW).replace(hour=0, minute=0, second=0, microsecond=0)
    before, after = midnight - timedelta(seconds=1), midnight
    answer(progress, 0, before.astimezone(NOW.tzinfo), mode="review")
    assert progress.reviews.done_today(now) == 0
    answer(progress, 1, after.astimezone(NOW.tzinfo), mode="review")
    for mode in ("practice", "exam", "drill"):
        answer(progress, 2, NOW, mode=mode)

    assert progress.reviews.done_today(now) == 1
    assert progress.reviews.done_today(now + timedelta(days=1)) == 0


@pytest.mark.usefixtures("zone")
def test_days_are_local_days(progress: Progress) -> None:
    """Each answer counts on the day of its place; days without answers are there as well."""
    today = clock.local(NOW).date()
    midnight = clock.local(NOW).replace(hour=0, minute=0, second=0, microsecond=0)
    for at, right in (
        (midnight - timedelta(days=2, seconds=1), True),
        (midnight - timedelta(days=2), True),
        (midnight - timedelta(seconds=1), False),
        (midnight, True),
        (NOW, False),
    ):
        answer(progress, at=at.astimezone(NOW.tzinfo), right=right, seconds=2.5)
    days = progress.reviews.days(NOW, 3)

    assert days == [
        Day((today - timedelta(days=2)).isoformat(), 1, 1, 2.5),
        Day((today - timedelta(days=1)).isoformat(), 1, 0, 2.5),
        Day(today.isoformat(), 2, 1, 5.0),
    ]
    assert [day.answered for day in progress.reviews.days(NOW)] == [0, 0, 0, 1, 1, 1, 2]


def test_days_leave_out_what_was_undone(progress: Progress) -> None:
    """Neither the days nor the time count it."""
    answer(progress, seconds=4)
    number, _ = answer(progress, 1, seconds=9)
    progress.reviews.undo(number)

    assert progress.reviews.days(NOW, 1) == [Day(clock.local(NOW).date().isoformat(), 1, 1, 4.0)]
    assert progress.reviews.seconds() == (4.0, 1)


def test_no_answers_take_no_time(progress: Progress) -> None:
    """A new learner has nothing to sum up."""
    assert progress.reviews.seconds() == (0.0, 0)
    assert progress.reviews.days(NOW, 1) == [Day(clock.local(NOW).date().isoformat(), 0, 0, 0.0)]
    assert progress.reviews.latest() is None
    assert progress.reviews.since(NOW) == []
    assert progress.reviews.answered_count() == 0
    assert progress.reviews.due_count(NOW) == 0


def test_reviews_say_what_was_answered(progress: Progress) -> None:
    """Every field of an answer comes back, the oldest first, from a time on."""
    answer(progress, at=NOW - HOUR)
    first = progress.reviews.schedule("sample-0")
    assert first is not None
    answer(progress, at=NOW, right=False, confidence="sure", mode="review", seconds=7.5)
    answer(progress, 1, NOW + HOUR)
    wanted = Review(
        "sample-0", "review", NOW, "1", False, "sure", "again", 7.5,
        recall(first, NOW), "v",
    )  # fmt: skip
    found = progress.reviews.since(NOW)

    assert found[0] == wanted
    assert [review.question for review in found] == ["sample-0", "sample-1"]
    assert found[1].predicted is None
    assert len(progress.reviews.since(NOW - HOUR)) == 3
    assert progress.reviews.latest() == NOW + HOUR


def test_undoing_twice_undoes_once(progress: Progress) -> None:
    """The answer before it stays, and so does its schedule."""
    first = answer(progress, right=False, confidence="sure")[1]
    number, _ = answer(progress, at=NOW + HOUR)
    assert progress.reviews.confident_errors() == []
    for _ in range(2):
        progress.reviews.undo(number)

    assert progress.reviews.schedule("sample-0") == first.after
    assert progress.reviews.last_right() == {"sample-0": False}
    assert progress.reviews.confident_errors() == ["sample-0"]
    assert len(progress.reviews.since(NOW - HOUR)) == 1
    progress.reviews.undo(999)
    assert len(progress.reviews.since(NOW - HOUR)) == 1


def test_answers_are_undone_one_after_the_other(progress: Progress) -> None:
    """Each undo leads to the answer before, the last one to none; other questions stay."""
    numbers = [answer(progress, at=NOW + step * HOUR)[0] for step in range(3)]
    other = answer(progress, 1)[1]
    for number, left in zip(reversed(numbers), (2, 1, 0), strict=True):
        progress.reviews.undo(number)
        reviews = [each for each in progress.reviews.since(NOW) if each.question == "sample-0"]
        assert len(reviews) == left
        assert (progress.reviews.schedule("sample-0") is not None) is (left > 0)

    assert progress.reviews.schedules() == {"sample-1": other.after}


def test_undo_in_between_keeps_the_later_answer(progress: Progress) -> None:
    """The answer is taken back, what was answered since in another window decides."""
    answer(progress)
    number, _ = answer(progress, at=NOW + HOUR, right=False)
    later = answer(progress, at=NOW + 2 * HOUR)[1]
    progress.reviews.undo(number)

    assert progress.reviews.schedule("sample-0") == later.after
    assert progress.reviews.last_right() == {"sample-0": True}
    assert len(progress.reviews.since(NOW)) == 2


def test_due_is_counted_to_the_second(progress: Progress) -> None:
    """A question is due from its time on."""
    due = answer(progress)[1].after.due

    assert progress.reviews.due_count(due - timedelta(seconds=1)) == 0
    assert progress.reviews.due_count(due) == 1


def test_confident_errors_are_listed_by_their_dates(progress: Progress) -> None:
    """The next one due first; what was unsure, or right, is none of them."""
    answer(progress, 2, NOW - 2 * HOUR, right=False, confidence="sure")
    answer(progress, 1, NOW - 9 * HOUR, right=False, confidence="sure")
    answer(progress, 0, NOW - 9 * HOUR, right=False, confidence="unsure")
    assert progress.reviews.confident_errors() == ["sample-1", "sample-2"]
    answer(progress, 1, NOW, right=True, confidence="sure")

    assert progress.reviews.confident_errors() == ["sample-2"]


def test_marks_of_a_kind_are_its_own(progress: Progress) -> None:
    """A flag is no doubt, and that of one question not that of another."""
    reviews = progress.reviews
    assert reviews.toggle_mark("a", "flag", NOW) is True
    assert reviews.toggle_mark("a", "doubt", NOW) is True
    assert reviews.toggle_mark("b", "flag", NOW) is True
    assert reviews.toggle_mark("a", "flag", NOW) is False

    assert (reviews.marked("flag"), reviews.marked("doubt")) == ({"b"}, {"a"})


def test_history_is_handed_over_once(progress: Progress) -> None:
    """A successor takes the schedule; one that was answered keeps its own."""
    old = answer(progress, 0, right=False)[1].after
    own = answer(progress, 1)[1].after
    for _ in range(2):
        progress.reviews.hand_over({"sample-0": "new", "sample-2": "unknown"})
    assert progress.reviews.schedules() == {"new": old, "sample-1": own}
    progress.reviews.hand_over({"new": "sample-1"})

    assert progress.reviews.schedules() == {"new": old, "sample-1": own}
    assert progress.reviews.orphans(["sample-1"]) == ["new"]


def test_undoing_in_any_order_forgets_the_question(progress: Progress) -> None:
    """The first answer is taken back before the second one: nothing is left of either."""
    first, _ = answer(progress)
    second, _ = answer(progress, at=NOW + HOUR)
    progress.reviews.undo(first)
    assert progress.reviews.last_right() == {"sample-0": True}
    progress.reviews.undo(second)

    assert progress.reviews.schedules() == {}


def test_undo_does_not_make_an_error_confident(progress: Progress) -> None:
    """The answer before it was wrong but unsure, and is so again."""
    answer(progress, right=False, confidence="unsure")
    number, _ = answer(progress, at=NOW + HOUR, right=False, confidence="sure")
    assert progress.reviews.confident_errors() == ["sample-0"]
    progress.reviews.undo(number)

    assert progress.reviews.confident_errors() == []
    assert progress.reviews.last_right() == {"sample-0": False}
