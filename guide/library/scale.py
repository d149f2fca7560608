"""The scale of evidence and the kinds of entry."""

from dataclasses import dataclass
from typing import Literal, get_args

Level = Literal[
    "physics",
    "in-vitro",
    "preclinical",
    "case",
    "retrospective",
    "pooled-cohorts",
    "phase-1",
    "phase-2",
    "phase-3",
    "meta-analysis",
    "guideline",
    "review",
]
LEVELS: tuple[Level, ...] = get_args(Level)

STRENGTH: dict[str, int] = {
    "physics": 1,
    "in-vitro": 1,
    "preclinical": 1,
    "review": 1,
    "case": 1,
    "retrospective": 2,
    "pooled-cohorts": 2,
    "phase-1": 2,
    "phase-2": 2,
    "phase-3": 3,
    "meta-analysis": 3,
    "guideline": 3,
}
"""Dots of the badge.

One stands for the laboratory, opinions or single cases, two for early or observational data from
patients, pooled or not, three for randomised data, guidelines and meta-analyses of randomised
trials. A meta-analysis of cohorts, single arms or incidences is `pooled-cohorts`.
"""

Kind = Literal[
    "mechanism",
    "modality",
    "principle",
    "gene",
    "cell",
    "disease",
    "agent",
    "organism",
    "trial",
    "term",
]
KINDS: tuple[Kind, ...] = get_args(Kind)
COMPARED: tuple[Kind, ...] = ("modality", "agent", "trial")
"""The kinds that can be compared side by side."""
MATRICES: tuple[Kind, ...] = ("modality", "agent")
"""Those of which all are compared at once; trials have a table of their own."""


@dataclass(frozen=True, slots=True)
class KindFacts:
    """How a kind of entry is filed and shown.

    Attributes:
        tag: Two letters beside the title, so that colour is never the only sign.
        plural: Title of a list of this kind.
        folder: Folder below `content/`.
    """

    tag: str
    plural: str
    folder: str


KIND_FACTS: dict[str, KindFacts] = {
    "mechanism": KindFacts("ME", "Mechanisms", "mechanisms"),
    "modality": KindFacts("MO", "Modalities", "modalities"),
    "principle": KindFacts("PR", "Principles", "principles"),
    "gene": KindFacts("GE", "Genes and proteins", "entities/genes"),
    "cell": KindFacts("CE", "Cells", "entities/cells"),
    "disease": KindFacts("DI", "Diseases and effects", "entities/diseases"),
    "agent": KindFacts("AG", "Agents and chemicals", "entities/agents"),
    "organism": KindFacts("OR", "Organisms and models", "entities/organisms"),
    "trial": KindFacts("TR", "Trials", "trials"),
    "term": KindFacts("TE", "Glossary", "glossary"),
}


def dots(level: str | None) -> str:
    """Return the badge of a level, such as ``●●○``; its dots are hollow if there is no level."""
    strength = STRENGTH.get(level or "", 0)
    return "●" * strength + "○" * (3 - strength)
