"""When a question comes back: FSRS, with the time passed in."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from fsrs import Card, Scheduler

Grade = Literal["again", "hard", "good", "easy"]


@dataclass(frozen=True, slots=True)
class Rules:
    """How questions are scheduled.

    Attributes:
        retention: Desired probability of recall, between 0 and 1, at which a question is due.
        learning_steps: Minutes after which a new question comes back before days are counted;
            without any it comes back the next day at the earliest.
        relearning_steps: The same for a question that was forgotten.
        parameters: The 21 weights of FSRS-6; None for the published ones.
    """

    retention: float = 0.9
    learning_steps: tuple[float, ...] = ()
    relearning_steps: tuple[float, ...] = ()
    parameters: tuple[float, ...] | None = None


RULES = Rules()
"""No steps within a day.

Repetition on the same day does little, gaps of days do most (Adesope 2017, Latimier 2021).
"""


@dataclass(frozen=True, slots=True)
class Schedule:
    """What the scheduler remembers of one question; times are aware UTC.

    Attributes:
        state: 1 learning, 2 review, 3 relearning, as in FSRS.
        step: Learning step; None in review.
        stability: Days until the probability of recall has fallen to 90 %.
        difficulty: From 1 to 10.
        due: When FSRS asks for it again.
        last_review: When it was last answered.
        recheck: When it comes back regardless of FSRS, because it was answered with confidence
            but wrong.
    """

    state: int
    step: int | None
    stability: float | None
    difficulty: float | None
    due: datetime
    last_review: datetime | None
    recheck: datetime | None = None

    @property
    def next(self) -> datetime:
        """When to ask it next."""
        return min(self.due, self.recheck) if self.recheck is not None else self.due


@lru_cache(maxsize=8)
def _scheduler(rules: Rules) -> "Scheduler":
    from fsrs import Scheduler
    from fsrs.scheduler import DEFAULT_PARAMETERS

    return Scheduler(
        parameters=rules.parameters or DEFAULT_PARAMETERS,
        desired_retention=rules.retention,
        learning_steps=[timedelta(minutes=step) for step in rules.learning_steps],
        relearning_steps=[timedelta(minutes=step) for step in rules.relearning_steps],
        enable_fuzzing=False,
    )


def _card(schedule: Schedule) -> "Card":
    from fsrs import Card, State

    return Card(
        card_id=1,
        state=State(schedule.state),
        step=schedule.step,
        stability=schedule.stability,
        difficulty=schedule.difficulty,
        due=schedule.due,
        last_review=schedule.last_review,
    )


def review(
    schedule: Schedule | None, grade: Grade, now: datetime, rules: Rules = RULES
) -> Schedule:
    """Return the schedule after an answer.

    Args:
        schedule: The schedule before; None for a question never answered.
        grade: How well it was known.
        now: Aware UTC time of the answer. A time before the last answer counts as the time of the
            last answer, so that no interval is negative.
        rules: How questions are scheduled.

    Raises:
        ValueError: `now` is not in UTC.
    """
    from fsrs import Card, Rating

    if schedule is None:
        card = Card(card_id=1, due=now)
    else:
        if schedule.last_review is not None and now < schedule.last_review:
            now = schedule.last_review
        card = _card(schedule)
    after, _ = _scheduler(rules).review_card(card, Rating[grade.capitalize()], now)
    return Schedule(
        state=after.state.value,
        step=after.step,
        stability=after.stability,
        difficulty=after.difficulty,
        due=after.due,
        last_review=after.last_review,
        recheck=schedule.recheck if schedule is not None else None,
    )


def recall(schedule: Schedule, now: datetime, rules: Rules = RULES) -> float:
    """Return the probability, from 0 to 1, that the question would be answered right now.

    At or before the time of the last answer it is 1.
    """
    return float(_scheduler(rules).get_card_retrievability(_card(schedule), now))


def with_recheck(schedule: Schedule, at: datetime | None) -> Schedule:
    """Return the schedule with another time at which the question comes back regardless of FSRS."""
    return replace(schedule, recheck=at)
