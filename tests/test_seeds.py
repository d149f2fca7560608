"""The seed document is held as data, whole and as given."""

import re
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from guide.library.sources import Seed
from tests.conftest import ROOT

FILE = ROOT / "seeds" / "zhou2026.toml"
ORIGINAL = ROOT.parent / "shared" / "seed" / "000_ed8000aeedf97d9c.txt"


@pytest.fixture
def seed() -> Seed:
    """The seed."""
    return Seed.model_validate(tomllib.loads(FILE.read_text("utf-8")))


def test_every_row_is_there(seed: Seed) -> None:
    """The lists have the lengths of the document's: 142 rows in all."""
    counts = Counter(row.list for row in seed.row)

    assert counts == {
        "proteins": 3,
        "genes": 60,
        "diseases": 48,
        "chemicals": 21,
        "species": 6,
        "mutations": 1,
        "cell lines": 3,
    }
    assert len({row.id for row in seed.row}) == 142


@pytest.mark.parametrize(
    ("row", "text", "identifier"),
    [
        ("gene-34", "CGAS (cyclic GMP-AMP synthase)", "100516408"),
        ("gene-29", "IL10 (Interleukin 10 level)", "103158318"),
        ("disease-01", "CFRT", "D054144"),
        ("disease-22", "MDSCs", "601308"),
        ("chemical-21", "CFRT", "-"),
        ("cell-line-03", "C57BL/6 — Mus musculus (Mouse), Transformed cell line", "CVCL_C0MU"),
    ],
)
def test_rows_stand_as_given(seed: Seed, row: str, text: str, identifier: str) -> None:
    """Wrong identifiers are kept as they were: curation stands elsewhere."""
    found = next(item for item in seed.row if item.id == row)

    assert (found.text, found.identifier) == (text, identifier)


@pytest.mark.skipif(
    not ORIGINAL.exists(), reason="the original document does not stand beside this checkout"
)
def test_every_identifier_of_the_original_is_there(seed: Seed) -> None:
    """No identifier of the document's lists is missing or invented."""
    text = ORIGINAL.read_text("utf-8")
    given = Counter(re.findall(r"NCBI Gene (\d+)|(?:MESH|OMIM):(\w+)|taxon (\d+)|(CVCL_\w+)", text))
    flat = Counter(next(filter(None, match)) for match in given.elements())
    held = Counter(row.identifier for row in seed.row if row.identifier not in ("", "-"))

    assert held == flat


def test_only_facts_are_held() -> None:
    """None of the document's prose is in the file."""
    text = Path(FILE).read_text("utf-8")

    assert "TL;DR" not in text
    assert max(len(line) for line in text.splitlines()) < 260
