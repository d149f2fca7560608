"""Trials made for tests: only what a test is about differs from the usual one."""

from decimal import Decimal
from typing import Any

from guide.library.facts import Arm, ArmValue, Immunotherapy, Outcome, Radiotherapy, TrialFacts
from guide.library.records import Head
from guide.library.trial_rows import TrialRow


def outcome(
    endpoint: str, estimate: str = "", ci: tuple[str, str] | None = None, **more: Any
) -> Outcome:
    """Return a primary result; without an estimate one that has values by arm."""
    fields: dict[str, Any] = {"primary": True, "sources": ("someone2020",), "measure": "HR", **more}
    if estimate:
        limits = (Decimal(ci[0]), Decimal(ci[1])) if ci else None
        return Outcome(endpoint=endpoint, estimate=Decimal(estimate), ci=limits, **fields)
    values = (ArmValue("new", "20"), ArmValue("old", "10"))
    fields |= {"measure": more.get("measure", "rate"), "values": values, "unit": "%"}
    return Outcome(endpoint=endpoint, **fields)


def trial(title: str, *results: Outcome, **more: Any) -> TrialRow:
    """Return a positive phase 3 trial of 200 patients with NSCLC; fields of its facts differ."""
    drug = Immunotherapy(
        agents=("durvalumab",), schedule="weekly", timing=more.pop("timing", "after")
    )
    rays = Radiotherapy(modalities=("sbrt",), schedule="50 Gy in 5 fractions")
    fields: dict[str, Any] = {
        "phase": "3",
        "design": "randomised",
        "setting": "stage III",
        "diseases": ("nsclc",),
        "n": 200,
        "arms": (Arm("new", "experimental"), Arm("old", "control")),
        "radiotherapy": rays,
        "immunotherapy": drug,
        "primary_endpoint": "PFS",
        "verdict": "positive",
        "status": "reported",
        "year": 2022,
        "results": results,
        "sources": ("someone2020",),
        **more,
    }
    facts = TrialFacts(**fields)
    name = title.casefold().replace(" ", "-")
    return TrialRow(
        head=Head(name, "trial", title, (), "A trial.", "phase-3"),
        facts=facts,
        disease="NSCLC",
        radiotherapy="SBRT",
        drug="durvalumab",
        groups={
            "disease": frozenset({"nsclc", "lung-cancer"}),
            "modality": frozenset({"sbrt"}),
            "agent": frozenset({"durvalumab"}),
        },
        words=(*title.casefold().split(), "nsclc", "sbrt", "durvalumab", "phase", facts.phase),
    )
