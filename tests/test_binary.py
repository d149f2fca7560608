"""The standalone program: no Python, no network, no home, a read-only folder."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from guide.building import build
from guide.paths import built_dir
from tests.conftest import ROOT
from tests.forgery import forge
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


@pytest.mark.parametrize("name", ["catalogue.msgpack", "manifest.json", "passages.z"])
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


@pytest.mark.parametrize("part", ["schema", "segments", "legacy"])
def test_forged_index_inside_the_folder_runs_nothing(tmp_path: Path, part: str) -> None:
    """A pickle that calls a function is refused, whose checksum fits; the doctor says why."""
    copy = tmp_path / "abscopal"
    shutil.copytree(FOLDER, copy)
    forge(next(copy.rglob("manifest.json")).parent, part, f"touch {tmp_path / 'ran'}")
    done = run([str(copy / "abscopal"), "search", "sting"], HOME=str(tmp_path))
    told = run([str(copy / "abscopal"), "doctor"], HOME=str(tmp_path))

    assert done.returncode == 3, done.stderr
    assert done.stderr.count("\n") == 1
    assert told.returncode == 1
    why = "Can't read format -110" if part == "legacy" else "which this program never writes"
    assert why in done.stderr
    assert why in told.stdout
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize("program", [FOLDER / "abscopal", ONE_FILE])
def test_index_beside_chosen_content_is_never_opened(
    tmp_path: Path, fresh: Path, program: Path
) -> None:
    """The text is indexed instead, in the user's cache; a forged cache is refused too."""
    build(fresh)
    stranger = fresh.parent / "index" / "built"
    shutil.copytree(built_dir(fresh), stranger)
    forge(stranger, "schema", f"touch {tmp_path / 'ran'}")
    surroundings = {"HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    command = [str(program), "--content", str(fresh)]

    done = run([*command, "search", "sting"], **surroundings)
    assert done.returncode == 0, done.stderr
    assert "cgas-sting" in done.stdout
    assert f"{stranger} is not opened" in run([*command, "doctor"], **surroundings).stdout

    forge(
        next((tmp_path / "cache").rglob("manifest.json")).parent,
        "schema",
        f"touch {tmp_path / 'ran'}",
    )
    done = run([*command, "search", "sting"], **surroundings)
    assert done.returncode == 3
    assert "which this program never writes" in done.stderr
    assert not (tmp_path / "ran").exists()


def test_size_stays_small() -> None:
    """The folder stays below 65 MB and the single file below 29 MB."""
    size = sum(path.stat().st_size for path in FOLDER.rglob("*") if path.is_file())

    assert size < 65 * MEGABYTE
    assert ONE_FILE.stat().st_size < 29 * MEGABYTE
