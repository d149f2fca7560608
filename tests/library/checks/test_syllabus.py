"""What counts as an answer to a slot, and what the coverage says."""

from pathlib import Path

import pytest

from guide.library.checks.syllabus import answers
from guide.library.coverage import source_use, syllabus_coverage
from guide.library.load import load_content


def faults(content: Path, where: str) -> list[str]:
    """Return what is wrong with an answer of the pathway's page to its slot."""
    page = content / "mechanisms/cgas-sting.md"
    text = page.read_text("utf-8")
    table = f'[syllabus]\ncontested = "{where}"\n\n[[step]]'
    page.write_text(text.replace("[[step]]", table, 1), "utf-8")
    return [
        answer.fault
        for answer in answers(load_content(content))
        if answer.page.entry.id == "cgas-sting" and answer.fault
    ]


@pytest.mark.parametrize(
    "where",
    [
        "Contested",
        "What sets it off",
        "lead",
        "facts",
        "open, as of 2026-11-27: two models disagree",
    ],
)
def test_answer_is_found(where: str, fresh: Path) -> None:
    """A heading, the lead, structured fields or an open question with its date are answers."""
    assert faults(fresh, where) == []


@pytest.mark.parametrize(
    "where",
    [
        "Contestd",
        "open",
        "open, as of soon: why",
        "open, as of 2026-13-01: why",
        "open, as of 2026-11-27:",
    ],
)
def test_what_is_no_answer(where: str, fresh: Path) -> None:
    """A heading that is not there, and an open question without date or reason, are none."""
    assert len(faults(fresh, where)) == 1


def test_coverage_counts_pages(fresh: Path) -> None:
    """Each slot has the number of its pages and those that answer it."""
    rows = {row.slot: row for row in syllabus_coverage(load_content(fresh))}

    assert (rows["harm"].of, rows["harm"].pages, rows["harm"].answered) == ("trial", 1, 1)
    assert rows["contested"].missing == ()


def test_slot_of_reported_trials_leaves_others_alone(fresh: Path) -> None:
    """A trial that has not reported cannot say how many were harmed."""
    page = fresh / "trials/pacific.md"
    page.write_text(
        page.read_text("utf-8").replace('status = "reported"', 'status = "ongoing"'), "utf-8"
    )

    rows = {row.slot: row for row in syllabus_coverage(load_content(fresh))}

    assert rows["harm"].pages == 0


def test_citations_are_counted_by_source(fresh: Path) -> None:
    """A source with a DOI counts as identified, one without does not."""
    whole = source_use(load_content(fresh))
    bib = fresh / "references.bib"
    bib.write_text(bib.read_text("utf-8").replace("  doi = {10.1038/nature23449},\n", ""), "utf-8")
    part = source_use(load_content(fresh))

    assert whole.identified == whole.citations == part.citations
    assert part.identified == whole.citations - whole.kinds["preclinical"]
