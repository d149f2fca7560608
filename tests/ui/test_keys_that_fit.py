"""Keys, labels and help fit the question and the place in view; Escape leads back."""

import pytest

from guide.layout.targets import ChangeSetting, OpenEntry, StartQuiz, StudyMode
from guide.ui.app import GuideApp
from guide.ui.places import Place
from guide.ui.widgets.one_line import OneLine
from guide.ui.world import World
from tests.ui.driving import (
    SIZES,
    drawn,
    follow,
    notices,
    page_shown,
    place_of,
    press,
    running,
    shown,
    text_of,
    typed,
    until,
)

WIDE = (240, 60)


def bar_of(app: GuideApp) -> str:
    """Return the text of the key bar."""
    return app.screen.query_one("#keys", OneLine).text


def help_of(app: GuideApp) -> tuple[str, str]:
    """Return what the help says of this place, and what it says of others."""
    here, elsewhere = text_of(app.screen).split("Elsewhere")
    return here, elsewhere


@pytest.mark.parametrize(
    ("name", "label", "refused"),
    [
        ("basics-01", "a–c answer", "tick"),
        ("basics-04", "tick", "a–f"),
        ("basics-05", "put in order", "a–f"),
        ("basics-06", "match", "a–f"),
        ("basics-07", "0–9 number", "a–"),
        ("card-gray", "reveal", "a–"),
    ],
)
async def test_the_label_of_an_answer_fits_the_question(
    world: World, name: str, label: str, refused: str
) -> None:
    """Letters are offered as far as there are options, digits where a number is asked for."""
    async with running(world, WIDE) as (app, pilot):
        await follow(app, pilot, StartQuiz(StudyMode.QUESTION, name))
        assert label in bar_of(app)
        assert refused not in bar_of(app)


@pytest.mark.parametrize(
    ("keys", "label"),
    [
        (("7", "o"), "enter change"),
        (("7", "m", "enter", "o"), "enter open"),
        (("7", "m", "enter", "o", *["down"] * 8), "enter finish"),
        (("7", "m", "enter", "o", *["down"] * 8, "enter", "down", "enter"), "enter open"),
        (("7", "p"), "enter open"),
        (("7", "c"), "enter begin"),
    ],
)
async def test_the_label_of_enter_fits_the_place(
    world: World, keys: tuple[str, ...], label: str
) -> None:
    """Enter is called what it does with what is chosen."""
    async with running(world, WIDE) as (app, pilot):
        await press(pilot, *keys)
        assert label in bar_of(app)
        assert "enter start" not in bar_of(app)


async def test_votes_are_offered_for_the_options_in_view(world: World) -> None:
    """Before an option is shown there is nothing to vote for."""
    async with running(world, WIDE) as (app, pilot):
        await press(pilot, "7", "m", "m", "enter")
        while "space shows the next option" not in shown(app):
            await press(pilot, "right")
        assert "votes" not in bar_of(app)
        await press(pilot, "space", "space")
        assert "a–b 0–9 votes" in bar_of(app)


async def test_help_names_only_what_works_for_the_question(world: World) -> None:
    """In a question with four options there is no card to turn and nothing to tick."""
    async with running(world) as (app, pilot):
        await follow(app, pilot, StartQuiz(StudyMode.QUESTION, "basics-01"))
        await press(pilot, "?")
        here, elsewhere = help_of(app)
        assert "A letter answers; 1–3 also says that you are unsure" in here
        for text in ("of a card", "Tick", "Take back"):
            assert text not in here
            assert text in elsewhere


@pytest.mark.parametrize("keys", [(), ("2",), ("7",), ("7", "m", "enter"), ("8",), ("4", "enter")])
async def test_help_names_each_key_once(world: World, keys: tuple[str, ...]) -> None:
    """No key of a place stands on two lines, and the tabs have one line."""
    async with running(world) as (app, pilot):
        await press(pilot, *keys, "f1")
        here, elsewhere = help_of(app)
        rows = [line for line in here.split("\n")[1:] if line.strip() and line[0] != " "]
        names = [name for line in rows for name in line.split("  ")[0].split(", ")]
        assert sorted(set(names)) == sorted(names)
        assert (here + elsewhere).count("Go to a tab") == 1
        assert "Go to tab" not in here + elsewhere


@pytest.mark.parametrize("key", ["escape", "left_square_bracket"])
async def test_a_page_opened_from_a_question_leads_back_to_it(world: World, key: str) -> None:
    """The key bar says so; an open source is closed first."""
    async with running(world, (80, 24)) as (app, pilot):
        await follow(app, pilot, StartQuiz(StudyMode.QUESTION, "basics-01"))
        await press(pilot, "a", "r")
        assert "[ back to the question" in bar_of(app)
        await press(pilot, key)
        assert place_of(app) is Place.FEEDBACK
        await press(pilot, "right_square_bracket")
        assert "[ back to the question" in bar_of(app)


