"""The tab Tools: calculators, modalities side by side, what this guide is."""

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input

from guide import __version__
from guide.layout.lines import EMPTY, Line, Piece, wrap
from guide.layout.targets import Action, OpenEntry, OpenTool, ShowSource, Target
from guide.layout.toolbox.tool import Answer, Room, Tool
from guide.layout.toolbox.tools import GROUPS, TOOLS
from guide.layout.toolbox.typed import RefusedError
from guide.layout.tools import about_lines, comparison_lines, property_names
from guide.ui.copying import Offer, of_source
from guide.ui.messages import Follow, Notice, PlaceChanged
from guide.ui.panes.base import Pane
from guide.ui.places import Place
from guide.ui.widgets.lines_view import LinesView
from guide.ui.widgets.note import Note
from guide.ui.widgets.row_list import Row, RowList
from guide.ui.widgets.tool_form import ToolForm
from guide.ui.world import World

DOSE = OpenTool("dose")
WIDEST = 96
NO_SOURCE = "This library does not hold that source."


class ToolView(LinesView):
    """The answer of the tool in use."""

    def __init__(self, pane: "ToolsPane") -> None:
        super().__init__(id="tool")
        self._pane = pane

    def compose_lines(self, width: int) -> tuple[Line, ...]:
        """Return the lines of the tool."""
        return (EMPTY, *self._pane.lines(min(width, WIDEST), self.size.height))

    def steps_on(self, by: int) -> bool:
        """Tell whether there is a link behind the cursor (1), or before it (-1)."""
        return self._chosen is not None and 0 <= self._chosen + by < len(self._spots)

    def step_in(self, by: int) -> None:
        """Put the cursor on the first link (1), or on the last (-1)."""
        if self._spots:
            self._put_cursor(0 if by > 0 else len(self._spots) - 1)


