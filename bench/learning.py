"""Half a year of learning simulated, and the times that a large history must not spoil.

`python -m bench.learning days` prints load and retention over 180 days.
`python -m bench.learning times` prints how long it takes to mark an answer, to gather what Home
needs and to report on 200 result files, with 50,000 reviews stored.
"""

import random
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from statistics import median, quantiles

from guide.coach.practice import Practice, draw_practice, draw_review
from guide.coach.study import Study, open_study
from guide.exchange.class_results import gather
from guide.exchange.result_file import Result, write_result
from guide.layout.home import sparkline
from guide.library.records import Question
from guide.opening import open_guide
from guide.paths import built_dir
from guide.store.reviews import Marker, Origin
from guide.study import class_session
from guide.study.answering import Answer
from guide.study.items import Response
from guide.study.marking import mark
from guide.study.presenting import PresentedQuestion, present
from guide.study.schedule import recall
from guide.study.statistics import measure_retention

START = datetime(2026, 1, 5, 8, tzinfo=UTC)
DAYS, NEW_A_DAY, CAP = 180, 6, 50
AWAY = range(90, 104)
"""Two weeks of absence."""
REVIEWS, RESULTS = 50_000, 200


def make_answer(presented: PresentedQuestion, right: bool, rng: random.Random) -> Answer:
    """Answer a question, right or wrong."""
    question = presented.question
    if presented.answer is not None:
        number = presented.answer if right else presented.answer * 3 + 1
        return Answer(presented, number=number, confidence="fairly")
    items = tuple(range(len(question.options)))
    if question.form in ("order", "match"):
        choice = items if right else (*items[1:], items[0])
    elif right:
        choice = question.keys
    else:
        choice = (rng.choice([place for place in items if place not in question.keys]),)
    return Answer(presented, choice, confidence="fairly")


def days() -> None:
    """Learn for half a year, forgetting as FSRS predicts, with two weeks away; print figures."""
    catalogue = open_guide(built_dir()).catalogue
    rng = random.Random(1)
    load, waiting, pairs = [], [], []
    with (
        tempfile.TemporaryDirectory() as folder,
        open_study(catalogue, Path(folder), START) as study,
    ):
        study.save_preferences(replace(study.preferences, cap=CAP))
        bank, reviews = study.bank, study.progress.reviews
        for day in range(DAYS):
            now = START + timedelta(days=day)
            if day in AWAY:
                load.append(0)
                waiting.append(reviews.due_count(now))
                continue
            review = Practice(study, draw_review(study, now, day), "review", day)
            while review.run.current is not None:
                presented = review.run.current
                schedule = reviews.schedule(presented.question.id)
                chance = recall(schedule, now) if schedule is not None else 0.5
                answer = make_answer(presented, rng.random() < chance, rng)
                marked = review.answer(answer, now, 30.0)
                pairs.append((marked.predicted or 0.0, answer.right))
            fresh = draw_practice("x", bank.of_topic(""), reviews, NEW_A_DAY, day, "unseen")
            new = Practice(study, fresh, "practice", day)
            while new.run.current is not None:
                new.answer(make_answer(new.run.current, rng.random() < 0.6, rng), now, 45.0)
            load.append(len(review.marks))
            waiting.append(reviews.due_count(now))
        seen = reviews.answered_count()
        known = sum(
            recall(schedule, START + timedelta(days=DAYS))
            for schedule in reviews.schedules().values()
        )
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
    for point in measure_retention(pairs):
        print(f"  {point.expected:.0%} {point.found:.0%}  ({point.count})")


def _fill(study: Study) -> None:
    """Store many reviews quickly: with the program's own marking, in one transaction."""
    questions, rng = study.catalogue.questions, random.Random(2)
    names, reviews = sorted(questions), study.progress.reviews

    def answers() -> Iterator[tuple[str, Marker]]:
        for number in range(REVIEWS):
            name = names[number % len(names)]
            answer = make_answer(present(questions[name], 1), rng.random() < 0.8, rng)
            at = START + timedelta(minutes=5 * number)
            yield name, partial(mark, answer, at=at, seconds=30.0)

    with reviews._db.transaction("the history") as writer:
        reviews.record_all(writer, answers(), Origin("fill", "review", "v"))


def _two(milliseconds: list[float]) -> str:
    """Return median and 95th percentile in words."""
    return f"median {median(milliseconds):.1f} ms, p95 {quantiles(milliseconds, n=20)[-1]:.1f} ms"


def times() -> None:
    """Measure with a large history."""
    catalogue = open_guide(built_dir()).catalogue
    with (
        tempfile.TemporaryDirectory() as folder,
        open_study(catalogue, Path(folder), START) as study,
    ):
        _fill(study)
        now, reviews = START + timedelta(minutes=5 * REVIEWS + 10), study.progress.reviews
        drawn = draw_practice("x", study.bank.of_topic(""), reviews, 200, 3)
        practice = Practice(study, drawn, "practice", 3)
        taken = []
        while practice.run.current is not None:
            answer = make_answer(practice.run.current, True, random.Random(3))
            started = time.perf_counter()
            practice.answer(answer, now, 1.0)
            taken.append(1000 * (time.perf_counter() - started))
        home = []
        for _ in range(30):
            started = time.perf_counter()
            reviews.due_count(now), reviews.done_today(now), reviews.answered_count()
            reviews.confident_errors(), reviews.days(now)
            home.append(1000 * (time.perf_counter() - started))
        print(f"answer marked and on disk, {REVIEWS} reviews stored: {_two(taken)}")
        print(f"what Home asks for: {_two(home)}")
        code = class_session.make_code(catalogue.content_version, list(catalogue.topics), "", 20, 5)
        questions = class_session.draw(code, list(catalogue.topics), catalogue.questions)
        (Path(folder) / "results").mkdir()
        write_class(
            questions, str(code), catalogue.content_version, Path(folder) / "results", RESULTS
        )
        files = sorted((Path(folder) / "results").iterdir())
        started = time.perf_counter()
        report = gather(files, catalogue)
        print(
            f"report of {len(report.results)} result files: {time.perf_counter() - started:.2f} s"
        )


def write_class(
    questions: list[Question], code: str, version: str, folder: Path, size: int
) -> None:
    """Write the result files of learners of different ability."""
    rng, seed = random.Random(4), class_session.read_code(code).seed
    for learner in range(size):
        ability = rng.gauss(0, 1)
        answers = []
        for number, question in enumerate(questions):
            right = rng.random() < 1 / (1 + 2.7 ** -(ability + 1 - number / 10))
            answer = make_answer(present(question, seed), right, rng)
            answers.append(
                Response(
                    question.id,
                    answer.response,
                    answer.right,
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
