"""The numbers of every trial page are those of the evidence file, or the page says why not."""

import re
import tomllib
from functools import cache

import pytest

from guide.library.checks.numbers import NAMES, numbers
from guide.library.load import Page, load_content
from guide.library.trial import Trial
from tests.conftest import ROOT

EVIDENCE = ROOT.parent / "shared" / "evidence" / "trials.toml"
ROWS = tomllib.loads(EVIDENCE.read_text("utf-8"))["trial"] if EVIDENCE.exists() else []


@cache
def trial_pages() -> list[Page]:
    """Return the pages of all trials."""
    return [page for page in load_content(ROOT / "content").pages if page.kind == "trial"]


def spread(text: str) -> str:
    """Return a text with spaces for signs, so that `47.5v29.1` and `0.59-0.89` hold two numbers."""
    return re.sub(r'["\[\]{}:,;()%–−×/=-]', " ", re.sub(r"(?<=\d),(?=\d{3}\b)", "", text))


def words(name: str) -> set[str]:
    """Return the words of a trial's name that tell it from others."""
    return {
        word
        for word in re.findall(r"[a-z]+|\d+", name.casefold())
        if word not in ("in", "of", "the", "and", "with", "v", "or")
    }


def page_of(row: dict[str, object], pages: list[Page]) -> Page | None:
    """Return the page of an evidence row: by registry number, else by sources and name."""
    nct = str(row.get("nct") or "")
    for page in pages:
        if nct and page.entry.identifiers.nct == nct:
            return page
    wanted = words(str(row["name"]))
    sources = set(row["sources"])  # type: ignore[call-overload]

    def shared(page: Page) -> tuple[int, int]:
        names = words(" ".join((page.entry.id, page.entry.title, *page.entry.aliases)))
        assert isinstance(page.entry, Trial)
        return len(sources & set(page.entry.sources)), len(wanted & names)

    best = max(pages, key=shared)
    return best if shared(best)[1] else None


@pytest.mark.skipif(
    not EVIDENCE.exists(), reason="the evidence does not stand beside this checkout"
)
@pytest.mark.parametrize("row", ROWS, ids=[row["name"] for row in ROWS])
def test_numbers_of_the_evidence_stand_on_the_page(row: dict[str, object]) -> None:
    """Each number of the evidence is on the page, or a `[[difference]]` explains why not."""
    page = page_of(row, trial_pages())
    assert page is not None, f"no page for {row['name']}"
    assert isinstance(page.entry, Trial)

    arms = row.get("arms", ())
    assert isinstance(arms, list | tuple)
    texts = [str(row.get("n", "")), str(row.get("result", "")), *map(str, arms)]
    given = numbers(spread(NAMES.sub("", " ; ".join(texts))))
    there = numbers(spread(page.entry.model_dump_json(exclude={"difference"}))) | numbers(
        spread(page.source.body)
    )
    explained = {str(float(difference.number)) for difference in page.entry.difference}

    assert given - there - explained == set(), f"{page.source.file} lacks numbers of the evidence"
