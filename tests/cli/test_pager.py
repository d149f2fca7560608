"""Long text goes through the pager on a terminal, and nowhere else."""

import fcntl
import os
import pty
import struct
import subprocess
import sys
import termios
from pathlib import Path

import pytest

from tests.conftest import ROOT


@pytest.fixture
def on_terminal(small: Path, environment: dict[str, str], tmp_path: Path):  # type: ignore[no-untyped-def]
    """Run the program on a terminal of some rows; return its status and what it showed."""

    def act(*arguments: str, rows: int = 10, **more: str) -> tuple[int, str]:
        ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", rows, 80, 0, 0))
        with subprocess.Popen(
            [sys.executable, "-m", "guide", "--content", str(small), *arguments],
            cwd=ROOT,
            env={**environment, "TERM": "xterm", **more},
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            close_fds=True,
        ) as process:
            os.close(theirs)
            shown = b""
            while True:
                try:
                    part = os.read(ours, 4096)
                except OSError:  # the terminal is closed
                    break
                if not part:
                    break
                shown += part
            os.close(ours)
            return process.wait(), shown.decode()

    return act


@pytest.fixture
def pager(tmp_path: Path) -> str:
    """A pager that says that it is one, and how many lines it was given."""
    script = tmp_path / "my pager"
    script.write_text("#!/bin/sh\necho paged; wc -l\n")
    script.chmod(0o755)
    return f"'{script}'"


def test_a_long_page_goes_through_the_pager(on_terminal, pager: str) -> None:  # type: ignore[no-untyped-def]
    """The pager that PAGER names gets the whole page."""
    status, shown = on_terminal("show", "cgas", PAGER=pager)

    assert status == 0
    assert shown.startswith("paged")
    assert int(shown.split()[1]) > 10


@pytest.mark.parametrize(
    ("rows", "more"),
    [
        (200, {}),
        (10, {"TERM": "dumb"}),
        (10, {"PAGER": "'unbalanced"}),
        (10, {"PAGER": "/nowhere/pager"}),
    ],
)
def test_without_need_or_pager_the_page_is_printed(  # type: ignore[no-untyped-def]
    on_terminal, pager: str, rows: int, more: dict[str, str]
) -> None:
    """What fits, a terminal that cannot page, and a pager that is none: plain output."""
    status, shown = on_terminal("show", "cgas", rows=rows, **{"PAGER": pager, **more})

    assert status == 0
    assert "paged" not in shown
    assert "CGAS" in shown


def test_a_pager_that_is_left_early_is_no_error(on_terminal) -> None:  # type: ignore[no-untyped-def]
    """Who has read enough closes it."""
    assert on_terminal("show", "pacific", PAGER="head -n 1")[0] == 0
    assert on_terminal("show", "pacific", PAGER="true") == (0, "")
