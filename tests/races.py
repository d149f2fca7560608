"""`make races`: builds, a search and two screens on one library at once, many times.

Before each round the text changes, so every program finds an index that is no longer current while
another one replaces it. A round is good if nobody fails, and all answer from the new text.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from guide.building import build
from guide.files import make_folder
from guide.opening import open_guide
from guide.paths import built_dir
from guide.search.engine import Searcher
from guide.search.requests import SearchRequest
from tests.conftest import ROOT, copy_small
from tests.terminal import Terminal

PAGE = "glossary/gray.md"
SLOWEST = 120
"""Seconds after which a program counts as hanging."""


class Race:
    """A library that several programs use at once."""

    def __init__(self, folder: Path) -> None:
        """Copy the small library into a folder, and build it."""
        self._content = copy_small(folder / "library")
        self._page = self._content / PAGE
        self._text = self._page.read_text("utf-8")
        self._surroundings = {
            **os.environ,
            "ABSCOPAL_DATA": str(folder / "data"),
            "PYTHONUTF8": "1",
        }
        self._command = [sys.executable, "-m", "guide", "--content", str(self._content)]
        make_folder(folder / "data")
        build(self._content)

    def _start(self, *arguments: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [*self._command, *arguments],
            cwd=ROOT,
            env=self._surroundings,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def round(self, number: int) -> list[str]:
        """Run everything once and return what went wrong."""
        word = f"zz{number}zz"
        self._page.write_text(self._text.replace("one joule", f"one {word}"), "utf-8")
        with ExitStack() as stack:
            started = [
                ("build", self._start("build")),
                ("build --force", self._start("build", "--force")),
                ("search", self._start("search", word)),
            ]
            terminals = [
                stack.enter_context(Terminal(self._command, self._surroundings)) for _ in range(2)
            ]
            faults = [fault for _ in range(5) for fault in self._open()]
            for name, process in started:
                out, err = process.communicate(timeout=SLOWEST)
                if (
                    process.returncode
                    or "Traceback" in err
                    or (name == "search" and word not in out)
                ):
                    faults.append(f"{name}: status {process.returncode}: {out[-100:]}{err[-300:]}")
            faults += [fault for each in terminals for fault in _visit(each, word)]
        if open_guide(built_dir(self._content)).built.is_superseded():
            faults.append("the index that was opened last is not the last one")
        left = [path.name for path in built_dir(self._content).iterdir() if path.is_dir()]
        if len(left) != 1:
            faults.append(f"generations are left: {left}")
        return faults

    def _open(self) -> list[str]:
        """Open whatever is current while it is replaced, and search in it."""
        try:
            guide = open_guide(built_dir(self._content))
            found = Searcher(guide.built, guide.catalogue).search(SearchRequest("sting")).hits
        except Exception as error:
            return [f"open: {error!r}"]
        return [] if found else ["open: nothing was found"]


def _visit(terminal: Terminal, word: str) -> list[str]:
    """Look for the new word on a screen, and leave."""
    try:
        terminal.see("Continue")
        terminal.press("/")
        terminal.see("search everything")
        terminal.press(word)
        terminal.see(r"1 result\b")
        terminal.press("<esc>")
        terminal.see("In this guide")
        terminal.press("q")
        status = terminal.wait()
    except AssertionError as error:
        return [f"screen: {error}"]
    return [] if status == 0 else [f"screen: status {status}"]


def run(rounds: int) -> int:
    """Run so many rounds, print what went wrong, and return the number of bad ones."""
    bad = 0
    with tempfile.TemporaryDirectory() as name:
        os.environ["XDG_CACHE_HOME"] = str(Path(name) / "cache")
        race = Race(Path(name))
        for number in range(rounds):
            faults = race.round(number)
            bad += bool(faults)
            for fault in faults:
                print(f"round {number}: {fault}", flush=True)
    print(f"{rounds} rounds of 2 builds, a search, 2 screens and 5 openings: {bad} bad")
    return bad


def main() -> None:
    """Run the rounds that the arguments ask for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=50)
    sys.exit(bool(run(parser.parse_args().rounds)))


if __name__ == "__main__":
    main()
