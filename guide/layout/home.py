"""The first screen as lines: what was read last, what is due, what the guide holds."""

from collections.abc import Sequence
from dataclasses import dataclass

from guide.counting import counted
from guide.layout.lines import EMPTY, Line, Piece, clip, line_width
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
TWO_COLUMNS = 92
"""Cells from which there are two columns."""


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
class HomeFacts:
    """What Home shows.

    Attributes:
        readings: Pages read last, the latest first.
        due: How many questions are due.
        answered: How many questions were ever answered, of `questions`.
        days: Reviews on each of the last days, today last.
        confident_errors: How many questions were last answered confidently but wrong.
        right_share: Share of right answers on those days, None when there were none.
        paths: Id, title and share of pages already opened of each learning path.
        counts: What the library holds, such as `("32 mechanisms", OpenTab("mechanisms"))`.
    """

    readings: Sequence[Reading]
    due: int
    answered: int
    questions: int
    days: Sequence[int]
    right_share: float | None
    confident_errors: int
    paths: Sequence[tuple[str, str, float]]
    counts: Sequence[tuple[str, Target]]
    notice: str


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


def _left(facts: HomeFacts, width: int) -> list[Line]:
    lines: list[Line] = [(Piece("Continue", "h2"),)]
    if facts.readings:
        for reading in facts.readings:
            mark = Piece(f"{reading.tag} ", f"kind-{reading.kind}")
            where = f"  § {reading.heading}" if reading.heading else ""
            tail = Piece(f" · {reading.share:.0%} read", "dim")
            head = clip(
                (
                    mark,
                    Piece(reading.title, "accent", OpenEntry(reading.entry, line=reading.line)),
                    Piece(where, "dim"),
                ),
                width - line_width((tail,)) - 2,
            )
            lines.append((Piece("  "), *head, tail))
    else:
        lines.append(
            (
                Piece("  Nothing read yet. Press "),
                Piece("/", "accent", RunCommand(Action.SEARCH)),
                Piece(" and type what you want to know."),
            )
        )
    lines += [EMPTY, (Piece("Paths", "h2"),)]
    for name, title, share in facts.paths:
        head = clip((Piece(title, "accent", OpenPath(name)),), width - 20)
        lines.append(
            (
                Piece("  "),
                *head,
                Piece(" " * max(width - 18 - line_width(head), 1)),
                Piece(bar(share), "accent"),
                Piece(f" {share:>4.0%}", "dim"),
            )
        )
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
    share = f", {facts.right_share:.0%} right" if facts.right_share is not None else ""
    lines.append(
        (
            Piece("  last 7 days  ", "dim"),
            Piece(sparkline(facts.days), "accent"),
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
    foot = [EMPTY, (Piece(facts.notice, "dim"),)]
    if width < TWO_COLUMNS:
        return (EMPTY, *_left(facts, width), EMPTY, *_right(facts, width), *foot)
    left_width = (width - 4) // 2
    left, right = _left(facts, left_width), _right(facts, width - left_width - 4)
    rows: list[Line] = []
    for number in range(max(len(left), len(right))):
        one = left[number] if number < len(left) else EMPTY
        other = right[number] if number < len(right) else EMPTY
        rows.append((*one, Piece(" " * (left_width + 4 - line_width(one))), *other))
    return (EMPTY, *rows, *foot)
