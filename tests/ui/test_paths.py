"""A learning path on the screen: where one is in it, what is next, and the way back."""

import pytest

from guide.layout.targets import OpenEntry, OpenPath, OpenTab, StartQuiz, StudyMode, Target
from guide.store.progress import Position
from guide.study.course import UnitPlace
from guide.ui.app import GuideApp
from guide.ui.places import Place
from guide.ui.widgets.lines_view import LinesView
from guide.ui.world import World
from tests.ui.driving import (
    SIZES,
    Driver,
    drawn,
    follow,
    page_shown,
    place_of,
    press,
    running,
    shown,
    text_of,
)

PATH = OpenPath("first-steps")
PLACE = UnitPlace("first-steps", 0)
UNIT = StartQuiz(StudyMode.UNIT, "first-steps", 0)


def chosen(app: GuideApp) -> Target | None:
    """Return what the cursor of the view that has the focus is on."""
    return app.focused.target if isinstance(app.focused, LinesView) else None


def read(world: World, *entries: str) -> None:
    """Read pages to their ends."""
    for entry in entries:
        world.study.progress.save_position(Position(entry, 0, 1.0, ""), world.now())


async def answer_the_unit(app: GuideApp, pilot: Driver) -> None:
    """Answer the one question of the unit, right or wrong, and go on to the score."""
    await press(pilot, "a", "enter")
    assert place_of(app) is Place.SCORE


@pytest.mark.parametrize("size", SIZES)
async def test_the_cursor_stands_on_the_next_page(world: World, size: tuple[int, int]) -> None:
    """The first page that was not read, in view at every size; then the questions."""
    async with running(world, size) as (app, pilot):
        await follow(app, pilot, PATH)
        assert chosen(app) == OpenEntry("cgas-sting", place=PLACE)
        assert any("▸" in line and "cGAS–STING" in line for line in drawn(app))
        read(world, "cgas-sting")
        await press(pilot, "2", "1")
        assert chosen(app) == OpenEntry("cgas", place=PLACE)
        read(world, "cgas")
        await press(pilot, "2", "1")
        assert chosen(app) == UNIT
        assert any("▸" in line and "1 question on this unit" in line for line in drawn(app))


@pytest.mark.parametrize("size", SIZES)
async def test_a_page_says_where_it_is_in_its_path(world: World, size: tuple[int, int]) -> None:
    """Unit, page and what is next are in view, also further down."""
    async with running(world, size) as (app, pilot):
        await follow(app, pilot, PATH)
        await press(pilot, "enter", "pagedown")
        row = next(line for line in drawn(app) if "unit 1" in line)
        assert "unit 1 · 1 of 2" in row
        assert "n next: CGAS" in row


async def test_n_leads_along_the_path(world: World) -> None:
    """From page to page, then to the questions of the unit."""
    async with running(world) as (app, pilot):
        await follow(app, pilot, PATH)
        await press(pilot, "enter")
        assert page_shown(app) == "cgas-sting"
        await press(pilot, "n")
        assert page_shown(app) == "cgas"
        assert "unit 1 · 2 of 2" in shown(app)
        await press(pilot, "n")
        assert place_of(app) is Place.QUESTION
        assert "The sensor · 1 of 1" in shown(app)


@pytest.mark.parametrize("keys", [("enter",), ("enter", "n"), ("enter", "n", "n")])
async def test_escape_leads_back_to_the_path(world: World, keys: tuple[str, ...]) -> None:
    """From a page however far along, and from the questions of the unit."""
    async with running(world) as (app, pilot):
        await follow(app, pilot, PATH)
        await press(pilot, *keys)
        assert "esc back to the path" in text_of(app.screen)
        await press(pilot, "escape")
        assert "1. The sensor" in shown(app)
        assert place_of(app) is Place.HOME


async def test_the_head_of_a_path_stays_in_view_where_there_is_room(world: World) -> None:
    """Back from a page nothing is scrolled further than the cursor needs."""
    async with running(world) as (app, pilot):
        await follow(app, pilot, PATH)
        await press(pilot, "enter", "escape")
        assert any("For testers" in line for line in drawn(app))


