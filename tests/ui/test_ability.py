"""What a terminal says of itself, and the screen in ASCII."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len, get_character_cell_size

from guide.coach.study import open_study
from guide.inert import visible
from guide.layout.page import lay_out
from guide.library.ascii_like import ascii_cell, ascii_text
from guide.opening import Guide
from guide.ui.ability import Ability, Colours, ability_of
from guide.ui.world import Finder, World
from tests.conftest import NOW, Clock
from tests.ui.driving import drawn, press, running, typed, until
from tests.ui.test_keymap import SCENES


@pytest.mark.parametrize(
    ("variables", "colours"),
    [
        ({"TERM": "xterm-256color"}, Colours.MANY),
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor"}, Colours.ALL),
        ({"TERM": "xterm", "COLORTERM": "24bit"}, Colours.ALL),
        ({"TERM": "xterm-kitty"}, Colours.MANY),
        ({"TERM": "foot-direct"}, Colours.ALL),
        ({"TERM": "xterm"}, Colours.SIXTEEN),
        ({"TERM": "screen"}, Colours.SIXTEEN),
        ({"TERM": "linux"}, Colours.SIXTEEN),
        ({}, Colours.SIXTEEN),
        ({"TERM": "vt100"}, Colours.NONE),
        ({"TERM": "vt220"}, Colours.NONE),
        ({"TERM": "xterm-256color", "NO_COLOR": "1"}, Colours.NONE),
        ({"TERM": "xterm-256color", "NO_COLOR": ""}, Colours.MANY),
    ],
)
def test_colours_of_a_terminal(variables: dict[str, str], colours: Colours) -> None:
    """TERM, COLORTERM and NO_COLOR say how many there are."""
    assert ability_of(variables).colours is colours


@pytest.mark.parametrize(
    ("variables", "only_ascii"),
    [
        ({}, False),
        ({"LANG": "en_GB.UTF-8"}, False),
        ({"LANG": "de_DE.utf8"}, False),
        ({"LC_CTYPE": "UTF-8"}, False),
        ({"LANG": "en_GB.UTF-8", "LC_ALL": "C"}, True),
        ({"LANG": "en_US.ISO-8859-1"}, True),
        ({"LANG": "C", "LC_CTYPE": "C.UTF-8"}, False),
        ({"LANG": "en_GB.UTF-8", "TERM": "linux"}, True),
        ({"LANG": "ja_JP.UTF-8"}, True),
        ({"LC_ALL": "", "LANG": "zh_CN.UTF-8"}, True),
    ],
)
def test_glyphs_of_a_terminal(variables: dict[str, str], only_ascii: bool) -> None:
    """The locale that counts, the console's font, and languages with wide glyphs."""
    assert ability_of(variables).ascii is only_ascii


def test_windows_shows_everything() -> None:
    """Its terminal says nothing of itself."""
    assert ability_of({}, windows=True) == Ability(Colours.ALL, ascii=False)


@given(st.text())
def test_ascii_text_is_ascii(text: str) -> None:
    """Whatever the text is, but for spaces that do not break."""
    assert ascii_text(visible(text)).replace("\u00a0", " ").isascii()


@given(st.characters(exclude_categories=["Cs"]))
def test_a_cell_keeps_its_width(character: str) -> None:
    """What stands for a character is as wide as it was, so that nothing moves."""
    width = get_character_cell_size(character)
    shown = ascii_cell(character, width)

    assert shown.isascii() or character == "\u00a0"
    assert cell_len(shown) == width


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("TGF-β1", "TGF-beta1"),
        ("αD = βD² ⇒ D = α/β", "alpha D = beta D^2 => D = alpha/beta"),
        ("≥ 10 Gy, 3.1 ± 0.5", ">= 10 Gy, 3.1 +/- 0.5"),
        ("10⁻³ mm²", "10^-3 mm^2"),
        ("EQD2₁₀ = n·d · 3", "EQD2_10 = n*d . 3"),
        ("1 ≠ 2", "1 != 2"),
        ("CD8⁺, H₂O₂, ¹⁷⁷Lu", "CD8+, H2O2, 177Lu"),
        ("Müller, Ström", "Muller, Strom"),
    ],
)
def test_ascii_means_the_same(text: str, shown: str) -> None:
    """Signs become the signs that stand for them in type, and powers stay powers."""
    assert ascii_text(text) == shown


def test_the_library_can_be_read_in_ascii(whole: Guide) -> None:
    """No page has a character that only an escape could stand for; links lead to the same pages."""
    catalogue = whole.in_ascii().catalogue
    for name, head in catalogue.heads.items():
        entry = catalogue.entry(name)
        assert head.title.isascii()
        assert entry.links == whole.catalogue.entry(name).links
        text = "".join(
            piece.text
            for line in lay_out(entry, catalogue, 80).lines
            for piece in line
            if piece.style not in ("level", "rule")
        )
        assert "\\u" not in text, name


@pytest.fixture
def ascii_world(guide: Guide, tmp_path: Path, clock: Clock) -> Iterator[World]:
    """Everything that the screen needs, in ASCII."""
    plain = guide.in_ascii()
    with (
        open_study(plain.catalogue, tmp_path / "data", NOW) as study,
        closing(Finder(plain.built, plain.catalogue, ascii_text)) as finder,
    ):
        yield World(study, finder, clock.now, clock.monotonic, lambda: 7, ascii=True)


@pytest.mark.parametrize("scene", SCENES)
async def test_every_place_is_drawn_in_ascii(ascii_world: World, scene: str) -> None:
    """Not one character of any place is left out or more than ASCII."""
    async with running(ascii_world, (80, 24), ability=Ability(ascii=True)) as (app, pilot):
        await SCENES[scene][1](app, pilot)
        rows = drawn(app)
        assert [row for row in rows if not row.isascii()] == []
        assert any(row.strip() for row in rows)


async def test_what_is_found_is_shown_in_ascii(ascii_world: World) -> None:
    """Titles and passages of results as well, each opening its page."""
    async with running(ascii_world, ability=Ability(ascii=True)) as (app, pilot):
        await press(pilot, "/")
        await typed(pilot, "alpha")
        await until(pilot, lambda: "alpha" in "\n".join(drawn(app)))
        assert all(row.isascii() for row in drawn(app))
