"""Answering on the screen: letters, arrows, mouse; and what follows an answer."""

import re

import pytest

from guide.layout.targets import OpenEntry, OpenTab, StartQuiz, StudyMode
from guide.study.presenting import PresentedQuestion
from guide.ui.app import GuideApp
from guide.ui.places import Place
from guide.ui.quiz.exam import ExamStage
from guide.ui.widgets.lines_view import LinesView
from guide.ui.widgets.note import Note
from guide.ui.widgets.page_view import PageView
from guide.ui.world import World
from tests.conftest import Clock
from tests.ui.driving import (
    Driver,
    follow,
    page_shown,
    place_of,
    press,
    running,
    settled,
    shown,
    stage_of,
    until,
)


async def ask(app: GuideApp, pilot: Driver, name: str) -> PresentedQuestion:
    """Ask one question of the small library."""
    await follow(app, pilot, StartQuiz(StudyMode.QUESTION, name))
    presented = stage_of(app).question
    assert presented is not None
    return presented


def view_of(app: GuideApp) -> LinesView:
    """Return the view of the quiz."""
    return app.main.pane.query_one("#quiz-view", LinesView)


def marked_options(app: GuideApp) -> list[str]:
    """Return the lines of the options that are marked as chosen."""
    return [line for line in shown(app).split("\n") if line.startswith(" ●")]


@pytest.mark.parametrize(("downs", "ups"), [(1, 0), (2, 0), (3, 1), (1, 1)])
async def test_arrows_and_enter_answer(world: World, downs: int, ups: int) -> None:
    """Down and Up move among the options, and Enter answers with the one they are on."""
    async with running(world) as (app, pilot):
        presented = await ask(app, pilot, "basics-01")
        await press(pilot, *["down"] * downs, *["up"] * ups, "enter")
        assert place_of(app) is Place.FEEDBACK
        place = (downs - 1 - ups) % len(presented.order)
        option = presented.question.options[presented.order[place]]
        assert [option.text[:20] in line for line in marked_options(app)] == [True]


async def test_enter_alone_answers_nothing(world: World) -> None:
    """Before an option is chosen Enter neither answers nor goes on."""
    async with running(world) as (app, pilot):
        await ask(app, pilot, "basics-01")
        await press(pilot, "enter")
        assert place_of(app) is Place.QUESTION


async def test_space_ticks_and_enter_submits(world: World) -> None:
    """Of several right options the arrows and space tick some, and Enter submits them."""
    async with running(world) as (app, pilot):
        presented = await ask(app, pilot, "basics-04")
        await press(pilot, "down", "space", "down", "space")
        assert len(marked_options(app)) == 2
        await press(pilot, "up", "space")
        assert len(marked_options(app)) == 1
        await press(pilot, "enter")
        await until(pilot, lambda: app.screen.query("Toast"))
        assert "choose two options" in app.export_screenshot().replace("&#160;", " ")
        assert place_of(app) is Place.QUESTION
        await press(pilot, "down", "down", "space", "enter")
        assert place_of(app) is Place.FEEDBACK
        assert len(marked_options(app)) == 2
        for place, line in zip((1, 2), marked_options(app), strict=True):
            assert presented.question.options[presented.order[place]].text[:20] in line
        assert re.search(r"(Wrong: \w+ of two right|Right: all two)\.", view_of(app).text)


@pytest.mark.parametrize("name", ["basics-04", "basics-05", "basics-06", "basics-07"])
async def test_incomplete_answers_are_refused_in_words(world: World, name: str) -> None:
    """Enter without an answer says what is missing; the question stays."""
    async with running(world) as (app, pilot):
        await ask(app, pilot, name)
        await press(pilot, "enter")
        assert place_of(app) is Place.QUESTION
        await until(pilot, lambda: app.screen.query("Toast"))
        assert "Incomplete" in app.export_screenshot()


