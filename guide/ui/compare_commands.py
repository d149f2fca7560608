"""The commands of the comparison, a part of the table of commands."""

from guide.layout.targets import Action
from guide.ui.command import Command, command, on
from guide.ui.places import Place

COMPARE_COMMANDS: tuple[Command, ...] = (
    command(
        Action.CHOOSE_COMPARED,
        "add or take out",
        "Choose what stands side by side",
        on({Place.COMPARE}, "a"),
    ),
    command(
        Action.ONLY_DIFFERENCES,
        "only differences",
        "Leave out the rows in which all have the same, or show them again",
        on({Place.COMPARE}, "d"),
    ),
    command(
        Action.REMARKS,
        "whole remarks",
        "Show the conditions of each value whole, or only how they begin",
        on({Place.COMPARE}, "n"),
    ),
    command(
        Action.MATRIX,
        "whole matrix",
        "Show all modalities or all drugs, or only those that were chosen",
        on({Place.COMPARE}, "m"),
    ),
    command(
        Action.NEXT_COLUMN,
        "more columns",
        "Go to the columns further right",
        on({Place.COMPARE}, "right"),
    ),
    command(
        Action.PREVIOUS_COLUMN,
        "",
        "Go to the columns further left",
        on({Place.COMPARE}, "left"),
    ),
)
"""What can be done in a comparison."""

COMPARE = command(
    Action.COMPARE,
    "compare",
    "Compare modalities, drugs or trials side by side, beginning with this one",
    on({Place.PAGE}, "c", "ctrl+y"),
    on({Place.HOME, Place.LIST, Place.TRIALS, Place.TOOLS, Place.SEARCH}, "ctrl+y"),
)
"""Going to a comparison."""
