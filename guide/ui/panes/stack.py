"""The panes of all tabs, of which one is shown."""

from textual.containers import Container

from guide.ui.panes.base import Pane
from guide.ui.panes.home import HomePane
from guide.ui.world import World

COMPARE = "compare"
"""The pane of comparisons, which has no tab."""


class PaneStack(Container):
    """Only Home is made at once; the other tabs are imported and made when first opened."""

    def __init__(self, world: World) -> None:
        home = HomePane(world)
        super().__init__(home, id="body")
        self._world = world
        self._panes: dict[str, Pane] = {"home": home}
        self.tab = "home"
        """The name of the tab that is shown."""

    @property
    def pane(self) -> Pane:
        """The pane that is shown."""
        return self._panes[self.tab]

    async def show(self, name: str) -> bool:
        """Show the pane of a tab, made now if it was never shown; False if it is shown already."""
        if name not in self._panes:
            self._panes[name] = _make_pane(name, self._world)
            self._panes[name].display = False
            await self.mount(self._panes[name])
        if name == self.tab:
            return False
        self.pane.put_away()
        self.pane.display = False
        self._panes[name].display = True
        self.tab = name
        return True

    def digits_free(self, name: str) -> bool:
        """Tell whether a digit leads on from a tab once it is shown."""
        return name not in self._panes or self._panes[name].digits_free

    def leave(self) -> list[str]:
        """Save what must be saved in any pane before the guide is closed.

        Returns:
            What must be known then, one line each.
        """
        return [said for pane in self._panes.values() if (said := pane.leave())]


def _make_pane(name: str, world: World) -> Pane:
    if name == "quiz":
        from guide.ui.panes.quiz import QuizPane

        return QuizPane(world)
    if name == "tools":
        from guide.ui.panes.tools import ToolsPane

        return ToolsPane(world)
    if name == COMPARE:
        from guide.ui.panes.compare import ComparePane

        return ComparePane(world)
    from guide.ui.panes.browse import BrowsePane

    part = next(part for part in world.catalogue.parts if part.id == name)
    return BrowsePane(world, part)
