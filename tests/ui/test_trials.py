"""The tab Trials: filters, order and views of the real library, by key and by mouse."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from guide.coach.study import open_study
from guide.layout.lines import plain_line
from guide.layout.targets import Action, OpenEntry
from guide.opening import Guide
from guide.ui.app import GuideApp
from guide.ui.places import Place
from guide.ui.screens.choices import ChoicesScreen
from guide.ui.screens.search import SearchScreen
from guide.ui.widgets.one_line import OneLine
from guide.ui.widgets.page_view import PageView
from guide.ui.world import Finder, World
from tests.conftest import NOW, Clock
from tests.ui.driving import (
    SIZES,
    drawn,
    follow,
    page_shown,
    place_of,
    press,
    press_at_once,
    rows_of,
    running,
    screen_of,
    settled,
    typed,
    until,
)

WIDE = (160, 40)


@pytest.fixture
def world(whole: Guide, tmp_path: Path) -> Iterator[World]:
    """The real library on the screen, with a learner who has done nothing yet."""
    clock = Clock()
    with (
        open_study(whole.catalogue, tmp_path / "data", NOW) as study,
        closing(Finder(whole.built, whole.catalogue)) as finder,
    ):
        yield World(study, finder, clock.now, clock.monotonic, lambda: 7)


def trials(app: GuideApp) -> list[str]:
    """Return the ids of the trials in the list, from the top."""
    rows = rows_of(app, "#list").rows
    return [row.target.id for row in rows if isinstance(row.target, OpenEntry)]


def bar(app: GuideApp, name: str) -> str:
    """Return the text of a line of the tab."""
    return app.main.pane.query_one(f"#{name}", OneLine).text


async def click(app: GuideApp, pilot: object, name: str, label: str) -> None:
    """Click on a label in a line of the tab."""
    line = app.main.pane.query_one(f"#{name}", OneLine)
    await pilot.click(line, offset=(line.text.index(label), 0))  # type: ignore[attr-defined]
    await settled(pilot)  # type: ignore[arg-type]


@pytest.mark.parametrize("size", SIZES)
async def test_every_trial_is_a_row(world: World, size: tuple[int, int]) -> None:
    """The newest stand first; what is drawn is no wider than the terminal."""
    async with running(world, size) as (app, pilot):
        await press(pilot, "5")
        assert place_of(app) is Place.TRIALS
        assert len(trials(app)) == world.catalogue.counts_by_kind()["trial"]
        assert "Trial" in bar(app, "heads")
        assert all(len(line) <= size[0] for line in drawn(app))


@pytest.mark.parametrize("size", SIZES)
async def test_negative_sbrt_trials_in_nsclc_by_words(world: World, size: tuple[int, int]) -> None:
    """A few letters find them; Enter goes to the rows, Escape takes the words back."""
    async with running(world, size) as (app, pilot):
        await press(pilot, "5", "/")
        await typed(pilot, "neg sbrt nsclc")
        assert {"keynote-867", "pembro-rt"} <= set(trials(app))
        assert len(trials(app)) < 10
        await press(pilot, "enter")
        assert place_of(app) is Place.TRIALS
        await press(pilot, "escape")
        assert len(trials(app)) == world.catalogue.counts_by_kind()["trial"]


async def test_filters_by_key_and_by_mouse(world: World) -> None:
    """A letter opens the values of a filter; the cross behind a value takes it back."""
    async with running(world) as (app, pilot):
        await press(pilot, "5", "d")
        await typed(pilot, "nsclc")
        await press(pilot, "enter")
        await press(pilot, "v")
        await typed(pilot, "neg")
        await press(pilot, "enter")
        both = trials(app)
        assert "[NSCLC ×]" in bar(app, "filters")
        assert "[negative ×]" in bar(app, "filters")
        assert "pacific-2" in both
        assert "pacific" not in both
        await click(app, pilot, "filters", "×]")
        assert len(trials(app)) > len(both)
        assert "[NSCLC" not in bar(app, "filters")
        await click(app, pilot, "filters", "modality")
        assert screen_of(app) is ChoicesScreen
        await press(pilot, "escape", "escape")
        assert bar(app, "filters").strip().startswith("138 trials")


async def test_a_class_of_drugs_is_a_filter(world: World) -> None:
    """The wider group of a drug finds its trials, and says how many there are."""
    async with running(world) as (app, pilot):
        await press(pilot, "5", "a")
        await typed(pilot, "pd-l1")
        (row, *_) = rows_of(app, "ChoicesScreen RowList").rows
        await press(pilot, "enter")
        assert f"{len(trials(app))} trials" in plain_line(row.lines[0])
        assert "pacific" in trials(app)


async def test_years_are_chosen_or_typed(world: World) -> None:
    """A range of years is read as it is typed; nonsense is no choice."""
    async with running(world) as (app, pilot):
        await press(pilot, "5", "y")
        await typed(pilot, "2020..2021")
        await press(pilot, "enter")
        facts = [world.catalogue.entry(name).facts for name in trials(app)]
        assert {fact.year for fact in facts} == {2020, 2021}  # type: ignore[union-attr]
        await press(pilot, "y")
        await typed(pilot, "20x")
        assert "Nothing is called so." in "\n".join(drawn(app))
        await press(pilot, "enter", "escape")
        assert "2020..2021" in bar(app, "filters")


async def test_sorting_by_key_and_by_a_click_on_a_head(world: World) -> None:
    """The cursor stays on its trial; a second click turns the order round."""
    async with running(world) as (app, pilot):
        await press(pilot, "5", "s")
        await typed(pilot, "effect")
        await press(pilot, "enter", "home")
        assert trials(app)[0] == "c-post"
        assert "Ratio↑" in bar(app, "heads")
        await click(app, pilot, "heads", "Ratio")
        assert "Ratio↓" in bar(app, "heads")
        assert rows_of(app, "#list").current == OpenEntry("c-post")
        await press(pilot, "r")
        assert trials(app)[0] == "c-post"
        await click(app, pilot, "heads", "Trial")
        assert trials(app)[0] == "abc-x"


@pytest.mark.parametrize("size", [*SIZES, WIDE])
async def test_the_forest_plot_shows_the_filtered_trials(
    world: World, size: tuple[int, int]
) -> None:
    """Ratios stand above the trials that have none; `f` again or Escape leads back."""
    async with running(world, size) as (app, pilot):
        await press(pilot, "5", "/")
        await typed(pilot, "nsclc phase 3")
        await press(pilot, "enter")
        before = set(trials(app))
        await press(pilot, "f")
        shown = "\n".join(drawn(app))
        assert set(trials(app)) == before
        assert "Nothing is pooled." in shown
        assert "1" in bar(app, "heads").split()
        assert "without a ratio" in "\n".join(
            plain_line(line) for row in rows_of(app, "#list").rows for line in row.lines
        )
        await press(pilot, "escape")
        assert "Trial" in bar(app, "heads")
        assert set(trials(app)) == before


async def test_the_timeline_is_walked_with_the_arrows(world: World) -> None:
    """Right goes to the next name, down to the line below; Enter opens the page."""
    async with running(world, WIDE) as (app, pilot):
        await press(pilot, "5", "t", "home")
        assert app.main.pane.chosen_entry == "stamp-merkel"
        await press(pilot, "right")
        first = app.main.pane.chosen_entry
        await press_at_once(pilot, "down", "down")
        below = app.main.pane.chosen_entry
        assert first != below
        assert world.catalogue.entry(below).facts.year == 2025  # type: ignore[union-attr]
        page = app.main.pane.query_one("#page", PageView)
        await until(pilot, lambda: page.entry == below)
        await press(pilot, "enter")
        assert page_shown(app) == below


async def test_details_stand_beside_from_140_columns_on(world: World) -> None:
    """The page of the marked trial follows the cursor; with less room there is only the table."""
    async with running(world, (140, 40)) as (app, pilot):
        await press(pilot, "5")
        page = app.main.pane.query_one("#page", PageView)
        for key in ("down", "down", "end"):
            await press(pilot, key)
            current = rows_of(app, "#list").current
            assert isinstance(current, OpenEntry)
            await until(pilot, lambda: page.entry == current.id)  # noqa: B023
        assert page.is_on_screen
        await pilot.resize_terminal(139, 40)
        await settled(pilot)
        assert not page.is_on_screen


@pytest.mark.parametrize("size", [*SIZES, WIDE])
async def test_a_page_is_read_and_left_again(world: World, size: tuple[int, int]) -> None:
    """Enter opens the marked trial; Escape returns to the same row, with the same filter."""
    async with running(world, size) as (app, pilot):
        await press(pilot, "5", "/")
        await typed(pilot, "pacific")
        await press(pilot, "enter", "down", "enter")
        read = page_shown(app)
        assert read.startswith("pacific")
        await press(pilot, "escape")
        assert place_of(app) is Place.TRIALS
        assert rows_of(app, "#list").current == OpenEntry(read)
        assert all("pacific" in name for name in trials(app)[:3])


async def test_a_trial_that_is_filtered_away_is_shown_when_opened(world: World) -> None:
    """A link to it takes the filters back and marks it; one to a trial in view leaves them."""
    async with running(world) as (app, pilot):
        await press(pilot, "5", "v")
        await typed(pilot, "neg")
        await press(pilot, "enter")
        await follow(app, pilot, OpenEntry("pacific-2"))
        assert "[negative ×]" in bar(app, "filters")
        await follow(app, pilot, OpenEntry("pacific"))
        assert page_shown(app) == "pacific"
        assert "[negative" not in bar(app, "filters")
        assert rows_of(app, "#list").current == OpenEntry("pacific")


async def test_a_first_page_opened_from_elsewhere_is_marked(world: World) -> None:
    """The tab is made for the page: its row is marked once there are rows."""
    async with running(world) as (app, pilot):
        await follow(app, pilot, OpenEntry("pacific-2"))
        assert page_shown(app) == "pacific-2"
        assert rows_of(app, "#list").current == OpenEntry("pacific-2")


async def test_nothing_found_says_how_to_go_on(world: World) -> None:
    """Enter and the views have nothing to show, and Escape clears the words."""
    async with running(world) as (app, pilot):
        await press(pilot, "5", "/")
        await typed(pilot, "zzz")
        await press(pilot, "enter", "enter")
        for key in ("f", "t", "t"):
            await press(pilot, key)
            assert "No trial fits; esc clears the filters." in "\n".join(drawn(app))
        assert Action.OPEN not in [command.action for command in app.main.commands()]
        await press(pilot, "escape")
        assert len(trials(app)) == world.catalogue.counts_by_kind()["trial"]


async def test_everything_is_searched_from_the_trials(world: World) -> None:
    """A second slash, or ctrl+k, leaves the filter for the search."""
    async with running(world) as (app, pilot):
        for keys in (("/", "/"), ("ctrl+k",)):
            await press(pilot, "5", *keys)
            assert screen_of(app) is SearchScreen
            await press(pilot, "escape")


async def test_digits_are_words_in_the_filter(world: World) -> None:
    """A digit is text there, and goes to a tab from the rows."""
    async with running(world) as (app, pilot):
        await press(pilot, "5", "/", "1", "escape")
        assert place_of(app) is Place.TRIALS
        await press(pilot, "1")
        assert place_of(app) is Place.HOME


async def test_the_filters_stay_when_another_tab_is_shown(world: World) -> None:
    """They are in view, so who comes back sees them."""
    async with running(world) as (app, pilot):
        await press(pilot, "5", "p")
        await typed(pilot, "phase 3")
        await press(pilot, "enter", "1", "5")
        assert "[phase 3 ×]" in bar(app, "filters")
        assert Action.CLEAR_FILTER in [command.action for command in app.main.commands()]
