"""`abscopal stats`: what the guide contains, counted."""

from dataclasses import asdict

from guide.cli.output import print_json, say
from guide.layout.lines import plain_line
from guide.layout.quiz.bank import bank_lines
from guide.library.bank_statistics import statistics
from guide.opening import Guide


def run(guide: Guide, as_json: bool) -> int:
    """Print the counts."""
    catalogue = guide.catalogue
    counts = catalogue.counts_by_kind()
    facts = {
        "entries": counts,
        "questions": catalogue.counts["questions"],
        "references": catalogue.counts["references"],
        "paths": catalogue.counts["paths"],
        "words": catalogue.words,
        "content_version": catalogue.content_version,
    }
    if as_json:
        print_json(facts)
        return 0
    rows = [*counts.items(), ("all entries", sum(counts.values()))]
    rows += [(name, int(facts[name])) for name in ("questions", "references", "paths", "words")]  # type: ignore[call-overload]
    for name, count in rows:
        say(f"{name:<12} {count:>8,}")
    say(f"content      {catalogue.content_version}")
    return 0


def questions(guide: Guide, as_json: bool) -> int:
    """Print figures about the questions."""
    catalogue = guide.catalogue
    bank = statistics(list(catalogue.questions.values()), catalogue.objectives)
    if as_json:
        print_json(asdict(bank))
        return 0
    for line in bank_lines(bank, catalogue.objectives):
        say(plain_line(line))
    return 0
