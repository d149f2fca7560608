"""A failing disk on the screen: the user is told, and can go on."""

import pytest

from guide.layout.targets import (
    ChangeSetting,
    DiscardExam,
    OpenEntry,
    OpenQuizPage,
    OpenTab,
    QuizPage,
    Target,
    UseTheme,
)
from guide.ui.app import GuideApp
from guide.ui.quiz.exam import ExamStage
from guide.ui.quiz.practice import PracticeStage
from guide.ui.screens.main import MainScreen
from guide.ui.theme import LIGHT
from guide.ui.world import World
from tests.conftest import Clock
from tests.failing import lose_tables, refused_writes
from tests.ui.driving import (
    Driver,
    follow,
    notices,
    press,
    running,
    settled,
    shown,
    stage_of,
    typed,
    until,
)


async def told(app: GuideApp, pilot: Driver) -> None:
    """Wait until a notice is shown, then remove it."""
    await until(pilot, lambda: len(app.screen.query("Toast")) > 0)
    app.clear_notifications()
    await until(pilot, lambda: len(app.screen.query("Toast")) == 0)


async def test_failed_writes_are_told_at_once(world: World) -> None:
    """Theme, visit, setting and answer: each failure is shown; the visit is saved later."""
    path = world.study.path
    assert path is not None
    async with running(world) as (app, pilot):
        with refused_writes(path):
            await follow(app, pilot, UseTheme(LIGHT))
            await told(app, pilot)
            await follow(app, pilot, OpenEntry("gray"))
            await told(app, pilot)
            await follow(app, pilot, OpenQuizPage(QuizPage.SETTINGS))
            await follow(app, pilot, ChangeSetting("cap"))
            await told(app, pilot)
            assert world.study.preferences.cap == 50
            await press(pilot, "escape", "enter")
            stage = stage_of(app)
            assert isinstance(stage, PracticeStage)
            question = stage.question
            app.main.follow(OpenTab("home"))
            await settled(pilot)
        await press(pilot, "7")
        assert stage.question is question
        await follow(app, pilot, UseTheme(LIGHT))
    assert world.study.progress.visited() == {"gray"}


@pytest.mark.parametrize(
    ("page", "target", "said"),
    [
        (QuizPage.SETTINGS, ChangeSetting("cap"), "the setting could not be saved"),
        (QuizPage.SETTINGS, ChangeSetting("confidence"), "the setting could not be saved"),
        (QuizPage.SETTINGS, DiscardExam(), "the exam could not be saved"),
        (QuizPage.FRONT, UseTheme(LIGHT), "the setting could not be saved"),
        (QuizPage.FRONT, OpenEntry("gray"), "the visit of the page could not be saved"),
    ],
)
async def test_a_failed_write_says_what_was_not_saved(
    world: World, page: QuizPage, target: Target, said: str
) -> None:
    """The notice names it; what was set stays as it was."""
    path, study = world.study.path, world.study
    assert path is not None
    async with running(world) as (app, pilot):
        await press(pilot, "7", "m", "enter", "escape")
        await follow(app, pilot, OpenQuizPage(page))
        before = study.preferences
        with refused_writes(path):
            await follow(app, pilot, target)
            await until(pilot, lambda: said in notices(app))
        assert study.preferences == before
        assert study.progress.exams.find_unfinished(study.bank.questions) is not None


async def test_a_date_that_cannot_be_saved_is_said(world: World) -> None:
    """The day of the exam is typed, the write fails, and no day is set."""
    path = world.study.path
    assert path is not None
    async with running(world) as (app, pilot):
        await follow(app, pilot, OpenQuizPage(QuizPage.SETTINGS))
        await follow(app, pilot, ChangeSetting("until"))
        await typed(pilot, "2027-03-12")
        with refused_writes(path):
            await press(pilot, "enter")
            await until(pilot, lambda: "the setting could not be saved" in notices(app))
        assert world.study.preferences.until is None


async def test_exam_clock_runs_on_while_the_disk_refuses_writes(world: World, clock: Clock) -> None:
    """Of 60 seconds 60 are counted, and all are saved as soon as that is possible."""
    path = world.study.path
    assert path is not None
    async with running(world) as (app, pilot):
        await press(pilot, "7", "m", "enter")
        stage = stage_of(app)
        assert isinstance(stage, ExamStage)
        with refused_writes(path):
            for _ in range(60):
                clock.move(seconds=1)
                stage.tick()
            await told(app, pilot)
        assert stage.exam.used == 60
        clock.move(seconds=5)
        stage.tick()
    stored = world.study.progress.exams.find_unfinished(world.study.bank.questions)
    assert stored is not None
    assert stored.exam.used == 65


@pytest.mark.parametrize("tab", ["home", "mechanisms", "quiz", "tools"])
async def test_unreadable_data_does_not_end_the_guide(world: World, tab: str) -> None:
    """What cannot be read is said in its place; the library is still there."""
    path = world.study.path
    assert path is not None
    async with running(world) as (app, pilot):
        lose_tables(path)
        await follow(app, pilot, OpenTab(tab))
        if tab == "quiz":
            for page in QuizPage:
                await follow(app, pilot, OpenQuizPage(page))
            await follow(app, pilot, OpenQuizPage(QuizPage.FRONT))
        if tab in ("home", "quiz"):
            assert "your data cannot be read" in shown(app)
        await press(pilot, "slash")
        await press(pilot, "escape")
        await follow(app, pilot, OpenEntry("gray"))
        assert isinstance(app.screen, MainScreen)
        assert "gray" in shown(app).lower()
