"""Whatever surrounds the program: streams, signals, folders, clocks and arguments of any size."""

import errno
import os
import re
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from guide.cli import process
from guide.cli.process import CRASHED, DEBUG, STOPPED, run_guarded
from guide.search.filters import value_terms
from guide.search.parsing import parse
from guide.search.schedules import schedules
from tests.conftest import ROOT
from tests.faults.program import Done, Program

SHELL = "/bin/sh"


def shell(small: Path, environment: dict[str, str], line: str, **more: str) -> Done:
    """Run a line of shell in which $P is the program."""
    program = f"{sys.executable} -m guide --content {small}"
    done = subprocess.run(
        [SHELL, "-c", line],
        cwd=ROOT,
        env={**environment, "P": program, **more},
        capture_output=True,
        text=True,
        timeout=60,
    )
    return Done(done.returncode, done.stdout, done.stderr)


STREAMS = {
    "stdout-closed": ("$P list >&-", 0, 0),
    "stderr-closed": ("$P show nothing 2>&-", 1, 0),
    "stdin-closed": ("$P quiz -n 1 <&- >/dev/null", 0, 0),
    "all-closed": ("$P list <&- >&- 2>&-", 0, 0),
    "help-closed": ("$P --help >&-", 0, 0),
    "stdout-full": ("$P list >/dev/full", 1, 1),
    "json-full": ("$P list --json >/dev/full", 1, 1),
    "stderr-full": ("$P show nothing 2>/dev/full", 1, 0),
    "both-full": ("$P list >/dev/full 2>&1", 1, 0),
    "help-full": ("$P --help >/dev/full", 1, 1),
    "pipe-broken": ("{ $P list --json; echo $? >&2; } | true", 0, 1),
    "pipe-broken-plain": ("{ $P list; echo $? >&2; } | true", 0, 1),
    "pipe-broken-search": ("{ $P search dose; echo $? >&2; } | true", 0, 1),
    "pipe-broken-show": ("{ $P show pacific; echo $? >&2; } | true", 0, 1),
    "pipe-broken-help": ("{ $P quiz --help; echo $? >&2; } | true", 0, 1),
    "pipe-broken-inside": ("{ PYTHONUNBUFFERED=1 $P list; echo $? >&2; } | true", 0, 1),
    "pipe-broken-help-inside": ("{ PYTHONUNBUFFERED=1 $P --help; echo $? >&2; } | true", 0, 1),
    "screen-in-a-pipe": ("$P | cat", 0, 1),
}


@pytest.mark.parametrize(("line", "status", "lines"), STREAMS.values(), ids=STREAMS)
def test_streams_that_lead_nowhere(
    small: Path, environment: dict[str, str], line: str, status: int, lines: int
) -> None:
    """The right status, at most one line, never a traceback."""
    done = shell(small, environment, line)

    assert (done.status, done.err.count("\n")) == (status, lines), done
    assert "Traceback" not in done.err
    if line.startswith("{"):
        assert done.err == "0\n", "a reader that has gone is no error"


def test_closed_output_takes_no_place_of_the_data(
    small: Path, environment: dict[str, str], tmp_path: Path
) -> None:
    """A file that is opened later never becomes standard output."""
    done = shell(small, environment, "$P quiz -n 1 >&- 2>&- <&-; $P doctor")

    assert "0 questions answered" in done.out, done


def interrupt(command: list[str], environment: dict[str, str], after: bytes) -> tuple[int, bytes]:
    """Send ctrl+c once the program has printed something; return status and errors."""
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        found = b""
        while after not in found:
            piece = os.read(running.stdout.fileno(), 1000)
            assert piece, "it ended before"
            found += piece
        # Once might be between Python's last look at signals and its waiting for input.
        while running.poll() is None:
            running.send_signal(signal.SIGINT)
            with suppress(subprocess.TimeoutExpired):
                running.wait(timeout=1)
        return running.returncode, running.stderr.read()


