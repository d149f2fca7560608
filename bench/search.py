"""How well and how fast the search answers judged queries, compared with standard engines.

The same pages with the same fields, also the questions that pages answer, go to each of them; the
queries are those of strangers (`real`) and those of names, typos and schedules (`own`).

Run with `make bench-search`, or `python -m bench.search --times 1 10 50`.
"""

import argparse
import hashlib
import shutil
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bench.judgements import REAL, Judged, Quality, judge, mean, read
from bench.peers import Document, Peer, present
from bench.scaled import ScaledCatalogue, scaled_bytes
from bench.typed import key_to_results
from guide import __version__
from guide.library.catalogue import Catalogue
from guide.library.codec import SCHEMA
from guide.library.manifest import (
    CATALOGUE,
    Built,
    Manifest,
    open_built,
    publish,
    read_generation,
)
from guide.library.records import Entry
from guide.paths import built_dir
from guide.search.build import build_index
from guide.search.engine import Searcher
from guide.search.release import whoosh_release
from guide.search.requests import SearchRequest
from guide.search.worth import facts_text, passages

ROOT = Path(__file__).parent.parent


class Abscopal:
    """The guide's own search while the user types."""

    name = "Abscopal"

    def __init__(self) -> None:
        self.opening = 0.0

    def build_from(self, catalogue: Catalogue, folder: Path) -> None:
        """Index a catalogue and open the index."""
        (folder / "abscopal").mkdir()
        build_index(catalogue, ROOT / "index", folder / "abscopal", lambda _done, _all: None)
        self.built = _as_built(folder / "abscopal")

    def open(self, catalogue: Catalogue) -> None:
        """Open the index and answer once; `opening` says how long that took."""
        start = time.perf_counter()
        self._searcher = Searcher(self.built, catalogue)
        self._searcher.search(SearchRequest("sting", unfinished=True))
        self.opening = time.perf_counter() - start

    def search(self, text: str) -> list[str]:
        """Search."""
        return [
            hit.id
            for hit in self._searcher.search(SearchRequest(text, limit=10, unfinished=True)).hits
        ]


def documents(catalogue: Catalogue) -> Iterator[Document]:
    """Yield the entries as the text that all engines get."""
    for name in catalogue.heads:
        entry: Entry = catalogue.entry(name)
        summary, *rest = passages(entry)
        yield Document(
            name,
            entry.head.title,
            " . ".join(entry.head.aliases),
            summary,
            " . ".join(ask.question for ask in entry.asks),
            " . ".join([*rest, *facts_text(entry)]),
        )


