"""An index is opened only if this program built it, and only as it was built."""

import hashlib
import json
import os
import pickle
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from guide.building import LOCK, build
from guide.errors import DamagedError, GuideError
from guide.library.manifest import MADE_HERE, MANIFEST, open_built, read_manifest
from guide.opening import open_guide
from guide.paths import built_dir
from guide.search import unpickling
from guide.search.engine import Searcher
from guide.search.requests import SearchRequest
from tests import races
from tests.conftest import ROOT
from tests.forgery import forge

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(environment: dict[str, str]) -> Run:
    """Run the program with some arguments, of a source tree or of this one."""

    def act(*arguments: str, tree: Path = ROOT) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "guide", *arguments],
            cwd=tree,
            env=environment,
            capture_output=True,
            text=True,
            timeout=60,
        )

    return act


def refusal(done: subprocess.CompletedProcess[str]) -> str:
    """Return the one line in which a command calls the guide damaged."""
    assert done.returncode == 3, done.stderr
    assert done.stderr.count("\n") == 1
    assert not done.stdout
    return done.stderr


@pytest.mark.parametrize("part", ["schema", "segments", "legacy"])
def test_forged_index_of_the_program_runs_nothing(tree: Path, run: Run, part: str) -> None:
    """A pickle that calls a function is refused by its name, though every checksum fits."""
    forge(tree / "index" / "built", part, f"touch {tree / 'ran'}")
    why = "Can't read format -110" if part == "legacy" else "which this program never writes"

    assert why in refusal(run("search", "sting", tree=tree))
    told = run("doctor", tree=tree)
    assert told.returncode == 1
    assert "WRONG index" in told.stdout
    assert why in told.stdout
    assert not (tree / "ran").exists()


@pytest.mark.parametrize("part", ["schema", "segments", "legacy"])
def test_index_beside_chosen_content_is_never_opened(fresh: Path, run: Run, part: str) -> None:
    """What lies beside a content folder came with it; the text is indexed instead."""
    stranger = fresh.parent / "index" / "built"
    build(fresh)
    shutil.copytree(built_dir(fresh), stranger)
    shutil.rmtree(built_dir(fresh))
    forge(stranger, part, f"touch {fresh / 'ran'}")
    before = {path: path.read_bytes() for path in stranger.rglob("*") if path.is_file()}

    done = run("--content", str(fresh), "search", "sting")
    told = run("--content", str(fresh), "doctor")

    assert done.returncode == 0, done.stderr
    assert "cgas-sting" in done.stdout
    assert f"{stranger} is not opened" in told.stdout
    assert not (fresh / "ran").exists()
    assert before == {path: path.read_bytes() for path in stranger.rglob("*") if path.is_file()}


def test_forged_cache_runs_nothing(fresh: Path, run: Run) -> None:
    """Even an index in the user's own cache cannot call a function."""
    build(fresh)
    forge(built_dir(fresh), "schema", f"touch {fresh / 'ran'}")

    done = run("--content", str(fresh), "search", "sting")
    assert "which this program never writes" in refusal(done)
    assert not (fresh / "ran").exists()


class _Call:
    """A value that calls a function when it is unpickled."""

    def __init__(self, function: object, *arguments: object) -> None:
        self._call = (function, arguments)

    def __reduce__(self) -> tuple[object, ...]:
        return self._call


@pytest.mark.parametrize(
    "value",
    [
        _Call(os.system, "true"),
        _Call(eval, "1"),
        _Call(getattr, "", "upper"),
        _Call(__import__, "os"),
        _Call(subprocess.Popen, ["true"]),
        ("nested", {"deep": [_Call(print, "x")]}),
        subprocess.Popen,
    ],
    ids=lambda value: type(value).__name__,
)
@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_only_listed_names_are_unpickled(value: object, protocol: int) -> None:
    """Every protocol and every depth goes through the list of names."""
    with pytest.raises(DamagedError, match="never writes"):
        unpickling.loads(pickle.dumps(value, protocol))


