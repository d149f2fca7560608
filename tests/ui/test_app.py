"""Tabs, pages, history and overlays, driven by keys and mouse."""

import pytest

from guide.layout.lines import plain_line
from guide.layout.targets import (
    Action,
    OpenEntry,
    OpenPath,
    OpenTab,
    RunCommand,
    SearchFor,
    Target,
)
from guide.store.progress import Position, Progress
from guide.ui.app import GuideApp
from guide.ui.places import Place
from guide.ui.screens.contents import ContentsScreen
from guide.ui.screens.define import DefineScreen
from guide.ui.screens.help import HelpScreen
from guide.ui.screens.keyed import Overlay
from guide.ui.screens.main import MainScreen
from guide.ui.screens.palette import PaletteScreen
from guide.ui.screens.search import SearchScreen
from guide.ui.screens.too_small import TooSmall
from guide.ui.theme import DARK, LIGHT
from guide.ui.widgets.lines_view import LinesView
from guide.ui.widgets.note import Note
from guide.ui.widgets.page_view import PageView
from guide.ui.widgets.row_list import RowList
from guide.ui.world import World
from tests.conftest import NOW
from tests.ui.driving import (
    SIZES,
    Driver,
    follow,
    notices,
    page_shown,
    place_of,
    press,
    rows_of,
    running,
    screen_of,
    settled,
    shown,
    text_of,
    typed,
    until,
)


@pytest.mark.parametrize("size", SIZES)
async def test_home_shows_what_there_is(world: World, size: tuple[int, int]) -> None:
    """Home names the parts, the path and the disclaimer at every size."""
    async with running(world, size) as (app, _):
        for part in ("Continue", "First steps", "Nothing is due", "Not a medical device"):
            assert part in shown(app)


@pytest.mark.parametrize("size", SIZES)
async def test_search_opens_the_page_and_back_returns(world: World, size: tuple[int, int]) -> None:
    """Slash, a few letters, Enter: the page; the bracket goes back Home, the other returns."""
    async with running(world, size) as (app, pilot):
        await press(pilot, "/")
        await typed(pilot, "pacif")
        await press(pilot, "enter")
        assert page_shown(app) == "pacific"
        await press(pilot, "left_square_bracket")
        assert place_of(app) is Place.HOME
        await press(pilot, "right_square_bracket")
        assert page_shown(app) == "pacific"


async def test_a_new_page_cuts_the_forward_history(world: World) -> None:
    """After going back and opening another page there is nothing to go forward to."""
    async with running(world) as (app, pilot):
        await follow(app, pilot, OpenEntry("cgas"))
        await follow(app, pilot, OpenEntry("pacific"))
        await press(pilot, "left_square_bracket")
        assert page_shown(app) == "cgas"
        await follow(app, pilot, OpenEntry("gray"))
        await press(pilot, "right_square_bracket")
        assert page_shown(app) == "gray"
        await press(pilot, "left_square_bracket")
        assert page_shown(app) == "cgas"


async def test_two_fast_tab_keys_end_on_the_second(world: World) -> None:
    """Requests to move are carried out in their order, whatever each of them costs."""
    async with running(world) as (app, pilot):
        for number in ("2", "4"):
            app.main.follow(RunCommand(Action(f"tab-{number}")))
        await settled(pilot)
        await follow(app, pilot, OpenTab("home"))
        app.main.follow(OpenTab("quiz"))
        app.main.follow(OpenTab("tools"))
        app.main.follow(OpenEntry("cgas"))
        await until(pilot, lambda: page_shown(app) == "cgas")
        assert place_of(app) is Place.PAGE


@pytest.mark.parametrize("entry", ["cgas-sting", "durvalumab", "cgas", "pacific", "gray"])
async def test_first_opening_of_a_tab_marks_the_page_that_is_shown(
    world: World, entry: str
) -> None:
    """A page opened into a tab that was never shown is the one marked in its list."""
    async with running(world) as (app, pilot):
        await follow(app, pilot, OpenEntry(entry))
        assert page_shown(app) == entry
        assert rows_of(app, "#list").current == OpenEntry(entry)


