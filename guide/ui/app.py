"""The application: themes, overlays, and what works everywhere."""

import os
import signal
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

from textual import events, on
from textual.app import App
from textual.binding import Binding, BindingType
from textual.css.errors import StylesheetError
from textual.css.stylesheet import StylesheetParseError
from textual.css.tokenizer import TokenError
from textual.driver import Driver
from textual.filter import LineFilter
from textual.worker import WorkerFailed

from guide.errors import CrashError, DamagedError, GuideError
from guide.layout.further import Further
from guide.layout.targets import Action, RunCommand, SearchFor, Target, UseTheme
from guide.library.manifest import repair_hint
from guide.ui.ability import Ability, Colours
from guide.ui.command import shown_key
from guide.ui.faults import Faults, survive_messages
from guide.ui.keymap import BY_ACTION
from guide.ui.keys_in_order import KeysInOrder
from guide.ui.memory import forget_removed_widgets
from guide.ui.messages import Follow
from guide.ui.no_colour import NO_COLOURS
from guide.ui.only_ascii import ONLY_ASCII
from guide.ui.places import Place
from guide.ui.screens.help import HelpScreen
from guide.ui.screens.keyed import KeyedScreen, Overlay
from guide.ui.screens.main import MainScreen
from guide.ui.screens.palette import LEFT_OUT, PaletteScreen
from guide.ui.screens.too_small import TooSmall, fits
from guide.ui.terminal import keys_of, read_escape_then_character
from guide.ui.theme import MONO, NAMES, fitting, make_theme, possible
from guide.ui.world import World

NO_THEMES = "This terminal has no colours, or NO_COLOR is set: there is one theme only."
WENT_WRONG = "Something went wrong; the guide goes on."


