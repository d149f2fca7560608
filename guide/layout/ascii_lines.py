"""Lines in ASCII, where signs take more cells than before."""

from collections.abc import Iterable

from guide.layout.lines import Line, fit
from guide.library.ascii_like import ascii_text


def ascii_lines(lines: Iterable[Line], width: int) -> tuple[Line, ...]:
    """Return lines in ASCII; those that have become wider than `width` cells are wrapped."""
    made = (tuple(piece._replace(text=ascii_text(piece.text)) for piece in line) for line in lines)
    return tuple(fit(made, width))
