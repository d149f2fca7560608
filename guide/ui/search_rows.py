"""Results of a search as rows: a direct answer, the hits, or help where nothing was found.

The line below them says how many there are.
"""

from collections.abc import Sequence

from guide.counting import counted
from guide.layout.findings import cited, finding_pieces
from guide.layout.lines import EMPTY, Line, Piece, wrap
from guide.layout.targets import (
    Action,
    ChooseKind,
    OpenComparison,
    OpenEntry,
    OpenTab,
    OpenTool,
    RunCommand,
    SearchFor,
    Target,
)
from guide.layout.tools import calculation_lines
from guide.library.catalogue import Catalogue
from guide.library.comparing import asked
from guide.library.records import Part, Spans
from guide.library.scale import KIND_FACTS, dots
from guide.search.calculation import Calculation, calculate
from guide.search.choices import begun_field
from guide.search.facts import Fact
from guide.search.results import Hit, SearchResult
from guide.ui.widgets.row_list import Row

ROW_MARGIN = 3
"""Cells of a list that its rows lack: two before them, one behind."""


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


def target_of(hit: Hit) -> OpenEntry:
    """Return the page of a result, at the section that answers the question."""
    return OpenEntry(hit.id, section=hit.section or None)


def result_row(hit: Hit, width: int) -> Row:
    """Return a result in two lines: tag, title, badge and finding, then its best passage.

    Where the page answers the same question, the row shows that and opens its section.
    """
    tag = Piece(f"{KIND_FACTS[hit.kind].tag} ", "tag")
    badge = Piece(f"  {dots(hit.level)}", "dim") if hit.level else Piece("")
    answers = Piece("   answers:" if hit.answers else "", "b")
    passage = snippet_line(hit.snippet, width - len(answers.text))
    first = (tag, Piece(hit.title, "b"), badge, *finding_pieces(hit.finding))
    return Row(target_of(hit), (first, (answers, *passage)))


def fact_row(facts: Sequence[Fact], catalogue: Catalogue, width: int) -> Row:
    """Return a direct answer: its subject; its value with level and source, wrapped.

    Other analyses and results follow on lines of their own, with their label where it is another.
    """
    first = facts[0]
    label = f" · {first.label}" if first.label else ""
    title = catalogue.heads[first.entry].title
    lines: list[Line] = [(Piece("=  ", "data"), Piece(f"{title}{label}", "b"))]
    for fact in facts:
        pieces = [Piece(fact.value, "h2" if fact is first else "")]
        if fact.label != first.label:
            pieces.insert(0, Piece(f"{fact.label}: "))
        if fact.level:
            pieces.append(Piece(f" ▏{fact.level}", "dim"))
        if source := cited(fact, catalogue):
            pieces.append(Piece(f" [{source}]", "cite"))
        lines += wrap(pieces, width - ROW_MARGIN, "   ", "   ")
    # The page opens where its structured fields are; a definition is its beginning.
    target = OpenEntry(first.entry, section=first.section or None)
    return Row(target, tuple(lines))


def calculation_row(calculation: Calculation, width: int) -> Row:
    """Return a calculated schedule, which leads to the tool with its numbers."""
    ratios = " ".join(f"{effect.alpha_beta:g}" for effect in calculation.effects)
    values = (f"{calculation.fractions} × {calculation.dose:g} Gy", ratios)
    return Row(OpenTool("dose", values=values), calculation_lines(calculation, width - ROW_MARGIN))


def comparison_row(ids: tuple[str, ...], catalogue: Catalogue, width: int) -> Row:
    """Return the row that shows side by side what a query wants compared."""
    titles = " · ".join(catalogue.heads[name].title for name in ids)
    pieces = [Piece("Compare ", "dim"), Piece(titles, "b")]
    return Row(OpenComparison(ids), tuple(wrap(pieces, width - ROW_MARGIN, "≠  ", "   ")))


def answer_rows(result: SearchResult, catalogue: Catalogue, width: int) -> list[Row]:
    """Return the direct answers of a result: what its query calculates or compares, or a fact."""
    calculation = calculate(result.query)
    if calculation is not None:
        return [calculation_row(calculation, width)]
    if ids := asked(catalogue, result.query):
        return [comparison_row(ids, catalogue, width)]
    return [fact_row(result.facts, catalogue, width)] if result.facts else []


def choice_rows(result: SearchResult) -> list[Row]:
    """Return the values of the field that ends the query; each puts itself into it."""
    rest, _ = begun_field(result.query)
    rows = []
    for choice in result.choices:
        line = (
            Piece(f"{choice.field}: ", "accent"),
            Piece(choice.title),
            Piece(f"  {choice.entries}", "dim"),
        )
        rows.append(Row(SearchFor(f"{rest} {choice.typed} ".lstrip()), (line,)))
    return rows


def hit_rows(result: SearchResult, width: int) -> list[Row]:
    """Return the rows of the entries that were found."""
    return [result_row(hit, width) for hit in result.hits]


def best(result: SearchResult, answers: Sequence[Row]) -> Target | None:
    """Return what Enter opens: the direct answer, else the first hit; None where nothing is."""
    if answers:
        return answers[0].target
    return target_of(result.hits[0]) if result.hits else None


def nothing_rows(
    result: SearchResult, parts: tuple[Part, ...], narrowed: Sequence[tuple[str, Target]] = ()
) -> list[Row]:
    """Return rows that help where nothing was found: without the chips, near names, the tabs.

    Args:
        result: What was searched for.
        parts: The tabs with entries.
        narrowed: What each chip narrows the search to, and the target that clears it.
    """
    fields = " ".join(read.shown for read in result.read_as)
    within = f" in {', '.join(name for name, _ in narrowed)}" if narrowed else ""
    within += f" with {fields}" if fields else ""
    nothing = Piece(f"Nothing found for “{result.query.strip()[:60]}”{within}.", "b")
    advice = Piece(" Try fewer or other words." if not narrowed else "")
    rows = [Row(None, ((nothing, advice), EMPTY))]
    for _, clears in narrowed:
        wider = "all kinds" if isinstance(clears, ChooseKind) else "any evidence"
        row: Line = (Piece(f"search {wider}", "accent"), Piece("  enter", "dim"))
        rows.append(Row(clears, (row, EMPTY)))
    for read in result.read_as:
        line = (Piece("search without  ", "dim"), Piece(read.shown, "accent"))
        rows.append(Row(SearchFor(read.without), (line, EMPTY)))
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


def summary_line(result: SearchResult, shown: int, more: bool) -> Line:
    """Return what was found, in words.

    Args:
        result: What was found.
        shown: How many hits are on the list.
        more: Whether all that there is has been asked for.
    """
    if result.notes:
        return (Piece(result.notes[0], "b"),)
    exactly = RunCommand(Action.SEARCH_EXACTLY)
    if result.suggestion or result.read_as:
        said: Line = (
            Piece("ctrl+o ", "accent", exactly),
            Piece("search exactly as typed", "link", exactly),
        )
        if not result.suggestion:
            return said
        return (Piece("showing results for "), Piece(result.suggestion, "b"), Piece(" · "), *said)
    if result.choices:
        return (Piece("choose a value, or type its beginning", "dim"),)
    if not result.hits:
        return (Piece("no page found", "dim"),)
    text = counted(shown, "result")
    if shown < len(result.hits):
        text = f"first {text}{'' if more else ' · down for more'}"
    return (Piece(text, "dim"),)
