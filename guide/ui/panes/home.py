"""Home: what was read last, what is due, the paths, what the guide holds."""

from dataclasses import replace

from textual.app import ComposeResult
from textual.containers import Vertical

from guide.counting import counted
from guide.layout.course import step_name, step_target, where
from guide.layout.home import HomeFacts, NextFacts, PathFacts, Reading, column_of, home_lines
from guide.layout.lines import Line, Piece
from guide.layout.paths import path_lines
from guide.layout.targets import Action, OpenEntry, OpenPath, OpenTab, StartQuiz, StudyMode, Target
from guide.library.catalogue import Catalogue
from guide.library.records import Path
from guide.library.scale import KIND_FACTS
from guide.study.course import Step
from guide.ui.messages import Follow, PlaceChanged
from guide.ui.panes.base import Pane
from guide.ui.places import Place
from guide.ui.widgets.lines_view import LinesView, Spot
from guide.ui.widgets.one_line import OneLine
from guide.ui.world import World

NOTICE = "For learning. Not a medical device; no treatment advice."
"""It fits into the narrowest terminal."""
READINGS = 5
FEW_KINDS = 2
"""A tab with more kinds is counted as one."""


def _name(kind: str, count: int) -> str:
    """Return how so many entries of a kind are called."""
    if count == 1:
        return kind
    return "terms" if kind == "term" else KIND_FACTS[kind].plural.lower()


def _open_exam(world: World) -> str:
    """Return the exam that is open, in words; empty without one, which costs no time at start."""
    if not world.study.progress.exams.has_unfinished():
        return ""
    from guide.coach.exam import find_unfinished
    from guide.layout.quiz.exam import open_exam_text

    stored = find_unfinished(world.study, world.now())
    return open_exam_text(stored.exam) if stored is not None else ""


def _next(step: Step, catalogue: Catalogue) -> NextFacts:
    """Return what comes next in the path that is followed."""
    path = catalogue.path_by_id[step.place.path]
    name, target = step_name(step, catalogue), step_target(step)
    facts = NextFacts(name, path.title, where(step, path), target)
    if not step.entry:
        return facts
    kind = catalogue.heads[step.entry].kind
    return replace(facts, tag=KIND_FACTS[kind].tag, kind=kind)


def gather(world: World) -> HomeFacts:
    """Return what Home shows, read from the learner's data now."""
    catalogue, progress = world.catalogue, world.study.progress
    now = world.now()
    done, step = world.study.done, world.study.next_in_path()
    readings: list[Reading] = []
    for found in progress.recent(READINGS + 5):
        head = catalogue.heads.get(found.entry)
        shown_above = step is not None and found.entry == step.entry
        if head is not None and not shown_above and len(readings) < READINGS:
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
    paths = [
        PathFacts(path.id, path.title, path.minutes, done.pages(path.entries) / len(path.entries))
        for path in catalogue.paths
    ]
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
        exam=_open_exam(world),
        next=_next(step, catalogue) if step is not None else None,
    )


class HomeView(LinesView):
    """Home's lines, or those of a learning path."""

    def __init__(self, world: World) -> None:
        super().__init__(id="home-view")
        self._world = world
        self.path: Path | None = None
        self.arrows_move = True
        self.preferred: Target | None = None
        self._goes_to_next = False
        self.ticks = False
        """Whether the time of an open exam is shown."""

    def compose_lines(self, width: int) -> tuple[Line, ...]:
        """Return Home, or the path that is open; the cursor stands on what is next."""
        study = self._world.study
        if self.path is not None:
            step = study.next_of(self.path)
            self.preferred = step_target(step) if step is not None else None
            return path_lines(self.path, study.catalogue, study.done, min(width, 84))
        facts = gather(self._world)
        self.ticks = bool(facts.exam)
        self.preferred = StartQuiz(StudyMode.RESUME_EXAM) if facts.exam else None
        if not facts.exam and facts.next is not None:
            self.preferred = facts.next.target
        return home_lines(facts, width)

    def go_to_next(self) -> None:
        """Put the cursor on what is next, as soon as the lines are laid out."""
        self._goes_to_next = True
        self.relay(keep_chosen=True)

    def laid_out(self) -> None:
        """Show the cursor where it belongs."""
        if self._goes_to_next:
            self._goes_to_next = False
            self.choose_target(self.preferred)
            self.call_after_refresh(self.show_cursor)

    def order(self, spot: Spot) -> tuple[int, ...]:
        """Go down one column, then the other."""
        y, x = spot
        column = 0 if self.path is not None else column_of(self.line(y), x, self.text_width)
        return column, y, x


class HomePane(Pane):
    """The tab Home."""

    def __init__(self, world: World) -> None:
        super().__init__(classes="pane")
        self._world = world
        self._view = HomeView(world)
        self._notice = OneLine(id="notice")

    def compose(self) -> ComposeResult:
        """The view, and below it the notice, which is always in view."""
        yield Vertical(self._view, self._notice)

    def on_mount(self) -> None:
        """Show the notice; let the time of an open exam go on."""
        self._notice.show((Piece(f"  {NOTICE}", "dim"),))
        self.set_interval(1.0, self._tick)

    def _tick(self) -> None:
        if self.display and self._view.path is None and self._view.ticks:
            self._view.relay(keep_chosen=True)

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
        """Show Home, or the open path, with the current figures, and what is next in them."""
        self._view.go_to_next()
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
        self._show(self._world.catalogue.path_by_id.get(target.id))
        return True

    def _show(self, path: Path | None) -> None:
        self._view.path = path
        self._view.relay()
        self._view.scroll_home(animate=False, immediate=True)
        self.call_after_refresh(self._view.show_cursor)
        self.post_message(PlaceChanged())

    @property
    def in_view(self) -> str:
        """Home, or the path that is open."""
        return "Home" if self._view.path is None else "the path"

    @property
    def chosen_entry(self) -> str:
        """The entry of the chosen line."""
        target = self._view.target
        return target.id if isinstance(target, OpenEntry) else ""

    @property
    def visible_text(self) -> str:
        """The text of Home, for defining its terms."""
        return self._view.text
