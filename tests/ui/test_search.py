"""The search screen and finding in a page, driven by keys and mouse."""

import re
from concurrent.futures import Future

import pytest
from textual import events
from textual.widgets import Input

from guide.layout.lines import line_width, plain_line
from guide.layout.targets import Action, OpenEntry, OpenTab, RunCommand, SearchFor
from guide.search.requests import SearchRequest
from guide.search.results import SearchResult
from guide.ui.app import GuideApp
from guide.ui.messages import Follow
from guide.ui.places import Place
from guide.ui.screens.main import MainScreen
from guide.ui.screens.search import SearchScreen
from guide.ui.widgets.field import Field
from guide.ui.widgets.find_bar import FindBar
from guide.ui.widgets.lines_view import LinesView
from guide.ui.widgets.one_line import OneLine
from guide.ui.widgets.page_view import PageView
from guide.ui.widgets.search_chips import SearchChips
from guide.ui.widgets.tool_form import ToolField
from guide.ui.widgets.trial_chips import TrialChips
from guide.ui.world import World
from tests.ui.driving import (
    LONGEST,
    SIZES,
    Driver,
    follow,
    notices,
    page_shown,
    place_of,
    press,
    rows_of,
    running,
    screen_of,
    settled,
    shown,
    typed,
    until,
)


def first_lines(app: GuideApp) -> list[str]:
    """Return the first line of every result."""
    return [plain_line(row.lines[0]) for row in rows_of(app, "#results").rows]


def said(app: GuideApp) -> str:
    """Return what the last line says."""
    return app.screen.query_one("#found", OneLine).text


def chips(app: GuideApp) -> str:
    """Return the chips, those that are chosen in brackets."""
    return app.screen.query_one("#chips", OneLine).text


async def search(app: GuideApp, pilot: Driver, text: str) -> None:
    """Open the search and type a text; its results are shown when this returns."""
    await press(pilot, "/")
    await typed(pilot, text)
    await until(pilot, lambda: said(app).strip().split("  ")[0] != "")


async def test_results_come_while_typing(world: World) -> None:
    """Each letter narrows the results, and the preview shows the first."""
    async with running(world) as (app, pilot):
        await search(app, pilot, "d")
        await until(pilot, lambda: any("cGAS–STING" in row for row in first_lines(app)))
        await typed(pilot, "urva")
        await until(pilot, lambda: rows_of(app, "#results").current == OpenEntry("durvalumab"))
        assert not any("cGAS–STING" in row for row in first_lines(app))
        preview = app.screen.query_one("#preview", PageView)
        await until(pilot, lambda: preview.entry == "durvalumab")
        assert "An antibody against PD-L1" in preview.text


async def test_search_that_finds_nothing_helps(world: World) -> None:
    """Where nothing is found the screen says so, shows no old page, and offers the tabs."""
    async with running(world) as (app, pilot):
        await search(app, pilot, "durva")
        preview = app.screen.query_one("#preview", PageView)
        await until(pilot, lambda: preview.entry == "durvalumab")
        await typed(pilot, "xyzzyq")
        await until(pilot, lambda: "Nothing found" in first_lines(app)[0])
        assert rows_of(app, "#results").current == OpenTab("mechanisms")
        assert preview.entry == ""


@pytest.mark.parametrize("text", ["[red]x[/red]", "[[[", '"', "\\", "*?", "(a|b", "🎯"])
async def test_any_text_may_be_typed(world: World, text: str) -> None:
    """Brackets and signs are shown as typed and never read as markup."""
    async with running(world) as (app, pilot):
        await press(pilot, "/")
        app.screen.query_one(Input).value = text
        await settled(pilot)
        assert screen_of(app) is SearchScreen
        await until(pilot, lambda: first_lines(app))
        rows = rows_of(app, "#results").rows
        if rows[0].target is None:
            assert text[:10] in plain_line(rows[0].lines[0])


async def test_pasted_lines_are_joined(world: World) -> None:
    """A paste of several lines is one query; signs in it are shown as typed."""
    async with running(world) as (app, pilot):
        await press(pilot, "/")
        app.post_message(events.Paste("cGAS\r\n\n  sens[b]es\n"))
        field = app.screen.query_one(Input)
        await until(pilot, lambda: field.value != "")
        assert field.value == "cGAS sens[b]es"
        await until(pilot, lambda: first_lines(app) != [])


