"""`make bench-widgets`: the guide's own list, page and bars beside Textual's widgets, in one run.

Each widget is mounted with the same content in the same application on a real 120×40 terminal, in
turns. A time runs from mounting to the end of the first refresh that shows it.
"""

import argparse
import asyncio
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from textual.app import App
from textual.binding import Binding
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Footer, Markdown, OptionList, Tabs

from bench.screen import Screen
from guide.layout.lines import Piece
from guide.layout.targets import OpenEntry
from guide.library.catalogue import Catalogue
from guide.opening import open_guide
from guide.paths import built_dir, content_dir
from guide.ui.theme import DARK, make_theme
from guide.ui.widgets.one_line import OneLine
from guide.ui.widgets.page_view import PageView
from guide.ui.widgets.row_list import Row, RowList

ROUNDS = 15
TABS = ("Home", "Mechanisms", "Modalities", "Entities", "Trials", "Glossary", "Quiz", "Tools")
KEYS = ("search", "list", "back", "forward", "define", "contents", "quiz me", "copy", "help")


@dataclass(frozen=True, slots=True)
class Shown:
    """A widget, and what fills it once it is mounted."""

    widget: Widget
    fill: Callable[[], None] = lambda: None


@dataclass(frozen=True, slots=True)
class Pair:
    """The same thing shown by the guide and by Textual.

    Attributes:
        name: What is shown.
        ours: Makes the guide's widget.
        theirs: Makes Textual's.
    """

    name: str
    ours: Callable[[], Shown]
    theirs: Callable[[], Shown]


def pairs(catalogue: Catalogue, content: Path) -> Iterator[Pair]:
    """Yield what is compared: all entries in a list, the longest page, both bars."""
    titles = [(head.id, head.title) for head in catalogue.heads.values()]

    def rows() -> Shown:
        made = RowList()
        lines = [Row(OpenEntry(name), ((Piece(title),),)) for name, title in titles]
        return Shown(made, lambda: made.show_rows(lines))

    yield Pair(
        f"list of {len(titles)} rows: RowList / OptionList",
        rows,
        lambda: Shown(OptionList(*(title for _, title in titles), markup=False)),
    )
    longest = max(content.rglob("*.md"), key=lambda path: path.stat().st_size)
    body = longest.read_text("utf-8").split("+++", 2)[2]

    def page() -> Shown:
        made = PageView(catalogue)
        return Shown(made, lambda: made.show(OpenEntry(longest.stem)))

    yield Pair(
        f"page {longest.stem}: PageView / Markdown",
        page,
        lambda: Shown(Vertical(Markdown(body))),
    )

    def bars() -> Shown:
        above, below = OneLine(), OneLine()

        def fill() -> None:
            above.show(tuple(Piece(f" {title} ", "dim") for title in TABS))
            below.show(tuple(Piece(f" {label} ", "dim") for label in KEYS))

        return Shown(Vertical(above, below), fill)

    yield Pair(
        "bars: two OneLine / Tabs and Footer", bars, lambda: Shown(Vertical(Tabs(*TABS), Footer()))
    )


class Stage(App[None]):
    """Mounts one widget after another and writes down how long each took."""

    BINDINGS = [  # noqa: RUF012
        Binding(f"f{number}", "bell", label) for number, label in enumerate(KEYS, 1)
    ]

    def __init__(self, compared: list[Pair], out: Path) -> None:
        super().__init__()
        self._compared = compared
        self._out = out
        self.register_theme(make_theme(DARK))
        self.theme = DARK

    def on_mount(self) -> None:
        """Begin to measure."""
        self.run_worker(self._measure())

    async def _refreshed(self) -> None:
        painted = asyncio.Event()
        self.screen.call_after_refresh(painted.set)
        await painted.wait()

    async def _time(self, make: Callable[[], Shown]) -> float:
        """Return the milliseconds from making a widget to the end of the refresh that shows it."""
        started = time.perf_counter()
        shown = make()
        await self.mount(shown.widget)
        shown.fill()
        await self._refreshed()
        took = 1000 * (time.perf_counter() - started)
        await shown.widget.remove()
        await self._refreshed()
        await asyncio.sleep(0.05)
        return took

    async def _measure(self) -> None:
        times: dict[str, list[list[float]]] = {pair.name: [[], []] for pair in self._compared}
        for number in range(ROUNDS + 1):
            for pair in self._compared:
                taken = [await self._time(pair.ours), await self._time(pair.theirs)]
                if number:  # the first round loads and compiles
                    for series, value in zip(times[pair.name], taken, strict=True):
                        series.append(value)
        self._out.write_text(json.dumps(times), encoding="utf-8")
        self.exit()


def main() -> None:
    """Print the medians and their ratios; with `--out`, measure on this terminal instead."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, help="used by the program itself")
    out: Path | None = parser.parse_args().out
    if out is not None:
        guide = open_guide(built_dir())
        Stage(list(pairs(guide.catalogue, content_dir())), out).run()
        return
    with tempfile.TemporaryDirectory() as folder:
        result = Path(folder) / "times.json"
        screen = Screen([sys.executable, "-m", "bench.widgets", "--out", str(result)], {})
        until = time.monotonic() + 120
        while not result.exists() and time.monotonic() < until:
            screen.settle(0.2)
        screen.close()
        times: dict[str, list[list[float]]] = json.loads(result.read_text("utf-8"))
    for name, (ours, theirs) in times.items():
        mine, other = statistics.median(ours), statistics.median(theirs)
        print(f"{name:<52} {mine:6.1f} / {other:6.1f} ms = {mine / other:.2f}×")


if __name__ == "__main__":
    main()
