"""The guide in a real terminal, from start to end and from source, on the real library."""

import sys
from pathlib import Path

import pytest

from guide.opening import Guide
from tests.conftest import ROOT
from tests.terminal import Terminal

SOURCE = [sys.executable, "-m", "guide"]


@pytest.fixture
def surroundings(environment: dict[str, str], whole: Guide) -> dict[str, str]:
    """An environment in which the real library is built."""
    return {**environment, "PYTHONPATH": str(ROOT)}


def walk(terminal: Terminal) -> None:
    """Find a page, come back, answer three questions, see the score, leave."""
    terminal.see("Continue")
    terminal.press("/")
    terminal.see("search everything")
    terminal.press("abscopal")
    terminal.see(r"results")
    terminal.press("<enter>")
    terminal.see("Abscopal effect")
    terminal.see("esc  *list")
    terminal.press("[")
    terminal.see("last 7 days")
    terminal.press("7")
    terminal.see("All topics")
    terminal.press("<enter>")
    for number in (1, 2, 3):
        terminal.see(f"{number} of \\d+")
        terminal.see(r"a–[b-f]  *(answer|tick|put in order|match)|0–9  *number")
        # One letter answers most forms; the others take several, or a number, and then Enter.
        terminal.press("a")
        if not terminal.soon("enter  *next"):
            terminal.press("1<enter>" if "tolerance" in terminal.text else "bcdef<enter>")
        # A question that asks which two or three are right takes no more.
        for _ in range(4):
            if terminal.soon("enter  *next"):
                break
            terminal.press("<backspace><enter>")
        terminal.see("enter  *next")
        terminal.press("<enter>")
    terminal.press("<esc>")
    terminal.see("Start")
    terminal.press("q")


@pytest.mark.parametrize(("columns", "rows"), [(120, 40), (80, 24), (60, 20)])
def test_a_whole_visit(surroundings: dict[str, str], columns: int, rows: int) -> None:
    """Search, read, go back, answer, quit with status 0; the next start has the answers."""
    with Terminal(SOURCE, surroundings, columns, rows) as terminal:
        walk(terminal)
        assert terminal.wait() == 0
    with Terminal(SOURCE, surroundings, columns, rows) as terminal:
        terminal.see("3 of \\d+ questions answered")
        terminal.press("q")
        assert terminal.wait() == 0


def test_too_small_terminal_recovers(surroundings: dict[str, str]) -> None:
    """One line while there is no room, everything again once there is."""
    with Terminal(SOURCE, surroundings, 50, 12) as terminal:
        terminal.see("needs 60×16")
        terminal.resize(80, 24)
        terminal.see("Continue")
        terminal.press("q")
        assert terminal.wait() == 0


def test_altered_index_is_refused_in_one_line(surroundings: dict[str, str], tree: Path) -> None:
    """The screen never opens on altered files: one clear line and status 3."""
    path = next((tree / "index" / "built").rglob("passages.z"))
    data = path.read_bytes()
    path.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
    source = [sys.executable, "-P", "-m", "guide"]
    with Terminal(source, {**surroundings, "PYTHONPATH": str(tree)}) as terminal:
        terminal.see("passages.z of the guide's index has been altered")
        assert terminal.wait() == 3


def test_no_color_means_no_colour(surroundings: dict[str, str]) -> None:
    """With NO_COLOR no place asks the terminal for a colour; without it every one does."""
    for said, coloured in ((None, True), ("", True), ("1", False)):
        asked = surroundings if said is None else {**surroundings, "NO_COLOR": said}
        with Terminal(SOURCE, asked, 80, 24) as terminal:
            terminal.see("Continue")
            terminal.press("7")
            terminal.see("All topics")
            terminal.press("?")
            terminal.see("Keys in")
            terminal.press("<esc>")
            terminal.press("/")
            terminal.see("search everything")
            terminal.press("abscopal")
            terminal.see("results")
            assert bool(terminal.colours) is coloured, terminal.colours
