"""The entry point of the program: the screen without arguments, else the commands."""

import os
import signal
import sys


def main() -> None:
    """Run the program and exit with its status; an error is one line."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        # While nothing has begun ctrl+c ends the program without a word.
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from guide.errors import CrashError, GuideError

    try:
        sys.exit(_run())
    except GuideError as error:
        sys.stderr.write(f"abscopal: {error}\n")
        sys.exit(error.status)
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        # Whoever read our output has gone, such as `head`: not an error of ours.
        with open(os.devnull, "w", encoding="utf-8") as devnull:  # noqa: PTH123 - a device
            os.dup2(devnull.fileno(), sys.stdout.fileno())
        sys.exit(0)
    except Exception as error:
        sys.stderr.write(f"abscopal: {_describe_crash(error)}\n")
        sys.exit(CrashError.status)
    finally:
        signal.signal(signal.SIGINT, signal.SIG_DFL)


def _run() -> int:
    if len(sys.argv) == 1:
        # The full screen needs no argument parser, and opens sooner without it.
        from guide import opening, paths
        from guide.cli import screen

        return screen.run(opening.open_chosen(None), paths.data_dir())
    from guide.cli.main import run

    signal.signal(signal.SIGINT, signal.default_int_handler)
    return run()


def _describe_crash(error: Exception) -> str:
    """Log a fault of the program; return the line for the user."""
    from guide import faultlog, paths

    log = faultlog.record(paths.data_dir(), error)
    details = f" (details in {log})" if log else ""
    return f"something went wrong inside the guide: {type(error).__name__}{details}"


if __name__ == "__main__":
    main()
