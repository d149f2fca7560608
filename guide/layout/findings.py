"""What a result of a search says by itself: what a trial found, and whom a fact is cited from."""

from guide.layout.facts import VERDICT_SIGNS
from guide.layout.lines import Line, Piece
from guide.library.catalogue import Catalogue
from guide.search.facts import Fact, Finding


def finding_pieces(finding: Finding | None) -> Line:
    """Return what a trial found: the sign of its verdict, the effect, the number of patients."""
    if finding is None:
        return ()
    number = "" if finding.n is None else f"n {finding.n:,}"
    told = " · ".join(part for part in (finding.effect, number) if part)
    sign = VERDICT_SIGNS[finding.verdict].split()[0]
    return (Piece(f"  {sign}", f"verdict-{finding.verdict}"), Piece(f" {told}" if told else ""))


def cited(fact: Fact, catalogue: Catalogue) -> str:
    """Return the first author and year of a fact's source; empty where it has none."""
    for key in fact.sources:
        source = catalogue.references.get(key)
        if source is not None and source.authors:
            return f"{source.authors[0].split()[0].rstrip(',')} {source.year or ''}".rstrip()
    return ""
