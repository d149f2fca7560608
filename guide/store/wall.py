"""The wall: what a row of the learner's data must be. Nothing else leaves the store.

A database is a file that rots, is edited by other programs, and comes from other machines. Each
row that is read becomes one of these records or is left out.
"""

from datetime import UTC, datetime, timedelta
from typing import Annotated, Any, Literal, TypeVar

import msgspec
from msgspec import Meta

from guide.clock import LATEST
from guide.study.answering import Confidence
from guide.study.schedule import Grade, Schedule

FIRST_YEAR, LAST_YEAR = 1970, 2999
DAY_SECONDS = 86_400.0
LONGEST_INTERVAL = timedelta(days=36_501)
"""FSRS asks for everything again within a hundred years."""

Name = Annotated[str, Meta(pattern=r"\A[!-~]{1,200}\Z")]
"""An id or the name of a run: printable ASCII without spaces."""
Mode = Literal["practice", "review", "exam", "drill"]
Response = Annotated[str, Meta(pattern=r"\A[-+.,0-9a-z]{0,300}\Z")]
Entered = Annotated[str, Meta(pattern=r"\A[0-9.,]{0,20}\Z")]
Code = Annotated[str, Meta(pattern=r"\A[0-9A-Z-]{0,40}\Z")]
Window = Annotated[str, Meta(pattern=r"\A[0-9a-f]{0,40}\Z")]
Seed = Annotated[str, Meta(pattern=r"\A-?[0-9]{1,30}\Z")]
Line = Annotated[str, Meta(max_length=1000)]
Text = Annotated[str, Meta(max_length=100_000)]
Time = Annotated[datetime, Meta(tz=True)]
Seconds = Annotated[float, Meta(ge=0, le=DAY_SECONDS)]
Span = Annotated[float, Meta(ge=0, le=30 * DAY_SECONDS)]
Share = Annotated[float, Meta(ge=0, le=1)]
Number = Annotated[int, Meta(ge=1)]
Place = Annotated[int, Meta(ge=0, le=1000)]


def check_time(*times: datetime | None) -> None:
    """Check that times are in UTC and in years that a clock can show.

    Raises:
        ValueError: One is not.
    """
    for time in times:
        if time is not None and not (time.tzinfo is UTC and FIRST_YEAR <= time.year <= LAST_YEAR):
            raise ValueError(f"no time in UTC: {time}")


def check_answered(time: datetime | None) -> None:
    """Check the time of an answer: what follows from it must be in years that a clock can show.

    Raises:
        ValueError: It is later than any clock of the guide, or as `check_time`.
    """
    check_time(time)
    if time is not None and time > LATEST:
        raise ValueError(f"answered too late: {time}")


class StoredSchedule(msgspec.Struct, frozen=True):
    """A schedule as JSON; see `Schedule`."""

    state: Annotated[int, Meta(ge=1, le=3)]
    step: Annotated[int, Meta(ge=0, le=100)] | None
    stability: Annotated[float, Meta(gt=0, le=1e7)] | None
    difficulty: Annotated[float, Meta(ge=1, le=10)] | None
    due: Time
    last_review: Time | None
    recheck: Time | None = None

    def __post_init__(self) -> None:
        """Check what several fields say together."""
        check_time(self.due, self.recheck)
        check_answered(self.last_review)
        if self.last_review is not None and self.due > self.last_review + LONGEST_INTERVAL:
            raise ValueError("due later than any question")
        if (self.step is None) != (self.state == 2):
            raise ValueError("a step in review, or none in learning")
        if self.state != 1 and (self.stability is None or self.difficulty is None):
            raise ValueError("no stability or difficulty")


def decode_schedule(text: str) -> Schedule:
    """Read a schedule; one that was written before there were rechecks has none.

    Raises:
        ValueError: It is damaged.
    """
    stored = msgspec.json.decode(text, type=StoredSchedule)
    return Schedule(*(getattr(stored, name) for name in StoredSchedule.__struct_fields__))


def encode_schedule(schedule: Schedule) -> str:
    """Write a schedule as JSON."""
    fields = {name: getattr(schedule, name) for name in StoredSchedule.__struct_fields__}
    return msgspec.json.encode(
        {
            name: value.isoformat() if isinstance(value, datetime) else value
            for name, value in fields.items()
        }
    ).decode()


class ExamOwner(msgspec.Struct, frozen=True):
    """Of the state of an exam, the window that it goes on in; empty before there were owners."""

    window: Window = ""


class ExamState(msgspec.Struct, frozen=True):
    """The state of an exam as JSON, by the places of its questions; see `Exam`."""

    given: dict[Place, tuple[Response, Confidence]]
    seconds: dict[Place, Span]
    flags: list[Place]
    struck: list[tuple[Place, Place]]
    at: Place
    used: Span
    paused: bool
    drafts: dict[Place, tuple[Entered, list[Place]]] = {}
    left_at: Time | None = None
    window: Window = ""


class Row(msgspec.Struct, frozen=True, array_like=True):
    """A row of a table, its columns in the order of `schema.sql`."""


R = TypeVar("R", bound=msgspec.Struct)


class ReviewRow(Row, frozen=True):
    """An answer."""

    id: Number
    question: Name
    run: Name
    mode: Mode
    answered_at: Time
    response: Response
    correct: bool
    confidence: Confidence
    grade: Grade
    seconds: Seconds
    predicted: Share | None
    content_version: Name
    before: Text | None
    undone: bool

    def __post_init__(self) -> None:
        """Check the time."""
        check_answered(self.answered_at)


