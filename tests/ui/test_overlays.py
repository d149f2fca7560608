"""Overlays close once, however often and by whatever they are told to."""

import signal

import pytest

from guide.layout.targets import Action, OpenEntry, RunCommand
from guide.ui.places import Place
from guide.ui.screens.main import MainScreen
from guide.ui.widgets.entry_list import EntryList
from guide.ui.widgets.field import Field
from guide.ui.widgets.find_bar import FindBar
from guide.ui.widgets.note import Note
from guide.ui.widgets.one_line import OneLine
from guide.ui.world import World
from tests.ui.driving import (
    SIZES,
    drawn,
    follow,
    notices,
    page_shown,
    place_of,
    press,
    press_at_once,
    rows_of,
    running,
    screen_of,
    settled,
    shown,
    text_of,
    typed,
    until,
)

OVERLAYS = {
    "search": ("s",),
    "search with hits": ("s", "p", "a", "c"),
    "define": ("g",),
    "compare with": ("ctrl+y",),
    "contents": ("t",),
    "help": ("question_mark",),
    "palette": ("ctrl+p",),
    "about": ("i",),
    "themes": ("ctrl+t",),
    "copy": ("y",),
    "letters of links": ("f",),
}
TWICE = [
    ("enter", "enter"),
    ("escape", "escape"),
    ("enter", "escape"),
    ("escape", "enter"),
    ("ctrl+p", "escape"),
    ("pagedown", "pageup"),
]


@pytest.mark.parametrize("overlay", OVERLAYS)
@pytest.mark.parametrize("keys", TWICE)
async def test_two_keys_at_once_never_end_the_guide(
    world: World, overlay: str, keys: tuple[str, str]
) -> None:
    """Two keys in one breath close the overlay, or do something in it; then all goes on."""
    async with running(world) as (app, pilot):
        await follow(app, pilot, OpenEntry("cgas-sting"))
        await press(pilot, *OVERLAYS[overlay])
        await pilot.press(*keys)
        await settled(pilot)
        assert app.is_running
        await press(pilot, "escape", "escape", "escape", "escape")
        assert screen_of(app) is MainScreen
        await press(pilot, "1")
        assert "In this guide" in shown(app)


@pytest.mark.parametrize("opens", ["s", "g", "/", "ctrl+p"])
async def test_what_is_typed_at_once_reaches_the_field_that_opens(world: World, opens: str) -> None:
    """On a slow line keys arrive together: the first opens a field, the others are typed there."""
    async with running(world) as (app, pilot):
        await follow(app, pilot, OpenEntry("cgas-sting"))
        await press_at_once(pilot, opens, *"trex1 q")
        assert isinstance(app.focused, Field)
        assert app.focused.value == "trex1 q"


@pytest.mark.parametrize("key", ["g", "t", "s", "question_mark", "ctrl+p"])
async def test_overlay_opens_once_however_often_its_key_is_read(world: World, key: str) -> None:
    """Three presses that arrive together do not open three overlays above one another."""
    async with running(world) as (app, pilot):
        await follow(app, pilot, OpenEntry("cgas-sting"))
        await press_at_once(pilot, key, key, key)
        await press(pilot, "escape")
        if len(app.screen_stack) > 1:  # the palette from within the search is one more
            await press(pilot, "escape")
        assert app.screen_stack == [app.main]


@pytest.mark.parametrize(
    "action", [Action.DEFINE, Action.CONTENTS, Action.SEARCH, Action.HELP, Action.PALETTE]
)
async def test_overlay_opens_once_however_often_it_is_asked_for(
    world: World, action: Action
) -> None:
    """A double click on a label of the key bar asks twice before the overlay is there."""
    async with running(world) as (app, pilot):
        await follow(app, pilot, OpenEntry("cgas-sting"))
        for _ in range(2):
            app.main.follow(RunCommand(action))
        await settled(pilot)
        assert len(app.screen_stack) == 2


async def test_a_tab_key_and_what_is_typed_at_once_go_to_the_list_of_the_tab(world: World) -> None:
    """A letter right behind a tab's number filters the list of that tab."""
    async with running(world) as (app, pilot):
        await press_at_once(pilot, "2", *"trex")
        listed = rows_of(app, "#list")
        assert isinstance(listed, EntryList)
        assert listed.typed == "trex"


