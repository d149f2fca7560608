"""Home: what was read last, what is due, the paths, what the guide holds."""

from textual.app import ComposeResult

from guide.counting import counted
from guide.layout.home import HomeFacts, Reading, home_lines
from guide.layout.lines import Line
from guide.layout.paths import path_lines
from guide.layout.targets import Action, OpenEntry, OpenPath, OpenTab, Target
from guide.library.records import Path
from guide.library.scale import KIND_FACTS
from guide.ui.messages import Follow, PlaceChanged
from guide.ui.panes.base import Pane
from guide.ui.places import Place
from guide.ui.widgets.lines_view import LinesView
from guide.ui.world import World

NOTICE = "For learning. Not a medical device; it recommends no treatment."
READINGS = 5
FEW_KINDS = 2
"""A tab with more kinds is counted as one."""


def _name(kind: str, count: int) -> str:
    """Return how so many entries of a kind are called."""
    if count == 1:
        return kind
    return "terms" if kind == "term" else KIND_FACTS[kind].plural.lower()


def gather(world: World) -> HomeFacts:
    """Return what Home shows, read from the learner's data now."""
    catalogue, progress = world.catalogue, world.study.progress
    now = world.now()
    readings: list[Reading] = []
    for found in progress.recent(READINGS + 5):
        head = catalogue.heads.get(found.entry)
        if head is not None and len(readings) < READINGS:
            readings.append(
                Reading(
                    head.id,
                    KIND_FACTS[head.kind].tag,
                    head.kind,
                    head.title,
                    found.heading,
                    found.share,
                    found.line,
                )
            )
    days = progress.reviews.days(now)
    answered = sum(day.answered for day in days)
    visited = progress.visited()
    paths = []
    for path in catalogue.paths:
        entries = [entry for unit in path.units for entry in unit.entries]
        paths.append(
            (path.id, path.title, sum(entry in visited for entry in entries) / max(len(entries), 1))
        )
    kinds = catalogue.counts_by_kind()
    counts: list[tuple[str, Target]] = []
    for part in catalogue.parts:
        present = [kind for kind in part.kinds if kind in kinds]
        if len(present) <= FEW_KINDS:
            names: list[tuple[int, str]] = [
                (kinds[kind], _name(kind, kinds[kind])) for kind in present
            ]
        else:
            names = [(sum(kinds[kind] for kind in present), part.title.lower())]
        counts.extend((f"{number} {name}", OpenTab(part.id)) for number, name in names)
    counts.append((counted(catalogue.counts["questions"], "question"), OpenTab("quiz")))
    return HomeFacts(
        readings=readings,
        due=min(
            progress.reviews.due_count(now),
            max(world.study.preferences.cap - progress.reviews.done_today(now), 0),
        ),
        answered=progress.reviews.answered_count(),
        questions=catalogue.counts["questions"],
        days=[day.answered for day in days],
        confident_errors=len(progress.reviews.confident_errors()),
        right_share=sum(day.right for day in days) / answered if answered else None,
        paths=paths,
        counts=counts,
        notice=NOTICE,
    )


class HomeView(LinesView):
    """Home's lines, or those of a learning path."""

    def __init__(self, world: World) -> None:
        super().__init__(id="home-view")
        self._world = world
        self.path: Path | None = None
        self.arrows_move = True

    def compose_lines(self, width: int) -> tuple[Line, ...]:
        """Return Home, or the path that is open."""
        if self.path is not None:
            catalogue, visited = self._world.catalogue, self._world.study.progress.visited()
            return path_lines(self.path, catalogue, visited, min(width, 84))
        return home_lines(gather(self._world), width)


class HomePane(Pane):
    """The tab Home."""

    def __init__(self, world: World) -> None:
        super().__init__(classes="pane")
        self._world = world
        self._view = HomeView(world)

    def compose(self) -> ComposeResult:
        """One view."""
        yield self._view

    @property
    def place(self) -> Place:
        """Home."""
        return Place.HOME

    @property
    def at_front(self) -> bool:
        """Whether no path is open."""
        return self._view.path is None

    def show_front(self) -> None:
        """Leave the path."""
        self._show(None)

    def take_focus(self) -> None:
        """Show Home, or the open path, with the current figures."""
        self._view.relay(keep_chosen=True)
        self._view.focus()

    def can(self, action: Action) -> bool:
        """Tell whether a path is open, and whether something is chosen."""
        match action:
            case Action.TO_LIST:
                return self._view.path is not None
            case Action.OPEN:
                return self._view.target is not None
            case _:
                return True

    def called(self, action: Action) -> str:
        """Escape leads from a path to Home."""
        return "Home" if action is Action.TO_LIST else ""

    def do(self, action: Action) -> bool:
        """Open what is chosen, move, or leave a path."""
        match action:
            case Action.OPEN if self._view.target is not None:
                self.post_message(Follow(self._view.target))
            case Action.NEXT_LINK:
                self._view.action_choose(1)
            case Action.PREVIOUS_LINK:
                self._view.action_choose(-1)
            case Action.TO_LIST:
                self._show(None)
            case _:
                return False
        return True

    def handle(self, target: Target) -> bool:
        """Open a path."""
        if not isinstance(target, OpenPath):
            return False
        paths = self._world.catalogue.paths
        self._show(next((path for path in paths if path.id == target.id), None))
        return True

    def _show(self, path: Path | None) -> None:
        self._view.path = path
        self._view.relay()
        self._view.scroll_home(animate=False)
        self.post_message(PlaceChanged())

    @property
    def chosen_entry(self) -> str:
        """The entry of the chosen line."""
        target = self._view.target
        return target.id if isinstance(target, OpenEntry) else ""

    @property
    def visible_text(self) -> str:
        """The text of Home, for defining its terms."""
        return self._view.text