@pytest.mark.parametrize("size", SIZES)
async def test_the_box_calculates(world: World, size: tuple[int, int]) -> None:
    """BED and EQD2 stand first, whole at every width; Enter opens the tool with the numbers."""
    async with running(world, size) as (app, pilot):
        await press(pilot, "/")
        app.screen.query_one(Input).value = "bed 54/3 ab 10"
        await until(pilot, lambda: any("3 fractions of" in row for row in first_lines(app)))
        row = rows_of(app, "#results").rows[0]
        text = " ".join(plain_line(line) for line in row.lines).replace("\u00a0", " ")
        assert "BED₁₀ 151.2 Gy = 3 × 18 × (1 + 18/10)" in text
        assert "EQD2₁₀ 126.0 Gy = 151.2 / (1 + 2/10)" in text
        assert all(
            line_width(line) <= rows_of(app, "#results").size.width - 3 for line in row.lines
        )
        await press(pilot, "enter")
        await until(pilot, lambda: screen_of(app) is MainScreen)
        fields = list(app.screen.query(ToolField))
        await until(pilot, lambda: [field.value for field in fields][:2] == ["3 × 18 Gy", "10"])
        await settled(pilot)
        assert all(field.scroll_offset.x == 0 for field in fields)
        assert "151.2" in shown(app)


@pytest.mark.parametrize(
    ("text", "row", "there"),
    [
        ("first steps", "path  First steps", "A path of one unit"),
        ("eqd2", "tool  BED and EQD2", "24 Gy in all"),
        ("go glossary", "command  Go to Glossary", "Gray"),
        ("entered pacific", "question  How many patients entered PACIFIC?", "How many patients"),
    ],
)
async def test_what_is_no_page_is_found_too(world: World, text: str, row: str, there: str) -> None:
    """Paths, tools, commands and questions stand below the pages, and open."""
    async with running(world) as (app, pilot):
        await press(pilot, "/")
        await until(pilot, lambda: len(world.finder.further) > 0)
        app.screen.query_one(Input).value = text
        await until(pilot, lambda: row in first_lines(app))
        rows = rows_of(app, "#results").rows
        while rows_of(app, "#results").cursor != first_lines(app).index(row):
            await press(pilot, "down")
        assert rows_of(app, "#results").rows == rows
        await press(pilot, "enter")
        await until(pilot, lambda: screen_of(app) is MainScreen and there in shown(app))


async def test_a_command_is_done_where_the_search_was_opened(world: World) -> None:
    """A click on a command closes the search and does it below."""
    async with running(world) as (app, pilot):
        await press(pilot, "/")
        app.screen.query_one(Input).value = "choose the theme"
        await until(pilot, lambda: any("command  " in row for row in first_lines(app)))
        command = RunCommand(Action.SWITCH_THEME)
        rows_of(app, "#results").choose(command)
        app.screen.post_message(Follow(command))
        await until(pilot, lambda: place_of(app) is Place.THEMES)
        await press(pilot, "escape")
        assert screen_of(app) is MainScreen


async def test_correction_is_named_and_can_be_refused(world: World) -> None:
    """The corrected query is named; ctrl+o searches exactly and offers the nearest name."""
    async with running(world) as (app, pilot):
        await search(app, pilot, "durvalumb")
        await until(pilot, lambda: "showing results for durvalumab" in said(app))
        await press(pilot, "ctrl+o")
        await until(pilot, lambda: "Nothing found" in first_lines(app)[0])
        assert any("did you mean  durvalumab" in row for row in first_lines(app))
        await press(pilot, "enter")
        await until(pilot, lambda: rows_of(app, "#results").current == OpenEntry("durvalumab"))


@pytest.mark.parametrize("size", SIZES)
async def test_chips_narrow_by_kind_and_evidence(world: World, size: tuple[int, int]) -> None:
    """Tab goes through the kinds, ctrl+l through the levels; a click on a chip does the same."""
    async with running(world, size) as (app, pilot):
        await search(app, pilot, "after")
        everything = set(first_lines(app))
        await press(pilot, "ctrl+l", "ctrl+l", "ctrl+l")
        await until(pilot, lambda: set(first_lines(app)) < everything)
        assert all("●●●" in row for row in first_lines(app))
        await press(pilot, "ctrl+l", "tab")
        await until(pilot, lambda: all(row.startswith("ME") for row in first_lines(app)))
        await pilot.click(app.screen.query_one("#chips", OneLine), offset=(3, 0))
        await until(pilot, lambda: set(first_lines(app)) == everything)


