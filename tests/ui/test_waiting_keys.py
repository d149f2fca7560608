"""Keys that wait: what they make void is not drawn, and the rest goes where they lead."""

from collections.abc import Callable
from typing import Any

import pytest
from textual.events import AppBlur, AppFocus

from guide.layout.targets import OpenEntry, OpenTab
from guide.ui.panes.stack import PaneStack
from guide.ui.places import Place
from guide.ui.screens.keyed import KeyedScreen
from guide.ui.screens.main import MainScreen
from guide.ui.screens.search import SearchScreen
from guide.ui.widgets.entry_list import EntryList
from guide.ui.widgets.lines_view import LinesView
from guide.ui.widgets.page_view import PageView
from guide.ui.widgets.row_list import RowList
from guide.ui.widgets.tab_bar import needed
from guide.ui.world import World
from tests.ui.driving import (
    Driver,
    follow,
    place_of,
    post_keys,
    press,
    press_at_once,
    rows_of,
    running,
    settled,
    shown,
    until,
)

NEXT, PREVIOUS = "ctrl+pagedown", "ctrl+pageup"
Counted = Callable[[type, str], list[object]]


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Counted:
    """Count the calls of a method: each adds its first argument to the list."""

    def count(owner: type, name: str) -> list[object]:
        calls: list[object] = []
        method = getattr(owner, name)

        def call(self: object, *args: Any) -> Any:
            calls.append(args[0] if args else None)
            return method(self, *args)

        monkeypatch.setattr(owner, name, call)
        return calls

    return count


@pytest.mark.parametrize(
    ("keys", "tab"),
    [
        ("12345678" * 30 + "3", "3"),
        ([NEXT] * 150, "7"),
        ([NEXT, PREVIOUS] * 50 + [PREVIOUS], "8"),
        (["3", NEXT, "5", PREVIOUS] * 40, "4"),
    ],
)
async def test_only_the_last_of_many_tabs_is_shown(
    world: World, counted: Counted, keys: list[str], tab: str
) -> None:
    """However many keys wait; next and previous tab are added up."""
    tabs = counted(PaneStack, "show")
    async with running(world) as (app, pilot):
        await press_at_once(pilot, *keys)
        assert len(set(tabs)) <= 2
        assert len(tabs) <= 3
        at_once = (place_of(app), shown(app))
        await press(pilot, "1", tab)
        assert (place_of(app), shown(app)) == at_once


@pytest.mark.parametrize(
    ("path", "opened"),
    [
        (["a"], ["a"]),
        (["b", "c"], ["c"]),
        (["b", "a"], ["b", "a"]),
        (["b", "c", "a"], ["c", "a"]),
        (["b", "b", "b"], ["b", "b"]),
        (["a", "a", "a"], ["a"]),
        (["b", "a", "a", "a"], ["b", "a", "a"]),
    ],
)
def test_what_must_be_opened_of_a_path_of_tabs(path: list[str], opened: list[str]) -> None:
    """The last tab alone; it is left first where it is shown, and goes to its front if told to."""
    assert needed("a", path) == opened


async def _state(pilot: Driver) -> tuple[object, ...]:
    app = pilot.app
    seen = [widget for widget in app.screen.walk_children() if widget.is_on_screen]
    lists = [
        (rows.cursor, getattr(rows, "typed", "")) for rows in seen if isinstance(rows, RowList)
    ]
    pages = [(view.text, view.scroll_offset.y) for view in seen if isinstance(view, LinesView)]
    focused = app.focused
    return type(app.screen), type(focused), getattr(focused, "value", ""), lists, pages


