"""Home and the pages of the quiz: text is wrapped, never cut, and columns stay in line."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from guide.coach.overview import NothingPressing
from guide.layout.home import HomeFacts, NextFacts, PathFacts, Reading, home_lines
from guide.layout.lines import Line, line_width, plain_line
from guide.layout.quiz.exam import exam_head, report_lines
from guide.layout.quiz.front import Setup, head_line, setup_lines
from guide.layout.quiz.progress import progress_lines
from guide.layout.targets import OpenTab
from guide.library.catalogue import Catalogue
from guide.study.exam import Exam, Report, Tally
from guide.study.presenting import PresentedQuestion
from guide.study.run import Run
from guide.study.statistics import Mastery
from tests.layout.test_progress import OVERVIEW
from tests.study.samples import QUESTIONS

LONG = "A topic whose title is so long that no column of a terminal has enough room for all of it"
PATH = "/home/someone/.local/share/abscopal/results/ABCD-EFGH-IJKL 2026-11-28.abscopal-result"
QUESTION = PresentedQuestion(QUESTIONS[0], (0, 1, 2))
HOME = HomeFacts(
    readings=[],
    due=0,
    answered=3,
    questions=563,
    days=[0, 0, 0, 0, 0, 1, 2],
    right_share=0.5,
    confident_errors=1,
    paths=[PathFacts("first", LONG, 690, 0.5)],
    counts=[("33 mechanisms", OpenTab("mechanisms")), ("14 modalities", OpenTab("modalities"))],
)
READ = replace(HOME, readings=[Reading("a", "TR", "trial", LONG, LONG, 0.4, 3)], due=12)
ON_A_PATH = replace(READ, next=NextFacts(LONG, LONG, "unit 1 · 2 of 5", OpenTab("trials")))
SETUP = Setup(
    due=120,
    waiting=30,
    forecast=[1, 2],
    resume="the exam of 28 November, Trials of radiotherapy with immunotherapy, 3 of 40",
    confident_errors=12,
    topics=[(LONG, Mastery("long", 0.5, 1, 64)), ("Basics", Mastery("basics", 0.5, 1, 8))],
    count=10,
    selection="all",
    mode="practice",
    timing="",
    cards=380,
    total=563,
)


def progress(catalogue: Catalogue, width: int) -> list[Line]:
    """Return the page on progress of somebody with much to say."""
    full = replace(
        OVERVIEW,
        topics=[Mastery("basics", 0.25, 3, 8), Mastery(LONG, 1.0, 100, 121)],
        weeks=[[1] * 26] * 7,
        days=[],
        forecast=[3] * 14,
        suggestions=[NothingPressing()],
        lost=["gone"],
    )
    return progress_lines(full, catalogue, catalogue.topics, 20, width)


def report(catalogue: Catalogue, width: int) -> list[Line]:
    """Return the report of an exam of a class."""
    tallies = (Tally(LONG, 3, 8), Tally("Basics", 10, 12))
    figures = Report(score=13, total=20, topics=tallies, levels=(), wrong=(), confident_errors=())
    exam = Exam(f"Class {LONG}", ())
    return report_lines(exam, figures, catalogue, {}, width, f"For the teacher: {PATH}")


def exam(flags: frozenset[int] = frozenset()) -> Exam:
    """Return an exam with a long title and a clock."""
    return Exam(f"Exam, {LONG}", (QUESTION,) * 10, 4000, flags=flags, at=9)


PAGES: dict[str, Callable[[Catalogue, int], list[Line]]] = {
    "home": lambda _, width: list(home_lines(HOME, width)),
    "home on a path": lambda _, width: list(home_lines(ON_A_PATH, width)),
    "home of a reader": lambda _, width: list(home_lines(READ, width)),
    "progress": progress,
    "setup": lambda _, width: setup_lines(SETUP, width),
    "report": report,
}


@pytest.mark.parametrize("width", [55, 75, 84, 100])
@pytest.mark.parametrize("page", PAGES)
def test_text_is_wrapped(catalogue: Catalogue, page: str, width: int) -> None:
    """No line is wider than the view."""
    wide = [line for line in PAGES[page](catalogue, width) if line_width(line) > width]

    assert [plain_line(line) for line in wide] == []


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("home", "Press / and type what you want to know."),
        ("progress", "120 answers in 2.5 hours, 75 s each."),
        ("report", PATH.replace(" ", "")),
    ],
)
def test_all_words_are_there(catalogue: Catalogue, page: str, said: str) -> None:
    """What is wrapped is whole, at the narrowest width too."""
    text = " ".join(plain_line(line).strip() for line in PAGES[page](catalogue, 55))

    assert said in text or said in text.replace(" ", "")


@pytest.mark.parametrize("width", [55, 76, 84])
@pytest.mark.parametrize(
    ("page", "column"),
    [
        ("setup", r"(\d+)   [█░]"),
        ("progress", r" · [█░]{10}(?=.* seen)"),
        ("report", r"\d+ of \d+ +[█░]{10} "),
    ],
)
def test_counts_stand_below_each_other(
    catalogue: Catalogue, page: str, column: str, width: int
) -> None:
    """A title that is cut short takes no cell from the column beside it."""
    lines = [plain_line(line) for line in PAGES[page](catalogue, width)]
    ends = [
        found.end() for text in lines if (found := re.search(column, text)) and "Score" not in text
    ]

    assert len(ends) > 1
    assert len(set(ends)) == 1


@pytest.mark.parametrize("width", [55, 75, 84, 100])
@pytest.mark.parametrize("flags", [frozenset(), frozenset({9})])
def test_the_clock_stays_however_long_the_title(width: int, flags: frozenset[int]) -> None:
    """The title of an exam is cut; its place, count, flag and clock are not."""
    line = exam_head(exam(flags), width)

    assert line_width(line) <= width
    text = plain_line(line)
    assert text.startswith("Exam")
    assert " · 10 of 10" in text
    assert text.endswith("0 answered   1:06:40 left")
    assert ("⚑" in text) == bool(flags)


@pytest.mark.parametrize("width", [55, 84])
def test_the_bar_stays_however_long_the_title(width: int) -> None:
    """The title of a run is cut; how far it is is not."""
    run = Run(LONG, (QUESTION,) * 10)
    line = head_line(run, 6, width)

    assert line_width(line) <= width
    assert re.fullmatch(r"A topic.*… · 6 of 10 █{5}░{5}", plain_line(line))