async def test_malformed_query_is_searched_as_words(world: World) -> None:
    """A value that a field does not have is told in one line, and the word is searched for."""
    async with running(world) as (app, pilot):
        await search(app, pilot, "kind:durvalumab")
        await until(pilot, lambda: "kind has no “durvalumab”" in said(app))
        assert rows_of(app, "#results").current == OpenEntry("durvalumab")


async def test_searches_are_saved(world: World) -> None:
    """A query that led to a page is offered the next time, and asked again when chosen."""
    async with running(world) as (app, pilot):
        await search(app, pilot, "durva")
        await press(pilot, "enter")
        assert page_shown(app) == "durvalumab"
        await press(pilot, "s")
        await until(pilot, lambda: first_lines(app)[:2] == ["Recent searches", "durva"])
        assert rows_of(app, "#results").current == SearchFor("durva")
        await press(pilot, "enter")
        await until(pilot, lambda: app.screen.query_one(Input).value == "durva")


async def test_double_click_on_a_hit_opens_it_once(world: World) -> None:
    """Both clicks of a double click meet the list; the page opens, the guide goes on."""
    async with running(world) as (app, pilot):
        await search(app, pilot, "pacific")
        await pilot.click("#results", offset=(8, 0), times=2)
        await until(pilot, lambda: page_shown(app) == "pacific")
        assert screen_of(app) is MainScreen


