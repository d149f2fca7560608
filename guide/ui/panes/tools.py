"""The tab Tools: dose arithmetic, modalities side by side, what this guide is."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Input, Label

from guide import __version__
from guide.layout.lines import EMPTY, Line, Piece
from guide.layout.tools import about_lines, comparison_lines, dose_lines, property_names
from guide.ui.messages import PlaceChanged
from guide.ui.panes.base import Pane
from guide.ui.widgets.lines_view import LinesView
from guide.ui.widgets.row_list import Row, RowList
from guide.ui.world import World

FIELDS = (
    ("fractions", "Fractions", "3"),
    ("dose", "Gy per fraction", "8"),
    ("alpha-beta", "α/β in Gy", "10"),
)


class ToolView(LinesView):
    """The result of the chosen tool."""

    def __init__(self, pane: "ToolsPane") -> None:
        super().__init__(id="tool")
        self._pane = pane

    def compose_lines(self, width: int) -> tuple[Line, ...]:
        """Return the tool's lines."""
        return (EMPTY, *self._pane.lines(min(width, 96)))


class ToolsPane(Pane):
    """A list of tools beside the one in use."""

    DEFAULT_CSS = """
    ToolsPane #fields { height: 3; padding: 1 2 0 2; display: none; }
    ToolsPane.-dose #fields { display: block; }
    ToolsPane #fields Label { margin: 0 1 0 0; color: $dim; }
    ToolsPane #fields Input { height: 1; width: 9; margin: 0 2 0 0; padding: 0 1; background: $raised; }
    ToolsPane .side { width: 26; }
    .narrow ToolsPane .side { width: 22; }
    """

    def __init__(self, world: World) -> None:
        super().__init__(classes="pane -dose")
        self._world = world
        self._tool = "dose"
        self._list = RowList()
        self._view = ToolView(self)

    def compose(self) -> ComposeResult:
        """List, fields and result."""
        yield Vertical(self._list, classes="side")
        with Vertical(classes="beside"):
            with Horizontal(id="fields"):
                for name, label, value in FIELDS:
                    yield Label(label)
                    yield Input(value, id=name, max_length=7, select_on_focus=True, compact=True)
            yield self._view

    def on_mount(self) -> None:
        """List the tools."""
        rows = [Row("dose", ((Piece("BED and EQD2"),),)), Row("", ((Piece("Compare", "h2"),),))]
        rows += [
            Row(f"compare:{name}", ((Piece(name),),))
            for name in property_names(self._world.catalogue)
        ]
        rows += [Row("", ((Piece("The guide", "h2"),),)), Row("about", ((Piece("About"),),))]
        self._list.show_rows(rows)

    @property
    def place(self) -> str:
        """Tools."""
        return "tools"

    def take_focus(self) -> None:
        """Go to the list of tools."""
        self._list.focus()

    @on(RowList.Highlighted)
    def _on_highlighted(self, message: RowList.Highlighted) -> None:
        message.stop()
        self._tool = message.row
        self.set_class(self._tool == "dose", "-dose")
        self._view.relay()
        self._view.scroll_home(animate=False)

    @on(RowList.Chosen)
    def _on_chosen(self, message: RowList.Chosen) -> None:
        message.stop()
        if message.row == "dose":
            self.query_one("#fractions", Input).focus()
        else:
            self._view.focus()
        self.post_message(PlaceChanged())

    @on(Input.Changed)
    def _on_changed(self) -> None:
        self._view.relay()

    def key_escape(self) -> None:
        """Go back to the list of tools."""
        self._list.focus()

    def lines(self, width: int) -> tuple[Line, ...]:
        """Return the lines of the tool in use."""
        verb, _, name = self._tool.partition(":")
        if verb == "compare":
            return comparison_lines(self._world.catalogue, name, width)
        if verb == "about":
            path = self._world.progress.path
            return about_lines(
                self._world.catalogue, str(path) if path else "nothing is kept", __version__, width
            )
        try:
            values = [
                float(self.query_one(f"#{field}", Input).value.replace(",", "."))
                for field, _, _ in FIELDS
            ]
            if values[0] != int(values[0]) or max(values) > 10_000:
                raise ValueError
            return dose_lines(
                int(values[0]),
                values[1],
                values[2],
                "linear-quadratic-model" in self._world.catalogue.heads,
                width,
            )
        except (ValueError, OverflowError):
            return (
                (
                    Piece(
                        "A whole number of fractions, a dose and an α/β above zero are needed.",
                        "warn",
                    ),
                ),
            )

    def chosen_entry(self) -> str:
        """The entry of the chosen link."""
        return self._view.target if self._view.target in self._world.catalogue.heads else ""
