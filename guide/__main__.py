"""The entry point of the program: the screen without arguments, else the commands."""

import os
import sys

from guide.errors import GuideError


def main() -> None:
    """Run the program and exit with its status; an error is one line."""
    try:
        if len(sys.argv) == 1:
            # The full screen needs no argument parser, and opens sooner without it.
            from guide import opening, paths
            from guide.cli import screen

            sys.exit(screen.run(opening.open_chosen(None), paths.data_dir()))
        from guide.cli.main import run

        sys.exit(run())
    except GuideError as error:
        sys.stderr.write(f"abscopal: {error}\n")
        sys.exit(error.status)
    except BrokenPipeError:
        # Whoever read our output has gone, such as `head`: not an error of ours.
        with open(os.devnull, "w", encoding="utf-8") as devnull:  # noqa: PTH123 - a device
            os.dup2(devnull.fileno(), sys.stdout.fileno())
        sys.exit(0)


if __name__ == "__main__":
    main()
