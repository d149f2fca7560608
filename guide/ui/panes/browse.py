"""A tab that lists entries beside the page that one reads."""

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical

from guide.layout.lines import Line, Piece
from guide.library.records import Head, Part
from guide.library.scale import KIND_FACTS, dots
from guide.store.progress import Position
from guide.ui.messages import Follow, PlaceChanged
from guide.ui.panes.base import Pane
from guide.ui.widgets.find_bar import FindBar
from guide.ui.widgets.note import Note
from guide.ui.widgets.one_line import OneLine
from guide.ui.widgets.page_view import PageView
from guide.ui.widgets.row_list import Row, RowList
from guide.ui.world import World


def entry_line(head: Head) -> Line:
    """Return an entry's row in a list: badge, tag and title, so that colour never stands alone."""
    badge = Piece(f"{dots(head.level)} ", "dim") if head.kind != "term" else Piece("")
    return (Piece(f"{KIND_FACTS[head.kind].tag} ", f"kind-{head.kind}"), badge, Piece(head.title))


def matches(head: Head, typed: str) -> bool:
    """Tell whether an entry's title or an alias holds what was typed, at the start of a word or, from three letters, anywhere."""
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

    def fill(self, chosen: str = "") -> None:
        """Show the entries that what was typed leaves, under a heading for each kind."""
        rows: list[Row] = []
        kind = ""
        several = len({head.kind for head in self._heads}) > 1
        for head in self._heads:
            if self.typed and not matches(head, self.typed):
                continue
            if several and head.kind != kind:
                kind = head.kind
                rows.append(Row("", ((Piece(KIND_FACTS[kind].plural, "h2"),),)))
            rows.append(Row(head.id, (entry_line(head),)))
        self.show_rows(rows, chosen or self.current)

    def on_key(self, event: events.Key) -> None:
        """Move, choose, or take a letter into the filter."""
        if self.steer(event.key):
            pass
        elif event.key == "escape" and self.typed:
            self.typed = ""
            self.fill(self.current)
        elif event.key == "backspace" and self.typed:
            self.typed = self.typed[:-1]
            self.fill(self.current)
        elif (
            event.character
            and event.character.isprintable()
            and (event.character.isalpha() or self.typed)
            and event.character not in "/?[]"
        ):
            self.typed += event.character
            self.fill()
        else:
            return
        event.stop()
        event.prevent_default()
        self.post_message(PlaceChanged())