class Review(Row, frozen=True):
    """A stored answer, as statistics and tables need it."""

    question: Name
    mode: Mode
    answered_at: Time
    response: Response
    correct: bool
    confidence: Confidence
    grade: Grade
    seconds: Seconds
    predicted: Share | None
    content_version: Name

    def __post_init__(self) -> None:
        """Check the time."""
        check_answered(self.answered_at)


class ScheduleRow(Row, frozen=True):
    """When a question comes back, and how it was last answered."""

    question: Name
    due: Time
    correct: bool
    sure: bool
    schedule: Text

    def __post_init__(self) -> None:
        """Check the time, and that the JSON is a schedule that says the same."""
        check_time(self.due)
        if decode_schedule(self.schedule).next != self.due:
            raise ValueError("due at two times")


class MarkRow(Row, frozen=True):
    """A flag, or a doubt, on a question."""

    question: Name
    kind: Name
    marked_at: Time

    def __post_init__(self) -> None:
        """Check the time."""
        check_time(self.marked_at)


class ExamRow(Row, frozen=True):
    """An exam."""

    run: Name
    title: Line
    seed: Seed
    code: Code
    questions: Text
    limit_seconds: Span | None
    may_pause: bool
    state: Text
    started_at: Time
    finished_at: Time | None

    def __post_init__(self) -> None:
        """Check the times, and that the JSON fits together."""
        count, state = len(self.read_questions()), self.read_state()
        check_time(self.started_at, self.finished_at, state.left_at)
        struck = (place for place, _ in state.struck)
        places = (*state.given, *state.seconds, *state.flags, *struck, *state.drafts)
        if any(place >= count for place in places):
            raise ValueError("a place without a question")

    def read_state(self) -> ExamState:
        """Return its state.

        Raises:
            ValueError: It is damaged.
        """
        return msgspec.json.decode(self.state, type=ExamState)

    def read_questions(self) -> list[str]:
        """Return the ids of its questions.

        Raises:
            ValueError: They are damaged.
        """
        return msgspec.json.decode(self.questions, type=list[Name])


class PositionRow(Row, frozen=True):
    """Where the learner was in a page."""

    entry: Name
    line: Annotated[int, Meta(ge=0, le=1_000_000)]
    share: Share
    heading: Line
    read_at: Time

    def __post_init__(self) -> None:
        """Check the time."""
        check_time(self.read_at)


class VisitRow(Row, frozen=True):
    """The opening of a page."""

    id: Number
    entry: Name
    visited_at: Time

    def __post_init__(self) -> None:
        """Check the time."""
        check_time(self.visited_at)


FOLLOWING = "following"
"""The setting with the path that is followed."""


class SettingRow(Row, frozen=True):
    """A setting."""

    name: Name
    value: Text

    def __post_init__(self) -> None:
        """Check what is stored as JSON."""
        if self.name == "searches":
            read_searches(self.value)
        if self.name == FOLLOWING:
            read_place(self.value)


class Day(Row, frozen=True):
    """The answers of one day in local time.

    Attributes:
        day: The day as YYYY-MM-DD.
        answered: The number of answers.
        right: How many of them were right.
        seconds: The time they took.
    """

    day: Annotated[str, Meta(pattern=r"\A\d{4}-\d\d-\d\d\Z")]
    answered: Annotated[int, Meta(ge=0)]
    right: Annotated[int, Meta(ge=0)]
    seconds: Annotated[float, Meta(ge=0, le=1e12)]


TABLES: dict[str, type[Row]] = {
    "reviews": ReviewRow,
    "schedules": ScheduleRow,
    "marks": MarkRow,
    "exams": ExamRow,
    "positions": PositionRow,
    "visits": VisitRow,
    "settings": SettingRow,
}
"""The record of each table's rows."""
SAVE_SETTING = (
    "INSERT INTO settings VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value"
)
"""Writes a setting over the one of the same name."""


def columns(kind: type[Row]) -> str:
    """Return the columns of a record, as a query names them."""
    return ", ".join(kind.__struct_fields__)


def read_searches(text: str) -> tuple[str, ...]:
    """Read the last queries.

    Raises:
        ValueError: They are damaged.
    """
    return msgspec.json.decode(text, type=tuple[Line, ...])


def read_place(text: str) -> tuple[str, int]:
    """Read the path that is followed, and the unit.

    Raises:
        ValueError: They are damaged.
    """
    return msgspec.json.decode(text, type=tuple[Name, Annotated[int, Meta(ge=0, le=999)]])


def validate(row: tuple[Any, ...], kind: type[R]) -> R:
    """Return a row as a record.

    Raises:
        ValueError: It is damaged.
    """
    try:
        return msgspec.convert(row, kind, strict=False)
    except RecursionError as error:
        raise ValueError("too deep") from error


def validate_all(rows: list[tuple[Any, ...]], kind: type[R]) -> tuple[list[R], list[int]]:
    """Return rows as records, and the places of those that are damaged."""
    try:
        return msgspec.convert(rows, list[kind], strict=False), []  # type: ignore[valid-type]
    except (ValueError, RecursionError):
        pass
    good, bad = [], []
    for place, row in enumerate(rows):
        try:
            good.append(validate(row, kind))
        except ValueError:
            bad.append(place)
    return good, bad
