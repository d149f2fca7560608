"""The structured fields of a page as lines: trials, steps of pathways, properties of modalities."""

from collections.abc import Iterable, Iterator, Sequence

from guide.layout.lines import EMPTY, Line, Piece, wrap
from guide.layout.tables import lay_out_table
from guide.layout.targets import OpenEntry, ShowSource
from guide.library.catalogue import Catalogue
from guide.library.facts import (
    AdverseEvents,
    Arm,
    Confusion,
    Outcome,
    Property,
    Step,
    TrialFacts,
    names_severe,
)
from guide.library.records import Entry
from guide.library.scale import dots
from guide.library.verbs import arrow

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

LABEL_WIDTH = 17


def _cite(keys: Sequence[str], entry: Entry, before: str = " ", said: str = "") -> list[Piece]:
    """Return the numbers of sources, with what they are cited for, in words."""
    sentence = f"{entry.head.title}: {said}" if said else ""
    numbers = sorted(entry.references.index(key) + 1 for key in keys if key in entry.references)
    pieces = [Piece(f"{before}[", "cite")]
    for place, number in enumerate(numbers):
        pieces += [
            Piece(",\u00a0" if place else "", "cite"),
            Piece(str(number), "cite", ShowSource(entry.references[number - 1], sentence)),
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
    """Return a trial's card: what it found first, then whom it treated and how."""
    lines = _rows(_found(facts, entry), width)
    return [*lines, EMPTY, *_rows(_done(facts, entry, catalogue), width)]


def result_lines(facts: TrialFacts, entry: Entry, width: int) -> list[Line]:
    """Return every result of a trial as a list."""
    return _listed(map(_result, facts.results), entry, width)


def harm_lines(facts: TrialFacts, entry: Entry, width: int) -> list[Line]:
    """Return what is known of the harm in a trial as a list."""
    return _listed(map(_harm, facts.toxicity.events if facts.toxicity else ()), entry, width)


Row = tuple[str, list[Piece]]


def _rows(rows: Iterable[Row], width: int) -> list[Line]:
    return [line for label, pieces in rows if pieces for line in labelled(label, pieces, width)]


def _found(facts: TrialFacts, entry: Entry) -> Iterator[Row]:
    """Yield what a reader with ten seconds wants: verdict, effect, survival, harm, consequence."""
    day = f" · as of {facts.as_of:%B %Y}" if facts.as_of else ""
    verdict = Piece(VERDICT_SIGNS[facts.verdict], f"verdict-{facts.verdict}")
    status = f" · {facts.status}" if facts.status != facts.verdict else ""
    yield "Verdict", [verdict, Piece(f"{status} · {facts.year}{day}")]
    main, survival = facts.main_results, facts.survival_results
    for place, row in enumerate(main):
        yield "" if place else "Effect", _short(row, entry)
    if survival and not any(row in main for row in survival):
        yield "Survival", _short(survival[0], entry)
    elif facts.survival is not None:
        text = f": {facts.survival.text}" if facts.survival.text else ""
        words = Piece(f"OS {facts.survival.status}{text}")
        yield "Survival", [words, *_cite(facts.survival.sources, entry, said=words.text)]
    yield _harm_label(facts), _worst(facts, entry)
    for label, found in (("Follow-up", facts.follow_up), ("Changed", facts.practice)):
        if found is not None:
            said = f"{label}: {found.text}"
            yield label, [Piece(found.text), *_cite(found.sources, entry, said=said)]
    number = entry.identifiers.get("nct", "")
    yield "Registry", [Piece(number or facts.no_nct)] if number or facts.no_nct else []


def _short(row: Outcome, entry: Entry) -> list[Piece]:
    group = f" ({row.group})" if row.group else ""
    numbers = ", ".join(part for part in (row.effect, row.by_arm) if part) or row.text
    cites = _cite(row.sources, entry, said=f"{row.endpoint}{group} {numbers}")
    return [Piece(f"{row.endpoint}{group} "), Piece(numbers, "b"), *cites]


def _harm_label(facts: TrialFacts) -> str:
    """Return what the line on harm counts; milder harm is not called severe."""
    events = facts.toxicity.events if facts.toxicity else ()
    return "Grade 3 or more" if not events or names_severe(events[0].label) else "Harm"


def _worst(facts: TrialFacts, entry: Entry) -> list[Piece]:
    harm = facts.toxicity
    if harm is None:
        return []
    if not harm.events:
        return [Piece("rates by arm not reported in"), *_cite(harm.not_reported, entry)]
    first = harm.events[0]
    return [
        Piece(f"{first.label} "),
        Piece(first.summary, "b"),
        *_cite(first.sources, entry, said=f"{first.label} {first.summary}"),
    ]


def _done(facts: TrialFacts, entry: Entry, catalogue: Catalogue) -> Iterator[Row]:
    """Yield whom the trial treated, with what, and by which design."""
    note = f" ({facts.n_note})" if facts.n_note else ""
    rt, io = facts.radiotherapy, facts.immunotherapy
    yield "Setting", [Piece(facts.setting)]
    yield "Disease", _links(facts.diseases, catalogue)
    yield "Patients", [] if facts.n is None else [Piece(f"{facts.n}{note}")]
    for place, arm in enumerate(facts.arms):
        yield "" if place else "Arms", _arm(arm)
    yield "Radiotherapy", _treatment(rt.modalities, rt.schedule, catalogue)
    yield "Sites", [Piece(rt.sites)] if rt.sites else []
    yield "Immunotherapy", _treatment(io.agents, io.schedule, catalogue)
    yield "Timing", [Piece(io.timing)]
    yield "Phase", [Piece(f"{facts.phase}, {facts.design}")]
    yield "Primary", [Piece(facts.primary_endpoint)]
    yield "Sources", _cite(facts.sources, entry, "")


Item = tuple[str, str, tuple[str, ...]]
"""What is told in bold, what was found, and the keys of its sources."""


def _listed(items: Iterable[Item], entry: Entry, width: int) -> list[Line]:
    lines: list[Line] = []
    for name, found, sources in items:
        pieces = [
            Piece(f"{name}: ", "b"),
            Piece(found),
            *_cite(sources, entry, said=f"{name}: {found}"),
        ]
        lines.extend(wrap(pieces, width, "• ", "  "))
    return lines


def _result(row: Outcome) -> Item:
    star = " (primary)" if row.primary else ""
    group = f", {row.group}" if row.group else ""
    return f"{row.endpoint}{star}{group}", row.summary, row.sources


def _harm(row: AdverseEvents) -> Item:
    return row.label, row.summary, row.sources


def _arm(arm: Arm) -> list[Piece]:
    count = "" if arm.n is None else f" (n = {arm.n})"
    note = f"; {arm.note}" if arm.note else ""
    role = Piece(" · control", "dim")
    return [Piece(f"{arm.name}{count}{note}"), *([role] if arm.role == "control" else [])]


def _treatment(ids: Sequence[str], schedule: str, catalogue: Catalogue) -> list[Piece]:
    links = _links(ids, catalogue)
    return [*links, Piece(": " if links else ""), Piece(schedule)]


def _end(name: str, shown: str, entry: Entry, catalogue: Catalogue) -> Piece:
    """Return an end of an arrow as a link to its entry; the page itself is only named."""
    if name == entry.head.id:
        return Piece(shown or entry.head.title, "b")
    return Piece(shown or catalogue.heads[name].title, "link", OpenEntry(name))


def step_lines(steps: Sequence[Step], entry: Entry, catalogue: Catalogue, width: int) -> list[Line]:
    """Return the steps of a pathway, one arrow a line; one that inhibits ends in a bar."""
    lines: list[Line] = []
    for step in steps:
        remarks = "; ".join(text for text in (step.model, step.note) if text)
        pieces = [
            _end(step.actor, step.actor_as, entry, catalogue),
            Piece(f" {arrow(step.verb)} ", "dim"),
            _end(step.target, step.target_as, entry, catalogue),
            *([Piece(f" ({remarks})", "dim")] if remarks else []),
            *_cite(step.sources, entry, said=_step_words(step, catalogue)),
            Piece(f" {step.level}", "level"),
        ]
        lines.extend(wrap(pieces, width, "", "    "))
    return lines


def _step_words(step: Step, catalogue: Catalogue) -> str:
    actor = step.actor_as or catalogue.heads[step.actor].title
    target = step.target_as or catalogue.heads[step.target].title
    return f"{actor} {step.verb} {target}"


def property_lines(properties: Sequence[Property], entry: Entry, width: int) -> list[Line]:
    """Return the properties of a modality as a table."""
    rows: list[list[list[Piece]]] = [[[Piece("Property")], [Piece("Value")], [Piece("Evidence")]]]
    for row in properties:
        note = [Piece(f" – {row.note}", "dim")] if row.note else []
        said = f"{row.name} {row.quantity}{f' – {row.note}' if row.note else ''}"
        cites = _cite(row.sources, entry, said=said)
        evidence = [Piece(f"{dots(row.level)} {row.level}", "level"), *cites]
        rows.append([[Piece(row.name)], [Piece(row.quantity), *note], evidence])
    return lay_out_table(rows, width)


def confusion_lines(confusions: Sequence[Confusion], width: int) -> list[Line]:
    """Return what a term is not to be confused with."""
    lines: list[Line] = []
    for row in confusions:
        term = Piece(row.term, "link", OpenEntry(row.id)) if row.id else Piece(row.term, "b")
        lines.extend(wrap([term, Piece(f": {row.why}")], width, "• ", "  "))
    return lines


def identifier_lines(entry: Entry, width: int) -> list[Line]:
    """Return the identifiers."""
    text = " · ".join(f"{REGISTRIES[name]} {value}" for name, value in entry.identifiers.items())
    return wrap([Piece(text)], width) if text else []


def curation_lines(entry: Entry, catalogue: Catalogue, width: int) -> list[Line]:
    """Return what curation found of the seed rows that an entry answers for."""
    lines: list[Line] = []
    for answer in entry.seed:
        row = catalogue.seed_rows[answer.row]
        found = f"{row.text} {row.namespace} {row.identifier}".strip()
        sign = "✓" if answer.verdict == "correct" else "✗"
        note = f" {answer.note}" if answer.note else ""
        pieces = [Piece(f"{sign} {answer.verdict}", "b"), Piece(f": “{found}”.{note}")]
        lines.extend(wrap(pieces, width, "", "  "))
    return lines
