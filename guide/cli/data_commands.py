"""The arguments of `abscopal data`."""

import sys
from pathlib import Path

import click

from guide import paths
from guide.cli.arguments import Output, Place

FILE, OUTPUT = Place(dir_okay=False), Output(dir_okay=False)


def _folder(ctx: click.Context) -> Path:
    return paths.data_dir(ctx.obj["data"])


@click.group("data")
def data_() -> None:
    """Your own data: its state, backups, moving it to another computer, deleting it."""


@data_.command()
@click.option("--json", "as_json", is_flag=True, help="Machine-readable output.")
@click.pass_context
def status(ctx: click.Context, as_json: bool) -> None:
    """Check all of it and list the backups; the exit status is 1 if something is wrong."""
    from guide.cli import data

    sys.exit(data.status(_folder(ctx), as_json))


@data_.command()
@click.argument("file", required=False, type=OUTPUT)
@click.option("--force", is_flag=True, help="Replace the file even if it holds more.")
@click.pass_context
def backup(ctx: click.Context, file: Path | None, force: bool) -> None:
    """Write a verified backup now, to FILE or among the automatic ones."""
    from guide.cli import data

    sys.exit(data.backup(_folder(ctx), file, force))


@data_.command()
@click.argument("file", required=False, type=FILE)
@click.pass_context
def restore(ctx: click.Context, file: Path | None) -> None:
    """Put the newest sound backup, or FILE, in the place of your data, which is backed up first."""
    from guide.cli import data

    sys.exit(data.restore(_folder(ctx), file))


@data_.command()
@click.option("--out", type=OUTPUT, help="The file to write; standard output without it.")
@click.option("--force", is_flag=True, help="Replace the file even if it holds more.")
@click.pass_context
def export(ctx: click.Context, out: Path | None, force: bool) -> None:
    """Write everything to one JSON file, which `abscopal data import` reads elsewhere."""
    from guide.cli import exchange

    sys.exit(exchange.export_everything(_folder(ctx), exchange.Out(out, force)))


@data_.command("import")
@click.argument("file", type=FILE)
@click.pass_context
def import_(ctx: click.Context, file: Path) -> None:
    """Add an export or a backup to your data; nothing is doubled."""
    from guide.cli import data

    sys.exit(data.import_file(_folder(ctx), file))


@data_.command()
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_context
def delete(ctx: click.Context, yes: bool) -> None:
    """Delete every file that the guide made, backups included; others stay."""
    from guide.cli import data

    sys.exit(data.delete(_folder(ctx), yes))
