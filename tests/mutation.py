"""`make mutate`: plant small faults in one part of the program and count those that its tests miss.

mutmut changes one expression at a time in a copy of the project below `build/mutation/` and runs
the tests that reach it. What survives is a missing test, or a change that makes no difference.
"""

import argparse
import json
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WORK = ROOT / "build" / "mutation"
COPIED = ("bench", "content", "docs", "guide", "index", "seeds", "tests")

PARTS: dict[str, tuple[str, ...]] = {
    "study": ("tests/study", "tests/coach", "tests/store", "tests/exchange"),
    "store": ("tests/store", "tests/coach"),
    "coach": ("tests/coach", "tests/store", "tests/cli/test_quiz.py", "tests/ui"),
    "ui/quiz": ("tests/ui",),
}
"""For each part below `guide/`, the tests that mutmut may run against it."""

SHOW = """
import sys
from mutmut.__main__ import cli
for name in sys.argv[1:]:
    cli.main(["show", name], standalone_mode=False)
"""


def settings(part: str) -> str:
    """Return mutmut's section of pyproject.toml for one part."""
    fields = {
        "source_paths": ["guide"],
        "only_mutate": [f"guide/{part}/*"],
        "also_copy": [folder for folder in COPIED if folder != "guide"],
        "pytest_add_cli_args": ["-n", "0", "-p", "no:randomly"],
        "pytest_add_cli_args_test_selection": [
            path for path in PARTS[part] if (ROOT / path).exists()
        ],
    }
    lines = [f"{name} = {json.dumps(value)}" for name, value in fields.items()]
    return "\n".join(["", "[tool.mutmut]", *lines, "use_git_change_detection = false", ""])


def copy_project(to: Path, part: str) -> None:
    """Copy what the tests need, and add mutmut's settings to the copy's pyproject.toml."""
    shutil.rmtree(to, ignore_errors=True)
    for folder in COPIED:
        shutil.copytree(
            ROOT / folder, to / folder, ignore=shutil.ignore_patterns("__pycache__", "failed")
        )
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    (to / "pyproject.toml").write_text(text + settings(part), encoding="utf-8")


def mutmut(work: Path, *arguments: str) -> str:
    """Run a mutmut command that prints something, and return what it printed."""
    command = [sys.executable, "-m", "mutmut", *arguments]
    return subprocess.run(
        command, cwd=work, check=True, capture_output=True, text=True, encoding="utf-8"
    ).stdout


def mutate(part: str) -> bool:
    """Plant the faults of one part, print the figures, and write the survivors as differences.

    Returns:
        True if mutmut ran to its end, however many faults survived.
    """
    work = WORK / part.replace("/", "-")
    copy_project(work, part)
    pattern = f"guide.{part.replace('/', '.')}.*"
    print(f"guide/{part}: planting faults below {work.relative_to(ROOT)}", flush=True)
    log = work / "run.log"
    with log.open("w", encoding="utf-8") as out:
        done = subprocess.run(
            [sys.executable, "-m", "mutmut", "run", pattern],
            cwd=work,
            stdout=out,
            stderr=subprocess.STDOUT,
            check=False,
        )
    if done.returncode != 0:
        tail = log.read_text(encoding="utf-8").replace("\r", "\n").splitlines()[-20:]
        print("\n".join(tail))
        return False
    found = [line.strip().rsplit(": ", 1) for line in mutmut(work, "results").splitlines()]
    survivors = [name for name, result in found if result in ("survived", "no tests")]
    mutmut(work, "export-cicd-stats")
    figures = json.loads((work / "mutants" / "mutmut-cicd-stats.json").read_text("utf-8"))
    counts = {name: figures[name] for name in ("killed", "timeout", "survived", "no_tests")}
    whole = sum(counts.values())
    caught = counts["killed"] + counts["timeout"]
    listing = work / "survivors.diff"
    shown = subprocess.run(
        [sys.executable, "-c", SHOW, *survivors],
        cwd=work,
        check=True,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    listing.write_text(shown.stdout, encoding="utf-8")
    details = ", ".join(f"{name.replace('_', ' ')} {count}" for name, count in counts.items())
    print(f"guide/{part}: {whole} faults, {caught / max(whole, 1):.0%} caught ({details})")
    print(f"  survivors: {listing.relative_to(ROOT)}")
    return True


def main() -> int:
    """Mutate the parts that are named, or all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("part", nargs="*", help=f"a part below guide/: {', '.join(PARTS)}")
    chosen: list[str] = parser.parse_args().part or list(PARTS)
    if unknown := set(chosen) - set(PARTS):
        parser.error(f"unknown part: {', '.join(sorted(unknown))}")
    finished = [mutate(part) for part in chosen]
    return 0 if all(finished) else 1


if __name__ == "__main__":
    sys.exit(main())
