"""The judged queries of `index/`, ours and those of others, and how an engine answers them."""

import hashlib
import tomllib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import log2
from pathlib import Path

FOLDER = Path(__file__).parent.parent / "index"
OWN, REAL = FOLDER / "judgements.toml", FOLDER / "real-queries.toml"
ASIDE_BELOW = {OWN: 0x66, REAL: 0x80}
GOOD = 2
"""A page of this grade or a higher one answers the query; of a lower one, it only helps."""
DEPTH = 10

Search = Callable[[str], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Judged:
    """A query with its right answers.

    Attributes:
        text: As typed.
        kind: What makes it hard.
        right: Grade of each right page, 1 to 3; empty when nothing must be found.
        aside: Whether it is held out while the ranking is tuned.
        who: Who asked it: patient, clinician or trainee; empty where this is not known.
    """

    text: str
    kind: str
    right: dict[str, int]
    aside: bool
    who: str = ""


@dataclass(frozen=True, slots=True)
class Quality:
    """How well a query, or on average several, are answered.

    Attributes:
        success_1: The first hit answers it.
        success_3: One of the first three does.
        reciprocal: One over the rank of the first that does, 0 beyond rank 10.
        gain: Normalised discounted cumulative gain of the first ten.
    """

    success_1: float
    success_3: float
    reciprocal: float
    gain: float


def read(path: Path = OWN) -> list[Judged]:
    """Return the judged queries of one of the two files."""
    data = tomllib.loads(path.read_text("utf-8"))

    def aside(text: str) -> bool:
        first = hashlib.sha256(f"{data['seed']} {text}".encode()).digest()[0]
        return first < ASIDE_BELOW[path]

    return [
        Judged(
            row["q"],
            row["kind"],
            _grades(row["right"]),
            not row.get("seen") and aside(row["q"]),
            row.get("who", ""),
        )
        for row in data["query"]
    ]


def _grades(right: dict[str, int] | list[str]) -> dict[str, int]:
    """Return the grade of each right page; in a list every page answers the question."""
    return right if isinstance(right, dict) else dict.fromkeys(right, 3)


def judge(query: Judged, found: Sequence[str]) -> Quality:
    """Return how well a ranking answers a query.

    Where nothing must be found, only an empty answer is right.
    """
    if not query.right:
        right = float(not found)
        return Quality(right, right, right, right)
    grades = [query.right.get(name, 0) for name in found[:DEPTH]]
    rank = next((place for place, grade in enumerate(grades, 1) if grade >= GOOD), 0)

    def discounted(values: Iterable[int]) -> float:
        return sum((2.0**grade - 1) / log2(place + 1) for place, grade in enumerate(values, 1))

    best = discounted(sorted(query.right.values(), reverse=True)[:DEPTH])
    return Quality(
        float(rank == 1), float(0 < rank <= 3), 1 / rank if rank else 0.0, discounted(grades) / best
    )


def mean(values: Sequence[Quality]) -> Quality:
    """Return the average of several."""
    count = max(len(values), 1)
    columns = [
        [getattr(value, name) for value in values]
        for name in ("success_1", "success_3", "reciprocal", "gain")
    ]
    return Quality(*(sum(column) / count for column in columns))
