"""Which level a source can carry."""

import pytest

from guide.library.checks.evidence import supported
from guide.library.sources import Reference

SOURCES = {
    "mouse": Reference(key="mouse", title="A mouse study", study="preclinical"),
    "early": Reference(key="early", title="A single-arm trial", study="trial"),
    "random": Reference(key="random", title="A randomised trial", study="rct"),
    "told": Reference(key="told", title="News of a trial", study="news"),
    "cohorts": Reference(key="cohorts", title="Pooled cohorts", study="pooled-cohorts"),
    "pool": Reference(key="pool", title="Pooled trials", study="meta-analysis"),
    "essay": Reference(key="essay", title="A review", study="review"),
}


@pytest.mark.parametrize(
    ("level", "keys", "expected"),
    [
        ("phase-3", ["mouse"], False),
        ("phase-3", ["early"], False),
        ("phase-3", ["random"], True),
        ("phase-3", ["told"], True),
        ("phase-3", ["mouse", "random"], True),
        ("phase-2", ["essay"], False),
        ("review", ["mouse"], True),
        ("in-vitro", ["mouse"], True),
        ("meta-analysis", ["random"], False),
        ("meta-analysis", ["cohorts"], False),
        ("meta-analysis", ["pool"], True),
        ("pooled-cohorts", ["cohorts"], True),
        ("pooled-cohorts", ["random"], False),
        ("phase-3", ["nobody"], True),
    ],
)
def test_level_is_carried_by_at_least_one_source(
    level: str, keys: list[str], expected: bool
) -> None:
    """A mouse study is never a phase 3 trial; an unknown key is another rule's fault."""
    assert supported(level, keys, SOURCES) is expected
