"""The command line, run inside the test: exit status, output and errors as a user gets them."""

import io
import signal
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from guide.cli.main import run
from guide.cli.process import run_guarded


@dataclass(frozen=True, slots=True)
class Done:
    """What a run of the program left."""

    status: int
    out: str
    err: str

    @property
    def is_quiet(self) -> bool:
        """Whether errors are at most one line, and no traceback."""
        return self.err.count("\n") <= 1 and "Traceback" not in self.err + self.out


class Program:
    """The program with a content folder and a data folder."""

    def __init__(self, content: Path, data: Path) -> None:
        self.content = content
        self.data = data

    def __call__(self, *arguments: str, typed: str = "") -> Done:
        """Run a command."""
        line = ["abscopal", "--content", str(self.content), "--data", str(self.data), *arguments]
        out, err = io.StringIO(), io.StringIO()
        before = signal.getsignal(signal.SIGINT)
        try:
            with (
                redirect_stdout(out),
                redirect_stderr(err),
                patch.object(sys, "argv", line),
                patch.object(sys, "stdin", io.StringIO(typed)),
            ):
                status = run_guarded(run)
        finally:
            signal.signal(signal.SIGINT, before)
        return Done(status, out.getvalue(), err.getvalue())
