"""Panes by the name of their tab, imported when they are first opened."""

from guide.ui.panes.base import Pane
from guide.ui.world import World


def make_pane(name: str, world: World) -> Pane:
    """Return the pane of a tab."""
    if name == "quiz":
        from guide.ui.panes.quiz import QuizPane

        return QuizPane(world)
    if name == "tools":
        from guide.ui.panes.tools import ToolsPane

        return ToolsPane(world)
    from guide.ui.panes.browse import BrowsePane

    part = next(part for part in world.catalogue.parts if part.id == name)
    return BrowsePane(world, part)
