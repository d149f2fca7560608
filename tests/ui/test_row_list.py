"""The list of rows by itself: keys go their way, headings are passed over, the mouse chooses."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from textual import on
from textual.app import App, ComposeResult

from guide.layout.lines import Piece, plain_line
from guide.layout.targets import OpenEntry, Target
from guide.ui.messages import Follow
from guide.ui.theme import DARK, make_theme
from guide.ui.widgets.row_list import Row, RowList
from tests.ui.driving import Driver, press, until

HEIGHT = 10
COUNT = 40


def rows() -> list[Row]:
    """Return forty rows of one line with a heading before every tenth one."""
    made: list[Row] = []
    for number in range(COUNT):
        if number % 10 == 0:
            made.append(Row(None, ((Piece(f"Heading {number}"),),)))
        made.append(Row(OpenEntry(f"e{number}"), ((Piece(f"Row {number}"),),)))
    return made


class ListApp(App[None]):
    """A list and nothing else."""

    def __init__(self) -> None:
        super().__init__()
        self.register_theme(make_theme(DARK))
        self.theme = DARK
        self.listed = RowList()
        self.followed: list[Target] = []
        self.highlighted: list[Target | None] = []

    def compose(self) -> ComposeResult:
        """The list."""
        yield self.listed

    def on_mount(self) -> None:
        """Fill and focus the list."""
        self.listed.show_rows(rows())
        self.listed.focus()

    @on(RowList.Highlighted)
    def _on_highlighted(self) -> None:
        self.highlighted.append(self.listed.current)

    @on(Follow)
    def _on_follow(self, message: Follow) -> None:
        self.followed.append(message.target)


@asynccontextmanager
async def listing() -> AsyncIterator[tuple[ListApp, Driver]]:
    """Run the list on a screen of ten lines."""
    app = ListApp()
    async with app.run_test(size=(30, HEIGHT)) as pilot:
        await until(pilot, lambda: app.highlighted)
        yield app, pilot


def number_of(app: ListApp) -> int:
    """Return the number of the row that the cursor is on."""
    current = app.listed.current
    assert isinstance(current, OpenEntry)
    return int(current.id[1:])


@pytest.mark.parametrize(
    ("keys", "number"),
    [
        ([], 0),
        (["down"], 1),
        (["down", "down", "up"], 1),
        (["up"], 0),
        (["down"] * 10, 10),
        (["end"], COUNT - 1),
        (["end", "down"], COUNT - 1),
        (["end", "up"], COUNT - 2),
        (["end", "home"], 0),
    ],
)
async def test_keys_go_their_way(keys: list[str], number: int) -> None:
    """Down is the next row, up the one before, end the last and home the first."""
    async with listing() as (app, pilot):
        await press(pilot, *keys)
        assert number_of(app) == number
        assert app.highlighted[-1] == OpenEntry(f"e{number}")


async def test_pages_go_down_and_up_again() -> None:
    """A page further down is several rows; as many up lead back, and neither end is passed."""
    async with listing() as (app, pilot):
        await press(pilot, "pagedown")
        page = number_of(app)
        assert 1 < page <= HEIGHT
        await press(pilot, "pagedown")
        assert number_of(app) > page
        await press(pilot, "pageup", "pageup")
        assert number_of(app) == 0
        await press(pilot, "pageup")
        assert number_of(app) == 0
        await press(pilot, "end", "pagedown")
        assert number_of(app) == COUNT - 1


@pytest.mark.parametrize("keys", [["down"] * 25, ["end"], ["end", *["up"] * 20], ["pagedown"] * 2])
async def test_the_cursor_stays_in_view(keys: list[str]) -> None:
    """Wherever it goes, the list scrolls with it."""
    async with listing() as (app, pilot):
        await press(pilot, *keys)
        line = next(
            line for line, row in enumerate(app.listed.rows) if row.target == app.listed.current
        )
        top = app.listed.scroll_offset.y
        assert top <= line < top + HEIGHT


@pytest.mark.parametrize("line", [1, 4, 9])
async def test_a_click_chooses_the_row_under_the_mouse(line: int) -> None:
    """The cursor goes there, and that row is followed; a click on a heading does nothing."""
    async with listing() as (app, pilot):
        await pilot.click(app.listed, offset=(4, line))
        await until(pilot, lambda: app.followed)
        clicked = plain_line(app.listed.rows[line].lines[0])
        assert app.followed == [OpenEntry(f"e{clicked.removeprefix('Row ')}")]
        assert app.listed.current == app.followed[0]
        await pilot.click(app.listed, offset=(4, 0))
        assert len(app.followed) == 1
        assert app.listed.current == app.followed[0]
