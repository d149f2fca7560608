"""Home: where one was, what is due, the paths, what the guide holds."""

from textual.app import ComposeResult

from guide.coach.preferences import read_preferences
from guide.layout.home import HomeFacts, Reading, home_lines
from guide.layout.lines import Line
from guide.layout.paths import path_lines
from guide.library.records import Path
from guide.library.scale import KIND_FACTS
from guide.ui.panes.base import Pane
from guide.ui.widgets.lines_view import LinesView
from guide.ui.world import World

NOTICE = "For learning. Not a medical device; it recommends no treatment."
READINGS = 5
FEW_KINDS = 2
"""A tab with more kinds is counted as one."""


def gather(world: World) -> HomeFacts:
    """Return what Home shows, read from the learner's data now."""
    catalogue, progress = world.catalogue, world.progress
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
    counts: list[tuple[str, str]] = []
    for part in catalogue.parts:
        present = [kind for kind in part.kinds if kind in kinds]
        if len(present) <= FEW_KINDS:
            names: list[tuple[int, str]] = [
                (kinds[kind], "terms" if kind == "term" else KIND_FACTS[kind].plural.lower())
                for kind in present
            ]
        else:
            names = [(sum(kinds[kind] for kind in present), part.title.lower())]
        counts.extend((f"{number} {name}", f"tab:{part.id}") for number, name in names)
    counts.append((f"{catalogue.counts['questions']} questions", "tab:quiz"))
    return HomeFacts(
        readings=readings,
        due=min(
            progress.reviews.due_count(now),
            max(read_preferences(progress.settings()).cap - progress.reviews.done_today(now), 0),
        ),
        answered=progress.reviews.answered_count(),
        questions=catalogue.counts["questions"],
        days=[day.answered for day in days],
        sure_and_wrong=len(progress.reviews.sure_and_wrong()),
        right_share=sum(day.right for day in days) / answered if answered else None,
        paths=paths,
        counts=counts,
        notice=NOTICE,
    )


class HomeView(LinesView):
    """Home's lines; the arrows go from one thing to the next."""

    def __init__(self, world: World) -> None:
        super().__init__(id="home-view")
        self._world = world
        self.path: Path | None = None
        self.arrows_move = True

    def compose_lines(self, width: int) -> tuple[Line, ...]:
        """Return Home, or the path that is open."""
        if self.path is not None:
            return path_lines(
                self.path, self._world.catalogue, self._world.progress.visited(), min(width, 84)
            )
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

    def take_focus(self) -> None:
        """Show Home as it is now."""
        if self._view.path is None and self._view.size.width:
            self._view.relay(keep_chosen=True)
        self._view.focus()

    def request(self, target: str) -> None:
        """Open a path, or leave it."""
        verb, _, name = target.partition(":")
        if verb == "path":
            self._view.path = next(path for path in self._world.catalogue.paths if path.id == name)
            self._view.relay()
            self._view.scroll_home(animate=False)

    def key_escape(self) -> None:
        """Leave the path for Home."""
        if self._view.path is not None:
            self._view.path = None
            self._view.relay()

    def chosen_entry(self) -> str:
        """The entry of the chosen line."""
        return self._view.target if ":" not in self._view.target else ""
