"""The arguments of the commands for those who write the content."""

import sys
from pathlib import Path

import click

from guide import paths
from guide.cli.arguments import Words
from guide.library.scale import KINDS

FILES = click.Path(path_type=Path, exists=True)


def _content(ctx: click.Context) -> Path:
    return paths.existing_content_dir(ctx.obj["content"])


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Machine-readable output.")
@click.option("--warnings", "warn", is_flag=True, help="Print the warnings too.")
@click.option("--fix", is_flag=True, help="First correct the order and spelling of fields.")
@click.argument("files", nargs=-1, metavar="[FILE]...", type=FILES)
@click.pass_context
def check(
    ctx: click.Context, files: tuple[Path, ...], as_json: bool, warn: bool, fix: bool
) -> None:
    """Read content/ and print every problem as FILE:LINE: CODE message (hint).

    With files of content/, check these alone, which takes a second or two.
    """
    from guide.cli import check as command

    sys.exit(command.run(_content(ctx), files, command.Options(as_json, warn, fix)))


@click.command()
@click.option("--force", is_flag=True, help="Build even if nothing has changed.")
@click.option("--draft", "drafts", is_flag=True, help="Show unfinished content too, marked.")
@click.pass_context
def build(ctx: click.Context, force: bool, drafts: bool) -> None:
    """Compile content/ and its index: the guide's own into index/built/, others into the cache."""
    from guide.cli import build as command

    sys.exit(command.run(_content(ctx), force, drafts))


@click.command()
@click.argument("kind", type=click.Choice([*KINDS, "question"]))
@click.argument("name", metavar="ID", type=Words())
@click.option("--about", metavar="ID", default="", type=Words(), help="Page of the question.")
@click.pass_context
def new(ctx: click.Context, kind: str, name: str, about: str) -> None:
    """Write a draft for you to fill in: an entry of this ID, or a question of the topic ID.

    A draft is left out of the guide until its line `draft = true` is gone.
    """
    from guide.cli import new as command

    if about and kind != command.QUESTION:
        raise click.UsageError("--about belongs to `abscopal new question`", ctx)
    sys.exit(command.run(_content(ctx), kind, name, about))
