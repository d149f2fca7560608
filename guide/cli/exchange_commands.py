"""The arguments of the commands for class sessions, decks, tables and own questions."""

import sys
from pathlib import Path
from typing import Any

import click

from guide import paths
from guide.cli.arguments import LONGEST_NAME, Destination, FileOrFolder, Output, Place, Words


def _guide(ctx: click.Context) -> Any:
    from guide.opening import open_chosen

    return open_chosen(ctx.obj["content"])


FILE, OUTPUT = Place(dir_okay=False), Output(dir_okay=False)
FOLDER = Place(file_okay=False)
force_option = click.option(
    "--force", is_flag=True, help="Replace an existing file, even one that holds more."
)


def _out(path: Path | None, force: bool) -> Any:
    from guide.cli.exchange import Out

    return Out(path, force)


def _data(ctx: click.Context) -> Path:
    return paths.data_dir(ctx.obj["data"])


@click.command()
@click.argument("names", metavar="KEY...", nargs=-1, required=True, type=Words())
@click.option(
    "--format",
    "-f",
    "form",
    type=click.Choice(["vancouver", "bibtex", "ris", "doi"]),
    default="vancouver",
    show_default=True,
)
@click.option("--json", "as_json", is_flag=True, help="Machine-readable output.")
@click.pass_context
def cite(ctx: click.Context, names: tuple[str, ...], form: Any, as_json: bool) -> None:
    """Print a source to cite it: KEY is its key, DOI or PMID.

    The id of a page stands for all sources of that page.
    """
    from guide.cli import cite as command

    sys.exit(command.run(_guide(ctx), names, form, as_json))


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
@click.option("--out", type=OUTPUT, help="The file to write; CODE.abscopal-session without it.")
@force_option
@click.pass_context
def create(
    ctx: click.Context, topic: str, count: int, seed: str | None, out: Path | None, force: bool
) -> None:
    """Create a class session and print its code."""
    from guide.cli import exchange

    sys.exit(exchange.create(_guide(ctx), topic, count, seed, _out(out, force)))


@session.command()
@click.argument("session_", metavar="CODE|FILE", type=Words())
@click.option(
    "--out",
    "folder",
    type=FOLDER,
    default=".",
    show_default=True,
    help="Folder for the four files.",
)
@force_option
@click.pass_context
def paper(ctx: click.Context, session_: str, folder: Path, force: bool) -> None:
    """Write the paper and, separately, the key, as Markdown and HTML."""
    from guide.cli import exchange

    sys.exit(exchange.paper(_guide(ctx), session_, folder, force))


@session.command()
@click.argument("files", nargs=-1, required=True, type=FILE)
@click.option("--csv", "csv_file", type=OUTPUT, help="Write one row for each question.")
@click.option("--html", "html_file", type=OUTPUT, help="Write a page to read and print.")
@force_option
@click.pass_context
def report(
    ctx: click.Context,
    files: tuple[Path, ...],
    csv_file: Path | None,
    html_file: Path | None,
    force: bool,
) -> None:
    """Merge *.abscopal-result files: scores, difficulty, discrimination, distractors.

    The exit status is 1 when files were left out.
    """
    from guide.cli import exchange

    sys.exit(exchange.report(_guide(ctx), files, csv_file, html_file, force))


@session.command("result")
@click.argument("session_", metavar="CODE|FILE", type=Words())
@click.option(
    "--out",
    type=FileOrFolder(),
    help="File or FOLDER/; the folder of results in your data without it.",
)
@click.option(
    "--name",
    type=Words(LONGEST_NAME),
    default="",
    help="Your name in the result; none unless given.",
)
@click.pass_context
def result_(ctx: click.Context, session_: str, out: Destination | None, name: str) -> None:
    """Write the result of a finished class session again."""
    from guide.cli import exchange

    sys.exit(exchange.result(_guide(ctx), _data(ctx), session_, out, name))


@click.group("export")
def export_() -> None:
    """Write an Anki deck, or your own data as CSV or JSON."""


@export_.command()
@click.option("--topic", "-t", type=Words(), help="Only this topic.")
@click.option("--cards", is_flag=True, help="The glossary's cards too.")
@click.option("--out", type=OUTPUT, default="abscopal.apkg", show_default=True)
@force_option
@click.pass_context
def anki(ctx: click.Context, topic: str | None, cards: bool, out: Path, force: bool) -> None:
    """Write an Anki deck; importing it again updates the notes."""
    from guide.cli import exchange

    sys.exit(exchange.export_anki(_guide(ctx), _data(ctx), topic, cards, _out(out, force)))


@export_.command("csv")
@click.option("--out", type=OUTPUT, help="The file to write; standard output without it.")
@force_option
@click.pass_context
def csv_(ctx: click.Context, out: Path | None, force: bool) -> None:
    """Write every answer as CSV."""
    from guide.cli import exchange

    sys.exit(exchange.export_answers(_guide(ctx), _data(ctx), _out(out, force)))


@export_.command("json")
@click.option("--out", type=OUTPUT, help="The file to write; standard output without it.")
@force_option
@click.pass_context
def json_(ctx: click.Context, out: Path | None, force: bool) -> None:
    """Write answers, schedules, marks and settings as JSON."""
    from guide.cli import exchange

    sys.exit(exchange.export_everything(_data(ctx), _out(out, force)))


@click.command("import")
@click.argument("files", nargs=-1, type=FILE)
@click.option("--forget", metavar="TOPIC", type=Words(), help="Remove one of your topics.")
@click.pass_context
def import_(ctx: click.Context, files: tuple[Path, ...], forget: str | None) -> None:
    """Import your own questions (TOML, see docs/questions.md): all, or none if one is wrong."""
    from guide.cli import exchange

    data = _data(ctx)
    if forget:
        sys.exit(exchange.forget(data, forget))
    if not files:
        raise click.UsageError("no file was given (abscopal import FILE...)")
    sys.exit(exchange.import_files(_guide(ctx), data, files))
