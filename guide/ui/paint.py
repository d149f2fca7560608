"""Lines of pieces into strips of the screen; what can be clicked carries its target."""

from functools import lru_cache

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from guide.reading.lines import Line, line_width
from guide.ui.theme import make_looks


@lru_cache(maxsize=4)
def looks_of(theme: str) -> dict[str, Style]:
    """Return the looks of a theme, made once."""
    return make_looks(theme)


@lru_cache(maxsize=2000)
def _clickable(style: Style, target: str) -> Style:
    return style + Style(meta={"target": target})


def paint(line: Line, theme: str, width: int, background: Style, margin: int = 0, chosen: int = -1) -> Strip:
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
    segments = [Segment(" " * margin, background)] if margin else []
    for place, piece in enumerate(line):
        style = background + looks.get(piece.style, looks[""])
        if place == chosen:
            style = background + looks["cursor"]
        if piece.target:
            style = _clickable(style, piece.target)
        segments.append(Segment(piece.text.replace("\u00a0", " "), style))
    used = margin + line_width(line)
    if used < width:
        segments.append(Segment(" " * (width - used), background))
    return Strip(segments, max(used, width)).crop(0, width)
