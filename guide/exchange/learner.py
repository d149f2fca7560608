"""The learner's own data as CSV and JSON."""

import csv
import io
import json
from datetime import UTC, datetime
from typing import Any

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
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for review in progress.reviews.since(BEGINNING):
        writer.writerow([getattr(review, name) for name in COLUMNS])
    return text.getvalue()


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
    return json.dumps(facts, ensure_ascii=False, indent=1) + "\n"
