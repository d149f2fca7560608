"""What a terminal, its user or the disk did to the screen: the guide goes on."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.events import AppFocus, Paste
from textual.widgets._toast import Toast

from guide.building import build
from guide.coach.study import open_study
from guide.layout.targets import OpenEntry
from guide.opening import Guide, open_guide
from guide.paths import built_dir
from guide.search.engine import Searcher
from guide.search.requests import SearchRequest
from guide.search.results import SearchResult
from guide.ui.app import WENT_WRONG
from guide.ui.places import Place
from guide.ui.screens.help import HelpScreen
from guide.ui.screens.main import NEWER, MainScreen
from guide.ui.screens.palette import PaletteScreen
from guide.ui.screens.search import SearchScreen
from guide.ui.screens.too_small import TooSmall
from guide.ui.widgets.field import WIDEST, Field
from guide.ui.world import Finder, World
from tests.conftest import NOW, ROOT, Clock
from tests.faults.builds import BUILDS, SOURCE
from tests.terminal import Terminal
from tests.ui.driving import (
    follow,
    notices,
    place_of,
    press,
    rows_of,
    running,
    screen_of,
    settled,
    shown,
    typed,
    until,
)

PASTE, END = b"\x1b[200~", b"\x1b[201~"
BYTES = {
    "a Latin-1 letter": b"\xfc",
    "a mouse report in the old encoding": b"\x1b[MC\x84*",
    "a C1 control": b"\x9bA",
    "a paste with FF": PASTE + b"a\xffb" + END,
    "a paste with escape and q": PASTE + b"\x1bq\x1b[A" + END,
    "a key beyond Unicode": b"\x1b[1114112u\x1b[99999999999;1u",
    "a size that is none": b"\x1b[48;0;0;0;0t\x1b[48;9999;9999;0;0t\x1b[<0;1;1M",
    "a mouse far outside": b"\x1b[<0;9999;9999M\x1b[<0;9999;9999m\x1b[<64;9999;1M",
}


@pytest.fixture
def surroundings(environment: dict[str, str], whole: Guide) -> dict[str, str]:
    """An environment in which the real library is built."""
    return {**environment, "PYTHONPATH": str(ROOT)}


def search_and_quit(terminal: Terminal) -> int:
    """Search, close the search, quit; return the exit status."""
    terminal.press("<esc>")
    terminal.see("last 7 days")
    terminal.press("/")
    terminal.see("search everything")
    terminal.press("pacific")
    terminal.see(r"\d results")
    terminal.press("<esc>")
    terminal.see("last 7 days")
    terminal.press("q")
    return terminal.wait()


@pytest.mark.parametrize("place", ["Home", "the search"])
def test_odd_bytes_are_survived(surroundings: dict[str, str], tmp_path: Path, place: str) -> None:
    """Every kind, one after another; no fault is logged."""
    with Terminal(SOURCE, surroundings) as terminal:
        terminal.see("Continue")
        if place == "the search":
            terminal.press("/")
            terminal.see("search everything")
        for data in BYTES.values():
            terminal.send(data)
        assert search_and_quit(terminal) == 0
    assert not (tmp_path / "data" / "abscopal.log").exists()


@pytest.mark.parametrize("command", BUILDS)
def test_resizes_from_one_cell_to_a_million(
    surroundings: dict[str, str], tmp_path: Path, command: list[str]
) -> None:
    """A storm of sizes, then each extreme; the guide is drawn again."""
    with Terminal(command, surroundings) as terminal:
        terminal.see("Continue")
        for number in range(200):
            terminal.resize(1 + number * 7 % 180, 1 + number * 5 % 60)
        for columns, rows in ((1, 1), (1000, 1000), (1, 1000), (1000, 1), (80, 24)):
            terminal.clear()
            terminal.resize(columns, rows)
            if columns == rows == 1000:
                terminal.see("last 7 days")
            if (columns, rows) == (1000, 1):
                # What was written for the sizes before has been read, and does not pass for it.
                terminal.see("this is 1000×1")
        terminal.see("Continue")
        assert search_and_quit(terminal) == 0
    assert not (tmp_path / "data" / "abscopal.log").exists()


def test_two_sizes_at_once_end_on_the_second(surroundings: dict[str, str]) -> None:
    """As a window manager sends them that tiles windows in two steps."""
    with Terminal(SOURCE, surroundings) as terminal:
        terminal.see("Continue")
        for _ in range(20):
            terminal.resize(59, 15)
            terminal.see("this is 59×15")
            terminal.clear()
            terminal.resize(1000, 1)
            terminal.resize(80, 24)
            terminal.see("Continue")
        assert search_and_quit(terminal) == 0


@pytest.mark.parametrize(
    "keys", [b"12345678" * 300, b"/\x1b[A\x1b[Z?\x1b[B" * 300], ids=["tabs", "all"]
)
def test_ctrl_q_behind_thousands_of_keys_ends_the_guide(
    surroundings: dict[str, str], keys: bytes
) -> None:
    """A paste as raw keys, or a cat: whatever waits, the guide is left at once."""
    with Terminal(SOURCE, surroundings) as terminal:
        terminal.see("Continue")
        terminal.send(keys + b"\x11")
        assert terminal.wait() == 0


@pytest.mark.parametrize("name", ["dumb", "unknown"])
def test_a_terminal_that_only_prints(surroundings: dict[str, str], name: str) -> None:
    """One plain line names the commands that work there; nothing else is written."""
    with Terminal(SOURCE, {**surroundings, "TERM": name}) as terminal:
        terminal.see("use search, show, list or quiz")
        assert terminal.wait() == 2
        assert terminal.modes == set()


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"TERM": ""}, id="empty TERM"),
        pytest.param({"TERM": "no-such-terminal"}, id="odd TERM"),
        pytest.param({"TEXTUAL": "debug", "TEXTUAL_DRIVER": "none:None"}, id="Textual's settings"),
        pytest.param({"TEXTUAL": "debug", "TEXTUAL_LOG": "/nonexistent/x"}, id="Textual's log"),
    ],
)
def test_odd_surroundings(surroundings: dict[str, str], changes: dict[str, str]) -> None:
    """The guide is drawn, in UTF-8."""
    with Terminal(SOURCE, {**surroundings, **changes}) as terminal:
        terminal.see("░░░")
        assert search_and_quit(terminal) == 0


def test_an_ascii_locale_gets_ascii(surroundings: dict[str, str]) -> None:
    """The guide is drawn with what such a locale has; --no-ascii draws every glyph."""
    plain = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    with Terminal(SOURCE, {**surroundings, **plain}) as terminal:
        terminal.see("Continue")
        assert terminal.text.isascii()
        assert search_and_quit(terminal) == 0
    with Terminal([*SOURCE, "--no-ascii"], {**surroundings, **plain}) as terminal:
        terminal.see("░░░")


def test_errors_may_go_to_a_file(surroundings: dict[str, str], tmp_path: Path) -> None:
    """The screen is drawn on standard output."""
    command = ["sh", "-c", f"{sys.executable} -m guide 2> {tmp_path}/errors"]
    with Terminal(command, surroundings) as terminal:
        terminal.see("Continue")
        assert search_and_quit(terminal) == 0
    assert (tmp_path / "errors").read_text() == ""


@pytest.mark.parametrize("redirection", ["<&-", ">&-", "< /dev/null", "| cat"])
def test_without_a_terminal_one_line_is_said(
    surroundings: dict[str, str], redirection: str
) -> None:
    """Closed, empty or piped: status 2, never a traceback."""
    command = f"set -o pipefail 2>/dev/null; {sys.executable} -m guide {redirection}"
    done = subprocess.run(["bash", "-c", command], env=surroundings, capture_output=True, text=True)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "needs a terminal" in done.stderr


async def test_a_covered_overlay_closes_nothing(world: World) -> None:
    """A key that reaches the help late does not close the palette above it."""
    async with running(world) as (app, pilot):
        await press(pilot, "question_mark")
        covered = app.screen
        assert isinstance(covered, HelpScreen)
        await press(pilot, "ctrl+p")
        covered.dismiss(OpenEntry("gray"))
        covered.dismiss(None)
        await settled(pilot)
        assert screen_of(app) is PaletteScreen
        await press(pilot, "escape", "escape")
        assert screen_of(app) is MainScreen


async def test_the_search_is_opened_once(world: World) -> None:
    """Asked for again while something lies above it, it is not put there twice."""
    async with running(world) as (app, pilot):
        await press(pilot, "slash", "ctrl+p")
        assert screen_of(app) is PaletteScreen
        await typed(pilot, "search")
        await press(pilot, "enter", "escape", "escape")
        assert screen_of(app) is MainScreen
        assert len(app.screen_stack) == 1


async def test_room_again_below_another_screen(world: World) -> None:
    """The notice about too little room goes although something was opened above it."""
    async with running(world) as (app, pilot):
        await pilot.resize_terminal(50, 10)
        await until(pilot, lambda: screen_of(app) is TooSmall)
        app.push_screen(HelpScreen(app.main.place, frozenset(), ()))
        await settled(pilot)
        await pilot.resize_terminal(120, 40)
        await settled(pilot)
        await press(pilot, "escape")
        assert screen_of(app) is MainScreen
        await press(pilot, "2")
        assert place_of(app) is Place.LIST


class SlowSearcher(Searcher):
    """A search that answers when a test lets it."""

    gate = threading.Event()

    def search(self, *arguments: object, **options: object) -> SearchResult:
        """Wait, then answer."""
        self.gate.wait(30)
        return super().search(*arguments, **options)  # type: ignore[arg-type]


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Every search waits for this event."""
    SlowSearcher.gate.clear()
    monkeypatch.setattr("guide.search.engine.Searcher", SlowSearcher)
    yield SlowSearcher.gate
    SlowSearcher.gate.set()


