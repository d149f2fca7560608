"""What another window answers meanwhile is seen by a review and by Home."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from guide.coach.exam import RunningExam
from guide.coach.practice import Mode, Practice, list_due
from guide.layout.targets import (
    DiscardExam,
    FinishExam,
    OpenQuizPage,
    OpenTab,
    QuizPage,
    StartQuiz,
    StudyMode,
)
from guide.study import class_session
from guide.study.answering import right_answer
from guide.study.run import draw_run
from guide.ui.places import Place
from guide.ui.world import World
from tests.conftest import Clock
from tests.ui.driving import (
    follow,
    notices,
    place_of,
    press,
    running,
    settled,
    shown,
    stage_of,
    until,
)


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


def resume_elsewhere(world: World, clock: Clock, answers: int) -> RunningExam:
    """Resume the exam in another window and answer its first questions right."""
    other = RunningExam.resume(world.study, clock.now())
    assert other is not None
    for place in range(answers):
        exam = other.exam.go(place)
        other.step(exam.answer(right_answer(exam.current)))
    return other


STEPS = {"move": ["right"], "flag": ["asterisk"], "leave": ["escape"]}
"""Keys that do something with an exam."""


@pytest.mark.parametrize("step", [*STEPS, "clock"])
async def test_an_exam_that_another_window_took_over_is_left(
    world: World, clock: Clock, step: str
) -> None:
    """The first window says so and shows the front; from there the exam can be taken back."""
    exams, bank = world.study.progress.exams, world.study.bank
    async with running(world) as (app, pilot):
        await press(pilot, "7", "m", "enter")
        resume_elsewhere(world, clock, 3)
        if step == "clock":
            clock.move(seconds=6)
            stage_of(app).tick()
            await settled(pilot)
        else:
            await press(pilot, *STEPS[step])
        assert place_of(app) is Place.SETUP
        assert "goes on in another window" in notices(app)
        stored = exams.find_unfinished(bank.questions)
        assert stored is not None
        assert sorted(stored.exam.answers) == [0, 1, 2]
        await follow(app, pilot, StartQuiz(StudyMode.RESUME_EXAM))
        assert place_of(app) is Place.EXAM
        assert "3 answered" in shown(app)


async def test_an_exam_that_is_open_elsewhere_is_not_saved_at_the_end(
    world: World, clock: Clock
) -> None:
    """Whoever quits the first window changes nothing of what the second one saved."""
    async with running(world) as (app, pilot):
        await press(pilot, "7", "m", "enter")
        resume_elsewhere(world, clock, 3)
        await pilot.press("q")
        await until(pilot, lambda: not app.is_running)
    stored = world.study.progress.exams.find_unfinished(world.study.bank.questions)
    assert stored is not None
    assert sorted(stored.exam.answers) == [0, 1, 2]


@pytest.mark.parametrize("over", [False, True])
async def test_no_report_of_an_exam_that_was_finished_elsewhere(
    world: World, clock: Clock, over: bool
) -> None:
    """Neither the overview nor the end of the time shows a score that is not stored."""
    async with running(world) as (app, pilot):
        await press(pilot, "7", "m", "enter", "o")
        resume_elsewhere(world, clock, 2).finish(clock.now())
        if over:
            clock.move(minutes=60)
            stage_of(app).tick()
            await settled(pilot)
        else:
            stage_of(app).handle(FinishExam())
            stage_of(app).handle(FinishExam())
            await settled(pilot)
        assert place_of(app) is Place.SETUP
        assert "was finished in another window" in notices(app)
        assert "time is up" not in notices(app)
        assert world.study.progress.reviews.answered_count() == 2


async def test_no_result_file_of_a_class_session_that_was_finished_elsewhere(
    world: World, clock: Clock
) -> None:
    """The window that finished the exam writes the result; the other one writes none."""
    catalogue, results = world.catalogue, world.study.results_folder
    assert results is not None
    code = class_session.make_code(catalogue.content_version, list(catalogue.topics), "", 3, 3)
    async with running(world) as (app, pilot):
        await follow(app, pilot, OpenQuizPage(QuizPage.CLASS_CODE))
        await press(pilot, *str(code), "enter")
        assert place_of(app) is Place.EXAM
        resume_elsewhere(world, clock, 1).finish(clock.now())
        for _ in range(2):
            stage_of(app).handle(FinishExam())
            await settled(pilot)
        assert "was finished in another window" in notices(app)
        assert list(results.glob("*.abscopal-result")) == []


async def test_an_exam_that_was_finished_elsewhere_is_not_called_discarded(
    world: World, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between looking and discarding another window finished it: its answers count."""
    exams = world.study.progress.exams
    async with running(world) as (app, pilot):
        await press(pilot, "7", "m", "enter")
        await follow(app, pilot, OpenQuizPage(QuizPage.SETTINGS))
        stored = exams.find_unfinished(world.study.bank.questions)
        resume_elsewhere(world, clock, 2).finish(clock.now())
        monkeypatch.setattr(type(exams), "find_unfinished", lambda *_: stored)
        await follow(app, pilot, DiscardExam())
        assert "was finished in another window" in notices(app)
        assert "discarded" not in notices(app)