SEQUENCES = {
    "a digit into a filter": ("2", *"trex", "3", "2", "1", "4"),
    "letters after tabs": ("3", NEXT, "2", *"cga", "down"),
    "over the quiz": ("7", "1", "7", "enter", "1", "2", "escape", "3"),
    "over the tools": ("8", "tab", "1", "2", "escape", NEXT, PREVIOUS),
    "the front of a tab": ("2", "enter", "2", "2", "2", "down"),
    "back to the page": ("2", "down", "enter", NEXT, PREVIOUS, "down"),
    "ends of a list": ("2", "down", "down", "up", "up", "up", "pagedown", "end", "down", "up"),
    "ends of a page": ("2", "enter", "down", "down", "pagedown", "up", "end", "pageup", "home"),
    "links of a page": ("2", "enter", "tab", "tab", "tab", "shift+tab", "tab"),
    "a filter that is cleared": ("2", *"ab", "backspace", "backspace", "backspace", *"cg", "left"),
    "escape and more": ("escape", "escape", "2", *"tr", "escape", "escape", "escape", "enter"),
    "an overlay": ("?", "down", "down", "escape", "escape", "2", "1", "/", *"12", "escape", "3"),
    "arrows while typing": ("ctrl+p", *"to", "down", "down", "up", *"p", "down", "down", "pageup"),
}


@pytest.mark.parametrize("keys", SEQUENCES.values(), ids=SEQUENCES)
async def test_keys_at_once_lead_where_they_lead_one_by_one(
    world: World, keys: tuple[str, ...]
) -> None:
    """The same place, focus, lists and pages."""
    async with running(world) as (_, pilot):
        await press(pilot, *keys)
        one_by_one = await _state(pilot)
    async with running(world) as (_, pilot):
        await press_at_once(pilot, *keys)
        assert await _state(pilot) == one_by_one


async def test_a_page_is_drawn_once_for_many_arrows(world: World, counted: Counted) -> None:
    """The list goes down by all of them; the page beside it is that of the last row."""
    pages = counted(PageView, "show")
    async with running(world) as (app, pilot):
        await follow(app, pilot, OpenTab("glossary"))
        listed = rows_of(app, "#list")
        pages.clear()
        await press_at_once(pilot, *["down", "up"] * 100, *["down"] * 100)
        assert listed.cursor == len(listed.rows) - 1
        assert len(pages) <= 1


async def test_many_letters_filter_a_list_once(world: World, counted: Counted) -> None:
    """All of them are in the filter."""
    async with running(world) as (app, pilot):
        await follow(app, pilot, OpenTab("mechanisms"))
        fills = counted(EntryList, "fill")
        await press_at_once(pilot, *"immune" * 50)
        listed = rows_of(app, "#list")
        assert isinstance(listed, EntryList)
        assert listed.typed == "immune" * 50
        assert len(fills) <= 2


async def test_escape_that_closes_nothing_is_nothing(world: World, counted: Counted) -> None:
    """Of a thousand the first ones close what is open, and the next key is free."""
    async with running(world) as (app, pilot):
        await follow(app, pilot, OpenEntry("cgas-sting"))
        await press(pilot, "/", *"dna", "?")
        keys = counted(KeyedScreen, "on_key")
        await press_at_once(pilot, *["escape"] * 1000, "?")
        assert place_of(app) is Place.HELP
        assert len(keys) < 10


async def test_only_the_last_report_of_the_focus_counts(world: World, counted: Counted) -> None:
    """A window manager that hurries over many windows costs one look for newer content."""
    looks = counted(MainScreen, "look_for_newer")
    async with running(world) as (app, pilot):
        focused = app.focused
        for _ in range(200):
            app.post_message(AppBlur())
            app.post_message(AppFocus())
        await settled(pilot)
        assert len(looks) == 1
        assert app.focused is focused
        app.post_message(AppFocus())
        app.post_message(AppBlur())
        await settled(pilot)
        assert len(looks) == 1
        assert app.focused is None
        await press(pilot, "2")
        assert app.focused is not None


async def test_ctrl_q_overtakes_what_waits(world: World, counted: Counted) -> None:
    """Thousands of searches that would be opened and closed are not."""
    opened = counted(SearchScreen, "start_with")
    async with running(world) as (app, pilot):
        post_keys(pilot, *["/", "escape"] * 2000, "ctrl+q")
        await until(pilot, lambda: not app.is_running)
    assert app.return_code == 0
    assert 0 < len(opened) < 2000
