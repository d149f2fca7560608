"""The terminal: what is read and written, and how it is given back whatever happens.

Textual 8.2 leaves the terminal as it is when a signal ends the program, goes on for ever when the
terminal is gone, stops only one of the two processes of the one-file program, and starts twice
when it is told twice to continue.
"""

import os
import select
import signal
import sys
import termios
from contextlib import suppress
from types import FrameType
from typing import TYPE_CHECKING, Any, cast

from textual.app import App
from textual.drivers.linux_driver import LinuxDriver
from textual.events import Resize
from textual.geometry import Size
from textual.message import Message
from textual.messages import InBandWindowResize

from guide.ui.input_bytes import Reader

if TYPE_CHECKING:
    from guide.ui.app import GuideApp

ENDINGS = (signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGINT)
PATIENCE = 3
"""Seconds that an orderly end may take after a signal, or after the terminal has gone."""
POLL = 0.1
"""Seconds after which a silence is noticed."""
MODES_ON = (
    "\x1b[?1049h\x1b[?1000h\x1b[?1003h\x1b[?1015h\x1b[?1006h\x1b[?25l\x1b[?1004h\x1b[?2004h\x1b[?7l"
)
"""What Textual switches on, without the keyboard protocol, which would have to be left twice."""
MODES_OFF = (
    "\x1b[?2004l\x1b[?7h\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1004l"
    "\x1b[<u\x1b[?1049l\x1b[?25h\x1b[0m"
)
"""Bracketed paste, wrapping, mouse, focus, keyboard protocol, alternate screen, cursor, colours."""
MOST_COLUMNS, MOST_ROWS = 1000, 250
"""A larger terminal is used in part: a key would take a second to show."""


class Output:
    """The terminal as a file: UTF-8 whatever the locale is; nothing fails once it has gone."""

    encoding = "utf-8"

    def __init__(self, fileno: int) -> None:
        self._fileno = fileno

    def fileno(self) -> int:
        """Return the file descriptor."""
        return self._fileno

    def isatty(self) -> bool:
        """Tell that it is a terminal."""
        return True

    def write(self, text: str) -> int:
        """Write all of a text; drop it if the terminal has gone."""
        data = text.encode("utf-8", "replace")
        with suppress(OSError):
            while data:
                try:
                    data = data[os.write(self._fileno, data) :]
                except BlockingIOError:
                    select.select([], [self._fileno], [], POLL)
        return len(text)

    def flush(self) -> None:
        """Do nothing: nothing is held back."""


