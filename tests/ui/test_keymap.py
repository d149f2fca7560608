"""The table of commands: every command shown in a place acts there by key and by mouse."""

from collections.abc import Awaitable, Callable

import pytest

from guide.layout.lines import line_width
from guide.layout.targets import Action, OpenEntry, RunCommand, StartQuiz, StudyMode
from guide.ui.app import GuideApp
from guide.ui.command import shown_key
from guide.ui.commands import COMMANDS, HINTS
from guide.ui.key_bar import key_bar
from guide.ui.keymap import action_of, commands_of, key_bar_commands
from guide.ui.places import MAIN, OVERLAYS, Place
from guide.ui.screens.keyed import KeyedScreen
from guide.ui.widgets.one_line import OneLine
from guide.ui.widgets.row_list import RowList
from guide.ui.world import World
from tests.ui.driving import (
    Driver,
    follow,
    page_shown,
    place_of,
    press,
    rows_of,
    running,
    settled,
    typed,
)

MANY = 9
"""A command that works in more places is tried in two scenes only."""
Go = Callable[[GuideApp, Driver], Awaitable[None]]
WIDE = (240, 24)
"""Wide enough for every label of the key bar."""


def keys(*names: str) -> Go:
    """Return the way to a place by keys from Home."""

    async def go(app: GuideApp, pilot: Driver) -> None:
        await press(pilot, *names)

    return go


def question(name: str, *names: str) -> Go:
    """Return the way to a question of the small library, then some keys."""

    async def go(app: GuideApp, pilot: Driver) -> None:
        await follow(app, pilot, StartQuiz(StudyMode.QUESTION, name))
        await press(pilot, *names)

    return go


def page(*names: str) -> Go:
    """Return the way to a page with history behind and before it, then some keys."""

    async def go(app: GuideApp, pilot: Driver) -> None:
        for entry in ("cgas-sting", "pacific"):
            await follow(app, pilot, OpenEntry(entry))
        await press(pilot, "left_square_bracket", *names)

    return go


def comparing(*names: str) -> Go:
    """Return the way from a page to a comparison of two drugs, then some keys."""

    async def go(app: GuideApp, pilot: Driver) -> None:
        await follow(app, pilot, OpenEntry("durvalumab"))
        await press(pilot, "c", "enter", *names)

    return go


def searching(text: str, *names: str) -> Go:
    """Return the way to the search with a text typed, then some keys."""

    async def go(app: GuideApp, pilot: Driver) -> None:
        await press(pilot, "/")
        await typed(pilot, text)
        await press(pilot, *names)

    return go


async def finished_exam(app: GuideApp, pilot: Driver) -> None:
    """Go to the report of an exam."""
    await press(pilot, "7", "m", "enter", "o", "end", "enter", "down", "enter")


async def reviewed_exam(app: GuideApp, pilot: Driver) -> None:
    """Go through the questions of an exam that ended, to the second one, on a citation."""
    await finished_exam(app, pilot)
    await press(pilot, "enter", "right", "tab")


async def room(app: GuideApp, pilot: Driver) -> None:
    """Show a question to a room, with its notes open."""
    await press(pilot, "7", "m", "m", "enter", "right", "space", "s", "tab")


