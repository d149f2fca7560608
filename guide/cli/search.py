"""`abscopal search`: results as lines or JSON."""

import click

from guide.cli.opening import Guide
from guide.cli.output import print_json, styled, text_width
from guide.library.records import Spans
from guide.library.scale import KIND_FACTS, dots
from guide.reading.lines import Piece, plain_line, wrap


def _snippet(spans: Spans) -> str:
    return "".join(span.text for span in spans)


def run(guide: Guide, query: str, kind: str | None, limit: int, as_json: bool) -> int:
    """Print what a query finds; return 1 when it finds nothing."""
    from guide.search.engine import Searcher

    answer = Searcher(guide.built, guide.catalogue).search(query, kind, limit)
    if as_json:
        print_json(
            {
                "query": answer.query,
                "suggestion": answer.suggestion or None,
                "results": [
                    {"id": hit.id, "kind": hit.kind, "title": hit.title, "score": hit.score, "snippet": _snippet(hit.snippet)}
                    for hit in answer.hits
                ],
            }
        )
        return 0 if answer.hits else 1
    if answer.suggestion:
        click.echo(f"Nothing found for '{query}'; showing '{answer.suggestion}'.")
    for hit in answer.hits:
        tag = KIND_FACTS[hit.kind].tag
        click.echo(f"{tag} {styled(hit.title, bold=True)}  {styled(hit.id, dim=True)}  {dots(hit.level)}")
        for line in wrap([Piece(_snippet(hit.snippet))], text_width(), "   ", "   "):
            click.echo(plain_line(line))
    if not answer.hits:
        click.echo(f"abscopal: nothing found for '{query}' (try fewer or other words)", err=True)
    return 0 if answer.hits else 1
