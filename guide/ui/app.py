"""The application: themes, the main screen, and the notice that the terminal is too small."""

from collections.abc import Iterable

from textual.app import App, SystemCommand
from textual.events import Resize
from textual.screen import Screen

from guide.ui.commands import COMMANDS
from guide.ui.screens.main import MainScreen
from guide.ui.screens.too_small import MIN_COLUMNS, MIN_ROWS, TooSmall
from guide.ui.theme import DARK, LIGHT, make_theme
from guide.ui.world import World


class GuideApp(App[None]):
    """Abscopal on the full screen."""

    TITLE = "Abscopal"
    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = True

    def __init__(self, world: World) -> None:
        super().__init__()
        self.world = world
        self.main = MainScreen(world)
        for name in (DARK, LIGHT):
            self.register_theme(make_theme(name))
        chosen = world.progress.settings().get("theme", DARK)
        self.theme = chosen if chosen in (DARK, LIGHT) else DARK

    def get_default_screen(self) -> Screen[None]:
        """Begin with the main screen itself: a blank one below it would only cost time."""
        return self.main

    def on_resize(self, event: Resize) -> None:
        """Cover everything while the terminal is too small, and come back by itself."""
        small = event.size.width < MIN_COLUMNS or event.size.height < MIN_ROWS
        covered = isinstance(self.screen, TooSmall)
        if small and not covered:
            self.push_screen(TooSmall())
        elif not small and covered:
            self.pop_screen()

    def switch_theme(self) -> None:
        """Change between dark and light, and keep the choice."""
        self.theme = LIGHT if self.theme == DARK else DARK
        self.world.progress.set("theme", self.theme)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Offer every command of the guide, and every tab, in the palette."""
        for title, target in self.main.tab_targets():
            yield SystemCommand(
                f"Go to {title}",
                f"Open the tab {title}",
                lambda target=target: self.main.follow(target),
            )
        for command in COMMANDS:
            if command.keys and command.action != "tab":
                run = getattr(self.main, f"action_{command.action}")
                yield SystemCommand(f"{command.help.split(';')[0]}", f"key {command.shown}", run)
