"""Driving the guide by keys in a test."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from textual.pilot import Pilot

from guide.layout.lines import plain_line
from guide.ui.app import GuideApp
from guide.ui.widgets.lines_view import LinesView
from guide.ui.widgets.page_view import PageView
from guide.ui.world import World

KEYS = {" ": "space", "-": "minus", ":": "colon", '"': "quotation_mark", "/": "slash"}


@asynccontextmanager
async def running(
    world: World, size: tuple[int, int] = (120, 40)
) -> AsyncIterator[tuple[GuideApp, Pilot[None]]]:
    """Run the guide on a small screen of one's own."""
    app = GuideApp(world)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield app, pilot


def text_of(view: LinesView) -> str:
    """Return all the text of a view."""
    return "\n".join(plain_line(line) for line in view._lines)


async def typed(pilot: Pilot[None], text: str) -> None:
    """Type a text, key by key, and wait until its answer is shown."""
    for character in text:
        await pilot.press(KEYS.get(character, character))
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


def screen_of(app: GuideApp) -> type[object]:
    """Return the class of the screen that is shown."""
    return type(app.screen)


def page_shown(app: GuideApp) -> str:
    """Return the id of the page that has the focus, empty when none has."""
    return app.focused.entry if isinstance(app.focused, PageView) else ""
