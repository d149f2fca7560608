"""Both themes can be read, and every key can be found."""

import pytest

from guide.layout.lines import plain_line
from guide.layout.targets import TAB_ACTIONS
from guide.ui.command import shown_key
from guide.ui.commands import COMMANDS
from guide.ui.keymap import commands_of, keys_of
from guide.ui.places import Place
from guide.ui.screens.help import help_lines
from guide.ui.theme import DARK, LIGHT, PALETTES, PLAIN, make_looks


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour, as WCAG 2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, as WCAG 2 defines it."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", [DARK, LIGHT])
@pytest.mark.parametrize("ground", ["background", "panel", "raised"])
def test_every_text_colour_has_contrast(theme: str, ground: str) -> None:
    """At least 4.5 to 1 for every colour of text on every ground that it may stand on."""
    palette = PALETTES[theme]
    texts = [name for name in palette if name not in ("background", "panel", "raised", "line")]
    poor = {
        name: round(contrast(palette[name], palette[ground]), 2)
        for name in texts
        if contrast(palette[name], palette[ground]) < 4.5
    }

    assert poor == {}


def test_plain_looks_have_no_colour_and_show_the_choice() -> None:
    """Every style has a look without colour, and what is chosen differs from all that is not."""
    looks = make_looks(PLAIN)

    assert looks.keys() == make_looks(DARK).keys()
    assert [name for name, look in looks.items() if look.color or look.bgcolor] == []
    assert {name for name, look in looks.items() if look.reverse} == {"selected", "cursor", "found"}


@pytest.mark.parametrize("place", list(Place))
def test_help_names_every_command(place: Place) -> None:
    """In every place the help lists every command of the guide, those of the place first."""
    text = " ".join(
        " ".join(plain_line(line) for line in help_lines(place, lambda _: True, (), 80)).split()
    )

    assert all(command.help in text for command in COMMANDS if command.action not in TAB_ACTIONS)
    assert "Go to a tab" in text
    assert text.index(f"Keys in {place}") < text.index("Elsewhere")
    for command in commands_of(place):
        keys = ", ".join(map(shown_key, keys_of(command, place, lambda _: True)))
        if keys and command.action not in TAB_ACTIONS:
            assert f"{keys} {command.help}" in text
