"""The entry point of the program: the screen without arguments, else the commands."""

import os
import signal
import sys


def main() -> None:
    """Run the program and exit with its status; an error is one line."""
    if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
        # Until the commands run, ctrl+c has nothing to clean up and nothing to say.
        signal.signal(signal.SIGINT, lambda *_: os._exit(130))
    from guide.cli.process import run_guarded

    sys.exit(run_guarded(_run))


def _run() -> int:
    if len(sys.argv) == 1:
        # The full screen needs no argument parser, and opens sooner without it.
        from guide import opening, paths
        from guide.cli import screen

        return screen.run(opening.open_chosen(None), paths.data_dir())
    from guide.cli.main import run

    return run()


if __name__ == "__main__":
    main()
