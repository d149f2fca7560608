"""What another window answers meanwhile is seen by a review and by Home."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from guide.coach.practice import Mode, Practice, list_due
from guide.layout.targets import OpenTab, StartQuiz, StudyMode
from guide.study.answering import right_answer
from guide.study.run import draw_run
from guide.ui.places import Place
from guide.ui.world import World
from tests.conftest import Clock
from tests.ui.driving import follow, place_of, press, running, shown, stage_of


def answer_elsewhere(world: World, names: Sequence[str], at: datetime, mode: Mode) -> None:
    """Answer questions right in another window."""
    questions = [world.study.bank.questions[name] for name in names]
    practice = Practice(world.study, draw_run("x", questions, len(names), 1, names), mode, 1)
    while practice.run.current is not None:
        practice.answer(right_answer(practice.run.current), at, 5.0)


async def test_a_review_skips_what_another_window_has_answered(world: World, clock: Clock) -> None:
    """Of three due questions the second is answered elsewhere: the third follows the first."""
    names = ["basics-01", "basics-02", "basics-08"]
    answer_elsewhere(world, names, clock.now() - timedelta(days=60), "practice")
    async with running(world) as (app, pilot):
        await follow(app, pilot, StartQuiz(StudyMode.REVIEW))
        order = list_due(world.study, clock.now())
        assert sorted(order) == names
        first = stage_of(app).question
        assert first is not None
        assert first.question.id == order[0]
        answer_elsewhere(world, order[1:2], clock.now(), "review")
        await press(pilot, "a", "enter")
        third = stage_of(app).question
        assert third is not None
        assert third.question.id == order[2]
        await press(pilot, "a", "enter")
        assert place_of(app) is Place.SCORE
        assert "of 2" in shown(app)


async def test_home_names_the_reviews_that_are_left_today(world: World, clock: Clock) -> None:
    """What was reviewed today is taken off the day's cap; practice is not."""
    study = world.study
    study.save_preferences(replace(study.preferences, cap=2))
    names = [f"basics-0{number}" for number in range(1, 6)]
    answer_elsewhere(world, names, clock.now() - timedelta(days=60), "practice")
    async with running(world) as (app, pilot):
        assert "2 questions due" in shown(app)
        answer_elsewhere(world, names[:1], clock.now(), "practice")
        await follow(app, pilot, OpenTab("quiz"))
        await follow(app, pilot, OpenTab("home"))
        assert "2 questions due" in shown(app)
        answer_elsewhere(world, names[1:2], clock.now(), "review")
        await follow(app, pilot, OpenTab("quiz"))
        await follow(app, pilot, OpenTab("home"))
        assert "1 question due" in shown(app)
