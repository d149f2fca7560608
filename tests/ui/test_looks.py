"""Every theme can be read, colour has its few meanings, and every key can be found."""

from dataclasses import asdict

import pytest
from textual.geometry import Offset

from guide.layout.lines import plain_line
from guide.layout.targets import TAB_ACTIONS
from guide.ui.ability import Ability, Colours
from guide.ui.app import GuideApp
from guide.ui.command import shown_key
from guide.ui.commands import COMMANDS
from guide.ui.keymap import commands_of, keys_of
from guide.ui.places import OVERLAYS, Place
from guide.ui.screens.help import HelpScreen
from guide.ui.screens.main import MainScreen
from guide.ui.screens.themes import ThemesScreen
from guide.ui.theme import (
    ANSI,
    DARK,
    GROUNDS,
    HIGH_DARK,
    HIGH_LIGHT,
    INKS,
    LIGHT,
    MONO,
    NAMES,
    PALETTES,
    SAFE_DARK,
    SAFE_LIGHT,
    fitting,
    make_looks,
    possible,
)
from guide.ui.widgets.tab_bar import shortened
from guide.ui.world import World
from tests import contrast
from tests.ui.driving import (
    notices,
    place_of,
    press,
    rows_of,
    running,
    screen_of,
    settled,
    typed,
)
from tests.ui.test_keymap import SCENES

RGB = [name for name in PALETTES if name != ANSI]
FLOOR = {HIGH_DARK: 7.0, HIGH_LIGHT: 7.0}
"""Contrast that the text of a theme must have at least; 4.5 where none is named."""


def colours_of(theme: str) -> dict[str, dict[str, str]]:
    """Return the colours of a theme, by where they are seen."""
    if theme == ANSI:
        return {name: contrast.resolved(PALETTES[ANSI], name) for name in contrast.TERMINALS}
    colours = asdict(PALETTES[theme])
    return {"": colours, "256": {n: contrast.among_256(value) for n, value in colours.items()}}


@pytest.mark.parametrize("theme", PALETTES)
def test_every_text_colour_has_contrast(theme: str) -> None:
    """Every colour of text can be read on every ground, also among the nearest 256 colours."""
    poor = {
        (where, ink, ground): round(ratio, 2)
        for where, colours in colours_of(theme).items()
        for ink in INKS
        for ground in GROUNDS
        if (ratio := contrast.contrast(colours[ink], colours[ground]))
        < (FLOOR.get(theme, 4.5) if where != "256" else 4.5)
    }

    assert poor == {}


@pytest.mark.parametrize("terminal", contrast.TERMINALS)
@pytest.mark.parametrize("look", ["selected", "cursor", "found"])
def test_what_is_chosen_can_be_read_in_16_colours(terminal: str, look: str) -> None:
    """Looks with a ground of their own have contrast in each terminal, and no bright ground."""
    style, shown = make_looks(ANSI)[look], contrast.TERMINALS[terminal]

    assert style.color is not None
    assert style.bgcolor is not None
    assert contrast.contrast(shown[style.color.name], shown[style.bgcolor.name]) >= 4.5
    assert not style.bgcolor.name.startswith("bright")


@pytest.mark.parametrize("theme", [SAFE_DARK, SAFE_LIGHT])
@pytest.mark.parametrize("eyes", contrast.DEFICIENCIES)
def test_colour_blind_themes_keep_meanings_apart(theme: str, eyes: str) -> None:
    """Right and wrong are far apart, and no two meanings look alike."""
    colours = asdict(PALETTES[theme])
    meanings = INKS[2:]

    def apart(one: str, other: str) -> float:
        return contrast.difference(colours[one], colours[other], eyes)

    assert apart("good", "bad") > 60
    alike = [(a, b) for a in meanings for b in meanings if a < b and apart(a, b) < 10]
    assert alike == []


def test_the_table_of_the_document_is_true() -> None:
    """docs/themes.md has the contrasts as they are: `python -m tests.contrast` writes them."""
    text = contrast.DOCUMENT.read_text("utf-8")

    assert contrast.with_table(text) == text


@pytest.mark.parametrize("scene", SCENES)
async def test_every_run_of_text_has_contrast(world: World, scene: str) -> None:
    """In a picture of the place each text can be read, and has a colour of the palette."""
    place, go = SCENES[scene]
    async with running(world) as (app, pilot):
        await go(app, pilot)
        for theme in RGB:
            app.theme = theme
            await settled(pilot)
            colours = asdict(PALETTES[theme])
            inks = {*(colours[ink] for ink in INKS), colours["background"]}
            pairs = contrast.drawn_pairs(app.export_screenshot())
            seen = [pair for pair in pairs if place not in OVERLAYS or is_above(app, pair[3:])]
            read = [pair for pair in seen if any(map(str.isalnum, pair[2]))]
            assert read, place
            floor = FLOOR.get(theme, 4.5)
            assert [pair for pair in read if contrast.contrast(*pair[:2]) < floor] == []
            assert [pair for pair in read if pair[0] not in inks] == []


def is_above(app: GuideApp, at: tuple[int, ...]) -> bool:
    """Tell whether a cell belongs to the overlay, and not to the dimmed screen below it."""
    return any(widget.region.contains_point(Offset(*at)) for widget in app.screen.children)


