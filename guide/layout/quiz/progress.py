"""The learner's progress as lines."""

from collections.abc import Mapping, Sequence

from guide.coach.overview import (
    LookAgain,
    NothingPressing,
    Overview,
    PractiseTopic,
    ReadOn,
    ReviewDue,
    Suggestion,
)
from guide.counting import counted, fixed, percent
from guide.layout.course import step_name, step_target
from guide.layout.home import bar, sparkline
from guide.layout.lines import EMPTY, Line, Piece, clip, fit, line_width, plain_line, wrap
from guide.layout.quiz.question import stem_pieces
from guide.layout.targets import (
    OpenQuizPage,
    OpenTab,
    QuizPage,
    StartQuiz,
    StudyMode,
    Target,
)
from guide.library.catalogue import Catalogue
from guide.study.presenting import present
from guide.study.statistics import Mastery, Point

SHADES = " ░▒▓█"
WEEKDAYS = ("Mon", "", "Wed", "", "Fri", "", "Sun")
FEW = 8
PART_WIDTH = 35
"""Cells for bar, share and figures behind the title of a part; the figures have three digits."""
FEWEST_ANSWERS = 20
"""Answers below which a share says little, which the page then says."""


def _minutes(minutes: float) -> str:
    if minutes >= 90:
        return f"{fixed(minutes / 60, 1)} hours"
    if minutes < 1:
        return f"{fixed(minutes * 60, 0)} s"
    return counted(int(fixed(minutes, 0)), "minute")


def _pace(overview: Overview) -> str:
    """Return how many answers there were, the time they took, and what one of them took."""
    if not overview.answers:
        return counted(0, "answer")
    each = overview.minutes * 60 / overview.answers
    answers = counted(overview.answers, "answer")
    return f"{answers} in {_minutes(overview.minutes)}, {fixed(each, 0)} s each"


