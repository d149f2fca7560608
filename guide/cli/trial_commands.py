"""The arguments of `abscopal trials`."""

import sys
from typing import Any

import click

from guide.cli.arguments import Words

SORTS = (
    "year",
    "effect",
    "n",
    "name",
    "verdict",
    "disease",
    "radiotherapy",
    "drug",
    "phase",
    "outcome",
    "status",
)


@click.command()
@click.option("--disease", type=Words(), help="Such as nsclc, HNSCC or 'lung cancer'.")
@click.option("--modality", type=Words(), help="Such as sbrt or proton-flash.")
@click.option("--agent", type=Words(), help="A drug by any of its names, or pd-1-blockade.")
@click.option("--phase", type=Words(), help="1, 2 or 3; 2/3 belongs to both.")
@click.option("--timing", type=Words(), help="When the drug was given: concurrent, after, ….")
@click.option("--verdict", type=Words(), help="positive, negative, mixed, single-arm, ongoing, ….")
@click.option("--year", type=Words(), help="2020, 2020.., ..2020 or 2020..2023.")
@click.option("--words", type=Words(), default="", help="Words that a trial must hold.")
@click.option("--sort", type=click.Choice(SORTS), default="year", show_default=True)
@click.option("--reverse", is_flag=True, help="Sort the other way round.")
@click.option(
    "--forest", "view", flag_value="forest", help="Draw a forest plot; nothing is pooled."
)
@click.option("--timeline", "view", flag_value="timeline", help="List the trials year by year.")
@click.option("--json", "as_json", is_flag=True, help="Machine-readable output.")
@click.pass_context
def trials(ctx: click.Context, /, **options: Any) -> None:
    """List trials with verdict, patients and primary effect; filter and sort them."""
    from guide.cli import trials as command
    from guide.opening import open_chosen

    guide = open_chosen(ctx.obj["content"])
    view = options.pop("view") or "table"
    as_json, words = options.pop("as_json"), options.pop("words")
    sort, reverse = options.pop("sort"), options.pop("reverse")
    asked = command.Asked(options, words, sort, reverse)
    sys.exit(command.run(guide, asked, "json" if as_json else view))
