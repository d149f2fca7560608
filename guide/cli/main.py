"""The commands and their arguments; the work is done elsewhere, imported when it is called."""

import sys

import click

from guide import paths


@click.group()
def main() -> None:
    """Abscopal."""


@main.command()
@click.option("--json", "as_json", is_flag=True)
def check(as_json: bool) -> None:
    """Read content/ and print every problem."""
    from guide.cli import check as command

    sys.exit(command.run(paths.content_dir(), as_json))
