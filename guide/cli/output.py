"""How commands print: JSON, warnings, and colour, which is off in pipes and under NO_COLOR."""

import json
import os
import shutil
import sys

import click

PIPED_WIDTH = 80
WIDEST = 84


def print_json(value: object) -> None:
    """Print a value as JSON in UTF-8, whatever the locale."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=1))


def warn(message: str) -> None:
    """Print a warning of one line to standard error."""
    click.echo(f"abscopal: {message}", err=True)


def coloured() -> bool:
    """Tell whether colour may be used: on a terminal, unless NO_COLOR is set."""
    return (
        sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    )


def styled(text: str, **style: bool | str) -> str:
    """Return text with a style where colour may be used, plain text elsewhere."""
    return click.style(text, **style) if coloured() else text  # type: ignore[arg-type]


def text_width() -> int:
    """Return the cells to write in: 80 when piped, else those of the terminal up to 84."""
    if not sys.stdout.isatty():
        return PIPED_WIDTH
    return max(40, min(shutil.get_terminal_size((PIPED_WIDTH, 24)).columns - 1, WIDEST))
