"""`make test-stress`: run the tests of the screen many times, on a calm and on a busy machine.

Each round runs them three times in random order: plain, with every core busy, and pinned to one
core. A test that passes only when the machine is quick, or only after another test, fails here.
"""

import argparse
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parent.parent
LOGS = ROOT / "build" / "stress"
TESTS = ("tests/ui", "tests/test_terminal.py")


@dataclass(frozen=True, slots=True)
class Outcome:
    """One run of the tests.

    Attributes:
        condition: One of `CONDITIONS`.
        seed: The seed of the order.
        passed: Whether pytest ended with status 0.
        tests: How many tests ran.
        failed: The names of those that failed.
        seconds: How long the run took.
    """

    condition: str
    seed: int
    passed: bool
    tests: int
    failed: tuple[str, ...]
    seconds: float


@contextmanager
def busy() -> Iterator[None]:
    """Keep every core busy with a loop of its own."""
    loops = [
        subprocess.Popen([sys.executable, "-c", "while True: pass"])
        for _ in range(os.cpu_count() or 1)
    ]
    try:
        yield
    finally:
        for loop in loops:
            loop.kill()
            loop.wait()


@contextmanager
def pinned() -> Iterator[None]:
    """Let this process, and all that it starts, run on one core only."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(before)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


CONDITIONS: dict[str, Callable[[], AbstractContextManager[None]]] = {
    "plain": nullcontext,
    "busy": busy,
    "pinned": pinned,
}


def read_results(path: Path) -> tuple[int, tuple[str, ...]]:
    """Return from a JUnit file how many tests ran and which failed; nothing if there is no file."""
    if not path.exists():
        return 0, ()
    cases = list(ElementTree.parse(path).iter("testcase"))
    failed = [
        f"{case.get('classname')}::{case.get('name')}"
        for case in cases
        if case.find("failure") is not None or case.find("error") is not None
    ]
    return len(cases), tuple(failed)


def run_once(condition: str, seed: int, limit: float, tests: list[str]) -> Outcome:
    """Run the tests once; keep the output of a run that fails.

    Args:
        condition: One of `CONDITIONS`.
        seed: The seed of the order.
        limit: Seconds after which the run counts as failed.
        tests: What pytest is given to run.
    """
    results, log = LOGS / f"{condition}-{seed}.xml", LOGS / f"{condition}-{seed}.log"
    LOGS.mkdir(parents=True, exist_ok=True)
    results.unlink(missing_ok=True)
    command = [sys.executable, "-m", "pytest", f"--randomly-seed={seed}", f"--junitxml={results}"]
    started = time.monotonic()
    with CONDITIONS[condition](), log.open("w", encoding="utf-8") as out:
        try:
            status = subprocess.run(
                [*command, *tests], cwd=ROOT, stdout=out, stderr=out, timeout=limit, check=False
            ).returncode
        except subprocess.TimeoutExpired:
            status = -1
    seconds = time.monotonic() - started
    count, failed = read_results(results)
    results.unlink(missing_ok=True)
    if status == 0:
        log.unlink()
    return Outcome(condition, seed, status == 0, count, failed, seconds)


def table(outcomes: list[Outcome]) -> str:
    """Return the figures of all runs as a table, and each failure with the seed that repeats it."""
    lines = [f"{'condition':<12}{'runs':>6}{'failed':>8}{'tests':>8}{'failed':>8}{'seconds':>16}"]
    for condition in CONDITIONS:
        mine = [outcome for outcome in outcomes if outcome.condition == condition]
        if mine:
            took = sorted(outcome.seconds for outcome in mine)
            lines.append(
                f"{condition:<12}{len(mine):>6}{sum(not outcome.passed for outcome in mine):>8}"
                f"{sum(outcome.tests for outcome in mine):>8}"
                f"{sum(len(outcome.failed) for outcome in mine):>8}"
                f"{f'{took[0]:.0f} to {took[-1]:.0f}':>16}"
            )
    for outcome in outcomes:
        if not outcome.passed:
            names = ", ".join(outcome.failed) or "no result: ended early or took too long"
            lines.append(f"failed: {outcome.condition}, seed {outcome.seed}: {names}")
    return "\n".join(lines)


def main() -> int:
    """Run the rounds; return 1 if a test failed or the time ran out."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=10, help="rounds; each runs all conditions")
    parser.add_argument("--seed", type=int, default=random.randrange(1_000_000), help="first seed")
    parser.add_argument("--conditions", nargs="+", choices=CONDITIONS, default=list(CONDITIONS))
    parser.add_argument("--limit", type=float, default=900, help="seconds that one run may take")
    parser.add_argument("--minutes", type=float, default=150, help="minutes that all may take")
    parser.add_argument("--stop-after", type=int, default=5, help="failed runs after which to stop")
    parser.add_argument("tests", nargs="*", help=f"what to run instead of {' '.join(TESTS)}")
    options = parser.parse_args()
    conditions = [
        name for name in options.conditions if name != "pinned" or hasattr(os, "sched_setaffinity")
    ]
    planned = [
        (condition, options.seed + number)
        for number in range(options.runs)
        for condition in conditions
    ]
    outcomes: list[Outcome] = []
    ends = time.monotonic() + options.minutes * 60
    for condition, seed in planned:
        if time.monotonic() > ends or sum(not o.passed for o in outcomes) >= options.stop_after:
            break
        outcome = run_once(condition, seed, options.limit, options.tests or list(TESTS))
        outcomes.append(outcome)
        print(
            f"{len(outcomes)}/{len(planned)} {condition}, seed {seed}: {outcome.tests} tests, "
            f"{len(outcome.failed)} failed, {outcome.seconds:.0f} s",
            flush=True,
        )
    print(table(outcomes))
    if len(outcomes) < len(planned):
        print(f"stopped after {len(outcomes)} of {len(planned)} runs")
    return 0 if len(outcomes) == len(planned) and all(o.passed for o in outcomes) else 1


if __name__ == "__main__":
    sys.exit(main())
