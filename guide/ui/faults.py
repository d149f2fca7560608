"""Faults on the screen: the guide logs them, says so once, and goes on.

Textual 8.2 ends the program at the first exception in a handler of messages, and stops the widget
whose handler it was. Here the widget goes on with its next message. `tests/ui/test_faults.py`
fails when Textual does so by itself, and `survive_messages` can go.
"""

import asyncio
from collections import deque
from collections.abc import Callable
from pathlib import Path

from textual.message import Message
from textual.message_pump import MessagePump

from guide import faultlog

MOST = 100
WITHIN = 10.0
"""So many faults within so many seconds, with nothing typed between them, are an endless loop."""
SAY_AGAIN = 5.0
"""Seconds in which the same is not said twice."""

_dispatch_or_raise = MessagePump._dispatch_message  # noqa: SLF001 - the one place to catch them


async def _dispatch(self: MessagePump, message: Message) -> None:
    try:
        await _dispatch_or_raise(self, message)
    except Exception as error:
        self.app._handle_exception(error)  # noqa: SLF001
        # A widget that does nothing but fail must let the others have their turn.
        await asyncio.sleep(0)


def survive_messages() -> None:
    """Let every widget go on after an exception in one of its handlers."""
    MessagePump._dispatch_message = _dispatch  # type: ignore[method-assign]  # noqa: SLF001


class Faults:
    """What went wrong in this visit.

    Attributes:
        count: How many faults there were.
        last: Types and places of the last one.
    """

    def __init__(self, folder: Path | None, monotonic: Callable[[], float]) -> None:
        """Begin without a fault.

        Args:
            folder: The data folder, for the log; None if there is none.
            monotonic: Seconds on a clock that is never set back.
        """
        self.count = 0
        self.last = ""
        self._folder = folder
        self._monotonic = monotonic
        self._log: Path | None = None
        self._logged: set[str] = set()
        self._times: deque[float] = deque(maxlen=MOST)
        self._said_at = -SAY_AGAIN

    def take(self, error: BaseException) -> bool:
        """Log a fault, each place once; return whether the user should be told now."""
        now = self._monotonic()
        self.count += 1
        self._times.append(now)
        self.last = what = faultlog.describe(error).partition("\n")[2]
        if what not in self._logged and len(self._logged) < MOST:
            self._logged.add(what)
            if self._folder is not None:
                self._log = faultlog.record(self._folder, error) or self._log
        if now - self._said_at < SAY_AGAIN:
            return False
        self._said_at = now
        return True

    def input_came(self) -> None:
        """Take note of a key, click or paste: what fails after it is no loop."""
        self._times.clear()

    @property
    def endless(self) -> bool:
        """Whether the guide does nothing but fail."""
        times = self._times
        return len(times) == MOST and times[-1] - times[0] < WITHIN

    @property
    def details(self) -> str:
        """Where the details are; empty if they could not be written."""
        if self._log is None:
            return ""
        try:
            return str(Path("~") / self._log.relative_to(Path.home()))
        except (ValueError, RuntimeError):
            return str(self._log)
