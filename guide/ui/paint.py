"""Lines of pieces into strips of the screen; what can be clicked carries its target.

This is the one place where text from outside becomes cells: control, invisible and direction
characters are shown as escapes.
"""

from functools import lru_cache

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from guide.inert import visible
from guide.layout.lines import Line, Piece, width_of
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
    """Return a line as a strip of exactly `width` cells; what does not fit is cut off.

    Args:
        line: What to show.
        theme: Name of the theme.
        width: Cells to fill.
        background: Style under everything.
        margin: Cells left free on the left.
        chosen: Index of the piece that has the cursor, with those beside it that lead to the
            same target; -1 for none.
    """
    looks = looks_of(theme)
    plain = background + looks[""]
    runs: list[tuple[str, Style]] = [(" " * margin, plain)] if margin else []
    target = line[chosen].target if chosen >= 0 else None
    for place, piece in enumerate(line):
        here = place == chosen or (target is not None and place > chosen and piece.target == target)
        name = "cursor" if here else piece.style
        style = background + looks.get(name, looks[""]) if name else plain
        if piece.target is not None:
            style = _clickable(style, piece.target)
        runs.append((visible(piece.text).replace("\u00a0", " "), style))
    used = sum(width_of(text) for text, _ in runs)
    if used < width:
        runs.append((" " * (width - used), plain))
    return Strip(_joined(runs), max(used, width)).crop(0, width)


def with_pointer(line: Line, chosen: int, margin: int) -> tuple[Line, int]:
    """Return a line behind its margin, with ▸ in the two free cells before the chosen piece.

    Where there are none, as within a sentence, it stands in the margin.

    Args:
        line: The line.
        chosen: Index of the piece.
        margin: Cells free on the left, at least two.

    Returns:
        The line, and the index of the piece in it.
    """
    pieces = [Piece(" " * margin), *line]
    at = next(place for place in range(chosen, -1, -1) if pieces[place].text)
    if not pieces[at].text.endswith("  "):
        at = 0
    pieces[at : at + 1] = [
        pieces[at]._replace(text=pieces[at].text[:-2]),
        Piece("▸ ", "focus"),
    ]
    return tuple(pieces), chosen + 2


def _joined(runs: list[tuple[str, Style]]) -> list[Segment]:
    """Return runs as segments, neighbours of one style as one: fewer bytes to the terminal."""
    segments: list[Segment] = []
    for text, style in runs:
        if segments and segments[-1].style == style:
            segments[-1] = Segment(segments[-1].text + text, style)
        else:
            segments.append(Segment(text, style))
    return segments
