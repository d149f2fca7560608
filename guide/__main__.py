"""The entry point of the program: the screen without arguments, else the commands."""

import os
import sys

from guide.errors import GuideError


def main() -> None:
    """Run the program and exit with its status."""
    try:
        if len(sys.argv) == 1:
            # The full screen needs no argument parser, and opens the sooner for it.
            from guide import opening, paths
            from guide.cli import screen

            sys.exit(screen.run(opening.open_chosen(None), paths.data_dir()))
        from guide.cli.main import run

        sys.exit(run())
    except GuideError as error:
        sys.stderr.write(f"abscopal: {error}\n")
        sys.exit(error.status)
    except BrokenPipeError:
        # The reader of our output went away, such as `head`: no error of ours.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)


if __name__ == "__main__":
    main()
