"""An exam as lines: its head with the clock, the overview, the report."""

from collections.abc import Mapping, Sequence

from guide.counting import percent
from guide.layout.home import bar
from guide.layout.lines import EMPTY, Line, Piece, clip, fit, head, line_width, plain_line, wrap
from guide.layout.quiz.front import wrong_lines
from guide.layout.quiz.question import stem_pieces
from guide.layout.targets import (
    Action,
    FinishExam,
    OpenQuestion,
    OpenQuizPage,
    QuizPage,
    ReviewExam,
    RunCommand,
)
from guide.library.catalogue import Catalogue
from guide.study.exam import Exam, Report, Tally

LEVEL_WORDS = {"recall": "Recall", "understanding": "Understanding", "application": "Application"}
LEGEND = " ● answered  ◐ incomplete  ○ open  ⚑ flagged"
FLAGGED_FROM = 70
"""Cells from which the flag in the head of an exam has its word beside it."""


def clock(seconds: float) -> str:
    """Return a time as hours, minutes and seconds."""
    hours, rest = divmod(int(seconds), 3600)
    minutes, left = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{left:02}" if hours else f"{minutes}:{left:02}"


def open_exam_text(exam: Exam) -> str:
    """Return an exam that is not finished in words: title, answers and time left."""
    time = f", {clock(exam.left)} left" if exam.left is not None else ""
    if exam.over:
        time = ", the time is up"
    return f"{exam.title}: {len(exam.answers)} of {len(exam.questions)} answered{time}"


def left_text(exam: Exam) -> str:
    """Return what an exam does that the learner has left."""
    if exam.left_at is not None and exam.left is not None:
        return f"The clock of the exam goes on: {clock(exam.left)} left. Resume it in the tab Quiz."
    stands = " and its clock stands" if exam.limit is not None else ""
    return f"The exam is saved{stands}. Resume it in the tab Quiz."


def exam_head(exam: Exam, width: int) -> Line:
    """Return title, place, how many are answered, and the time left."""
    word = " flagged" if width >= FLAGGED_FROM else ""
    flag = f"   ⚑{word}" if exam.at in exam.flags else ""
    place = (Piece(f" · {exam.at + 1} of {len(exam.questions)}", "dim"), Piece(flag, "warn"))
    time = (
        "paused"
        if exam.paused
        else (f"{clock(exam.left)} left" if exam.left is not None else f"{clock(exam.used)} so far")
    )
    hurry = exam.left is not None and exam.left < 60
    right = (
        Piece(f"{len(exam.answers)} answered   ", "dim"),
        Piece(time, "warn" if hurry or exam.paused else "data"),
    )
    return head(exam.title, place, right, width)


def overview_lines(exam: Exam, width: int) -> list[Line]:
    """Return every question with whether it is answered and flagged."""
    lines: list[Line] = [exam_head(exam, width), EMPTY, (Piece(LEGEND, "dim"),)]
    for place, presented in enumerate(exam.questions):
        begun = place in exam.incomplete_places
        sign = "●" if place in exam.answers else "◐" if begun else "○"
        flag = "⚑" if place in exam.flags else " "
        stem = plain_line(tuple(stem_pieces(presented)))
        row = (
            Piece(f" {sign} {flag}  ", "warn" if place in exam.flags else "dim"),
            Piece(f"{place + 1:>2}  {stem}", "accent", OpenQuestion(place)),
        )
        tail = (Piece("  incomplete", "warn"),) if begun else EMPTY
        lines.append((*clip(row, width - line_width(tail)), *tail))
    words = f"Finish; {_without(exam)}" if exam.open_places else "Finish"
    return [*lines, EMPTY, (Piece("   "), Piece(words, "accent", FinishExam()))]


def _without(exam: Exam) -> str:
    """Return how many questions would count as wrong because they have no answer."""
    count = len(exam.open_places)
    return f"{count} without an answer {'counts' if count == 1 else 'count'} as wrong"


def finish_lines(exam: Exam, width: int) -> list[Line]:
    """Return the question whether to finish although some questions have no answer."""
    words = [Piece(f"Finish the exam? {_without(exam)}.", "warn")]
    if exam.incomplete_places:
        words.append(Piece(f" Incomplete: {len(exam.incomplete_places)}.", "warn"))
    return [
        exam_head(exam, width),
        EMPTY,
        *wrap(words, width),
        EMPTY,
        (Piece("   "), Piece("No, back to the overview", "accent", RunCommand(Action.CLOSE))),
        (Piece("   "), Piece("Yes, finish", "accent", FinishExam())),
    ]


def _tallies(
    title: str, tallies: Sequence[Tally], names: Mapping[str, str], width: int
) -> list[Line]:
    lines: list[Line] = [(Piece(title, "h2"),)]
    for tally in tallies:
        room = min(width, 76) - 30
        left = clip((Piece(f"  {names.get(tally.name, tally.name)}"),), room - 1)
        gap = " " * max(room - line_width(left), 1)
        lines.append(
            (
                *left,
                Piece(gap),
                Piece(f"{tally.right:>3} of {tally.total:<3} "),
                Piece(bar(tally.share), "data"),
                Piece(f" {percent(tally.share):>4}", "dim"),
            )
        )
    return lines


def report_lines(
    exam: Exam,
    report: Report,
    catalogue: Catalogue,
    topics: Mapping[str, str],
    width: int,
    result: str = "",
) -> list[Line]:
    """Return the report: the score, by topic and level, and the mistakes, confident ones first.

    Args:
        exam: The exam.
        report: Its figures.
        catalogue: The library, for links to pages.
        topics: Titles of topics.
        width: Cells available.
        result: Where the result file is; empty when there is none.
    """
    share = report.score / report.total if report.total else 0.0
    lines: list[Line] = [
        EMPTY,
        (Piece(f"{exam.title}: report", "title"),),
        EMPTY,
        (
            Piece(f"Score: {report.score} of {report.total}", "b"),
            Piece(f"   {bar(share, 20)} {percent(share)}", "data"),
            Piece(f"   in {clock(exam.used)}", "dim"),
        ),
        EMPTY,
        *_tallies("By topic", report.topics, topics, width),
        EMPTY,
        *_tallies("By level", report.levels, LEVEL_WORDS, width),
        EMPTY,
    ]
    if result:
        lines += [*wrap([Piece(result, "dim")], width, "", "  "), EMPTY]
    answered = [place for place in report.wrong if place in exam.answers]
    if answered:
        lines += [(Piece("Wrong; these come back in review", "h2"),), EMPTY]
        for place in sorted(answered, key=lambda place: place not in report.confident_errors):
            lines += wrong_lines(exam.answers[place], catalogue, width)
    skipped = len(report.wrong) - len(answered)
    if skipped:
        lines += [EMPTY, (Piece(f"{skipped} without an answer.", "dim"),)]
    lines += [
        EMPTY,
        (
            Piece("go through every question", "accent", ReviewExam()),
            Piece("   "),
            Piece("back to the quiz", "accent", OpenQuizPage(QuizPage.FRONT)),
        ),
    ]
    return fit(lines, width)
