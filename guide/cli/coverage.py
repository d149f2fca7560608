"""`abscopal stats --syllabus` and `--sources`: what the content covers, and on what it rests."""

from dataclasses import asdict
from pathlib import Path

from guide.cli.output import print_json, say
from guide.library.coverage import source_use, syllabus_coverage
from guide.library.load import load_content


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
    say(f"{use.citations:,} citations, {share:.1%} of a source with DOI, PMID or PMC id")
    say(f"{'kind':<16}{'citations':>10}{'sources':>9}")
    for kind, count in use.kinds.items():
        say(f"{kind:<16}{count:>10,}{use.references.get(kind, 0):>9,}")
    return 0
