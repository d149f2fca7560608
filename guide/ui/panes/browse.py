"""A tab that lists entries beside the page that is read."""

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical

from guide.counting import counted
from guide.layout.lines import EMPTY, Line, Piece
from guide.layout.targets import Action, OpenEntry, SearchFor, ShowSource, Target
from guide.library.records import Head, Part
from guide.library.scale import KIND_FACTS, dots
from guide.store.progress import Position
from guide.ui.messages import Follow, PlaceChanged
from guide.ui.panes.base import Pane
from guide.ui.places import Place
from guide.ui.screens.contents import ContentsScreen
from guide.ui.widgets.find_bar import FindBar
from guide.ui.widgets.note import Note
from guide.ui.widgets.one_line import OneLine
from guide.ui.widgets.page_view import PageView
from guide.ui.widgets.row_list import Row, RowList
from guide.ui.world import World


def entry_line(head: Head) -> Line:
    """Return an entry's row in a list: tag, badge and title, so that colour is never alone."""
    badge = Piece(f"{dots(head.level)} ", "dim") if head.kind != "term" else Piece("")
    return (Piece(f"{KIND_FACTS[head.kind].tag} ", f"kind-{head.kind}"), badge, Piece(head.title))


def matches(head: Head, typed: str) -> bool:
    """Tell whether a title or an alias holds what is typed.

    It must stand at the start of a word, or from three letters on anywhere.
    """
    wanted = typed.casefold()
    for name in (head.title, *head.aliases):
        folded = name.casefold()
        if (
            folded.startswith(wanted)
            or f" {wanted}" in folded
            or f"-{wanted}" in folded
            or (len(wanted) > 2 and wanted in folded)
        ):
            return True
    return False


class EntryList(RowList):
    """A list that is filtered by typing."""

    def __init__(self, heads: list[Head]) -> None:
        super().__init__(id="list")
        self._heads = heads
        self.typed = ""

    @property
    def total(self) -> int:
        """How many entries there are without the filter."""
        return len(self._heads)

    def fill(self, chosen: Target | None = None) -> None:
        """Show the entries that match the filter, under a heading for each kind."""
        rows: list[Row] = []
        kind = ""
        several = len({head.kind for head in self._heads}) > 1
        for head in self._heads:
            if self.typed and not matches(head, self.typed):
                continue
            if several and head.kind != kind:
                kind = head.kind
                rows.append(Row(None, ((Piece(KIND_FACTS[kind].plural, "h2"),),)))
            rows.append(Row(OpenEntry(head.id), (entry_line(head),)))
        if not rows:
            nothing = (Piece("No name fits.", "b"),)
            words = (Piece(f"Enter searches everything for {self.typed}", "accent"),)
            rows = [Row(None, (nothing, EMPTY)), Row(SearchFor(self.typed), (words,))]
        self.show_rows(rows, chosen or self.current)

    def filter(self, typed: str) -> None:
        """Show only the entries that match what is typed."""
        self.typed = typed
        self.fill()
        self.post_message(PlaceChanged())

    def on_key(self, event: events.Key) -> None:
        """Take a letter into the filter."""
        letter = event.character or ""
        if event.key == "backspace" and self.typed:
            self.filter(self.typed[:-1])
        elif event.key == "ctrl+u" and self.typed:
            self.filter("")
        elif letter.isprintable() and (letter.isalpha() or (self.typed and letter)):
            if letter in "/?[]":
                return
            self.filter(self.typed + letter)
        else:
            return
        event.stop()
        event.prevent_default()


