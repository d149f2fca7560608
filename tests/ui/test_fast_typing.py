"""Text that arrives faster than its keys can be dealt with, as a paste that is sent as keys."""

import pytest

from guide.layout.targets import OpenEntry, OpenTab
from guide.ui.places import Place
from guide.ui.widgets.field import WIDEST, Field
from guide.ui.widgets.tool_form import ToolField
from guide.ui.world import World
from tests.ui.driving import follow, place_of, post_keys, press, press_at_once, running, until

TEXT = "abscopal effect of radiotherapy " * 100
"""3,200 characters."""


@pytest.mark.parametrize("opens", ["/", "g", "ctrl+p"])
async def test_the_guide_can_be_left_right_after_much_text(world: World, opens: str) -> None:
    """Ctrl+q behind 3,200 characters does not wait for as many searches."""
    changes: list[str] = []

    def note(value: str) -> None:
        changes.append(value)

    async with running(world) as (app, pilot):
        await follow(app, pilot, OpenEntry("cgas-sting"))
        await press(pilot, opens)
        field = app.focused
        assert isinstance(field, Field)
        app.main.watch(field, "value", note, init=False)
        post_keys(pilot, *TEXT, "ctrl+q")
        await until(pilot, lambda: not app.is_running)
    assert app.return_code == 0
    assert 0 < len(changes) < 10


@pytest.mark.parametrize("opens", ["/", "g", "ctrl+p"])
async def test_a_text_that_arrives_at_once_is_in_the_field(world: World, opens: str) -> None:
    """All of it, up to what a field holds, and erasing goes on from there."""
    async with running(world) as (app, pilot):
        await follow(app, pilot, OpenEntry("cgas-sting"))
        await press(pilot, opens)
        await press_at_once(pilot, *TEXT[:WIDEST])
        assert isinstance(app.focused, Field)
        assert app.focused.value == TEXT[:WIDEST]
        await press_at_once(pilot, *TEXT)
        assert app.focused.value == TEXT[:WIDEST]
        await press(pilot, "x", "backspace")
        assert app.focused.value == TEXT[: WIDEST - 1]


async def test_keys_between_texts_keep_their_order(world: World) -> None:
    """Cursor keys, erasing and what is selected act on the text before them."""
    async with running(world) as (app, pilot):
        await press_at_once(
            pilot, "/", *"dose", "left", "left", *"XY", "backspace", "end", *" rate", "home", *"a "
        )
        assert isinstance(app.focused, Field)
        assert app.focused.value == "a doXse rate"
        await press_at_once(pilot, "shift+end", *"gray", "shift+home", "u", "v")
        assert app.focused.value == "uv"


async def test_a_full_field_takes_text_for_what_is_selected(world: World) -> None:
    """There is room where a part is replaced."""
    async with running(world) as (app, pilot):
        await press(pilot, "slash")
        await press_at_once(pilot, *TEXT[:WIDEST], "home", "shift+end", *"dose")
        assert isinstance(app.focused, Field)
        assert app.focused.value == "dose"


async def test_what_is_no_text_in_a_field_acts_between_texts(world: World) -> None:
    """In a field for numbers a question mark asks for help: what follows is not typed there."""
    async with running(world) as (app, pilot):
        await follow(app, pilot, OpenTab("tools"))
        field = app.screen.query(ToolField).first()
        field.focus()
        await press_at_once(pilot, "end", "shift+home", *"12.5", "?", *"78")
        assert field.value == "12.5"
        assert place_of(app) is Place.HELP
        await press(pilot, "escape")
        await press_at_once(pilot, "end", "shift+home", *("1234567890" * 7))
        assert field.value == "1234567890" * 6
