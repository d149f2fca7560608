"""The screen, driven by keys: what a person does, and what must then be seen."""

import pytest

from guide.layout.lines import plain_line
from guide.store.progress import Progress
from guide.ui.screens.define import DefineScreen
from guide.ui.screens.help import HelpScreen
from guide.ui.screens.main import MainScreen
from guide.ui.screens.search import SearchScreen
from guide.ui.screens.too_small import TooSmall
from guide.ui.theme import DARK, LIGHT
from guide.ui.widgets.lines_view import LinesView
from guide.ui.widgets.note import Note
from guide.ui.widgets.page_view import PageView
from guide.ui.widgets.row_list import RowList
from guide.ui.world import World
from tests.ui.driving import page_shown, running, screen_of, text_of, typed

SIZES = [(120, 40), (80, 24), (60, 20)]


@pytest.mark.parametrize("size", SIZES)
async def test_home_shows_what_there_is(world: World, size: tuple[int, int]) -> None:
    """Home names the parts, the path and the disclaimer at every size."""
    async with running(world, size) as (app, _):
        text = text_of(app.query_one("#home-view", LinesView))

        for part in ("Continue", "First steps", "Nothing is due", "Not a medical device"):
            assert part in text


@pytest.mark.parametrize("size", SIZES)
async def test_search_opens_the_page_and_back_returns(world: World, size: tuple[int, int]) -> None:
    """Slash, a few letters, Enter: the page; the bracket goes back Home, the other returns."""
    async with running(world, size) as (app, pilot):
        await pilot.press("slash")
        await typed(pilot, "pacif")
        await pilot.press("enter")
        await pilot.pause()
        assert page_shown(app) == "pacific"
        await pilot.press("left_square_bracket")
        await pilot.pause()
        assert app.main.pane.place == "home"
        await pilot.press("right_square_bracket")
        await pilot.pause()
        assert page_shown(app) == "pacific"


async def test_results_come_while_typing(world: World) -> None:
    """Each letter narrows the results, and the preview shows the first."""
    async with running(world) as (app, pilot):
        await pilot.press("slash")
        await typed(pilot, "durva")
        assert isinstance(app.screen, SearchScreen)
        assert app.screen.query_one("#results", RowList).current == "durvalumab"
        await pilot.pause(0.3)
        assert app.screen.query_one("#preview", PageView).entry == "durvalumab"


async def test_search_that_finds_nothing_helps_on(world: World) -> None:
    """Where nothing is found, the screen says so and offers the parts to browse."""
    async with running(world) as (app, pilot):
        await pilot.press("slash")
        await typed(pilot, "xyzzyq")
        results = app.screen.query_one("#results", RowList)

        assert "Nothing found" in plain_line(results.rows[0].lines[0])
        assert results.current == "tab:mechanisms"


@pytest.mark.parametrize("text", ["[red]x[/red]", "[[[", '"', "\\", "*?", "(a|b", "🎯"])
async def test_any_text_may_be_typed(world: World, text: str) -> None:
    """Brackets and signs are shown as typed and never read as markup."""
    async with running(world) as (app, pilot):
        await pilot.press("slash")
        await pilot.pause()
        field = app.screen.query_one("Input")
        field.value = text  # type: ignore[attr-defined]
        await app.workers.wait_for_complete()
        await pilot.pause()

        assert isinstance(app.screen, SearchScreen)
        rows = app.screen.query_one("#results", RowList).rows
        if rows and not rows[0].id:
            assert text[:10] in plain_line(rows[0].lines[0])


async def test_list_filters_by_typing(world: World) -> None:
    """Letters narrow the list, esc brings all back, Enter opens."""
    async with running(world) as (app, pilot):
        await pilot.press("4")
        await pilot.pause()
        rows = app.main.pane.query_one("#list", RowList)
        await typed(pilot, "imf")
        assert [row.id for row in rows.rows if row.id] == ["durvalumab"]
        await pilot.press("escape")
        assert {row.id for row in rows.rows if row.id} == {"cgas", "durvalumab"}
        await typed(pilot, "imf")
        await pilot.press("enter")
        await pilot.pause()
        assert page_shown(app) == "durvalumab"


async def test_links_are_followed_by_key(world: World) -> None:
    """Tab goes to the link, Enter follows it into the other tab."""
    async with running(world) as (app, pilot):
        await app.main.open_entry("cgas")
        await pilot.pause()
        await pilot.press("tab", "enter")
        await pilot.pause()
        assert page_shown(app) == "cgas-sting"


