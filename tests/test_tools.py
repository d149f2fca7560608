"""The scripts beside the tests: coverage floors, stress table, mutation settings."""

import tomllib
from pathlib import Path

from tests import mutation, stress
from tests.conftest import ROOT
from tests.floors import FLOORS, measured, misses


def summary(lines: int, ran: int, branches: int = 0, taken: int = 0) -> dict[str, dict[str, int]]:
    """Return a file's part of coverage's JSON report."""
    return {
        "summary": {
            "num_statements": lines,
            "covered_lines": ran,
            "num_branches": branches,
            "covered_branches": taken,
        }
    }


def test_floors_are_held_for_each_package() -> None:
    """Files are summed over their package and over the whole; branches weigh as lines do."""
    packages = measured(
        {
            "files": {
                "guide/ui/app.py": summary(80, 80, 20, 4),
                "guide/ui/panes/home.py": summary(100, 100),
                "guide/coach/bank.py": summary(100, 84),
                "guide/store/database.py": summary(1000, 1000),
            }
        }
    )

    assert packages["guide.ui"].share == 92
    assert packages["guide.coach"].share == 84
    assert misses(packages) == ["guide.coach"]


def test_package_that_was_not_measured_is_below_its_floor() -> None:
    """A renamed package does not pass unseen."""
    assert misses({}) == list(FLOORS)


def test_stress_table_names_seed_and_test_of_a_failure() -> None:
    """A failure can be repeated from what the table says."""
    outcomes = [
        stress.Outcome("plain", 3, True, 50, (), 10.0),
        stress.Outcome("busy", 3, False, 50, ("tests.ui.test_app::test_tabs",), 40.0),
        stress.Outcome("busy", 4, False, 0, (), 900.0),
    ]

    lines = stress.table(outcomes).splitlines()

    assert lines[1].split() == ["plain", "1", "0", "50", "0", "10", "to", "10"]
    assert lines[2].split() == ["busy", "2", "2", "50", "1", "40", "to", "900"]
    assert lines[3] == "failed: busy, seed 3: tests.ui.test_app::test_tabs"
    assert lines[4] == "failed: busy, seed 4: no result: ended early or took too long"


def test_stress_reads_failures_and_errors(tmp_path: Path) -> None:
    """An error in a fixture counts as a failure of its test."""
    file = tmp_path / "results.xml"
    file.write_text(
        '<testsuites><testsuite><testcase classname="t" name="good"/>'
        '<testcase classname="t" name="bad"><failure/></testcase>'
        '<testcase classname="t" name="worse"><error/></testcase></testsuite></testsuites>',
        encoding="utf-8",
    )

    assert stress.read_results(file) == (3, ("t::bad", "t::worse"))
    assert stress.read_results(tmp_path / "missing.xml") == (0, ())


def test_mutation_settings_name_folders_that_exist() -> None:
    """Every part is a package of the program, and has tests."""
    for part in mutation.PARTS:
        settings = tomllib.loads(mutation.settings(part))["tool"]["mutmut"]

        assert (ROOT / "guide" / part / "__init__.py").exists()
        assert settings["only_mutate"] == [f"guide/{part}/*"]
        assert settings["pytest_add_cli_args_test_selection"]
