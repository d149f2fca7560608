"""The tab Tools: dose arithmetic, modalities side by side, what this guide is."""

from dataclasses import replace

from textual import on
from textual.app import ComposeResult
from textual.containers import Container, Horizontal, Vertical
from textual.widgets import Input, Label

from guide import __version__
from guide.layout.lines import EMPTY, Line, Piece
from guide.layout.targets import Action, OpenEntry, OpenTool, Target
from guide.layout.tools import about_lines, comparison_lines, dose_lines, property_names
from guide.ui.messages import Follow, PlaceChanged
from guide.ui.panes.base import Pane
from guide.ui.places import Place
from guide.ui.widgets.field import NumberField
from guide.ui.widgets.lines_view import LinesView
from guide.ui.widgets.row_list import Row, RowList
from guide.ui.world import World

FIELDS = (
    ("fractions", "Fractions", "3"),
    ("dose", "Gy per fraction", "8"),
    ("alpha-beta", "α/β in Gy", "10"),
)
MOST = 10_000
DOSE = OpenTool("dose")
NONSENSE = "Enter a whole number of fractions, and a dose and an α/β above zero."


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
    ToolsPane #fields { height: auto; padding: 1 2 0 2; display: none; layout: horizontal; }
    ToolsPane.-dose #fields { display: block; }
    ToolsPane #fields Horizontal { height: 1; width: auto; margin: 0 2 0 0; }
    ToolsPane #fields Label { margin: 0 1 0 0; color: $dim; }
    ToolsPane #fields NumberField { height: 1; width: 9; padding: 0 1; background: $raised; }
    ToolsPane .side { width: 26; }
    """

    def __init__(self, world: World) -> None:
        super().__init__(classes="pane -dose")
        self._world = world
        self._list = RowList()
        self._view = ToolView(self)
        self._fields = [
            NumberField(value, id=name, max_length=7, compact=True) for name, _, value in FIELDS
        ]

    def compose(self) -> ComposeResult:
        """List, fields and result."""
        yield Vertical(self._list, classes="side")
        with Vertical(classes="beside"):
            with Container(id="fields"):
                for (_, label, _), field in zip(FIELDS, self._fields, strict=True):
                    yield Horizontal(Label(label), field)
            yield self._view

    def on_mount(self) -> None:
        """List the tools."""
        names = property_names(self._world.catalogue)
        self._list.show_rows(
            [
                Row(DOSE, ((Piece("BED and EQD2"),),)),
                Row(None, ((Piece("Compare", "h2"),),)),
                *(Row(OpenTool("compare", name), ((Piece(name),),)) for name in names),
                Row(None, ((Piece("The guide", "h2"),),)),
                Row(OpenTool("about"), ((Piece("About"),),)),
            ]
        )

    @property
    def _tool(self) -> Target:
        return self._list.current or DOSE

    @property
    def place(self) -> Place:
        """The tools, or a field of the tool."""
        return Place.FIELD if any(field.has_focus for field in self._fields) else Place.TOOLS

    @property
    def at_front(self) -> bool:
        """Whether the list has the focus."""
        return self._list.has_focus

    def take_focus(self) -> None:
        """Go to the list of tools."""
        self._list.focus()

    @on(RowList.Highlighted)
    def _on_highlighted(self, message: RowList.Highlighted) -> None:
        message.stop()
        self.set_class(self._tool == DOSE, "-dose")
        self._view.relay()
        self._view.scroll_home(animate=False)

    @on(Input.Changed)
    def _on_changed(self) -> None:
        self._view.relay()

    def can(self, action: Action) -> bool:
        """Tell whether the tool has fields, and whether the list is somewhere else."""
        if action in (Action.NEXT_FIELD, Action.PREVIOUS_FIELD):
            return self._tool == DOSE
        if action is Action.TO_LIST:
            return not self._list.has_focus
        return True

    def do(self, action: Action) -> bool:
        """Go to the list, to a field, or to what is chosen."""
        match action:
            case Action.OPEN:
                chosen = self._view.target if self._view.has_focus else self._list.current
                if chosen is not None:
                    self.post_message(Follow(chosen))
            case Action.TO_LIST:
                self._list.focus()
            case Action.NEXT_FIELD:
                self._step(1)
            case Action.PREVIOUS_FIELD:
                self._step(-1)
            case _:
                return False
        self.post_message(PlaceChanged())
        return True

    def _step(self, by: int) -> None:
        """Go from the list through the fields and back."""
        stops = [self._list, *self._fields]
        at = next((place for place, stop in enumerate(stops) if stop.has_focus), 0)
        stops[(at + by) % len(stops)].focus()

    def handle(self, target: Target) -> bool:
        """Show a tool."""
        if not isinstance(target, OpenTool):
            return False
        for field, value in zip(self._fields, target.values, strict=False):
            field.value = f"{value:g}"
        tool = replace(target, values=())
        self._list.choose(tool)
        self.set_class(tool == DOSE, "-dose")
        self._view.relay()
        (self._fields[0] if tool == DOSE else self._view).focus()
        return True

    def lines(self, width: int) -> tuple[Line, ...]:
        """Return the lines of the tool in use."""
        catalogue = self._world.catalogue
        match self._tool:
            case OpenTool("compare", name):
                return comparison_lines(catalogue, name, width)
            case OpenTool("about"):
                path = self._world.study.path
                data = str(path) if path else "not saved"
                return about_lines(catalogue, data, __version__, width)
        try:
            values = [float(field.value.replace(",", ".")) for field in self._fields]
            fractions, dose, alpha_beta = values
            if fractions != int(fractions) or max(values) > MOST:
                raise ValueError
            linked = "linear-quadratic-model" in catalogue.heads
            return dose_lines(int(fractions), dose, alpha_beta, linked, width)
        except (ValueError, OverflowError):
            return ((Piece(NONSENSE, "warn"),),)

    @property
    def chosen_entry(self) -> str:
        """The entry of the chosen link."""
        target = self._view.target
        return target.id if isinstance(target, OpenEntry) else ""