@pytest.mark.parametrize("key", ["up", "down"])
async def test_arrows_in_a_list_go_their_way(world: World, key: str) -> None:
    """Down marks the next row and shows its page, up the previous one."""
    async with running(world) as (app, pilot):
        await press(pilot, "4")
        listed = rows_of(app, "#list")
        places = [n for n, row in enumerate(listed.rows) if row.target is not None]
        await press(pilot, "home", "down") if key == "up" else await press(pilot, "home")
        before = places.index(listed.cursor or 0)
        await press(pilot, key)
        assert places.index(listed.cursor or 0) == before + (1 if key == "down" else -1)
        page = app.main.pane.query_one("#page", PageView)
        await until(pilot, lambda: OpenEntry(page.entry) == listed.current)


async def test_list_filters_by_typing(world: World) -> None:
    """Letters narrow the list, Esc brings all back, Enter opens; q is a letter."""
    async with running(world) as (app, pilot):
        await press(pilot, "4")
        rows = rows_of(app, "#list")

        def ids() -> set[Target | None]:
            return {row.target for row in rows.rows if row.target is not None}

        await typed(pilot, "imf")
        assert ids() == {OpenEntry("durvalumab")}
        await press(pilot, "escape")
        assert ids() == {OpenEntry(name) for name in ("cgas", "durvalumab", "pembrolizumab")}
        await typed(pilot, "q")
        assert ids() == {SearchFor("q")}
        assert app.is_running
        await press(pilot, "backspace")
        await typed(pilot, "imf")
        await press(pilot, "enter")
        assert page_shown(app) == "durvalumab"


async def test_keys_shown_in_a_list_quit_only_by_control(world: World) -> None:
    """The key bar of a list does not offer q, which is a letter of the filter there."""
    async with running(world, (200, 40)) as (app, pilot):
        await press(pilot, "2")
        assert "ctrl+q quit" in text_of(app.screen)
        assert " q quit" not in text_of(app.screen)


async def test_links_are_followed_by_key(world: World) -> None:
    """Tab goes to the link, Enter follows it into the other tab."""
    async with running(world) as (app, pilot):
        await follow(app, pilot, OpenEntry("cgas"))
        await press(pilot, "tab", "enter")
        assert page_shown(app) == "cgas-sting"


async def click_text(app: GuideApp, pilot: Driver, view: LinesView, text: str) -> None:
    """Click on a text in a view of lines."""
    lines = view.text.split("\n")
    y = next(number for number, line in enumerate(lines) if text in line)
    x = view.MARGIN + lines[y].index(text) + 1
    await pilot.click(view, offset=(x, y - view.scroll_offset.y))
    await settled(pilot)


async def test_links_are_followed_by_mouse(world: World) -> None:
    """A click on a link opens its page."""
    async with running(world) as (app, pilot):
        await follow(app, pilot, OpenEntry("cgas"))
        page = app.main.pane.query_one("#page", PageView)
        await click_text(app, pilot, page, "cGAS–STING pathway")
        assert page_shown(app) == "cgas-sting"


async def test_citation_shows_its_source_in_place(world: World) -> None:
    """Following a citation opens a note with title and DOI; Esc closes it and the page stays."""
    async with running(world) as (app, pilot):
        await follow(app, pilot, OpenEntry("cgas"))
        await press(pilot, "tab", "tab", "enter")
        note = app.main.pane.query_one(Note)
        assert note.is_open
        assert "10.1038/nature23449" in note.text
        await press(pilot, "escape")
        assert not note.is_open
        assert page_shown(app) == "cgas"


async def test_define_in_place(world: World) -> None:
    """The key g defines the chosen link without leaving the page, Esc returns."""
    async with running(world) as (app, pilot):
        await follow(app, pilot, OpenEntry("pacific"))
        # The four rows that open the card cite before the first link to an entry comes.
        await press(pilot, *["tab"] * 5, "g")
        assert screen_of(app) is DefineScreen
        first = rows_of(app).rows[0]
        assert first.target == OpenEntry("durvalumab")
        assert "antibody" in plain_line(first.lines[1])
        await press(pilot, "escape")
        assert page_shown(app) == "pacific"


@pytest.mark.parametrize(
    ("text", "target", "place"),
    [
        ("gra", OpenEntry("gray"), Place.PAGE),
        ("micronuc", SearchFor("micronuc"), Place.SEARCH),
    ],
)
async def test_define_opens_a_term_or_searches_for_it(
    world: World, text: str, target: Target, place: Place
) -> None:
    """Typed letters list the terms that begin so; without one Enter searches the pages."""
    async with running(world) as (app, pilot):
        await follow(app, pilot, OpenEntry("pacific"))
        await press(pilot, "g")
        await typed(pilot, text)
        assert rows_of(app).current == target
        await press(pilot, "enter")
        assert place_of(app) is place
        assert page_shown(app) == (target.id if isinstance(target, OpenEntry) else "")