class BrowsePane(Pane):
    """List on the left, page on the right; one at a time where it is narrow."""

    def __init__(self, world: World, part: Part) -> None:
        super().__init__(classes="pane")
        self._world = world
        self._part = part
        heads = [head for head in world.catalogue.heads.values() if head.kind in part.kinds]
        heads.sort(key=lambda head: part.kinds.index(head.kind))
        self._list = EntryList(heads)
        self._filter = OneLine(id="filter")
        self._page = PageView(world.catalogue, id="page")
        self._note = Note(world.catalogue)
        self._find = FindBar(self._page)
        self._opening: tuple[str, int] | None = None
        self._reading = False
        self._side = Vertical(self._list, self._filter, classes="side")
        self._beside = Vertical(self._page, self._find, self._note, classes="beside")

    def compose(self) -> ComposeResult:
        """Side by side."""
        yield self._side
        yield self._beside

    def on_mount(self) -> None:
        """Fill the list; show the page that was asked for while the pane was made."""
        self._list.fill(self._opening[0] if self._opening else "")
        self._draw_filter()
        if self._opening:
            self.open_entry(*self._opening)

    @property
    def place(self) -> str:
        """The list or the page, whichever has the focus."""
        return "page" if self._page.has_focus else "find" if self._find.has_focus_within else "list"

    def _draw_filter(self) -> None:
        if self._list.typed:
            found = sum(1 for row in self._list.rows if row.id)
            text = (
                Piece(f"  {self._list.typed}▏", "accent"),
                Piece(f"  {found} of {len(self._list._heads)} · esc clears", "dim"),
            )
        else:
            text = (
                Piece("  type to filter", "dim"),
                Piece(f"  {len(self._list._heads)} entries", "dim"),
            )
        self._filter.show(text)

    def _show_page_side(self, page: bool) -> None:
        self._reading = page
        self._arrange()

    def _arrange(self) -> None:
        """Hide the list or the page where there is room for one; where both fit no class changes, since that costs a layout."""
        narrow = self.screen.has_class("narrow")
        self._side.set_class(narrow and self._reading, "-away")
        self._beside.set_class(narrow and not self._reading, "-away")

    def take_focus(self) -> None:
        """Go to the list."""
        self._show_page_side(False)
        self._list.focus()

    def open_entry(self, entry: str, line: int) -> None:
        """Show a page and go to it."""
        if not self.is_mounted or not self._list.rows:
            self._opening = (entry, line)
            return
        self._opening = None
        if self._list.typed and entry not in {row.id for row in self._list.rows}:
            self._list.typed = ""
            self._list.fill(entry)
            self._draw_filter()
        self._list.choose(entry)
        self._note.close()
        if self._find.is_open and entry != self._page.entry:
            self._find.close()
        self._show_page_side(True)
        self._page.show(entry, line)
        self._page.focus()
        if not self._page.size.width:
            self.call_after_refresh(self._page.scroll_to, y=line, animate=False, force=True)

    @on(RowList.Highlighted)
    def _on_highlighted(self, message: RowList.Highlighted) -> None:
        """Show the page of the row beside the list while one goes through it."""
        message.stop()
        self._draw_filter()
        if self._list.has_focus and self._page.size.width:
            self._note.close()
            self._page.show(message.row)

    @on(RowList.Chosen)
    def _on_chosen(self, message: RowList.Chosen) -> None:
        message.stop()
        self.post_message(Follow(message.row))

    @on(PlaceChanged)
    def _on_place_changed(self) -> None:
        self._draw_filter()

    def on_resize(self) -> None:
        """Show the chosen page once there is room beside the list."""
        self._arrange()
        if not self._page.entry and self._list.current and not self.screen.has_class("narrow"):
            self.call_after_refresh(self._page.show, self._list.current)

    def request(self, target: str) -> None:
        """Open a source, the contents, or go back to the list."""
        verb, _, name = target.partition(":")
        if verb == "section":
            line = next((line for title, _, line in self._page.headings if title == name), 0)
            self._page.scroll_to(y=line, animate=False, force=True)
        elif verb == "ref":
            entry = self._world.catalogue.entry(self._page.entry)
            self._note.show_source(name, entry.references.index(name) + 1)
        elif target == "do:find" and self._page.entry:
            self._find.open()
        elif target in ("do:find_next", "do:find_previous") and self._find.is_open:
            self._find.step(1 if target == "do:find_next" else -1)
        elif target == "do:to_list" and self._find.is_open:
            self._find.close()
        elif target == "do:to_list" and self._note.is_open:
            self._note.close()
        elif target == "do:to_list":
            self.take_focus()
            self.post_message(PlaceChanged())
        elif target == "do:contents":
            self._contents()
        elif target == "do:follow" and self._page.target:
            self.post_message(Follow(self._page.target))
        elif target == "do:next_link":
            self._page.choose(1)
        elif target == "do:enter" and self._list.current:
            self.post_message(Follow(self._list.current))

    def _contents(self) -> None:
        from guide.ui.screens.contents import ContentsScreen

        def chosen(line: int | None) -> None:
            if line is not None:
                self._page.scroll_to(y=line, animate=False, force=True)

        self.app.push_screen(ContentsScreen(self._page.headings), chosen)

    def position(self) -> Position | None:
        """Where the reader stands in the page, None while only the list is used."""
        return self._page.position() if self._reading else None

    def chosen_entry(self) -> str:
        """The entry of the chosen link."""
        target = self._page.target if self._page.has_focus else self._list.current
        return target if target in self._world.catalogue.heads else ""

    def visible_text(self) -> str:
        """The page's visible text."""
        return self._page.visible_text()

    def copy_text(self) -> str:
        """The open source, else the page's title and id."""
        if self._note.text:
            return self._note.text
        if not self._page.entry:
            return ""
        head = self._world.catalogue.heads[self._page.entry]
        return f"{head.title} (abscopal show {head.id}; content {self._world.catalogue.content_version})"