class BrowsePane(Pane):
    """List on the left, page on the right; one at a time where the terminal is narrow.

    The page always belongs to the marked row: whatever moves the mark shows that row's page.
    """

    def __init__(self, world: World, part: Part) -> None:
        super().__init__(classes="pane")
        self._world = world
        heads = [head for head in world.catalogue.heads.values() if head.kind in part.kinds]
        heads.sort(key=lambda head: part.kinds.index(head.kind))
        self._list = EntryList(heads)
        self._filter = OneLine(id="filter")
        self._page = PageView(world.catalogue, id="page")
        self._note = Note(world.catalogue)
        self._find = FindBar(self._page)
        self._reading = False
        self._side = Vertical(self._list, self._filter, classes="side")
        self._beside = Vertical(self._page, self._find, self._note, classes="beside")

    def compose(self) -> ComposeResult:
        """Side by side."""
        yield self._side
        yield self._beside

    def on_mount(self) -> None:
        """Fill the list."""
        self._list.fill()
        self._draw_filter()

    @property
    def place(self) -> Place:
        """The list, the page or the find bar, whichever has the focus."""
        if self._page.has_focus:
            return Place.PAGE
        return Place.FINDING if self._find.has_focus_within else Place.LIST

    def _draw_filter(self) -> None:
        typed, total = self._list.typed, self._list.total
        if typed:
            found = sum(isinstance(row.target, OpenEntry) for row in self._list.rows)
            count = Piece(f"  {found} of {total} · esc clears", "dim")
            self._filter.show((Piece(f"  {typed}▏", "accent"), count))
        else:
            self._filter.show(
                (Piece("  type to filter", "dim"), Piece(f"  {counted(total, 'entry')}", "dim"))
            )

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
        """Whether the list has the focus."""
        return self.place is Place.LIST

    def take_focus(self) -> None:
        """Go to the list."""
        self._show_page_side(False)
        self._list.focus()

    def open_entry(self, target: OpenEntry) -> None:
        """Show a page and go to it."""
        row = OpenEntry(target.id)
        if self._list.typed and all(shown.target != row for shown in self._list.rows):
            self._list.typed = ""
            self._list.fill(row)
        self._list.choose(row)
        self._draw_filter()
        if target.id != self._page.entry:
            self._note.close()
            if self._find.is_open:
                self._find.close()
        self._show_page_side(True)
        self._page.show(target)
        self._page.focus()

    @on(RowList.Highlighted)
    def _on_highlighted(self, message: RowList.Highlighted) -> None:
        """Show the page of the marked row beside the list."""
        message.stop()
        self._draw_filter()
        marked = self._list.current
        if (
            isinstance(marked, OpenEntry)
            and self._page.size.width
            and marked.id != self._page.entry
        ):
            self._note.close()
            self._page.show(marked)

    @on(PlaceChanged)
    def _on_place_changed(self) -> None:
        self._draw_filter()

    def on_resize(self) -> None:
        """Show the marked page once there is room beside the list."""
        self._arrange()
        marked = self._list.current
        if (
            isinstance(marked, OpenEntry)
            and not self._page.entry
            and not self.screen.has_class("narrow")
        ):
            self._page.show(marked)

    def can(self, action: Action) -> bool:
        """Tell what is possible in the list, the page and the find bar."""
        link = self._page.target
        match action:
            case Action.CLEAR_FILTER:
                return bool(self._list.typed)
            case Action.OPEN:
                return self._list.current is not None
            case Action.FOLLOW:
                return link is not None
            case Action.FIND_NEXT | Action.FIND_PREVIOUS:
                return self._find.is_open
            case Action.CLOSE:
                return self._find.is_open or self._note.is_open
            case _:
                return True

    def do(self, action: Action) -> bool:
        """Do a command of the list, the page or the find bar."""
        match action:
            case Action.CLEAR_FILTER:
                self._list.filter("")
            case Action.OPEN:
                self._follow(self._list.current)
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
            case Action.CLOSE:
                self._close()
            case Action.TO_LIST:
                self.take_focus()
            case Action.CONTENTS:
                contents = ContentsScreen(self._page.entry, self._page.headings)
                self.app.push_screen(contents, self._follow)
            case _:
                if action is Action.SEARCH and self._find.has_focus_within:
                    self._find.close()
                return False
        self.post_message(PlaceChanged())
        return True

    def _close(self) -> None:
        """Close the note, else the find bar."""
        if self._note.is_open:
            self._note.close()
        else:
            self._find.close()

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
        target = self._page.target if self._page.has_focus else self._list.current
        return target.id if isinstance(target, OpenEntry) else ""

    @property
    def visible_text(self) -> str:
        """The page's text in view."""
        return self._page.visible_text

    @property
    def copy_text(self) -> str:
        """The open source, else the page's title and id."""
        if self._note.source or not self._page.entry:
            return self._note.source
        catalogue = self._world.catalogue
        head = catalogue.heads[self._page.entry]
        return f"{head.title} (abscopal show {head.id}; content {catalogue.content_version})"
