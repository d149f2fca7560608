"""Contrast of colours as WCAG 2 defines it, colours as other eyes see them, and the table of docs.

`python -m tests.contrast` writes the table of docs/themes.md again.
"""

import html
import re
from pathlib import Path

from rich.color import Color, ColorSystem

from guide.ui.theme import ANSI, GROUNDS, INKS, NAMES, PALETTES, Palette
from tests.snapshot import comparable

DOCUMENT = Path(__file__).resolve().parent.parent / "docs" / "themes.md"
BEGIN, END = "<!-- table -->\n", "<!-- end -->\n"
CELL_HEIGHT = 24.4
"""Height of a row in a picture of the screen."""
TERMINALS = {
    "xterm": {
        "black": "#000000", "white": "#e5e5e5", "blue": "#0000ee", "cyan": "#00cdcd",
        "bright_white": "#ffffff", "bright_cyan": "#00ffff", "bright_yellow": "#ffff00",
        "bright_green": "#00ff00", "bright_red": "#ff0000",
    },
    "VGA": {
        "black": "#000000", "white": "#aaaaaa", "blue": "#0000aa", "cyan": "#00aaaa",
        "bright_white": "#ffffff", "bright_cyan": "#55ffff", "bright_yellow": "#ffff55",
        "bright_green": "#55ff55", "bright_red": "#ff5555",
    },
    "Windows": {
        "black": "#0c0c0c", "white": "#cccccc", "blue": "#0037da", "cyan": "#3a96dd",
        "bright_white": "#f2f2f2", "bright_cyan": "#61d6d6", "bright_yellow": "#f9f1a5",
        "bright_green": "#16c60c", "bright_red": "#e74856",
    },
}  # fmt: skip
"""What the 16 colours are in three terminals, as their makers set them; those that are used."""
DEFICIENCIES = {
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
"""What eyes without one kind of cone see of linear red, green and blue: Machado, Oliveira and
Fernandes 2009, doi:10.1109/TVCG.2009.113, at full severity."""


def linear(colour: str) -> tuple[float, float, float]:
    """Return the linear parts of a colour written `#rrggbb`."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return red, green, blue


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour, as WCAG 2 defines it."""
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, as WCAG 2 defines it."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def among_256(colour: str) -> str:
    """Return what is written to a terminal of 256 colours for a colour."""
    return Color.parse(colour).downgrade(ColorSystem.EIGHT_BIT).get_truecolor().hex


def resolved(palette: Palette, terminal: str) -> dict[str, str]:
    """Return the colours of the palette of 16 colours as a terminal shows them."""
    shown = TERMINALS[terminal]
    return {name: shown[getattr(palette, name)] for name in (*GROUNDS, *INKS)}


def difference(one: str, other: str, deficiency: str | None = None) -> float:
    """Return how far apart two colours look: CIE 1976, where 2.3 can just be noticed."""
    (l1, a1, b1), (l2, a2, b2) = (_lab(_seen(colour, deficiency)) for colour in (one, other))
    return float(((l1 - l2) ** 2 + (a1 - a2) ** 2 + (b1 - b2) ** 2) ** 0.5)


def _seen(colour: str, deficiency: str | None) -> tuple[float, ...]:
    parts = linear(colour)
    if deficiency is None:
        return parts
    return tuple(
        min(max(sum(k * part for k, part in zip(row, parts, strict=True)), 0.0), 1.0)
        for row in DEFICIENCIES[deficiency]
    )


def _lab(parts: tuple[float, ...]) -> tuple[float, float, float]:
    """Return CIE L*a*b* of linear sRGB, under D65."""
    red, green, blue = parts
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.0890

    def curve(t: float) -> float:
        return float(t ** (1 / 3)) if t > 0.008856 else 7.787 * t + 16 / 116

    return 116 * curve(y) - 16, 500 * (curve(x) - curve(y)), 200 * (curve(y) - curve(z))


def drawn_pairs(svg: str) -> set[tuple[str, str, str, int, int]]:
    """Return what a picture of the screen shows: ink, ground, text, column and row of each run."""
    svg = comparable(svg)
    inks = dict(re.findall(r"\.terminal-(r\d+) \{ fill: (#[0-9a-f]{6})", svg))
    grounds: dict[int, list[tuple[float, float, str]]] = {}
    rect = r'<rect fill="(#[0-9a-f]{6})" x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="24.65"'
    for colour, x, y, width in re.findall(rect, svg):
        row = round((float(y) - 1.5) / CELL_HEIGHT)
        grounds.setdefault(row, []).append((float(x), float(x) + float(width), colour))
    found = set()
    text = r'<text class="terminal-(r\d+)" x="([\d.]+)"[^>]*terminal-line-(\d+)\)">([^<]*)</text>'
    for style, x, line, words in re.findall(text, svg):
        shown = html.unescape(words).replace("\xa0", " ").strip()
        at, row = float(x), int(line)
        under = [colour for left, right, colour in grounds.get(row, ()) if left <= at + 1 < right]
        if shown and under:
            found.add((inks[style], under[-1], shown, round(at / 12.2), row))
    return found


def table() -> str:
    """Return the table of contrasts, each colour on the ground where it is hardest to read."""
    rows = ["| theme | " + " | ".join(INKS) + " |", "| --- |" + " ---: |" * len(INKS)]
    for name, palette in PALETTES.items():
        shown = (
            [
                (f"{NAMES[name][0]}, {terminal}", resolved(palette, terminal))
                for terminal in TERMINALS
            ]
            if name == ANSI
            else [(NAMES[name][0], {field: getattr(palette, field) for field in (*GROUNDS, *INKS)})]
        )
        for title, colours in shown:
            least = (
                min(contrast(colours[ink], colours[ground]) for ground in GROUNDS) for ink in INKS
            )
            rows.append(f"| {title} | " + " | ".join(f"{ratio:.1f}" for ratio in least) + " |")
    return "\n".join(rows) + "\n"


def with_table(text: str) -> str:
    """Return the document with the table as it is now."""
    before, rest = text.split(BEGIN)
    return before + BEGIN + table() + END + rest.split(END)[1]


if __name__ == "__main__":
    DOCUMENT.write_text(with_table(DOCUMENT.read_text("utf-8")), "utf-8")
