"""The commands and their arguments; the work is done in modules imported when needed."""

import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import click

from guide import __version__, paths
from guide.cli.arguments import LONGEST_NAME, FileOrFolder, Number, Words
from guide.cli.content_commands import build, check, new
from guide.cli.data_commands import data_
from guide.cli.exchange_commands import cite, export_, import_, session
from guide.cli.output import say_page, warn
from guide.cli.process import STOPPED
from guide.cli.reading_commands import bed, compare, define, paths_, progress
from guide.cli.streams import write_ascii
from guide.cli.trial_commands import trials
from guide.library.scale import KINDS


class _ReaderGoneError(Exception):
    """Whoever read the output has gone; click would take the error itself and exit with 1."""


@contextmanager
def _reader_gone() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError as error:
        raise _ReaderGoneError from error


class Commands(click.Group):
    """A group that suggests the most similar command for a misspelt one."""

    def make_context(self, *args: Any, **more: Any) -> click.Context:
        """Read the arguments; a reader of the output that has gone is no matter of click's."""
        with _reader_gone():
            return super().make_context(*args, **more)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; a reader of the output that has gone is no matter of click's."""
        with _reader_gone():
            return super().invoke(ctx)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that the first argument names."""
        if args and self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            close = get_close_matches(args[0], self.list_commands(ctx), n=1, cutoff=0.5)
            hint = f"did you mean '{close[0]}'?" if close else "see `abscopal --help`"
            raise click.UsageError(f"there is no command '{args[0]}' ({hint})", ctx)
        return super().resolve_command(ctx, args)


BEFORE_COMMAND = ("--data", "--content", "--ascii", "--no-ascii")
"""Options of the whole program, which stand before the command."""

kind_option = click.option(
    "--kind", "-k", type=click.Choice(KINDS), help="Only entries of this kind."
)
json_option = click.option("--json", "as_json", is_flag=True, help="Machine-readable output.")


@click.group(
    cls=Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.option("--data", metavar="DIR", help="Folder of the learner's data (or ABSCOPAL_DATA).")
@click.option("--content", metavar="DIR", help="Folder of the content files (or ABSCOPAL_CONTENT).")
@click.option(
    "--ascii/--no-ascii",
    "only_ascii",
    default=None,
    help="Write ASCII only, or every glyph; without it, what locale and terminal can show.",
)
@click.version_option(__version__, prog_name="abscopal")
@click.pass_context
def commands(
    ctx: click.Context, data: str | None, content: str | None, only_ascii: bool | None
) -> None:
    """An offline study guide to combining advanced radiotherapy with immunotherapy.

    Without a command the full-screen guide opens. For learning only: it is not a medical device
    and recommends no treatment.
    """
    for name, folder in (("--data", data), ("--content", content)):
        if folder == "":
            raise click.BadParameter("it is empty", ctx, param_hint=name)
    ctx.obj = {"data": data, "content": content}
    if ctx.invoked_subcommand is None:
        from guide.cli import screen

        sys.exit(screen.run(_guide(ctx), paths.data_dir(data), only_ascii))
    if only_ascii is not None:
        write_ascii(only_ascii)


def _content(ctx: click.Context) -> Path:
    return paths.existing_content_dir(ctx.obj["content"])


def _guide(ctx: click.Context) -> Any:
    """Open and verify the guide that the arguments point to; build its index if needed."""
    from guide.cli.build import ProgressBar
    from guide.opening import open_chosen

    with closing(ProgressBar()) as bar:
        return open_chosen(ctx.obj["content"], bar.stage)


@commands.command(context_settings={"ignore_unknown_options": True})
@click.argument("query", nargs=-1, required=True, type=Words())
@kind_option
@click.option(
    "--limit",
    "-n",
    type=click.IntRange(1, 500),
    default=20,
    show_default=True,
    help="How many results at most.",
)
@click.option("--exactly", is_flag=True, help="Search for the words as typed.")
@click.option("--explain", is_flag=True, help="Print how the query is understood, and why.")
@json_option
@click.pass_context
def search(
    ctx: click.Context,
    query: tuple[str, ...],
    kind: str | None,
    limit: int,
    exactly: bool,
    explain: bool,
    as_json: bool,
) -> None:
    """Find entries by name, alias, dose, question or any word of their text.

    Narrow the query with kind:trial disease:nsclc verdict:negative year:2020..2026
    '"exact phrase"' -word
    """
    from guide.cli import explaining
    from guide.cli import search as command

    for word in query:  # What begins with a hyphen is a word to leave out, not an option.
        if word.partition("=")[0] in BEFORE_COMMAND:
            raise click.NoSuchOption(word.partition("=")[0], ctx=ctx)
    request = command.request_of(" ".join(query), kind, limit, exactly)
    sys.exit((explaining if explain else command).run(_guide(ctx), request, as_json))


@commands.command()
@click.argument("entry_id", metavar="ID", type=Words())
@json_option
@click.pass_context
def show(ctx: click.Context, entry_id: str, as_json: bool) -> None:
    """Print a page, a learning path or a question with its answer as plain text."""
    from guide.cli import show as command

    sys.exit(command.run(_guide(ctx), entry_id, as_json))


@commands.command("list")
@click.option(
    "--kind", "-k", type=click.Choice((*KINDS, "path")), help="Only entries of this kind, or paths."
)
@json_option
@click.pass_context
def list_(ctx: click.Context, kind: str | None, as_json: bool) -> None:
    """List the entries, or with --kind path the learning paths with the minutes they take."""
    from guide.cli import listing as command

    sys.exit(command.run(_guide(ctx), kind, as_json))


@commands.command()
@click.option(
    "--topic", "-t", type=Words(), help="Only questions of this topic or path, or about this entry."
)
@click.option(
    "-n",
    "count",
    type=click.IntRange(1, 500),
    default=10,
    show_default=True,
    help="How many questions.",
)
@click.option(
    "--mode",
    type=click.Choice(["practice", "review", "exam", "drill"]),
    default="practice",
    show_default=True,
)
@click.option(
    "--which",
    type=click.Choice(["all", "unseen", "wrong", "flagged"]),
    default="all",
    show_default=True,
    help="Which questions to practise.",
)
@click.option("--minutes", type=Number(1, 600), help="Time allowed in an exam.")
@click.option(
    "--code",
    type=Words(),
    help="The code of a class session: everyone gets the same questions in the same order.",
)
@click.option(
    "--seed", type=Words(), help="A number or a word; the same seed gives the same questions."
)
@click.option(
    "--result",
    type=FileOrFolder(),
    help="File or FOLDER/ for the result of a class session.",
)
@click.option(
    "--name",
    type=Words(LONGEST_NAME),
    default="",
    help="Your name in the result; none unless given.",
)
@click.pass_context
def quiz(ctx: click.Context, /, **options: Any) -> None:
    """Answer questions line by line in the plain terminal.

    Add ! to an answer if you are sure and ? if you are not; u takes the last answer back,
    * flags the question.
    """
    from guide.cli import quiz as command

    data = paths.data_dir(ctx.obj["data"])
    sys.exit(command.run(_guide(ctx), data, command.QuizOptions(**options)))


@commands.command()
@json_option
@click.option("--questions", "of", flag_value="questions", help="Figures about the questions.")
@click.option(
    "--syllabus", "of", flag_value="syllabus", help="Which pages answer what is expected."
)
@click.option("--sources", "of", flag_value="sources", help="The kinds of source that are cited.")
@click.option("--reading", "of", flag_value="reading", help="How easily the pages read.")
@click.pass_context
def stats(ctx: click.Context, as_json: bool, of: str | None) -> None:
    """Count what the guide contains; with an option, show figures about a part of it."""
    from guide.cli import coverage
    from guide.cli import stats as command

    match of:
        case "questions":
            sys.exit(command.questions(_guide(ctx), as_json))
        case "syllabus":
            sys.exit(coverage.syllabus(_content(ctx), as_json))
        case "sources":
            sys.exit(coverage.sources(_content(ctx), as_json))
        case "reading":
            sys.exit(coverage.reading(_content(ctx), as_json))
        case _:
            sys.exit(command.run(_guide(ctx), as_json))


@commands.command()
@click.pass_context
def doctor(ctx: click.Context) -> None:
    """Report the state of version, content, index, data folder and terminal."""
    from guide.cli import doctor as command

    chosen, data = ctx.obj["content"], ctx.obj["data"]
    sys.exit(command.run(chosen, paths.data_dir(data)))


for command in (
    define,
    compare,
    bed,
    paths_,
    progress,
    trials,
    cite,
    session,
    export_,
    import_,
    data_,
    check,
    build,
    new,
):
    commands.add_command(command)


def _in_one_line(error: click.ClickException) -> str:
    """Return what is wrong, and for an option of the whole program where it belongs."""
    message = " ".join(error.format_message().split())
    if isinstance(error, click.NoSuchOption) and error.ctx is not None:
        name, path = error.option_name, error.ctx.command_path
        if name in BEFORE_COMMAND and error.ctx.parent is not None:
            program, _, command = path.partition(" ")
            value = "" if name.endswith("ascii") else " DIR"
            return f"put {name} before the command: {program} {name}{value} {command}"
    return message


def run() -> int:
    """Run the command that the arguments name and return its exit status.

    Wrong usage is reported in one line.

    Raises:
        BrokenPipeError: Whoever read the output has gone.
    """
    try:
        commands(standalone_mode=False, prog_name="abscopal")
    except _ReaderGoneError as gone:
        raise BrokenPipeError from gone
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.Abort:
        return STOPPED
    except click.exceptions.NoArgsIsHelpError as error:
        warn(f"{error.ctx.command_path} needs a command, one of these:")
        say_page(f"{error.ctx.get_help()}\n", err=True)
        return 2
    except click.ClickException as error:
        warn(_in_one_line(error))
        return 2
    return 0