def test_mono_looks_have_no_colour_and_show_the_choice() -> None:
    """Every style has a look without colour, and what is chosen differs from all that is not."""
    looks = make_looks(MONO)

    assert looks.keys() == make_looks(DARK).keys() == make_looks(ANSI).keys()
    assert [name for name, look in looks.items() if look.color or look.bgcolor] == []
    assert {name for name, look in looks.items() if look.reverse} == {"selected", "cursor", "found"}


def test_the_terminal_limits_the_themes() -> None:
    """A saved theme is used where it can be shown, else the first of those that can."""
    assert fitting(LIGHT, Colours.ALL) == LIGHT
    assert fitting("", Colours.MANY) == DARK
    assert fitting("solarized", Colours.ALL) == DARK
    assert fitting(LIGHT, Colours.SIXTEEN) == ANSI
    assert fitting(MONO, Colours.SIXTEEN) == MONO
    assert fitting(LIGHT, Colours.NONE) == MONO
    assert possible(Colours.ALL) == tuple(NAMES)


async def test_a_theme_is_seen_before_it_is_kept(world: World) -> None:
    """The cursor shows each theme; Esc goes back to the one before, Enter keeps and saves one."""
    settings = world.study.progress.settings
    async with running(world) as (app, pilot):
        await press(pilot, "ctrl+t", "down", "down")
        assert app.theme == HIGH_DARK
        await press(pilot, "escape")
        assert app.theme == DARK
        assert settings().get("theme", DARK) == DARK
        await press(pilot, "ctrl+t", "down", "enter")
        assert app.theme == LIGHT
        assert screen_of(app) is MainScreen
    assert settings()["theme"] == LIGHT


async def test_a_terminal_of_16_colours_keeps_the_saved_theme(world: World) -> None:
    """It shows its own theme; the one that was chosen elsewhere stays saved."""
    progress = world.study.progress
    progress.save_settings({"theme": LIGHT})
    async with running(world, ability=Ability(Colours.SIXTEEN)) as (app, pilot):
        assert app.theme == ANSI
        await press(pilot, "ctrl+t")
        assert screen_of(app) is ThemesScreen
        assert len(rows_of(app).rows) == 2
        await press(pilot, "escape")
    assert progress.settings()["theme"] == LIGHT


async def test_without_colours_there_is_nothing_to_choose(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """NO_COLOR leaves one theme, and the key says so."""
    monkeypatch.setenv("NO_COLOR", "1")
    async with running(world) as (app, pilot):
        assert app.theme == MONO
        await press(pilot, "ctrl+t")
        assert "one theme only" in notices(app)


def test_names_of_tabs_stay_words() -> None:
    """What does not fit loses the ends of the longest names, as an abbreviation does."""
    titles = ["Home", "Mechanisms", "Modalities", "Entities", "Trials", "Glossary", "Quiz", "Tools"]

    assert shortened(titles, 80) == titles
    assert " ".join(shortened(titles, 51)) == (
        "Home Mechani. Modalit. Entities Trials Glossary Quiz Tools"
    )
    assert shortened(titles, 1) == [
        "Home",
        *["Mec.", "Mod.", "Ent.", "Tri.", "Glo."],
        "Quiz",
        "Too.",
    ]


def help_text(place: Place) -> str:
    """Return all that the help says of a place in which everything is possible."""
    possible = frozenset(command.action for command in COMMANDS)
    rows = HelpScreen(place, possible, ()).rows("", 80)
    return " ".join(" ".join(plain_line(line) for row in rows for line in row.lines).split())


@pytest.mark.parametrize("place", list(Place))
def test_help_names_every_command(place: Place) -> None:
    """In every place the help lists every command of the guide, those of the place first."""
    text = help_text(place)

    assert all(command.help in text for command in COMMANDS if command.action not in TAB_ACTIONS)
    assert "Go to a tab" in text
    assert text.index(f"Keys in {place}") < text.index("Elsewhere")
    for command in commands_of(place):
        keys = ", ".join(map(shown_key, keys_of(command, place, lambda _: True)))
        if keys and command.action not in TAB_ACTIONS:
            assert f"{keys} {command.help}" in text


async def test_the_help_is_searched_and_does_what_it_says(world: World) -> None:
    """Words narrow the help, and Enter does the line that is left."""
    async with running(world) as (app, pilot):
        await press(pilot, "2", "enter", "?")
        await typed(pilot, "contents")
        await press(pilot, "enter")
        assert place_of(app) is Place.CONTENTS


async def test_the_help_says_why_a_line_cannot_be_done(world: World) -> None:
    """A command of another place is refused with the places in which it works."""
    async with running(world) as (app, pilot):
        await press(pilot, "?")
        await typed(pilot, "strike out")
        await press(pilot, "enter")
        assert place_of(app) is Place.HELP
        assert "This works in an exam" in notices(app)


async def test_words_that_the_help_lacks_are_searched_everywhere(world: World) -> None:
    """One Enter goes from the help to the search."""
    async with running(world) as (app, pilot):
        await press(pilot, "?")
        await typed(pilot, "cgas")
        await press(pilot, "enter")
        assert place_of(app) is Place.SEARCH
