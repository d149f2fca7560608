"""How the learner is doing, and how best to spend the next ten minutes."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median

from guide import clock
from guide.coach.practice import list_due
from guide.coach.study import Study
from guide.library.records import Path
from guide.store.wall import Day, Review
from guide.study import queue
from guide.study.course import Step, next_step
from guide.study.plan import USUAL_SECONDS, Plan, Workload, make_plan
from guide.study.schedule import Schedule
from guide.study.statistics import (
    Mastery,
    Point,
    Rhythm,
    arrange_weeks,
    measure_calibration,
    measure_mastery,
    measure_retention,
    measure_rhythm,
)

LOOKED_BACK = timedelta(days=365)
HEAT_WEEKS = 26
FORECAST_DAYS = 14
TEN_MINUTES = 600
LAST_ANSWERS = 500
ENOUGH_TIMES = 10
SHORTEST = 5.0
"""Seconds; a faster answer says nothing about the learner's pace."""


@dataclass(frozen=True, slots=True)
class ReviewDue:
    """Review what is due: `count` questions, of which `room` fit into ten minutes."""

    count: int
    room: int


@dataclass(frozen=True, slots=True)
class LookAgain:
    """Look again at `count` questions that were answered confidently but wrongly."""

    count: int


@dataclass(frozen=True, slots=True)
class PractiseTopic:
    """Practise the unseen questions of a topic."""

    topic: str


@dataclass(frozen=True, slots=True)
class ReadOn:
    """Continue a path with what comes next in it."""

    path: Path
    step: Step


@dataclass(frozen=True, slots=True)
class NothingPressing:
    """Nothing is urgent."""


Suggestion = ReviewDue | LookAgain | PractiseTopic | ReadOn | NothingPressing


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything that the page on progress shows.

    Attributes:
        topics: Mastery of each topic.
        objectives: Mastery of each objective, the weakest of those started first.
        calibration: How often answers were right, for each word of confidence.
        retention: How often repeated questions were right, by the probability predicted.
        rhythm: On how many days the learner studied.
        weeks: Answers by weekday and week.
        days: The last thirty days.
        minutes: Time spent on all answers.
        answers: The number of all answers.
        pace: Median seconds that an answer takes.
        confident_errors: Ids of questions whose last answer was confident but wrong.
        due: How many reviews are to be done today.
        waiting: How many more are due than the day's cap lets through.
        forecast: Reviews on each of the next days.
        plan: Towards the day of the exam; None without one.
        suggestions: What to do in the next ten minutes.
        lost: Ids in the data that are no longer in the content.
    """

    topics: list[Mastery]
    objectives: list[Mastery]
    calibration: list[Point]
    retention: list[Point]
    rhythm: Rhythm
    weeks: list[list[int]]
    days: list[Day]
    minutes: float
    answers: int
    pace: float
    confident_errors: list[str]
    due: int
    waiting: int
    forecast: list[int]
    plan: Plan | None
    suggestions: list[Suggestion]
    lost: list[str]


def read_overview(study: Study, now: datetime) -> Overview:
    """Read how the learner is doing."""
    bank, preferences, stored = study.bank, study.preferences, study.progress.reviews
    all_schedules, known = stored.schedules(), bank.known()
    schedules = {name: each for name, each in all_schedules.items() if name in known}
    reviews = stored.since(now - LOOKED_BACK)
    today = clock.local(now).date()
    counts = _count_days(reviews)
    pace = _measure_pace(reviews)
    seconds, total = stored.seconds()
    due = len(list_due(study, now))
    topics = measure_mastery(bank.by_topic, schedules, now, preferences.rules)
    objectives = measure_mastery(bank.by_objective, schedules, now, preferences.rules)
    errors = [name for name in stored.confident_errors() if name in known]
    predictions = [
        (review.predicted, review.correct)
        for review in reviews
        if review.predicted is not None and review.mode != "drill"
    ]
    return Overview(
        topics=topics,
        objectives=sorted(objectives, key=lambda part: (part.seen == 0, part.share)),
        calibration=measure_calibration((each.confidence, each.correct) for each in reviews),
        retention=measure_retention(predictions),
        rhythm=measure_rhythm(counts, today),
        weeks=arrange_weeks(counts, today, HEAT_WEEKS),
        days=stored.days(now, 30),
        minutes=seconds / 60,
        answers=total,
        pace=pace,
        confident_errors=errors,
        due=due,
        waiting=sum(schedule.next <= now for schedule in schedules.values()) - due,
        forecast=queue.forecast(schedules, now, FORECAST_DAYS, preferences.cap),
        plan=_plan(study, schedules, now, pace),
        suggestions=_suggest(study, topics, due, len(errors), int(TEN_MINUTES / pace)),
        lost=sorted(all_schedules.keys() - known),
    )


def _count_days(reviews: list[Review]) -> dict[date, int]:
    """Return the number of answers on each day in local time."""
    counts: dict[date, int] = {}
    for review in reviews:
        day = clock.local(review.answered_at).date()
        counts[day] = counts.get(day, 0) + 1
    return counts


def _measure_pace(reviews: list[Review]) -> float:
    """Return the median seconds of the last answers, or the usual ones while there are few."""
    times = [each.seconds for each in reviews[-LAST_ANSWERS:] if each.seconds >= SHORTEST]
    return median(times) if len(times) >= ENOUGH_TIMES else USUAL_SECONDS


def _plan(study: Study, schedules: dict[str, Schedule], now: datetime, pace: float) -> Plan | None:
    preferences = study.preferences
    if preferences.until is None or preferences.until <= now.date():
        return None
    days = (preferences.until - now.date()).days
    work = Workload(
        unseen=sum(name not in schedules for name in study.bank.questions),
        coming=sum(queue.forecast(schedules, now, days, preferences.cap)),
        seconds=pace,
    )
    return make_plan(preferences.until, preferences.minutes, work, now, preferences.rules)


def _suggest(
    study: Study, topics: list[Mastery], due: int, errors: int, room: int
) -> list[Suggestion]:
    """Suggest what to do in ten minutes, the most useful first.

    What is about to be forgotten comes before something new, and that before a page to read.

    Args:
        study: The library and the learner's data.
        topics: Mastery of each topic.
        due: How many reviews are due.
        errors: How many questions were last answered confidently but wrongly.
        room: How many answers fit into ten minutes.
    """
    suggestions: list[Suggestion] = []
    if due:
        suggestions.append(ReviewDue(due, room))
    if errors:
        suggestions.append(LookAgain(errors))
    started = [topic for topic in topics if 0 < topic.seen < topic.total]
    open_topics = started or [topic for topic in topics if topic.seen == 0]
    if open_topics and due < room:
        weakest = min(open_topics, key=lambda topic: (topic.share, topic.name))
        suggestions.append(PractiseTopic(weakest.name))
    step = _find_unread(study)
    if step is not None:
        suggestions.append(step)
    return suggestions or [NothingPressing()]


def _find_unread(study: Study) -> ReadOn | None:
    """Return what comes next in the path that is followed, else in the first that was begun."""
    done, followed = study.done, study.next_in_path()
    if followed is not None:
        return ReadOn(study.catalogue.path_by_id[followed.place.path], followed)
    for path in study.catalogue.paths:
        step = next_step(path, done)
        if step is not None and done.pages(path.entries):
            return ReadOn(path, step)
    return None
