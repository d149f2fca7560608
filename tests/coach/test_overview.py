"""How the learner is doing: figures, the plan, and what to do next."""

from dataclasses import replace
from datetime import timedelta

import pytest

from guide.coach.overview import (
    LookAgain,
    NothingPressing,
    PractiseTopic,
    ReadOn,
    ReviewDue,
    read_overview,
)
from guide.coach.practice import Practice
from guide.coach.study import Study
from guide.store.progress import Position
from guide.study.answering import Answer, right_answer
from guide.study.course import Step, UnitPlace
from guide.study.run import draw_run
from tests.conftest import NOW

LONG_AGO = NOW - timedelta(days=60)


def practise(study: Study, count: int, days_ago: float = 0, right: bool = True) -> None:
    """Answer the first questions by name, confidently, in 20 seconds each."""
    names = sorted(study.bank.questions)[:count]
    questions = [study.bank.questions[name] for name in names]
    practice = Practice(study, draw_run("x", questions, count, 1, names), "practice", 1)
    while practice.run.current is not None:
        presented = practice.run.current
        good = right_answer(presented)
        number = None if good.number is None else good.number + 1000 * (not right)
        choice = good.choice if right else (good.choice[::-1] if len(good.choice) > 1 else (1,))
        answer = Answer(presented, choice, number, "sure")
        practice.answer(answer, NOW - timedelta(days=days_ago), 20.0)


def read_everything(study: Study) -> None:
    """Read every page of every path."""
    for path in study.catalogue.paths:
        for unit in path.units:
            for entry in unit.entries:
                study.progress.save_position(Position(entry, 9, 1.0, ""), NOW)


@pytest.mark.parametrize("seen", [0, 3, 8])
def test_plan_counts_unseen_questions_only(study: Study, seen: int) -> None:
    """With time for everything, what is reached is what was never answered."""
    practise(study, seen)
    study.save_preferences(
        replace(study.preferences, minutes=60, until=NOW.date() + timedelta(days=60))
    )
    plan = read_overview(study, NOW).plan

    assert plan is not None
    assert plan.fits
    assert plan.reached == 8 - seen


@pytest.mark.parametrize("days", [None, 0, -3])
def test_no_plan_without_a_day_to_come(study: Study, days: int | None) -> None:
    """A day that has passed counts as none."""
    until = NOW.date() + timedelta(days=days) if days is not None else None
    study.save_preferences(replace(study.preferences, until=until))

    assert read_overview(study, NOW).plan is None


def test_figures_of_a_first_day(study: Study) -> None:
    """Answers, time, pace, calibration and mastery are those of the answers given."""
    practise(study, 4)
    overview = read_overview(study, NOW)
    topic = overview.topics[0]

    assert overview.answers == 4
    assert overview.minutes == pytest.approx(80 / 60)
    assert overview.days[-1].answered == 4
    assert overview.rhythm.last_fortnight == 1
    assert [(point.name, point.found, point.count) for point in overview.calibration] == [
        ("sure", 1.0, 4)
    ]
    assert (topic.name, topic.seen, topic.total) == ("basics", 4, 8)
    assert 0 < topic.share <= 0.5
    assert overview.objectives[0].seen > 0
    assert sum(map(sum, overview.weeks)) == 4


def test_pace_is_measured_from_enough_answers(study: Study) -> None:
    """Few answers leave the usual pace; then it is the median of the learner's own."""
    usual = read_overview(study, NOW).pace
    practise(study, 4)
    assert read_overview(study, NOW).pace == usual
    practise(study, 8)

    assert read_overview(study, NOW).pace == 20


def test_beginner_starts_with_a_topic(study: Study) -> None:
    """Without any history there is only something new."""
    assert read_overview(study, NOW).suggestions == [PractiseTopic("basics")]


def test_most_urgent_comes_first(study: Study) -> None:
    """Reviews come before confident errors, these before new questions and pages."""
    practise(study, 3, days_ago=60, right=False)
    study.progress.save_position(Position("cgas-sting", 9, 1.0, ""), NOW)
    overview = read_overview(study, NOW)

    assert overview.due == 3
    assert len(overview.confident_errors) == 3
    assert overview.suggestions == [
        ReviewDue(3, 13),
        LookAgain(3),
        PractiseTopic("basics"),
        ReadOn(study.catalogue.paths[0], Step(UnitPlace("first-steps", 0), "cgas")),
    ]


def test_nothing_is_urgent_after_everything(study: Study) -> None:
    """All questions answered and all pages read leave nothing."""
    practise(study, 8)
    read_everything(study)

    assert read_overview(study, NOW).suggestions == [NothingPressing()]


def test_what_exceeds_the_cap_waits(study: Study) -> None:
    """Due and waiting add up to all that is due."""
    practise(study, 8, days_ago=60)
    study.save_preferences(replace(study.preferences, cap=5))
    overview = read_overview(study, NOW)

    assert (overview.due, overview.waiting) == (5, 3)
    assert overview.forecast[:2] == [5, 3]


def test_lost_questions_are_named(study: Study) -> None:
    """Answers to questions that the content no longer has are listed and not counted."""
    practise(study, 2)
    study.progress.reviews.hand_over({sorted(study.bank.questions)[0]: "lost"})
    overview = read_overview(study, NOW)

    assert overview.lost == ["lost"]
    assert overview.topics[0].seen == 1
