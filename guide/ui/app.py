"""The application: themes, overlays, and what works everywhere."""

from typing import ClassVar

from textual import events, on
from textual.app import App
from textual.binding import Binding, BindingType

from guide.errors import GuideError
from guide.layout.targets import Action, RunCommand, SearchFor
from guide.ui.messages import Follow
from guide.ui.screens.help import HelpScreen
from guide.ui.screens.keyed import KeyedScreen
from guide.ui.screens.main import MainScreen
from guide.ui.screens.palette import PaletteScreen
from guide.ui.screens.too_small import MIN_COLUMNS, MIN_ROWS, TooSmall
from guide.ui.terminal import keys_of, read_escape_then_character
from guide.ui.theme import DARK, LIGHT, make_theme
from guide.ui.world import World


class GuideApp(App[None], inherit_bindings=False):
    """Abscopal on the full screen."""

    TITLE = "Abscopal"
    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+c", "help_quit", show=False, system=True)
    ]

    def __init__(self, world: World) -> None:
        read_escape_then_character()
        super().__init__()
        self.world = world
        self.main = MainScreen(world)
        for name in (DARK, LIGHT):
            self.register_theme(make_theme(name))
        chosen = world.study.progress.settings().get("theme", DARK)
        self.theme = chosen if chosen in (DARK, LIGHT) else DARK

    def get_default_screen(self) -> MainScreen:
        """Begin with the main screen itself: a blank one below it would only cost time."""
        return self.main

    async def on_event(self, event: events.Event) -> None:
        """Take Escape and a character that came at once as two keys."""
        if isinstance(event, events.Key) and not event.is_forwarded:
            for key in keys_of(event):
                await super().on_event(key)
        else:
            await super().on_event(event)

    def on_resize(self, event: events.Resize) -> None:
        """Cover everything while the terminal is too small."""
        small = event.size.width < MIN_COLUMNS or event.size.height < MIN_ROWS
        covered = isinstance(self.screen, TooSmall)
        if small and not covered:
            self.push_screen(TooSmall())
        elif not small and covered:
            self.pop_screen()

    def action_help_quit(self) -> None:
        """Say how to quit, since ctrl+c does not."""
        self.notify("Press q or ctrl+q to quit.", timeout=4)

    @on(Follow)
    def _on_follow(self, message: Follow) -> None:
        """Do what works on every screen."""
        screen = self.screen
        if not isinstance(screen, KeyedScreen):
            return
        match message.target:
            case RunCommand(Action.HELP):
                self.push_screen(HelpScreen(screen.place), screen.follow)
            case RunCommand(Action.PALETTE):
                palette = PaletteScreen(screen.place, screen.commands(), self.main.tabs)
                self.push_screen(palette, screen.follow)
            case RunCommand(Action.SEARCH):
                self._search("")
            case SearchFor(query):
                self._search(query)
            case RunCommand(Action.SWITCH_THEME):
                self._switch_theme()
            case RunCommand(Action.QUIT):
                self._quit()

    def _search(self, query: str) -> None:
        from guide.ui.screens.search import SearchScreen

        # The search is kept for the next time: it then opens sooner.
        if not self.is_screen_installed("search"):
            self.install_screen(SearchScreen(self.world), "search")
        search = self.get_screen("search", SearchScreen)
        search.first_query = query
        if not search.is_active:
            self.push_screen(search, self.main.follow)

    def _switch_theme(self) -> None:
        self.theme = LIGHT if self.theme == DARK else DARK
        try:
            self.world.study.progress.save_settings({"theme": self.theme})
        except GuideError as error:
            self.notify(str(error), severity="error", markup=False)

    def _quit(self) -> None:
        self.main.leave()
        self.exit()
