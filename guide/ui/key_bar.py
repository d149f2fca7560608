"""The bar of keys: what can be done here now; a click does what the key does."""

from guide.layout.lines import Line, Piece, width_of
from guide.layout.targets import RunCommand
from guide.ui.commands import HINTS
from guide.ui.keymap import Can, key_bar_commands
from guide.ui.places import Place

LEADING = 1
"""Help comes first, then the hints on what can be typed."""


def key_bar(place: Place, can: Can, width: int) -> Line:
    """Return the key bar of a place, as many labels as fit into a width."""
    labels: list[tuple[Piece, Piece]] = []
    for command in key_bar_commands(place, can):
        target = RunCommand(command.action)
        key = Piece(f" {command.shown_in(place)} ", "accent", target)
        labels.append((key, Piece(f"{command.label} ", "dim", target)))
    hints = [
        (Piece(f" {hint.shown} ", "b"), Piece(f"{hint.label} ", "dim"))
        for hint in HINTS
        if place in hint.places
    ]
    pieces: list[Piece] = []
    for key, label in [*labels[:LEADING], *hints, *labels[LEADING:]]:
        width -= width_of(key.text) + width_of(label.text)
        if width < 0:
            break
        pieces += [key, label]
    return tuple(pieces)