async def test_contents_jump_to_a_section(world: World) -> None:
    """The contents list the headings; the chosen one is scrolled to, and the page stays."""
    async with running(world, (80, 24)) as (app, pilot):
        await follow(app, pilot, OpenEntry("cgas-sting"))
        page = app.main.pane.query_one("#page", PageView)
        await press(pilot, "t", "end", "enter")
        assert page_shown(app) == "cgas-sting"
        assert page.scroll_offset.y > 0


@pytest.mark.parametrize(
    ("key", "overlay"),
    [("g", DefineScreen), ("t", ContentsScreen), ("question_mark", HelpScreen)],
)
async def test_overlays_leave_the_page_visible(
    world: World, key: str, overlay: type[Overlay]
) -> None:
    """Define, contents and help are drawn above the dimmed page, not in its place."""
    async with running(world) as (app, pilot):
        await follow(app, pilot, OpenEntry("cgas-sting"))
        title = "Mechanisms"
        assert title in app.export_screenshot()
        await press(pilot, key)
        assert screen_of(app) is overlay
        assert title in app.export_screenshot()


async def test_help_names_the_keys_of_the_place(world: World) -> None:
    """The question mark explains the page's keys on a page."""
    async with running(world) as (app, pilot):
        await follow(app, pilot, OpenEntry("cgas"))
        await press(pilot, "?")
        assert "Keys in a page" in text_of(app.screen)
        await press(pilot, "escape")
        assert page_shown(app) == "cgas"


async def test_small_terminal_says_so_and_recovers(world: World) -> None:
    """Below 60×16 one line names the size; with room again everything is back."""
    async with running(world, (80, 24)) as (app, pilot):
        await pilot.resize_terminal(50, 12)
        await until(pilot, lambda: screen_of(app) is TooSmall)
        await press(pilot, "?", "/", "ctrl+p")
        assert screen_of(app) is TooSmall
        await pilot.resize_terminal(80, 24)
        await until(pilot, lambda: screen_of(app) is MainScreen)


async def test_theme_changes_and_is_saved(world: World, progress: Progress) -> None:
    """Light is next to dark, and the choice is saved."""
    async with running(world) as (app, pilot):
        assert app.theme == DARK
        await press(pilot, "ctrl+t", "down", "enter")
        assert app.theme == LIGHT
    assert progress.settings()["theme"] == LIGHT


@pytest.mark.parametrize("size", SIZES)
async def test_every_tab_opens_at_every_size(world: World, size: tuple[int, int]) -> None:
    """All tabs show their place without an error, wide and narrow."""
    async with running(world, size) as (app, pilot):
        for _, target in app.main.tabs:
            await follow(app, pilot, target)
            assert app.main.pane.display
            assert shown(app).strip()


async def test_next_and_previous_tab_come_round(world: World) -> None:
    """ctrl+pgdn goes through all tabs and back to the first, ctrl+pgup the other way."""
    async with running(world) as (app, pilot):
        seen = [app.main.pane]
        for _ in range(len(app.main.tabs)):
            await press(pilot, "ctrl+pagedown")
            seen.append(app.main.pane)
        assert seen[0] is seen[-1]
        assert len(set(seen)) == len(app.main.tabs)
        await press(pilot, "ctrl+pageup")
        assert app.main.pane is seen[-2]


async def test_palette_runs_a_command_by_name(world: World) -> None:
    """ctrl+p, a few letters, Enter: the command is done in the place below."""
    async with running(world) as (app, pilot):
        await press(pilot, "ctrl+p")
        assert screen_of(app) is PaletteScreen
        await typed(pilot, "quiz")
        await press(pilot, "enter")
        assert place_of(app) is Place.SETUP
        await press(pilot, "ctrl+p")
        await typed(pilot, "progress")
        await press(pilot, "enter")
        assert place_of(app) is Place.PROGRESS


async def test_path_opens_and_escape_leaves_it(world: World) -> None:
    """A path shows its units and what was read of it; Esc goes back Home."""
    async with running(world) as (app, pilot):
        await follow(app, pilot, OpenPath("first-steps"))
        assert "The sensor" in shown(app)
        assert "0 of 2 read" in shown(app)
        await press(pilot, "escape")
        assert "Continue" in shown(app)


