"""Signals, a closed terminal and crashes: the terminal is given back, and no process lives on."""

import os
import re
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from guide.opening import Guide
from tests.conftest import ROOT
from tests.faults.builds import BUILDS
from tests.terminal import SECONDS, Terminal

SIGNALS = [signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGINT]

STOPPED = "T"


class Job:
    """The guide as the job of a shell, on a terminal of its own."""

    def __init__(self, terminal: Terminal) -> None:
        self.terminal = terminal
        self.before = terminal.settings
        terminal.see(r"started \d+")
        found = re.search(r"started (\d+)", terminal.text)
        assert found is not None
        self.pid = int(found[1])
        terminal.see("Continue")

    @property
    def guide(self) -> int:
        """The process that draws: the last child of the loader, where there is a loader."""
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()
        return int(children[-1]) if children else self.pid

    def given_back(self, status: int | None = None) -> None:
        """Check that the shell has the terminal as it was, after the guide stopped or ended."""
        self.shell_says("stopped" if status is None else rf"ended {status}(?!\d)")
        self.terminal.until(
            lambda: not self.terminal.modes and self.terminal.settings == self.before,
            "the terminal as it was before",
        )

    def shell_says(self, pattern: str) -> None:
        """Wait for a word of the shell, which the guide may have drawn over."""
        self.terminal.until(lambda: re.search(pattern, self.terminal.written), pattern)

    def works(self) -> None:
        """Check that the guide draws and takes keys, and let it end."""
        self.terminal.see("Continue")
        self.terminal.press("/")
        self.terminal.see("search everything")
        self.terminal.press("<esc>")
        self.terminal.see("In this guide")
        self.terminal.press("q")
        self.given_back(0)


@contextmanager
def job(command: list[str], surroundings: dict[str, str]) -> Iterator[Job]:
    """Start the guide as a job."""
    with Terminal([sys.executable, "-m", "tests.jobs", *command], surroundings) as terminal:
        yield Job(terminal)


@pytest.fixture
def surroundings(environment: dict[str, str], whole: Guide) -> dict[str, str]:
    """An environment in which the real library is built."""
    return {**environment, "PYTHONPATH": str(ROOT)}


@pytest.mark.parametrize("number", SIGNALS, ids=lambda number: signal.Signals(number).name)
@pytest.mark.parametrize("command", BUILDS)
def test_terminal_is_given_back_after_a_signal(
    surroundings: dict[str, str], command: list[str], number: signal.Signals
) -> None:
    """Settings and modes are as before, and the status tells the signal."""
    with job(command, surroundings) as started:
        assert {"1049", "1003", "25", "keys"} <= started.terminal.modes
        assert started.terminal.settings != started.before
        os.kill(started.guide, number)
        started.given_back(128 + number)


@pytest.mark.parametrize("way", ["ctrl+z", "SIGTSTP", "SIGTSTP to the job", "SIGSTOP"])
@pytest.mark.parametrize("command", BUILDS)
def test_stop_and_continue(surroundings: dict[str, str], command: list[str], way: str) -> None:
    """Every process of the job stops; continued, the guide is drawn again and takes keys."""
    with job(command, surroundings) as started:
        processes = {started.pid, started.guide}
        for _ in range(2):
            match way:
                case "ctrl+z":
                    started.terminal.press("\x1a")
                case "SIGTSTP":
                    os.kill(started.guide, signal.SIGTSTP)
                case "SIGTSTP to the job":
                    os.killpg(started.pid, signal.SIGTSTP)
                case _:
                    os.killpg(started.pid, signal.SIGSTOP)
            if way == "SIGSTOP":
                started.shell_says("stopped")
            else:
                started.given_back()
            started.terminal.until(
                lambda: all(state_of(pid) == STOPPED for pid in processes),
                "every process stopped",
            )
            started.terminal.clear()
            started.terminal.press("\n")
            started.terminal.see("Continue")
            assert STOPPED not in [state_of(pid) for pid in processes]
        started.works()
        assert not any(lives(pid) for pid in processes)


@pytest.mark.parametrize("command", BUILDS)
def test_no_process_outlives_its_terminal(surroundings: dict[str, str], command: list[str]) -> None:
    """When the window is closed, the loader and the guide end."""
    with job(command, surroundings) as started:
        processes = {started.pid, started.guide}
        started.terminal.hang_up()
        until = time.monotonic() + SECONDS
        while any(lives(pid) for pid in processes):
            assert time.monotonic() < until, "a process lives on"
            os.sched_yield()


def state_of(pid: int) -> str:
    """Return the letter with which the system names the state of a process; empty without one."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return ""


def lives(pid: int) -> bool:
    """Tell whether a process is still running; one that nobody has waited for is not."""
    return state_of(pid) not in ("", "Z")


CRASHES = {
    "at the start": "GuideApp.get_default_screen = fail",
    "in every row that is drawn": "LinesView.render_line = fail; GuideApp.on_event = fail",
    "while the screen is made": "MainScreen.compose = fail",
    "outside of everything": "GuideApp.run = fail",
}


@pytest.mark.parametrize("case", CRASHES)
def test_crash_is_one_line_and_status_4(
    surroundings: dict[str, str], tmp_path: Path, case: str
) -> None:
    """The terminal is as before; the log has the place, and no word of the exception's text."""
    code = (
        "import sys; from guide.__main__ import main\n"
        "from guide.ui.app import GuideApp, MainScreen\n"
        "from guide.ui.widgets.lines_view import LinesView\n"
        "def fail(self, *args): raise ValueError('what the learner typed')\n"
        f"{CRASHES[case]}\nsys.argv = ['abscopal']\nmain()\n"
    )
    with Terminal(
        [sys.executable, "-m", "tests.jobs", sys.executable, "-c", code], surroundings
    ) as terminal:
        before = terminal.settings
        terminal.see("ended 4")
        assert terminal.modes == set()
        assert terminal.settings == before
        assert terminal.text.count("abscopal: something went wrong") == 1
        assert "Traceback" not in terminal.text
    log = tmp_path / "data" / "abscopal.log"
    assert "builtins.ValueError" in log.read_text()
    assert "learner" not in log.read_text()
    assert str(tmp_path) not in log.read_text()
    assert log.stat().st_mode & 0o777 == 0o600
