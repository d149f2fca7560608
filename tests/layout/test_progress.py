"""The page on progress: suggestions, plan and figures in words."""

from dataclasses import replace

import pytest

from guide.coach.overview import (
    LookAgain,
    NothingPressing,
    Overview,
    PractiseTopic,
    ReadOn,
    ReviewDue,
    Suggestion,
)
from guide.layout.lines import Line, plain_line
from guide.layout.quiz.progress import progress_lines
from guide.layout.targets import OpenEntry, OpenTab, StartQuiz, StudyMode, Target
from guide.library.catalogue import Catalogue
from guide.library.records import Path
from guide.study.course import Step, UnitPlace
from guide.study.plan import Plan
from guide.study.statistics import Mastery, Point, Rhythm

OVERVIEW = Overview(
    topics=[Mastery("basics", 0.25, 3, 8)],
    objectives=[Mastery("name-the-sensor", 0.5, 1, 2)],
    calibration=[Point("sure", 0.9, 0.5, 4)],
    retention=[Point("", 0.85, 0.8, 40)],
    rhythm=Rhythm(4, 3, 9),
    weeks=[[0, 2]] * 7,
    days=[],
    minutes=150.0,
    answers=120,
    pace=31.0,
    confident_errors=["basics-01", "gone"],
    due=0,
    waiting=0,
    forecast=[0, 3],
    plan=None,
    suggestions=[NothingPressing()],
    lost=[],
)

PLACE = UnitPlace("first-steps", 0)


def lines_of(overview: Overview, catalogue: Catalogue) -> list[Line]:
    """Return the page in 100 columns for a learner with 20 minutes a day."""
    return progress_lines(overview, catalogue, catalogue.topics, 20, 100)


def text_of(overview: Overview, catalogue: Catalogue) -> str:
    """Return the text of the page."""
    return "\n".join(map(plain_line, lines_of(overview, catalogue)))


@pytest.mark.parametrize(
    ("suggestion", "text", "target"),
    [
        (ReviewDue(30, 13), "Review 13 of 30 due", StartQuiz(StudyMode.REVIEW)),
        (ReviewDue(5, 13), "Review the 5 due", StartQuiz(StudyMode.REVIEW)),
        (
            LookAgain(2),
            "Look again at 2 that you answered confidently but wrongly",
            StartQuiz(StudyMode.CONFIDENT_ERRORS),
        ),
        (
            PractiseTopic("basics"),
            "Practise new questions of Basics",
            StartQuiz(StudyMode.TOPIC, "basics"),
        ),
        (
            ReadOn(Path("first-steps", "First steps", "", "", ()), Step(PLACE, "cgas")),
            "Go on in First steps: ",
            OpenEntry("cgas", place=PLACE),
        ),
        (NothingPressing(), "Nothing is urgent", OpenTab("quiz")),
    ],
)
def test_suggestions_lead_to_what_they_say(
    catalogue: Catalogue, suggestion: Suggestion, text: str, target: Target
) -> None:
    """Each suggestion is a line with its target."""
    lines = lines_of(replace(OVERVIEW, suggestions=[suggestion]), catalogue)
    pieces = [piece for line in lines for piece in line if piece.target == target]

    assert any(piece.text.startswith(text) for piece in pieces)


def test_plan_says_what_each_day_requires(catalogue: Catalogue) -> None:
    """A plan that fits says its share of the learner's minutes; another what is reached."""
    plan = Plan(days=30, new_a_day=4, reviews_a_day=9, minutes_a_day=12.0, fits=True, reached=100)
    fits = text_of(replace(OVERVIEW, plan=plan), catalogue)
    late = replace(plan, minutes_a_day=44.0, fits=False)
    misses = " ".join(text_of(replace(OVERVIEW, plan=late), catalogue).split())

    load = "100 new questions, up to 4 a day for 27 days, then 3 to repeat; about 9 reviews a day."
    fits = " ".join(fits.split())
    assert (
        f"30 days left. Everything takes 12 minutes a day, and you have 20 minutes: {load}" in fits
    )
    assert "Everything would take 44 minutes a day, and you have 20 minutes:" in misses
    assert f"that is time for {load}" in misses
    assert "No day is set." in text_of(OVERVIEW, catalogue)


def test_figures_in_words(catalogue: Catalogue) -> None:
    """Rhythm, time, pace, mastery and few answers are written out."""
    text = text_of(OVERVIEW, catalogue)

    assert "4 of the last 14 days, 3 days in a row; longest run 9 days." in text
    assert "120 answers in 2.5 hours, 75 s each." in text
    assert "25% ·   3 of 8 seen" in text
    assert "50% right   expected about 90%, 4 answers   few answers" in text
    assert "80% right   predicted 85%, 40 answers\n" in text
    assert "No longer in the guide" not in text


@pytest.mark.parametrize(
    ("answers", "seconds", "said"),
    [
        (4, 180.0, "4 answers in 3 minutes, 45 s each."),
        (4, 20.0, "4 answers in 20 s, 5 s each."),
        (1, 60.0, "1 answer in 1 minute, 60 s each."),
        (0, 0.0, " 0 answers."),
    ],
)
def test_time_and_pace_agree(catalogue: Catalogue, answers: int, seconds: float, said: str) -> None:
    """Both figures come from the same seconds."""
    assert said in text_of(replace(OVERVIEW, answers=answers, minutes=seconds / 60), catalogue)


def test_confident_errors_lead_to_their_question(catalogue: Catalogue) -> None:
    """A question that the content no longer has is left out of the list, but counted."""
    lines = lines_of(replace(OVERVIEW, lost=["gone"]), catalogue)
    asked = [
        piece.target.id
        for line in lines
        for piece in line
        if isinstance(piece.target, StartQuiz) and piece.target.mode is StudyMode.QUESTION
    ]

    assert asked == ["basics-01"]
    assert "No longer in the guide: 1 question that you answered." in "\n".join(
        map(plain_line, lines)
    )