async def test_enter_before_the_results_opens_the_first_of_them(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While the search still runs Enter waits for it without holding up the screen."""
    ask, slow = world.finder.ask, Future[SearchResult | None]()
    async with running(world) as (app, pilot):
        monkeypatch.setattr(world.finder, "ask", lambda _request: slow)
        await press(pilot, "/")
        app.screen.query_one(Input).value = "pacific"
        await settled(pilot)
        await press(pilot, "enter")
        assert screen_of(app) is SearchScreen
        await press(pilot, "f1", "escape")
        slow.set_result(ask(SearchRequest("pacific", unfinished=True)).result(LONGEST))
        await until(pilot, lambda: page_shown(app) == "pacific")


@pytest.mark.parametrize("size", SIZES)
async def test_find_in_page(world: World, size: tuple[int, int]) -> None:
    """Slash in a page finds in it, n and N go from match to match, Esc clears."""
    async with running(world, size) as (app, pilot):
        await follow(app, pilot, OpenEntry("cgas-sting"))
        view = app.main.pane.query_one("#page", LinesView)
        await press(pilot, "/")
        await typed(pilot, "DNA")
        bar = app.main.pane.query_one(FindBar)
        count = view.finds[1]
        assert count == view.text.casefold().count("dna") > 1
        assert f"{view.finds[0]}/{count}" in bar.query_one("#count", OneLine).text
        await press(pilot, "enter", "n")
        first = view.finds[0]
        await press(pilot, "N", "N")
        assert view.finds[0] == (first - 3) % count + 1
        await press(pilot, "escape")
        assert view.finds == (0, 0)
        assert page_shown(app) == "cgas-sting"


@pytest.mark.parametrize("keys", [("/", "/"), ("s",), ("ctrl+k",), ("/", "ctrl+k")])
async def test_everything_is_searched_from_a_page(world: World, keys: tuple[str, ...]) -> None:
    """From a page the whole library is one or two keys away."""
    async with running(world) as (app, pilot):
        await follow(app, pilot, OpenEntry("pacific"))
        await press(pilot, *keys)
        assert screen_of(app) is SearchScreen
        await press(pilot, "escape")
        assert page_shown(app) == "pacific"


async def test_chips_do_not_outlive_the_search(world: World) -> None:
    """A kind and a level chosen in one search are gone when the search is opened again."""
    async with running(world) as (app, pilot):
        await search(app, pilot, "durva")
        before = chips(app)
        await press(pilot, "tab", "ctrl+l")
        assert chips(app) != before
        await press(pilot, "escape")
        await search(app, pilot, "pacific")
        await until(pilot, lambda: rows_of(app, "#results").current == OpenEntry("pacific"))
        assert chips(app) == before


async def test_help_above_the_search_leaves_it_as_it_is(world: World) -> None:
    """What was typed and chosen is still there when the help is closed."""
    async with running(world) as (app, pilot):
        await search(app, pilot, "pacific")
        await press(pilot, "tab")
        await until(pilot, lambda: "Nothing found" in first_lines(app)[0])
        before = first_lines(app)
        await press(pilot, "f1", "escape")
        assert app.screen.query_one(Input).value == "pacific"
        assert first_lines(app) == before


async def test_an_empty_list_names_the_chips_and_clears_them(world: World) -> None:
    """What narrows the search is named, and Enter searches without it."""
    async with running(world) as (app, pilot):
        await search(app, pilot, "pacific")
        before = chips(app)
        await press(pilot, "tab", "ctrl+l")
        await until(pilot, lambda: "in mechanisms, evidence ●○○" in first_lines(app)[0])
        await press(pilot, "enter")
        await until(pilot, lambda: "in evidence ●○○" in first_lines(app)[0])
        await press(pilot, "enter")
        await until(pilot, lambda: rows_of(app, "#results").current == OpenEntry("pacific"))
        assert chips(app) == before


@pytest.mark.parametrize("total", [1, 8, 9, 30])
async def test_the_number_of_results_is_not_that_of_the_rows_that_fit(
    world: World, monkeypatch: pytest.MonkeyPatch, total: int
) -> None:
    """With more results than fit the first ones are called so; below the last come the others."""
    ask = world.finder.ask

    def ask_many(request: SearchRequest) -> Future[SearchResult | None]:
        found, many = ask(request).result(LONGEST), Future[SearchResult | None]()
        assert found is not None
        hits = (found.hits[:1] * total)[: request.limit]
        many.set_result(SearchResult(found.query, "", hits))
        return many

    async with running(world, (60, 20)) as (app, pilot):
        monkeypatch.setattr(world.finder, "ask", ask_many)
        await search(app, pilot, "pacific")
        fit = rows_of(app, "#results").size.height // 2
        everything = "1 result" if total == 1 else f"{total} results"
        if total <= fit:
            assert said(app).startswith(f" {everything}  ")
            return
        assert said(app).startswith(f" first {fit} results · down for more")
        await press(pilot, *["down"] * fit)
        assert said(app).startswith(f" {everything}  ")


async def test_the_find_bar_names_the_keys_that_work(world: World) -> None:
    """While one types n is a letter; in the page it goes to the next match."""
    async with running(world) as (app, pilot):
        await follow(app, pilot, OpenEntry("cgas-sting"))
        await press(pilot, "/")
        await typed(pilot, "dna")
        bar = app.main.pane.query_one("#count", OneLine)
        assert "enter, then n / N" in bar.text
        assert "esc clear" in bar.text
        await press(pilot, "enter")
        assert "n next  N back" in bar.text
        await press(pilot, "/")
        assert "enter, then n / N" in bar.text


@pytest.mark.parametrize("narrow", [False, True])
async def test_a_list_without_a_match_offers_the_search(world: World, narrow: bool) -> None:
    """Enter searches everything for what the filter of a list did not find."""
    async with running(world, (80, 24) if narrow else (120, 40)) as (app, pilot):
        await press(pilot, "6")
        await typed(pilot, "pacific")
        assert "0 of" in shown(app)
        assert "Enter searches everything for pacific" in shown(app)
        await press(pilot, "enter")
        assert screen_of(app) is SearchScreen
        await until(pilot, lambda: rows_of(app, "#results").current == OpenEntry("pacific"))


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ((), "Press q or ctrl+q to quit."),
        (("2",), "Press ctrl+q to quit."),
        (("/",), "Press ctrl+q to quit."),
        (("7", "c"), "Press ctrl+q to quit."),
    ],
)
async def test_ctrl_c_names_the_keys_that_quit_here(
    world: World, keys: tuple[str, ...], said: str
) -> None:
    """Where letters are typed q is not among them."""
    async with running(world) as (app, pilot):
        await press(pilot, *keys, "ctrl+c")
        await until(pilot, lambda: said in notices(app))
        assert app.is_running


async def test_the_trial_chip_opens_verdicts_and_phases(world: World) -> None:
    """A chip puts its field into the query, in place of another value; once more takes it out."""
    async with running(world) as (app, pilot):
        await search(app, pilot, "sbrt")
        field, bar = app.screen.query_one(Input), app.screen.query_one(TrialChips)
        assert not bar.display
        while "[trial]" not in chips(app):
            await press(pilot, "tab")
        await until(pilot, lambda: bar.display and "negative" in bar.text)

        async def click(label: str) -> None:
            await pilot.click(bar, offset=(bar.text.index(label) + 1, 0))
            await settled(pilot)

        await click("negative")
        assert field.value == "sbrt verdict:negative" and "[negative]" in bar.text
        await click("positive")
        assert field.value == "sbrt verdict:positive"
        await click("positive")
        assert field.value == "sbrt"
        await click("agent:")
        assert field.value == "sbrt agent:"
        await until(pilot, lambda: any(row.startswith("agent: ") for row in first_lines(app)))
        await press(pilot, "enter")
        assert re.fullmatch(r"sbrt agent:[\w-]+ ", field.value)
        await until(pilot, lambda: "[agent:" in bar.text)
        await click("[agent:")
        assert field.value == "sbrt"


async def test_words_read_as_fields_are_named_and_can_be_taken_back(world: World) -> None:
    """`positive trials` finds such trials; a click takes a field back, ctrl+o all of them."""
    async with running(world) as (app, pilot):
        await search(app, pilot, "positive trials durvalumab")
        bar = app.screen.query_one(TrialChips)
        await until(pilot, lambda: "verdict:positive ×" in bar.text)
        assert all(row.startswith("TR ") for row in first_lines(app))
        await pilot.click(bar, offset=(bar.text.index("verdict:positive") + 1, 0))
        await until(pilot, lambda: app.screen.query_one(Field).value == "trials durvalumab")
        await until(pilot, lambda: not bar.display)
        await press(pilot, "ctrl+k")
        await typed(pilot, "positive trials durvalumab")
        await until(pilot, lambda: "verdict:positive ×" in bar.text)
        await press(pilot, "ctrl+o")
        await until(pilot, lambda: not bar.display)


@pytest.mark.parametrize(
    ("query", "label", "then"),
    [
        ('agent:"anti pd-1" sbrt', '[agent:"anti pd-1"]', "sbrt"),
        ("Verdict:negative sbrt", "[negative]", "sbrt"),
        ("-verdict:mixed sbrt", "positive", "sbrt verdict:positive"),
    ],
)
async def test_chips_read_the_query_as_the_search_does(
    world: World, query: str, label: str, then: str
) -> None:
    """Values in quotation marks, capitals and refused values are of their field."""
    async with running(world) as (app, pilot):
        await press(pilot, "/", "shift+tab", "shift+tab")
        await typed(pilot, query)
        bar = app.screen.query_one(TrialChips)
        await until(pilot, lambda: label in bar.text)
        await pilot.click(bar, offset=(bar.text.index(label) + 1, 0))
        await until(pilot, lambda: app.screen.query_one(Field).value == then)


async def test_an_exact_search_stays_exact_with_a_chip(world: World) -> None:
    """A chip that is clicked changes the query, not how it is searched for."""
    async with running(world) as (app, pilot):
        await search(app, pilot, "positive trials durvalumab")
        await press(pilot, "ctrl+o")
        kinds = app.screen.query_one(SearchChips)
        await pilot.click(kinds, offset=(kinds.text.index("trial") + 1, 0))
        bar = app.screen.query_one(TrialChips)
        await until(pilot, lambda: "positive" in bar.text)
        await pilot.click(bar, offset=(bar.text.index("positive") + 1, 0))
        await until(pilot, lambda: "exactly as typed" in said(app))


async def test_a_direct_answer_has_the_cursor_and_opens_where_it_stands(world: World) -> None:
    """Enter on the answer to a question for a number opens the results of that trial."""
    async with running(world) as (app, pilot):
        await search(app, pilot, "pacific hazard ratio")
        await until(pilot, lambda: first_lines(app)[:1] == ["=  PACIFIC · OS"])
        assert rows_of(app, "#results").current == OpenEntry("pacific", section="Results")
        await press(pilot, "enter")
        await until(pilot, lambda: page_shown(app) == "pacific")


async def test_the_search_key_selects_what_is_typed(world: World) -> None:
    """A second question takes the place of the first."""
    async with running(world) as (app, pilot):
        await search(app, pilot, "durva")
        await press(pilot, "ctrl+k")
        await typed(pilot, "cgas")
        assert app.screen.query_one(Input).value == "cgas"
