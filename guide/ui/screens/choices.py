"""A choice for the trials: a value to filter by, or a column to sort by."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from guide.layout.lines import Line, Piece, clip
from guide.layout.targets import Action, Target
from guide.ui.places import Place
from guide.ui.screens.typed_list import TypedListScreen
from guide.ui.widgets.row_list import Row


class Offer(NamedTuple):
    """A choice.

    Attributes:
        target: Where it leads.
        title: What it is called.
        said: What is said of it.
        names: Other names that find it.
    """

    target: Target
    title: str
    said: str = ""
    names: tuple[str, ...] = ()

    def fits(self, typed: str) -> bool:
        """Tell whether a word of its title, or another name, begins with what is typed."""
        names = [name.casefold().replace("-", " ") for name in (self.title, *self.names)]
        wanted = typed.casefold().replace("-", " ")
        return f" {wanted}" in f" {names[0]}" or any(name.startswith(wanted) for name in names)


class ChoicesScreen(TypedListScreen):
    """Choices, filtered by what is typed; Enter takes one."""

    def __init__(
        self,
        asked: str,
        offers: Sequence[Offer],
        now: Target | None,
        made: Callable[[str], Offer | None] = lambda _: None,
    ) -> None:
        """Take what is offered.

        Args:
            asked: What is asked for, such as `disease…`.
            offers: The choices.
            now: The one that is chosen already.
            made: Returns a choice made of what is typed, such as a range of years.
        """
        super().__init__(asked, asked.rstrip("…").capitalize())
        self._offers = offers
        self._now = now
        self._made = made

    @property
    def place(self) -> Place:
        """The choice."""
        return Place.CHOICES

    def can(self, action: Action) -> bool:
        """Tell whether there is anything to take."""
        return action is not Action.OPEN or self.chosen is not None

    def called(self, action: Action) -> str:
        """Say what Enter does."""
        return "choose" if action is Action.OPEN else ""

    def rows(self, typed: str, width: int) -> Sequence[Row]:
        """Return the choices in which a word begins with what is typed, those that begin so first.

        What is made of the text itself stands above them.
        """
        wanted = typed.casefold()
        made = self._made(typed) if typed else None
        found = [offer for offer in self._offers if offer.fits(typed)]
        found.sort(key=lambda offer: not offer.title.casefold().startswith(wanted))
        offers = [made, *found] if made is not None and made not in found else found
        if not offers:
            return [Row(None, ((Piece("Nothing is called so.", "b"),),))]
        return [Row(offer.target, (clip(self._line(offer), width),)) for offer in offers]

    def _line(self, offer: Offer) -> Line:
        sign = "● " if offer.target == self._now else "  "
        return (Piece(sign, "accent"), Piece(offer.title), Piece(f"  {offer.said}", "dim"))
