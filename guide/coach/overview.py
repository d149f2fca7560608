"""How the learner stands, and what the next ten minutes are best spent on."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median

from guide.coach.bank import Bank
from guide.coach.practice import due_now
from guide.coach.preferences import Preferences
from guide.library.catalogue import Catalogue
from guide.store.progress import Progress
from guide.store.reviews import Day
from guide.study import queue, statistics
from guide.study.plan import USUAL_SECONDS, Plan, plan
from guide.study.schedule import Schedule
from guide.study.statistics import Mastery, Point, Rhythm

LOOKED_BACK = timedelta(days=365)
HEAT_WEEKS = 26
FORECAST_DAYS = 14
TEN_MINUTES = 600
ENOUGH_TIMES = 10
SHORTEST = 5.0
"""Seconds; an answer faster than this says nothing of the pace."""


@dataclass(frozen=True, slots=True)
class ReviewDue:
    """Review what is due: `count` questions, of which `room` fit into ten minutes."""

    count: int
    room: int


@dataclass(frozen=True, slots=True)
class LookAgain:
    """Look again at `count` questions that were answered confidently and wrong."""

    count: int


@dataclass(frozen=True, slots=True)
class PractiseTopic:
    """Practise the unseen questions of a topic."""

    topic: str


@dataclass(frozen=True, slots=True)
class ReadOn:
    """Read the next page of a path."""

    path: str
    entry: str


@dataclass(frozen=True, slots=True)
class NothingPressing:
    """Nothing is urgent."""


Suggestion = ReviewDue | LookAgain | PractiseTopic | ReadOn | NothingPressing


@dataclass(frozen=True, slots=True)
class Overview:
    """All that the page on progress shows.

    Attributes:
        topics: Mastery of each topic.
        objectives: Mastery of each objective, the weakest of those begun first.
        calibration: For each word of confidence, how often it was right.
        retention: How often repeated questions were right, by the probability predicted.
        rhythm: On how many days one studied.
        weeks: Reviews by weekday and week.
        days: The last thirty days.
        minutes: Time spent in all.
        answers: Reviews in all.
        pace: Median seconds an answer takes.
        sure_and_wrong: Ids of questions answered sure and wrong last.
        due: How many reviews are to be done today.
        waiting: How many more are due than the day's cap lets through.
        forecast: Reviews on each of the next days.
        plan: Towards the day of the exam; None without one.
        steps: What to do in the next ten minutes.
        lost: Ids in the data that the content has no more.
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
    sure_and_wrong: list[str]
    due: int
    waiting: int
    forecast: list[int]
    plan: Plan | None
    steps: list[Suggestion]
    lost: list[str]


def read_overview(
    catalogue: Catalogue, bank: Bank, progress: Progress, preferences: Preferences, now: datetime
) -> Overview:
    """Read how the learner stands."""
    answers = progress.reviews
    schedules = answers.schedules()
    known = bank.known()
    here = {name: schedule for name, schedule in schedules.items() if name in known}
    reviews = answers.since(now - LOOKED_BACK)
    today = now.astimezone().date()
    counts: dict[date, int] = {}
    for review in reviews:
        day = datetime.fromisoformat(review.answered_at).astimezone().date()
        counts[day] = counts.get(day, 0) + 1
    times = [review.seconds for review in reviews[-500:] if review.seconds >= SHORTEST]
    pace = median(times) if len(times) >= ENOUGH_TIMES else USUAL_SECONDS
    seconds, total = answers.seconds()
    due = due_now(bank, answers, preferences, now)
    topics = statistics.mastery(bank.by_topic, here, now, preferences.rules)
    objectives = sorted(
        statistics.mastery(bank.by_objective, here, now, preferences.rules),
        key=lambda part: (part.seen == 0, part.share),
    )
    wrong = [name for name in answers.sure_and_wrong() if name in known]
    coming = queue.forecast(here, now, FORECAST_DAYS, preferences.cap)
    return Overview(
        topics=topics,
        objectives=objectives,
        calibration=statistics.calibration(
            (review.confidence, review.correct) for review in reviews
        ),
        retention=statistics.retention(
            (r.predicted, r.correct)
            for r in reviews
            if r.predicted is not None and r.mode != "drill"
        ),
        rhythm=statistics.rhythm(counts, today),
        weeks=statistics.weeks(counts, today, HEAT_WEEKS),
        days=answers.days(now, 30),
        minutes=seconds / 60,
        answers=total,
        pace=pace,
        sure_and_wrong=wrong,
        due=len(due),
        waiting=sum(schedule.next <= now for schedule in here.values()) - len(due),
        forecast=coming,
        plan=_plan(bank, here, preferences, now, pace),
        steps=_steps(catalogue, progress, topics, len(due), wrong, pace),
        lost=sorted(set(schedules) - known),
    )


def _plan(
    bank: Bank, schedules: dict[str, Schedule], preferences: Preferences, now: datetime, pace: float
) -> Plan | None:
    if preferences.until is None or preferences.until <= now.date():
        return None
    unseen = sum(name not in schedules for name in bank.questions)
    days = (preferences.until - now.date()).days
    coming = sum(queue.forecast(schedules, now, days, preferences.cap))
    return plan(
        preferences.until, preferences.minutes, unseen, coming, now, pace, preferences.rules
    )


def _steps(
    catalogue: Catalogue,
    progress: Progress,
    topics: list[Mastery],
    due: int,
    wrong: list[str],
    pace: float,
) -> list[Suggestion]:
    """Return what fits into ten minutes, the most useful first: what is about to be forgotten, then something new, then a page."""
    room = int(TEN_MINUTES / pace)
    steps: list[Suggestion] = []
    if due:
        steps.append(ReviewDue(due, room))
    if wrong:
        steps.append(LookAgain(len(wrong)))
    begun = [topic for topic in topics if 0 < topic.seen < topic.total]
    begun = begun or [topic for topic in topics if topic.seen == 0]
    if begun and due < room:
        weakest = min(begun, key=lambda topic: (topic.share, topic.name))
        steps.append(PractiseTopic(weakest.name))
    visited = progress.visited()
    for path in catalogue.paths:
        entries = [entry for unit in path.units for entry in unit.entries]
        unread = next((entry for entry in entries if entry not in visited), None)
        if unread and any(entry in visited for entry in entries):
            steps.append(ReadOn(path.title, unread))
            break
    return steps or [NothingPressing()]
