"""A tab in which a page is read beside what lists it."""

from collections.abc import Sequence
from dataclasses import replace

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical

from guide.layout.course import place_lines, step_target
from guide.layout.targets import Action, OpenEntry, ShowSource, Target
from guide.store.progress import Position
from guide.study.course import Step, step_after
from guide.ui.copying import Offer, address, of_source
from guide.ui.messages import Follow, PlaceChanged
from guide.ui.panes.base import Pane
from guide.ui.places import Place
from guide.ui.screens.about import AboutScreen
from guide.ui.screens.contents import ContentsScreen
from guide.ui.screens.jump import JumpScreen
from guide.ui.widgets.find_bar import FindBar
from guide.ui.widgets.note import Note
from guide.ui.widgets.one_line import OneLine
from guide.ui.widgets.page_view import PageView
from guide.ui.widgets.row_list import RowList
from guide.ui.world import World

NO_QUESTIONS = "There are no questions on this page."


class BrowsePane(Pane):
    """List on the left, page on the right; one at a time where the terminal is narrow.

    The page always belongs to the marked row: whatever moves the mark shows that row's page.
    Subclasses fill the side and say which row is marked.
    """

    def __init__(self, world: World, side: Vertical) -> None:
        super().__init__(classes="pane")
        self._world = world
        self._page = PageView(world.catalogue, id="page")
        self._step: Step | None = None
        self._where = OneLine(id="where")
        self._note = Note(world.catalogue)
        self._find = FindBar(self._page)
        self._reading = False
        self._side = side
        self._beside = Vertical(self._where, self._page, self._find, self._note, classes="beside")

    def compose(self) -> ComposeResult:
        """Side by side."""
        yield self._side
        yield self._beside

    def on_mount(self) -> None:
        """Fill the side."""
        self._where.display = False
        self.fill_side()

    def fill_side(self) -> None:
        """Show what the side lists."""
        raise NotImplementedError

    @property
    def side_place(self) -> Place:
        """The place of the side while it has the focus."""
        raise NotImplementedError

    @property
    def marked(self) -> Target | None:
        """Where the marked row of the side leads."""
        raise NotImplementedError

    def mark(self, row: OpenEntry) -> None:
        """Mark the row of an entry, shown again if it was filtered away."""
        raise NotImplementedError

    def focus_side(self) -> None:
        """Go to the side."""
        raise NotImplementedError

    @property
    def place(self) -> Place:
        """The side, the page or the find bar, whichever has the focus."""
        if self._page.has_focus:
            return Place.PAGE
        return Place.FINDING if self._find.has_focus_within else self.side_place

    def _show_page_side(self, page: bool) -> None:
        self._reading = page
        self._arrange()

    def _arrange(self) -> None:
        """Hide the list or the page where there is room for only one.

        Where both fit no class changes, since that would cost a layout.
        """
        narrow = self.screen.has_class("narrow")
        self._side.set_class(narrow and self._reading, "-away")
        self._beside.set_class(narrow and not self._reading, "-away")

    @property
    def at_front(self) -> bool:
        """Whether the side has the focus."""
        return self.place is self.side_place

    def take_focus(self) -> None:
        """Go to the side."""
        self._show_page_side(False)
        self.focus_side()

    def open_entry(self, target: OpenEntry) -> None:
        """Show a page and go to it."""
        self.mark(OpenEntry(target.id))
        if target.id != self._page.entry:
            self._note.close()
            if self._find.is_open:
                self._find.close()
        self._show_page_side(True)
        self._take_step(Step(target.place, target.id) if target.place is not None else None)
        self._page.show(replace(target, place=None))
        self._page.focus()

    @on(RowList.Highlighted)
    def _on_highlighted(self, message: RowList.Highlighted) -> None:
        message.stop()
        self.show_marked()

    def show_marked(self) -> None:
        """Show the page of the marked row beside the side; nothing where no name fits."""
        marked = self.marked
        if self._step is not None and marked != OpenEntry(self._step.entry):
            self._take_step(None)
        if not isinstance(marked, OpenEntry):
            self._note.close()
            self._page.clear()
        elif self._page.size.width and marked.id != self._page.entry:
            self._note.close()
            self._page.show(marked)

    def _take_step(self, step: Step | None) -> None:
        """Say above the page where it is in the path from which it was opened."""
        self._step = step
        self._where.display = step is not None
        self.call_after_refresh(self._draw_where)

    def _draw_where(self) -> None:
        if self._step is not None:
            width = self._beside.size.width
            self._where.show(*place_lines(self._step, self._world.catalogue, width))

    @property
    def _next(self) -> Step | None:
        """What comes behind the page in the path from which it was opened."""
        if self._step is None:
            return None
        return step_after(self._world.catalogue.path_by_id[self._step.place.path], self._step)

    def on_resize(self) -> None:
        """Show the marked page once there is room beside the list."""
        self._arrange()
        self.call_after_refresh(self._draw_where)
        marked = self.marked
        if (
            isinstance(marked, OpenEntry)
            and not self._page.entry
            and not self.screen.has_class("narrow")
        ):
            self._page.show(marked)

    def can(self, action: Action) -> bool:
        """Tell what is possible in the page and the find bar."""
        match action:
            case Action.OPEN | Action.FOLLOW:
                chosen = self.marked if action is Action.OPEN else self._page.target
                return chosen is not None
            case Action.FIND_NEXT | Action.FIND_PREVIOUS | Action.CLOSE:
                closes = action is Action.CLOSE and self._note.is_open
                return self._find.is_open or closes
            case Action.JUMP | Action.QUIZ_ME:
                asked = self._page.entry in self._world.study.bank.asked_about
                return asked if action is Action.QUIZ_ME else bool(self._page.in_view())
            case _:
                return action is not Action.NEXT_PAGE or self._next is not None

    def refusal(self, action: Action) -> str:
        """Say that a page has no questions."""
        return NO_QUESTIONS if action is Action.QUIZ_ME else ""

    def do(self, action: Action) -> bool:
        """Do a command of the page or the find bar, or open what is marked."""
        match action:
            case Action.OPEN:
                self._follow(self.marked)
            case Action.FOLLOW:
                self._follow(self._page.target)
            case Action.NEXT_LINK:
                self._page.action_choose(1)
            case Action.PREVIOUS_LINK:
                self._page.action_choose(-1)
            case Action.FIND:
                self._find.open()
            case Action.FIND_NEXT:
                self._find.step(1)
            case Action.FIND_PREVIOUS:
                self._find.step(-1)
            case Action.NEXT_PAGE:
                self._follow(step_target(self._next) if self._next is not None else None)
            case Action.CLOSE:
                self._close()
            case Action.TO_LIST:
                self.take_focus()
            case Action.JUMP | Action.CONTENTS | Action.ABOUT:
                self._open_above(action)
            case _:
                if action is Action.SEARCH and self._find.has_focus_within:
                    self._find.close()
                return False
        self.post_message(PlaceChanged())
        return True

    def _open_above(self, action: Action) -> None:
        """Show the letters of the links, the contents or what is known about the entry."""
        page, catalogue = self._page, self._world.catalogue
        if action is Action.JUMP:
            self.app.push_screen(JumpScreen(page.in_view()), self._jump)
        elif action is Action.CONTENTS:
            self.app.push_screen(ContentsScreen(page.entry, page.headings), self._follow)
        else:
            self.app.push_screen(AboutScreen(catalogue.entry(page.entry), catalogue))

    def _close(self) -> None:
        """Close the note, else the find bar."""
        if self._note.is_open:
            self._note.close()
        else:
            self._find.close()

    def _jump(self, target: Target | None) -> None:
        """Put the cursor on what was chosen, so that it can be copied too, and follow it."""
        self._page.choose_target(target)
        self._follow(target)

    def _follow(self, target: Target | None) -> None:
        if target is not None:
            self.post_message(Follow(target))

    def handle(self, target: Target) -> bool:
        """Show the source of a citation."""
        if not isinstance(target, ShowSource) or not self._page.entry:
            return False
        references = self._world.catalogue.entry(self._page.entry).references
        if target.key in references:
            self._note.show_source(target.key, references.index(target.key) + 1)
        return True

    @property
    def position(self) -> Position | None:
        """Where the reader is in the page; None while only the list is used."""
        return self._page.position() if self._reading else None

    @property
    def chosen_entry(self) -> str:
        """The entry of the chosen link."""
        target = self._page.target if self._page.has_focus else self.marked
        return target.id if isinstance(target, OpenEntry) else ""

    @property
    def visible_text(self) -> str:
        """The page's text in view."""
        return self._page.visible_text

    @property
    def can_copy(self) -> bool:
        """Whether a page is shown."""
        return bool(self._page.entry)

    def copies(self) -> Sequence[Offer]:
        """Return the source under the cursor, or the first in view, and the page's address."""
        catalogue, position = self._world.catalogue, self._page.position()
        head = catalogue.heads[self._page.entry]
        cited = self._page.cited(self._note.source)
        offers = list(of_source(catalogue.references[cited.key], cited)) if cited else []
        section = position.heading if position is not None else ""
        return [*offers, address(head.title, head.id, section, catalogue.content_version)]
