"""Building is repeatable, atomic and never opens what was altered."""

import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from guide.building import build
from guide.errors import ContentError, DamagedError
from guide.library.manifest import CATALOGUE, open_built
from guide.opening import open_guide
from guide.paths import built_dir
from tests.conftest import ROOT


def test_same_content_gives_same_bytes(fresh: Path, small: Path) -> None:
    """Two folders with one content have one catalogue and one fingerprint."""
    build(fresh)
    one, other = open_built(built_dir(fresh)), open_built(built_dir(small))

    assert one.catalogue == other.catalogue
    assert one.manifest.fingerprint == other.manifest.fingerprint


def test_unchanged_content_is_not_built_again(fresh: Path) -> None:
    """The second build does nothing, a forced one does."""
    assert build(fresh) is not None
    assert build(fresh) is None
    assert build(fresh, force=True) is not None


def test_changed_content_changes_the_fingerprint(fresh: Path) -> None:
    """One letter more is another content."""
    first = build(fresh)
    path = fresh / "glossary" / "gray.md"
    path.write_text(path.read_text("utf-8").replace("one joule", "1 joule"), "utf-8")
    second = build(fresh)

    assert first is not None
    assert second is not None
    assert first.fingerprint != second.fingerprint


def test_faulty_content_leaves_the_old_build(fresh: Path) -> None:
    """Nothing is replaced by content with problems."""
    build(fresh)
    before = open_built(built_dir(fresh)).manifest
    (fresh / "references.bib").write_text("", "utf-8")

    with pytest.raises(ContentError):
        build(fresh)
    assert open_built(built_dir(fresh)).manifest == before


def files_of(built: Path) -> list[Path]:
    """Return every file of a built folder that says something."""
    return sorted(path for path in built.rglob("*") if path.is_file() and path.stat().st_size)


def test_any_flipped_byte_is_refused(fresh: Path) -> None:
    """Each file of the built folder, changed in one byte, is named and refused."""
    build(fresh)
    built = built_dir(fresh)
    for path in files_of(built):
        data = path.read_bytes()
        path.write_bytes(
            data[: len(data) // 2] + bytes([data[len(data) // 2] ^ 1]) + data[len(data) // 2 + 1 :]
        )
        with pytest.raises(DamagedError, match=path.name):
            open_guide(built)
        path.write_bytes(data)
    assert open_guide(built).catalogue.heads


def test_missing_truncated_and_foreign_files_are_refused(fresh: Path) -> None:
    """What is not exactly what was built is not opened."""
    build(fresh)
    built = built_dir(fresh)
    catalogue = next(path for path in files_of(built) if path.name == CATALOGUE)
    data = catalogue.read_bytes()

    catalogue.write_bytes(data[:-10])
    with pytest.raises(DamagedError):
        open_guide(built)
    catalogue.unlink()
    with pytest.raises(DamagedError):
        open_guide(built)
    catalogue.write_bytes(data)
    (catalogue.parent / "whoosh" / "_MAIN_99.toc").write_bytes(b"foreign")
    with pytest.raises(DamagedError, match="does not belong"):
        open_guide(built)


TELLING = """
import sys
from pathlib import Path
from guide.building import build

def stage(label):
    return lambda done, total: print(label, done, flush=True)

build(Path(sys.argv[1]), force=True, stage=stage)
sys.stdin.readline()
"""
"""A build that tells each of its steps, and does not end by itself."""


def test_killed_build_leaves_the_old_one_whole(fresh: Path) -> None:
    """A build that is killed at any step never leaves a guide that cannot be opened."""
    steps: list[str] = []
    build(fresh, stage=lambda label: lambda done, _total: steps.append(f"{label} {done}\n"))
    built = built_dir(fresh)
    for count in [*range(1, len(steps), 4), len(steps)]:
        with subprocess.Popen(
            [sys.executable, "-c", TELLING, str(fresh)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        ) as process:
            assert process.stdout is not None
            told = [process.stdout.readline() for _ in range(count)]
            process.kill()
        assert told == steps[:count]
        assert process.returncode == -signal.SIGKILL
        assert open_guide(built).catalogue.heads
    build(fresh, force=True)
    assert len([path for path in built.iterdir() if path.is_dir()]) == 1, (
        "leftovers of killed builds were removed"
    )


def test_read_only_folder_is_enough_to_read(fresh: Path) -> None:
    """Opening and searching write nothing into the built folder."""
    from guide.search.engine import Searcher
    from guide.search.requests import SearchRequest

    build(fresh)
    built = built_dir(fresh)
    before = {path: path.stat().st_mtime_ns for path in files_of(built)}
    guide = open_guide(built)

    assert Searcher(guide.built, guide.catalogue).search(SearchRequest("sting")).hits
    assert before == {path: path.stat().st_mtime_ns for path in files_of(built)}
    shutil.rmtree(built)
