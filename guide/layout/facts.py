"""The structured fields of a page as lines: trials, steps of pathways, properties of modalities."""

from collections.abc import Sequence

from guide.layout.lines import EMPTY, Line, Piece, wrap
from guide.layout.tables import lay_out_table
from guide.layout.targets import OpenEntry, ShowSource
from guide.library.catalogue import Catalogue
from guide.library.facts import Arm, Confusion, Property, Step, TrialFacts
from guide.library.records import Entry
from guide.library.scale import dots

REGISTRIES = {
    "ncbi_gene": "NCBI Gene",
    "hgnc": "HGNC",
    "uniprot": "UniProt",
    "mesh": "MeSH",
    "taxon": "NCBI Taxonomy",
    "cellosaurus": "Cellosaurus",
    "nct": "ClinicalTrials.gov",
}

VERDICT_SIGNS = {
    "positive": "✓ positive",
    "negative": "✗ negative",
    "mixed": "± mixed",
    "single-arm": "○ single-arm",
    "ongoing": "… ongoing",
    "terminated": "■ terminated",
}

LABEL_WIDTH = 15


def _cite(keys: Sequence[str], entry: Entry, before: str = " ") -> list[Piece]:
    numbers = sorted(entry.references.index(key) + 1 for key in keys if key in entry.references)
    pieces = [Piece(f"{before}[", "cite")]
    for place, number in enumerate(numbers):
        pieces += [
            Piece(",\u00a0" if place else "", "cite"),
            Piece(str(number), "cite", ShowSource(entry.references[number - 1])),
        ]
    return [*[piece for piece in pieces if piece.text], Piece("]", "cite")]


def labelled(label: str, pieces: list[Piece], width: int) -> list[Line]:
    """Return text with a dim label before it; where there is little room, above it."""
    if width < 50:
        return [*wrap([Piece(label, "dim")], width), *wrap(pieces, width, "  ", "  ")]
    indent = Piece(" " * LABEL_WIDTH)
    lines = wrap(pieces, width - LABEL_WIDTH)
    return [
        (Piece(label.ljust(LABEL_WIDTH), "dim"), *lines[0]),
        *((indent, *line) for line in lines[1:]),
    ]


def _links(ids: Sequence[str], catalogue: Catalogue) -> list[Piece]:
    pieces: list[Piece] = []
    for name in ids:
        if name in catalogue.heads:
            pieces += [Piece(", "), Piece(catalogue.heads[name].title, "link", OpenEntry(name))]
    return pieces[1:]


def trial_lines(facts: TrialFacts, entry: Entry, catalogue: Catalogue, width: int) -> list[Line]:
    """Return the design, the treatment and the results of a trial."""
    verdict = Piece(VERDICT_SIGNS[facts.verdict], f"verdict-{facts.verdict}")
    note = f" ({facts.n_note})" if facts.n_note else ""
    rt, io = facts.radiotherapy, facts.immunotherapy
    rows = [
        ("Verdict", [verdict, Piece(f" · {facts.status} · {facts.year}")]),
        ("Phase", [Piece(f"{facts.phase}, {facts.design}")]),
        ("Setting", [Piece(facts.setting)]),
        ("Disease", _links(facts.diseases, catalogue)),
        ("Patients", [] if facts.n is None else [Piece(f"{facts.n}{note}")]),
        *(("" if place else "Arms", _arm(arm)) for place, arm in enumerate(facts.arms)),
        ("Radiotherapy", _treatment(rt.modalities, rt.schedule, catalogue)),
        ("Sites", [Piece(rt.sites)] if rt.sites else []),
        ("Immunotherapy", _treatment(io.agents, io.schedule, catalogue)),
        ("Timing", [Piece(io.timing)]),
        ("Primary", [Piece(facts.primary_endpoint)]),
        ("Sources", _cite(facts.sources, entry, "")),
    ]
    lines = [line for label, pieces in rows if pieces for line in labelled(label, pieces, width)]
    if facts.results:
        lines += [EMPTY, (Piece("Results", "h2"),), EMPTY]
    for result in facts.results:
        star = " (primary)" if result.primary else ""
        group = f", {result.population}" if result.population else ""
        pieces = [
            Piece(f"{result.endpoint}{star}{group}: ", "b"),
            Piece(result.summary),
            *_cite(result.sources, entry),
        ]
        lines.extend(wrap(pieces, width, "• ", "  "))
    return lines


def _arm(arm: Arm) -> list[Piece]:
    count = "" if arm.n is None else f" (n = {arm.n})"
    note = f"; {arm.note}" if arm.note else ""
    return [Piece(f"{arm.name}{count}{note}")]


def _treatment(ids: Sequence[str], schedule: str, catalogue: Catalogue) -> list[Piece]:
    links = _links(ids, catalogue)
    return [*links, Piece(": " if links else ""), Piece(schedule)]


def step_lines(steps: Sequence[Step], entry: Entry, width: int) -> list[Line]:
    """Return the steps of a pathway, one arrow a line."""
    lines: list[Line] = []
    for step in steps:
        note = [Piece(f" ({step.note})", "dim")] if step.note else []
        pieces = [
            Piece(step.actor, "b"),
            Piece(f" → {step.verb} → ", "dim"),
            Piece(step.target, "b"),
            *note,
            *_cite(step.sources, entry),
            Piece(f" {step.level}", "level"),
        ]
        lines.extend(wrap(pieces, width, "", "    "))
    return lines


def property_lines(properties: Sequence[Property], entry: Entry, width: int) -> list[Line]:
    """Return the properties of a modality as a table."""
    rows: list[list[list[Piece]]] = [[[Piece("Property")], [Piece("Value")], [Piece("Evidence")]]]
    for row in properties:
        note = [Piece(f" – {row.note}", "dim")] if row.note else []
        evidence = [Piece(f"{dots(row.level)} {row.level}", "level"), *_cite(row.sources, entry)]
        rows.append([[Piece(row.name)], [Piece(row.quantity), *note], evidence])
    return lay_out_table(rows, width)


def confusion_lines(confusions: Sequence[Confusion], width: int) -> list[Line]:
    """Return what a term is not to be confused with."""
    lines: list[Line] = []
    for row in confusions:
        term = Piece(row.term, "link", OpenEntry(row.id)) if row.id else Piece(row.term, "b")
        lines.extend(wrap([term, Piece(f": {row.why}")], width, "• ", "  "))
    return lines


def identifier_lines(entry: Entry, catalogue: Catalogue, width: int) -> list[Line]:
    """Return the identifiers and what curation found of the seed rows."""
    lines: list[Line] = []
    if entry.identifiers:
        text = " · ".join(
            f"{REGISTRIES[name]} {value}" for name, value in entry.identifiers.items()
        )
        lines.extend(wrap([Piece(text)], width))
    for answer in entry.seed:
        row = catalogue.seed_rows[answer.row]
        found = f"{row.text} {row.namespace} {row.identifier}".strip()
        sign = "✓" if answer.verdict == "correct" else "✗"
        note = f" {answer.note}" if answer.note else ""
        pieces = [Piece(f"{sign} {answer.verdict}", "b"), Piece(f": “{found}”.{note}")]
        lines.extend(wrap(pieces, width, "", "  "))
    return lines
