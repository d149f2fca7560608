"""`make monkey`: random keys, mouse, pastes, resizes and odd bytes on a real terminal.

Each of three sizes gets a third of the events, from a seed that is printed. Searches are slow now
and then. A visit that ends is a death, as is one that no longer redraws; a fault in the guide's
log and memory that grows by more than a tenth are failures too.
"""

import argparse
import fcntl
import os
import pty
import random
import select
import signal
import struct
import sys
import tempfile
import termios
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SIZES = ((120, 40), (80, 24), (60, 20))
ODD_SIZES = ((1, 1), (2, 200), (59, 15), (60, 16), (99, 30), (100, 16), (300, 90), (200, 3))
LONGEST = 30.0
"""Seconds in which the guide must redraw; a limit for a hanging program, not a measurement."""
WARM = 3
"""Tenths of a visit in which everything is opened and every cache filled."""
LONG = 5000
"""Events of a visit in which memory is measured: a shorter one is still filling its caches."""
GROWTH = 0.10
"""The share by which memory may grow from then on."""
BURST = 20
"""Events that are sent without waiting until the guide has done what they ask for."""
TRACE = 40
MOST_DEATHS = 5
KEYS = (
    *(b"\r", b"\r", b"\x1b", b"\x1b", b"\t", b"\x1b[Z", b"\x7f", b" ", b"\x1b[3~"),
    *(b"\x1b[A", b"\x1b[B", b"\x1b[C", b"\x1b[D", b"\x1b[5~", b"\x1b[6~", b"\x1b[H", b"\x1b[F"),
    *(b"\x1bOP", b"\x1b[5;5~", b"\x1b[6;5~", b"\x1b[1;3D", b"\x1b[1;3C", b"\x10", b"\x0b", b"\x0f"),
    *(b"/", b"/", b"?", b"[", b"]", b"+", b"-", b"*", b"!", b"<", b">", b":", b'"', b"."),
)
WORDS = ("pacific", "sting", "8 Gy x 3", "abscopal effect", "what is bed", "kind:trial", "zzzz")
PASTES = (
    b"pd-l1",
    b"\xff\xfe",
    b"a\nb\r\nc\td",
    b"\x1b[31mred\x1b[0m q \x1b",
    "naïve ≥ 10 µg \u202e\u200b".encode(),
    b"x" * 5000,
    b"",
)


class Monkey:
    """A source of random events."""

    def __init__(self, seed: int, columns: int, rows: int) -> None:
        self._random = random.Random(seed)
        self._columns, self._rows = columns, rows
        self._kinds: tuple[tuple[Callable[[], bytes], int], ...] = (
            (self._key, 30),
            (self._letter, 25),
            (self._control, 6),
            (self._word, 5),
            (self._click, 16),
            (self._old_mouse, 3),
            (self._paste, 4),
            (self._odd_bytes, 6),
            (self._kitty, 2),
            (self._focus, 1),
            (self._twice, 4),
        )

    def event(self) -> bytes:
        """Return what the terminal sends for the next event."""
        makers, weights = zip(*self._kinds, strict=True)
        make: Callable[[], bytes] = self._random.choices(makers, weights)[0]
        return make()

    def size(self) -> tuple[int, int] | None:
        """Return the size that the terminal gets before the next event; None for no change."""
        if self._random.random() > 0.01:
            return None
        if self._random.random() < 0.5:
            return self._random.choice(ODD_SIZES)
        return self._columns, self._rows

    def _key(self) -> bytes:
        return self._random.choice(KEYS)

    def _letter(self) -> bytes:
        return self._random.choice("abcdefghijklmnopqrstuvwxyzABCDEFGNPé1234567890").encode()

    def _control(self) -> bytes:
        # Control with q quits.
        code = self._random.choice([code for code in range(32) if code != 0x11])
        return bytes([code]) if self._random.random() < 0.7 else b"\x1b" + self._letter()

    def _word(self) -> bytes:
        return self._random.choice(WORDS).encode()

    def _place(self) -> tuple[int, int]:
        spread = 3 if self._random.random() < 0.02 else 1
        x = self._random.randint(1, self._columns * spread)
        return x, self._random.randint(1, self._rows * spread)

    def _click(self) -> bytes:
        x, y = self._place()
        kind = self._random.random()
        if kind < 0.2:
            return b"\x1b[<%d;%d;%dM" % (self._random.choice((64, 65)), x, y)
        if kind < 0.35:
            return b"\x1b[<35;%d;%dM" % (x, y)
        if kind < 0.4:
            return b"\x1b[<%d;%d;%d%c" % (self._random.randint(0, 255), x, y, b"Mm"[x % 2])
        click = b"\x1b[<0;%d;%dM\x1b[<0;%d;%dm" % (x, y, x, y)
        return click * self._random.choice((1, 1, 2, 3))

    def _old_mouse(self) -> bytes:
        x, y = self._place()
        button = self._random.choice((32, 35, 64, 67, 96, 97))
        if self._random.random() < 0.3:
            return b"\x1b[%d;%d;%dM" % (button, x, y)
        return b"\x1b[M" + bytes((button, min(x + 32, 255), min(y + 32, 255)))

    def _paste(self) -> bytes:
        return b"\x1b[200~" + self._random.choice(PASTES) + b"\x1b[201~"

    def _odd_bytes(self) -> bytes:
        kind = self._random.random()
        if kind < 0.3:
            return self._random.choice((b"\xfc", b"\x1b[MC\x84*", b"\x9bA", b"\xc2\x9bA", b"\x1b2"))
        if kind < 0.6:
            begun = self._random.choice((b"[", b"]", b"P", b"O", b"[<", b"[?"))
            return b"\x1b" + begun + self._bytes(8)
        return self._bytes(6)

    def _bytes(self, most: int) -> bytes:
        count = self._random.randint(1, most)
        codes = self._random.choices([code for code in range(256) if code not in b"\x11q"], k=count)
        return bytes(codes)

    def _kitty(self) -> bytes:
        number = self._random.choice((27, 13, 97, 57358, 57441, 0xD800, 0x110000, 10**9))
        more = self._random.choice((b"", b";1", b";5:3", b";1;98", b";9;55296", b";;1114112"))
        return b"\x1b[%d%su" % (number, more)

    def _focus(self) -> bytes:
        return self._random.choice((b"\x1b[I", b"\x1b[O", b"\x1b[48;5;5;0;0t", b"\x1b[?2048;1$y"))

    def _twice(self) -> bytes:
        return self._key() + self._key()


