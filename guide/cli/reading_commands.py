"""The arguments of the commands that define, compare, calculate, and say how far one is."""

import sys
from typing import Any

import click

from guide import paths
from guide.cli.arguments import Words
from guide.library.scale import MATRICES

json_option = click.option("--json", "as_json", is_flag=True, help="Machine-readable output.")


def _guide(ctx: click.Context) -> Any:
    from guide.opening import open_chosen

    return open_chosen(ctx.obj["content"])


@click.command()
@click.argument("name", nargs=-1, required=True, type=Words())
@json_option
@click.pass_context
def define(ctx: click.Context, name: tuple[str, ...], as_json: bool) -> None:
    """Say in a few lines what a term, a drug or any other entry is."""
    from guide.cli import define as command

    sys.exit(command.run(_guide(ctx), " ".join(name), as_json))


@click.command()
@click.argument("names", metavar="NAME...", nargs=-1, type=Words())
@click.option("--all", "every", type=click.Choice(MATRICES), help="The whole matrix.")
@click.option("--differences", is_flag=True, help="Leave out what is the same for all.")
@click.option("--markdown", is_flag=True, help="A table in Markdown.")
@json_option
@click.pass_context
def compare(ctx: click.Context, /, names: tuple[str, ...], **options: Any) -> None:
    """Compare two to four modalities, agents or trials side by side.

    A name of several words stands in quotation marks.
    """
    from guide.cli import compare as command

    sys.exit(command.run(_guide(ctx), names, command.CompareOptions(**options)))


class _SeveralRatios(click.Command):
    """A command whose option --ab takes all the numbers behind it: `--ab 10 3`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments, each number behind --ab as if the option stood before it."""
        spread: list[str] = []
        begun = False
        for argument, before in zip(args, ["", *args], strict=False):
            is_number = argument.replace(".", "").replace(",", "").isdecimal()
            if begun and before != "--ab" and is_number:
                spread.append("--ab")
            begun = "--ab" in (argument, before) or (begun and is_number)
            spread.append(argument)
        return super().parse_args(ctx, spread)


@click.command(cls=_SeveralRatios)
@click.argument("schedule", nargs=-1, required=True, type=Words())
@click.option("--ab", "ratios", multiple=True, type=Words(), help="α/β in Gy, one or more.")
@json_option
def bed(schedule: tuple[str, ...], ratios: tuple[str, ...], as_json: bool) -> None:
    """Calculate BED and EQD2 of a schedule such as 8x3 or '24 Gy in 3'."""
    from guide.cli import bed as command

    sys.exit(command.run(" ".join(schedule), ratios, as_json))


@click.command("paths")
@click.argument("name", metavar="[PATH]", nargs=-1, type=Words())
@json_option
@click.pass_context
def paths_(ctx: click.Context, name: tuple[str, ...], as_json: bool) -> None:
    """List the learning paths and how far you are, or print one of them."""
    from guide.cli import learning as command

    guide, data = _guide(ctx), paths.data_dir(ctx.obj["data"])
    if name:
        sys.exit(command.show_path(guide, data, " ".join(name), as_json))
    sys.exit(command.list_paths(guide, data, as_json))


@click.command()
@json_option
@click.pass_context
def progress(ctx: click.Context, as_json: bool) -> None:
    """Say how well you know each topic, what is due, and what to do next."""
    from guide.cli import learning as command

    sys.exit(command.progress(_guide(ctx), paths.data_dir(ctx.obj["data"]), as_json))
