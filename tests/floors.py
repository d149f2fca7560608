"""The share of the program that the tests reach, package by package, and the floors that it keeps.

Run after `pytest --cov`. A share counts lines and branches together, as coverage's own reports do.
"""

import json
import sys
import tempfile
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path, PurePath

from coverage import Coverage

FLOORS = {"guide": 92.0, "guide.coach": 85.0, "guide.ui": 85.0}
"""The least share of a package, in percent."""


@dataclass(slots=True)
class Reached:
    """How much of a package there is, and how much of it ran.

    Attributes:
        lines: Statements.
        lines_run: Statements that ran.
        branches: Ways out of statements that have more than one.
        branches_run: Those that were taken.
    """

    lines: int = 0
    lines_run: int = 0
    branches: int = 0
    branches_run: int = 0

    def add(self, summary: dict[str, int]) -> None:
        """Add the figures of one file, as coverage's JSON report names them."""
        self.lines += summary["num_statements"]
        self.lines_run += summary["covered_lines"]
        self.branches += summary["num_branches"]
        self.branches_run += summary["covered_branches"]

    @property
    def share(self) -> float:
        """Lines and branches that ran, in percent of all."""
        return percent(self.lines_run + self.branches_run, self.lines + self.branches)


def percent(part: int, whole: int) -> float:
    """Return a share in percent; of nothing, all is reached."""
    return 100 * part / whole if whole else 100.0


def measured(report: dict[str, dict[str, dict[str, dict[str, int]]]]) -> dict[str, Reached]:
    """Sum coverage's JSON report over each package of the program, and over the whole."""
    packages: dict[str, Reached] = defaultdict(Reached)
    for path, file in report["files"].items():
        parts = PurePath(path).parts
        for package in {parts[0], ".".join(parts[:2]).removesuffix(".py")}:
            packages[package].add(file["summary"])
    return dict(sorted(packages.items()))


def misses(packages: dict[str, Reached]) -> list[str]:
    """Name the packages below their floor; one that is not there at all is below it."""
    return [
        name
        for name, floor in FLOORS.items()
        if name not in packages or packages[name].share < floor
    ]


def main() -> int:
    """Print the table; return 1 if a package is below its floor."""
    data = Coverage()
    data.load()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "coverage.json"
        # Copies of the program that tests make and run are no part of it.
        data.json_report(outfile=str(path), include=["guide/*"])
        packages = measured(json.loads(path.read_text(encoding="utf-8")))
    print(f"{'package':<20}{'lines':>8}{'run':>8}{'branches':>10}{'run':>8}{'both':>8}{'floor':>8}")
    for name, reached in packages.items():
        floor = f"{FLOORS[name]:.0f} %" if name in FLOORS else ""
        print(
            f"{name:<20}{reached.lines:>8}{percent(reached.lines_run, reached.lines):>7.1f}%"
            f"{reached.branches:>10}{percent(reached.branches_run, reached.branches):>7.1f}%"
            f"{reached.share:>7.1f}%{floor:>8}"
        )
    below = misses(packages)
    for name in below:
        print(f"{name} is below its floor of {FLOORS[name]:.0f} %")
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
