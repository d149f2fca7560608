"""Overlays close once, however often and by whatever they are told to."""

import pytest

from guide.layout.targets import Action, OpenEntry, RunCommand
from guide.ui.screens.main import MainScreen
from guide.ui.widgets.one_line import OneLine
from guide.ui.world import World
from tests.ui.driving import follow, press, running, screen_of, settled, shown, until

OVERLAYS = {
    "search": ("s",),
    "search with hits": ("s", "p", "a", "c"),
    "define": ("g",),
    "contents": ("t",),
    "help": ("question_mark",),
    "palette": ("ctrl+p",),
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


@pytest.mark.parametrize("overlay", ["help", "contents"])
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
