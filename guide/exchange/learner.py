"""The learner's own data as CSV and JSON."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any

import msgspec

from guide.counting import fixed
from guide.exchange.csv_text import csv_text, read_rows
from guide.inert import json_inert
from guide.layout.quiz.answers import choices_text, key_text
from guide.library.records import Question, plain
from guide.store.data import TAKEN_BACK, LearnerData
from guide.store.progress import Progress
from guide.store.wall import Review, ReviewRow, Row, decode_schedule
from guide.study.answering import read_stored_answer
from guide.study.presenting import present

BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
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
WORDS = ("stem", "chosen", "right_answer")
"""Columns of the CSV besides: the question and its answers in words; docs/questions.md has all."""
DECIMALS = {"seconds": 1, "predicted": 3}
NO_QUESTIONS: Mapping[str, Question] = MappingProxyType({})
MORE = ("run", "before")
"""What the JSON says of an answer besides, so that it can be imported again."""


def reviews_csv(progress: Progress, questions: Mapping[str, Question] = NO_QUESTIONS) -> str:
    """Return every answer as CSV, one in a row below a header.

    Args:
        progress: The learner's data.
        questions: The questions by id, for what was asked and answered in words. An answer to a
            question that is no longer there, or has other options now, has none.
    """
    return csv_text(
        (*COLUMNS, *WORDS),
        (
            [*(_for_people(name, review) for name in COLUMNS), *_words(review, questions)]
            for review in progress.reviews.since(BEGINNING)
        ),
    )


def _for_people(name: str, review: Review) -> object:
    """Return the value of a column, with no more decimals than anybody reads."""
    value = getattr(review, name)
    return fixed(value, DECIMALS[name]) if isinstance(value, float) else _plain(value)


def _words(review: Review, questions: Mapping[str, Question]) -> tuple[str, str, str]:
    """Return the stem of a question, what was chosen and what is right.

    The numbers of a calculation are drawn anew each time and not stored: its stem has their names,
    and what is right is left empty.
    """
    question = questions.get(review.question)
    if question is None:
        return "", "", ""
    presented = present(question, 0)
    answer = read_stored_answer(presented, review.response)
    chosen = "; ".join(choices_text(answer)) if answer is not None else ""
    right = "" if question.form == "numeric" else key_text(presented)
    return plain(question.stem), chosen, right


def count_reviews(data: bytes) -> int:
    """Return the number of answers in the CSV.

    Raises:
        ValueError: It is other CSV, or none.
    """
    try:
        return len(read_rows(data, (*COLUMNS, *WORDS)))
    except ValueError:
        return len(read_rows(data, COLUMNS))  # As earlier versions wrote it.


def everything_json(progress: Progress) -> str:
    """Return everything that a learner has as JSON, which `read_learner_file` reads."""
    data = progress.data()
    facts: dict[str, Any] = {
        "reviews": _answers(data.standing),
        TAKEN_BACK: _answers([row for row in data.reviews if row.undone]),
        "schedules": _schedules(data),
        "flagged": sorted(row.question for row in data.marks if row.kind == "flag"),
        "doubted": sorted(row.question for row in data.marks if row.kind == "doubt"),
        "pages_read": [
            _fields(row)
            for row in sorted(data.positions, key=lambda row: row.read_at, reverse=True)
        ],
        "settings": {row.name: row.value for row in data.settings},
        "marks": [_fields(row) for row in data.marks],
        "exams": [_fields(row) for row in data.exams],
        "visits": [
            {"entry": row.entry, "visited_at": _plain(row.visited_at)} for row in data.visits
        ],
    }
    return json_inert(json.dumps(facts, ensure_ascii=False, indent=1)) + "\n"


def _answers(rows: list[ReviewRow]) -> list[dict[str, Any]]:
    """Return answers in the order in which they were given."""
    return [
        {name: _plain(getattr(row, name)) for name in (*COLUMNS, *MORE)}
        for row in sorted(rows, key=lambda row: (row.answered_at, row.id))
    ]


def _schedules(data: LearnerData) -> dict[str, Any]:
    found = {}
    for row in data.schedules:
        schedule = decode_schedule(row.schedule)
        found[row.question] = {
            "due": row.due.isoformat(),
            "stability_days": schedule.stability,
            "difficulty": schedule.difficulty,
            "last_review": _plain(schedule.last_review),
            "correct": row.correct,
            "sure": row.sure,
            "schedule": row.schedule,
        }
    return found


def _fields(row: Row) -> dict[str, Any]:
    return {name: _plain(value) for name, value in msgspec.structs.asdict(row).items()}


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime) else value


def count_everything(data: bytes) -> dict[str, int]:
    """Return the number of records of each kind in the JSON.

    Raises:
        ValueError: It is other JSON, or none.
    """
    try:
        found = msgspec.json.decode(data, type=_Everything)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    return {
        "answers": len(found.reviews),
        "schedules": len(found.schedules),
        "exams": len(found.exams),
        "marks": len(found.marks) or len(found.flagged) + len(found.doubted),
        "positions": len(found.pages_read),
        "visits": len(found.visits),
        "settings": len(found.settings),
    }


class _Everything(msgspec.Struct):
    """The parts of the JSON whose records count; earlier versions had fewer."""

    reviews: list[msgspec.Raw]
    schedules: dict[str, msgspec.Raw]
    flagged: list[str]
    doubted: list[str]
    pages_read: list[msgspec.Raw]
    settings: dict[str, str] = {}
    marks: list[msgspec.Raw] = []
    exams: list[msgspec.Raw] = []
    visits: list[msgspec.Raw] = []
