"""The switchboard: tabs, history, and every request that crosses from one place to another."""

from dataclasses import dataclass

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Container
from textual.events import Resize
from textual.screen import Screen
from textual.widget import Widget

from guide.layout.lines import Piece, width_of
from guide.store.progress import Position
from guide.ui.clipboard import copy_text
from guide.ui.commands import bindings, here
from guide.ui.messages import Follow, Notice, PlaceChanged
from guide.ui.panes.base import Pane
from guide.ui.panes.home import HomePane
from guide.ui.widgets.one_line import OneLine
from guide.ui.world import World

WIDE = 100
"""Columns from which a list and a page stand side by side."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A place in the history: a tab, and the page and line that it showed."""

    tab: str
    entry: str = ""
    line: int = 0


class MainScreen(Screen[None]):
    """Tabs above, the place one is in, keys below."""

    BINDINGS = bindings()

    def __init__(self, world: World) -> None:
        super().__init__()
        self.world = world
        parts = [(part.id, part.title) for part in world.catalogue.parts]
        self._tabs: list[tuple[str, str]] = [
            ("home", "Home"),
            *parts,
            ("quiz", "Quiz"),
            ("tools", "Tools"),
        ]
        self._panes: dict[str, Pane] = {}
        self._tab = "home"
        self._stops: list[Stop] = [Stop("home")]
        self._at = 0

    def compose(self) -> ComposeResult:
        """Only Home is made at once; the other panes when they are first opened."""
        yield OneLine(id="tabs")
        with Container(id="body"):
            home = HomePane(self.world)
            self._panes["home"] = home
            yield home
        yield OneLine(id="keys")

    def on_mount(self) -> None:
        """Focus Home, then open the index in the background so that the first search is as fast as the second."""
        self._panes["home"].take_focus()
        self._draw_bars()
        for notice in (*self.world.notices, *self.world.progress.notices):
            self.notify(notice, severity="warning", timeout=20, markup=False)
        self.set_timer(0.2, self._open_index)

    @work(thread=True)
    def _open_index(self) -> None:
        self.world.finder.open()

    def on_resize(self, event: Resize) -> None:
        """Put list and page side by side where there is room."""
        self.set_class(event.size.width < WIDE, "narrow")
        self._draw_bars()

    def tab_targets(self) -> list[tuple[str, str]]:
        """Return title and target of every tab."""
        return [(title, f"tab:{name}") for name, title in self._tabs]

    @property
    def pane(self) -> Pane:
        """The pane that is shown."""
        return self._panes[self._tab]

    def _draw_bars(self) -> None:
        if not self.is_mounted:
            return
        width = self.size.width
        pieces = [Piece(" Abscopal ", "title")] if width >= 92 else []
        short = width < 78
        for number, (name, title) in enumerate(self._tabs, 1):
            label = title[:5] if short else title
            style = "selected" if name == self._tab else "dim"
            pieces += [Piece(f" {label} " if not short else f"{label} ", style, f"tab:{name}")]
            if name == self._tab and width >= 78:
                pieces[-1] = Piece(f" {label} ", "selected", f"tab:{name}")
            del number
        right = (
            Piece("/ search", "dim", "do:search"),
            Piece(f"   content {self.world.catalogue.content_version.split('+')[0]}", "dim"),
        )
        self.query_one("#tabs", OneLine).show(tuple(pieces), right if width >= 120 else ())
        self._draw_keys()

    def _draw_keys(self) -> None:
        pieces: list[Piece] = []
        room = self.size.width - 1
        for command in here(self.pane.place):
            if not command.label:
                continue
            text = f" {command.shown} "
            room -= width_of(text) + len(command.label) + 1
            if room < 0:
                break
            pieces += [
                Piece(text, "accent", f"do:{command.action}"),
                Piece(f"{command.label} ", "dim", f"do:{command.action}"),
            ]
        self.query_one("#keys", OneLine).show(tuple(pieces))

    async def _show_tab(self, name: str) -> None:
        """Show a tab's pane, made now if it was never shown."""
        if name not in self._panes:
            from guide.ui.panes.making import make_pane

            self._panes[name] = make_pane(name, self.world)
            await self.query_one("#body").mount(self._panes[name])
        if name == self._tab:
            return
        self._panes[self._tab].display = False
        self._panes[name].display = True
        self._tab = name
        self._draw_bars()

    def _keep_position(self) -> None:
        """Keep where the reader stands in the page that is shown, on disk and in the history."""
        found = self.pane.position()
        if found is not None:
            self.world.progress.keep_position(found, self.world.now())
            self._stops[self._at] = Stop(self._tab, found.entry, found.line)

    def _push(self, stop: Stop) -> None:
        if self._stops[self._at].tab == stop.tab and self._stops[self._at].entry == stop.entry:
            return
        del self._stops[self._at + 1 :]
        self._stops.append(stop)
        self._at = len(self._stops) - 1

    def follow(self, target: str) -> None:
        """Go where a target leads."""
        self.run_worker(self._follow(target), exclusive=False)

    @on(Follow)
    async def _on_follow(self, message: Follow) -> None:
        message.stop()
        await self._follow(message.target)

    async def _follow(self, target: str) -> None:
        verb, _, name = target.partition(":")
        if not name and target in self.world.catalogue.heads:
            await self.open_entry(target)
        elif verb == "tab":
            await self.open_tab(name)
        elif verb == "do":
            self.run_command(name)
        elif verb == "passage":
            entry, _, section = name.partition(":")
            await self.open_entry(entry)
            if section:
                self.pane.request(f"section:{section}")
        elif verb in ("topic", "due", "about", "objective", "ask", "quiz"):
            await self.open_tab("quiz")
            self.pane.request(target)
        else:
            self.pane.request(target)
        self._draw_keys()

    def run_command(self, action: str) -> None:
        """Run a command by name, here or in the pane that has it."""
        if action == "palette":
            self.app.action_command_palette()
        elif hasattr(self, f"action_{action}"):
            getattr(self, f"action_{action}")()
        else:
            self.pane.request(f"do:{action}")

    async def open_tab(self, name: str) -> None:
        """Show a tab and remember that one went there."""
        self._keep_position()
        await self._show_tab(name)
        self._push(Stop(name))
        self.pane.take_focus()
        self._draw_keys()

    async def open_entry(self, entry: str, line: int | None = None, push: bool = True) -> None:
        """Open a page in the tab that lists its kind."""
        kind = self.world.catalogue.heads[entry].kind
        tab = next(part.id for part in self.world.catalogue.parts if kind in part.kinds)
        self._keep_position()
        await self._show_tab(tab)
        if push:
            self._push(Stop(tab, entry))
        self.pane.open_entry(entry, line or 0)
        self._draw_keys()
        self.call_after_refresh(self._remember, entry)

    def _remember(self, entry: str) -> None:
        now = self.world.now()
        heading = ""
        self.world.progress.visit(entry, now)
        if self.world.progress.position(entry) is None:
            self.world.progress.keep_position(Position(entry, 0, 0.0, heading), now)

    async def _go(self, step: int) -> None:
        if not 0 <= self._at + step < len(self._stops):
            self.notify("Nothing further back." if step < 0 else "Nothing further on.", timeout=2)
            return
        self._keep_position()
        self._at += step
        stop = self._stops[self._at]
        if stop.entry:
            await self.open_entry(stop.entry, stop.line, push=False)
        else:
            await self._show_tab(stop.tab)
            self.pane.take_focus()
            self._draw_keys()

    @on(PlaceChanged)
    def _on_place_changed(self) -> None:
        self._draw_keys()

    @on(Notice)
    def _on_notice(self, message: Notice) -> None:
        self.notify(
            message.text,
            severity="error" if message.bad else "information",
            timeout=6,
            markup=False,
        )

    def on_descendant_focus(self) -> None:
        """Show the keys of the place that has the focus now."""
        self._draw_keys()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave a key to the place where it means something else."""
        if action in (
            "tab",
            "define",
            "contents",
            "quiz_me",
            "copy",
            "to_list",
            "find_next",
            "find_previous",
        ):
            return any(command.action == action for command in here(self.pane.place))
        return True

    def action_help(self) -> None:
        """Explain the keys."""
        from guide.ui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self.pane.place))

    def action_search(self) -> None:
        """Find in the page that is read; anywhere else search everything."""
        if self.pane.place == "page":
            self.pane.request("do:find")
        else:
            self.action_search_all()

    def action_find_next(self) -> None:
        """Go to the next find."""
        self.pane.request("do:find_next")

    def action_find_previous(self) -> None:
        """Go to the find before."""
        self.pane.request("do:find_previous")

    def action_search_all(self) -> None:
        """Open the search; what is chosen there is opened here."""
        from guide.ui.screens.search import SearchScreen

        def chosen(entry: str | None) -> None:
            if entry:
                self.follow(entry)

        # Kept for the next time: it opens sooner, and holds no more memory than one.
        if not self.app.is_screen_installed("search"):
            self.app.install_screen(SearchScreen(self.world), "search")
        self.app.push_screen("search", chosen)

    def action_define(self) -> None:
        """Define a term in place: the one of the chosen link, or one that is typed."""
        from guide.ui.screens.define import DefineScreen

        def chosen(entry: str | None) -> None:
            if entry:
                self.follow(entry)

        self.app.push_screen(
            DefineScreen(self.world.catalogue, self.pane.chosen_entry(), self.pane.visible_text()),
            chosen,
        )

    def action_back(self) -> None:
        """Go back."""
        self.run_worker(self._go(-1))

    def action_forward(self) -> None:
        """Go forward."""
        self.run_worker(self._go(1))

    def action_tab(self, number: int) -> None:
        """Go to a tab by its number, counted from 0."""
        if number < len(self._tabs):
            self.follow(f"tab:{self._tabs[number][0]}")

    def action_next_tab(self) -> None:
        """Go to the next tab."""
        self._step_tab(1)

    def action_previous_tab(self) -> None:
        """Go to the tab before."""
        self._step_tab(-1)

    def _step_tab(self, step: int) -> None:
        names = [name for name, _ in self._tabs]
        self.follow(f"tab:{names[(names.index(self._tab) + step) % len(names)]}")

    def action_contents(self) -> None:
        """List the sections of the page."""
        self.pane.request("do:contents")

    def action_quiz_me(self) -> None:
        """Ask about the page that is open."""
        found = self.pane.position()
        if found is not None:
            self.follow(f"about:{found.entry}")

    def action_copy(self) -> None:
        """Copy what the pane offers."""
        text = self.pane.copy_text()
        if text:
            self.notify(copy_text(self.app, text), timeout=8, markup=False)

    def action_to_list(self) -> None:
        """Go back to the list."""
        self.pane.request("do:to_list")

    def action_theme(self) -> None:
        """Change between dark and light."""
        from guide.ui.app import GuideApp

        if isinstance(self.app, GuideApp):
            self.app.switch_theme()

    def action_quit(self) -> None:
        """Leave; where one was is kept."""
        self._keep_position()
        for pane in self._panes.values():
            pane.leave()
        self.world.progress.close()
        self.app.exit()

    def focused_in(self, widget: Widget) -> bool:
        """Tell whether the focus is in a widget."""
        return self.focused is not None and widget in self.focused.ancestors_with_self
