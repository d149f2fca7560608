"""The search screen and finding in a page, driven by keys and mouse."""

import pytest
from textual.widgets import Input

from guide.layout.find import marked_line
from guide.layout.lines import Piece, plain_line
from guide.ui.screens.search import SearchScreen
from guide.ui.widgets.find_bar import FindBar
from guide.ui.widgets.lines_view import LinesView
from guide.ui.widgets.one_line import OneLine
from guide.ui.widgets.row_list import RowList
from guide.ui.world import World
from tests.ui.driving import page_shown, running, screen_of, typed

SIZES = [(120, 40), (80, 24), (60, 20)]


def shown(screen: object) -> list[str]:
    """Return the first line of every result."""
    assert isinstance(screen, SearchScreen)
    return [plain_line(row.lines[0]) for row in screen.query_one("#results", RowList).rows]


def below(screen: object) -> str:
    """Return what the last line says."""
    assert isinstance(screen, SearchScreen)
    return plain_line(screen.query_one("#found", OneLine)._line)


async def test_slip_is_mended_said_and_can_be_refused(world: World) -> None:
    """The corrected query is named; ctrl+o searches exactly, which finds nothing and offers the nearest name."""
    async with running(world) as (app, pilot):
        await pilot.press("slash")
        await typed(pilot, "durvalumb")
        assert "showing results for durvalumab" in below(app.screen)
        await pilot.press("ctrl+o")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "Nothing found" in shown(app.screen)[0]
        assert any("did you mean  durvalumab" in row for row in shown(app.screen))
        await pilot.press("enter")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert app.screen.query_one("#results", RowList).current == "durvalumab"


@pytest.mark.parametrize("size", SIZES)
async def test_chips_narrow_by_kind_and_evidence(world: World, size: tuple[int, int]) -> None:
    """Tab goes through the kinds, ctrl+l through the levels; a click on a chip does the same."""
    async with running(world, size) as (app, pilot):
        await pilot.press("slash")
        await typed(pilot, "after")
        everything = set(shown(app.screen))
        await pilot.press("ctrl+l", "ctrl+l", "ctrl+l")
        await app.workers.wait_for_complete()
        await pilot.pause()
        narrowed = set(shown(app.screen))
        assert narrowed < everything and all("●●●" in row for row in narrowed)
        await pilot.press("ctrl+l", "tab")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert all(row.startswith("ME") for row in shown(app.screen))
        chips = app.screen.query_one("#chips", OneLine)
        await pilot.click(chips, offset=(3, 0))
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert set(shown(app.screen)) == everything


async def test_malformed_query_is_said_and_searched_as_words(world: World) -> None:
    """A value that a field does not have is told in one line, and the word is searched for."""
    async with running(world) as (app, pilot):
        await pilot.press("slash")
        await typed(pilot, "kind:durvalumab")
        assert "kind has no “durvalumab”; searching for the words" in below(app.screen)
        assert app.screen.query_one("#results", RowList).current == "durvalumab"


async def test_searches_are_kept(world: World) -> None:
    """A query that led to a page is offered the next time, and asked again when chosen."""
    async with running(world) as (app, pilot):
        await pilot.press("slash")
        await typed(pilot, "durva")
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("s")
        await pilot.pause()
        assert shown(app.screen)[:2] == ["Recent searches", "durva"]
        await pilot.press("enter")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert app.screen.query_one(Input).value == "durva"


@pytest.mark.parametrize("size", SIZES)
async def test_find_in_page(world: World, size: tuple[int, int]) -> None:
    """Slash in a page finds in it, n and N go from find to find, esc clears."""
    async with running(world, size) as (app, pilot):
        await pilot.press("slash")
        await typed(pilot, "cgas-sting")
        await pilot.press("enter")
        await pilot.pause()
        assert page_shown(app) == "cgas-sting"
        await pilot.press("slash")
        await typed(pilot, "DNA")
        bar = app.screen.query(FindBar).filter(".-open").first()
        view = bar._view
        count = view.finds[1]
        assert view.finds[0] >= 1 and count > 1
        assert f"{view.finds[0]}/{count}" in plain_line(bar.query_one("#count", OneLine)._line)
        await pilot.press("enter", "n")
        first = view.finds[0]
        await pilot.press("N", "N")
        assert view.finds[0] == (first - 3) % count + 1
        marked = [piece.text for line in view._marks for piece in _marked(view, line)]
        assert len(marked) >= count and {text.casefold() for text in marked} == {"dna"}
        await pilot.press("escape")
        await pilot.pause()
        assert view.finds == (0, 0) and page_shown(app) == "cgas-sting"


def _marked(view: LinesView, line: int) -> list[Piece]:
    pieces = marked_line(view._lines[line], view._marks[line], view._current_find)
    return [piece for piece in pieces if piece.style in ("found", "cursor")]


async def test_slash_twice_searches_everything(world: World) -> None:
    """From a page the whole library is two keys away, or one: s."""
    async with running(world) as (app, pilot):
        await pilot.press("slash")
        await typed(pilot, "pacif")
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("slash", "slash")
        await pilot.pause()
        await pilot.pause()
        assert screen_of(app) is SearchScreen
