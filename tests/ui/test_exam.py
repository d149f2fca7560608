"""An exam on the screen: what is entered stays, its clock goes on, and its end is asked for."""

from dataclasses import replace

import pytest

from guide.ui.app import GuideApp
from guide.ui.places import Place
from guide.ui.quiz.exam import ExamStage
from guide.ui.world import World
from tests.conftest import Clock
from tests.ui.driving import (
    Driver,
    drawn,
    notices,
    place_of,
    press,
    running,
    shown,
    stage_of,
    until,
)

ENTRIES = {
    "numeric": (["5"], " 5▏"),
    "several": (["a"], " ● A"),
    "order": (["b", "a"], " ● B"),
    "match": (["b"], "→ B"),
}
"""Keys that enter something of an answer to each form, and what shows it."""


async def begin_at(app: GuideApp, pilot: Driver, form: str) -> ExamStage:
    """Begin an exam and go to its first question of a form."""
    await press(pilot, "7", "m", "enter")
    stage = stage_of(app)
    assert isinstance(stage, ExamStage)
    while stage.exam.current.question.form != form:
        await press(pilot, "right")
    return stage


@pytest.mark.parametrize("form", ENTRIES)
async def test_what_is_entered_stays_when_one_moves(world: World, form: str) -> None:
    """An entry that was not submitted is there again, also after the guide was closed."""
    keys, sign = ENTRIES[form]
    async with running(world) as (app, pilot):
        stage = await begin_at(app, pilot, form)
        await press(pilot, *keys)
        assert sign in shown(app)
        first = stage.exam.at == 0
        await press(pilot, *(["right", "left"] if first else ["left", "right"]))
        assert sign in shown(app)
    async with running(world) as (app, pilot):
        await press(pilot, "7", "enter")
        assert sign in shown(app)


async def test_a_complete_entry_counts_without_enter(world: World) -> None:
    """The number typed is an answer; Enter submits it with how sure one is."""
    async with running(world) as (app, pilot):
        stage = await begin_at(app, pilot, "numeric")
        assert "0 answered" in shown(app)
        await press(pilot, "5", "right", "left")
        assert "1 answered" in shown(app)
        assert "you said" not in shown(app)
        at = stage.exam.at
        await press(pilot, "minus", "left")
        assert stage.exam.answers[at].number == 5
        assert "you said: unsure" in shown(app)


async def test_enter_on_a_submitted_answer_goes_on(world: World) -> None:
    """What was said about an answer is not changed by going through the exam again."""
    async with running(world) as (app, pilot):
        stage = await begin_at(app, pilot, "numeric")
        at = stage.exam.at
        await press(pilot, "5", "plus", "left", "enter")
        assert stage.exam.at == at + 1
        assert stage.exam.answers[at].confidence == "sure"


async def test_an_incomplete_entry_is_named_in_the_overview(world: World) -> None:
    """It is no answer, and what there is of it stays."""
    async with running(world) as (app, pilot):
        await begin_at(app, pilot, "numeric")
        await press(pilot, "5", ".", ".", "o")
        assert "0 answered" in shown(app)
        assert shown(app).count("incomplete") == 2  # the legend and the question
        await press(pilot, "escape", "backspace", "backspace", "o")
        assert shown(app).count("incomplete") == 1
        assert "1 answered" in shown(app)


async def test_everything_typed_is_erased_at_once(world: World) -> None:
    """The key ctrl+u empties the field."""
    async with running(world) as (app, pilot):
        await begin_at(app, pilot, "numeric")
        await press(pilot, "5", "5", "ctrl+u", "7")
        assert " 7▏" in shown(app)


async def test_the_end_is_asked_for_once_more(world: World) -> None:
    """With open questions Enter on Finish ends nothing yet, nor does a second Enter."""
    async with running(world) as (app, pilot):
        await press(pilot, "7", "m", "enter", "o", *["down"] * 8, "enter")
        assert "Finish the exam? 8 without an answer count as wrong." in shown(app)
        await press(pilot, "enter")
        assert place_of(app) is Place.EXAM_OVERVIEW
        assert "Yes, finish" not in shown(app)


