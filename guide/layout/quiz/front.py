"""The quiz around its questions: what can be started, and how far a run is or how it ended."""

from collections.abc import Sequence
from dataclasses import dataclass

from guide.counting import counted, percent
from guide.layout.home import bar, sparkline
from guide.layout.lines import EMPTY, Line, Piece, clip, fit, head, line_width, pieces_of, wrap
from guide.layout.quiz.answers import key_text
from guide.layout.quiz.feedback import page_link
from guide.layout.quiz.question import stem_pieces
from guide.layout.targets import (
    Action,
    OpenQuizPage,
    QuizPage,
    RepeatRun,
    RunCommand,
    StartQuiz,
    StudyMode,
    Target,
)
from guide.library.catalogue import Catalogue
from guide.study.answering import Answer
from guide.study.run import Run
from guide.study.statistics import Mastery

TOPICS_WIDTH = 76


@dataclass(frozen=True, slots=True)
class Setup:
    """What the quiz offers.

    Attributes:
        due: Reviews to do today, within the cap.
        waiting: How many more are due than the cap lets through.
        forecast: Reviews on each of the next days.
        resume: The exam that was not finished, in words; empty when there is none.
        confident_errors: How many questions were last answered confidently but wrongly.
        topics: Title and mastery of every topic.
        count: How many questions will be asked.
        selection: Which questions practice takes.
        mode: "practice", "exam" or "room".
        timing: The exam's clock in words.
        cards: How many glossary cards there are.
        total: How many questions there are.
    """

    due: int
    waiting: int
    forecast: Sequence[int]
    resume: str
    confident_errors: int
    topics: Sequence[tuple[str, Mastery]]
    count: int
    selection: str
    mode: str
    timing: str
    cards: int
    total: int


SELECTION_WORDS = {
    "all": "unseen first",
    "unseen": "unseen only",
    "wrong": "last wrong",
    "flagged": "flagged",
}


def head_line(run: Run, number: int, width: int) -> Line:
    """Return the run's title with how far it is."""
    place = (Piece(f" · {number} of {len(run.questions)}", "dim"),)
    right = (Piece(bar((number - 1) / max(len(run.questions), 1)), "data"),)
    return head(run.title, place, right, width)


def _switch(value: str, target: Target, key: str) -> list[Piece]:
    return [Piece(f" {value} ", "button", target), Piece(f" ({key})", "dim")]


def setup_lines(setup: Setup, width: int) -> list[Line]:
    """Return what can be started."""
    lines: list[Line] = [(Piece("Today", "h2"),)]
    if setup.due:
        more = f", {setup.waiting} more for the next days" if setup.waiting else ""
        lines.append(
            (
                Piece("  "),
                Piece(f"Review the {setup.due} due", "accent", StartQuiz(StudyMode.REVIEW)),
                Piece(more, "dim"),
            )
        )
    else:
        lines.append((Piece("  Nothing is due.", "dim"),))
    if setup.resume:
        lines.append(
            (
                Piece("  "),
                Piece(f"Resume {setup.resume}", "accent", StartQuiz(StudyMode.RESUME_EXAM)),
            )
        )
    if setup.confident_errors:
        lines.append(
            (
                Piece("  "),
                Piece(
                    f"Look again at {counted(setup.confident_errors, 'question')}"
                    " answered confidently but wrongly",
                    "accent",
                    StartQuiz(StudyMode.CONFIDENT_ERRORS),
                ),
            )
        )
    doors: tuple[tuple[str, Target], ...] = (
        ("Progress", OpenQuizPage(QuizPage.PROGRESS)),
        ("Settings", OpenQuizPage(QuizPage.SETTINGS)),
        ("Class code", OpenQuizPage(QuizPage.CLASS_CODE)),
        ("Endless calculations", StartQuiz(StudyMode.DRILL)),
    )
    lines.append(
        tuple(
            piece
            for words, target in doors
            for piece in (Piece("  "), Piece(words, "accent", target))
        )
    )
    if any(setup.forecast):
        lines.append(
            (
                Piece("  next 14 days  ", "dim"),
                Piece(sparkline(setup.forecast), "data"),
                Piece(f"  {counted(sum(setup.forecast), 'review')}", "dim"),
            )
        )
    lines.append(EMPTY)
    switches = [
        _switch(setup.mode, RunCommand(Action.SWITCH_MODE), "m"),
        _switch(counted(setup.count, "question"), RunCommand(Action.MORE), "left, right"),
    ]
    if setup.mode == "practice":
        words = SELECTION_WORDS[setup.selection]
        switches.append(_switch(words, RunCommand(Action.SWITCH_SELECTION), "w"))
    elif setup.mode == "exam":
        switches.append([Piece(setup.timing, "dim")])
    line: list[Piece] = [Piece("Start as: ", "h2")]
    for place, switch in enumerate(switches):
        between = Piece(" · " if place else "", "dim")
        if line_width((*line, between, *switch)) > width:
            lines.append(tuple(line))
            line, between = [], Piece("   ")
        line += [between, *switch]
    lines += [tuple(line), EMPTY]
    room = min(width, TOPICS_WIDTH)
    lines.append(_topic("All topics", StartQuiz(StudyMode.TOPIC), setup.total, None, room))
    for title, part in setup.topics:
        lines.append(_topic(title, StartQuiz(StudyMode.TOPIC, part.name), part.total, part, room))
    if setup.mode == "practice":
        lines.append(
            _topic(
                "Glossary cards", StartQuiz(StudyMode.TOPIC, "glossary"), setup.cards, None, room
            )
        )
    return fit(lines, width)