@dataclass(slots=True)
class Outcome:
    """What came of the events at one size.

    Attributes:
        size: Columns and rows.
        events: How many events were sent.
        deaths: How each visit ended that should not have ended, with its last events.
        faults: What the guide's logs say.
        memory: Resident memory in MB at each tenth of a visit, for each visit that was long enough.
    """

    size: tuple[int, int]
    events: int = 0
    deaths: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    memory: list[list[int]] = field(default_factory=list)

    @property
    def growth(self) -> float:
        """By which share memory grew at most, once a visit was warm."""
        whole = [sizes for sizes in self.memory if len(sizes) > WARM]
        return max((sizes[-1] / sizes[WARM] - 1 for sizes in whole), default=0.0)


class Visit:
    """The guide on a terminal of its own."""

    def __init__(self, command: list[str], folder: Path, size: tuple[int, int]) -> None:
        environment = {
            **os.environ,
            "ABSCOPAL_DATA": str(folder),
            "PYTHONPATH": str(ROOT),
            "TERM": "xterm-256color",
        }
        self.pid, self._terminal = pty.fork()
        if self.pid == 0:
            os.execvpe(command[0], command, environment)
        self._said = deque[bytes](maxlen=40)
        self.resize(size)
        self.drain(LONGEST, until=b"Continue")

    def resize(self, size: tuple[int, int]) -> None:
        """Change the size of the terminal."""
        columns, rows = size
        packed = struct.pack("HHHH", rows, columns, 0, 0)
        fcntl.ioctl(self._terminal, termios.TIOCSWINSZ, packed)

    def send(self, data: bytes) -> None:
        """Send bytes; read meanwhile, since the guide may wait until its output is read."""
        while data:
            _, writable, _ = select.select([], [self._terminal], [], 0)
            if writable:
                data = data[os.write(self._terminal, data[:512]) :]
            self.drain(0)

    def drain(self, seconds: float, until: bytes = b"") -> bool:
        """Read until nothing comes for so long, or a text came; tell whether anything came.

        Raises:
            EOFError: The guide has ended.
        """
        came = False
        end = time.monotonic() + seconds
        while True:
            left = max(end - time.monotonic(), 0)
            ready, _, _ = select.select([self._terminal], [], [], left)
            if not ready:
                return came
            try:
                data = os.read(self._terminal, 65536)
            except OSError:
                data = b""
            if not data:
                raise EOFError
            came = True
            self._said.append(data)
            if until and until in data:
                return True
            if not until:
                end = min(end, time.monotonic() + 0.01)

    def settle(self) -> None:
        """Wait until the guide has done what it was told: events that wait take memory."""
        end = time.monotonic() + LONGEST
        while self.drain(0.05) and time.monotonic() < end:
            pass

    def answers(self, size: tuple[int, int]) -> bool:
        """Tell whether the guide still redraws: it must after a change of the size."""
        columns, rows = size
        self.settle()
        self.resize((columns + 1, rows + 1))
        redrawn = self.drain(LONGEST)
        self.resize(size)
        return redrawn

    @property
    def memory(self) -> int:
        """Return the resident memory in MB."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        return int(status.partition("VmRSS:")[2].split()[0]) // 1024

    @property
    def last_said(self) -> str:
        """Return the end of what was shown."""
        return b"".join(self._said)[-400:].decode(errors="replace")

    def end(self) -> int:
        """End the guide and return its exit status; negative when a signal ended it."""
        done, status = os.waitpid(self.pid, os.WNOHANG)
        if not done:
            os.kill(self.pid, signal.SIGKILL)
            _, status = os.waitpid(self.pid, 0)
        os.close(self._terminal)
        return os.waitstatus_to_exitcode(status)


def wait_for_status(visit: Visit) -> int:
    """Return the status of a guide that has closed its terminal."""
    process = os.pidfd_open(visit.pid)
    try:
        select.select([process], [], [], LONGEST)
    finally:
        os.close(process)
    return visit.end()


def run_size(
    command: list[str], seed: int, size: tuple[int, int], events: int, pause: float
) -> Outcome:
    """Send so many events to the guide at one size, in as many visits as it takes."""
    outcome, monkey = Outcome(size), Monkey(seed, *size)
    while outcome.events < events and len(outcome.deaths) < MOST_DEATHS:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            run_visit(command, folder, monkey, outcome, events, pause)
            log = folder / "abscopal.log"
            if log.exists():
                outcome.faults.append(log.read_text())
    return outcome


def run_visit(
    command: list[str],
    folder: Path,
    monkey: Monkey,
    outcome: Outcome,
    events: int,
    pause: float,
) -> None:
    """Send events until there were enough, or the guide dies."""
    visit, trace = Visit(command, folder, outcome.size), deque[object](maxlen=TRACE)
    began, sizes = outcome.events, list[int]()
    planned = events - began
    try:
        while outcome.events < events:
            if (size := monkey.size()) is not None:
                trace.append(size)
                visit.resize(size)
            data = monkey.event()
            trace.append(data)
            outcome.events += 1
            visit.send(data)
            visit.drain(pause)
            if outcome.events % BURST == 0:
                visit.settle()
            done = outcome.events - began
            if done % 500 == 0 and not visit.answers(outcome.size):
                outcome.deaths.append(f"hangs after {list(trace)}")
                break
            if planned >= LONG and done % (planned // 10) == 0:
                sizes.append(visit.memory)
    except (EOFError, OSError):
        status = wait_for_status(visit)
        outcome.deaths.append(f"status {status} after {list(trace)}\n{visit.last_said}")
        return
    if sizes:
        outcome.memory.append(sizes)
    visit.end()


def slow_guide(seed: int) -> None:
    """Run the guide with slow searches; to quit is to stay."""
    from guide.__main__ import main
    from guide.search.engine import Searcher
    from guide.ui.app import GuideApp

    chance, search, end = random.Random(seed), Searcher.search, GuideApp.end

    def slow_search(self: Searcher, *args: object, **options: object) -> object:
        if chance.random() < 0.1:
            # Not a wait: the monkey is to meet searches that take long.
            time.sleep(chance.random() / 2)
        return search(self, *args, **options)  # type: ignore[arg-type]

    def stay(self: GuideApp, status: int) -> None:
        if status:
            end(self, status)
        else:
            self.main.leave()

    Searcher.search = slow_search  # type: ignore[method-assign,assignment]
    GuideApp.end = stay  # type: ignore[method-assign]
    sys.argv = ["abscopal"]
    main()


def main() -> int:
    """Run the monkey; return 1 if a visit ended, a fault was logged or memory grew."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=random.randrange(1_000_000))
    parser.add_argument("--pause", type=float, default=0.004, help="seconds between two events")
    parser.add_argument("--guide", action="store_true", help="be the guide with slow searches")
    parser.add_argument("--sizes", type=int, nargs="+", default=[0, 1, 2], help="which of SIZES")
    options = parser.parse_args()
    if options.guide:
        slow_guide(options.seed)
        return 0
    print(f"monkey: {options.events} events, seed {options.seed}", flush=True)
    outcomes = []
    for number in options.sizes:
        size, seed = SIZES[number], options.seed + number
        command = [sys.executable, "-m", "tests.monkey", "--guide", "--seed", str(seed)]
        outcome = run_size(command, seed, size, options.events // len(options.sizes), options.pause)
        outcomes.append(outcome)
        print(report(outcome), flush=True)
    return int(any(failed(outcome) for outcome in outcomes))


def failed(outcome: Outcome) -> bool:
    """Tell whether anything went wrong."""
    return bool(outcome.deaths or outcome.faults or outcome.growth > GROWTH)


def report(outcome: Outcome) -> str:
    """Return what came of one size as text."""
    columns, rows = outcome.size
    counts = f"{outcome.events} events, {len(outcome.deaths)} deaths, {len(outcome.faults)} logs"
    lines = [f"{columns}×{rows}: {counts}, memory {outcome.growth:+.1%} {outcome.memory}"]
    return "\n".join([*lines, *outcome.deaths, *outcome.faults])


if __name__ == "__main__":
    sys.exit(main())