@pytest.mark.parametrize("leave", ["escape", "q"])
async def test_the_clock_goes_on_while_one_is_away(world: World, clock: Clock, leave: str) -> None:
    """Half a minute outside an exam that may not be paused is half a minute of it."""
    async with running(world) as (app, pilot):
        await press(pilot, "7", "m", "enter")
        await press(pilot, "escape")
        if leave == "escape":
            clock.move(seconds=30)
            await press(pilot, "1", "7")
            assert "11:30 left" in shown(app)
            await press(pilot, "enter")
            assert "11:30 left" in shown(app)
            return
    clock.move(seconds=30)
    async with running(world) as (app, pilot):
        await press(pilot, "7", "enter")
        assert "11:30 left" in shown(app)


async def test_an_exam_whose_time_ran_out_meanwhile_ends_at_once(
    world: World, clock: Clock
) -> None:
    """The front says so, and resuming shows the report."""
    async with running(world) as (app, pilot):
        await press(pilot, "7", "m", "enter", "escape")
        clock.move(hours=1)
        await press(pilot, "1", "7")
        assert "the time is up" in shown(app)
        await press(pilot, "enter")
        assert place_of(app) is Place.SCORE


async def test_the_clock_stands_where_it_may(world: World, clock: Clock) -> None:
    """An exam that may be paused has the time that it was left with."""
    study = world.study
    study.save_preferences(replace(study.preferences, exam_may_pause=True))
    async with running(world) as (app, pilot):
        await press(pilot, "7", "m", "enter", "escape")
        clock.move(seconds=30)
        await press(pilot, "1", "7")
        assert "12:00 left" in shown(app)


async def test_a_crash_costs_no_time(world: World, clock: Clock) -> None:
    """What was saved last counts when the guide could not be left."""
    async with running(world) as (app, pilot):
        await press(pilot, "7", "m", "enter", "right")
        stored = world.study.progress.exams.find_unfinished(world.study.bank.questions)
    assert stored is not None
    world.study.progress.exams.save(stored)
    clock.move(seconds=30)
    async with running(world) as (app, pilot):
        await press(pilot, "7")
        assert "12:00 left" in shown(app)


@pytest.mark.parametrize("form", ["numeric", "order", "match"])
async def test_only_options_are_struck_out(world: World, form: str) -> None:
    """Where no option can be struck out the key is not offered and asks for no letter."""
    async with running(world, (240, 40)) as (app, pilot):
        await begin_at(app, pilot, form)
        await press(pilot, "x")
        assert "strike out" not in app.export_screenshot().replace("&#160;", " ")


@pytest.mark.parametrize("form", ["numeric", "several", "order", "match", "single"])
async def test_enter_never_skips_a_question(world: World, form: str) -> None:
    """Without an answer Enter says what is missing; a key of its own goes on."""
    async with running(world) as (app, pilot):
        stage = await begin_at(app, pilot, form)
        at = stage.exam.at
        await press(pilot, "enter")
        assert stage.exam.at == at
        assert "Incomplete answer" in notices(app)
        await press(pilot, "left", "right", "n" if at < 7 else "p")
        assert stage.exam.at != at


async def test_leaving_says_that_the_clock_goes_on(world: World, clock: Clock) -> None:
    """Home shows the exam first; there and in the quiz its time goes on, and Enter resumes it."""
    async with running(world) as (app, pilot):
        await press(pilot, "7", "m", "enter", "escape")
        said = "The clock of the exam goes on: 12:00 left. Resume it in the tab Quiz."
        await until(pilot, lambda: said in notices(app))
        clock.move(seconds=30)
        await until(pilot, lambda: "11:30 left" in shown(app))
        assert "▸ Resume Exam" in "\n".join(drawn(app))
        await press(pilot, "1")
        assert shown(app).split("\n")[1] == "An exam is open"
        clock.move(seconds=30)
        await until(pilot, lambda: "11:00 left" in shown(app))
        await press(pilot, "enter")
        assert place_of(app) is Place.EXAM


async def test_quitting_says_what_the_exam_does(world: World) -> None:
    """The line is there for the terminal once the screen is closed."""
    async with running(world) as (app, pilot):
        await press(pilot, "7", "m", "enter")
        await pilot.press("q")
        await until(pilot, lambda: not app.is_running)
    assert app.said_on_leaving == [
        "The clock of the exam goes on: 12:00 left. Resume it in the tab Quiz."
    ]
