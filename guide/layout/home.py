"""The first screen as lines: what was read last, what is due, what the guide holds."""

from collections.abc import Sequence
from dataclasses import dataclass

from guide.counting import counted, duration, percent
from guide.layout.lines import EMPTY, Line, Piece, clip, fit, line_width
from guide.layout.targets import (
    Action,
    OpenEntry,
    OpenPath,
    OpenTab,
    RunCommand,
    StartQuiz,
    StudyMode,
    Target,
)

BARS = " ▁▂▃▄▅▆▇"
TWO_COLUMNS = 110
"""Cells from which there are two columns."""
RIGHT_COLUMN = 48
GAP = 4
PATH_BAR = 6
TIME_WIDTH = 10


@dataclass(frozen=True, slots=True)
class Reading:
    """A page that the learner was reading, and how far."""

    entry: str
    tag: str
    kind: str
    title: str
    heading: str
    share: float
    line: int


@dataclass(frozen=True, slots=True)
class PathFacts:
    """A learning path and how far the learner is: the share of its pages that were read."""

    id: str
    title: str
    minutes: int
    share: float


@dataclass(frozen=True, slots=True)
class NextFacts:
    """What comes next in the path that is followed.

    Attributes:
        title: The page, or the questions of a unit.
        path: The title of the path.
        where: Unit and page, in words.
        target: What it leads to.
        tag: The tag of the page's kind, or a question mark.
        kind: The kind of the page; empty for questions.
    """

    title: str
    path: str
    where: str
    target: Target
    tag: str = "?"
    kind: str = ""


@dataclass(frozen=True, slots=True)
class HomeFacts:
    """What Home shows.

    Attributes:
        readings: Pages read last, the latest first.
        due: How many questions are due.
        answered: How many questions were ever answered, of `questions`.
        days: Reviews on each of the last days, today last.
        confident_errors: How many questions were last answered confidently but wrongly.
        right_share: Share of right answers on those days, None when there were none.
        paths: The learning paths.
        next: What comes next in the path that is followed; None when there is none.
        exam: The exam that is open, in words; empty when there is none.
        counts: What the library holds, such as `("32 mechanisms", OpenTab("mechanisms"))`.
    """

    readings: Sequence[Reading]
    due: int
    answered: int
    questions: int
    days: Sequence[int]
    right_share: float | None
    confident_errors: int
    paths: Sequence[PathFacts]
    counts: Sequence[tuple[str, Target]]
    exam: str = ""
    next: NextFacts | None = None


def bar(share: float, width: int = 10) -> str:
    """Return a bar of blocks for a share between 0 and 1."""
    full = round(max(0.0, min(share, 1.0)) * width)
    return "█" * full + "░" * (width - full)


def sparkline(values: Sequence[int]) -> str:
    """Return a column for each value, as high as its share of the largest; zero is lowest."""
    top = max(values, default=0)
    return (
        "".join(
            BARS[1 + round(value / top * (len(BARS) - 2))] if value else BARS[1] for value in values
        )
        if top
        else "▁" * len(values)
    )


def _next(step: NextFacts, width: int) -> list[Line]:
    """Return what comes next in the path, and below it where that is."""
    style = "tag" if step.kind else "dim"
    mark = Piece(f"{step.tag} ", style, step.target)
    where = Piece(f" · {step.where}", "dim")
    title = clip((mark, Piece(step.title, "accent", step.target)), width - 8)
    return [
        (Piece("  "), *title, Piece(" · next", "dim")),
        (Piece("     "), *clip((Piece(step.path, "dim"),), width - 8 - len(step.where)), where),
    ]


def _reading(reading: Reading, width: int) -> Line:
    page = OpenEntry(reading.entry, line=reading.line)
    mark = Piece(f"{reading.tag} ", "tag", page)
    where = f"  § {reading.heading}" if reading.heading else ""
    tail = Piece(f" · {percent(reading.share)} read", "dim")
    title = (mark, Piece(reading.title, "accent", page), Piece(where, "dim"))
    return (Piece("  "), *clip(title, width - line_width((tail,)) - 2), tail)


