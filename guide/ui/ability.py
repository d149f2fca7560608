"""What the terminal can show, from what it says of itself: how many colours, and which glyphs."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum

MANY = ("kitty", "ghostty", "alacritty", "foot", "wezterm", "iterm", "contour", "rio")
"""Words in TERM of terminals that have 256 colours or more and do not say so there."""
NO_COLOURS = ("vt", "dumb", "unknown", "ansi-m", "xterm-mono", "screen-mono")
"""What TERM begins with where there are none."""
WIDE_LANGUAGES = ("zh", "ja", "ko")
"""Languages whose terminals may give two cells to glyphs such as ● and ─."""


class Colours(IntEnum):
    """How many colours a terminal has."""

    NONE = 0
    SIXTEEN = 16
    MANY = 256
    ALL = 1 << 24


SYSTEMS = {
    Colours.NONE: "standard",
    Colours.SIXTEEN: "standard",
    Colours.MANY: "256",
    Colours.ALL: "truecolor",
}
"""How Rich and Textual call what is to be written to such a terminal."""


@dataclass(frozen=True, slots=True)
class Ability:
    """What the terminal can show.

    Attributes:
        ascii: Only ASCII is to be written.
    """

    colours: Colours = Colours.ALL
    ascii: bool = False


def ability_of(environment: Mapping[str, str], windows: bool = False) -> Ability:
    """Return what a terminal can show.

    Args:
        environment: The variables of the environment.
        windows: The system is Windows, whose terminal says nothing and can show everything.
    """
    return Ability(
        Colours.NONE if environment.get("NO_COLOR") else _colours(environment, windows),
        not windows and _only_ascii(environment),
    )


def _colours(environment: Mapping[str, str], windows: bool) -> Colours:
    term = environment.get("TERM", "").lower()
    if windows or environment.get("COLORTERM", "").lower() in ("truecolor", "24bit"):
        return Colours.ALL
    if term.endswith("-direct"):
        return Colours.ALL
    if "256col" in term or any(word in term for word in MANY):
        return Colours.MANY
    if term.startswith(NO_COLOURS) and "color" not in term:
        return Colours.NONE
    return Colours.SIXTEEN


def _only_ascii(environment: Mapping[str, str]) -> bool:
    """Tell whether locale or terminal lacks the guide's glyphs, or may give them two cells."""
    locale = next(
        (value for name in ("LC_ALL", "LC_CTYPE", "LANG") if (value := environment.get(name))), ""
    )
    utf8 = "utf8" in locale.lower().replace("-", "")
    console = environment.get("TERM") == "linux"  # Its font has a few hundred glyphs.
    return console or bool(locale and (not utf8 or locale.startswith(WIDE_LANGUAGES)))
