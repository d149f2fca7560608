"""Half a year of learning simulated, and the times that a large history must not spoil.

`python -m bench.learning days` prints load and retention over 180 days.
`python -m bench.learning times` prints how long it takes to mark an answer, to gather what Home
needs and to report on 200 result files, with 50,000 reviews stored.
"""

import random
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median, quantiles

from guide.coach.bank import Bank
from guide.coach.practice import Practice, practice_session, review_session
from guide.coach.preferences import Preferences
from guide.exchange.class_report import gather
from guide.exchange.result_file import Result, write_result
from guide.layout.home import sparkline
from guide.library.records import Question
from guide.opening import open_guide
from guide.paths import built_dir
from guide.store.database import open_database
from guide.store.progress import Progress
from guide.study import class_session
from guide.study.answering import Answer
from guide.study.items import Response
from guide.study.marking import mark
from guide.study.presenting import PresentedQuestion, present
from guide.study.schedule import recall
from guide.study.statistics import retention

START = datetime(2026, 1, 5, 8, tzinfo=UTC)
DAYS, NEW_A_DAY, CAP = 180, 6, 50
AWAY = range(90, 104)
"""Two weeks of absence."""
REVIEWS, RESULTS = 50_000, 200


def choice(asked: PresentedQuestion, right: bool, rng: random.Random) -> Answer:
    """Answer a question rightly or wrongly."""
    question = asked.question
    if asked.answer is not None:
        return Answer(asked, (), asked.answer if right else asked.answer * 3 + 1, "fairly")
    items = tuple(range(len(question.options)))
    if question.form in ("order", "match"):
        return Answer(asked, items if right else (*items[1:], items[0]), None, "fairly")
    if right:
        return Answer(asked, question.keys, None, "fairly")
    return Answer(
        asked,
        (rng.choice([place for place in items if place not in question.keys]),),
        None,
        "fairly",
    )


def days() -> None:
    """Learn for half a year, forgetting as FSRS predicts, with two weeks away; print figures."""
    catalogue = open_guide(built_dir()).catalogue
    bank, rng = Bank(catalogue), random.Random(1)
    load, waiting, pairs = [], [], []
    with tempfile.TemporaryDirectory() as folder:
        progress = Progress(open_database(Path(folder), START))
        answers, preferences = progress.reviews, Preferences(cap=CAP)
        for day in range(DAYS):
            now = START + timedelta(days=day)
            if day in AWAY:
                load.append(0)
                waiting.append(answers.due_count(now))
                continue
            review = Practice(
                review_session(bank, answers, preferences, now, day),
                "review",
                answers,
                preferences,
                "v",
                day,
            )
            while review.session.current is not None:
                asked = review.session.current
                schedule = answers.schedule(asked.question.id)
                chance = recall(schedule, now) if schedule is not None else 0.5
                marked = review.give(choice(asked, rng.random() < chance, rng), now, 30.0)
                pairs.append((marked.predicted or 0.0, marked.given.right))
            fresh = practice_session("x", bank.of_topic(""), answers, NEW_A_DAY, day, "unseen")
            new = Practice(fresh, "practice", answers, preferences, "v", day)
            while new.session.current is not None:
                new.give(choice(new.session.current, rng.random() < 0.6, rng), now, 45.0)
            load.append(len(review.marks))
            waiting.append(answers.due_count(now))
        seen = answers.answered_count()
        known = sum(
            recall(schedule, START + timedelta(days=DAYS))
            for schedule in answers.schedules().values()
        )
        progress.close()
    away = f"away on days {AWAY.start} to {AWAY.stop - 1}"
    print(f"{DAYS} days, {NEW_A_DAY} new a day, cap {CAP}, {away}")
    share = f"{known / max(seen, 1):.0%} of them"
    print(f"seen {seen} of {len(bank.questions)}, expected known today {share}")
    weeks = [sum(load[at : at + 7]) for at in range(0, DAYS, 7)]
    print(f"reviews a week      {sparkline(weeks)}  {weeks}")
    caught_up = next(day for day in range(AWAY.stop, DAYS) if waiting[day] == 0)
    print(
        f"most on one day {max(load)}, median {median(load):g}; "
        f"waiting after the absence {waiting[AWAY.stop - 1]}, none left on day {caught_up}"
    )
    remembered = sum(right for _, right in pairs) / len(pairs)
    print(f"remembered {remembered:.1%} of {len(pairs)} reviews; predicted and found:")
    for point in retention(pairs):
        print(f"  {point.expected:.0%} {point.found:.0%}  ({point.count})")


