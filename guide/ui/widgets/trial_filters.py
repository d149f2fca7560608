"""The row above the trials: how many are shown, and each filter with its key."""

from collections.abc import Mapping

from guide.counting import counted
from guide.layout.lines import Line, Piece, line_width
from guide.layout.targets import FILTER_ACTIONS, Action, FilterTrials, RunCommand
from guide.library.records import Head
from guide.library.trial_choice import Selection
from guide.library.trial_fields import FALLING, Field
from guide.library.trial_rows import short_name
from guide.ui.widgets.one_line import OneLine

LABELS = {Field.TIMING: "when"}
"""What a filter is called, where that is not its field: a label begins with its key."""
LONGEST = 20
"""Cells of a value at most."""
LISTED_FROM = 50
"""Columns from which filters that narrow nothing are shown too."""
SPACED_FROM = 70
"""Columns from which there is space between the chips."""
ACTIONS = {field: action for action, field in FILTER_ACTIONS.items()}


class TrialFilters(OneLine):
    """The filters as chips: a click on one opens its values, on its cross takes it back."""

    def __init__(self, heads: Mapping[str, Head]) -> None:
        """Take the entries, for the names of values."""
        super().__init__(id="filters")
        self._heads = heads
        self._shown = self._total = 0
        self._selection = Selection()

    def draw(self, shown: int, total: int, selection: Selection) -> None:
        """Show the filters.

        Args:
            shown: How many trials are shown.
            total: How many there are.
            selection: What they are narrowed by.
        """
        self._shown, self._total, self._selection = shown, total, selection
        self.on_resize()

    def on_resize(self) -> None:
        """Show as much of the filters as fits."""
        shown, total, selection = self._shown, self._total, self._selection
        close = self.size.width < SPACED_FROM
        all_of_them = str(total) if close else counted(total, "trial")
        count = f"{shown} of {total}" if selection.narrows else all_of_them
        pieces = [Piece(f" {count}" if close else f"  {count} ", "b")]
        listed = self.size.width < LISTED_FROM
        for field in Field:
            if listed and not selection.value(field):
                continue
            pieces += [
                Piece(" " if close else "  "),
                *_chip(field, selection.value(field), self._heads),
            ]
        falling = (selection.order in FALLING) is not selection.reverse
        arrow = "↓" if falling else "↑"
        by: Line = (
            Piece("by ", "dim", RunCommand(Action.SORT)),
            Piece(f"{selection.order} {arrow}", "accent", RunCommand(Action.SORT)),
            Piece(" "),
        )
        fits = line_width(tuple(pieces)) + line_width(by) + 2 < self.size.width
        self.show(tuple(pieces), by if fits else ())


def label_of(field: Field) -> str:
    """Return what a filter is called."""
    return LABELS.get(field, field.value)


def value_name(value: str, heads: Mapping[str, Head]) -> str:
    """Return what a value is called in a chip."""
    return short_name(heads[value]) if value in heads else value


def _chip(field: Field, value: str, heads: Mapping[str, Head]) -> list[Piece]:
    label, opens = label_of(field), RunCommand(ACTIONS[field])
    if not value:
        return [Piece(label[0], "accent", opens), Piece(label[1:], "dim", opens)]
    name = value_name(value, heads)
    said = f"phase {name}" if field is Field.PHASE and name in "123" else _cut(name)
    return [
        Piece(f"[{said}", "selected", opens),
        Piece(" ×]", "selected", FilterTrials(field)),
    ]


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