async def test_links_are_followed_by_mouse(world: World) -> None:
    """A click on a link opens its page."""
    async with running(world) as (app, pilot):
        await app.main.open_entry("cgas")
        await pilot.pause()
        page = app.main.pane.query_one("#page", PageView)
        y, x = page._spots[0]
        column = page.MARGIN + sum(len(piece.text) for piece in page._lines[y][:x])
        await pilot.click(page, offset=(column + 1, y - page.scroll_offset.y))
        await pilot.pause()
        assert page_shown(app) == "cgas-sting"


async def test_citation_shows_its_source_in_place(world: World) -> None:
    """Following a citation opens a note with title and DOI; esc closes it and the page stays."""
    async with running(world) as (app, pilot):
        await app.main.open_entry("cgas")
        await pilot.pause()
        await pilot.press("tab", "tab", "enter")
        await pilot.pause()
        note = app.main.pane.query_one(Note)
        assert note.is_open
        assert "10.1038/nature23449" in text_of(note)
        await pilot.press("escape")
        await pilot.pause()
        assert not note.is_open
        assert page_shown(app) == "cgas"


async def test_define_in_place(world: World) -> None:
    """The key g defines the chosen link without leaving the page, esc returns."""
    async with running(world) as (app, pilot):
        await app.main.open_entry("pacific")
        await pilot.pause()
        await pilot.press("tab", "g")
        await pilot.pause()
        assert isinstance(app.screen, DefineScreen)
        first = app.screen.query_one(RowList).rows[0]
        assert first.id == "durvalumab"
        assert "antibody" in plain_line(first.lines[1])
        await pilot.press("escape")
        await pilot.pause()
        assert page_shown(app) == "pacific"


async def test_help_names_every_key_of_the_place(world: World) -> None:
    """The question mark explains the page's keys on a page."""
    async with running(world) as (app, pilot):
        await app.main.open_entry("cgas")
        await pilot.pause()
        await pilot.press("question_mark")
        await pilot.pause()
        assert isinstance(app.screen, HelpScreen)
        assert "Keys in the page" in text_of(app.screen.query_one(LinesView))
        await pilot.press("escape")
        await pilot.pause()
        assert page_shown(app) == "cgas"


async def test_small_terminal_says_so_and_recovers(world: World) -> None:
    """Below 60×16 one line names the size; with room again everything is back."""
    async with running(world, (80, 24)) as (app, pilot):
        await pilot.resize_terminal(50, 12)
        await pilot.pause()
        assert screen_of(app) is TooSmall
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert screen_of(app) is MainScreen


async def test_theme_changes_and_is_kept(world: World, progress: Progress) -> None:
    """Dark and light are one key apart, and the choice comes back."""
    async with running(world) as (app, pilot):
        assert app.theme == DARK
        await pilot.press("ctrl+t")
        await pilot.pause()
        assert app.theme == LIGHT
    assert progress.settings()["theme"] == LIGHT


async def test_every_tab_opens_at_every_size(world: World) -> None:
    """All tabs show their place without an error, wide and narrow."""
    for size in SIZES:
        async with running(world, size) as (app, pilot):
            for number in range(1, 9):
                app.main.follow(f"tab:{app.main._tabs[number - 1][0]}")
                await pilot.pause()
                assert app.main.pane.display


async def test_palette_reaches_commands(world: World) -> None:
    """ctrl+p opens the palette, which knows the tabs."""
    async with running(world) as (app, pilot):
        titles = [command.title for command in app.get_system_commands(app.screen)]
        await pilot.press("ctrl+p")
        await pilot.pause()

        assert "Go to Quiz" in titles
        assert type(app.screen).__name__ == "CommandPalette"


async def test_tools_compute_and_refuse_nonsense(world: World) -> None:
    """The dose tool answers as one types, and asks for numbers when there are none."""
    async with running(world) as (app, pilot):
        await pilot.press("8")
        await pilot.pause()
        view = app.main.pane.query_one("#tool", LinesView)
        assert "43.2 Gy" in text_of(view)
        await pilot.press("enter")
        await pilot.pause()
        app.main.pane.query_one("#dose").value = "x"  # type: ignore[attr-defined]
        await pilot.pause()
        assert "whole number of fractions" in text_of(view)