async def test_other_pages_lead_back_as_ever(world: World) -> None:
    """A page that was not opened from the path says nothing of it; [ goes back as in a browser."""
    async with running(world) as (app, pilot):
        await follow(app, pilot, PATH)
        await press(pilot, "enter", "n", "left_square_bracket")
        assert page_shown(app) == "cgas-sting"
        assert "unit 1 · 1 of 2" in shown(app)
        await follow(app, pilot, OpenEntry("cgas"))
        assert "unit 1" not in shown(app)
        await press(pilot, "escape")
        assert place_of(app) is Place.LIST


async def test_another_row_of_the_list_is_no_page_of_the_path(world: World) -> None:
    """The row above the page goes with the page that it belongs to."""
    async with running(world) as (app, pilot):
        await follow(app, pilot, OpenEntry("cgas", place=PLACE))
        await press(pilot, "left", "down")
        assert "unit 1" not in shown(app)


async def test_continue_leads_to_the_next_page_of_the_path(world: World) -> None:
    """After a restart too: what was read in passing stands below it."""
    async with running(world) as (app, pilot):
        await follow(app, pilot, PATH)
        await press(pilot, "enter")
    read(world, "cgas-sting")
    async with running(world) as (app, pilot):
        await follow(app, pilot, OpenEntry("pacific"))
    async with running(world) as (app, pilot):
        assert chosen(app) == OpenEntry("cgas", place=PLACE)
        assert "First steps · unit 1 · 2 of 2" in shown(app)
        await press(pilot, "enter")
        assert "unit 1 · 2 of 2" in shown(app)
        await press(pilot, "escape")
        assert "1. The sensor" in shown(app)


async def test_a_page_read_by_itself_follows_no_path(world: World) -> None:
    """Only a page that was opened from a path makes it the one to continue."""
    async with running(world) as (app, pilot):
        await follow(app, pilot, OpenEntry("cgas-sting"))
        await press(pilot, "1")
        assert "· next" not in shown(app)


async def test_the_score_leads_to_the_path_and_on(world: World) -> None:
    """The cursor stands on what is next; after it come the path and the same questions again."""
    async with running(world) as (app, pilot):
        await follow(app, pilot, PATH)
        await follow(app, pilot, UNIT)
        await answer_the_unit(app, pilot)
        assert chosen(app) == OpenEntry("cgas-sting", place=PLACE)
        assert "next: cGAS–STING pathway   back to the path   again" in shown(app)
        await press(pilot, "down", "enter")
        assert "1. The sensor" in shown(app)
        assert " of 1 right" in shown(app)


async def test_the_end_of_a_path_is_said(world: World) -> None:
    """With everything read and answered nothing is next, here and on Home."""
    read(world, "cgas-sting", "cgas")
    async with running(world) as (app, pilot):
        await follow(app, pilot, UNIT)
        await answer_the_unit(app, pilot)
        assert "The path is done." in shown(app)
        assert chosen(app) == PATH
        await follow(app, pilot, OpenTab("home"))
        assert "· next" not in shown(app)


async def test_pages_count_once_their_end_was_in_view(world: World) -> None:
    """A page opened for a moment says the same on Home and in the path: it was not read."""
    async with running(world, (80, 24)) as (app, pilot):
        await follow(app, pilot, PATH)
        await press(pilot, "enter", "escape")
        assert "0 of 2 read" in shown(app)
        await press(pilot, "enter", "end", "escape")
        assert "1 of 2 read" in shown(app)
        await press(pilot, "enter", "escape")  # A page that fits on the screen.
        assert "2 of 2 read" in shown(app)
        await press(pilot, "escape")
        assert "cGAS–STING pathway" in shown(app)
        assert "100% read" in shown(app)
        assert "100%" in shown(app)


async def test_down_goes_down_the_column(world: World) -> None:
    """On Home with two columns the cursor reaches the paths before the column beside them."""
    async with running(world) as (app, pilot):
        await press(pilot, "home", "down")
        assert chosen(app) == PATH
        await press(pilot, "down")
        assert chosen(app) == OpenTab("quiz")


async def test_home_says_how_long_a_path_takes(world: World) -> None:
    """The time stands beside the share that was read."""
    async with running(world) as (app, _):
        row = next(line for line in drawn(app) if "First steps" in line)
        assert "5 min  ░░░░░░   0%" in row
