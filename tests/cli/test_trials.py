"""`abscopal trials`: the same table, plot and timeline in plain lines, and JSON."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from guide.cli.trials import Asked, run
from guide.errors import UsageError
from guide.opening import Guide
from tests.conftest import ROOT


def asked(words: str = "", sort: str = "year", **values: str) -> Asked:
    """Return what is asked for."""
    return Asked(values, words, sort, False)


@pytest.fixture
def said(whole: Guide, capsys: pytest.CaptureFixture[str]):  # type: ignore[no-untyped-def]
    """Run the command on the real library; return its status and its lines."""

    def act(view: str, query: Asked) -> tuple[int, list[str]]:
        status = run(whole, query, view)
        return status, capsys.readouterr().out.splitlines()

    return act


def test_negative_trials_in_nsclc(said) -> None:  # type: ignore[no-untyped-def]
    """The first line says what was asked for; each trial has a line of at most 80 columns."""
    status, lines = said("table", asked(disease="NSCLC", verdict="neg", modality="sbrt"))
    assert status == 0
    assert lines[0].endswith("disease: nsclc · modality: sbrt · verdict: negative")
    rows = [line for line in lines if line.startswith("✗")]
    assert any("KEYNOTE-867" in row and "0.92 (0.69–1.24)" in row for row in rows)
    assert all(len(line) <= 80 for line in lines)


def test_the_smallest_ratio_comes_first(said) -> None:  # type: ignore[no-untyped-def]
    """Sorted by effect, the trials without a ratio come last."""
    _, lines = said("table", asked(sort="effect", phase="3"))
    rows = [line for line in lines if line[:2].strip() in "✓✗±○…■" and line[:1].strip()]
    assert "C-POST" in rows[0]
    assert "Ratio↑" in lines[2] or "Ratio (95% CI)↑" in lines[2]


def test_the_forest_plot_has_one_axis_and_names_what_has_no_ratio(said) -> None:  # type: ignore[no-untyped-def]
    """PACIFIC stands with both primary ratios; nothing is pooled."""
    status, lines = said("forest", asked(words="pacific", year="..2025"))
    text = "\n".join(lines)
    assert status == 0
    assert "0.68 (0.53–0.87)" in text
    assert "0.52 (0.42–0.65)" in text
    assert "trials without a ratio" in text
    assert "Nothing is pooled." in text


def test_the_timeline_goes_by_year(said) -> None:  # type: ignore[no-untyped-def]
    """Years fall from the newest."""
    _, lines = said("timeline", asked(agent="imfinzi"))
    years = [int(line[:4]) for line in lines if line[:4].isdigit() and line[4:5] == " "]
    assert years == sorted(years, reverse=True)
    assert len(years) > 3


def test_json_has_the_numbers_as_published(said) -> None:  # type: ignore[no-untyped-def]
    """Ratios and limits are text, so that 1.10 stays 1.10; what is missing is null."""
    status, lines = said("json", asked(words="pacific-2"))
    (found,) = json.loads("\n".join(lines))
    assert status == 0
    assert (found["id"], found["verdict"], found["n"]) == ("pacific-2", "negative", 328)
    result = found["primary"][0]
    assert (result["measure"], result["estimate"], result["ci"]) == ("HR", "0.85", ["0.65", "1.12"])
    assert result["ci_level"] == "95"
    assert result["population"] is None


def test_no_trial_fits(said) -> None:  # type: ignore[no-untyped-def]
    """The answer is no: status 1, and an empty list for machines."""
    assert said("table", asked(year="1999")) == (1, ["No trial fits."])
    assert said("json", asked(year="1999")) == (1, ["[]"])


def test_an_unknown_value_is_refused(whole: Guide) -> None:
    """The nearest name is offered."""
    with pytest.raises(UsageError, match="did you mean 'pembrolizumab'"):
        run(whole, asked(agent="pembrolizumb"), "table")


@pytest.mark.parametrize(
    ("arguments", "status", "told"),
    [
        (("--phase", "3"), 0, "PACIFIC"),
        (("--phase", "3", "--forest"), 0, "Nothing is pooled."),
        (("--timeline",), 0, "✓ PACIFIC"),
        (("--year", "-5"), 2, "'-5' is no year"),
        (("--disease", "x" * 2000), 2, "at most 1000 are allowed"),
        (("--sort", "colour"), 2, "'colour' is not one of"),
        (("--verdict", "negative"), 2, "no trial has the verdict 'negative' (such as positive)"),
        (("--words", "zzz"), 1, "No trial fits."),
    ],
)
def test_the_program(
    small: Path, environment: dict[str, str], arguments: tuple[str, ...], status: int, told: str
) -> None:
    """Each answer has its exit status, each mistake one line."""
    done = subprocess.run(
        [sys.executable, "-m", "guide", "--content", str(small), "trials", *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == status
    assert told in (done.stderr if status == 2 else done.stdout)
    assert len(done.stderr.splitlines()) == (status == 2)
