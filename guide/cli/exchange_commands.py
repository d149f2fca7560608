"""The arguments of the commands for class sessions, decks, tables and own questions."""

import sys
from pathlib import Path
from typing import Any

import click

from guide import paths
from guide.cli.arguments import Words


def _guide(ctx: click.Context) -> Any:
    from guide.opening import open_chosen

    return open_chosen(ctx.obj["content"])


FILE = click.Path(path_type=Path, dir_okay=False)
FOLDER = click.Path(path_type=Path, file_okay=False)


@click.group()
def session() -> None:
    """A class session without a server: one code, the same questions, a result from each."""


@session.command()
@click.option("--topic", "-t", type=Words(), default="", help="A topic; all topics without it.")
@click.option(
    "-n",
    "count",
    type=click.IntRange(1, 100),
    default=20,
    show_default=True,
    help="How many questions.",
)
@click.option(
    "--seed", type=Words(), help="A number or a word; the same seed gives the same class session."
)
@click.option("--out", type=FILE, help="The file to write; CODE.abscopal-session without it.")
@click.pass_context
def create(ctx: click.Context, /, **arguments: Any) -> None:
    """Create a class session and print its code."""
    from guide.cli import exchange

    sys.exit(exchange.create(_guide(ctx), **arguments))


@session.command()
@click.argument("session_", metavar="CODE|FILE")
@click.option(
    "--out",
    "folder",
    type=FOLDER,
    default=".",
    show_default=True,
    help="Folder for the four files.",
)
@click.pass_context
def paper(ctx: click.Context, session_: str, folder: Path) -> None:
    """Write the paper and, separately, the key, as Markdown and HTML."""
    from guide.cli import exchange

    sys.exit(exchange.paper(_guide(ctx), session_, folder))


@session.command()
@click.argument("files", nargs=-1, required=True, type=FILE)
@click.option("--csv", "csv_file", type=FILE, help="Write one row for each question.")
@click.option("--html", "html_file", type=FILE, help="Write a page to read and print.")
@click.pass_context
def report(
    ctx: click.Context, files: tuple[Path, ...], csv_file: Path | None, html_file: Path | None
) -> None:
    """Merge *.abscopal-result files: scores, difficulty, discrimination, distractors.

    The exit status is 1 when files were left out.
    """
    from guide.cli import exchange

    sys.exit(exchange.report(_guide(ctx), files, csv_file, html_file))


@click.group("export")
def export_() -> None:
    """Write an Anki deck, or your own data as CSV or JSON."""


@export_.command()
@click.option("--topic", "-t", type=Words(), help="Only this topic.")
@click.option("--cards", is_flag=True, help="The glossary's cards too.")
@click.option("--out", type=FILE, default="abscopal.apkg", show_default=True)
@click.pass_context
def anki(ctx: click.Context, topic: str | None, cards: bool, out: Path) -> None:
    """Write an Anki deck; importing it again updates the notes."""
    from guide.cli import exchange

    sys.exit(exchange.export_anki(_guide(ctx), paths.data_dir(ctx.obj["data"]), topic, cards, out))


@export_.command("csv")
@click.option("--out", type=FILE, help="The file to write; standard output without it.")
@click.pass_context
def csv_(ctx: click.Context, out: Path | None) -> None:
    """Write every answer as CSV."""
    from guide.cli import exchange

    sys.exit(exchange.export_learner(paths.data_dir(ctx.obj["data"]), "csv", out))


@export_.command("json")
@click.option("--out", type=FILE, help="The file to write; standard output without it.")
@click.pass_context
def json_(ctx: click.Context, out: Path | None) -> None:
    """Write answers, schedules, marks and settings as JSON."""
    from guide.cli import exchange

    sys.exit(exchange.export_learner(paths.data_dir(ctx.obj["data"]), "json", out))


@click.command("import")
@click.argument("files", nargs=-1, type=FILE)
@click.option("--forget", metavar="TOPIC", help="Remove one of your topics.")
@click.pass_context
def import_(ctx: click.Context, files: tuple[Path, ...], forget: str | None) -> None:
    """Import your own questions (TOML, see docs/questions.md): all, or none if one is wrong."""
    from guide.cli import exchange

    data = paths.data_dir(ctx.obj["data"])
    if forget:
        sys.exit(exchange.forget(data, forget))
    if not files:
        raise click.UsageError("no file was given (abscopal import FILE...)")
    sys.exit(exchange.import_files(_guide(ctx), data, files))
