"""Faults of the guide itself: logged without a word of the user's, told, survived."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from guide import faultlog
from guide.ui.app import GuideApp
from guide.ui.faults import MOST, SAY_AGAIN, WITHIN, Faults
from guide.ui.panes.home import HomeView
from guide.ui.screens.help import HelpScreen
from guide.ui.screens.main import MainScreen
from guide.ui.screens.search import SearchScreen
from guide.ui.widgets.one_line import OneLine
from guide.ui.world import Finder, World
from tests.conftest import Clock
from tests.ui.driving import Driver, press, running, screen_of, shown, until


def fail(*args: object) -> None:
    """Fail, with what nobody else may read in the exception."""
    raise ValueError("what the learner typed")


async def told(app: GuideApp, pilot: Driver) -> None:
    """Wait until the user is told."""
    await until(pilot, lambda: app.screen.query("Toast"))


FAILING: dict[str, tuple[type, str, str]] = {
    "a key": (MainScreen, "handle", "ctrl+pagedown"),
    "a message": (MainScreen, "_on_place_changed", "tab"),
    "compose": (HelpScreen, "compose", "question_mark"),
    "mount": (SearchScreen, "on_mount", "slash"),
    "drawing": (HomeView, "render_line", "down"),
    "the resize": (OneLine, "_on_resize", "ctrl+pagedown"),
}


@pytest.mark.parametrize("case", FAILING)
async def test_a_fault_is_survived(
    world: World, monkeypatch: pytest.MonkeyPatch, case: str
) -> None:
    """The user is told, and the guide takes keys as before once the fault is gone."""
    owner, name, key = FAILING[case]
    async with running(world, faulty=True) as (app, pilot):
        with monkeypatch.context() as patched:
            patched.setattr(owner, name, fail, raising=False)
            await pilot.press(key)
            if case == "the resize":
                await pilot.resize_terminal(90, 30)
            await told(app, pilot)
        await press(pilot, "escape")
        await press(pilot, "1")
        assert "In this guide" in shown(app)
        await press(pilot, "slash")
        assert screen_of(app) is SearchScreen
    assert app.crash is None


async def test_a_fault_in_a_thread_or_timer_is_survived(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The index cannot be opened in its thread: the user is told, and can read."""
    monkeypatch.setattr(Finder, "open", fail)
    async with running(world, faulty=True) as (app, pilot):
        await told(app, pilot)
        before = app.faults.count
        # The framework leaves out a timer that is already late when it begins.
        app.set_timer(0.1, fail)
        await until(pilot, lambda: app.faults.count > before)
        await press(pilot, "2")
        assert app.is_running


async def test_the_log_holds_nothing_of_the_user(
    world: World, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """It names the exception and its place, is private, and has each fault once."""
    path = world.study.path
    assert path is not None
    log = path.parent / faultlog.NAME
    async with running(world, faulty=True) as (app, pilot):
        monkeypatch.setattr(MainScreen, "handle", fail)
        for _ in range(3):
            await press(pilot, "ctrl+pagedown")
        assert app.faults.count == 3
    text = log.read_text("utf-8")
    assert text.count("builtins.ValueError") == 1
    assert "guide/ui/screens/keyed.py:" in text
    assert "learner" not in text
    assert str(tmp_path) not in text
    assert str(Path.home()) not in text
    assert log.stat().st_mode & 0o777 == 0o600


async def test_an_endless_fault_ends_the_guide(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A handler that fails and asks for itself again ends with status 4, and says why."""
    async with running(world, faulty=True) as (app, pilot):

        def again(self: MainScreen) -> None:
            self.call_later(again, self)
            fail()

        app.main.call_later(again, app.main)
        await until(pilot, lambda: not app.is_running)
    assert app.return_code == 4
    assert app.crash is not None
    assert "something went wrong" in str(app.crash)


async def test_damaged_look_is_said(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """A damaged style sheet is a damaged guide: status 3 and what to do."""
    monkeypatch.setattr(GuideApp, "CSS", "Screen { color: }}")
    app = GuideApp(world)
    await app.run_async(headless=True)
    assert app.crash is not None
    assert app.crash.status == 3
    assert app.return_code == 3


def test_the_user_is_not_told_too_often(clock: Clock) -> None:
    """Once, and again after a while."""
    faults = Faults(None, clock.monotonic)
    assert faults.take(ValueError())
    assert not faults.take(ValueError())
    clock.move(seconds=SAY_AGAIN)
    assert faults.take(ValueError())
    assert faults.details == ""


def test_only_a_loop_is_endless(clock: Clock) -> None:
    """Faults that are far apart, or that keys lead to, are none."""
    faults = Faults(None, clock.monotonic)

    def repeat(seconds: float, between: Callable[[], None]) -> bool:
        for _ in range(MOST):
            clock.move(seconds=seconds)
            between()
            faults.take(ValueError())
        return faults.endless

    assert not repeat(WITHIN / MOST * 2, lambda: None)
    assert not repeat(0.001, faults.input_came)
    assert repeat(0.001, lambda: None)


def test_the_log_is_bounded(tmp_path: Path) -> None:
    """A log that has grown too large begins again; a link in its place is not followed."""
    log = tmp_path / faultlog.NAME
    log.write_text("x" * (faultlog.LARGEST + 1))
    assert faultlog.record(tmp_path, ValueError()) == log
    assert log.stat().st_size < 1000
    log.unlink()
    log.symlink_to(tmp_path / "elsewhere")
    assert faultlog.record(tmp_path, ValueError()) is None
    assert not (tmp_path / "elsewhere").exists()
    assert faultlog.record(tmp_path / "missing", ValueError()) is None


@pytest.mark.parametrize(
    ("file", "place"),
    [
        ("/home/anna/.venv/lib/python3.11/site-packages/textual/app.py", "textual/app.py"),
        ("/home/anna/secret/asyncio/tasks.py", "tasks.py"),
        ("guide/ui/app.py", "guide/ui/app.py"),
        (faultlog.__file__, "guide/faultlog.py"),
    ],
)
def test_places_are_without_the_folders_of_the_user(file: str, place: str) -> None:
    """Only what is inside a package is named."""
    assert faultlog.place_of(file) == place


def test_a_long_chain_of_exceptions_is_cut() -> None:
    """Deep recursion and endless causes take a few lines."""

    def deep(left: int) -> None:
        try:
            raise ValueError if left == 0 else RuntimeError
        except Exception as error:
            if left == 0:
                raise
            try:
                deep(left - 1)
            except Exception as inner:
                raise inner from error

    with pytest.raises(ValueError) as caught:
        deep(60)
    assert len(faultlog.describe(caught.value).splitlines()) < 130


NEEDED = """
import asyncio
from textual.app import App
class Probe(App):
    count = 0
    def on_key(self):
        self.count += 1
        raise ValueError
async def main():
    app = Probe()
    try:
        async with app.run_test() as pilot:
            await pilot.press("a", "b")
    except ValueError:
        pass
    print(app.count)
asyncio.run(main())
"""


def test_textual_still_ends_at_the_first_exception() -> None:
    """When this fails Textual goes on by itself, and `survive_messages` can go."""
    done = subprocess.run([sys.executable, "-c", NEEDED], capture_output=True, text=True)
    assert done.stdout.strip() == "1"
