"""The card of a trial: what a reader with ten seconds finds first."""

from datetime import date
from decimal import Decimal

import pytest
from msgspec import structs

from guide.layout.facts import trial_lines
from guide.layout.lines import line_width, plain_line
from guide.library.catalogue import Catalogue
from guide.library.facts import Outcome, Survival, Toxicity, TrialFacts
from guide.library.records import Entry


@pytest.fixture
def pacific(catalogue: Catalogue) -> Entry:
    """The trial of the small library."""
    return catalogue.entry("pacific")


def card(entry: Entry, catalogue: Catalogue, width: int = 84, **changes: object) -> list[str]:
    """Return the lines of a trial's card with some of its facts changed."""
    assert isinstance(entry.facts, TrialFacts)
    facts = structs.replace(entry.facts, **changes)
    return [plain_line(line) for line in trial_lines(facts, entry, catalogue, width)]


def test_verdict_effect_harm_and_consequence_come_first(
    pacific: Entry, catalogue: Catalogue
) -> None:
    """The first seven rows, in the order of the ten-second reader."""
    opening = card(pacific, catalogue)
    opening = opening[: opening.index("")]

    assert [line[:17].strip() for line in opening] == [
        "Verdict",
        "Effect",
        "Grade 3 or more",
        "Follow-up",
        "Changed",
        "Registry",
    ]
    assert opening[0].endswith("✓ positive · reported · 2022 · as of November 2026")
    assert "OS HR 0.72 (95% CI 0.59–0.89), 47.5 v 29.1 months" in opening[1]
    assert "any-cause grade 3–4 30.5 v 26.1%" in opening[2]
    assert opening[5].endswith("NCT02125461")


@pytest.mark.parametrize("width", [20, 40, 60, 84])
def test_card_fits_its_width(width: int, pacific: Entry, catalogue: Catalogue) -> None:
    """No line is wider than the page."""
    assert isinstance(pacific.facts, TrialFacts)

    lines = trial_lines(pacific.facts, pacific, catalogue, width)

    assert max(map(line_width, lines)) <= width


def test_control_arm_is_named(pacific: Entry, catalogue: Catalogue) -> None:
    """The reader sees which arm is the control; the other needs no word."""
    lines = card(pacific, catalogue)

    assert any("placebo (n = 237) · control" in line for line in lines)
    assert not any("durvalumab (n = 476) ·" in line for line in lines)


def test_survival_beside_another_primary_end_point(pacific: Entry, catalogue: Catalogue) -> None:
    """Overall survival has its own row unless it is the effect itself."""
    primary = Outcome(
        endpoint="PFS", measure="HR", primary=True, analysis="per protocol",
        estimate=Decimal("0.50"), sources=("spigel2022",),
    )  # fmt: skip
    other = Outcome(endpoint="5-year OS", measure="HR", estimate=Decimal(1), sources=())

    lines = card(pacific, catalogue, results=(primary, other))

    assert any("PFS (per protocol) HR 0.50" in line for line in lines)
    assert any(line.startswith("Survival") and "5-year OS HR 1" in line for line in lines)


def test_what_is_not_reported_is_said(pacific: Entry, catalogue: Catalogue) -> None:
    """Immature survival, and harm that no report gives, are rows of the card."""
    lines = card(
        pacific,
        catalogue,
        results=(),
        as_of=date(2026, 11, 1),
        survival=Survival(status="immature", text="47% of events", sources=("spigel2022",)),
        toxicity=Toxicity(not_reported=("spigel2022",)),
    )

    assert any("OS immature: 47% of events [1]" in line for line in lines)
    assert any("rates by arm not reported in [1]" in line for line in lines)
    assert not any(line.startswith("Harm") for line in lines)


@pytest.mark.parametrize("status", ["ongoing", "terminated"])
def test_a_status_that_is_the_verdict_stands_once(catalogue: Catalogue, status: str) -> None:
    """Nobody reads the same word twice in one line."""
    entry = catalogue.entry("pacific")
    assert isinstance(entry.facts, TrialFacts)
    facts = structs.replace(entry.facts, verdict=status, status=status)
    first = plain_line(trial_lines(facts, entry, catalogue, 80)[0])

    assert first.count(status) == 1


@pytest.mark.parametrize(
    ("label", "shown"),
    [
        ("any-cause grade 3–4", "Grade 3 or more"),
        ("pneumonitis of grade ≥ 3", "Grade 3 or more"),
        ("Grade 4 or worse", "Grade 3 or more"),
        ("radiation pneumonitis, any grade", "Harm"),
        ("any-grade and grade 3 pneumonitis", "Harm"),
        ("grade 2 or worse", "Harm"),
        ("grade 3 or less", "Harm"),
        ("stopped for any adverse event", "Harm"),
    ],
)
def test_milder_harm_is_not_called_severe(
    label: str, shown: str, pacific: Entry, catalogue: Catalogue
) -> None:
    """The row is called grade 3 or more only where its label says so."""
    assert isinstance(pacific.facts, TrialFacts)
    assert pacific.facts.toxicity is not None
    main = structs.replace(pacific.facts.toxicity.events[0], label=label)
    harm = structs.replace(pacific.facts.toxicity, events=(main,))

    rows = card(pacific, catalogue, toxicity=harm)
    assert next(row for row in rows if label in row).startswith(shown.ljust(17))
