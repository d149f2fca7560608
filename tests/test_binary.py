"""The standalone program: no Python, no network, no home, a read-only folder."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.terminal import Terminal
from tests.test_terminal import walk

FOLDER = ROOT / "dist" / "abscopal"
ONE_FILE = ROOT / "dist" / "abscopal-onefile"
MEGABYTE = 1_000_000

pytestmark = pytest.mark.binary


def run(command: list[str], **surroundings: str) -> subprocess.CompletedProcess[str]:
    """Run the program with nothing in its environment but what is given."""
    return subprocess.run(command, env=surroundings, capture_output=True, text=True, timeout=120)


@pytest.mark.parametrize("program", [FOLDER / "abscopal", ONE_FILE])
def test_searches_with_nothing_around(program: Path) -> None:
    """An empty environment is enough."""
    done = run([str(program), "search", "sting", "--json"])

    assert done.returncode == 0, done.stderr
    assert "cgas-sting" in done.stdout


@pytest.mark.skipif(
    shutil.which("unshare") is None or os.geteuid() != 0,
    reason="cutting the network needs unshare and root",
)
def test_works_with_the_network_cut() -> None:
    """In a network namespace without any interface everything is as before."""
    done = run(
        ["unshare", "-n", str(FOLDER / "abscopal"), "search", "sting"], PATH=os.environ["PATH"]
    )

    assert done.returncode == 0, done.stderr


def test_runs_from_a_read_only_folder(tmp_path: Path) -> None:
    """Nothing is written beside the program, and an empty home is no trouble."""
    copy = tmp_path / "abscopal"
    shutil.copytree(FOLDER, copy)
    before = sorted(str(path) for path in copy.rglob("*"))
    for path in [copy, *copy.rglob("*")]:
        path.chmod(0o555 if path.is_dir() or os.access(path, os.X_OK) else 0o444)
    done = run([str(copy / "abscopal"), "search", "sting"], HOME="")
    for path in [copy, *copy.rglob("*")]:
        path.chmod(0o755)

    assert done.returncode == 0, done.stderr
    assert sorted(str(path) for path in copy.rglob("*")) == before


@pytest.mark.parametrize("name", ["catalogue.msgpack", "manifest.json", "passages.jsonl"])
def test_altered_file_is_exit_three(tmp_path: Path, name: str) -> None:
    """One flipped byte is refused with one line that says to reinstall."""
    copy = tmp_path / "abscopal"
    shutil.copytree(FOLDER, copy)
    path = next(copy.rglob(name))
    data = bytearray(path.read_bytes())
    data[len(data) // 3] ^= 1
    path.write_bytes(bytes(data))
    done = run([str(copy / "abscopal"), "search", "sting"])

    assert done.returncode == 3
    assert "reinstall" in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_whole_visit(tmp_path: Path) -> None:
    """Search, read, come back, be asked, leave; the answers are there at the next start."""
    surroundings = {"HOME": str(tmp_path), "LANG": "C.UTF-8"}
    with Terminal([str(FOLDER / "abscopal")], surroundings) as terminal:
        walk(terminal)
        assert terminal.wait() == 0
    with Terminal([str(FOLDER / "abscopal")], surroundings) as terminal:
        terminal.see("3 of \\d+ questions answered")
        terminal.press("q")
        assert terminal.wait() == 0


def test_content_can_be_checked_and_quizzed(tmp_path: Path) -> None:
    """The bundled content passes its own check, and the plain quiz works."""
    assert run([str(FOLDER / "abscopal"), "check"]).returncode == 0
    done = subprocess.run(
        [str(FOLDER / "abscopal"), "quiz", "-n", "2"],
        env={"HOME": str(tmp_path)},
        input="a\nb\n",
        capture_output=True,
        text=True,
    )
    assert "Score:" in done.stdout


def test_size_stays_small() -> None:
    """The folder stays below 55 MB and the single file below 26 MB."""
    size = sum(path.stat().st_size for path in FOLDER.rglob("*") if path.is_file())

    assert size < 55 * MEGABYTE
    assert ONE_FILE.stat().st_size < 26 * MEGABYTE
