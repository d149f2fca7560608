"""What is done once a day, after the first screen: a complete check and a backup."""

import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from datetime import date, datetime
from pathlib import Path

from guide import clock
from guide.counting import counted, was
from guide.errors import GuideError
from guide.store.backups import back_up_daily, is_behind, is_due
from guide.store.connection import Connection, connect
from guide.store.database import Opened
from guide.store.loading import check, connect_to_read
from guide.store.repair import set_aside_bad_rows

AFTER_SECONDS = 5.0
"""Seconds after the first screen at which a front end has it done beside the reading."""


class Upkeep:
    """The day's check and backup, in a thread of its own or when the data is closed.

    Attributes:
        checked: The day on which the database was last checked completely and found sound.
    """

    def __init__(self, opened: Opened, now: datetime) -> None:
        """Begin.

        Args:
            opened: The database; one in memory needs nothing.
            now: Aware UTC time.
        """
        self.checked = opened.checked
        self._path = opened.path
        self._now = now
        self._ended = threading.Event()
        self._thread: threading.Thread | None = None
        self._has_checked = self._failed = False
        self._lines: list[str] = []

    def start(self, after: float = AFTER_SECONDS) -> None:
        """Do it in a thread after some seconds, unless the data is closed before."""

        def wait() -> None:
            if not self._ended.wait(after):
                self._do(is_due)

        self._thread = threading.Thread(target=wait, name="upkeep", daemon=True)
        self._thread.start()

    def finish(self) -> list[str]:
        """Do now what has not been done; return what the user must know, one line each.

        The day's backup is made again where answers have come since.
        """
        self._ended.set()
        if self._thread is not None:
            self._thread.join()
        self._do(is_behind)
        return self._lines

    def _do(self, wanted: Callable[[Path, datetime], bool]) -> None:
        path, today = self._path, clock.local(self._now).date()
        if self._failed or path is None:
            return
        try:
            if self.checked != today and not self._has_checked:
                self._has_checked = True
                self._check(path, today)
            if self.checked == today and wanted(path.parent, self._now):
                back_up_daily(path.parent, self._now)
        except (GuideError, OSError, sqlite3.Error) as error:
            self._failed = True
            self._lines.append(f"Today's check and backup of your data failed: {error}")

    def _check(self, path: Path, today: date) -> None:
        """Check the database completely and set damaged rows aside."""
        with closing(connect_to_read(path)) as raw:
            try:
                check(raw)
            except sqlite3.OperationalError:
                raise
            except sqlite3.DatabaseError:
                self._lines.append(
                    "Your data is damaged: close and open the guide, which then saves what it can."
                )
                self.checked = None
                return
        # In a thread, another connection: transactions of two threads must not mix.
        with closing(connect(str(path))) as raw:
            count = set_aside_bad_rows(Connection(raw), path.parent, self._now)
        if count:
            self._lines.append(
                f"{counted(count, 'damaged entry')} in your data {was(count)} set aside."
            )
        self.checked = today