def test_no_module_of_whoosh_that_reads_has_its_own_way_to_unpickle(fresh: Path) -> None:
    """After a search, pickle's own functions are reachable from no loaded module of Whoosh.

    A release that reads in another place fails here, and `guide/search/unpickling.py` is to follow.
    """
    build(fresh)
    code = (
        "import sys, pickle, marshal; from pathlib import Path;"
        "from guide.opening import open_guide; from guide.search.engine import Searcher;"
        "from guide.search.requests import SearchRequest as R;"
        "g = open_guide(Path(sys.argv[1])); s = Searcher(g.built, g.catalogue);"
        "assert s.search(R('sting')).hits; assert s.verify();"
        "ways = [pickle, pickle.load, pickle.loads, pickle.Unpickler, marshal, marshal.loads];"
        "print([(m, n) for m, module in sorted(sys.modules.items()) if m.startswith('whoosh')"
        " for n, value in vars(module).items() if any(value is way for way in ways)"
        " or isinstance(value, type) and issubclass(value, (pickle.Unpickler, pickle._Unpickler))])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(built_dir(fresh))],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "[]"


def seal(fields: dict[str, object]) -> bytes:
    """Return a manifest with a seal that fits."""
    body = msgspec.json.encode({**fields, "seal": ""}, order="sorted")
    sealed = {**fields, "seal": hashlib.sha256(body).hexdigest()}
    return msgspec.json.format(msgspec.json.encode(sealed, order="sorted"), indent=1) + b"\n"


def manifests(built: Path) -> dict[str, bytes]:
    """Return altered manifests by what is wrong with them."""
    fields = json.loads((built / MANIFEST).read_bytes())
    files = fields["files"]
    wrong = {
        f"without-{name}": {key: value for key, value in fields.items() if key != name}
        for name in fields
        if name != "seal"
    }
    wrong["generation-outside"] = {**fields, "generation": "../../elsewhere"}
    wrong["file-outside"] = {**fields, "files": {**files, "../../secret": "0" * 64}}
    wrong["file-absolute"] = {**fields, "files": {**files, "/etc/passwd": "0" * 64}}
    wrong["number-as-list"] = {**fields, "entries": [1]}
    wrong["without-catalogue"] = {
        **fields,
        "files": {name: digest for name, digest in files.items() if "catalogue" not in name},
    }
    nested = b"[" * 100_000 + b"]" * 100_000
    return {
        **{name: seal(body) for name, body in wrong.items()},
        "nested": nested,
        "nested-field": b'{"extra": ' + nested + b"}",
        "large": b" " * 10_000_000,
        "not-utf-8": b"\xff\xfe",
        "empty": b"",
        "null": b"null",
        "huge-number": b'{"schema": 1' + b"0" * 6000 + b"}",
    }


def test_the_seal_of_these_tests_fits(fresh: Path) -> None:
    """Only what is wrong in it makes a manifest of this table unusable."""
    build(fresh)
    path = built_dir(fresh) / MANIFEST
    fields = json.loads(path.read_bytes())
    del fields["seal"]

    assert seal(fields) == path.read_bytes()


def test_faulty_manifests_are_damage_in_one_line(fresh: Path) -> None:
    """Whatever is wrong with the manifest, it is said in one line, and nothing is read outside."""
    build(fresh)
    built = built_dir(fresh)
    for name, data in manifests(built).items():
        (built / MANIFEST).write_bytes(data)
        with pytest.raises(DamagedError) as error:
            open_guide(built)
        assert "\n" not in str(error.value), name
        assert len(str(error.value)) < 200, name


def test_faulty_manifest_is_exit_three(tree: Path, run: Run) -> None:
    """The command line says so, with status 3."""
    path = tree / "index" / "built" / MANIFEST
    path.write_bytes(b"[" * 100_000)

    assert "manifest.json of the guide's index" in refusal(run("list", tree=tree))


LITTER = [
    ".DS_Store", "Thumbs.db", "desktop.ini", "names.json~", ".#manifest.json", "._names.json",
    "#search.json#", ".search.json.swp", "~$names.json",
]  # fmt: skip


def test_litter_of_file_managers_is_no_damage(fresh: Path) -> None:
    """A folder that was looked at with a file manager is as good as before."""
    build(fresh)
    built = built_dir(fresh)
    generation = built / read_manifest(built).generation
    for folder in (built, generation, generation / "whoosh"):
        for name in LITTER:
            (folder / name).write_bytes(b"litter")
    (generation / "__MACOSX").mkdir()
    (generation / "__MACOSX" / "file").write_bytes(b"litter")

    assert Searcher(*_opened(built)).search(SearchRequest("sting")).hits


def _opened(built: Path):  # type: ignore[no-untyped-def]
    guide = open_guide(built)
    return guide.built, guide.catalogue


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no FIFOs on this system")
@pytest.mark.parametrize("kind", ["fifo", "device", "folder", "loop"])
@pytest.mark.parametrize("name", ["manifest", "catalogue"])
def test_what_is_no_file_is_refused_before_it_is_opened(
    tree: Path, run: Run, kind: str, name: str
) -> None:
    """A FIFO in place of a file would wait for ever."""
    built = tree / "index" / "built"
    path = built / MANIFEST
    if name == "catalogue":
        path = built / read_manifest(built).generation / "catalogue.msgpack"
    path.unlink()
    match kind:
        case "fifo":
            os.mkfifo(path)
        case "device":
            path.symlink_to("/dev/zero")
        case "folder":
            path.mkdir()
        case _:
            path.symlink_to(path)

    assert path.name in refusal(run("search", "sting", tree=tree))


def test_open_guide_keeps_what_it_opened(fresh: Path) -> None:
    """A guide that is open searches on while the index is replaced, and notices it."""
    build(fresh)
    guide = open_guide(built_dir(fresh))
    assert not guide.built.is_superseded()
    path = fresh / "glossary" / "gray.md"
    path.write_text(path.read_text("utf-8").replace("one joule", "1 joule"), "utf-8")
    build(fresh)

    assert Searcher(guide.built, guide.catalogue).search(SearchRequest("sting")).hits
    assert guide.built.is_superseded()


def test_chosen_content_is_indexed_when_its_text_changed(fresh: Path, run: Run) -> None:
    """No command answers from the index of another text."""
    command = ("--content", str(fresh), "search", "quetschkommode")
    assert run(*command).returncode == 1
    path = fresh / "glossary" / "gray.md"
    path.write_text(path.read_text("utf-8").replace("one joule", "one Quetschkommode"), "utf-8")

    assert "gray" in run(*command).stdout
    path.write_text("no front matter", "utf-8")
    done = run(*command)
    assert done.returncode == 1
    assert "problems in the content" in done.stderr


def test_damaged_cache_is_built_again(fresh: Path, run: Run) -> None:
    """A cache can be made again from the text, so nobody needs to know."""
    build(fresh)
    for path in built_dir(fresh).rglob("*.json"):
        path.write_bytes(path.read_bytes()[:-5])

    assert "cgas-sting" in run("--content", str(fresh), "search", "sting").stdout
    assert open_built(built_dir(fresh))


@pytest.mark.skipif(os.name != "posix", reason="permissions are POSIX's")
def test_cache_is_the_users_alone(fresh: Path) -> None:
    """The folders are 0700, also where they were not before."""
    built = built_dir(fresh)
    built.mkdir(parents=True, mode=0o755)
    build(fresh)

    for folder in (built, built.parent, built.parent.parent, open_built(built).folder):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


@pytest.mark.skipif(os.name != "posix", reason="permissions are POSIX's")
def test_index_that_anybody_could_write_is_refused(tree: Path, run: Run) -> None:
    """On a shared machine another user may have put it there."""
    (tree / "index" / "built").chmod(0o777)

    assert "every user may write" in refusal(run("search", "sting", tree=tree))


@pytest.mark.skipif(os.name != "posix", reason="pipes and permissions are POSIX's")
@pytest.mark.parametrize("kind", ["pipe", "link", "dangling-link", "folder"])
def test_lock_of_a_build_is_a_file(fresh: Path, kind: str) -> None:
    """A pipe is not waited for, and no link followed; one line says so."""
    build(fresh)
    lock, outside = built_dir(fresh) / LOCK, fresh / "outside"
    assert stat.S_IMODE(lock.stat().st_mode) == 0o600
    lock.unlink()
    match kind:
        case "pipe":
            os.mkfifo(lock)
        case "folder":
            lock.mkdir()
        case _:
            lock.symlink_to(outside)
    if kind == "link":
        outside.write_text("mine", "utf-8")

    with pytest.raises(GuideError, match=r"build\.lock is not a file"):
        build(fresh, force=True)
    assert outside.exists() is (kind == "link")


def test_build_removes_only_what_it_made(tree: Path, run: Run) -> None:
    """A stranger's folder, file or link in the built folder stays."""
    built = tree / "index" / "built"
    (built / "stranger").mkdir()
    (built / "stranger" / "work.txt").write_text("mine", "utf-8")
    (built / "0123456789ab-looksours").mkdir()
    outside = tree / "outside"
    outside.mkdir()
    (outside / MADE_HERE).touch()
    (built / "link").symlink_to(outside)
    (built / "notes.txt").write_text("mine", "utf-8")
    old = read_manifest(built).generation
    assert run("build", "--force", tree=tree).returncode == 0

    left = {path.name for path in built.iterdir()}
    assert left - {MANIFEST, "build.lock", read_manifest(built).generation} == {
        "stranger",
        "0123456789ab-looksours",
        "link",
        "notes.txt",
    }
    assert old not in left
    assert (built / "stranger" / "work.txt").read_text("utf-8") == "mine"
    assert (outside / MADE_HERE).exists()


def test_failed_build_leaves_nothing(fresh: Path, run: Run) -> None:
    """What was written of a build that failed is removed."""
    build(fresh)
    before = sorted(path.name for path in built_dir(fresh).iterdir())
    (fresh.parent / "index" / "ranking.toml").write_text("[names]\n", "utf-8")
    done = run("--content", str(fresh), "build")

    assert done.returncode == 1
    assert "ranking.toml" in done.stderr
    assert "Traceback" not in done.stderr
    assert sorted(path.name for path in built_dir(fresh).iterdir()) == before


def test_builds_wait_for_each_other(fresh: Path, environment: dict[str, str]) -> None:
    """Of builds at once none fails; those that find the work done have nothing to do."""
    command = [sys.executable, "-m", "guide", "--content", str(fresh), "build"]
    started = [
        subprocess.Popen(
            [*command, *force], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
        )
        for force in ([], [], ["--force"])
    ]
    said = [process.communicate(timeout=60)[0] for process in started]

    assert [process.returncode for process in started] == [0, 0, 0]
    assert all(line.startswith(("Built", "The index is up to date")) for line in said)
    assert open_guide(built_dir(fresh)).catalogue.heads


def test_builds_searches_and_screens_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody fails while the index is replaced; `make races` runs more rounds."""
    monkeypatch.setenv("XDG_CACHE_HOME", os.environ["XDG_CACHE_HOME"])

    assert races.run(2) == 0