def _fill(progress: Progress, names: list[str]) -> None:
    """Store many reviews quickly: through the program's own marking, in one transaction."""
    db = progress.reviews._db
    rng = random.Random(2)
    catalogue = open_guide(built_dir()).catalogue
    db.execute("BEGIN IMMEDIATE")
    for number in range(REVIEWS):
        question = catalogue.questions[names[number % len(names)]]
        at = START + timedelta(minutes=5 * number)
        given = choice(present(question, 1), rng.random() < 0.8, rng)
        marked = mark(given, progress.reviews.schedule(question.id), at, 30.0)
        progress.reviews._insert(marked, "fill", "review", "v")
    db.execute("COMMIT")


def _two(milliseconds: list[float]) -> str:
    """Return median and 95th percentile in words."""
    return f"median {median(milliseconds):.1f} ms, p95 {quantiles(milliseconds, n=20)[-1]:.1f} ms"


def times() -> None:
    """Measure with a large history."""
    catalogue = open_guide(built_dir()).catalogue
    bank = Bank(catalogue)
    with tempfile.TemporaryDirectory() as folder:
        progress = Progress(open_database(Path(folder), START))
        _fill(progress, sorted(catalogue.questions))
        now = START + timedelta(minutes=5 * REVIEWS + 10)
        session = practice_session("x", bank.of_topic(""), progress.reviews, 200, 3)
        run = Practice(session, "practice", progress.reviews, Preferences(), "v", 3)
        taken = []
        while run.session.current is not None:
            begun = time.perf_counter()
            run.give(choice(run.session.current, True, random.Random(3)), now, 1.0)
            taken.append(1000 * (time.perf_counter() - begun))
        home = []
        for _ in range(30):
            begun = time.perf_counter()
            (
                progress.reviews.due_count(now),
                progress.reviews.done_today(now),
                progress.reviews.answered_count(),
            )
            progress.reviews.sure_and_wrong(), progress.reviews.days(now)
            home.append(1000 * (time.perf_counter() - begun))
        print(f"answer marked and on disk, {REVIEWS} reviews stored: {_two(taken)}")
        print(f"what Home asks for: {_two(home)}")
        progress.close()
        code = class_session.make_code(catalogue.content_version, list(catalogue.topics), "", 20, 5)
        questions = class_session.draw(code, list(catalogue.topics), catalogue.questions)
        write_class(
            questions, str(code), catalogue.content_version, Path(folder) / "results", RESULTS
        )
        files = sorted((Path(folder) / "results").iterdir())
        begun = time.perf_counter()
        report = gather(files, catalogue.questions)
        print(f"report of {len(report.results)} result files: {time.perf_counter() - begun:.2f} s")


def write_class(
    questions: list[Question], code: str, version: str, folder: Path, size: int
) -> None:
    """Write the result files of learners of different ability."""
    rng = random.Random(4)
    for learner in range(size):
        ability = rng.gauss(0, 1)
        answers = []
        for number, question in enumerate(questions):
            right = rng.random() < 1 / (1 + 2.7 ** -(ability + 1 - number / 10))
            given = choice(present(question, 5), right, rng)
            answers.append(
                Response(
                    question.id,
                    given.response,
                    given.right,
                    rng.choice(["unsure", "fairly", "sure"]),
                    rng.uniform(10, 90),
                )
            )
        finished = (START + timedelta(seconds=learner)).isoformat()
        write_result(
            Result(
                code,
                version,
                f"learner {learner + 1}",
                finished,
                tuple(q.id for q in questions),
                tuple(answers),
            ),
            folder,
        )


if __name__ == "__main__":
    {"days": days, "times": times}[sys.argv[1]]()