def heat_lines(weeks: Sequence[Sequence[int]], width: int) -> list[Line]:
    """Return the heat map, darker for more answers.

    There is a row for each weekday and a column for each week, as many of the last as fit.
    """
    weeks = [row[-max((width - 6) // 2, 1) :] for row in weeks]
    top = max((count for row in weeks for count in row), default=0)
    lines: list[Line] = []
    for name, row in zip(WEEKDAYS, weeks, strict=True):
        cells = "".join(
            (SHADES[max(1, min(4, -(-count * 4 // top)))] if count else "·") * 2 for count in row
        )
        lines.append((Piece(f"  {name:<4}", "dim"), Piece(cells, "data")))
    return lines


def _part(title: str, part: Mastery, width: int, target: Target) -> Line:
    left = clip((Piece("  "), Piece(title, "accent", target)), width - PART_WIDTH - 1)
    gap = " " * max(width - PART_WIDTH - line_width(left), 1)
    return (
        *left,
        Piece(f"{gap}· ", "dim"),
        Piece(bar(part.share), "data"),
        Piece(f" {percent(part.share):>4}", "b"),
        Piece(f" · {part.seen:>3} of {part.total} seen", "dim"),
    )


def _points(title: str, points: Sequence[Point], expected: str) -> list[Line]:
    lines: list[Line] = [(Piece(title, "h2"),)]
    for point in points:
        few = "   few answers" if point.count < FEWEST_ANSWERS else ""
        name = f"{point.name:<8}" if point.name else f"{percent(point.expected):>4}    "
        note = f"   {expected} {percent(point.expected)}, {counted(point.count, 'answer')}{few}"
        lines.append(
            (
                Piece(f"  {name}"),
                Piece(bar(point.found, 20), "data"),
                Piece(f" {percent(point.found):>4} right"),
                Piece(note, "dim"),
            )
        )
    if not points:
        lines.append((Piece("  Not enough answers yet.", "dim"),))
    return lines


def _plan(overview: Overview, minutes: int, width: int) -> list[Line]:
    plan = overview.plan
    if plan is None:
        return [
            (
                Piece("  No day is set. "),
                Piece("Set the day of an exam", "accent", OpenQuizPage(QuizPage.SETTINGS)),
            )
        ]
    reviews = counted(plan.reviews_a_day, "review")
    daily = counted(int(fixed(plan.minutes_a_day, 0)), "minute")
    yours = counted(minutes, "minute")
    words = f"{counted(plan.days, 'day')} left. "
    if plan.fits:
        words += f"Everything takes {daily} a day, and you have {yours}: "
    else:
        words += f"Everything would take {daily} a day, and you have {yours}: that is time for "
    words += counted(plan.reached, "new question")
    if plan.reached:
        repeating = plan.days - plan.learning
        words += f", up to {plan.new_a_day} a day"
        if repeating:
            words += f" for {counted(plan.learning, 'day')}, then {repeating} to repeat"
    return wrap([Piece(f"{words}; about {reviews} a day.")], width, "  ", "  ")


def suggestion_piece(step: Suggestion, catalogue: Catalogue, topics: Mapping[str, str]) -> Piece:
    """Return what to do now, in words, with the target that does it."""
    target: Target
    match step:
        case ReviewDue(count, room) if count > room:
            text, target = f"Review {room} of {count} due", StartQuiz(StudyMode.REVIEW)
        case ReviewDue(count):
            text, target = f"Review the {count} due", StartQuiz(StudyMode.REVIEW)
        case LookAgain(count):
            text = f"Look again at {count} that you answered confidently but wrongly"
            target = StartQuiz(StudyMode.CONFIDENT_ERRORS)
        case PractiseTopic(topic):
            text = f"Practise new questions of {topics.get(topic, topic)}"
            target = StartQuiz(StudyMode.TOPIC, topic)
        case ReadOn(path, following):
            text = f"Go on in {path.title}: {step_name(following, catalogue)}"
            target = step_target(following)
        case NothingPressing():
            text, target = "Nothing is urgent: practise a topic, or read a page", OpenTab("quiz")
    return Piece(text, "accent", target)


def progress_lines(
    overview: Overview, catalogue: Catalogue, topics: Mapping[str, str], minutes: int, width: int
) -> list[Line]:
    """Return the page on progress.

    Args:
        overview: How the learner is doing.
        catalogue: The library, for titles.
        topics: Titles of the topics by id.
        minutes: Minutes a day that the learner has.
        width: Cells available.
    """
    lines: list[Line] = [(Piece("The next ten minutes", "h2"),)]
    lines += [
        line
        for step in overview.suggestions
        for line in wrap([suggestion_piece(step, catalogue, topics)], width, "  ", "    ")
    ]
    rhythm = overview.rhythm
    lines += [EMPTY, (Piece("Rhythm", "h2"),)]
    run = f", {rhythm.run} days in a row" if rhythm.run > 1 else ""
    longest = counted(rhythm.longest, "day")
    days = f"{rhythm.last_fortnight} of the last 14 days{run}; longest run {longest}."
    lines.append((Piece(f"  {days} {_pace(overview)}."),))
    lines.append(
        (
            Piece("  30 days  ", "dim"),
            Piece(sparkline([day.answered for day in overview.days]), "data"),
        )
    )
    lines += heat_lines(overview.weeks, width)
    lines += [EMPTY, (Piece("Plan", "h2"),)]
    lines += _plan(overview, minutes, width)
    lines.append(
        (
            Piece("  next 14 days  ", "dim"),
            Piece(sparkline(overview.forecast), "data"),
            Piece(f"  {counted(sum(overview.forecast), 'review')}", "dim"),
        )
    )
    lines += [EMPTY, (Piece("Mastery: what you would answer right today", "h2"),)]
    lines += [
        _part(
            topics.get(part.name, part.name),
            part,
            min(width, 84),
            StartQuiz(StudyMode.TOPIC, part.name),
        )
        for part in overview.topics
    ]
    started = [part for part in overview.objectives if part.seen][:FEW]
    if started:
        lines += [EMPTY, (Piece("Weakest objectives", "h2"),)]
        lines += [
            _part(
                catalogue.objectives.get(part.name, part.name),
                part,
                min(width, 84),
                StartQuiz(StudyMode.OBJECTIVE, part.name),
            )
            for part in started
        ]
    lines += [
        EMPTY,
        *_points("Confidence and right answers", overview.calibration, "expected about"),
    ]
    lines += [
        EMPTY,
        *_points("Remembered, compared with the prediction", overview.retention, "predicted"),
    ]
    if overview.confident_errors:
        lines += [EMPTY, (Piece("Confident but wrong", "h2"),)]
        for name in overview.confident_errors[:FEW]:
            question = catalogue.questions.get(name) or catalogue.cards.get(name)
            if question is not None:
                stem = plain_line(tuple(stem_pieces(present(question, 0))))
                lines.append(
                    clip(
                        (
                            Piece("  ✗  ", "bad"),
                            Piece(stem, "accent", StartQuiz(StudyMode.QUESTION, name)),
                        ),
                        width,
                    )
                )
    lines += [
        EMPTY,
        (Piece("The question bank in figures", "accent", OpenQuizPage(QuizPage.BANK)),),
    ]
    if overview.lost:
        lines += [
            EMPTY,
            (
                Piece(
                    f"No longer in the guide: {counted(len(overview.lost), 'question')} that you"
                    " answered. Your answers are still saved.",
                    "dim",
                ),
            ),
        ]
    return fit(lines, width)
