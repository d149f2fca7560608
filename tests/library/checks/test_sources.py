"""Addresses, reports of papers, citations without a level, and the sections of a modality."""

from pathlib import Path

import pytest

from guide.library.checks import check
from guide.library.checks.references import is_bad_host
from guide.library.checks.text import MODALITY_SECTIONS
from guide.library.load import load_content
from guide.library.markup import parse_inline
from tests.library.breakages import BREAKAGES, MODALITY


def codes(content: Path) -> set[str]:
    """Return the codes of all problems of a content folder."""
    return {problem.code for problem in check(load_content(content))}


@pytest.mark.parametrize(
    ("url", "bad"),
    [
        ("https://copies.example/paper", True),
        ("https://www.Copies.Example/paper", True),
        ("http://47.251.13.51:8081/32811715", True),
        ("https://notcopies.example/paper", False),
        ("https://doi.org/10.1000/copies.example", False),
        ("https://[[copies.example/paper", True),
        ("", False),
    ],
)
def test_host_is_compared_by_its_parts(url: str, bad: bool) -> None:
    """A part of a listed host is as bad as the host; a number without a name always is."""
    assert is_bad_host(url, {"copies.example"}) is bad


def test_report_of_a_later_year_may_stand_alone(fresh: Path) -> None:
    """An update at a congress is in no paper yet."""
    BREAKAGES["weak-source"](fresh)
    assert "weak-source" in codes(fresh)

    bib = fresh / "references.bib"
    text = bib.read_text("utf-8")
    bib.write_text(text.replace("{News},\n  year = {2022}", "{News},\n  year = {2024}"), "utf-8")

    assert "weak-source" not in codes(fresh)


@pytest.mark.parametrize(("braces", "code"), [("{}", None), ("", "no-level")])
def test_empty_braces_say_that_there_is_no_level(
    braces: str, code: str | None, fresh: Path
) -> None:
    """A formula cites with empty braces; a citation without braces was forgotten."""
    page = fresh / "entities/genes/cgas.md"
    text = page.read_text("utf-8")
    page.write_text(f"{text}\nIt follows from the formula [@mackenzie2017]{braces}.\n", "utf-8")

    assert codes(fresh) == ({code} if code else set())
    assert parse_inline("[@a]{}")[0].level == ""


@pytest.mark.parametrize(
    ("order", "fault"),
    [
        (MODALITY_SECTIONS, False),
        ((*MODALITY_SECTIONS[:3], "Harm", *MODALITY_SECTIONS[3:]), False),
        ((*MODALITY_SECTIONS[1:], MODALITY_SECTIONS[0]), True),
        (MODALITY_SECTIONS[1:], True),
    ],
)
def test_modality_may_have_more_sections(order: tuple[str, ...], fault: bool, fresh: Path) -> None:
    """The fixed sections keep their order; others may stand between them."""
    head = MODALITY.split("## ")[0]
    body = "".join(f"## {title}\n\nFast [@mackenzie2017]{{preclinical}}.\n\n" for title in order)
    path = fresh / "modalities/flash.md"
    path.parent.mkdir(exist_ok=True)
    path.write_text(head + body, "utf-8")

    assert ("sections" in codes(fresh)) is fault
