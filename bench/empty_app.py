"""The yardstick: an empty Textual app with the same tabs as the guide."""

from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.widgets import Footer, Label, TabbedContent, TabPane

TABS = ("Home", "Mechanisms", "Modalities", "Entities", "Trials", "Glossary", "Quiz", "Tools")


class EmptyApp(App[None]):
    """Tabs with nothing in them."""

    BINDINGS: ClassVar[list[BindingType]] = [("q", "quit", "Quit")]

    def compose(self) -> ComposeResult:
        """Compose the tabs."""
        with TabbedContent():
            for title in TABS:
                with TabPane(title):
                    yield Label(f"{title} is empty")
        yield Footer()


if __name__ == "__main__":
    EmptyApp().run()
