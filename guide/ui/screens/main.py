"""The main screen: tabs, history, and every request that crosses from one tab to another."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Literal, assert_never

from textual import on, work
from textual.app import ComposeResult
from textual.events import Key, Resize

from guide.layout.targets import (
    TAB_ACTIONS,
    Action,
    ChangeSetting,
    ChooseEvidence,
    ChooseKind,
    ChooseOption,
    CopyText,
    DiscardExam,
    FilterTrials,
    FinishExam,
    OpenComparison,
    OpenEntry,
    OpenPath,
    OpenQuestion,
    OpenQuizPage,
    OpenTab,
    OpenTool,
    RepeatRun,
    ReviewExam,
    RunCommand,
    SearchFor,
    ShowSource,
    SortTrials,
    StartQuiz,
    StudyMode,
    Target,
    UseTheme,
)
from guide.library.scale import COMPARED
from guide.store.progress import Position
from guide.study.course import UnitPlace
from guide.ui.clipboard import copy
from guide.ui.command import Hint
from guide.ui.key_bar import key_bar
from guide.ui.messages import Notice, PlaceChanged
from guide.ui.panes.base import Pane
from guide.ui.panes.stack import COMPARE, PaneStack
from guide.ui.places import Place
from guide.ui.screens.keyed import KeyedScreen
from guide.ui.stops import Stop, Stops
from guide.ui.widgets.one_line import OneLine
from guide.ui.widgets.tab_bar import TabBar, needed
from guide.ui.world import World

WIDE = 100
"""Columns from which a list and a page stand side by side."""
NEWER = "There is newer content: leave the guide and open it again to read it."


class MainScreen(KeyedScreen):
    """Tabs above, the current place, keys below."""

    def __init__(self, world: World) -> None:
        super().__init__()
        self.world = world
        self._tabs = TabBar(world.catalogue.parts, world.catalogue.content_version)
        self._panes = PaneStack(world)
        self._stops = Stops()
        self._newer = False

    def compose(self) -> ComposeResult:
        """The bar of tabs, the panes and the bar of keys."""
        yield self._tabs
        yield self._panes
        yield OneLine(id="keys")

    def on_mount(self) -> None:
        """Focus Home, then open the index so that the first search is as fast as the second."""
        self.pane.take_focus()
        self._draw_bars()
        self.world.study.progress.on_failure = self._say_failure
        for notice in self.world.study.notices:
            self.notify(notice, severity="warning", timeout=20, markup=False)
        self.set_timer(0.2, self._open_index)
        self.set_interval(60, self.look_for_newer)

    def look_for_newer(self) -> None:
        """Say once that the content was built again; the guide goes on with what it opened."""
        if not self._newer and self.world.finder.is_superseded():
            self._newer = True
            self.notify(NEWER, timeout=20, markup=False)

    def _say_failure(self, text: str) -> None:
        self.notify(text, severity="error", markup=False)

    @work(thread=True)
    def _open_index(self) -> None:
        self.world.finder.open()

    def on_resize(self, event: Resize) -> None:
        """Put list and page side by side where there is room."""
        self.set_class(event.size.width < WIDE, "narrow")
        self._draw_bars()

    @property
    def tabs(self) -> list[tuple[str, OpenTab]]:
        """The tabs with their titles, in the order of their numbers."""
        return self._tabs.tabs

    @property
    def pane(self) -> Pane:
        """The tab that is shown."""
        return self._panes.pane

    @property
    def place(self) -> Place:
        """The place in the tab."""
        return self.pane.place

    def _draw_bars(self) -> None:
        if not self.is_mounted:
            return
        self._tabs.draw(self._panes.tab, self.size.width)
        self._draw_keys()

    def _draw_keys(self) -> None:
        bar = key_bar(self.place, self.can, self.size.width - 1, self.called, self.hints())
        self.query_one("#keys", OneLine).show(bar)

    @on(PlaceChanged)
    def _on_place_changed(self) -> None:
        self._draw_keys()

    def on_descendant_focus(self) -> None:
        """Show the keys of the place that has the focus now."""
        self._draw_keys()

    @on(Notice)
    def _on_notice(self, message: Notice) -> None:
        bad = message.bad
        severity: Literal["error", "information"] = "error" if bad else "information"
        self.notify(message.text, severity=severity, timeout=6, markup=False)

    def refusal(self, action: Action) -> str:
        """Return why an action is not possible now."""
        return self.pane.refusal(action)

    def called(self, action: Action) -> str:
        """Return the label of an action as it fits now."""
        origin = self._stops.origin_in(self._panes.tab)
        if origin and action in (Action.RETURN, Action.LEAVE):
            return f"back to {origin}"
        return self.pane.called(action)

    def hints(self) -> tuple[Hint, ...]:
        """Return what can be typed in the tab now."""
        return self.pane.hints()

    def can(self, action: Action) -> bool:
        """Tell whether an action is possible now."""
        if action is Action.TO_PATH:
            return self._stops.place_in(self._panes.tab) is not None
        if action is Action.RETURN:
            return bool(self._stops.origin_in(self._panes.tab))
        if action is Action.COPY:
            return self.pane.can_copy
        if action in TAB_ACTIONS:
            name = self._tabs.numbered(action) if self.pane.can(action) else None
            return name is not None and (name != self._panes.tab or not self.pane.at_front)
        return self.pane.can(action)

    async def handle(self, target: Target) -> bool:
        """Go where a target leads."""
        handled = True
        match target:
            case RunCommand(action):
                leaves = action is Action.LEAVE and self._stops.origin_in(self._panes.tab)
                handled = self.pane.do(action) or await self._do(action)
                if leaves and not await self._to_path():
                    await self._step_history(-1)
            case OpenEntry():
                await self._open_entry(target)
            case OpenTab(name):
                await self._open_tab(name)
            case CopyText(text):
                self._copy(text)
            case OpenPath():
                await self._open_in("home", target)
            case StartQuiz() | OpenQuizPage():
                await self._open_in("quiz", target)
                self._lead_from_quiz(target)
            case OpenTool():
                await self._open_in("tools", target)
            case OpenComparison():
                await self._open_comparison(target)
            case (
                ShowSource()
                | ChooseOption()
                | OpenQuestion()
                | FinishExam()
                | DiscardExam()
                | RepeatRun()
                | ReviewExam()
                | ChangeSetting()
                | FilterTrials()
                | SortTrials()
            ):
                self.pane.handle(target)
            case SearchFor() | ChooseKind() | ChooseEvidence() | UseTheme():
                handled = False
            case _:
                assert_never(target)
        self._draw_keys()
        return handled

    def do(self, action: Action) -> bool:
        """Do what the tab in view can do."""
        return self.pane.do(action)

    def take_keys(self, keys: Iterable[Key]) -> int:
        """Open only the tab that keys lead to in the end."""
        path = self._tabs.path(self._panes.tab, keys, self._panes.digits_free)
        if not path:
            return super().take_keys(keys)
        for name in needed(self._panes.tab, path):
            self.follow(OpenTab(name))
        return len(path)

    async def _show_tab(self, name: str) -> None:
        if await self._panes.show(name):
            self._draw_bars()

    def save_position(self) -> None:
        """Save where the reader is in the page, on disk and in the history."""
        position = self.pane.position
        if position is not None:
            self.world.study.progress.save_position(position, self.world.now())
            self._stops.read(self._panes.tab, position.entry, position.line)

    async def _open_tab(self, name: str) -> None:
        self.save_position()
        if name == self._panes.tab:
            self.pane.show_front()
            return
        await self._show_tab(name)
        self._stops.visit(Stop(name))
        self.pane.take_focus()
        if name == "home":
            self.look_for_newer()

    def _lead_from_quiz(self, target: StartQuiz | OpenQuizPage) -> None:
        """Note where Escape leads to from the quiz: from the questions of a unit to its path."""
        mode = target.mode if isinstance(target, StartQuiz) else None
        if isinstance(target, StartQuiz) and mode is StudyMode.UNIT:
            self._stops.lead_back("the path", UnitPlace(target.id, target.unit))
        elif mode is not StudyMode.ENTRY:
            self._stops.lead_back("")

    async def _to_path(self) -> bool:
        """Go back to the path of the page or of the questions; False when there is none."""
        place = self._stops.place_in(self._panes.tab)
        if place is not None:
            await self._open_in("home", OpenPath(place.path))
        return place is not None

    async def _open_in(self, tab: str, target: Target) -> None:
        if tab != self._panes.tab:
            await self._open_tab(tab)
        self.pane.handle(target)

    def _compared(self) -> tuple[str, ...]:
        """Return the page or row in view as the first to be compared, if it can be."""
        position, chosen = self.pane.position, self.pane.chosen_entry
        name = position.entry if position is not None else chosen
        head = self.world.catalogue.heads.get(name)
        return (name,) if head is not None and head.kind in COMPARED else ()

    async def _open_comparison(self, target: OpenComparison) -> None:
        """Show a comparison; Escape leads back. Where too little is named, ask what to compare."""
        from guide.library.comparing import FEWEST

        if len(target.ids) < FEWEST and not target.every:
            from guide.ui.screens.compare_with import CompareWithScreen

            picker = CompareWithScreen(self.world.catalogue, target.ids)
            self.app.push_screen(picker, self.follow)
            return
        comes_from = self._panes.tab
        title = next((title for title, tab in self.tabs if tab.name == comes_from), "")
        origin = "the page" if self.pane.position is not None else title
        await self._open_in(COMPARE, target)
        if comes_from != COMPARE:
            self._stops.lead_back(origin)

    async def _open_entry(self, target: OpenEntry) -> None:
        """Open a page in the tab that lists its kind."""
        catalogue = self.world.catalogue
        if target.id not in catalogue.heads:
            return
        kind = catalogue.heads[target.id].kind
        tab = next(part.id for part in catalogue.parts if kind in part.kinds)
        self.save_position()
        origin = self.pane.in_view if target.returns or self._panes.tab == "quiz" else ""
        await self._show_tab(tab)
        self._stops.visit(Stop(tab, target.id, target.line or 0, origin, target.place))
        self._show_entry(target)

    def _show_entry(self, target: OpenEntry) -> None:
        place = self._stops.current.place
        self.pane.open_entry(replace(target, place=place))
        now, progress = self.world.now(), self.world.study.progress
        if place is not None:
            progress.follow(place)
        progress.record_visit(target.id, now)
        if progress.position(target.id) is None:
            progress.save_position(Position(target.id, 0, 0.0, ""), now)

    async def _step_history(self, by: int) -> None:
        self.save_position()
        stop = self._stops.step(by)
        if stop is None:
            text = "There is nothing to go back to." if by < 0 else "There is nothing further on."
            self.notify(text, timeout=2)
            return
        await self._show_tab(stop.tab)
        if stop.entry:
            self._show_entry(OpenEntry(stop.entry, line=stop.line))
        else:
            self.pane.take_focus()

    async def _do(self, action: Action) -> bool:
        """Do what works in every tab; False when the app must do it."""
        match action:
            case Action.BACK | Action.RETURN:
                await self._step_history(-1)
            case Action.TO_PATH:
                await self._to_path()
            case Action.FORWARD:
                await self._step_history(1)
            case Action.QUIZ_ME:
                await self._quiz_me()
            case Action.COPY:
                self._choose_copy()
            case Action.COMPARE:
                await self._open_comparison(OpenComparison(self._compared()))
            case Action.DEFINE:
                self._define()
            case _ if name := self._tabs.after(self._panes.tab, action):
                await self._open_tab(name)
            case _:
                return False
        return True

    def _choose_copy(self) -> None:
        from guide.ui.screens.copy import CopyScreen

        offers = self.pane.copies()
        if offers:
            self.app.push_screen(CopyScreen(offers), self.follow)
        else:
            self._copy(self.pane.copy_text)

    @work
    async def _copy(self, text: str) -> None:
        """Copy a text, while the screen goes on."""
        said = await copy(text, self.app)
        self.notify(said, timeout=8, markup=False)

    async def _quiz_me(self) -> None:
        position = self.pane.position
        if position is not None:
            await self._open_in("quiz", StartQuiz(StudyMode.ENTRY, position.entry))
            self._stops.lead_back("the page")

    def _define(self) -> None:
        from guide.ui.screens.define import DefineScreen

        chosen, text = self.pane.chosen_entry, self.pane.visible_text
        self.app.push_screen(DefineScreen(self.world.catalogue, chosen, text), self._defined)

    def _defined(self, target: Target | None) -> None:
        """Follow what was chosen in the definitions; Escape leads back from its page."""
        self.follow(replace(target, returns=True) if isinstance(target, OpenEntry) else target)

    def leave(self) -> list[str]:
        """Save what must be saved before the guide is closed; return what must be known then."""
        self.save_position()
        return self._panes.leave()
