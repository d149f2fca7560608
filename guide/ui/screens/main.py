"""The main screen: tabs, history, and every request that crosses from one tab to another."""

import asyncio
from dataclasses import dataclass, replace
from typing import Literal, assert_never

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Container
from textual.events import Resize

from guide.layout.lines import Piece
from guide.layout.targets import (
    TAB_ACTIONS,
    Action,
    ChangeSetting,
    ChooseEvidence,
    ChooseKind,
    ChooseOption,
    DiscardExam,
    FinishExam,
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
    StartQuiz,
    StudyMode,
    Target,
)
from guide.store.progress import Position
from guide.ui.clipboard import copy_with_tool
from guide.ui.command import Hint
from guide.ui.history import History
from guide.ui.key_bar import key_bar
from guide.ui.messages import Notice, PlaceChanged
from guide.ui.panes.base import Pane
from guide.ui.panes.home import HomePane
from guide.ui.panes.making import make_pane
from guide.ui.places import Place
from guide.ui.screens.keyed import KeyedScreen
from guide.ui.widgets.one_line import OneLine
from guide.ui.world import World

WIDE = 100
"""Columns from which a list and a page stand side by side."""
NEWER = "There is newer content: leave the guide and open it again to read it."
QUESTIONS = frozenset({Place.QUESTION, Place.FEEDBACK, Place.EXAM, Place.EXAM_REVIEW, Place.ROOM})


@dataclass(frozen=True, slots=True)
class Stop:
    """A stop of the history: a tab, and the page and line that it showed.

    Attributes:
        origin: Where Escape leads back to from the page, in words; empty when to the list.
    """

    tab: str
    entry: str = ""
    line: int = 0
    origin: str = ""