HOOK = """\
import sys

class Waiting:
    def find_spec(self, name, path=None, target=None):
        if name == {module!r}:
            sys.stdout.write("importing")
            sys.stdout.flush()
            while True:
                pass

sys.meta_path.insert(0, Waiting())
"""


@pytest.mark.parametrize("module", ["guide.errors", "guide.cli.main", "guide.opening"])
def test_ctrl_c_while_starting_is_quiet(
    small: Path, environment: dict[str, str], tmp_path: Path, module: str
) -> None:
    """Whatever is being imported, nothing is printed."""
    (tmp_path / "sitecustomize.py").write_text(HOOK.format(module=module), "utf-8")
    # Coverage would be started by the same hook of Python.
    bare = {name: value for name, value in environment.items() if not name.startswith("COVERAGE")}
    status, errors = interrupt(
        [sys.executable, "-m", "guide", "--content", str(small), "list"],
        {**bare, "PYTHONPATH": str(tmp_path)},
        b"importing",
    )

    assert (status, errors.strip()) == (STOPPED, b"")


def test_ctrl_c_at_a_question_is_quiet(small: Path, environment: dict[str, str]) -> None:
    """A learner who has had enough is not told anything."""
    command = [sys.executable, "-m", "guide", "--content", str(small), "quiz"]

    status, errors = interrupt(command, environment, b"to stop")
    assert (status, errors.strip()) == (STOPPED, b"")


# A crash


def crash() -> int:
    """Fail as no command should."""
    raise ZeroDivisionError("nobody\x1b]0;x has thought of this")


def test_crash_has_a_status_of_its_own(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """One line with a way to the details; with the variable set, the details too."""
    before = signal.getsignal(signal.SIGINT)
    try:
        assert run_guarded(crash) == CRASHED == 4
        line = capsys.readouterr().err
        assert (line.count("\n"), DEBUG in line, "\x1b" in line) == (1, True, False)
        monkeypatch.setenv(DEBUG, "1")
        assert run_guarded(crash) == CRASHED
        assert "Traceback" in capsys.readouterr().err
    finally:
        signal.signal(signal.SIGINT, before)


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (KeyboardInterrupt(), STOPPED),
        (RecursionError(), CRASHED),
        (MemoryError(), 1),
        (OSError(errno.ENOMEM, "Cannot allocate memory"), 1),
        (ImportError("x.so: failed to map segment from shared object"), 1),
        (ImportError("no such name"), CRASHED),
        (PermissionError(13, "Permission denied", "x"), 1),
        (BrokenPipeError(), 0),
        (SystemExit(3), 3),
        (SystemExit("text"), 1),
        (SystemExit(None), 0),
    ],
    ids=lambda value: type(value).__name__,
)
def test_every_end_has_its_status(error: BaseException, status: int) -> None:
    """Nothing escapes."""

    def fail() -> int:
        raise error

    before = signal.getsignal(signal.SIGINT)
    try:
        assert process.run_guarded(fail) == status
    finally:
        signal.signal(signal.SIGINT, before)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not keep to the limit")
@pytest.mark.parametrize("command", ["search dose", "quiz -n 1 </dev/null", "doctor"])
def test_too_little_memory_is_no_fault_of_the_guide(
    small: Path, environment: dict[str, str], command: str
) -> None:
    """One line that says what to do, and the status of whatever the computer cannot do."""
    environment.pop("COVERAGE_PROCESS_CONFIG", None)
    done = shell(small, environment, f"ulimit -v 60000; $P {command} >/dev/null")

    line = "abscopal: there is not enough memory (close other programs, or raise its limit)\n"
    assert (done.status, done.err) == (1, line), done


# Folders


def test_without_a_home(small: Path, environment: dict[str, str]) -> None:
    """Reading needs none; learning says what to set."""
    bare = {
        name: value for name, value in environment.items() if name not in ("HOME", "ABSCOPAL_DATA")
    }
    assert shell(small, bare, "$P show pacific >/dev/null").status == 0
    done = shell(small, bare, "$P --data '~nobody-at-all/x' doctor")
    assert (done.status, done.is_quiet, "--data" in done.err) == (2, True, True)


