"""When a question comes back: FSRS, with the time handed in."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Grade = Literal["again", "hard", "good", "easy"]

DESIRED_RETENTION = 0.9
"""Probability of recall at which a question falls due."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """What the scheduler remembers of one question; times are aware UTC.

    Attributes:
        state: 1 learning, 2 review, 3 relearning, as in FSRS.
        step: Learning step, None in review.
        stability: Days until recall has fallen to 90 %.
        difficulty: From 1 to 10.
        due: When it should come back.
        last_review: When it was answered last.
    """

    state: int
    step: int | None
    stability: float | None
    difficulty: float | None
    due: datetime
    last_review: datetime | None


def review(schedule: Schedule | None, grade: Grade, now: datetime, retention: float = DESIRED_RETENTION) -> Schedule:
    """Return the schedule after an answer.

    Args:
        schedule: The schedule before, None for a question never answered.
        grade: How well it was known.
        now: Aware UTC time of the answer.
        retention: Desired probability of recall, between 0 and 1.

    Raises:
        ValueError: `now` is not in UTC.
    """
    from fsrs import Card, Rating, Scheduler, State

    scheduler = Scheduler(desired_retention=retention, enable_fuzzing=False)
    if schedule is None:
        card = Card(card_id=1, due=now)
    else:
        # A clock that was set back must not make a negative interval: the answer counts as given at the last one's time.
        if schedule.last_review is not None and now < schedule.last_review:
            now = schedule.last_review
        card = Card(
            card_id=1,
            state=State(schedule.state),
            step=schedule.step,
            stability=schedule.stability,
            difficulty=schedule.difficulty,
            due=schedule.due,
            last_review=schedule.last_review,
        )
    after, _ = scheduler.review_card(card, Rating[grade.capitalize()], now)
    return Schedule(after.state.value, after.step, after.stability, after.difficulty, after.due, after.last_review)