class GuideApp(App[None], inherit_bindings=False):
    """Abscopal on the full screen."""

    TITLE = "Abscopal"
    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = False
    # Text is selected with the terminal's own means: Textual's would select only in messages.
    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+c", "help_quit", show=False, system=True),
        Binding("ctrl+z", "stop", show=False, system=True, priority=True),
    ]

    def __init__(self, world: World, ability: Ability | None = None) -> None:
        read_escape_then_character()
        survive_messages()
        forget_removed_widgets()
        super().__init__()
        self.world = world
        path = world.study.path
        self.faults = Faults(path.parent if path is not None else None, time.monotonic)
        self.crash: GuideError | None = None
        """Why the guide could not go on."""
        self.said_on_leaving: list[str] = []
        """What the user must know once the guide is closed, one line each."""
        self.main = MainScreen(world)
        self.keys = KeysInOrder(self, super().on_event, self._quit)
        self._focus_report: events.AppFocus | events.AppBlur | None = None
        for name in NAMES:
            self.register_theme(make_theme(name))
        self.ability = ability or Ability()
        """What the terminal can show."""
        if self.no_color:
            self.ability = replace(self.ability, colours=Colours.NONE)
        saved = world.study.progress.settings().get("theme", "")
        self.theme = fitting(saved, self.ability.colours)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return what changes lines on their way to the terminal: it may lack colours or glyphs."""
        filters = [NO_COLOURS] if self.theme == MONO else super().get_line_filters()
        return [*filters, ONLY_ASCII] if self.ability.ascii else filters

    def get_default_screen(self) -> MainScreen:
        """Begin with the main screen itself: a blank one below it would only cost time."""
        return self.main

    def get_driver_class(self) -> type[Driver]:
        """Return the guide's own driver, where the system has such terminals."""
        if sys.platform == "win32":
            return super().get_driver_class()
        from guide.ui.driver import TerminalDriver

        return TerminalDriver

    def give_back_terminal(self) -> None:
        """Make sure that the terminal is as it was before."""
        if self._driver is not None:
            self._driver.stop_application_mode()

    def _handle_exception(self, error: Exception) -> None:
        """Go on after an exception that nothing else caught, if there is anything to go on with.

        Textual calls this, wherever such an exception comes from.
        """
        if isinstance(error, WorkerFailed) and isinstance(error.error, Exception):
            error = error.error
        if isinstance(error, GuideError) and self.main.is_mounted:
            self.notify(str(error), severity="error", markup=False)
            return
        tell = self.faults.take(error)
        if not self.main.is_mounted or self.faults.endless:
            self.give_up(error)
            return
        self.call_later(self._close_empty_overlay)
        if tell and not self._exit:
            details = self.faults.details
            where = f" Details in {details}." if details else ""
            self.notify(f"{WENT_WRONG}{where}", severity="error", timeout=10, markup=False)

    def _close_empty_overlay(self) -> None:
        """Close an overlay that could not be made: it would hide even the message about it."""
        if isinstance(self.screen, Overlay) and not self.screen.children:
            self.screen.dismiss(None)

    def give_up(self, error: Exception) -> None:
        """End with the reason in `crash`; the first one counts."""
        if self.crash is not None:
            return
        details = self.faults.details
        where = f"details in {details}" if details else ""
        if isinstance(error, GuideError):
            self.crash = error
        elif isinstance(error, StylesheetError | StylesheetParseError | TokenError):
            self.crash = DamagedError("the look of the screen is damaged", repair_hint())
        else:
            self.crash = CrashError("something went wrong, and the guide cannot go on", where)
        if self.is_running:
            self.exit(return_code=self.crash.status)

    async def on_event(self, event: events.Event) -> None:
        """Take Escape and a character that came at once as two keys."""
        if isinstance(event, events.Key | events.MouseDown | events.Paste):
            self.faults.input_came()
        if isinstance(event, events.Key) and not event.is_forwarded:
            for key in keys_of(event):
                self.keys.take(key)
        elif isinstance(event, events.AppFocus | events.AppBlur):
            if self._focus_report is None:
                self.call_later(self._take_focus_report)
            self._focus_report = event
        else:
            await super().on_event(event)

    async def _take_focus_report(self) -> None:
        """Take the last of the reports that waited: each costs a look at every widget."""
        report, self._focus_report = self._focus_report, None
        if report is not None:
            await super().on_event(report)

    def on_resize(self, event: events.Resize) -> None:
        """Cover everything while the terminal is too small."""
        covered = isinstance(self.screen, TooSmall)
        if not fits(event.size) and not covered:
            self.push_screen(TooSmall())
        elif fits(event.size) and covered:
            self.pop_screen()

    def on_app_focus(self) -> None:
        """Look for newer content when the reader comes back, as from an editor."""
        self.main.look_for_newer()

    def action_help_quit(self) -> None:
        """Say how to quit here, since ctrl+c does not."""
        place = self.screen.place if isinstance(self.screen, KeyedScreen) else Place.TOO_SMALL
        keys = " or ".join(map(shown_key, BY_ACTION[Action.QUIT].names_in(place)))
        self.notify(f"Press {keys} to quit.", timeout=4)

    def action_stop(self) -> None:
        """Stop until the shell continues the guide; without a shell nobody could."""
        if sys.platform != "win32" and os.getpgrp() != os.getsid(0):
            os.kill(os.getpid(), signal.SIGTSTP)

    @on(Follow)
    def _on_follow(self, message: Follow) -> None:
        """Do what works on every screen."""
        screen = self.screen
        if not isinstance(screen, KeyedScreen) or not screen.allows(message.target):
            return
        match message.target:
            case RunCommand(Action.HELP):
                possible = frozenset(command.action for command in screen.commands())
                overlay = HelpScreen(screen.place, possible, screen.hints())
                self.push_screen(overlay, screen.follow)
            case RunCommand(Action.PALETTE):
                palette = PaletteScreen(screen.place, screen.commands(), self.main.tabs)
                self.push_screen(palette, screen.follow)
            case RunCommand(Action.SEARCH):
                self._search("")
            case SearchFor(query):
                self._search(query)
            case RunCommand(Action.SWITCH_THEME):
                self._choose_theme()
            case UseTheme(name):
                self._use_theme(name)
            case RunCommand(Action.QUIT):
                self._quit()

    def _search(self, query: str) -> None:
        from guide.ui.screens.search import SearchScreen

        # The search is kept for the next time: it then opens sooner.
        if not self.is_screen_installed("search"):
            self.install_screen(SearchScreen(self.world, self._commands), "search")
        search = self.get_screen("search", SearchScreen)
        if search not in self.screen_stack:
            search.start_with(query)
            self.push_screen(search, self.main.follow)

    def _commands(self) -> list[Further]:
        """Return the commands that are possible below an overlay, and the tabs, for the search."""
        return [
            *(
                Further(
                    "command",
                    command.help,
                    RunCommand(command.action),
                    f"{command.label} {command.action}",
                )
                for command in self.main.commands()
                if command.action not in {*LEFT_OUT, Action.OPEN, Action.SEARCH}
            ),
            *(Further("command", f"Go to {title}", target) for title, target in self.main.tabs),
            *(
                Further("command", f"Use the theme {NAMES[name][0].lower()}", UseTheme(name))
                for name in possible(self.ability.colours)
            ),
        ]

    def _choose_theme(self) -> None:
        """Show the themes; what the cursor is on is seen at once, and kept only if chosen."""
        from guide.ui.screens.themes import ThemesScreen

        themes, before = possible(self.ability.colours), self.theme
        if len(themes) == 1:
            self.notify(NO_THEMES, timeout=4)
            return

        def chosen(target: Target | None) -> None:
            if isinstance(target, UseTheme):
                self._use_theme(target.name)
            else:
                self.theme = before

        self.push_screen(ThemesScreen(themes, before), chosen)

    def _use_theme(self, name: str) -> None:
        self.theme = name
        try:
            self.world.study.progress.save_settings({"theme": self.theme})
        except GuideError as error:
            self.notify(str(error), severity="error", markup=False)

    def _quit(self) -> None:
        self.end(0)

    def end(self, status: int) -> None:
        """Save what must be saved and leave with an exit status, whatever waits."""
        self.keys.drop()
        try:
            self.said_on_leaving = self.main.leave()
        except GuideError as error:
            self.log.error(str(error))
        finally:
            self.exit(return_code=status)
