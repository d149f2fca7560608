"""The tools that copy: each gets the text, 300 ms and an environment that is its own."""

import os
import time
from pathlib import Path

import pytest

from guide.ui.clipboard import SECONDS, copy_with_tool

LONG = 60
"""Seconds that a tool in these tests would take."""


@pytest.fixture
def tools(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for the only copying tools of the system; its `copied` is what they leave."""
    folder = tmp_path / "tools"
    folder.mkdir()
    for name in ("sh", "cat", "sleep", "env"):
        for place in ("/bin", "/usr/bin"):
            if (Path(place) / name).exists():
                (folder / name).symlink_to(Path(place) / name)
                break
    monkeypatch.setenv("PATH", str(folder))
    return folder


def make(folder: Path, name: str, script: str) -> None:
    """Make a tool."""
    path = folder / name
    path.write_text(f"#!{folder}/sh\ncd {folder}\n{script}\n")
    path.chmod(0o755)


def test_the_first_tool_that_works_is_used(tools: Path) -> None:
    """One that fails is passed over."""
    make(tools, "wl-copy", "exit 1")
    make(tools, "xclip", "cat > copied")
    assert copy_with_tool("naïve ▏") == "xclip"
    assert (tools / "copied").read_text("utf-8") == "naïve ▏"


def test_without_a_tool_nothing_is_copied(tools: Path) -> None:
    """The caller asks the terminal then."""
    assert copy_with_tool("text") == ""


def test_a_tool_may_leave_a_process_behind(tools: Path) -> None:
    """As xclip does, to hold the text: nobody waits for it."""
    make(tools, "xclip", f"cat > copied; sleep {LONG} & exit 0")
    assert copy_with_tool("text") == "xclip"


def test_tools_that_hang_get_300_ms_together(tools: Path) -> None:
    """All of them are ended; the limit is generous, for a busy machine."""
    for name in ("wl-copy", "xclip", "xsel"):
        make(tools, name, f"exec sleep {LONG}")
    began = time.monotonic()
    assert copy_with_tool("x" * 1_000_000) == ""
    assert time.monotonic() - began < SECONDS + LONG / 4


@pytest.mark.parametrize(
    ("before", "frozen", "expected"),
    [
        ({"LD_LIBRARY_PATH": "/bundle", "LD_LIBRARY_PATH_ORIG": "/own"}, True, "/own"),
        ({"LD_LIBRARY_PATH": "/bundle"}, True, ""),
        ({"LD_LIBRARY_PATH": "/own"}, False, "/own"),
    ],
)
def test_tools_do_not_get_the_libraries_of_the_program(
    tools: Path,
    monkeypatch: pytest.MonkeyPatch,
    before: dict[str, str],
    frozen: bool,
    expected: str,
) -> None:
    """They get what was set before the standalone program was loaded."""
    for name in ("LD_LIBRARY_PATH", "LD_LIBRARY_PATH_ORIG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in before.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("sys.frozen", frozen, raising=False)
    make(tools, "xclip", 'cat > copied; echo "$LD_LIBRARY_PATH" > libraries; env > all')
    assert copy_with_tool("text") == "xclip"
    assert (tools / "libraries").read_text().strip() == expected
    assert "_ORIG" not in (tools / "all").read_text()
    assert os.environ["PATH"] == str(tools)
