"""Driving the guide in a test: keys and mouse in, what is shown out; waiting for conditions."""

import asyncio
import html
import re
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from textual import events
from textual.message_pump import MessagePump
from textual.pilot import Pilot
from textual.widget import Widget

from guide.layout.lines import plain_line
from guide.layout.targets import Target
from guide.ui.ability import Ability
from guide.ui.app import GuideApp
from guide.ui.panes.quiz import QuizPane
from guide.ui.places import Place
from guide.ui.quiz.stage import Stage
from guide.ui.screens.keyed import KeyedScreen
from guide.ui.widgets.lines_view import LinesView
from guide.ui.widgets.one_line import OneLine
from guide.ui.widgets.page_view import PageView
from guide.ui.widgets.row_list import RowList
from guide.ui.world import World

KEYS = {
    " ": "space",
    "-": "minus",
    "+": "plus",
    ":": "colon",
    ".": "full_stop",
    ",": "comma",
    '"': "quotation_mark",
    "/": "slash",
    "?": "question_mark",
}
SIZES = [(120, 40), (80, 24), (60, 20)]
LONGEST = 30.0
"""Seconds after which a condition counts as never met; a limit, not a measurement."""

CELL = 12.2
"""Width of a cell in a picture of the screen."""

Driver = Pilot[None]


@asynccontextmanager
async def running(
    world: World,
    size: tuple[int, int] = (120, 40),
    faulty: bool = False,
    ability: Ability | None = None,
) -> AsyncIterator[tuple[GuideApp, Driver]]:
    """Run the guide on a screen of its own; Home is shown when this returns.

    Raises:
        AssertionError: The guide had to survive a fault of its own, and is not `faulty`.
    """
    app = GuideApp(world, ability)
    before = world.study.progress.on_failure
    async with app.run_test(size=size, notifications=True) as pilot:
        await until(pilot, lambda: app.main.is_mounted and shown(app) != "")
        yield app, pilot
    world.study.progress.on_failure = before
    assert faulty or not app.faults.count, app.faults.last


async def until(pilot: Driver, condition: Callable[[], object]) -> None:
    """Wait until a condition is met.

    Raises:
        AssertionError: The condition was not met in time; what is shown is named.
    """
    end = time.monotonic() + LONGEST
    while not condition():
        if time.monotonic() > end:
            raise AssertionError(f"never met on {pilot.app.screen!r}:\n{text_of(pilot.app.screen)}")
        await asyncio.sleep(0.002)


async def settled(pilot: Driver) -> None:
    """Wait until no screen, widget or worker has anything left to do."""
    app = pilot.app
    if isinstance(app, GuideApp):
        await until(pilot, lambda: app.message_queue_size == 0 and app.keys.empty)
    await app.workers.wait_for_complete()
    for _ in range(2):
        await until(pilot, lambda: not any(pump.message_queue_size for pump in pumps_of(pilot)))
        await _drawn(pilot)


async def _drawn(pilot: Driver) -> None:
    """Wait until the screen in view has been drawn once more, or is covered."""
    screen, drawn = pilot.app.screen, asyncio.Event()
    screen.call_after_refresh(drawn.set)
    await until(pilot, lambda: drawn.is_set() or pilot.app.screen is not screen)


def pumps_of(pilot: Driver) -> list[MessagePump]:
    """Return everything that handles messages: the app, its screens and the widgets in view."""
    app = pilot.app
    return [app, *app.screen_stack, *app.screen.walk_children()]


async def press(pilot: Driver, *keys: str) -> None:
    """Press keys, by name or character; what they lead to is done when this returns."""
    for key in keys:
        await pilot.press(KEYS.get(key, key))
        await settled(pilot)


async def press_at_once(pilot: Driver, *keys: str) -> None:
    """Press keys that the terminal reads in one go, before the first of them is handled."""
    post_keys(pilot, *keys)
    await settled(pilot)


def post_keys(pilot: Driver, *keys: str) -> None:
    """Let the terminal read keys in one go; nothing of what they lead to is done yet."""
    for key in keys:
        character = key if len(key) == 1 else None
        pilot.app.post_message(events.Key(KEYS.get(key, key), character))


async def typed(pilot: Driver, text: str) -> None:
    """Type a text key by key."""
    await press(pilot, *text)


async def follow(app: GuideApp, pilot: Driver, target: Target) -> None:
    """Go where a target leads."""
    app.main.follow(target)
    await settled(pilot)


def place_of(app: GuideApp) -> Place | None:
    """Return the place in view; None on a screen without one."""
    return app.screen.place if isinstance(app.screen, KeyedScreen) else None


def screen_of(app: GuideApp) -> type[object]:
    """Return the class of the screen that is shown."""
    return type(app.screen)


def page_shown(app: GuideApp) -> str:
    """Return the id of the page that has the focus; empty when none has."""
    return app.focused.entry if isinstance(app.focused, PageView) else ""


def text_of(screen: Widget) -> str:
    """Return the text of every list, view of lines and bar below a widget that is displayed."""
    texts: list[str] = []
    for widget in screen.walk_children():
        if not widget.is_on_screen:
            continue
        if isinstance(widget, LinesView | OneLine):
            texts.append(widget.text)
        elif isinstance(widget, RowList):
            texts += [plain_line(line) for row in widget.rows for line in row.lines]
    return "\n".join(texts)


def shown(app: GuideApp) -> str:
    """Return the text of the tab in view."""
    return text_of(app.main.pane)


def rows_of(app: GuideApp, selector: str = "RowList") -> RowList:
    """Return a list on the screen in view."""
    return app.screen.query_one(selector, RowList)


def stage_of(app: GuideApp) -> Stage:
    """Return the stage of the quiz in view."""
    pane = app.main.pane
    assert isinstance(pane, QuizPane)
    return pane.stage


def drawn(app: GuideApp) -> list[str]:
    """Return the rows of the terminal as they are drawn, one screen over the other."""
    columns, rows = app.size
    cells = [[" "] * columns for _ in range(rows)]
    picture = html.unescape(app.export_screenshot())
    for x, row, text in re.findall(r'x="([\d.]+)".*?line-(\d+)\)">([^<]*)</text>', picture):
        start = round(float(x) / CELL)
        cells[int(row)][start : start + len(text)] = text.replace("\u00a0", " ")
    return ["".join(row).rstrip() for row in cells]


def notices(app: GuideApp) -> str:
    """Return the notices that are shown, one a line."""
    return "\n".join(str(toast.render()) for toast in app.screen.query("Toast"))