def _path(path: PathFacts, width: int) -> Line:
    """Return a path with its time, and how much of it was read."""
    tail = (
        Piece(f"{duration(path.minutes):>{TIME_WIDTH}}  ", "dim"),
        Piece(bar(path.share, PATH_BAR), "data"),
        Piece(f" {percent(path.share):>4}", "dim"),
    )
    room = width - 3 - line_width(tail)
    title = clip((Piece(path.title, "accent", OpenPath(path.id)),), room)
    return (Piece("  "), *title, Piece(" " * (room - line_width(title) + 1)), *tail)


def _left(facts: HomeFacts, width: int) -> list[Line]:
    lines: list[Line] = [(Piece("Continue", "h2"),)]
    if facts.next is not None:
        lines += _next(facts.next, width)
    lines += [_reading(reading, width) for reading in facts.readings]
    if facts.next is None and not facts.readings:
        lines.append(
            (
                Piece("  Nothing read yet. Press "),
                Piece("/", "accent", RunCommand(Action.SEARCH)),
                Piece(" and type what you want to know."),
            )
        )
    lines += [EMPTY, (Piece("Paths", "h2"), Piece("   time and pages read", "dim"))]
    lines += [_path(path, width) for path in facts.paths]
    if not facts.paths:
        lines.append((Piece("  None in this library."),))
    return lines


def _right(facts: HomeFacts, width: int) -> list[Line]:
    lines: list[Line] = [(Piece("Today", "h2"),)]
    if facts.due:
        lines.append(
            (
                Piece(f"  {counted(facts.due, 'question')} due   ", "b"),
                Piece("review now", "accent", StartQuiz(StudyMode.REVIEW)),
            )
        )
    else:
        lines.append((Piece("  Nothing is due.   "), Piece("practise", "accent", OpenTab("quiz"))))
    if facts.confident_errors:
        lines.append(
            (
                Piece("  "),
                Piece(
                    f"{facts.confident_errors} confident but wrong",
                    "accent",
                    StartQuiz(StudyMode.CONFIDENT_ERRORS),
                ),
            )
        )
    lines.append(
        (Piece(f"  {facts.answered} of {counted(facts.questions, 'question')} answered", "dim"),)
    )
    share = f", {percent(facts.right_share)} right" if facts.right_share is not None else ""
    lines.append(
        (
            Piece("  last 7 days  ", "dim"),
            Piece(sparkline(facts.days), "data"),
            Piece(f"  {counted(sum(facts.days), 'answer')}{share}", "dim"),
        )
    )
    lines += [EMPTY, (Piece("In this guide", "h2"),)]
    line: list[Piece] = [Piece("  ")]
    for text, target in facts.counts:
        piece = Piece(text, "accent", target)
        if line_width((*line, piece)) > width - 2:
            lines.append(tuple(line))
            line = [Piece("  ")]
        line += [piece, Piece("   ")]
    return [*lines, tuple(line)]


def home_lines(facts: HomeFacts, width: int) -> tuple[Line, ...]:
    """Return Home in lines of a width: two columns where there is room, else one."""
    top: list[Line] = [EMPTY]
    if facts.exam:
        resume = Piece(f"Resume {facts.exam}", "accent", StartQuiz(StudyMode.RESUME_EXAM))
        top += [(Piece("An exam is open", "h2"),), (Piece("  "), resume), EMPTY]
    if width < TWO_COLUMNS:
        lines = (*top, *_left(facts, width), EMPTY, *_right(facts, width))
        return tuple(fit(lines, width))
    left_width = width - RIGHT_COLUMN - GAP
    left = fit(_left(facts, left_width), left_width)
    right = fit(_right(facts, RIGHT_COLUMN), RIGHT_COLUMN)
    rows: list[Line] = []
    for number in range(max(len(left), len(right))):
        one = left[number] if number < len(left) else EMPTY
        other = right[number] if number < len(right) else EMPTY
        rows.append((*one, Piece(" " * (left_width + GAP - line_width(one))), *other))
    return (*fit(top, width), *rows)


def column_of(line: Line, piece: int, width: int) -> int:
    """Return in which column of Home a piece stands, counted from 0; the cursor goes by them."""
    right = width - RIGHT_COLUMN if width >= TWO_COLUMNS else width
    return int(line_width(line[:piece]) >= right)