class ToolsPane(Pane):
    """A list of tools beside the one in use."""

    DEFAULT_CSS = """
    ToolsPane .side { width: 26; }
    """

    def __init__(self, world: World) -> None:
        super().__init__(classes="pane")
        self._world = world
        self._list = RowList()
        self._form = ToolForm()
        self._view = ToolView(self)
        self._view.only_ascii = world.ascii
        self._note = Note(world.catalogue)
        self._typed = {name: tuple(a.start for a in tool.asked) for name, tool in TOOLS.items()}
        self._shown: Tool | None = None
        self._answer: Answer | None = None

    def compose(self) -> ComposeResult:
        """List, fields and answer."""
        yield Vertical(self._list, classes="side")
        yield Vertical(self._form, self._view, self._note, classes="beside")

    def on_mount(self) -> None:
        """List the tools."""
        rows: list[Row] = []
        for group, tools in GROUPS.items():
            rows.append(Row(None, ((Piece(group, "h2"),),)))
            rows += [Row(OpenTool(tool.name), ((Piece(tool.title),),)) for tool in tools]
        rows.append(Row(None, ((Piece("Compare", "h2"),),)))
        for name in property_names(self._world.catalogue):
            rows.append(Row(OpenTool("compare", name), ((Piece(name),),)))
        rows.append(Row(None, ((Piece("The guide", "h2"),),)))
        rows.append(Row(OpenTool("about"), ((Piece("About"),),)))
        self._list.show_rows(rows)
        self._show()

    @property
    def _tool(self) -> OpenTool:
        current = self._list.current
        return current if isinstance(current, OpenTool) else DOSE

    @property
    def place(self) -> Place:
        """The tools, or a field of the tool."""
        return Place.TOOLS if self._form.focused is None else Place.FIELD

    @property
    def at_front(self) -> bool:
        """Whether the list has the focus."""
        return self._list.has_focus

    def take_focus(self) -> None:
        """Go to the list of tools."""
        self._list.focus()

    def _show(self) -> None:
        """Show the tool under the cursor with what was typed for it."""
        tool = TOOLS.get(self._tool.name)
        self._note.close()
        if tool is not self._shown:
            self._shown = tool
            self._form.ask(tool.asked if tool else (), self._typed[tool.name] if tool else ())
        self._view.unchoose()
        self._view.relay()
        self._view.scroll_home(animate=False)

    @on(RowList.Highlighted)
    def _on_highlighted(self, message: RowList.Highlighted) -> None:
        message.stop()
        self._show()

    @on(Input.Changed)
    def _on_changed(self) -> None:
        if self._shown is not None:
            self._typed[self._shown.name] = self._form.texts
            self._view.relay()

    def can(self, action: Action) -> bool:
        """Tell whether the tool has fields, and whether the list is somewhere else."""
        if action in (Action.NEXT_FIELD, Action.PREVIOUS_FIELD):
            return self._shown is not None
        if action is Action.CLOSE:
            return self._note.is_open
        if action is Action.TO_LIST:
            return not self._note.is_open and not self._list.has_focus
        return True

    def do(self, action: Action) -> bool:
        """Go to the list, to a field, or to what is chosen; change the number at the cursor."""
        match action:
            case Action.OPEN:
                chosen = self._view.target if self._view.has_focus else self._list.current
                if chosen is not None:
                    self.post_message(Follow(chosen))
            case Action.CLOSE:
                self._note.close()
            case Action.TO_LIST:
                self._list.focus()
            case Action.NEXT_FIELD:
                self._step(1)
            case Action.PREVIOUS_FIELD:
                self._step(-1)
            case Action.STEP_UP | Action.STEP_DOWN if self._form.focused is not None:
                self._form.focused.step(1 if action is Action.STEP_UP else -1)
            case _:
                return False
        self.post_message(PlaceChanged())
        return True

    def _step(self, by: int) -> None:
        """Go from the list through the fields to the links of the answer, and back."""
        if self._view.has_focus and self._view.steps_on(by):
            self._view.action_choose(by)
            return
        stops = [self._list, *self._form.fields, self._view]
        at = next((place for place, stop in enumerate(stops) if stop.has_focus), 0)
        chosen = stops[(at + by) % len(stops)]
        chosen.focus()
        if chosen is self._view:
            self._view.step_in(by)

    def handle(self, target: Target) -> bool:
        """Show a tool, or a source that it names."""
        match target:
            case ShowSource(key):
                if key in self._world.catalogue.references:
                    self._note.show_source(key)
                else:
                    self.post_message(Notice(NO_SOURCE))
            case OpenTool(name, of, values):
                tool = TOOLS.get(name)
                if tool and values:
                    self._typed[name] = (*values, *self._typed[name][len(values) :])
                    self._shown = None
                self._list.choose(OpenTool(name, of))
                self._show()
                (self._form.fields[0] if tool else self._view).focus()
            case _:
                return False
        return True

    def lines(self, width: int, height: int) -> tuple[Line, ...]:
        """Return the lines of the tool in use."""
        catalogue = self._world.catalogue
        self._answer = None
        match self._tool:
            case OpenTool("compare", name):
                return comparison_lines(catalogue, name, width)
            case OpenTool("about"):
                path = self._world.study.path
                data = str(path) if path else "not saved"
                return about_lines(catalogue, data, __version__, width)
        tool = TOOLS[self._tool.name]
        room = Room(width, height, catalogue.heads.__contains__)
        try:
            self._answer = tool.answer(self._typed[tool.name], room)
        except RefusedError as refusal:
            return tuple(wrap([Piece(str(refusal), "warn")], width))
        return self._answer.lines

    @property
    def copy_text(self) -> str:
        """The results as one line."""
        return self._answer.copied if self._answer else ""

    @property
    def can_copy(self) -> bool:
        """Whether there is a result, or a source is open."""
        return bool(self.copy_text or self._note.source)

    def copies(self) -> Sequence[Offer]:
        """Return the open source in every format."""
        source = self._note.source
        return list(of_source(self._world.catalogue.references[source], None)) if source else ()

    @property
    def chosen_entry(self) -> str:
        """The entry of the chosen link."""
        target = self._view.target
        return target.id if isinstance(target, OpenEntry) else ""