class MainScreen(KeyedScreen):
    """Tabs above, the current place, keys below."""

    def __init__(self, world: World) -> None:
        super().__init__()
        self.world = world
        parts = [(part.title, OpenTab(part.id)) for part in world.catalogue.parts]
        home, quiz, tools = OpenTab("home"), OpenTab("quiz"), OpenTab("tools")
        self.tabs: list[tuple[str, OpenTab]] = [
            ("Home", home),
            *parts,
            ("Quiz", quiz),
            ("Tools", tools),
        ]
        self._panes: dict[str, Pane] = {}
        self._tab = "home"
        self._history = History(Stop("home"))
        self._newer = False

    def compose(self) -> ComposeResult:
        """Only Home is made at once; the other tabs when they are first opened."""
        yield OneLine(id="tabs")
        with Container(id="body"):
            home = HomePane(self.world)
            self._panes["home"] = home
            yield home
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
    def pane(self) -> Pane:
        """The tab that is shown."""
        return self._panes[self._tab]

    @property
    def place(self) -> Place:
        """The place in the tab."""
        return self.pane.place

    def _draw_bars(self) -> None:
        if not self.is_mounted:
            return
        width = self.size.width
        short = width < 78
        pieces = [Piece(" Abscopal ", "title")] if width >= 92 else []
        for title, target in self.tabs:
            style = "selected" if target.name == self._tab else "dim"
            label = f"{title[:5]} " if short else f" {title} "
            pieces.append(Piece(label, style, target))
        version = self.world.catalogue.content_version.split("+")[0]
        right = (
            Piece("/ search", "dim", RunCommand(Action.SEARCH)),
            Piece(f"   content {version}", "dim"),
        )
        self.query_one("#tabs", OneLine).show(tuple(pieces), right if width >= 120 else ())
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

    def called(self, action: Action) -> str:
        """Return the label of an action as it fits now."""
        if action is Action.RETURN:
            return f"back to {self._history.current.origin}"
        return self.pane.called(action)

    def hints(self) -> tuple[Hint, ...]:
        """Return what can be typed in the tab now."""
        return self.pane.hints()

    def can(self, action: Action) -> bool:
        """Tell whether an action is possible now."""
        if action is Action.RETURN:
            current = self._history.current
            return current.tab == self._tab and bool(current.origin)
        if action is Action.COPY:
            return bool(self.pane.copy_text)
        if action in TAB_ACTIONS:
            number = TAB_ACTIONS.index(action)
            if number >= len(self.tabs):
                return False
            return self.tabs[number][1].name != self._tab or not self.pane.at_front
        return self.pane.can(action)

    async def handle(self, target: Target) -> bool:
        """Go where a target leads."""
        handled = True
        match target:
            case RunCommand(action):
                handled = self.pane.do(action) or await self._do(action)
            case OpenEntry():
                await self._open_entry(target)
            case OpenTab(name):
                await self._open_tab(name)
            case OpenPath():
                await self._open_in("home", target)
            case StartQuiz() | OpenQuizPage():
                await self._open_in("quiz", target)
            case OpenTool():
                await self._open_in("tools", target)
            case (
                ShowSource()
                | ChooseOption()
                | OpenQuestion()
                | FinishExam()
                | DiscardExam()
                | RepeatRun()
                | ReviewExam()
                | ChangeSetting()
            ):
                self.pane.handle(target)
            case SearchFor() | ChooseKind() | ChooseEvidence():
                handled = False
            case _:
                assert_never(target)
        self._draw_keys()
        return handled

    async def _show_tab(self, name: str) -> None:
        """Show a tab, made now if it was never shown."""
        if name not in self._panes:
            self._panes[name] = make_pane(name, self.world)
            self._panes[name].display = False
            await self.query_one("#body").mount(self._panes[name])
        if name == self._tab:
            return
        self._panes[self._tab].display = False
        self._panes[name].display = True
        self._tab = name
        self._draw_bars()

    def save_position(self) -> None:
        """Save where the reader is in the page, on disk and in the history."""
        position = self.pane.position
        if position is not None:
            self.world.study.progress.save_position(position, self.world.now())
            current, entry = self._history.current, position.entry
            origin = current.origin if (current.tab, current.entry) == (self._tab, entry) else ""
            self._history.update(Stop(self._tab, entry, position.line, origin))

    def _visit(self, stop: Stop) -> None:
        current = self._history.current
        if (current.tab, current.entry) != (stop.tab, stop.entry):
            self._history.visit(stop)

    async def _open_tab(self, name: str) -> None:
        self.save_position()
        if name == self._tab:
            self.pane.show_front()
            return
        await self._show_tab(name)
        self._visit(Stop(name))
        self.pane.take_focus()
        if name == "home":
            self.look_for_newer()

    async def _open_in(self, tab: str, target: Target) -> None:
        if tab != self._tab:
            await self._open_tab(tab)
        self.pane.handle(target)

    async def _open_entry(self, target: OpenEntry) -> None:
        """Open a page in the tab that lists its kind."""
        catalogue = self.world.catalogue
        if target.id not in catalogue.heads:
            return
        kind = catalogue.heads[target.id].kind
        tab = next(part.id for part in catalogue.parts if kind in part.kinds)
        self.save_position()
        origin = self._origin() if target.returns or self._tab == "quiz" else ""
        await self._show_tab(tab)
        self._visit(Stop(tab, target.id, target.line or 0, origin))
        self._show_entry(target)

    def _origin(self) -> str:
        """Return what is in view, in the words that name it on the way back."""
        if self._tab == "quiz":
            return "the question" if self.place in QUESTIONS else "the quiz"
        if self._tab == "home":
            return "Home"
        return "the page" if self.pane.position is not None else "the list"

    def _show_entry(self, target: OpenEntry) -> None:
        self.pane.open_entry(target)
        now, progress = self.world.now(), self.world.study.progress
        progress.record_visit(target.id, now)
        if progress.position(target.id) is None:
            progress.save_position(Position(target.id, 0, 0.0, ""), now)

    async def _step_history(self, by: int) -> None:
        self.save_position()
        stop = self._history.step(by)
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
            case Action.FORWARD:
                await self._step_history(1)
            case Action.NEXT_TAB:
                await self._step_tab(1)
            case Action.PREVIOUS_TAB:
                await self._step_tab(-1)
            case Action.QUIZ_ME:
                await self._quiz_me()
            case Action.COPY:
                self._copy(self.pane.copy_text)
            case Action.DEFINE:
                self._define()
            case _ if action in TAB_ACTIONS:
                _, target = self.tabs[TAB_ACTIONS.index(action)]
                await self._open_tab(target.name)
            case _:
                return False
        return True

    @work
    async def _copy(self, text: str) -> None:
        """Copy a text, while the screen goes on."""
        tool = await asyncio.to_thread(copy_with_tool, text)
        if tool:
            said = f"Copied with {tool}: {text}"
        else:
            self.app.copy_to_clipboard(text)
            said = f"Sent to the terminal's clipboard (not every terminal takes it): {text}"
        self.notify(said, timeout=8, markup=False)

    async def _step_tab(self, by: int) -> None:
        names = [target.name for _, target in self.tabs]
        await self._open_tab(names[(names.index(self._tab) + by) % len(names)])

    async def _quiz_me(self) -> None:
        position = self.pane.position
        if position is not None:
            await self._open_in("quiz", StartQuiz(StudyMode.ENTRY, position.entry))

    def _define(self) -> None:
        from guide.ui.screens.define import DefineScreen

        chosen, text = self.pane.chosen_entry, self.pane.visible_text
        self.app.push_screen(DefineScreen(self.world.catalogue, chosen, text), self._defined)

    def _defined(self, target: Target | None) -> None:
        """Follow what was chosen in the definitions; Escape leads back from its page."""
        self.follow(replace(target, returns=True) if isinstance(target, OpenEntry) else target)

    def leave(self) -> None:
        """Save what must be saved before the guide is closed."""
        self.save_position()
        for pane in self._panes.values():
            pane.leave()
