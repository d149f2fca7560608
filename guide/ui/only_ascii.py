"""The screen in ASCII, for terminals that lack the guide's glyphs or draw them too wide."""

from rich.cells import get_character_cell_size
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from guide.library.ascii_like import ascii_cell


class OnlyAscii(LineFilter):
    """Puts ASCII in the cells of every other character; nothing moves."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return segments of the same widths in ASCII."""
        del background
        return [
            Segment(text if text.isascii() else _cells(text), style, control)
            for text, style, control in segments
        ]


def _cells(text: str) -> str:
    return "".join(
        each if each.isascii() else ascii_cell(each, get_character_cell_size(each)) for each in text
    )


ONLY_ASCII = OnlyAscii()
