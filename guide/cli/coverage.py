"""`abscopal stats` of the content: what it covers, on what it rests, and how it reads."""

from dataclasses import asdict
from pathlib import Path

from guide.cli.output import print_json, say
from guide.counting import percent
from guide.library.coverage import source_use, syllabus_coverage
from guide.library.load import load_content
from guide.library.readability import Reading, readability


def syllabus(content: Path, as_json: bool) -> int:
    """Print how many pages answer each slot of the syllabus."""
    rows = syllabus_coverage(load_content(content))
    if as_json:
        print_json([asdict(row) for row in rows])
        return 0
    wide = 2 + max((len(row.of) for row in rows), default=0)
    say(f"{'of':<{wide}}{'slot':<22}{'pages':>6}{'answered':>9}{'open':>6}{'missing':>8}")
    for row in rows:
        say(
            f"{row.of:<{wide}}{row.slot:<22}{row.pages:>6}{row.answered:>9}{row.open:>6}"
            f"{len(row.missing):>8}"
        )
    return 0


def sources(content: Path, as_json: bool) -> int:
    """Print on what kinds of source the citations rest, and how many have an identifier."""
    use = source_use(load_content(content))
    if as_json:
        print_json(asdict(use))
        return 0
    share = use.identified / max(use.citations, 1)
    say(f"{use.citations:,} citations, {percent(share, 1)} of a source with DOI, PMID or PMC id")
    say(f"{'kind':<16}{'citations':>10}{'sources':>9}")
    for kind, count in use.kinds.items():
        say(f"{kind:<16}{count:>10,}{use.references.get(kind, 0):>9,}")
    return 0


def reading(content: Path, as_json: bool) -> int:
    """Print how the sentences of the pages read, and which pages and abbreviations stand out."""
    found = readability(load_content(content))
    if as_json:
        print_json(asdict(found))
        return 0
    head = f"{'sentences':>10}{'median':>8}{'over 25':>9}{'over 30':>9}{'bare':>7}"
    for title, rows in (("kind", found.kinds), ("page", found.outliers)):
        wide = 2 + max((len(row.of) for row in rows), default=4)
        say(f"{title:<{wide}}{head}")
        for row in rows:
            say(_reading_row(row, wide))
        say("")
    say("Abbreviations that no title or alias names, with the number of their pages:")
    say(", ".join(f"{short} {pages}" for short, pages in found.unexplained))
    return 0


def _reading_row(row: Reading, wide: int) -> str:
    return (
        f"{row.of:<{wide}}{row.sentences:>10,}{row.median_words:>8g}{row.long:>9.1%}"
        f"{row.too_long:>9.1%}{row.bare:>7.1%}"
    )
