"""Which sentences need a citation of their own."""

from pathlib import Path

import pytest

from guide.library.checks import check
from guide.library.load import load_content

CGAS = "entities/genes/cgas.md"
RESPONDED = "This sentence states that 55% of patients responded to the treatment."


def uncited(content: Path, text: str) -> list[str]:
    """Return what is said about citations when a paragraph is added to a page."""
    page = content / CGAS
    page.write_text(f"{page.read_text(encoding='utf-8')}\n{text}\n", encoding="utf-8")
    problems = check(load_content(content))
    return [problem.message for problem in problems if problem.code == "uncited-passage"]


@pytest.mark.parametrize(
    "text",
    [
        f"See also [[cgas-sting]]. {RESPONDED}",
        f"cGAS is an enzyme [@mackenzie2017]{{preclinical}}. {RESPONDED}",
        f"- cGAS is an enzyme [@mackenzie2017]{{preclinical}}. {RESPONDED}",
    ],
)
def test_figure_without_a_citation_after_it_is_found(text: str, fresh: Path) -> None:
    """A fact appended to a paragraph of links, or behind the last citation, is not covered."""
    (message,) = uncited(fresh, text)

    assert message.startswith("'This sentence states")


@pytest.mark.parametrize(
    "text",
    [
        "See also [[cgas-sting]] and the glossary.",
        "See also [[cgas-sting|doses of 8 Gy × 3]].",
        f"{RESPONDED} cGAS is an enzyme [@mackenzie2017]{{preclinical}}.",
        "cGAS is an enzyme [@mackenzie2017]{preclinical}. It is the reason for trials in phase 2.",
        "cGAS is an enzyme [@mackenzie2017]{preclinical}. 4-1BB and CD8 were left out in 2017.",
        "Worked example: 5 × 2 Gy = 10 Gy. The sum of 10 Gy is smaller than 12 Gy.",
    ],
)
def test_covered_sentences_are_left_alone(text: str, fresh: Path) -> None:
    """A later citation covers what leads up to it; names, years and arithmetic are no figures."""
    assert uncited(fresh, text) == []
