"""Two themes, dark and light, one without colour, and the look of every named style in each."""

from rich.style import Style
from textual.theme import Theme

DARK = "abscopal-dark"
LIGHT = "abscopal-light"
PLAIN = "abscopal-plain"
"""What NO_COLOR asks for: the looks differ in weight, slant, lines and reverse only."""

PALETTES: dict[str, dict[str, str]] = {
    DARK: {
        "background": "#101418",
        "panel": "#171d23",
        "raised": "#222b34",
        "line": "#3a4652",
        "text": "#dce3ea",
        "dim": "#93a1ae",
        "accent": "#7fd1c7",
        "good": "#8fd694",
        "bad": "#ff9d94",
        "warn": "#f0c674",
        "mark": "#f6e3a1",
        "mechanism": "#7fd1c7",
        "modality": "#f0c674",
        "principle": "#c3b1f0",
        "gene": "#8fd694",
        "cell": "#b7d98a",
        "disease": "#f5a6b8",
        "agent": "#8ec2f5",
        "organism": "#d9b48a",
        "trial": "#f5b183",
        "term": "#b4c0cb",
    },
    LIGHT: {
        "background": "#fbfaf6",
        "panel": "#f1efe8",
        "raised": "#e3dfd3",
        "line": "#b9b4a6",
        "text": "#1f262c",
        "dim": "#545f69",
        "accent": "#006064",
        "good": "#1e6b2b",
        "bad": "#a3211b",
        "warn": "#7a5200",
        "mark": "#5c4300",
        "mechanism": "#006064",
        "modality": "#7a5200",
        "principle": "#5b3fa8",
        "gene": "#1e6b2b",
        "cell": "#4a6316",
        "disease": "#9c2350",
        "agent": "#1a5490",
        "organism": "#6e4a1e",
        "trial": "#8f4210",
        "term": "#46525c",
    },
}
KIND_NAMES = (
    "mechanism",
    "modality",
    "principle",
    "gene",
    "cell",
    "disease",
    "agent",
    "organism",
    "trial",
    "term",
)
VERDICTS = ("positive", "negative", "mixed", "single-arm", "ongoing", "terminated")


def make_theme(name: str) -> Theme:
    """Return a palette as a Textual theme."""
    colours = PALETTES.get(name, PALETTES[DARK])
    return Theme(
        name=name,
        dark=name != LIGHT,
        primary=colours["accent"],
        secondary=colours["dim"],
        accent=colours["accent"],
        foreground=colours["text"],
        background=colours["background"],
        surface=colours["background"],
        panel=colours["panel"],
        success=colours["good"],
        warning=colours["warn"],
        error=colours["bad"],
        variables={
            "raised": colours["raised"],
            "line": colours["line"],
            "dim": colours["dim"],
            "block-cursor-background": colours["raised"],
            "block-cursor-foreground": colours["text"],
            "block-cursor-text-style": "bold",
            "input-selection-background": colours["line"],
            "scrollbar": colours["line"],
            "scrollbar-background": colours["background"],
            "scrollbar-hover": colours["dim"],
            "scrollbar-active": colours["accent"],
            "border": colours["line"],
        },
    )


def make_looks(name: str) -> dict[str, Style]:
    """Return the look of every style name; a theme that is not ours gets those of the dark one."""
    if name == PLAIN:
        return _plain_looks()
    colours = PALETTES.get(name, PALETTES[DARK])
    looks = {
        "": Style(color=colours["text"]),
        "b": Style(color=colours["text"], bold=True),
        "i": Style(color=colours["text"], italic=True),
        "code": Style(color=colours["warn"]),
        "link": Style(color=colours["accent"], underline=True),
        "cite": Style(color=colours["dim"]),
        "doi": Style(color=colours["accent"]),
        "level": Style(color=colours["dim"], italic=True),
        "title": Style(color=colours["accent"], bold=True),
        "h1": Style(color=colours["accent"], bold=True),
        "h2": Style(color=colours["accent"], bold=True),
        "h3": Style(color=colours["text"], bold=True),
        "th": Style(color=colours["dim"], bold=True),
        "summary": Style(color=colours["text"], italic=True),
        "dim": Style(color=colours["dim"]),
        "rule": Style(color=colours["line"]),
        "mark": Style(color=colours["mark"], bold=True, underline=True),
        "found": Style(color=colours["mark"], bold=True, reverse=True),
        "good": Style(color=colours["good"], bold=True),
        "bad": Style(color=colours["bad"], bold=True),
        "warn": Style(color=colours["warn"]),
        "accent": Style(color=colours["accent"]),
        "button": Style(color=colours["text"], bgcolor=colours["raised"]),
        "selected": Style(color=colours["text"], bgcolor=colours["raised"], bold=True),
        "cursor": Style(color=colours["background"], bgcolor=colours["accent"], bold=True),
        "verdict-positive": Style(color=colours["good"], bold=True),
        "verdict-negative": Style(color=colours["bad"], bold=True),
    }
    for verdict in VERDICTS[2:]:
        looks[f"verdict-{verdict}"] = Style(color=colours["warn"], bold=True)
    for kind in KIND_NAMES:
        looks[f"kind-{kind}"] = Style(color=colours[kind], bold=True)
    return looks


def _plain_looks() -> dict[str, Style]:
    """Return looks without colour: what leads somewhere is underlined, what is chosen reversed."""
    bold, dim, line = Style(bold=True), Style(dim=True), Style(underline=True)
    reverse, none = Style(bold=True, reverse=True), Style()
    looks = dict.fromkeys(("", "code", "rule"), none)
    looks |= {name: Style(italic=True) for name in ("i", "level", "summary")}
    looks |= dict.fromkeys(("dim", "cite"), dim)
    looks |= dict.fromkeys(("link", "doi", "accent", "button"), line)
    looks |= dict.fromkeys(("b", "title", "h1", "h2", "h3", "th", "good", "bad", "warn"), bold)
    looks |= dict.fromkeys(("selected", "cursor", "found"), reverse)
    looks |= {f"verdict-{name}": bold for name in VERDICTS}
    looks |= {f"kind-{name}": bold for name in KIND_NAMES}
    return {**looks, "mark": Style(bold=True, underline=True)}
