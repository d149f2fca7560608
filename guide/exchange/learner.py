"""The learner's own data as CSV and JSON."""

import json
from collections.abc import Collection
from datetime import UTC, datetime
from typing import Any

import msgspec

from guide.exchange.csv_text import csv_text, read_rows
from guide.inert import json_inert
from guide.store.progress import Progress

BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
PAGES = 10_000
COLUMNS = (
    "question",
    "mode",
    "answered_at",
    "response",
    "correct",
    "confidence",
    "grade",
    "seconds",
    "predicted",
    "content_version",
)


def reviews_csv(progress: Progress) -> str:
    """Return every answer as CSV, one in a row below a header."""
    reviews = progress.reviews.since(BEGINNING)
    return csv_text(COLUMNS, ([getattr(review, name) for name in COLUMNS] for review in reviews))


def count_reviews(data: bytes) -> int:
    """Return the number of answers in the CSV.

    Raises:
        ValueError: It is other CSV, or none.
    """
    return len(read_rows(data, COLUMNS))


def everything_json(progress: Progress) -> str:
    """Return answers, schedules, marks, positions and settings as JSON."""
    facts: dict[str, Any] = {
        "reviews": [
            {name: getattr(review, name) for name in COLUMNS}
            for review in progress.reviews.since(BEGINNING)
        ],
        "schedules": {
            name: {
                "due": schedule.next.isoformat(),
                "stability_days": schedule.stability,
                "difficulty": schedule.difficulty,
                "last_review": schedule.last_review.isoformat() if schedule.last_review else None,
            }
            for name, schedule in progress.reviews.schedules().items()
        },
        "flagged": sorted(progress.reviews.marked("flag")),
        "doubted": sorted(progress.reviews.marked("doubt")),
        "pages_read": [
            {"entry": position.entry, "share": position.share}
            for position in progress.recent(PAGES)
        ],
        "settings": dict(progress.settings()),
    }
    return json_inert(json.dumps(facts, ensure_ascii=False, indent=1)) + "\n"


def count_everything(data: bytes) -> int:
    """Return the number of records in the JSON.

    Raises:
        ValueError: It is other JSON, or none.
    """
    try:
        return sum(map(len, msgspec.json.decode(data, type=_Everything).lists))
    except RecursionError as error:
        raise ValueError("nested too deeply") from error


class _Everything(msgspec.Struct):
    """The parts of the JSON whose records count."""

    reviews: list[msgspec.Raw]
    schedules: dict[str, msgspec.Raw]
    flagged: list[str]
    doubted: list[str]
    pages_read: list[msgspec.Raw]

    @property
    def lists(self) -> tuple[Collection[object], ...]:
        return self.reviews, self.schedules, self.flagged, self.doubted, self.pages_read