@pytest.mark.parametrize("place", [0, 1, 2])
async def test_a_click_answers_the_option_that_was_clicked(world: World, place: int) -> None:
    """The mouse chooses the option under it and no other."""
    async with running(world) as (app, pilot):
        presented = await ask(app, pilot, "basics-01")
        text = presented.question.options[presented.order[place]].text[:20]
        lines = view_of(app).text.split("\n")
        row = next(number for number, line in enumerate(lines) if text in line)
        await pilot.click(view_of(app), offset=(10, row))
        await settled(pilot)
        assert place_of(app) is Place.FEEDBACK
        assert [text in line for line in marked_options(app)] == [True]


async def click_line(app: GuideApp, pilot: Driver, text: str) -> str:
    """Click on the line of the quiz that holds a text; return that line."""
    lines = view_of(app).text.split("\n")
    row = next(number for number, line in enumerate(lines) if text in line)
    await pilot.click(view_of(app), offset=(10, row))
    await settled(pilot)
    return lines[row]


@pytest.mark.parametrize("place", [0, 1, 2])
@pytest.mark.parametrize("name", ["basics-04", "basics-05"])
async def test_a_click_chooses_what_was_clicked(world: World, name: str, place: int) -> None:
    """Of several right options, and in an order, it is one step, and that of the option clicked."""
    async with running(world) as (app, pilot):
        presented = await ask(app, pilot, name)
        text = presented.question.options[presented.order[place]].text[:20]
        await press(pilot, "down")
        await click_line(app, pilot, text)
        assert place_of(app) is Place.QUESTION
        assert [text in line for line in marked_options(app)] == [True]


@pytest.mark.parametrize("place", [0, 1, 2])
async def test_a_click_in_a_match_assigns_what_was_clicked(world: World, place: int) -> None:
    """The letter that stands before the pair that was clicked is given to the first item."""
    async with running(world) as (app, pilot):
        presented = await ask(app, pilot, "basics-06")
        options = presented.question.options
        clicked = await click_line(app, pilot, options[presented.partners[place]].pair)
        assert f"1  {options[0].text} → {clicked.strip()[0]}" in shown(app)


@pytest.mark.parametrize("place", [0, 1, 2])
async def test_a_click_in_an_exam_answers_what_was_clicked(world: World, place: int) -> None:
    """The exam holds the option under the mouse, and shows the next question."""
    async with running(world) as (app, pilot):
        await press(pilot, "7", "m", "enter")
        stage = stage_of(app)
        assert isinstance(stage, ExamStage)
        while stage.exam.current.question.form != "single":
            await press(pilot, "right")
        at, presented = stage.exam.at, stage.exam.current
        option = presented.order[place]
        await click_line(app, pilot, presented.question.options[option].text[:20])
        assert stage.exam.answers[at].choice == (option,)


async def test_after_a_source_enter_goes_on(world: World) -> None:
    """Tab and Enter in the feedback show a source once; the next Enter is the next question."""
    async with running(world) as (app, pilot):
        await press(pilot, "7", "enter")
        await press(pilot, "a")
        if place_of(app) is not Place.FEEDBACK:
            await press(pilot, "b", "c", "d", "1", "enter")
        assert place_of(app) is Place.FEEDBACK
        while "[" not in str(view_of(app).target) and "ShowSource" not in str(view_of(app).target):
            await press(pilot, "tab")
        await press(pilot, "enter")
        note = app.main.pane.query_one(Note)
        assert note.is_open
        await press(pilot, "enter")
        assert place_of(app) is Place.QUESTION
        assert not note.is_open


async def test_an_open_source_is_copied_in_the_quiz(world: World) -> None:
    """The key y copies the source that is open in the feedback; Esc closes it first."""
    async with running(world) as (app, pilot):
        copied: list[str] = []
        app.copy_to_clipboard = copied.append  # type: ignore[assignment]
        await ask(app, pilot, "basics-01")
        await press(pilot, "a", "tab", "enter", "y", "d")
        assert "doi" in copied[0]
        await press(pilot, "escape")
        assert place_of(app) is Place.FEEDBACK
        assert not app.main.pane.query_one(Note).is_open


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_the_passage_is_read_at_its_section(world: World, size: tuple[int, int]) -> None:
    """The key r scrolls to the section of the question and stays there; [ comes back."""
    async with running(world, size) as (app, pilot):
        presented = await ask(app, pilot, "basics-01")
        await press(pilot, "a", "r")
        assert page_shown(app) == presented.question.entry
        page = app.main.pane.query_one("#page", PageView)
        section = presented.question.section
        line = next(line for title, _, line in page.headings if title == section)
        furthest = max(page.line_count - page.size.height, 0)
        assert page.scroll_offset.y == min(line, furthest)
        await press(pilot, "left_square_bracket")
        assert place_of(app) is Place.FEEDBACK