class TerminalDriver(LinuxDriver):
    """Textual's driver that survives odd bytes, and gives the terminal back after every end."""

    def __init__(
        self,
        app: App[Any],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        # Standard error may be a file; standard output is the terminal.
        self._file: Any = Output(sys.__stdout__.fileno() if sys.__stdout__ else 1)
        self._active = False
        self._attrs_first: list[Any] | None = None
        self._attrs_taken: list[Any] | None = None
        self._ending = 0
        self._take_signals()

    # What is read and written.

    def write(self, data: str) -> None:
        """Write to the terminal while it is ours."""
        if self._active and self._writer_thread is not None:
            super().write(data)

    def run_input_thread(self) -> None:
        """Read from the terminal until the guide ends, or the terminal has gone."""
        reader, silent = Reader(), 0.0
        while not self.exit_event.is_set():
            ready, _, _ = select.select([self.fileno], [], [], POLL)
            if not ready:
                silent += POLL
                messages = reader.pause(silent)
            else:
                silent = 0.0
                try:
                    data = os.read(self.fileno, 4096)
                except OSError:
                    data = b""
                if not data:
                    self._loop.call_soon_threadsafe(self._on_lost)
                    return
                messages = [*reader.read(data), *reader.pause(0)]
            for message in messages:
                self.process_message(message)

    def process_message(self, message: Message) -> None:
        """Send what was read to the app; sizes come from the terminal's settings alone."""
        if not isinstance(message, InBandWindowResize | Resize):
            super().process_message(message)

    def _get_terminal_size(self) -> tuple[int, int]:
        columns, rows = super()._get_terminal_size()
        return min(columns, MOST_COLUMNS), min(rows, MOST_ROWS)

    def _send_size(self) -> None:
        size = Size(*self._get_terminal_size())
        self.send_message(Resize(size, size))

    # How the terminal is taken and given back.

    def start_application_mode(self) -> None:
        """Take the terminal, unless it is ours already."""
        if self._active:
            return
        self._active = True
        super().start_application_mode()  # type: ignore[no-untyped-call]
        # Textual reads the size inside the handler: a second signal in the middle of the first
        # one left the size that was read first as the last one.
        self._loop.add_signal_handler(signal.SIGWINCH, self._send_size)
        self._send_size()
        with suppress(termios.error):
            self._attrs_taken = termios.tcgetattr(self.fileno)
        # A shell may continue the guide with the settings that it had when it was stopped.
        self._attrs_first = self.attrs_before = self._attrs_first or self.attrs_before

    def stop_application_mode(self) -> None:
        """Give the terminal back, and wait until it has all that was written."""
        if not self._active:
            return
        # The shell may have the terminal already, where the loader was stopped first.
        signal.signal(signal.SIGTTOU, signal.SIG_IGN)
        try:
            self.write("\x1b[?1002l")
            super().stop_application_mode()
            super().close()
        finally:
            self._active = False
            signal.signal(signal.SIGTTOU, signal.SIG_DFL)

    def close(self) -> None:
        """Do nothing more: the terminal is given back when application mode ends."""

    def give_back_now(self) -> None:
        """Give the terminal back without waiting for anything."""
        if not self._active:
            return
        self._active = False
        with suppress(OSError, termios.error):
            if self.attrs_before is not None:
                termios.tcsetattr(self.fileno, termios.TCSANOW, self.attrs_before)
            fileno = self._file.fileno()
            if select.select([], [fileno], [], 0)[1]:
                os.write(fileno, MODES_OFF.encode())

    # Signals.

    def _take_signals(self) -> None:
        for number in ENDINGS:
            signal.signal(number, self._on_ending)
        signal.signal(signal.SIGALRM, self._on_alarm)
        # The loop is woken for these whichever thread the signal reaches. Without it, the guide
        # sometimes slept on after it had been continued, with nothing on the screen.
        self._loop.add_signal_handler(signal.SIGTSTP, self.stop_process)
        self._loop.add_signal_handler(signal.SIGCONT, self._continue)

    def _on_ending(self, number: int, frame: FrameType | None) -> None:
        """End in order: this may run anywhere in the program, so the loop does the work."""
        if self._ending or self._loop.is_closed():
            self._ending = number
            self._end_now()
        self._ending = number
        signal.alarm(PATIENCE)
        self._loop.call_soon_threadsafe(self._end)

    def _on_lost(self) -> None:
        """End in order: the terminal has gone."""
        if not self._ending:
            self._ending = signal.SIGHUP
            signal.alarm(PATIENCE)
            self._end()

    def _end(self) -> None:
        cast("GuideApp", self._app).end(128 + self._ending)

    def _on_alarm(self, number: int, frame: FrameType | None) -> None:
        self._end_now()

    def _end_now(self) -> None:
        self.give_back_now()
        os._exit(128 + self._ending)

    def stop_process(self) -> None:
        """Give the terminal back and stop, with every process of the job, until continued."""
        self.stop_application_mode()
        os.killpg(os.getpgrp(), signal.SIGSTOP)

    def _continue(self) -> None:
        """Take the terminal again; whoever stopped the guide may have used it meanwhile."""
        with suppress(OSError, termios.error):
            if os.tcgetpgrp(self.fileno) != os.getpgrp():
                self.stop_process()
                return
            if self._active and self._attrs_taken is not None:
                # Stopped by a signal that cannot be caught, so that nothing was given back; or
                # told twice to continue, as by the loader of the one-file program.
                termios.tcsetattr(self.fileno, termios.TCSANOW, self._attrs_taken)
                self.write(MODES_ON)
        self.start_application_mode()
        self._app.refresh(layout=True)