def _size(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def _times(values: list[float]) -> str:
    ordered = sorted(values)

    def at(share: float) -> float:
        return 1000 * ordered[min(int(share * len(ordered)), len(ordered) - 1)]

    return f"p50 {at(0.5):7.2f}  p95 {at(0.95):7.2f}  p99 {at(0.99):7.2f} ms"


def measure(engine: Abscopal | Peer, queries: list[Judged]) -> tuple[list[Quality], list[float]]:
    """Return how well and how fast each query is answered, each asked once."""
    qualities, times = [], []
    for query in queries:
        start = time.perf_counter()
        found = engine.search(query.text)
        times.append(time.perf_counter() - start)
        qualities.append(judge(query, found))
    return qualities, times


def report(name: str, queries: list[Judged], qualities: list[Quality], detail: bool) -> None:
    """Print the averages of a half, and by kind of query."""
    for half, aside in (("tune", False), ("aside", True)):
        chosen = [
            quality
            for query, quality in zip(queries, qualities, strict=True)
            if query.aside == aside
        ]
        _print(f"{name:18} {half:6} all", len(chosen), mean(chosen))
        for kind in dict.fromkeys(query.kind for query in queries) if detail else ():
            part = [
                quality
                for query, quality in zip(queries, qualities, strict=True)
                if query.aside == aside and query.kind == kind
            ]
            _print(f"{name:18} {half:6} {kind}", len(part), mean(part))


def _print(label: str, count: int, quality: Quality) -> None:
    print(
        f"{label:36} {count:4}  S@1 {quality.success_1:.3f}  S@3 {quality.success_3:.3f}"
        f"  MRR@10 {quality.reciprocal:.3f}  nDCG@10 {quality.gain:.3f}"
    )


def suggestions(engine: Abscopal, queries: list[Judged]) -> list[float]:
    """Return how long the first one and two letters of each query take."""
    times = []
    for start_of in {query.text[:size] for query in queries for size in (1, 2)}:
        start = time.perf_counter()
        engine.search(start_of)
        times.append(time.perf_counter() - start)
    return times


def _as_built(generation: Path) -> Built:
    """Return an index that was built alone, with a manifest."""
    files = read_generation(generation)
    manifest = Manifest(
        schema=SCHEMA,
        guide=__version__,
        whoosh=whoosh_release(),
        fingerprint="0" * 64,
        content_version="",
        entries=0,
        generation="000000000000-scaled",
        files={name: hashlib.sha256(data).hexdigest() for name, data in files.items()},
    )
    return Built(generation, manifest, files)


def _as_guide(catalogue: Catalogue, compiled: bytes, index: Path, built: Path) -> str:
    """Publish an index and its catalogue as a built folder to open, and return that."""
    generation = built / "000000000000-scaled"
    shutil.copytree(index, generation)
    (generation / CATALOGUE).write_bytes(scaled_bytes(compiled, catalogue.heads.values()))
    publish(built, _as_built(generation).manifest)
    return str(built)


def run(times: int, compiled: bytes, sets: dict[str, list[Judged]], peers: bool) -> None:
    """Measure all engines on so many times the content."""
    original = Catalogue(compiled)
    asked = ", ".join(f"{len(queries)} {name} queries" for name, queries in sets.items())
    print(f"\n{times}× content, {times * len(original.heads)} entries, {asked}")
    catalogue = original if times == 1 else ScaledCatalogue(original, times)
    len(catalogue.heads)  # made before anything is timed
    engines: list[Abscopal | Peer] = [Abscopal(), *(present() if peers else ())]
    with tempfile.TemporaryDirectory() as root:
        for engine in engines:
            folder = Path(root) / engine.name.replace(" ", "")
            folder.mkdir()
            start = time.perf_counter()
            if isinstance(engine, Abscopal):
                engine.build_from(catalogue, folder)
            else:
                engine.build(documents(catalogue), folder)
            took = time.perf_counter() - start - getattr(catalogue, "spent", 0.0)
            if isinstance(catalogue, ScaledCatalogue):
                catalogue.spent = 0.0
            if isinstance(engine, Abscopal):
                engine.open(catalogue)
            answered = {name: measure(engine, queries) for name, queries in sets.items()}
            seconds = [second for _, taken in answered.values() for second in taken]
            built = f"index built in {took:.1f} s, {_size(folder):.1f} MB"
            print(f"\n{engine.name}: {built}; {_times(seconds)}")
            if isinstance(engine, Abscopal):
                typed = sorted(
                    key_to_results(
                        root,
                        _as_guide(catalogue, compiled, engine.built.folder, Path(root) / "guide"),
                    )
                )
                late = typed[int(0.95 * len(typed))]
                middle = statistics.median(typed)
                print(f"key to painted results p50 {middle:.0f}  p95 {late:.0f} ms, no key lost")
                letters = suggestions(engine, sets["own"])
                first = f"open and first answer {1000 * engine.opening:.0f} ms"
                short = f"median {1000 * statistics.median(letters):.2f} ms, {_times(letters)}"
                print(f"{first}; one or two letters {short}")
            detail = isinstance(engine, Abscopal) and times == 1
            for name, queries in sets.items():
                report(f"{engine.name} {name}", queries, answered[name][0], detail)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, nargs="+", default=[1, 10, 50])
    parser.add_argument("--no-peers", action="store_true")
    options = parser.parse_args()
    compiled = open_built(built_dir(ROOT / "content")).catalogue
    real = [query for query in read(REAL) if query.right]
    for times in options.times:
        run(times, compiled, {"real": real, "own": read()}, not options.no_peers)


if __name__ == "__main__":
    main()