@pytest.mark.parametrize(
    "keys",
    [
        ("escape", "g"),
        ("enter", "enter", "escape"),
        ("enter", "escape", "escape"),
        ("down", "pagedown", "enter"),
        ("ctrl+p", "escape", "escape"),
        ("tab", "tab", "enter"),
    ],
)
async def test_keys_while_the_search_answers(
    world: World, slow: threading.Event, keys: tuple[str, ...]
) -> None:
    """They open or close at most once, before and after the answer."""
    async with running(world) as (app, pilot):
        await follow(app, pilot, OpenEntry("cgas-sting"))
        await press(pilot, "s")
        await pilot.press("p", "a")
        await pilot.press(*keys)
        slow.set()
        await pilot.press("b")
        await settled(pilot)
        assert app.crash is None


async def test_a_search_that_fails_is_said(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """In time or late: the user is told, and the next search is asked."""

    def fail(self: Searcher, request: SearchRequest, *rest: object) -> SearchResult:
        if request.text == "a":
            raise OSError
        return SearchResult(request.text, "", ())

    monkeypatch.setattr(Searcher, "search", fail)
    async with running(world, faulty=True) as (app, pilot):
        await press(pilot, "slash", "a")
        await until(pilot, lambda: app.faults.count == 1)
        assert WENT_WRONG in notices(app)
        await press(pilot, "backspace", "b")
        await until(pilot, lambda: "Nothing found" in str(rows_of(app, "#results").rows))
        assert app.faults.count == 1


async def test_pastes_fit_into_fields(world: World) -> None:
    """A huge paste is cut; typing and erasing go on."""
    async with running(world) as (app, pilot):
        await press(pilot, "slash")
        field = app.screen.query_one(Field)
        for _ in range(2):
            app.post_message(Paste("pd-l1 " * 10_000))
            await settled(pilot)
        assert 0 < len(field.value) <= WIDEST
        await press(pilot, "backspace")
        assert screen_of(app) is SearchScreen


async def test_newer_content_is_announced(fresh: Path, tmp_path: Path, clock: Clock) -> None:
    """Built again under the open guide: it goes on with what it opened, and says so once."""
    build(fresh)
    opened = open_guide(built_dir(fresh))
    finder = Finder(opened.built, opened.catalogue)
    with open_study(opened.catalogue, tmp_path / "data", NOW) as study:
        world = World(study, finder, clock.now, clock.monotonic, lambda: 7)
        async with running(world) as (app, pilot):
            await press(pilot, "slash", "escape")
            finder.open()
            build(fresh, force=True)
            for _ in range(2):
                app.post_message(AppFocus())
                await settled(pilot)
            assert [str(toast.render()) for toast in app.screen.query(Toast)] == [NEWER]
            await press(pilot, "slash")
            await typed(pilot, "sting")
            await until(pilot, lambda: rows_of(app, "#results").current is not None)
            await press(pilot, "enter")
            assert "sting" in shown(app).lower()
    finder.close()
