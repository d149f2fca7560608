"""The row of chips above the results of a search: they narrow it to a kind or to some evidence."""

from collections.abc import Collection

from guide.layout.lines import Piece
from guide.layout.targets import ChooseEvidence, ChooseKind, Target
from guide.library.scale import KIND_FACTS, KINDS, LEVELS, STRENGTH
from guide.ui.widgets.one_line import OneLine

SPACED_FROM = 70
"""Columns from which there is space between the chips."""
NAMES_FROM = 116
"""Columns from which kinds are named in full instead of by their tag."""
WORD_FROM = 126
"""Columns from which the chips of evidence are named beside the kinds in full."""
BADGES = ("any", "●○○", "●●○", "●●●")


class SearchChips(OneLine):
    """One chip for each kind, one for each strength of evidence; one of each is chosen."""

    def __init__(self, present: Collection[str]) -> None:
        """Take the kinds that the library has entries of."""
        super().__init__(id="chips")
        self._kinds = ["", *(kind for kind in KINDS if kind in present)]
        self._kind = 0
        self._evidence = 0

    def draw(self, width: int) -> None:
        """Show the chips as they fit into a width."""
        wide = width >= NAMES_FROM
        close = width < SPACED_FROM
        pieces: list[Piece] = [Piece(" ")]
        for place, kind in enumerate(self._kinds):
            name = kind or "all"
            label = name if wide or not kind else KIND_FACTS[kind].tag
            shown = f"[{label}]" if place == self._kind else f"{'' if close else ' '}{label} "
            style = "selected" if place == self._kind else "dim"
            pieces.append(Piece(shown, style, ChooseKind(place)))
        roomy = width >= WORD_FROM if wide else not close
        right = [Piece("evidence " if roomy else "", "dim", ChooseEvidence(0))]
        for place, badge in enumerate(BADGES):
            chosen = place == self._evidence
            shown = f"[{badge}]" if chosen else f" {badge} "
            right.append(Piece(shown, "selected" if chosen else "dim", ChooseEvidence(place)))
        self.show(tuple(pieces), tuple(right))

    @property
    def kind(self) -> str | None:
        """The chosen kind; None for all."""
        return self._kinds[self._kind] or None

    @property
    def levels(self) -> tuple[str, ...]:
        """The levels of evidence of the chosen strength; none for all."""
        strength = self._evidence
        return tuple(level for level in LEVELS if STRENGTH[level] == strength) if strength else ()

    def choose_kind(self, place: int) -> None:
        """Choose the kind at a place; after the last comes the first."""
        self._kind = place % len(self._kinds)

    def step_kind(self, by: int) -> None:
        """Choose the next kind (1) or the previous one (-1)."""
        self.choose_kind(self._kind + by)

    def choose_evidence(self, place: int) -> None:
        """Choose the strength of evidence at a place; after the last comes the first."""
        self._evidence = place % len(BADGES)

    def step_evidence(self) -> None:
        """Choose the next strength of evidence."""
        self.choose_evidence(self._evidence + 1)

    def reset(self) -> None:
        """Choose every kind and any evidence."""
        self._kind = self._evidence = 0

    def narrowed(self) -> list[tuple[str, Target]]:
        """Return the chips that narrow the search: what each leaves, and what clears it."""
        chips: list[tuple[str, Target]] = []
        if self.kind:
            chips.append((KIND_FACTS[self.kind].plural.lower(), ChooseKind(0)))
        if self._evidence:
            chips.append((f"evidence {BADGES[self._evidence]}", ChooseEvidence(0)))
        return chips
