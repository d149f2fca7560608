"""The cursor of a list of targets: seen without colour, moved to both ends, its head in view."""

import pytest

from guide.layout.targets import OpenEntry, StartQuiz, StudyMode
from guide.ui.quiz.exam import ExamStage
from guide.ui.world import World
from tests.ui.driving import SIZES, drawn, follow, press, running, stage_of

LISTS = {
    "the quiz": ("7",),
    "settings": ("7", "o"),
    "progress": ("7", "p"),
    "overview": ("7", "m", "enter", "o"),
    "home": (),
}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("keys", LISTS.values(), ids=LISTS)
async def test_the_cursor_is_seen_without_colour(
    world: World, keys: tuple[str, ...], size: tuple[int, int]
) -> None:
    """One row has the sign that lists have, and it goes along."""
    async with running(world, size) as (app, pilot):
        world.study.progress.record_visit("cgas-sting", world.now())
        await press(pilot, *keys)
        first = [line for line in drawn(app) if "▸" in line]
        await press(pilot, "down")
        second = [line for line in drawn(app) if "▸" in line]
        assert (len(first), len(second)) == (1, 1)
        assert first != second


async def test_the_cursor_of_a_question_is_seen_without_colour(world: World) -> None:
    """Two options down, the sign stands before the second."""
    async with running(world, (80, 24)) as (app, pilot):
        await follow(app, pilot, StartQuiz(StudyMode.QUESTION, "basics-01"))
        await press(pilot, "down", "down")
        assert [line[:7] for line in drawn(app) if "▸" in line] == ["▸    B "]


@pytest.mark.parametrize("keys", LISTS.values(), ids=LISTS)
async def test_home_and_end_go_to_both_ends(world: World, keys: tuple[str, ...]) -> None:
    """End goes where Up from the first row does, Home back."""
    async with running(world, (80, 24)) as (app, pilot):
        await press(pilot, *keys, "home")
        first = drawn(app)
        await press(pilot, "end")
        last = [line for line in drawn(app) if "▸" in line]
        assert drawn(app) != first
        await press(pilot, "home")
        assert drawn(app) == first
        await press(pilot, "up")
        assert [line for line in drawn(app) if "▸" in line] == last


async def test_the_overview_says_what_its_signs_mean(world: World) -> None:
    """The legend stands above the questions."""
    async with running(world, (60, 20)) as (app, pilot):
        await press(pilot, "7", "m", "enter", "o")
        assert " ● answered  ◐ incomplete  ○ open  ⚑ flagged" in "\n".join(drawn(app))


@pytest.mark.parametrize("keys", [("pagedown",), ("end",)])
async def test_the_clock_of_an_exam_never_scrolls_away(
    world: World, keys: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The lines below the head scroll; the head stays."""
    monkeypatch.setattr("guide.ui.screens.too_small.MIN_ROWS", 8)
    async with running(world, (60, 10)) as (app, pilot):
        await press(pilot, "7", "m", "enter")
        stage = stage_of(app)
        assert isinstance(stage, ExamStage)
        while stage.exam.current.question.form != "match":
            await press(pilot, "right")
        before = drawn(app)
        await press(pilot, *keys)
        assert drawn(app)[1] == before[1]
        assert drawn(app)[1].endswith(" left")
        assert drawn(app)[2:-1] != before[2:-1]


async def test_a_page_has_no_sign_of_a_list(world: World) -> None:
    """A link in the text is chosen where it stands."""
    async with running(world, (80, 24)) as (app, pilot):
        await follow(app, pilot, OpenEntry("cgas-sting"))
        await press(pilot, "tab")
        assert "▸" not in "".join(drawn(app))
