"""The examples of `docs/content-format.md` are valid content."""

import re
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

from guide.library.absences import Absences
from guide.library.bibliography import read_bibliography
from guide.library.checks.syllabus import OPEN
from guide.library.models import Step
from guide.library.outline import LearningPath
from guide.library.syllabus import Syllabus
from guide.library.trial import Trial
from tests.conftest import ROOT

TEXT = (ROOT / "docs" / "content-format.md").read_text("utf-8")


def blocks(language: str) -> list[str]:
    """Return the examples of a language, in their order."""
    return re.findall(rf"(?s)```{language}\n(.*?)```", TEXT)


def table(block: str) -> dict[str, Any]:
    """Return an example as TOML, decimals as in the content."""
    return tomllib.loads(block, parse_float=Decimal)


def test_trial_is_a_trial() -> None:
    """The whole card fits the model, with every table that it names."""
    trial = Trial.model_validate(table(blocks("toml")[0].split("+++")[1]))

    assert trial.toxicity is not None and trial.toxicity.other
    assert trial.follow_up is not None and trial.practice is not None
    assert str(trial.result[0].estimate) == "0.73"


def test_survival_without_a_result_fits() -> None:
    """The table for immature survival fits beside the rest of the card."""
    card = table(blocks("toml")[0].split("+++")[1])

    assert Trial.model_validate({**card, **table(blocks("toml")[1])}).survival is not None


def test_step_fits() -> None:
    """The step has the fields and a verb that the model knows."""
    step = Step.model_validate(table(blocks("toml")[2])["step"][0])

    assert (step.actor, step.verb, step.target) == ("micronucleus", "activates", "cgas")


def test_syllabus_and_its_answers_fit() -> None:
    """Slots fit their model, and the open answer has the form that the check wants."""
    assert Syllabus.model_validate(table(blocks("toml")[3])).slot
    assert OPEN.fullmatch(table(blocks("toml")[4])["syllabus"]["guidelines"])


def test_log_of_absence_needs_a_second_search() -> None:
    """The example shows one search of a scope; with another one it is a valid log."""
    log = table(blocks("toml")[6])
    log["scope"][0]["search"] *= 2

    assert Absences.model_validate(log).scope[0].apart_from


def test_path_fits() -> None:
    """The learning path has the fields and verbs that the model knows."""
    path = LearningPath.model_validate(table(blocks("toml")[7]))

    assert path.needs and path.after and path.unit[0].questions


def test_reference_is_read(tmp_path: Path) -> None:
    """The example of a source is read without a problem."""
    file = tmp_path / "references.bib"
    file.write_text(blocks("bibtex")[0], "utf-8")

    read = read_bibliography(file, "references.bib")

    assert read.problems == () and list(read.references) == ["cheng2024"]
