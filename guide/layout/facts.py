"""The structured fields of a page as lines: a trial's design and results, a pathway's steps, a modality's properties."""

from guide.layout.lines import EMPTY, Line, Piece, wrap
from guide.layout.tables import lay_out_table
from guide.layout.targets import OpenEntry, ShowSource
from guide.library.catalogue import Catalogue
from guide.library.records import Entry
from guide.library.results import estimate_text
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


def _cite(keys: list[str], entry: Entry, before: str = " ") -> list[Piece]:
    numbers = sorted(entry.references.index(key) + 1 for key in keys if key in entry.references)
    pieces = [Piece(f"{before}[", "cite")]
    for place, number in enumerate(numbers):
        pieces += [
            Piece(",\u00a0" if place else "", "cite"),
            Piece(str(number), "cite", ShowSource(entry.references[number - 1])),
        ]
    return [*[piece for piece in pieces if piece.text], Piece("]", "cite")]


def labelled(label: str, pieces: list[Piece], width: int) -> list[Line]:
    """Return text with a dim label in front, wrapped under itself; above itself in narrow places."""
    if width < 50:
        return [*wrap([Piece(label, "dim")], width), *wrap(pieces, width, "  ", "  ")]
    indent = Piece(" " * LABEL_WIDTH)
    lines = wrap(pieces, width - LABEL_WIDTH)
    return [
        (Piece(label.ljust(LABEL_WIDTH), "dim"), *lines[0]),
        *((indent, *line) for line in lines[1:]),
    ]


def _links(ids: list[str], catalogue: Catalogue) -> list[Piece]:
    pieces: list[Piece] = []
    for name in ids:
        if name in catalogue.heads:
            pieces += [Piece(", "), Piece(catalogue.heads[name].title, "link", OpenEntry(name))]
    return pieces[1:]


def trial_lines(entry: Entry, catalogue: Catalogue, width: int) -> list[Line]:
    """Return the design, the treatment and the results of a trial."""
    facts = entry.facts
    lines: list[Line] = []

    def add(label: str, pieces: list[Piece]) -> None:
        lines.extend(labelled(label, pieces, width))

    verdict = VERDICT_SIGNS[facts["verdict"]]
    add(
        "Verdict",
        [
            Piece(verdict, f"verdict-{facts['verdict']}"),
            Piece(f" · {facts['status']} · {facts['year']}"),
        ],
    )
    add("Phase", [Piece(f"{facts['phase']}, {facts['design']}")])
    add("Setting", [Piece(facts["setting"])])
    if facts.get("diseases"):
        add("Disease", _links(facts["diseases"], catalogue))
    if "n" in facts:
        note = f" ({facts['n_note']})" if facts.get("n_note") else ""
        add("Patients", [Piece(f"{facts['n']}{note}")])
    for place, arm in enumerate(facts["arms"]):
        count = f" (n = {arm['n']})" if "n" in arm else ""
        note = f"; {arm['note']}" if arm.get("note") else ""
        add("Arms" if place == 0 else "", [Piece(f"{arm['name']}{count}{note}")])
    rt = facts["radiotherapy"]
    techniques = _links(rt.get("modality", []), catalogue)
    add("Radiotherapy", [*techniques, Piece(": " if techniques else ""), Piece(rt["schedule"])])
    if rt.get("sites"):
        add("Sites", [Piece(rt["sites"])])
    io = facts["immunotherapy"]
    agents = _links(io.get("agents", []), catalogue)
    add("Immunotherapy", [*agents, Piece(": " if agents else ""), Piece(io["schedule"])])
    add("Timing", [Piece(io["timing"])])
    add("Primary", [Piece(facts["primary_endpoint"])])
    add("Sources", _cite(facts["sources"], entry, ""))
    if facts.get("result"):
        lines += [EMPTY, (Piece("Results", "h2"),), EMPTY]
        for result in facts["result"]:
            star = " (primary)" if result.get("primary") else ""
            group = f", {result['population']}" if result.get("population") else ""
            pieces = [
                Piece(f"{result['endpoint']}{star}{group}: ", "b"),
                Piece(estimate_text(result)),
                *_cite(result["sources"], entry),
            ]
            lines.extend(wrap(pieces, width, "• ", "  "))
    return lines


def step_lines(entry: Entry, width: int) -> list[Line]:
    """Return the steps of a pathway, one arrow a line."""
    lines: list[Line] = []
    for step in entry.facts["step"]:
        note = [Piece(f" ({step['note']})", "dim")] if step.get("note") else []
        pieces = [
            Piece(step["actor"], "b"),
            Piece(f" → {step['verb']} → ", "dim"),
            Piece(step["target"], "b"),
            *note,
            *_cite(step["sources"], entry),
            Piece(f" {step['level']}", "level"),
        ]
        lines.extend(wrap(pieces, width, "", "    "))
    return lines


def property_lines(entry: Entry, width: int) -> list[Line]:
    """Return the properties of a modality as a table."""
    rows: list[list[list[Piece]]] = [[[Piece("Property")], [Piece("Value")], [Piece("Evidence")]]]
    for row in entry.facts["property"]:
        value = f"{row['value']} {row.get('unit', '')}".strip()
        note = [Piece(f" – {row['note']}", "dim")] if row.get("note") else []
        evidence = [
            Piece(f"{dots(row['level'])} {row['level']}", "level"),
            *_cite(row["sources"], entry),
        ]
        rows.append([[Piece(row["name"])], [Piece(value), *note], evidence])
    return lay_out_table(rows, width)


def confuse_lines(entry: Entry, width: int) -> list[Line]:
    """Return what a term is not to be confused with."""
    lines: list[Line] = []
    for row in entry.facts["confuse"]:
        term = (
            Piece(row["term"], "link", OpenEntry(row["id"]))
            if row["id"]
            else Piece(row["term"], "b")
        )
        lines.extend(wrap([term, Piece(f": {row['why']}")], width, "• ", "  "))
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
        row = catalogue.seed_rows.get(answer["row"], {})
        given = (
            f"{row.get('text', '')} {row.get('namespace', '')} {row.get('identifier', '')}".strip()
        )
        sign = "✓" if answer["verdict"] == "correct" else "✗"
        note = f" {answer['note']}" if answer["note"] else ""
        lines.extend(
            wrap(
                [Piece(f"{sign} {answer['verdict']}", "b"), Piece(f": “{given}”.{note}")],
                width,
                "",
                "  ",
            )
        )
    return lines
