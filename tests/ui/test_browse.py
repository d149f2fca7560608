"""A list beside its page: the row marked and the page shown belong together."""

import pytest

from guide.layout.targets import Action, OpenEntry
from guide.ui.places import Place
from guide.ui.widgets.page_view import PageView
from guide.ui.world import World
from tests.ui.driving import (
    SIZES,
    follow,
    notices,
    page_shown,
    place_of,
    press,
    rows_of,
    running,
    settled,
    text_of,
    typed,
    until,
)


async def test_the_page_follows_the_filter(world: World) -> None:
    """What is typed marks another row, and its page is shown; without the filter it stays."""
    async with running(world) as (app, pilot):
        await press(pilot, "4", "home")
        rows, page = rows_of(app, "#list"), app.main.pane.query_one("#page", PageView)
        await until(pilot, lambda: page.entry == "cgas")
        await typed(pilot, "imf")
        await until(pilot, lambda: page.entry == "durvalumab")
        await press(pilot, "escape")
        assert rows.current == OpenEntry(page.entry) == OpenEntry("durvalumab")


async def test_a_page_that_the_filter_hides_is_marked_when_opened(world: World) -> None:
    """A link to an entry outside the filter clears it; one to an entry inside leaves it."""
    async with running(world) as (app, pilot):
        await press(pilot, "4")
        await typed(pilot, "imf")
        rows = rows_of(app, "#list")
        await follow(app, pilot, OpenEntry("durvalumab"))
        assert [row.target for row in rows.rows if row.target] == [OpenEntry("durvalumab")]
        await follow(app, pilot, OpenEntry("cgas"))
        assert page_shown(app) == "cgas"
        assert rows.current == OpenEntry("cgas")
        assert "3 entries" in text_of(app.screen)


@pytest.mark.parametrize("size", SIZES)
async def test_a_click_marks_the_row_whose_page_it_opens(
    world: World, size: tuple[int, int]
) -> None:
    """The row under the mouse, its mark and the page belong together at every size."""
    async with running(world, size) as (app, pilot):
        await press(pilot, "4")
        rows = rows_of(app, "#list")
        line = next(
            number for number, row in enumerate(rows.rows) if row.target == OpenEntry("durvalumab")
        )
        await pilot.click(rows, offset=(6, line))
        await settled(pilot)
        assert page_shown(app) == "durvalumab"
        assert rows.current == OpenEntry("durvalumab")


@pytest.mark.parametrize("size", SIZES)
async def test_a_page_without_questions_offers_none(world: World, size: tuple[int, int]) -> None:
    """Its key says so and nothing else happens; a page with questions leads to them."""
    async with running(world, size) as (app, pilot):
        await follow(app, pilot, OpenEntry("durvalumab"))
        assert Action.QUIZ_ME not in [command.action for command in app.main.commands()]
        await press(pilot, "z")
        assert page_shown(app) == "durvalumab"
        await until(pilot, lambda: "There are no questions on this page." in notices(app))

        await follow(app, pilot, OpenEntry("pacific"))
        assert Action.QUIZ_ME in [command.action for command in app.main.commands()]
        await press(pilot, "z")
        assert place_of(app) is Place.QUESTION


async def test_no_page_stands_beside_a_filter_that_nothing_fits(world: World) -> None:
    """The page goes with its row, and comes back with it; there is nothing to copy meanwhile."""
    async with running(world) as (app, pilot):
        await press(pilot, "4", "home")
        page = app.main.pane.query_one("#page", PageView)
        await until(pilot, lambda: page.entry == "cgas")
        await typed(pilot, "xyz")
        assert "No name fits." in text_of(app.screen)
        assert (page.entry, page.text.strip(), page.headings) == ("", "", ())
        assert not app.main.pane.can_copy
        await press(pilot, "escape")
        await until(pilot, lambda: page.entry == "cgas" and "cGAS" in page.text)
