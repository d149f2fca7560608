"""A real terminal for tests: runs a program and waits for what a person would see."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Callable
from types import TracebackType

import pyte

KEYS = {
    "enter": "\r",
    "backspace": "\x7f",
    "esc": "\x1b",
    "tab": "\t",
    "up": "\x1b[A",
    "down": "\x1b[B",
}
SECONDS = 30
"""How long a screen may take; a limit for hanging programs, not a measurement."""


COLOUR = re.compile(r"(?<=;)(?:[34]8;5;\d+|[34]8;2;\d+;\d+;\d+|[349][0-7]|10[0-7])(?=;)")
"""A colour of text or ground among the numbers of a style; 39 and 49 are the terminal's own."""


SEQUENCE = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]")
"""A control sequence, such as one that moves the cursor."""


class Terminal:
    """A program on a terminal of so many columns and rows."""

    def __init__(
        self, command: list[str], environment: dict[str, str], columns: int = 120, rows: int = 40
    ) -> None:
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._status: int | None = None
        self.modes: set[str] = set()
        """What programs have switched on: private modes, and keyboard protocols as "keys"."""
        self.written = ""
        """What was written since the screen was cleared, drawn over or not; without sequences."""
        self.colours: set[str] = set()
        """The colours that were asked for, as the terminal reads them, such as "38;5;16"."""
        self._pid, self._fd = pty.fork()
        if self._pid == 0:
            os.execvpe(
                command[0],
                command,
                {
                    "TERM": "xterm-256color",
                    **environment,
                    "COLUMNS": str(columns),
                    "LINES": str(rows),
                },
            )
        self.resize(columns, rows)

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._status is None:
            os.kill(self._pid, signal.SIGKILL)
            os.waitpid(self._pid, 0)
        os.close(self._fd)

    def resize(self, columns: int, rows: int) -> None:
        """Change the size of the terminal."""
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self._screen.resize(rows, columns)

    def _pump(self) -> bool:
        ready, _, _ = select.select([self._fd], [], [], 0.05)
        if not ready:
            return True
        try:
            data = os.read(self._fd, 65536)
        except OSError:
            data = b""
        if not data:
            if self._status is None:
                _, self._status = os.waitpid(self._pid, 0)
            return False
        self._note_modes(data)
        self._note_colours(data)
        # pyte would print the private sequences that it does not know.
        data = re.sub(rb"\x1b\[[<>=?][0-9;]*[a-zA-Z$]*[mu]", b"", data)
        self._stream.feed(re.sub(rb"\x1b[P_^X][^\x1b]*\x1b\\", b"", data))
        self.written += SEQUENCE.sub("", data.decode("utf-8", "replace"))
        return True

    def _note_modes(self, data: bytes) -> None:
        for numbers, way in re.findall(rb"\x1b\[\?([\d;]+)([hl])", data):
            for number in numbers.decode().split(";"):
                # The cursor and wrapping are on from the start.
                on = (way == b"h") != (number in ("25", "7"))
                (self.modes.add if on else self.modes.discard)(number)
        for way in re.findall(rb"\x1b\[([<>])\d*u", data):
            (self.modes.add if way == b">" else self.modes.discard)("keys")

    def _note_colours(self, data: bytes) -> None:
        for numbers in re.findall(r"\x1b\[([\d;]+)m", data.decode("utf-8", "replace")):
            self.colours.update(COLOUR.findall(f";{numbers};"))

    @property
    def settings(self) -> list[object]:
        """The settings of the terminal, as `stty` shows them."""
        return termios.tcgetattr(self._fd)

    @property
    def text(self) -> str:
        """What the screen shows."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    def see(self, pattern: str) -> None:
        """Wait until the screen shows a pattern."""
        self.until(lambda: re.search(pattern, self.text), pattern)

    def until(self, condition: Callable[[], object], what: str) -> None:
        """Wait for a condition, reading what is written meanwhile.

        Raises:
            AssertionError: It was not met in time; `what` and the screen are named.
        """
        until = time.monotonic() + SECONDS
        while not condition():
            assert self._pump() and time.monotonic() < until, (
                f"{what!r} was not seen; the screen shows:\n{self.text}"
            )

    def soon(self, pattern: str, seconds: float = 2.0) -> bool:
        """Tell whether the screen shows a pattern within some seconds."""
        until = time.monotonic() + seconds
        while not re.search(pattern, self.text) and time.monotonic() < until:
            if not self._pump():
                break
        return re.search(pattern, self.text) is not None

    def press(self, keys: str) -> None:
        """Type keys; names of KEYS in angle brackets are keys, anything else is text."""
        os.write(self._fd, re.sub(r"<(\w+)>", lambda match: KEYS[match[1]], keys).encode())

    def send(self, data: bytes) -> None:
        """Send bytes as they are."""
        os.write(self._fd, data)

    def clear(self) -> None:
        """Forget what the screen shows, so that only what is drawn from now on is seen."""
        self.written = ""
        self._screen.reset()

    def hang_up(self) -> None:
        """Close the terminal, as the user closes its window."""
        os.close(self._fd)
        self._fd = os.open(os.devnull, os.O_RDWR)

    def wait(self) -> int:
        """Wait until the program ends and return its exit status."""
        until = time.monotonic() + SECONDS
        while self._pump():
            assert time.monotonic() < until, (
                f"the program does not end; the screen shows:\n{self.text}"
            )
        assert self._status is not None
        return os.waitstatus_to_exitcode(self._status)