SCENES: dict[str, tuple[Place, Go]] = {
    "home": (Place.HOME, keys()),
    "path": (Place.HOME, keys("down", "enter")),
    "list": (Place.LIST, keys("4", "c")),
    "trials": (Place.TRIALS, keys("5")),
    "forest plot": (Place.TRIALS, keys("5", "f")),
    "filtered trials": (Place.TRIALS, keys("5", "v", "p", "enter")),
    "filter of trials": (Place.FILTERING, keys("5", "/", "x")),
    "choice for trials": (Place.CHOICES, keys("5", "s", "down")),
    "page": (Place.PAGE, page("tab")),
    "page of a path": (Place.PAGE, keys("down", "enter", "enter")),
    "page with a find": (Place.PAGE, page("/", "d", "n", "a", "enter")),
    "passage": (Place.PAGE, question("basics-01", "a", "r")),
    "finding": (Place.FINDING, page("/", "d", "n", "a")),
    "tools": (Place.TOOLS, keys("8")),
    "field": (Place.FIELD, keys("8", "tab", "tab")),
    "setup": (Place.SETUP, keys("7", "right")),
    "question": (Place.QUESTION, question("basics-01", "down")),
    "several": (Place.QUESTION, question("basics-04", "down", "down")),
    "number": (Place.QUESTION, question("basics-07", "1")),
    "card": (Place.QUESTION, question("card-gray")),
    "feedback": (Place.FEEDBACK, question("basics-01", "a")),
    "source in feedback": (Place.FEEDBACK, question("basics-01", "a", "tab", "enter")),
    "exam": (Place.EXAM, keys("7", "m", "enter", "right", "down")),
    "exam overview": (Place.EXAM_OVERVIEW, keys("7", "m", "enter", "o")),
    "exam report": (Place.SCORE, finished_exam),
    "exam review": (Place.EXAM_REVIEW, reviewed_exam),
    "progress": (Place.PROGRESS, keys("7", "p")),
    "settings": (Place.PROGRESS, keys("7", "o")),
    "class code": (Place.TYPING, keys("7", "c", "a")),
    "room": (Place.ROOM, room),
    "search": (Place.SEARCH, searching("pac", "down")),
    "corrected search": (Place.SEARCH, searching("durvalumb")),
    "define": (Place.DEFINE, page("g", "down")),
    "comparison": (Place.COMPARE, comparing("tab", "tab", "tab")),
    "source in a comparison": (Place.COMPARE, comparing("tab", "tab", "tab", "enter")),
    "what to compare": (Place.COMPARE_WITH, keys("ctrl+y", "down")),
    "contents": (Place.CONTENTS, page("t", "down")),
    "about": (Place.ABOUT, page("i")),
    "help": (Place.HELP, page("?", "down")),
    "themes": (Place.THEMES, keys("ctrl+t", "down")),
    "copy": (Place.COPYING, page("tab", "y")),
    "letters of links": (Place.JUMPING, page("f")),
    "palette": (Place.PALETTE, keys("ctrl+p", "down")),
}


TABS = frozenset(Action(f"tab-{number}") for number in range(1, 9))
COMMON = frozenset(command.action for command in COMMANDS if len(command.places) > MANY)
MOVES = frozenset({Action.UP, Action.DOWN, Action.PAGE_UP, Action.PAGE_DOWN})


def left_out(scene: str, action: Action) -> bool:
    """Tell whether a command is not tried in a scene: it is tried in others, or ends the guide."""
    one_row = scene == "corrected search" and action in MOVES
    tried = action in COMMON and scene not in ("home", "page")
    return action is Action.QUIT or one_row or tried


async def untried(world: World, scene: str) -> dict[Action, str]:
    """Return the commands that earlier scenes of the same place cannot try, each with its key."""
    place = SCENES[scene][0]
    earlier = [name for name in SCENES if SCENES[name][0] is place]
    tried: set[Action] = set()
    for name in earlier[: earlier.index(scene)]:
        tried |= (await possible(world, name)).keys()
    return {a: key for a, key in (await possible(world, scene)).items() if a not in tried}


_POSSIBLE: dict[str, dict[Action, str]] = {}
"""What `possible` has found: the small library is the same for every test."""


async def possible(world: World, scene: str) -> dict[Action, str]:
    """Return the commands that are possible in a scene and the key that does each."""
    if scene not in _POSSIBLE:
        _POSSIBLE[scene] = await _looked_up(world, scene)
    return _POSSIBLE[scene]


async def _looked_up(world: World, scene: str) -> dict[Action, str]:
    place, go = SCENES[scene]
    async with running(world, WIDE) as (app, pilot):
        await go(app, pilot)
        assert place_of(app) is place
        assert isinstance(app.screen, KeyedScreen)
        found: dict[Action, str] = {}
        for command in app.screen.commands():
            for key in command.names_in(place):
                if action_of(place, key, app.screen.can) is command.action:
                    found.setdefault(command.action, key)
        return {action: key for action, key in found.items() if not left_out(scene, action)}


@pytest.mark.parametrize("scene", SCENES)
async def test_every_command_acts_by_key_and_by_mouse(world: World, scene: str) -> None:
    """Each possible command changes what is seen by its key; a click on its label does the same.

    A command is tried by key in the first scene of each place in which it is possible, by mouse in
    the first place whose key bar has it: a label runs its command in every place (see below).
    """
    place, go = SCENES[scene]
    for action, key in (await untried(world, scene)).items():
        async with running(world, WIDE) as (app, pilot):
            await go(app, pilot)
            before = app.export_screenshot()
            label = label_of(app, place, action)
            await press(pilot, key)
            assert app.export_screenshot() != before, f"{action} by {key} in {scene}"
        if label is None or action in _labelled_before(scene):
            continue
        async with running(world, WIDE) as (app, pilot):
            await go(app, pilot)
            before = app.export_screenshot()
            bar, column = label
            await pilot.click(bar, offset=(column, 0))
            await settled(pilot)
            assert place_of(app) is not None
            assert app.export_screenshot() != before, f"{action} by mouse in {scene}"


