"""The stops of the main screen: the tabs and pages that the reader went through."""

from dataclasses import dataclass, replace

from guide.study.course import UnitPlace
from guide.ui.history import History


@dataclass(frozen=True, slots=True)
class Stop:
    """A stop of the history: a tab, and the page and line that it showed.

    Attributes:
        origin: Where Escape leads back to from the page, in words; empty when to the list.
        place: The unit of a path that the page or the questions belong to; Escape leads to it.
    """

    tab: str
    entry: str = ""
    line: int = 0
    origin: str = ""
    place: UnitPlace | None = None

    def shows_same(self, other: "Stop") -> bool:
        """Tell whether both are the same page of the same tab, wherever in it."""
        return (self.tab, self.entry) == (other.tab, other.entry)


class Stops(History[Stop]):
    """The history of the main screen; it begins at Home."""

    def __init__(self) -> None:
        super().__init__(Stop("home"))

    def visit(self, stop: Stop) -> None:
        """Go to a new stop, unless the current one shows the same."""
        if not self.current.shows_same(stop):
            super().visit(stop)
        elif stop.place is not None:
            self.update(replace(self.current, place=stop.place))

    def lead_back(self, origin: str, place: UnitPlace | None = None) -> None:
        """Note where Escape leads back to from the current stop; empty when nowhere."""
        self.update(replace(self.current, origin=origin, place=place))

    def read(self, tab: str, entry: str, line: int) -> None:
        """Note what the current stop shows; where it was opened from stays known on its page."""
        now, current = Stop(tab, entry, line), self.current
        self.update(replace(current, line=line) if current.shows_same(now) else now)

    def origin_in(self, tab: str) -> str:
        """Return where Escape leads back to from a tab, in words; empty when to its list."""
        return self.current.origin if self.current.tab == tab else ""

    def place_in(self, tab: str) -> UnitPlace | None:
        """Return the unit of a path to which Escape leads back from a tab."""
        return self.current.place if self.current.tab == tab else None
