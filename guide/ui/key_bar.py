"""The bar of keys: what can be done here now; a click does what the key does."""

from guide.layout.lines import Line, Piece, width_of
from guide.layout.targets import RunCommand
from guide.ui.command import Command, Hint
from guide.ui.commands import HINTS
from guide.ui.keymap import Can, key_bar_commands
from guide.ui.places import Place


def key_bar(place: Place, can: Can, width: int) -> Line:
    """Return the key bar of a place, as many labels as fit into a width."""
    shown: list[tuple[Piece, Piece]] = []
    first, *rest = key_bar_commands(place, can)
    hints = [hint for hint in HINTS if place in hint.places]
    items: list[Command | Hint] = [first, *hints, *rest]
    for item in items:
        if isinstance(item, Hint):
            shown.append((Piece(f" {item.shown} ", "b"), Piece(f"{item.label} ", "dim")))
        else:
            target = RunCommand(item.action)
            key = Piece(f" {item.shown_in(place)} ", "accent", target)
            shown.append((key, Piece(f"{item.label} ", "dim", target)))
    pieces: list[Piece] = []
    for key, label in shown:
        width -= width_of(key.text) + width_of(label.text)
        if width < 0:
            break
        pieces += [key, label]
    return tuple(pieces)
