"""Results of a search as rows: a direct answer, the hits, or help where nothing was found."""

from collections.abc import Sequence

from guide.layout.lines import EMPTY, Line, Piece
from guide.layout.targets import OpenEntry, OpenTab, SearchFor, Target
from guide.library.catalogue import Catalogue
from guide.library.records import Part, Spans
from guide.library.scale import KIND_FACTS, dots
from guide.search.facts import Fact
from guide.search.results import Hit, SearchResult
from guide.ui.widgets.row_list import Row


def snippet_line(snippet: Spans, width: int) -> Line:
    """Return a snippet as one line that shows its first hit, cut at the front where it must be."""
    pieces = [Piece(span.text, "mark" if span.style == "mark" else "dim") for span in snippet]
    before = 0
    for piece in pieces:
        if piece.style == "mark":
            break
        before += len(piece.text)
    if pieces and before > width * 2 // 3 and before < sum(len(piece.text) for piece in pieces):
        text = pieces[0].text
        cut = text[max(len(text) - width // 2, 0) :]
        pieces[0] = Piece("… " + cut.split(" ", 1)[-1], "dim")
    return (Piece("   "), *pieces)


def result_row(hit: Hit, width: int) -> Row:
    """Return a result in two lines: tag, title and badge, then its best passage."""
    tag = Piece(f"{KIND_FACTS[hit.kind].tag} ", f"kind-{hit.kind}")
    badge = Piece(f"  {dots(hit.level)}", "dim") if hit.level else Piece("")
    return Row(
        OpenEntry(hit.id), ((tag, Piece(hit.title, "b"), badge), snippet_line(hit.snippet, width))
    )


def fact_row(fact: Fact, catalogue: Catalogue) -> Row:
    """Return a direct answer in two lines: its subject; its value, level and source."""
    head = catalogue.heads[fact.entry]
    label = f" · {fact.label}" if fact.label else ""
    sources = [catalogue.references[key] for key in fact.sources if key in catalogue.references]
    source = (
        f"  [{sources[0].authors[0].split()[0].rstrip(',')} {sources[0].year or ''}]"
        if sources and sources[0].authors
        else ""
    )
    of = (Piece("=  ", "accent"), Piece(f"{head.title}{label}", "b"))
    says = (
        Piece(f"   {fact.value}", "h2"),
        Piece(f"  ▏{fact.level}" if fact.level else "", "dim"),
        Piece(source, "cite"),
    )
    return Row(OpenEntry(fact.entry, line=0), (of, says))


def result_rows(result: SearchResult, catalogue: Catalogue, width: int) -> list[Row]:
    """Return the rows of a result that found something."""
    first = [fact_row(result.fact, catalogue)] if result.fact else []
    return [*first, *(result_row(hit, width) for hit in result.hits)]


def nothing_rows(
    result: SearchResult, parts: tuple[Part, ...], narrowed: Sequence[tuple[str, Target]] = ()
) -> list[Row]:
    """Return rows that help where nothing was found: without the chips, near names, the tabs.

    Args:
        result: What was searched for.
        parts: The tabs with entries.
        narrowed: What each chip narrows the search to, and the target that clears it.
    """
    within = f" in {', '.join(name for name, _ in narrowed)}" if narrowed else ""
    nothing = Piece(f"Nothing found for “{result.query.strip()[:60]}”{within}.", "b")
    advice = Piece(" Try fewer or other words." if not narrowed else "")
    rows = [Row(None, ((nothing, advice), EMPTY))]
    for name, clears in narrowed:
        row: Line = (
            Piece("search without  ", "dim"),
            Piece(name, "accent"),
            Piece("  enter", "dim"),
        )
        rows.append(Row(clears, (row, EMPTY)))
    for name in result.near:
        line = (Piece("did you mean  ", "dim"), Piece(name, "accent"))
        rows.append(Row(SearchFor(name), (line, EMPTY)))
    for part in parts:
        line = (Piece("browse  ", "dim"), Piece(part.title, "accent"))
        rows.append(Row(OpenTab(part.id), (line, EMPTY)))
    return rows


def recent_rows(queries: tuple[str, ...]) -> list[Row]:
    """Return the last queries as rows."""
    if not queries:
        return []
    return [
        Row(None, ((Piece("Recent searches", "h2"),), EMPTY)),
        *(Row(SearchFor(text), ((Piece(text),), EMPTY)) for text in queries),
    ]