def test_doctor_names_a_folder_that_cannot_be_created(
    small: Path, environment: dict[str, str], tmp_path: Path
) -> None:
    """One that is not there yet is fine where it can be made; nothing of the trial stays."""
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    for folder in ("/proc/nope", tmp_path / "file" / "data"):
        done = shell(small, environment, f"$P --data {folder} doctor")
        assert done.status == 1
        assert f"WRONG data       {folder} cannot be created: " in done.out
    before = sorted(tmp_path.iterdir())
    done = shell(small, environment, f"$P --data {tmp_path}/new/er doctor")
    assert f"{tmp_path}/new/er: none yet" in done.out
    assert sorted(tmp_path.iterdir()) == before


FOLDERS = [
    "missing",
    "file",
    "read-only",
    "name-too-long",
    "dangling-link",
    "zero-byte-name",
    "empty",
]


@pytest.mark.parametrize("kind", FOLDERS)
@pytest.mark.parametrize(
    "command",
    [("quiz", "-n", "1"), ("export", "json"), ("import", "--forget", "mine"), ("export", "anki")],
    ids=lambda command: command[0] + command[1].strip("-n"),
)
def test_data_folders_of_every_kind(
    program: Program,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    kind: str,
    command: tuple[str, ...],
) -> None:
    """Learning goes on in memory or says why not; nothing else creates a folder."""
    monkeypatch.chdir(tmp_path)
    data = tmp_path / "d"
    match kind:
        case "file":
            data.write_text("in the way")
        case "read-only":
            data.mkdir(mode=0o500)
        case "name-too-long":
            data = tmp_path / ("d" * 300)
        case "dangling-link":
            data.symlink_to(tmp_path / "nowhere" / "else")
        case "empty":
            data.mkdir()
    done = Program(program.content, data)(*command, typed="q\n")

    assert done.status in (0, 1), done
    assert done.is_quiet, done
    if command[:2] == ("export", "json") and kind != "read-only":
        assert done.status == 1
    if kind == "missing" and command[0] != "quiz":
        assert not data.exists()


# Clocks

AT = """\
import sys, time, datetime as module, guide.clock, guide.store.wall
class Shifted(module.datetime):
    @classmethod
    def now(cls, tz=None):
        return cls({year}, 1, 2, 3, 4, 5, tzinfo=tz)
module.datetime = guide.clock.datetime = Shifted
seconds = Shifted.now(module.UTC).timestamp()
time.time = lambda: seconds
time.time_ns = lambda: int(seconds * 1e9)
sys.argv[0] = "abscopal"
from guide.__main__ import main
main()
"""


@pytest.mark.parametrize("year", [1904, 1969, 1970, 2038, 2226, 2999, 9999])
def test_clocks_far_away(
    small: Path, environment: dict[str, str], tmp_path: Path, year: int
) -> None:
    """Answers are saved, decks and results are written, and the next visit is no surprise."""
    (tmp_path / "at.py").write_text(AT.format(year=year), "utf-8")
    run = f"{sys.executable} {tmp_path / 'at.py'} --content {small}"
    more = {"PYTHONPATH": str(ROOT), "RUN": run, "OUT": str(tmp_path)}
    done = shell(
        small,
        environment,
        "printf 'A\\n1\\nABCD\\nq\\n' | $RUN quiz -n 2 && $RUN export csv >/dev/null"
        " && $RUN export anki --out $OUT/x.apkg && printf 'q\\n' | $P quiz -n 1",
        **more,
    )

    assert done.status == 0, done
    assert "Traceback" not in done.err
    assert "damaged" not in done.err
    told = done.err.count("impossible year")
    assert told == (1 if year < 1970 or year > 2800 else 0)
    answers = shell(small, environment, "$P export csv").out.count("\n") - 1
    assert [str(answers)] == re.findall(r"Score: \d of (\d)", done.out)[:1]