async def test_home_and_progress_follow_the_answers(world: World) -> None:
    """What was answered is counted on Home and on the page of progress without a restart."""
    async with running(world) as (app, pilot):
        assert "0 of 8 questions answered" in shown(app)
        await press(pilot, "7", "p")
        before = shown(app)
        await ask(app, pilot, "basics-01")
        await press(pilot, "A")
        await follow(app, pilot, OpenTab("home"))
        assert "1 of 8 questions answered" in shown(app)
        await press(pilot, "7", "escape", "escape", "p")
        assert shown(app) != before
        assert "1 of" in shown(app)


async def test_progress_in_view_is_read_again(world: World) -> None:
    """The page of progress shows what was read elsewhere meanwhile."""
    async with running(world) as (app, pilot):
        await press(pilot, "7", "p")
        assert "Go on in First steps" not in shown(app)
        await follow(app, pilot, OpenEntry("cgas-sting"))
        await follow(app, pilot, OpenTab("quiz"))
        assert "Go on in First steps" in shown(app)


async def test_the_review_of_an_exam_shows_unanswered_questions_of_every_form(
    world: World,
) -> None:
    """An exam without a single answer ends, and its review shows the right answer to each."""
    async with running(world) as (app, pilot):
        await press(pilot, "7", "m", "enter", "o", "end", "enter")
        await press(pilot, "down", "enter")
        assert place_of(app) is Place.SCORE
        assert "Score: 0 of 8" in shown(app)
        await press(pilot, "enter")
        for number in range(1, 9):
            assert place_of(app) is Place.EXAM_REVIEW
            assert f"{number} of 8" in shown(app)
            assert "You did not answer" in shown(app)
            assert "Take home" in shown(app)
            await press(pilot, "right")
        assert place_of(app) is Place.SCORE


async def test_the_clock_of_an_exam_counts_while_nothing_can_be_saved(
    world: World, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A minute in which the disk refuses every write is a minute of the exam."""
    async with running(world) as (app, pilot):
        await press(pilot, "7", "m", "enter")
        stage = stage_of(app)
        assert "12:00 left" in shown(app)
        refuse_writes(world, monkeypatch)
        for _ in range(60):
            clock.move(seconds=1)
            stage.tick()
        await settled(pilot)
        assert "11:00 left" in shown(app)


def refuse_writes(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every write of an exam fail."""
    from guide.errors import GuideError

    def refuse(*_: object) -> None:
        raise GuideError("the exam could not be saved", "check the disk")

    monkeypatch.setattr(type(world.study.progress.exams), "save", refuse)


async def test_the_clock_of_an_exam_is_saved(world: World, clock: Clock) -> None:
    """What the clock showed is there after the guide was closed and opened again."""
    async with running(world) as (app, pilot):
        await press(pilot, "7", "m", "enter")
        for _ in range(30):
            clock.move(seconds=1)
            stage_of(app).tick()
        await settled(pilot)
    async with running(world) as (app, pilot):
        await press(pilot, "7")
        assert "11:30 left" in shown(app)


@pytest.mark.parametrize("key", ["q", "escape"])
async def test_leaving_an_exam_saves_its_last_seconds(world: World, clock: Clock, key: str) -> None:
    """Seconds since the last save count, whether the guide or only the exam is left."""
    async with running(world) as (app, pilot):
        await press(pilot, "7", "m", "enter")
        clock.move(seconds=3)
        await pilot.press(key)
        await until(pilot, lambda: not app.is_running or place_of(app) is Place.SETUP)
    stored = world.study.progress.exams.find_unfinished(world.study.bank.questions)
    assert stored is not None
    assert (stored.exam.used, stored.exam.seconds) == (3, {0: 3})
