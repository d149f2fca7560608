"""What many tests need: the small library, an empty learner's folder, nothing of the developer."""

import fcntl
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import settings

from guide.building import build
from guide.coach.study import Study, open_study
from guide.library.catalogue import Catalogue
from guide.opening import Guide, open_guide
from guide.paths import built_dir
from guide.store.progress import Progress
from guide.ui.world import Finder, World
from tests.snapshot import difference

ROOT = Path(__file__).resolve().parent.parent
SMALL = ROOT / "tests" / "fixtures" / "small"
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)

# No test depends on a time, generated cases included.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


class Clock:
    """The time of day and the monotonic clock of a test."""

    def __init__(self) -> None:
        self._passed = timedelta()

    def now(self) -> datetime:
        """Return the time of day."""
        return NOW + self._passed

    def monotonic(self) -> float:
        """Return seconds since the test began."""
        return self._passed.total_seconds()

    def move(self, **passed: float) -> None:
        """Let time pass, such as `seconds=60`."""
        self._passed += timedelta(**passed)


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep what is built for the tests out of the developer's own cache."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(autouse=True)
def _own_surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Keep every test away from the developer's own data, content and colours."""
    for name in ("ABSCOPAL_DATA", "ABSCOPAL_CONTENT", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))


def copy_small(to: Path) -> Path:
    """Copy the small library beside the real search data; return its content folder."""
    shutil.copytree(SMALL, to, dirs_exist_ok=True)
    (to / "index").mkdir()
    for ending in ("*.toml", "*.txt"):
        for file in (ROOT / "index").glob(ending):
            shutil.copy(file, to / "index")
    return to / "content"


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the small library, built; its content folder."""
    content = copy_small(tmp_path_factory.mktemp("small"))
    build(content)
    return content


@pytest.fixture
def fresh(tmp_path: Path) -> Path:
    """A copy of the small library for one test, not built; its content folder."""
    return copy_small(tmp_path / "library")


@pytest.fixture
def tree(fresh: Path) -> Path:
    """A source tree of the program with the small library as its own, built."""
    folder = fresh.parent
    shutil.copytree(ROOT / "guide", folder / "guide", ignore=shutil.ignore_patterns("__pycache__"))
    subprocess.run(
        [sys.executable, "-m", "guide", "build"], cwd=folder, check=True, capture_output=True
    )
    return folder


@pytest.fixture(scope="session")
def guide(small: Path) -> Guide:
    """The small library, opened."""
    return open_guide(built_dir(small))


@pytest.fixture(scope="session")
def catalogue(guide: Guide) -> Catalogue:
    """The small library's catalogue."""
    return guide.catalogue


@pytest.fixture(scope="session")
def whole() -> Guide:
    """The real library, built if its content changed, by one process at a time."""
    with (ROOT / "pyproject.toml").open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        build(ROOT / "content")
        return open_guide(built_dir())


@pytest.fixture
def clock() -> Clock:
    """A clock that stands until a test moves it."""
    return Clock()


@pytest.fixture
def study(catalogue: Catalogue, tmp_path: Path) -> Iterator[Study]:
    """The small library with the data of a learner who has done nothing yet."""
    with open_study(catalogue, tmp_path / "data", NOW) as opened:
        yield opened


@pytest.fixture
def progress(study: Study) -> Progress:
    """The data of a learner who has done nothing yet."""
    return study.progress


@pytest.fixture
def world(guide: Guide, study: Study, clock: Clock) -> Iterator[World]:
    """Everything that the screen needs, with a fixed clock and seed."""
    with closing(Finder(guide.built, guide.catalogue)) as finder:
        yield World(study, finder, clock.now, clock.monotonic, lambda: 7)


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """The environment for a separate program: no colour, its data in the test's folder."""
    names = ("PATH", "LANG", "VIRTUAL_ENV", "COVERAGE_PROCESS_CONFIG")
    kept = {name: os.environ[name] for name in names if name in os.environ}
    return {
        **kept,
        "HOME": str(tmp_path),
        "ABSCOPAL_DATA": str(tmp_path / "data"),
        "XDG_CACHE_HOME": os.environ["XDG_CACHE_HOME"],
        "PYTHONUTF8": "1",
    }


def pytest_configure() -> None:
    """Let ctrl+c reach what the tests start, also where a shell runs them in the background.

    Such a shell has its jobs ignore SIGINT, and a program that ignores a signal passes that on.
    """
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that saves the pictures of the screen as they are now."""
    parser.addoption("--update-snapshots", action="store_true", help="save the screen's pictures")


@pytest.fixture
def changes(request: pytest.FixtureRequest) -> Callable[[str, str], str]:
    """Tell how a picture (SVG text) of the screen differs from the saved one of a name."""
    update = bool(request.config.getoption("--update-snapshots"))
    return lambda svg, name: difference(svg, name, update)
