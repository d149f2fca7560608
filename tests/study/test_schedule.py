"""Schedules are those of FSRS, with the time passed in."""

from datetime import UTC, datetime, timedelta

import pytest
from fsrs import Card, Rating, Scheduler

from guide.study.schedule import Grade, Rules, recall, review, with_recheck

START = datetime(2022, 11, 29, 12, 30, tzinfo=UTC)
LIBRARY = Rules(learning_steps=(1, 10), relearning_steps=(10,))
"""The default steps of the library."""
GRADES: tuple[Grade, ...] = ("good",) * 6 + ("again",) * 2 + ("good",) * 5


def test_wrapper_gives_the_library_intervals() -> None:
    """A history of thirteen answers has the intervals of the library, one by one."""
    card, scheduler, now = Card(card_id=1, due=START), Scheduler(enable_fuzzing=False), START
    expected = []
    for grade in GRADES:
        card, _ = scheduler.review_card(card, Rating[grade.capitalize()], now)
        expected.append((card.due - now).days)
        now = card.due
    schedule, now, intervals = None, START, []
    for grade in GRADES:
        schedule = review(schedule, grade, now, LIBRARY)
        intervals.append((schedule.due - now).days)
        now = schedule.due

    assert intervals == expected
    assert intervals[:6] == [0, 2, 11, 46, 163, 498], (
        "the published vector of FSRS-6 with default weights"
    )


def test_published_memory_state() -> None:
    """After the published history of six answers the state is that of the authors' own test."""
    schedule, now = None, START
    grades: tuple[Grade, ...] = ("again", "good", "good", "good", "good", "good")
    for grade, days in zip(grades, (0, 0, 1, 3, 8, 21), strict=True):
        now += timedelta(days=days)
        schedule = review(schedule, grade, now, LIBRARY)

    assert schedule is not None
    assert schedule.stability == pytest.approx(53.62691, abs=1e-4)
    assert schedule.difficulty == pytest.approx(6.3574867, abs=1e-4)


def test_recall_is_ninety_per_cent_after_the_stability() -> None:
    """That is what stability means; the probability falls with time and is never above one."""
    schedule = review(None, "good", START)
    assert schedule.stability is not None

    assert recall(schedule, START + timedelta(days=schedule.stability)) == pytest.approx(
        0.9, abs=0.02
    )
    assert recall(schedule, START - timedelta(days=9)) == 1.0
    assert recall(schedule, START + timedelta(days=60)) < recall(
        schedule, START + timedelta(days=6)
    )


@pytest.mark.parametrize("retention", [0.8, 0.95])
def test_desired_retention_moves_the_interval(retention: float) -> None:
    """More retention, shorter intervals."""
    usual = review(None, "easy", START).due
    other = review(None, "easy", START, Rules(retention=retention)).due

    assert (other < usual) is (retention > 0.9)


def test_clock_set_back_makes_no_negative_interval() -> None:
    """An answer dated before the last one counts as given at the last one's time."""
    first = review(review(None, "good", START), "good", START + timedelta(days=10))
    second = review(first, "good", START - timedelta(days=100))

    assert second.last_review == first.last_review
    assert second.due > START


def test_naive_time_is_refused() -> None:
    """A time without a zone is an error at once."""
    with pytest.raises(ValueError, match="UTC"):
        review(None, "good", datetime(2026, 1, 1))  # noqa: DTZ001


def test_recheck_stays_with_the_schedule() -> None:
    """Answers change what FSRS asks for; the recheck remains, and the earlier one is next."""
    recheck = START + timedelta(days=30)
    schedule = review(with_recheck(review(None, "good", START), recheck), "good", START)
    later = review(schedule, "easy", START + timedelta(days=60))

    assert schedule.recheck == later.recheck == recheck
    assert schedule.next == schedule.due < recheck
    assert later.next == recheck < later.due
    assert with_recheck(later, None).next == later.due


def test_answer_at_the_time_of_the_last_one_is_taken() -> None:
    """A second answer in the same moment is an answer on the same day."""
    first = review(None, "good", START)
    again = review(first, "again", START)

    assert recall(first, START) == 1.0
    assert again.last_review == START
    assert again.stability != first.stability