async def test_an_open_find_bar_is_closed_before_the_page(world: World) -> None:
    """Escape takes away what is open on the page, then the page."""
    async with running(world) as (app, pilot):
        await follow(app, pilot, StartQuiz(StudyMode.QUESTION, "basics-01"))
        await press(pilot, "a", "r", "/", "d", "enter", "escape")
        assert place_of(app) is Place.PAGE
        await press(pilot, "escape")
        assert place_of(app) is Place.FEEDBACK


async def test_a_page_opened_from_a_definition_leads_back(world: World) -> None:
    """Escape returns to the page that was read, and from there to the list."""
    async with running(world) as (app, pilot):
        await follow(app, pilot, OpenEntry("pacific"))
        await press(pilot, "g")
        await typed(pilot, "gray")
        await press(pilot, "enter")
        assert page_shown(app) == "gray"
        assert "[ back to the page" in bar_of(app)
        await press(pilot, "escape")
        assert page_shown(app) == "pacific"
        await press(pilot, "escape")
        assert place_of(app) is Place.TRIALS


async def test_a_page_opened_otherwise_leads_to_its_list(world: World) -> None:
    """Nothing is said of a question where there is none."""
    async with running(world) as (app, pilot):
        for entry, listed in (("pacific", Place.TRIALS), ("cgas", Place.LIST)):
            await follow(app, pilot, OpenEntry(entry))
            assert "back to" not in bar_of(app)
            await press(pilot, "escape")
            assert place_of(app) is listed


async def test_the_class_code_is_erased_and_pasted(world: World) -> None:
    """The key ctrl+u empties the field; what is pasted is typed into it."""
    from textual import events

    async with running(world) as (app, pilot):
        await press(pilot, "7", "c", "a", "b", "ctrl+u", "c")
        assert " C▏" in shown(app)
        await press(pilot, "ctrl+u")
        app.post_message(events.Paste("sbf01-002dk\n"))
        await until(pilot, lambda: " SBF01-002DK▏" in shown(app))


async def test_the_date_shows_its_form_and_what_is_wrong(world: World) -> None:
    """Dots are typed as they are, and refused with the form that is wanted."""
    async with running(world, (80, 24)) as (app, pilot):
        await press(pilot, "7", "o")
        await follow(app, pilot, ChangeSetting("until"))
        assert "▏YYYY-MM-DD" in shown(app)
        assert "such as 2027-01-15" in shown(app)
        assert "enter save" in bar_of(app)
        await typed(pilot, "15.01.2027")
        assert "15.01.2027▏" in shown(app)
        await press(pilot, "enter")
        await until(pilot, lambda: "'15.01.2027' is not a date" in notices(app))
        await press(pilot, "ctrl+u")
        await typed(pilot, "2027-01-15")
        await press(pilot, "enter")
        assert world.study.preferences.until is not None


async def test_the_front_says_how_topics_start(world: World) -> None:
    """Mode, number and selection stand in one line, each with its key."""
    async with running(world) as (app, pilot):
        await press(pilot, "7")
        words = " ".join(shown(app).split())
        assert "Start as: practice (m) · 10 questions (left, right) · unseen first (w)" in words


async def test_digits_are_called_what_they_are_in_a_filter(world: World) -> None:
    """Behind a letter a digit is text; who leaves the tab and comes back has the whole list."""
    async with running(world, WIDE) as (app, pilot):
        await press(pilot, "4")
        assert "1–8 tabs" in bar_of(app)
        await press(pilot, "t", "6")
        assert "1–8 tabs" not in bar_of(app)
        assert "0–9 filter" in bar_of(app)
        await press(pilot, "escape", "t", "f1")
        assert "Go to a tab" not in help_of(app)[0]
        await press(pilot, "escape", "ctrl+pagedown", "ctrl+pageup")
        assert "1–8 tabs" in bar_of(app)
        assert "type to filter" in shown(app)


async def test_a_quiz_begun_on_a_page_leads_back_to_it(world: World) -> None:
    """Escape says so and does so, from the question and from the score; other runs end here."""
    async with running(world, WIDE) as (app, pilot):
        await follow(app, pilot, OpenEntry("cgas-sting"))
        await press(pilot, "z")
        assert "esc back to the page" in bar_of(app)
        await press(pilot, "escape")
        assert page_shown(app) == "cgas-sting"
        await press(pilot, "7", "enter")
        assert "back to the page" not in bar_of(app)
        await press(pilot, "escape")
        assert place_of(app) is Place.SETUP


@pytest.mark.parametrize("size", SIZES)
async def test_the_disclaimer_is_always_in_view_on_home(
    world: World, size: tuple[int, int]
) -> None:
    """However much has been read, the notice stands above the keys, whole."""
    async with running(world, size) as (app, pilot):
        for entry in ("cgas-sting", "pacific", "gray", "cgas", "durvalumab"):
            await follow(app, pilot, OpenEntry(entry))
        await press(pilot, "1")
        assert drawn(app)[-2] == "  For learning. Not a medical device; no treatment advice."