def _labelled_before(scene: str) -> set[Action]:
    """Return the commands in the key bars of the places of earlier scenes."""
    names = list(SCENES)
    earlier = {SCENES[name][0] for name in names[: names.index(scene)]} - {SCENES[scene][0]}
    return {
        command.action for place in earlier for command in key_bar_commands(place, lambda _: True)
    }


def label_of(app: GuideApp, place: Place, action: Action) -> tuple[str, int] | None:
    """Return the bar in which a command has its label, and the column; None when it has none."""
    assert isinstance(app.screen, KeyedScreen)
    for command in key_bar_commands(place, app.screen.can):
        if command.action is action:
            name = "#keys" if place not in OVERLAYS else "#found"
            bar = next(iter(app.screen.query(name)), None)
            if isinstance(bar, OneLine):
                label = app.screen.called(action) or command.label
                shown = f" {command.shown_in(place)} {label} "
                assert shown in bar.text, f"{shown!r} is not in the key bar of {place}"
                return name, bar.text.index(shown) + 1
    return None


@pytest.mark.parametrize("scene", SCENES)
async def test_the_palette_lists_every_possible_command(world: World, scene: str) -> None:
    """What can be done in a place by key can be done by name."""
    place, go = SCENES[scene]
    if place is Place.PALETTE:
        return
    async with running(world, WIDE) as (app, pilot):
        await go(app, pilot)
        assert isinstance(app.screen, KeyedScreen)
        wanted = {command.action for command in app.screen.commands()} - TABS - {Action.PALETTE}
        await press(pilot, "ctrl+p")
        listed = {row.target for row in rows_of(app).rows}
        assert {RunCommand(action) for action in wanted} <= listed
        assert {target for _, target in app.main.tabs} <= listed


@pytest.mark.parametrize("place", sorted(MAIN))
def test_every_label_of_the_key_bar_runs_its_own_command(place: Place) -> None:
    """The key and the label of a command have it as their target; a hint has none."""
    line = key_bar(place, lambda _: True, 10_000)
    labels = [(key, label) for key, label in zip(line[::2], line[1::2], strict=True)]
    commands = {
        (f" {command.shown_in(place)} ", f"{command.label} "): RunCommand(command.action)
        for command in key_bar_commands(place, lambda _: True)
    }
    hints = {(f" {hint.shown} ", f"{hint.label} ") for hint in HINTS if place in hint.places}

    assert {(key.text, label.text) for key, label in labels} == commands.keys() | hints
    for key, label in labels:
        assert key.target == label.target == commands.get((key.text, label.text))


@pytest.mark.parametrize("width", [20, 60, 80])
def test_key_bar_keeps_to_its_width(width: int) -> None:
    """As many labels as fit, whole, the help first."""
    line = key_bar(Place.PAGE, lambda _: True, width)

    assert line_width(line) <= width
    assert line == key_bar(Place.PAGE, lambda _: True, 10_000)[: len(line)]
    assert line[0].target == RunCommand(Action.HELP)


async def test_clicks_on_labels_do_what_they_say(world: World) -> None:
    """Back and forward in the key bar go through the pages, and list goes to the list."""
    async with running(world, WIDE) as (app, pilot):
        for entry in ("gray", "cgas", "pacific"):
            await follow(app, pilot, OpenEntry(entry))

        async def click(action: Action) -> None:
            label = label_of(app, Place.PAGE, action)
            assert label is not None
            await pilot.click(label[0], offset=(label[1], 0))
            await settled(pilot)

        for action, entry in (
            (Action.BACK, "cgas"),
            (Action.BACK, "gray"),
            (Action.FORWARD, "cgas"),
        ):
            await click(action)
            assert page_shown(app) == entry
        await click(Action.TO_LIST)
        assert place_of(app) is Place.LIST
        assert app.main.pane.query_one(RowList).current == OpenEntry("cgas")


@pytest.mark.parametrize("place", list(Place))
def test_every_command_of_a_place_can_be_reached(place: Place) -> None:
    """No command of a place is hidden there for good by others that have all of its keys."""
    for command in commands_of(place):
        only = command.action
        key = command.names_in(place)[0]
        assert action_of(place, key, only.__eq__) is only


def test_every_action_has_one_command() -> None:
    """The table says once what each action is called and how it is done."""
    assert sorted(command.action for command in COMMANDS) == sorted(Action)


def test_keys_are_shown_as_on_the_keyboard() -> None:
    """A reader sees signs, not the names that the program has for them."""
    assert [shown_key(name) for name in ("question_mark", "left", "ctrl+t")] == [
        "?",
        "left",
        "ctrl+t",
    ]
