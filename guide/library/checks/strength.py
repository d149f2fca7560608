"""A result of a trial rests on its paper, not on news, a registry or a congress report of it."""

from collections.abc import Iterator

from guide.errors import Problem
from guide.library.checks.references import WITHOUT_ID
from guide.library.load import Content, Page
from guide.library.sources import Reference
from guide.library.trial import Trial


def check(content: Content) -> Iterator[Problem]:
    """Yield the results that only a report carries although the trial's paper is known."""
    references = content.bibliography.references
    by_doi = {row.doi.casefold(): key for key, row in references.items() if row.doi}
    for page in content.pages:
        if isinstance(page.entry, Trial):
            for table, label, keys in _rows(page.entry):
                yield from _weak(page, table, label, keys, references, by_doi)


def _rows(trial: Trial) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Yield each reported result and each line on harm: its table, name and sources."""
    for row in trial.result:
        yield "result", row.endpoint, row.sources
    if trial.toxicity is not None:
        yield "toxicity", trial.toxicity.label, trial.toxicity.sources
        for harm in trial.toxicity.other:
            yield "toxicity.other", harm.label, harm.sources


def _weak(
    page: Page,
    table: str,
    label: str,
    keys: tuple[str, ...],
    references: dict[str, Reference],
    by_doi: dict[str, str],
) -> Iterator[Problem]:
    known = [references[key] for key in keys if key in references]
    if not known or any(row.study not in WITHOUT_ID for row in known):
        return
    named = next((row.paper_doi for row in known if row.paper_doi), "")
    own = (references[key] for key in getattr(page.entry, "sources", ()) if key in references)
    paper = by_doi.get(named.casefold(), named) or next(
        (
            row.key
            for row in own
            if row.study in ("rct", "trial", "pooled-cohorts", "meta-analysis")
        ),
        "",
    )
    if paper and not _is_later(known, references.get(paper)):
        message = f"{label}: only {', '.join(row.key for row in known)} carry this result"
        hint = f"cite the paper, {paper}"
        yield page.source.problem(
            page.source.line_of(table, known[0].key), "weak-source", message, hint
        )


def _is_later(reports: list[Reference], paper: Reference | None) -> bool:
    """Tell whether all reports are of a later year than the paper: an update, which it lacks."""
    year = paper.year if paper else None
    return year is not None and all(row.year is not None and row.year > year for row in reports)
