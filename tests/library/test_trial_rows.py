"""Trials as rows: what is shown of each, and names short enough for a column."""

from decimal import Decimal

import pytest

from guide.library.catalogue import Catalogue
from guide.library.records import Head
from guide.library.trial_rows import short_endpoint, short_name, trial_rows
from guide.opening import Guide
from guide.search.wider import read_wider
from tests.library.trial_samples import outcome, trial


@pytest.mark.parametrize(
    ("title", "aliases", "short"),
    [
        ("Non-small-cell lung cancer", ("NSCLC", "non-small cell lung cancer"), "NSCLC"),
        ("Hepatocellular carcinoma", ("HCC",), "HCC"),
        ("Oesophageal squamous cell carcinoma", ("ESCC",), "ESCC"),
        ("Stereotactic body radiotherapy", ("SBRT", "SABR"), "SBRT"),
        ("Bladder cancer of any stage", ("MIBC",), "bladder cancer of any stage"),
        ("Pancreatic cancer", ("PDAC",), "pancreatic cancer"),
        ("Rectal cancer", ("LARC",), "rectal cancer"),
        ("Conventional fractionation", ("CFRT",), "conventional"),
        ("FLASH radiotherapy", ("FLASH-RT",), "FLASH"),
        ("GM-CSF (drug)", (), "GM-CSF"),
        ("Durvalumab", ("Imfinzi", "MEDI4736"), "durvalumab"),
    ],
)
def test_short_names(title: str, aliases: tuple[str, ...], short: str) -> None:
    """A long title gives way to its own abbreviation, never to that of something narrower."""
    assert short_name(Head("x", "disease", title, aliases, "", "")) == short


@pytest.mark.parametrize(
    ("endpoint", "short"),
    [
        ("Progression-free survival", "PFS"),
        ("36-month overall survival", "36-month OS"),
        ("objective response", "objective response"),
    ],
)
def test_short_endpoints(endpoint: str, short: str) -> None:
    """End points have the abbreviations that the field uses."""
    assert short_endpoint(endpoint) == short


def test_only_primary_ratios_are_drawn() -> None:
    """A difference, a rate, a ratio of a further end point and an estimate of 0 are not."""
    row = trial(
        "A",
        outcome("response", "12", measure="difference"),
        outcome("OS", "1.03", ("0.78", "1.39"), primary=False),
        outcome("PFS", "0", ("0", "0")),
        outcome("PFS", "0.85", ("0.65", "1.12")),
        outcome("LRC", "1.2", measure="OR"),
    )
    assert [(str(ratio.estimate), ratio.result.measure) for ratio in row.ratios] == [
        ("0.85", "HR"),
        ("1.2", "OR"),
    ]
    assert row.shown is row.ratios[0].result


def test_what_is_shown_without_a_ratio() -> None:
    """Values by arm stand before words; a trial without a primary result shows none."""
    said = outcome("NAR score", measure="text", text="not met")
    assert trial("A", said, outcome("response")).shown is not None
    assert trial("A", outcome("OS", "1.0", primary=False)).shown is None


@pytest.mark.parametrize(
    ("timing", "when"),
    [
        ("before, concurrent and after", "throughout"),
        ("concurrent and after", "during, after"),
        ("after", "after"),
        ("none", ""),
        ("not stated", ""),
    ],
)
def test_timing_in_short(timing: str, when: str) -> None:
    """When the drug came is said in a word or two, and not at all where nobody knows."""
    assert trial("A", timing=timing).when == when


@pytest.mark.parametrize(
    ("phase", "shown"), [("3", "3"), ("2R/3", "2/3"), ("1b/2", "1/2"), ("cohort", "–")]
)
def test_phases(phase: str, shown: str) -> None:
    """A column of phases has digits only."""
    assert trial("A", phase=phase).phase == shown


def test_an_interval_that_is_not_95_per_cent_is_known() -> None:
    """An interval of 70% looks narrower than it is; without one there is nothing to mark."""
    narrow = outcome("PFS", "0.92", ("0.71", "1.17"), ci_level=Decimal(70))
    usual = outcome("PFS", "0.92", ("0.71", "1.17"))
    bare = outcome("PFS", "0.92", ci_level=Decimal(70))
    assert [trial("A", row).ratios[0].unusual for row in (narrow, usual, bare)] == [
        True,
        False,
        False,
    ]


def test_rows_of_a_library(catalogue: Catalogue) -> None:
    """Each trial is a row; wider groups that the library has no page for are left out."""
    wider = {"durvalumab": ["cgas", "checkpoint-inhibitor"]}
    (row,) = trial_rows(catalogue, wider)
    assert (row.head.id, row.drug) == ("pacific", "durvalumab")
    assert row.groups["agent"] == {"durvalumab", "cgas"}
    assert {"phase", "3", "nct02125461", "imfinzi"} <= set(row.words)


def test_every_trial_of_the_real_library(whole: Guide) -> None:
    """Every trial is a row, and lung cancer holds what NSCLC holds."""
    rows = trial_rows(whole.catalogue, read_wider(whole.built))
    assert len(rows) == whole.catalogue.counts_by_kind()["trial"]
    assert all("lung-cancer" in row.groups["disease"] for row in rows if "NSCLC" in row.disease)
    assert all(row.radiotherapy and row.disease for row in rows)
