"""`make bench`: first paint, search, pages, sizes and memory, each with its goal.

First paint is compared with an empty Textual app that has the same tabs, in the same run.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench.screen import Screen
from guide.opening import open_guide
from guide.paths import built_dir
from guide.search.engine import Searcher
from guide.search.requests import SearchRequest

ROOT = Path(__file__).resolve().parent.parent
RUNS = 9
QUERIES = """
cgas-sting pathway
stereotactic body radiotherapy
FLASH
PD-L1
SBRT
SFRT
tumor immune microenvironment
TNF-α
TGF beta
abscoplal efect
nivolumb
carbon ionn therapy
glio
pembro
cgas
hypofr
what is the abscopal effect
8 Gy x 3
lymphopenia
how does dose per fraction affect TREX1
which modality spares circulating lymphocytes best
hazard ratio
esophagus proton
trials of SBRT with checkpoint inhibitors in NSCLC
difference between GRID and lattice
eat me signal on dying tumour cells
linear quadratic model biologically effective dose
""".strip().splitlines()


def p95(values: list[float]) -> float:
    """Return the 95th percentile."""
    return sorted(values)[min(len(values) - 1, round(0.95 * len(values)))]


def row(name: str, value: str, goal: str, good: bool) -> None:
    """Print one figure with its goal."""
    print(f"{'ok  ' if good else 'MISS'} {name:<44} {value:>26}   goal {goal}")


def first_paint(command: list[str], pattern: str, data: str) -> float:
    """Return the milliseconds from start to the first painted text."""
    screen = Screen(command, {"ABSCOPAL_DATA": data})
    took = (screen.see(pattern) - screen.started) * 1000
    screen.close()
    return took


def ratio(name: str, ours: list[str], theirs: list[str], data: str) -> None:
    """Compare first paints, run by run in turns, and print the ratio of the medians."""
    pairs = [
        (first_paint(ours, "Continue", data), first_paint(theirs, "is empty", data))
        for _ in range(RUNS)
    ]
    mine, bare = statistics.median(p[0] for p in pairs), statistics.median(p[1] for p in pairs)
    row(
        f"first paint, {name}",
        f"{mine:.0f} / {bare:.0f} ms = {mine / bare:.2f}×",
        "≤ 1.25×",
        mine / bare <= 1.25,
    )


def engine() -> None:
    """Time the search engine itself."""
    guide = open_guide(built_dir())
    started = time.perf_counter()
    searcher = Searcher(guide.built, guide.catalogue)
    searcher.search(SearchRequest("cgas"))
    opened = (time.perf_counter() - started) * 1000
    times = []
    for _ in range(5):
        for query in QUERIES:
            started = time.perf_counter()
            searcher.search(SearchRequest(query, limit=20))
            times.append((time.perf_counter() - started) * 1000)
    typed = []
    for query in QUERIES:
        for end in range(1, len(query) + 1):
            started = time.perf_counter()
            searcher.search(SearchRequest(query[:end], limit=40, unfinished=True))
            typed.append((time.perf_counter() - started) * 1000)
    row("open the index and search once", f"{opened:.0f} ms", "(none)", True)
    row(
        "search, whole queries",
        f"p50 {statistics.median(times):.1f} p95 {p95(times):.1f} ms",
        "p95 ≤ 10 ms",
        p95(times) <= 10,
    )
    row(
        "search, letter by letter",
        f"p50 {statistics.median(typed):.1f} p95 {p95(typed):.1f} ms",
        "(none)",
        True,
    )


def typing(command: list[str], data: str) -> None:
    """Time from a key to the painted results and to a painted page; then read the memory."""
    guide = open_guide(built_dir())
    longest = max(
        guide.catalogue.heads, key=lambda name: len(str(guide.catalogue.entry(name).blocks))
    )
    title = guide.catalogue.heads[longest].title
    screen = Screen(command, {"ABSCOPAL_DATA": data})
    screen.see("Continue")
    screen.settle(1.5)
    times = []
    for _ in range(8):
        screen.press("/")
        screen.see("search everything")
        for letter, seen in (("f", r"results"), ("l", r"FLASH|Fl"), ("a", "FLASH"), ("s", "FLASH")):
            at = screen.press(letter)
            screen.settle(0.004)
            times.append((screen.see(seen) - at) * 1000)
            screen.settle(0.1)
        screen.press("\x1b")
        screen.settle(0.3)
    row(
        "key to painted results",
        f"p50 {statistics.median(times):.0f} p95 {p95(times):.0f} ms",
        "p95 ≤ 60 ms",
        p95(times) <= 60,
    )
    pages = []
    for _ in range(8):
        screen.press("/")
        screen.see("search everything")
        screen.press(title)
        screen.settle(0.6)
        at = screen.press("\r")
        pages.append((screen.see(r"esc +list") - at) * 1000)
        screen.settle(0.2)
        screen.press("[")
        screen.see("In this guide")
        screen.settle(0.2)
    row(
        f"longest page ({longest}), key to paint",
        f"p50 {statistics.median(pages):.0f} max {max(pages):.0f} ms",
        "≤ 120 ms",
        max(pages) <= 120,
    )
    for tab in "23456781":
        screen.press(tab)
        screen.settle(0.5)
    memory = screen.memory()
    row("memory after every tab", f"{memory:.0f} MB", "≤ 80 MB", memory <= 80)
    screen.close()


def sizes() -> None:
    """Print the sizes of what is built."""
    folder, one = ROOT / "dist" / "abscopal", ROOT / "dist" / "abscopal-onefile"
    index = sum(path.stat().st_size for path in built_dir().rglob("*") if path.is_file())
    row("index and catalogue", f"{index / 1e6:.1f} MB", "(none)", True)
    if folder.exists():
        size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6
        row("folder build", f"{size:.1f} MB", "≤ 55 MB", size <= 55)
        row("one file", f"{one.stat().st_size / 1e6:.1f} MB", "≤ 26 MB", one.stat().st_size <= 26e6)


def timed(name: str, act: Callable[[], object]) -> None:
    """Print how long something takes."""
    started = time.perf_counter()
    act()
    row(name, f"{time.perf_counter() - started:.1f} s", "(none)", True)


def main() -> None:
    """Run every measurement."""
    python = [sys.executable, "-m"]
    with tempfile.TemporaryDirectory() as data:
        ratio("from source", [*python, "guide"], [*python, "bench.empty_app"], data)
        binary, yardstick = (
            ROOT / "dist" / "abscopal" / "abscopal",
            ROOT / "build" / "yardstick" / "empty" / "empty",
        )
        if binary.exists():
            if not yardstick.exists():
                spec = [
                    "PyInstaller",
                    "--noconfirm",
                    "--log-level",
                    "ERROR",
                    "--distpath",
                    str(yardstick.parent.parent),
                ]
                subprocess.run(
                    [
                        *python,
                        *spec,
                        "--workpath",
                        str(ROOT / "build" / "yardstick-work"),
                        "bench/empty.spec",
                    ],
                    cwd=ROOT,
                    check=True,
                )
            ratio("folder build", [str(binary)], [str(yardstick)], data)
        engine()
        typing([*python, "guide"], data)
        timed(
            "full build of the index",
            lambda: subprocess.run(
                [*python, "guide", "build", "--force"], check=True, capture_output=True
            ),
        )
    sizes()


if __name__ == "__main__":
    main()