LISTS = {"search": ("/", *"after"), "define": ("g",), "palette": ("ctrl+p",)}


@pytest.mark.parametrize("overlay", LISTS)
@pytest.mark.parametrize(
    ("keys", "place"),
    [
        (("down",), 1),
        (("down", "down", "up"), 1),
        (("up",), 0),
        (("pagedown", "pageup"), 0),
        (("down", "pageup"), 0),
    ],
)
async def test_arrows_in_an_overlay_go_their_way(
    world: World, overlay: str, keys: tuple[str, ...], place: int
) -> None:
    """While one types the arrows move in the list below; a page down is more than a row."""
    async with running(world) as (app, pilot):
        if overlay == "define":
            await follow(app, pilot, OpenEntry("cgas-sting"))
        await press(pilot, *LISTS[overlay])
        listed = rows_of(app)
        await until(pilot, lambda: len(listed.rows) > 2 and listed.cursor == 0)
        await press(pilot, *keys)
        assert listed.cursor == place
        await press(pilot, "pagedown")
        assert listed.cursor is not None
        assert listed.cursor > 1


@pytest.mark.parametrize("above", ["help", "palette"])
@pytest.mark.parametrize("below", ["search", "define", "contents"])
async def test_escape_closes_one_overlay_at_a_time(world: World, below: str, above: str) -> None:
    """Of two overlays the upper one closes, then the lower one, and the page is still there."""
    places = {"search": Place.SEARCH, "define": Place.DEFINE, "contents": Place.CONTENTS}
    async with running(world) as (app, pilot):
        await follow(app, pilot, OpenEntry("cgas-sting"))
        await press(pilot, *OVERLAYS[below])
        await press(pilot, "f1" if above == "help" else "ctrl+p")
        assert place_of(app) is (Place.HELP if above == "help" else Place.PALETTE)
        await press(pilot, "escape")
        assert place_of(app) is places[below]
        await press(pilot, "escape")
        assert place_of(app) is Place.PAGE
        assert page_shown(app) == "cgas-sting"


async def test_escape_closes_the_source_and_then_the_find_bar(world: World) -> None:
    """With a source open above the find bar, Escape takes away one after the other."""
    async with running(world) as (app, pilot):
        await follow(app, pilot, OpenEntry("cgas"))
        await press(pilot, "/")
        await typed(pilot, "dna")
        await press(pilot, "enter", "tab", "tab", "enter")
        pane = app.main.pane
        note, bar = pane.query_one(Note), pane.query_one(FindBar)
        assert (note.is_open, bar.is_open) == (True, True)
        await press(pilot, "escape")
        assert (note.is_open, bar.is_open) == (False, True)
        await press(pilot, "escape")
        assert (note.is_open, bar.is_open) == (False, False)
        assert place_of(app) is Place.PAGE


@pytest.mark.parametrize("overlay", ["about", "contents", "themes"])
async def test_q_closes_the_overlay_and_q_again_quits(world: World, overlay: str) -> None:
    """The first q is the overlay's, the second the page's: the guide ends without an error."""
    async with running(world) as (app, pilot):
        await follow(app, pilot, OpenEntry("cgas-sting"))
        await press(pilot, *OVERLAYS[overlay])
        await pilot.press("q", "q")
        await until(pilot, lambda: not app.is_running)
    assert app.return_code == 0


@pytest.mark.parametrize("overlay", ["define", "contents", "palette", "search with hits"])
async def test_double_click_in_a_list_chooses_once(world: World, overlay: str) -> None:
    """Both clicks meet the list of the overlay, and the guide goes on."""
    async with running(world) as (app, pilot):
        await follow(app, pilot, OpenEntry("cgas-sting"))
        await press(pilot, *OVERLAYS[overlay])
        await pilot.click("RowList", offset=(6, 0), times=2)
        await settled(pilot)
        assert app.is_running
        await press(pilot, "escape", "escape", "escape")
        assert screen_of(app) is MainScreen


@pytest.mark.parametrize("overlay", OVERLAYS)
async def test_double_click_outside_is_harmless(world: World, overlay: str) -> None:
    """A double click beside the overlay changes nothing that ends the guide."""
    async with running(world) as (app, pilot):
        await follow(app, pilot, OpenEntry("cgas-sting"))
        await press(pilot, *OVERLAYS[overlay])
        await pilot.click(offset=(119, 0), times=2)
        await settled(pilot)
        assert app.is_running


