"""The program as a process: its exit status, and an end without a traceback whatever happens."""

import errno
import os
import signal
import sys
from collections.abc import Callable
from types import FrameType

from guide.cli.output import warn
from guide.cli.streams import set_up_streams
from guide.errors import GuideError

STOPPED = 130
CRASHED = 4
DEBUG = "ABSCOPAL_DEBUG"
NO_ROOM = ("failed to map segment", "cannot allocate memory", "Cannot allocate memory")
"""What the loaders of different systems say of a library for which there is no memory."""


def run_guarded(work: Callable[[], int]) -> int:
    """Run the program and return its exit status; an error is one line.

    The status is that of `work`, or of the GuideError that it raises; 0 when whoever read the
    output has gone, 1 when a file or the output cannot be written or the memory is too small, 130
    after ctrl+c, 4 for a crash, whose details are printed when ABSCOPAL_DEBUG is set.
    """
    set_up_streams()
    if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
        signal.signal(signal.SIGINT, _stop)
    try:
        status = _run(work)
    except KeyboardInterrupt:
        return STOPPED
    if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
        # Nothing that the interpreter still does may print a traceback.
        signal.signal(signal.SIGINT, stop_at_once)
    return status


def stop_at_once(_number: int, _frame: FrameType | None) -> None:
    """End the program without a word, where nothing has to be cleaned up."""
    os._exit(STOPPED)


def _stop(_number: int, _frame: FrameType | None) -> None:
    """Let what runs clean up; whoever presses ctrl+c again does not want to wait for it."""
    signal.signal(signal.SIGINT, stop_at_once)
    raise KeyboardInterrupt


def _run(work: Callable[[], int]) -> int:
    try:
        status = _status_of(work)
        sys.stdout.flush()
    except GuideError as error:
        warn(str(error))
        status = error.status
    except BrokenPipeError:
        # Whoever read our output has gone, such as `head`: not an error of ours.
        status = 0
    except Exception as error:  # the last place that can say it in one line
        status = _report(error)
    _drain()
    return status


def _report(error: Exception) -> int:
    """Say in one line what nobody has dealt with, and return the status."""
    if _is_lack_of_memory(error):
        error.__traceback__ = None  # Its frames hold what fills the memory.
        warn("there is not enough memory (close other programs, or raise its limit)")
        return 1
    if isinstance(error, OSError):
        warn(f"{error.filename or 'the output cannot be written'}: {error.strerror or error}")
        return 1
    _report_crash(error)
    return CRASHED


def _is_lack_of_memory(error: BaseException) -> bool:
    """Tell whether Python, the system, or the loader of its libraries had too little memory."""
    match error:
        case MemoryError():
            return True
        case OSError():
            return error.errno == errno.ENOMEM
        case ImportError():
            return any(words in str(error) for words in NO_ROOM)
    return False


def _status_of(work: Callable[[], int]) -> int:
    """Return the status, whether it is returned or given to `sys.exit`."""
    try:
        return work()
    except SystemExit as error:
        return error.code if isinstance(error.code, int) else int(error.code is not None)


def _report_crash(error: Exception) -> None:
    if os.environ.get(DEBUG):
        import traceback

        traceback.print_exc()
    warn(
        f"unexpected {type(error).__name__}: {str(error)[:200]}"
        f" (a fault of the guide; details with {DEBUG}=1)"
    )


def _drain() -> None:
    """Flush what was printed; what cannot be printed any more is dropped, so that exit is quiet."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            with open(os.devnull, "w", encoding="utf-8") as nowhere:  # noqa: PTH123 - a device
                os.dup2(nowhere.fileno(), stream.fileno())