def _topic(title: str, target: Target, total: int, part: Mastery | None, width: int) -> Line:
    known: list[Piece] = []
    if part is not None:
        known = [Piece(bar(part.share), "data"), Piece(f" {percent(part.share):>4} known", "dim")]
    left = clip((Piece("  "), Piece(title, "accent", target)), width - 29)
    gap = " " * max(width - 28 - line_width(left), 1)
    return (*left, Piece(gap), Piece(f"{total:>4}   ", "dim"), *known)


DOORS: tuple[Piece, ...] = (
    Piece("again", "accent", RepeatRun()),
    Piece("back to the quiz", "accent", OpenQuizPage(QuizPage.FRONT)),
)
"""Where a run leads in the end, unless it belongs to a learning path."""


def score_lines(
    run: Run,
    catalogue: Catalogue,
    width: int,
    ended: str = "",
    doors: Sequence[Piece] = DOORS,
) -> list[Line]:
    """Return the score and what to read again, confident errors first; then where to go."""
    total = len(run.answers)
    share = run.score / total if total else 0.0
    lines: list[Line] = [
        EMPTY,
        (Piece(f"{run.title}: {ended or 'done'}", "title"),),
        EMPTY,
        (
            Piece(f"Score: {run.score} of {total}", "b"),
            Piece(f"   {bar(share, 20)} {percent(share)}", "data"),
        ),
        EMPTY,
    ]
    wrong = sorted(
        (answer for answer in run.answers if not answer.right),
        key=lambda answer: answer.confidence != "sure",
    )
    if wrong:
        lines += [(Piece("Read again", "h2"),), EMPTY]
        for answer in wrong:
            lines += wrong_lines(answer, catalogue, width)
    elif total:
        lines.append((Piece("All of them right.", "good"),))
    row = tuple(piece for door in doors for piece in (Piece("   "), door))[1:]
    return fit([*lines, EMPTY, *_doors(row, width)], width)


def _doors(row: Line, width: int) -> list[Line]:
    """Return what can be followed in one row, or one below the other where that is too wide."""
    if line_width(row) <= width:
        return [row]
    return [line for piece in row if piece.text.strip() for line in wrap([piece], width)]


def wrong_lines(answer: Answer, catalogue: Catalogue, width: int) -> list[Line]:
    """Return a question answered wrong: its stem, its key, where to read."""
    question = answer.presented.question
    if question.form == "card":
        stem = [*stem_pieces(answer.presented), Piece(" "), *pieces_of(question.take_home)]
        return wrap(
            [Piece("✗ ", "bad"), *stem, Piece(" · ", "dim"), page_link(question, catalogue)],
            width,
            "",
            "  ",
        )
    sure = [Piece("confident but wrong: ", "warn")] if answer.confidence == "sure" else []
    plain = [piece._replace(style="") for piece in stem_pieces(answer.presented)]
    lines = wrap([Piece("✗ ", "bad"), *sure, *plain], width, "", "  ")
    return lines + wrap(
        [
            Piece("✓ ", "good"),
            Piece(key_text(answer.presented)),
            Piece(" · ", "dim"),
            page_link(question, catalogue),
        ],
        width,
        "  ",
        "    ",
    )