@pytest.mark.parametrize("zone", ["XXX24", "XXX25", "XXX-24:59:59", "Nowhere/At-All"])
def test_zones_that_python_cannot_count_with(
    small: Path, environment: dict[str, str], tmp_path: Path, zone: str
) -> None:
    """The day is then that of UTC: answers, backups and the state of the data as ever."""
    done = shell(
        small,
        environment,
        "printf 'A\\n1\\nABCD\\nq\\n' | $P quiz -n 2 && $P data status"
        " && $P data backup && $P data backup $OUT/b.sqlite && printf 'q\\n' | $P quiz -n 1",
        TZ=zone,
        OUT=str(tmp_path),
    )

    assert (done.status, done.err) == (0, ""), done


# Arguments of any size

SIZES = {
    "superscript": ("session", "create", "--out", "x", "--seed", "²"),
    "five-thousand-digits": ("session", "create", "--out", "x", "--seed", "9" * 5000),
    "nine-hundred-digits": ("session", "create", "--out", "x", "--seed", "9" * 900),
    "digits-of-another-script": ("session", "create", "--out", "x", "--seed", "٣"),
    "empty-seed": ("session", "create", "--out", "x", "--seed", ""),
    "many-fractions": ("search", "8 Gy x 99999999999999999999999"),
    "many-digits": ("search", f"{'9' * 400} Gy x {'9' * 400}"),
    "dose-without-end": ("search", f"1{'0' * 320} Gy/3"),
    "year-superscript": ("search", "year:²"),
    "year-without-end": ("search", f"year:1..{'9' * 900}"),
    "year-reversed": ("search", "year:2026..1950"),
    "level-nonsense": ("search", "level:..x"),
    "long-word": ("search", "x" * 900),
    "long-query": ("search", "pacific " * 10_000),
    "many-quotes": ("search", '"' * 901),
    "only-signs": ("search", "-" * 30 + ":::"),
    "query-of-nothing": ("search", ""),
    "limit-without-end": ("search", "x", "--limit", "9" * 5000),
    "count-superscript": ("quiz", "-n", "²"),
    "id-without-end": ("show", "x" * 100_000),
    "code-of-another-script": ("session", "paper", "\N{FULLWIDTH DIGIT FOUR}QK7D-01TZM"),
    "code-sharp-s": ("session", "paper", "ßßßßß-ßßßßß"),
    "long-command": ("x" * 100_000,),
}


@pytest.mark.parametrize("arguments", SIZES.values(), ids=SIZES)
def test_arguments_of_every_size(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    """An answer or one line, whatever is asked."""
    monkeypatch.chdir(tmp_path)
    done = program(*arguments, typed="q\n")

    assert done.status in (0, 1, 2), done
    assert done.err.count("\n") <= 2, "a notice on the query, and that it finds nothing"
    assert "Traceback" not in done.err
    assert len(done.err) < 5000


@pytest.mark.parametrize("number", ["nan", "-nan", "NaN", "inf", "-inf", "1e999", "0", "601", ""])
@pytest.mark.parametrize(
    "command",
    [
        ("quiz", "--minutes"),
        ("quiz", "-n"),
        ("search", "x", "--limit"),
        ("session", "create", "-n"),
    ],
    ids=" ".join,
)
def test_numbers_out_of_range_are_wrong_usage(
    program: Program, command: tuple[str, ...], number: str
) -> None:
    """What is no number is in no range."""
    done = program(*command, number, typed="q\n")

    assert (done.status, done.is_quiet, done.out) == (2, True, "")


def test_numbers_without_end_are_no_schedules() -> None:
    """They are words like any other, and no years."""
    assert list(schedules(f"8 gy x {'9' * 400}")) == []
    assert [s.tokens for s in schedules("8 gy x 3")] == [("8gyx3",)]
    assert value_terms("year", "²", (), lambda _name: (), ()) == []
    assert parse("²", lambda _field, _value: ()).text == "2"


def test_pythons_own_variables_do_no_harm(small: Path, environment: dict[str, str]) -> None:
    """Settings of Python for developers change no output."""
    done = shell(small, {**environment, "PYTHONWARNINGS": "default"}, "$P show pacific")

    assert (done.status, done.err) == (0, "")
    assert os.linesep in done.out
