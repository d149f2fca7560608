"""The screen without colour, as NO_COLOR asks for: bold, dim, underline and reverse remain.

Textual's own answer is shades of grey on a black ground, which are colours to a terminal.
"""

from functools import lru_cache

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter


@lru_cache(maxsize=2000)
def _without_colour(style: Style) -> Style:
    return Style(
        bold=style.bold,
        dim=style.dim,
        italic=style.italic,
        underline=style.underline,
        reverse=style.reverse,
        strike=style.strike,
        meta=style.meta or None,
    )


class NoColours(LineFilter):
    """Leaves the terminal its own colours; what can be clicked still can be."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return segments without colours."""
        del background
        return [
            Segment(text, _without_colour(style) if style is not None else None, control)
            for text, style, control in segments
        ]


NO_COLOURS = NoColours()
