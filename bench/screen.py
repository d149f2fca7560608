"""A terminal that times from key to paint and reads the program's memory."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from pathlib import Path

import pyte

SECONDS = 20


class Screen:
    """A program on a 120×40 terminal."""

    def __init__(
        self, command: list[str], environment: dict[str, str], columns: int = 120, rows: int = 40
    ) -> None:
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._kept: list[bytes] = []
        self.started = time.perf_counter()
        self._pid, self._fd = pty.fork()
        if self._pid == 0:
            os.execvpe(
                command[0],
                command,
                {**os.environ, **environment, "TERM": "xterm-256color", "COLORTERM": "truecolor"},
            )
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def see(self, pattern: str) -> float:
        """Wait for a pattern and return the time at which the screen showed it.

        Raises:
            TimeoutError: The pattern was not shown in time.
        """
        until = time.perf_counter() + SECONDS
        wanted = re.compile(pattern)
        while not wanted.search("\n".join(self._screen.display)):
            if time.perf_counter() > until:
                raise TimeoutError(f"{pattern!r} was not seen:\n" + "\n".join(self._screen.display))
            self.pump(0.05)
        return time.perf_counter()

    def pump(self, seconds: float) -> None:
        """Read what the program draws, for at most so long."""
        ready, _, _ = select.select([self._fd], [], [], seconds)
        data = b"".join(self._kept) + (os.read(self._fd, 65536) if ready else b"")
        self._kept.clear()
        if data:
            data = re.sub(rb"\x1b\[[<>=?][0-9;]*[a-zA-Z$]*[mu]", b"", data)
            self._stream.feed(re.sub(rb"\x1b[P_^X][^\x1b]*\x1b\\", b"", data))

    @property
    def file(self) -> int:
        """The terminal's file descriptor, to watch for what is drawn."""
        return self._fd

    def keep(self, data: bytes) -> None:
        """Add what was read elsewhere; the next pump draws it."""
        self._kept.append(data)

    def text(self) -> str:
        """What the screen shows."""
        return "\n".join(self._screen.display)

    def settle(self, seconds: float) -> None:
        """Let the program draw for so long."""
        until = time.perf_counter() + seconds
        while time.perf_counter() < until:
            self.pump(0.02)

    def press(self, keys: str) -> float:
        """Type keys and return the time at which they were sent."""
        at = time.perf_counter()
        os.write(self._fd, keys.encode())
        return at

    def memory(self) -> float:
        """Return the resident memory of the program and its children in MB."""
        total = 0
        for pid in (self._pid, *self._children()):
            lines = Path(f"/proc/{pid}/status").read_text("utf-8").splitlines()
            total += next(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))
        return total / 1000

    def _children(self) -> list[int]:
        return [
            int(pid)
            for pid in Path(f"/proc/{self._pid}/task/{self._pid}/children")
            .read_text("utf-8")
            .split()
        ]

    def close(self) -> None:
        """End the program."""
        os.kill(self._pid, signal.SIGKILL)
        os.waitpid(self._pid, 0)
        os.close(self._fd)
