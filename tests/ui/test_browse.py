"""A list beside its page: the row marked and the page shown belong together."""

import pytest

from guide.layout.targets import OpenEntry
from guide.ui.widgets.page_view import PageView
from guide.ui.world import World
from tests.ui.driving import (
    SIZES,
    follow,
    page_shown,
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
        assert "2 entries" in text_of(app.screen)


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
