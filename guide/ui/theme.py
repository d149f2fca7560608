"""The themes, and the look of every named style in each.

Colour has six meanings and no other use: heading, link, focus, good, bad and data. All else is the
colour of text, or its dimmer shade. docs/themes.md has the contrasts.
"""

from dataclasses import dataclass, fields

from rich.style import Style
from textual.theme import Theme

from guide.ui.ability import Colours

DARK = "abscopal-dark"
LIGHT = "abscopal-light"
HIGH_DARK = "abscopal-high-contrast-dark"
HIGH_LIGHT = "abscopal-high-contrast-light"
SAFE_DARK = "abscopal-colour-blind-dark"
SAFE_LIGHT = "abscopal-colour-blind-light"
ANSI = "abscopal-ansi"
"""The 16 colours that the terminal has been given."""
MONO = "abscopal-mono"
"""What NO_COLOR asks for: the looks differ in weight, slant, lines and reverse only."""


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of a theme: grounds, then text, then the six meanings.

    Attributes:
        raised: Ground of what lies above the rest, and of what is chosen.
        line: Lines and tracks; never text.
        focus: Where the keys go, and what was looked for.
        data: Bars, curves, formulas and numbers that were calculated.
    """

    background: str
    panel: str
    raised: str
    line: str
    text: str
    dim: str
    heading: str
    link: str
    focus: str
    good: str
    bad: str
    data: str


GROUNDS = ("background", "panel", "raised")
INKS = tuple(field.name for field in fields(Palette) if field.name not in (*GROUNDS, "line"))
"""What text is written in, on each of the grounds."""
_DARK = ("#121416", "#181b1f", "#252a30", "#454c54", "#dce3ea", "#9ba4ad")
_LIGHT = ("#fbfaf8", "#f2f1ee", "#e2e0dc", "#b6b3ac", "#1f262c", "#525b63")
_BLACK = ("#000000", "#000000", "#262626", "#8a8a8a", "#ffffff", "#c6c6c6")
_WHITE = ("#ffffff", "#ffffff", "#e4e4e4", "#767676", "#000000", "#3a3a3a")
# The grounds are grey enough to stay so in a terminal of 256 colours.
PALETTES: dict[str, Palette] = {
    DARK: Palette(*_DARK, "#7fd1c7", "#8ec2f5", "#f0c674", "#8fd694", "#ff9d94", "#c9a9f2"),
    LIGHT: Palette(*_LIGHT, "#006064", "#1a5490", "#6e4d00", "#1e6b2b", "#a3211b", "#5a2ca0"),
    HIGH_DARK: Palette(*_BLACK, "#5fffd7", "#87d7ff", "#ffd75f", "#87ff87", "#ffafaf", "#d7afff"),
    HIGH_LIGHT: Palette(*_WHITE, "#004a4d", "#00377a", "#553800", "#00470f", "#7d0a0a", "#45208a"),
    SAFE_DARK: Palette(*_DARK, "#f4f4f4", "#b4dcff", "#f0e442", "#4fa8f5", "#ff9540", "#d9a3cc"),
    SAFE_LIGHT: Palette(*_LIGHT, "#000000", "#2a2a7d", "#3d3000", "#005f9c", "#a02f00", "#8a2a72"),
    ANSI: Palette(
        *("black", "black", "black", "bright_black", "bright_white", "white"),
        *("bright_white", "bright_cyan", "bright_yellow", "bright_green", "bright_red", "cyan"),
    ),
}
NAMES = {
    DARK: ("Dark", ""),
    LIGHT: ("Light", ""),
    HIGH_DARK: ("High contrast, dark", "all text at least 7 to 1"),
    HIGH_LIGHT: ("High contrast, light", "all text at least 7 to 1"),
    SAFE_DARK: ("Colour-blind, dark", "right is blue, wrong is orange"),
    SAFE_LIGHT: ("Colour-blind, light", "right is blue, wrong is orange"),
    ANSI: ("16 colours", "those that this terminal has been given"),
    MONO: ("No colour", "bold, underlined and reversed"),
}
"""What each theme is called and what is to be known of it, in the order shown."""
LIGHT_THEMES = frozenset({LIGHT, HIGH_LIGHT, SAFE_LIGHT})
VERDICTS = ("positive", "negative", "mixed", "single-arm", "ongoing", "terminated")


def possible(colours: Colours) -> tuple[str, ...]:
    """Return the themes that a terminal can show."""
    match colours:
        case Colours.NONE:
            return (MONO,)
        case Colours.SIXTEEN:
            return (ANSI, MONO)
        case _:
            return tuple(NAMES)


def fitting(saved: str, colours: Colours) -> str:
    """Return the theme that was saved, or the first that the terminal can show."""
    themes = possible(colours)
    return saved if saved in themes else themes[0]


def chosen_as_one(name: str) -> bool:
    """Tell whether a row with the cursor has one look, since its colours cannot be read there."""
    return name in (ANSI, MONO)


def make_theme(name: str) -> Theme:
    """Return a palette as a Textual theme."""
    colours = PALETTES.get(name, PALETTES[DARK])
    ansi = name == ANSI
    of = {
        field.name: f"ansi_{getattr(colours, field.name)}" if ansi else getattr(colours, field.name)
        for field in fields(Palette)
    }
    return Theme(
        name=name,
        dark=name not in LIGHT_THEMES,
        ansi=ansi,
        primary=of["heading"],
        secondary=of["dim"],
        accent=of["focus"],
        foreground=of["text"],
        background=of["background"],
        surface=of["background"],
        panel=of["panel"],
        success=of["good"],
        warning=of["bad"],
        error=of["bad"],
        variables={
            "raised": of["raised"],
            "line": of["line"],
            "dim": of["dim"],
            "focus": of["focus"],
            "text-disabled": of["dim"],
            "block-cursor-background": of["raised"],
            "block-cursor-foreground": of["text"],
            "block-cursor-text-style": "bold",
            "input-cursor-background": of["text"],
            "input-cursor-foreground": of["background"],
            "input-selection-background": of["dim"],
            "input-selection-foreground": of["background"],
            "scrollbar": of["line"],
            "scrollbar-background": of["background"],
            "scrollbar-hover": of["dim"],
            "scrollbar-active": of["focus"],
            "border": of["line"],
            # Textual 8.2 leaves these out of themes of ANSI colours, or makes them transparent.
            "surface": of["background"],
            "surface-active": of["raised"],
            "panel": of["panel"],
            "foreground-disabled": of["dim"],
            "ansi-background": of["background"],
            "ansi-foreground": of["text"],
        },
    )


def make_looks(name: str) -> dict[str, Style]:
    """Return the look of every style name; a theme that is not ours gets those of the dark one."""
    if name == MONO:
        return _mono_looks()
    colours = PALETTES.get(name, PALETTES[DARK])
    text, dim = Style(color=colours.text), Style(color=colours.dim)
    bold, italic = Style(bold=True), Style(italic=True)
    heading, link = Style(color=colours.heading, bold=True), Style(color=colours.link)
    focus, data = Style(color=colours.focus, bold=True), Style(color=colours.data)
    good, bad = Style(color=colours.good, bold=True), Style(color=colours.bad, bold=True)
    looks = {"": text, "b": text + bold, "i": text + italic, "summary": text + italic}
    looks |= dict.fromkeys(("dim", "cite"), dim)
    looks |= {"level": dim + italic, "th": dim + bold, "rule": Style(color=colours.line)}
    looks |= dict.fromkeys(("title", "h1", "h2"), heading)
    looks |= {"h3": text + bold, "tag": dim + bold}
    looks |= {"link": link + Style(underline=True), "doi": link, "accent": link}
    looks |= {"focus": focus, "mark": focus + Style(underline=True)}
    looks |= {"found": focus + Style(reverse=True)}
    looks |= dict.fromkeys(("data", "code"), data)
    looks["result"] = data + bold
    looks |= {"good": good, "bad": bad, "warn": Style(color=colours.bad)}
    looks |= {"button": text + Style(bgcolor=colours.raised)}
    looks |= {"selected": text + bold + Style(bgcolor=colours.raised)}
    looks |= {"cursor": Style(color=colours.background, bgcolor=colours.focus, bold=True)}
    looks |= {f"verdict-{verdict}": text + bold for verdict in VERDICTS}
    looks |= {"verdict-positive": good, "verdict-negative": bad}
    return looks | _ansi_looks() if name == ANSI else looks


def _ansi_looks() -> dict[str, Style]:
    """Return what differs with 16 colours: grounds that every such terminal has, none bright.

    Bold is left out on them: many terminals would make black grey.
    """
    chosen = Style(color="bright_white", bgcolor="blue")
    return {
        "button": Style(color="bright_white", underline=True),
        "selected": chosen,
        "cursor": Style(color="black", bgcolor="white"),
        "found": Style(color="black", bgcolor="cyan"),
    }


def _mono_looks() -> dict[str, Style]:
    """Return looks without colour: what leads somewhere is underlined, what is chosen reversed."""
    bold, dim, line = Style(bold=True), Style(dim=True), Style(underline=True)
    reverse, none = Style(bold=True, reverse=True), Style()
    looks = dict.fromkeys(("", "code", "data", "rule"), none)
    looks |= {name: Style(italic=True) for name in ("i", "level", "summary")}
    looks |= dict.fromkeys(("dim", "cite"), dim)
    looks |= dict.fromkeys(("link", "doi", "accent", "button"), line)
    looks |= dict.fromkeys(("b", "title", "h1", "h2", "h3", "th", "good", "bad", "warn"), bold)
    looks |= dict.fromkeys(("tag", "focus", "result"), bold)
    looks |= dict.fromkeys(("selected", "cursor", "found"), reverse)
    looks |= {f"verdict-{name}": bold for name in VERDICTS}
    return {**looks, "mark": Style(bold=True, underline=True)}
