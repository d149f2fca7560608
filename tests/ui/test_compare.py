"""The comparison on the screen: reached from a page, a list, the search; used by keys and mouse."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from textual.strip import Strip

from guide.coach.study import open_study
from guide.layout.targets import OpenComparison, OpenEntry
from guide.opening import Guide
from guide.ui.app import GuideApp
from guide.ui.places import Place
from guide.ui.theme import DARK, make_looks
from guide.ui.widgets.lines_view import LinesView
from guide.ui.world import Finder, World
from tests.conftest import NOW, Clock
from tests.ui.driving import (
    SIZES,
    Driver,
    drawn,
    follow,
    notices,
    page_shown,
    place_of,
    press,
    rows_of,
    running,
    settled,
    shown,
    text_of,
    typed,
)

BOTH = OpenComparison(("durvalumab", "pembrolizumab"))


@pytest.fixture
def whole_world(whole: Guide, tmp_path: Path, clock: Clock) -> Iterator[World]:
    """The real library with the data of a learner who has done nothing yet."""
    with (
        open_study(whole.catalogue, tmp_path / "data", NOW) as study,
        closing(Finder(whole.built, whole.catalogue)) as finder,
    ):
        yield World(study, finder, clock.now, clock.monotonic, lambda: 7)


async def test_a_page_is_compared_and_escape_leads_back(world: World) -> None:
    """`c` asks with what; Enter shows both; Escape comes back to the page."""
    async with running(world) as (app, pilot):
        await follow(app, pilot, OpenEntry("durvalumab"))
        await press(pilot, "c")
        assert place_of(app) is Place.COMPARE_WITH
        assert rows_of(app).current == BOTH
        await press(pilot, "enter")
        assert place_of(app) is Place.COMPARE
        for word in ("Durvalumab", "Pembrolizumab", "half-life", "22 days", "highest evidence"):
            assert word in shown(app)
        await press(pilot, "escape")
        assert page_shown(app) == "durvalumab"
        await press(pilot, "]")
        assert place_of(app) is Place.COMPARE


async def test_the_search_compares(world: World) -> None:
    """A query with `vs` offers the comparison first; a result is compared by ctrl+y."""
    async with running(world) as (app, pilot):
        await press(pilot, "/")
        await typed(pilot, "imfinzi vs keytruda")
        assert rows_of(app, "#results").current == BOTH
        await press(pilot, "enter")
        assert place_of(app) is Place.COMPARE
        await press(pilot, "/")
        await typed(pilot, "imfinzi")
        await press(pilot, "ctrl+y", "enter")
        assert place_of(app) is Place.COMPARE
        assert "Durvalumab" in shown(app)


async def test_a_trial_of_the_table_is_compared(whole_world: World) -> None:
    """The marked row is the first; those that its page leads to are offered next."""
    async with running(whole_world) as (app, pilot):
        await press(pilot, "5")
        first = rows_of(app, "#list").current
        assert isinstance(first, OpenEntry)
        await press(pilot, "ctrl+y")
        assert place_of(app) is Place.COMPARE_WITH
        offered = rows_of(app).current
        assert isinstance(offered, OpenComparison)
        assert offered.ids[0] == first.id
        await press(pilot, "enter")
        assert "verdict" in shown(app)
        await press(pilot, "escape")
        assert place_of(app) is Place.TRIALS


async def test_from_home_one_is_chosen_after_the_other(world: World) -> None:
    """Nothing is chosen yet: the first, then what it is compared with."""
    async with running(world) as (app, pilot):
        await press(pilot, "ctrl+y")
        await typed(pilot, "imf")
        await press(pilot, "enter")
        assert place_of(app) is Place.COMPARE_WITH
        await typed(pilot, "xyz")
        assert "No name fits." in text_of(app.screen)
        await press(pilot, *["backspace"] * 3, "enter")
        assert place_of(app) is Place.COMPARE
        await press(pilot, "escape")
        assert place_of(app) is Place.HOME


async def test_what_is_the_same_is_left_out_and_shown_again(world: World) -> None:
    """`d` takes the row away in which both have the same, and says so."""
    async with running(world) as (app, pilot):
        await follow(app, pilot, BOTH)
        await press(pilot, "d")
        assert "highest evidence" not in shown(app)
        assert "1 row left out" in shown(app)
        await press(pilot, "d")
        assert "highest evidence" in shown(app)


async def test_remarks_are_shown_whole(world: World) -> None:
    """`n` shows the conditions that were cut."""
    async with running(world) as (app, pilot):
        await follow(app, pilot, BOTH)
        assert "2,993" not in shown(app)
        await press(pilot, "n")
        assert "2,993" in shown(app)


async def test_a_source_is_shown_and_closed(world: World) -> None:
    """Enter on a number shows the paper below the table; Escape closes only that."""
    async with running(world) as (app, pilot):
        await follow(app, pilot, BOTH)
        await press(pilot, "tab", "tab", "tab", "enter")
        assert "Five-Year Survival Outcomes" in shown(app)
        await press(pilot, "escape")
        assert "Five-Year Survival Outcomes" not in shown(app)
        assert place_of(app) is Place.COMPARE


async def test_a_title_opens_its_page_from_which_escape_returns(world: World) -> None:
    """By key and by mouse."""
    async with running(world) as (app, pilot):
        await follow(app, pilot, BOTH)
        await press(pilot, "tab", "tab", "enter")
        assert page_shown(app) == "pembrolizumab"
        await press(pilot, "escape")
        assert place_of(app) is Place.COMPARE
        await click_on(app, pilot, "Durvalumab")
        assert page_shown(app) == "durvalumab"


async def click_on(app: GuideApp, pilot: Driver, text: str) -> None:
    """Click on the first place where a text is drawn."""
    rows = drawn(app)
    y = next(number for number, row in enumerate(rows) if text in row)
    await pilot.click(offset=(rows[y].index(text) + 1, y))
    await settled(pilot)


async def test_the_comparison_is_copied_as_markdown(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The whole table is copied; the message is one line."""
    copied: list[str] = []
    monkeypatch.setattr("guide.ui.clipboard.copy_with_tool", lambda _: "")
    async with running(world) as (app, pilot):
        app.copy_to_clipboard = copied.append  # type: ignore[assignment]
        await follow(app, pilot, BOTH)
        await press(pilot, "y")
        assert copied[0].startswith("| Property | Durvalumab | Pembrolizumab |")
        assert "22 days" in copied[0]
        assert "lines)" in notices(app)


