"""The bar of keys: what can be done here now; a click does what the key does."""

from collections.abc import Callable, Sequence

from guide.layout.lines import Line, Piece, width_of
from guide.layout.targets import Action, RunCommand
from guide.ui.command import Command, Hint
from guide.ui.keymap import Can, hints_of, key_bar_commands
from guide.ui.places import Place


def key_bar(
    place: Place,
    can: Can,
    width: int,
    called: Callable[[Action], str] = lambda _: "",
    more: Sequence[Hint] = (),
) -> Line:
    """Return the key bar of a place, as many labels as fit into a width.

    Args:
        place: The place.
        can: Tells whether an action is possible now.
        width: Cells available.
        called: Returns the label of an action as it fits now; empty leaves that of the table.
        more: What keys enter here now, beside the hints of the table.
    """
    shown: list[tuple[Piece, Piece]] = []
    first, *rest = key_bar_commands(place, can)
    hints = [*more, *hints_of(place, can)]
    items: list[Command | Hint] = [first, *hints, *rest]
    for item in items:
        if isinstance(item, Hint):
            shown.append((Piece(f" {item.shown} ", "b"), Piece(f"{item.label} ", "dim")))
        else:
            target = RunCommand(item.action)
            key = Piece(f" {item.shown_in(place)} ", "accent", target)
            words = called(item.action) or item.label
            shown.append((key, Piece(f"{words} ", "dim", target)))
    pieces: list[Piece] = []
    for key, label in shown:
        width -= width_of(key.text) + width_of(label.text)
        if width < 0:
            break
        pieces += [key, label]
    return tuple(pieces)