async def test_continue_opens_where_the_reader_stopped(world: World, progress: Progress) -> None:
    """A page is left in the middle, and Continue on Home opens it there again."""
    async with running(world, (80, 24)) as (app, pilot):
        await follow(app, pilot, OpenEntry("cgas-sting"))
        await press(pilot, "pagedown")
        page = app.main.pane.query_one("#page", PageView)
        line = page.scroll_offset.y
        assert line > 0
        await press(pilot, "1")
        saved = progress.position("cgas-sting")
        assert saved is not None
        assert (saved.line, saved.share > 0) == (line, True)
    async with running(world, (80, 24)) as (app, pilot):
        await press(pilot, "home", "enter")
        assert page_shown(app) == "cgas-sting"
        await until(
            pilot,
            lambda: app.main.pane.query_one("#page", PageView).scroll_offset.y == line,
        )
        await press(pilot, "1")
    after = progress.position("cgas-sting")
    assert after is not None
    assert after.line == line


async def test_position_survives_leaving_at_once(world: World, progress: Progress) -> None:
    """Opening a page and leaving before it is drawn does not store its beginning."""
    progress.save_position(Position("cgas-sting", 9, 0.4, "What sets it off"), NOW)
    async with running(world, (80, 24)) as (app, pilot):
        app.main.follow(OpenEntry("cgas-sting", line=9))
        app.main.follow(OpenTab("home"))
        await settled(pilot)
    saved = progress.position("cgas-sting")
    assert saved is not None
    assert saved.line > 0


async def test_help_and_search_work_in_a_field(world: World) -> None:
    """In a field of a tool ? explains the keys, and ctrl+k searches and deletes nothing."""
    async with running(world) as (app, pilot):
        await press(pilot, "8", "tab")
        await press(pilot, "?")
        assert screen_of(app) is HelpScreen
        await press(pilot, "escape", "home", "ctrl+k")
        assert screen_of(app) is SearchScreen
        await press(pilot, "escape")
        assert "43.2 Gy" in " ".join(shown(app).split())


async def test_tools_compare_modalities_and_tell_about_the_guide(world: World) -> None:
    """Every row of the list of tools shows something of its own."""
    async with running(world) as (app, pilot):
        await press(pilot, "8", "end")
        assert "Levels of evidence" in shown(app)
        await press(pilot, "enter")
        assert isinstance(app.focused, LinesView)
        await press(pilot, "escape")
        assert isinstance(app.focused, RowList)


async def test_copy_says_what_was_copied(world: World) -> None:
    """On a page y lists what can be copied: a letter or Enter copies, then it is said."""
    async with running(world) as (app, pilot):
        await follow(app, pilot, OpenEntry("cgas"))
        copied: list[str] = []
        app.copy_to_clipboard = copied.append  # type: ignore[assignment]
        await press(pilot, "y", "a")
        assert "abscopal show cgas" in copied[0]
        await press(pilot, "tab", "tab", "enter", "y", "enter")
        assert "10.1038/nature23449" in copied[1]
        assert "Mackenzie KJ, et al." in notices(app)


async def test_quitting_saves_where_the_reader_is(world: World, progress: Progress) -> None:
    """The key q in the middle of a page stores the place."""
    async with running(world, (80, 24)) as (app, pilot):
        await follow(app, pilot, OpenEntry("cgas-sting"))
        await press(pilot, "pagedown")
        line = app.main.pane.query_one("#page", PageView).scroll_offset.y
        await pilot.press("q")
        await until(pilot, lambda: not app.is_running)
    saved = progress.position("cgas-sting")
    assert saved is not None
    assert saved.line == line > 0


async def test_a_page_opened_out_of_sight_begins_at_its_top(world: World) -> None:
    """Where another page of the same tab stood further down does not count for the next one."""
    async with running(world, (60, 20)) as (app, pilot):
        await follow(app, pilot, OpenEntry("durvalumab"))
        page = app.main.pane.query_one("#page", PageView)
        await press(pilot, "pagedown")
        assert page.scroll_offset.y > 0
        await press(pilot, "1")
        await follow(app, pilot, OpenEntry("cgas"))
        assert app.main.pane.query_one("#page", PageView) is page
        assert page_shown(app) == "cgas"
        assert page.scroll_offset.y == 0
