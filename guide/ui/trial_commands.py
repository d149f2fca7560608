"""The commands of the tab Trials."""

from guide.layout.targets import Action
from guide.ui.command import Command, command, on
from guide.ui.places import Place

HERE = {Place.TRIALS}

TRIAL_COMMANDS: tuple[Command, ...] = (
    command(
        Action.FILTER_WORDS,
        "filter",
        "Show only trials that hold every word you type; press / again to search everything",
        on(HERE, "slash"),
    ),
    command(Action.FOREST, "forest", "Draw the trials as a forest plot", on(HERE, "f")),
    command(Action.TIMELINE, "timeline", "Show the trials year by year", on(HERE, "t")),
    command(Action.SORT, "sort", "Sort the trials by a column", on(HERE, "s")),
    command(Action.REVERSE, "reverse", "Sort the trials the other way round", on(HERE, "r")),
    command(Action.FILTER_DISEASE, "", "Show only trials in a disease", on(HERE, "d")),
    command(Action.FILTER_MODALITY, "", "Show only trials of a radiotherapy", on(HERE, "m")),
    command(Action.FILTER_AGENT, "", "Show only trials of a drug or class", on(HERE, "a")),
    command(Action.FILTER_PHASE, "", "Show only trials of a phase", on(HERE, "p")),
    command(
        Action.FILTER_TIMING,
        "",
        "Show only trials that gave the drug before, during or after radiotherapy",
        on(HERE, "w"),
    ),
    command(Action.FILTER_VERDICT, "", "Show only trials of a verdict", on(HERE, "v")),
    command(Action.FILTER_YEAR, "", "Show only trials of a year or of some years", on(HERE, "y")),
    command(Action.TABLE, "table", "Show the trials as a table again", on(HERE, "escape")),
)