async def test_one_is_taken_out_and_another_chosen(world: World) -> None:
    """With two, taking one out asks for another."""
    async with running(world) as (app, pilot):
        await follow(app, pilot, BOTH)
        await press(pilot, "a")
        assert "✓ Durvalumab" in text_of(app.screen)
        await press(pilot, "end", "up")
        chosen = rows_of(app).rows[-1].target
        assert chosen == OpenComparison(("durvalumab",))


@pytest.mark.parametrize("size", SIZES)
async def test_the_matrix_is_gone_through_column_by_column(
    whole_world: World, size: tuple[int, int]
) -> None:
    """At every size each column comes into view, its title stays, and there is no way beyond."""
    async with running(whole_world, size) as (app, pilot):
        await follow(app, pilot, OpenComparison(("proton-therapy", "carbon-ion"), "modality"))
        assert "14 modalities" in shown(app)
        for _ in range(14):
            await press(pilot, "right")
        assert "–14 of 14" in shown(app)
        await press(pilot, "pagedown")
        assert any("Stereotactic" in row for row in drawn(app)[:4])
        await press(pilot, "m")
        assert "2 modalities" in shown(app)


async def test_four_are_the_most(whole_world: World) -> None:
    """With four, the list says that one must go first."""
    four = OpenComparison(("sbrt", "flash", "lattice", "minibeam"))
    async with running(whole_world) as (app, pilot):
        await follow(app, pilot, four)
        await press(pilot, "a")
        assert "take one out before you add another" in text_of(app.screen)
        assert {len(row.target.ids) for row in rows_of(app).rows if row.target} == {3}  # type: ignore[union-attr]


@pytest.mark.parametrize("size", SIZES)
async def test_the_cursor_is_never_below_the_titles(
    whole_world: World, size: tuple[int, int]
) -> None:
    """Going back up through the sources, the chosen one is in view below the pinned head."""
    async with running(whole_world, size) as (app, pilot):
        await follow(app, pilot, OpenComparison(("proton-therapy", "carbon-ion")))
        await press(pilot, *["tab"] * 30)
        for _ in range(29):
            await press(pilot, "shift+tab")
            view = app.screen.query_one("#comparison", LinesView)
            assert any(is_chosen(view.render_line(y)) for y in range(view.size.height))


def is_chosen(strip: Strip) -> bool:
    """Tell whether a row has the cursor."""
    cursor = make_looks(DARK)["cursor"].bgcolor
    return any(part.style is not None and part.style.bgcolor == cursor for part in strip)