async def test_a_click_on_a_hint_does_nothing(world: World) -> None:
    """The keys of tabs are named in the key bar as a hint; a click on it changes nothing."""
    async with running(world) as (app, pilot):
        bar = app.main.query_one("#keys", OneLine)
        before = app.export_screenshot()
        await pilot.click(bar, offset=(bar.text.index("1–8 tabs") + 2, 0))
        await settled(pilot)
        assert app.export_screenshot() == before


async def test_a_command_that_is_not_possible_is_not_done(world: World) -> None:
    """A click that was meant for another place is left undone."""
    async with running(world) as (app, pilot):
        before = app.export_screenshot()
        for action in (Action.NEXT_QUESTION, Action.FIND_NEXT, Action.PAUSE, Action.ANSWER):
            app.main.follow(RunCommand(action))
        await settled(pilot)
        assert app.export_screenshot() == before


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    ("keys", "said"),
    [
        (("g",), "enter open page  esc close"),
        (("g", "x", "y", "z"), "enter search  esc close"),
        (("ctrl+p",), "enter do it  esc close"),
    ],
)
async def test_a_typed_list_says_its_keys(
    world: World, size: tuple[int, int], keys: tuple[str, ...], said: str
) -> None:
    """It covers the bar of keys, and so has one of its own, in which a click works too."""
    async with running(world, size) as (app, pilot):
        await follow(app, pilot, OpenEntry("cgas-sting"))
        await press(pilot, *keys)
        bar = app.screen.query_one(OneLine)
        assert said in bar.text
        assert bar.region.bottom == size[1]
        await pilot.click(bar, offset=(bar.text.index("esc close"), 0))
        await settled(pilot)
        assert screen_of(app) is MainScreen


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("overlay", ["about", "help", "palette", "define", "contents"])
async def test_an_overlay_shows_its_own_keys_and_no_others(
    world: World, overlay: str, size: tuple[int, int]
) -> None:
    """The bottom line is that of the overlay from edge to edge, and names the way out."""
    async with running(world, size) as (app, pilot):
        await follow(app, pilot, OpenEntry("cgas-sting"))
        below = drawn(app)[-1]
        await press(pilot, *OVERLAYS[overlay])
        bar = app.screen.query_one("#overlay-keys", OneLine)
        assert drawn(app)[-1] == bar.text.rstrip() != below
        assert "esc close" in bar.text
        assert bar.region == (0, size[1] - 1, *size[:1], 1)


async def test_the_palette_says_that_nothing_matches(world: World) -> None:
    """A word that no command has leads to the search."""
    async with running(world) as (app, pilot):
        await press(pilot, "ctrl+p")
        await typed(pilot, "qzx")
        assert "No command is called so." in text_of(app.screen)
        assert "enter search" in text_of(app.screen)
        await press(pilot, "enter")
        assert place_of(app) is Place.SEARCH


PLACES = {
    **OVERLAYS,
    "page": (),
    "find": ("slash",),
    "menu of the palette": ("ctrl+p", "a"),
    "quiz": ("7",),
    "tools": ("8",),
}


@pytest.mark.parametrize("place", PLACES)
async def test_ctrl_z_and_ctrl_c_work_in_every_place(
    world: World, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    """The one stops the guide until the shell continues it, the other says how to quit."""
    sent: list[int] = []
    monkeypatch.setattr("os.getpgrp", lambda: -1)
    monkeypatch.setattr("os.kill", lambda _, number: sent.append(number))
    async with running(world) as (app, pilot):
        await follow(app, pilot, OpenEntry("cgas-sting"))
        await press(pilot, *PLACES[place])
        before = screen_of(app)
        await press(pilot, "ctrl+z")
        assert sent == [signal.SIGTSTP]
        await press(pilot, "ctrl+c")
        await until(pilot, lambda: "to quit." in notices(app))
        assert screen_of(app) is before


async def test_ctrl_z_works_where_the_terminal_is_too_small(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing else can be done there."""
    sent: list[int] = []
    monkeypatch.setattr("os.getpgrp", lambda: -1)
    monkeypatch.setattr("os.kill", lambda _, number: sent.append(number))
    async with running(world) as (_, pilot):
        await pilot.resize_terminal(20, 5)
        await press(pilot, "ctrl+z")
        assert sent == [signal.SIGTSTP]
