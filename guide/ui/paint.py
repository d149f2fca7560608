"""Lines of pieces into strips of the screen; what can be clicked carries its target."""

from functools import lru_cache

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from guide.layout.lines import Line, line_width
from guide.layout.targets import Target
from guide.ui.theme import make_looks


@lru_cache(maxsize=4)
def looks_of(theme: str) -> dict[str, Style]:
    """Return the looks of a theme, made once."""
    return make_looks(theme)


@lru_cache(maxsize=2000)
def _clickable(style: Style, target: Target) -> Style:
    return style + Style(meta={"target": target})


def paint(
    line: Line, theme: str, width: int, background: Style, margin: int = 0, chosen: int = -1
) -> Strip:
    """Return a line as a strip of exactly `width` cells.

    Args:
        line: What to show.
        theme: Name of the theme.
        width: Cells to fill.
        background: Style under everything.
        margin: Cells left free on the left.
        chosen: Index of the piece that has the cursor; -1 for none.
    """
    looks = looks_of(theme)
    plain = background + looks[""]
    runs: list[tuple[str, Style]] = [(" " * margin, plain)] if margin else []
    for place, piece in enumerate(line):
        style = (
            plain
            if not piece.style and place != chosen
            else background + looks.get("cursor" if place == chosen else piece.style, looks[""])
        )
        if piece.target:
            style = _clickable(style, piece.target)
        runs.append((piece.text.replace("\u00a0", " "), style))
    used = margin + line_width(line)
    if used < width:
        runs.append((" " * (width - used), plain))
    return Strip(_joined(runs), max(used, width)).crop(0, width)


def _joined(runs: list[tuple[str, Style]]) -> list[Segment]:
    """Return runs as segments, neighbours of one style as one: fewer bytes to the terminal."""
    segments: list[Segment] = []
    for text, style in runs:
        if segments and segments[-1].style == style:
            segments[-1] = Segment(segments[-1].text + text, style)
        else:
            segments.append(Segment(text, style))
    return segments
